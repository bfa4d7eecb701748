//! The editor: edits, texts, publishing, versions.

use app::App;
use app::ids::{ConnectionId, FolderId, RunId};
use app::views::editor::{
    BlockDetail, BlockId, CompareSide, CompareView, CurlImport, DraftId, DragSource, Edit,
    EditorCatalogue, EditorChange, EditorChoices, EditorView, FoundText, Gap, GapVerdict,
    HistoryEntry, Json, MergeChoice, MergeView, Promotion, PromotionForm, PublishOutcome,
    ReferenceName, ReferenceUses, RenderedText, SchemaRow, TakeOver, TextQuery, YamlOutcome,
    YamlView,
};
use app::views::workflows::WorkflowRow;
use tauri::State;

use crate::error::CommandResult;

/// The catalogue that the library, the inspector and the panels are drawn from.
#[tauri::command]
#[specta::specta]
pub(crate) async fn editor_catalogue(app: State<'_, App>) -> CommandResult<EditorCatalogue> {
    Ok(app.editor_catalogue())
}

/// What only the server knows: models, credentials, workflows.
#[tauri::command]
#[specta::specta]
pub(crate) async fn editor_choices(
    app: State<'_, App>,
    connection: ConnectionId,
) -> CommandResult<EditorChoices> {
    Ok(app.editor_choices(&connection).await?)
}

/// Makes an empty workflow on the server.
#[tauri::command]
#[specta::specta]
pub(crate) async fn new_workflow(
    app: State<'_, App>,
    connection: ConnectionId,
    folder: Option<FolderId>,
) -> CommandResult<WorkflowRow> {
    Ok(app.new_workflow(&connection, folder).await?)
}

/// The draft of a workflow with its undo history; one begins where there is none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_editor(app: State<'_, App>, draft: DraftId) -> CommandResult<EditorView> {
    Ok(app.open_editor(&draft).await?)
}

/// The window shows the draft no more. The draft stays.
#[tauri::command]
#[specta::specta]
pub(crate) async fn close_editor(app: State<'_, App>, draft: DraftId) -> CommandResult<()> {
    Ok(app.close_editor(&draft).await?)
}

/// Carries out one edit and keeps it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edit(
    app: State<'_, App>,
    draft: DraftId,
    edit: Edit,
) -> CommandResult<EditorChange> {
    Ok(app.edit(&draft, &edit).await?)
}

/// Takes the last step back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_edit(app: State<'_, App>, draft: DraftId) -> CommandResult<EditorChange> {
    Ok(app.undo_edit(&draft).await?)
}

/// Does again what was taken back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn redo_edit(app: State<'_, App>, draft: DraftId) -> CommandResult<EditorChange> {
    Ok(app.redo_edit(&draft).await?)
}

/// Goes back to the server's newest version; this can be undone.
#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_draft(
    app: State<'_, App>,
    draft: DraftId,
) -> CommandResult<EditorChange> {
    Ok(app.discard_draft(&draft).await?)
}

/// One block with all its fields.
#[tauri::command]
#[specta::specta]
pub(crate) async fn editor_block(
    app: State<'_, App>,
    draft: DraftId,
    block: BlockId,
) -> CommandResult<BlockDetail> {
    Ok(app.editor_block(&draft, &block).await?)
}

/// What a template of the block may refer to.
#[tauri::command]
#[specta::specta]
pub(crate) async fn editor_names(
    app: State<'_, App>,
    draft: DraftId,
    block: BlockId,
) -> CommandResult<Vec<ReferenceName>> {
    Ok(app.editor_names(&draft, &block).await?)
}

/// Where a name is defined and used.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reference_uses(
    app: State<'_, App>,
    draft: DraftId,
    name: String,
) -> CommandResult<ReferenceUses> {
    Ok(app.reference_uses(&draft, &name).await?)
}

/// A template with the values of a past run, the last one if none is given.
#[tauri::command]
#[specta::specta]
pub(crate) async fn render_text(
    app: State<'_, App>,
    draft: DraftId,
    text: String,
    run: Option<RunId>,
) -> CommandResult<RenderedText> {
    Ok(app.render_text(&draft, &text, run).await?)
}

/// Where something may be dropped.
#[tauri::command]
#[specta::specta]
pub(crate) async fn drop_gaps(
    app: State<'_, App>,
    draft: DraftId,
    source: DragSource,
) -> CommandResult<Vec<GapVerdict>> {
    Ok(app.drop_gaps(&draft, &source).await?)
}

/// Where the words stand in the draft.
#[tauri::command]
#[specta::specta]
pub(crate) async fn find_text(
    app: State<'_, App>,
    draft: DraftId,
    query: TextQuery,
) -> CommandResult<Vec<FoundText>> {
    Ok(app.find_text(&draft, &query).await?)
}

/// Blocks as YAML for the clipboard.
#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_blocks(
    app: State<'_, App>,
    draft: DraftId,
    blocks: Vec<BlockId>,
) -> CommandResult<String> {
    Ok(app.copy_blocks(&draft, &blocks).await?)
}

/// Adds blocks that stand in a text.
#[tauri::command]
#[specta::specta]
pub(crate) async fn paste_blocks(
    app: State<'_, App>,
    draft: DraftId,
    text: String,
    at: Gap,
) -> CommandResult<EditorChange> {
    Ok(app.paste_blocks(&draft, &text, &at).await?)
}

/// The draft or one of its blocks as YAML.
#[tauri::command]
#[specta::specta]
pub(crate) async fn editor_yaml(
    app: State<'_, App>,
    draft: DraftId,
    block: Option<BlockId>,
) -> CommandResult<YamlView> {
    Ok(app.editor_yaml(&draft, block.as_ref()).await?)
}

/// Takes over a text that was typed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_yaml(
    app: State<'_, App>,
    draft: DraftId,
    block: Option<BlockId>,
    text: String,
) -> CommandResult<YamlOutcome> {
    Ok(app.edit_yaml(&draft, block.as_ref(), &text).await?)
}

/// Saves the draft as the next version on the server, unless somebody saved meanwhile.
#[tauri::command]
#[specta::specta]
pub(crate) async fn publish(
    app: State<'_, App>,
    draft: DraftId,
    note: Option<String>,
) -> CommandResult<PublishOutcome> {
    Ok(app.publish(&draft, note).await?)
}

/// Saves the draft as a workflow of its own.
#[tauri::command]
#[specta::specta]
pub(crate) async fn publish_copy(
    app: State<'_, App>,
    draft: DraftId,
    title: String,
) -> CommandResult<WorkflowRow> {
    Ok(app.publish_copy(&draft, &title).await?)
}

/// What the draft and the newest version of the server changed since the draft began.
#[tauri::command]
#[specta::specta]
pub(crate) async fn merge_view(app: State<'_, App>, draft: DraftId) -> CommandResult<MergeView> {
    Ok(app.merge_view(&draft).await?)
}

/// Brings the newest version of the server into the draft.
#[tauri::command]
#[specta::specta]
pub(crate) async fn merge_draft(
    app: State<'_, App>,
    draft: DraftId,
    choices: Vec<MergeChoice>,
) -> CommandResult<EditorChange> {
    Ok(app.merge_draft(&draft, &choices).await?)
}

/// All versions with their notes, newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn workflow_history(
    app: State<'_, App>,
    draft: DraftId,
) -> CommandResult<Vec<HistoryEntry>> {
    Ok(app.workflow_history(&draft).await?)
}

/// How two states differ.
#[tauri::command]
#[specta::specta]
pub(crate) async fn compare(
    app: State<'_, App>,
    before: CompareSide,
    after: CompareSide,
) -> CommandResult<CompareView> {
    Ok(app.compare(&before, &after).await?)
}

/// Takes something from another state into the draft.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_over(
    app: State<'_, App>,
    draft: DraftId,
    from: CompareSide,
    what: TakeOver,
) -> CommandResult<EditorChange> {
    Ok(app.take_over(&draft, &from, &what).await?)
}

/// What another connection needs for the draft.
#[tauri::command]
#[specta::specta]
pub(crate) async fn promotion_form(
    app: State<'_, App>,
    draft: DraftId,
    to: ConnectionId,
) -> CommandResult<PromotionForm> {
    Ok(app.promotion_form(&draft, &to).await?)
}

/// Publishes the draft to another connection.
#[tauri::command]
#[specta::specta]
pub(crate) async fn promote(
    app: State<'_, App>,
    draft: DraftId,
    promotion: Promotion,
) -> CommandResult<WorkflowRow> {
    Ok(app.promote(&draft, &promotion).await?)
}

/// A JSON Schema as rows; none if rows cannot show all of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn schema_rows(
    app: State<'_, App>,
    schema: Json,
) -> CommandResult<Option<Vec<SchemaRow>>> {
    Ok(app.schema_rows(&schema))
}

/// Writes rows back into the schema they came from.
#[tauri::command]
#[specta::specta]
pub(crate) async fn schema_of_rows(
    app: State<'_, App>,
    schema: Json,
    rows: Vec<SchemaRow>,
) -> CommandResult<Json> {
    Ok(app.schema_of_rows(&schema, &rows))
}

/// A JSON Schema for a sample.
#[tauri::command]
#[specta::specta]
pub(crate) async fn infer_schema(app: State<'_, App>, sample: Json) -> CommandResult<Json> {
    Ok(app.infer_schema(&sample))
}

/// A cURL command as fields of an HTTP request.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_curl(app: State<'_, App>, text: String) -> CommandResult<CurlImport> {
    Ok(app.read_curl(&text)?)
}
