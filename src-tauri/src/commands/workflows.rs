//! Workflows: list, search, detail, moving, import and export.

use std::path::PathBuf;

use app::App;
use app::ids::{ConnectionId, FolderId, WorkflowId};
use app::views::workflows::{
    ExportReport, ImportReport, KindView, PendingDeletion, TemplateView, TextFormat, VersionView,
    WorkflowDetail, WorkflowHit, WorkflowRow,
};
use tauri::{AppHandle, State};

use crate::error::CommandResult;
use crate::shell::dialogs;

/// All workflows as kept on this computer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn workflows(
    app: State<'_, App>,
    connection: ConnectionId,
) -> CommandResult<Vec<WorkflowRow>> {
    Ok(app.workflows(&connection).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn search_workflows(
    app: State<'_, App>,
    connection: ConnectionId,
    text: String,
) -> CommandResult<Vec<WorkflowHit>> {
    Ok(app.search_workflows(&connection, &text).await?)
}

/// One workflow, in its newest or in an older version.
#[tauri::command]
#[specta::specta]
pub(crate) async fn workflow(
    app: State<'_, App>,
    connection: ConnectionId,
    id: WorkflowId,
    version: Option<u32>,
) -> CommandResult<WorkflowDetail> {
    Ok(app.workflow(&connection, &id, version).await?)
}

/// The definition as text in the shape that can be imported again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn workflow_text(
    app: State<'_, App>,
    connection: ConnectionId,
    id: WorkflowId,
    version: Option<u32>,
    format: TextFormat,
) -> CommandResult<String> {
    Ok(app.workflow_text(&connection, &id, version, format).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn workflow_versions(
    app: State<'_, App>,
    connection: ConnectionId,
    id: WorkflowId,
) -> CommandResult<Vec<VersionView>> {
    Ok(app.workflow_versions(&connection, &id).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn move_workflows(
    app: State<'_, App>,
    connection: ConnectionId,
    ids: Vec<WorkflowId>,
    folder: Option<FolderId>,
) -> CommandResult<()> {
    Ok(app.move_workflows(&connection, &ids, folder).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn duplicate_workflows(
    app: State<'_, App>,
    connection: ConnectionId,
    ids: Vec<WorkflowId>,
) -> CommandResult<Vec<WorkflowRow>> {
    Ok(app.duplicate_workflows(&connection, &ids).await?)
}

/// Hides the workflows now and deletes them on the server a few seconds later.
#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_workflows(
    app: State<'_, App>,
    connection: ConnectionId,
    ids: Vec<WorkflowId>,
) -> CommandResult<PendingDeletion> {
    Ok(app.delete_workflows(&connection, &ids).await?)
}

/// Takes a deletion back; `false` if it has been carried out already.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_deletion(app: State<'_, App>, id: String) -> CommandResult<bool> {
    Ok(app.undo_deletion(&id).await?)
}

/// Imports files that were dropped onto the window.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_files(
    app: State<'_, App>,
    connection: ConnectionId,
    folder: Option<FolderId>,
    files: Vec<PathBuf>,
) -> CommandResult<ImportReport> {
    Ok(app.import_files(&connection, folder, files).await?)
}

/// Asks for files and imports them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_and_import(
    handle: AppHandle,
    app: State<'_, App>,
    connection: ConnectionId,
    folder: Option<FolderId>,
) -> CommandResult<ImportReport> {
    let files = dialogs::pick_workflow_files(&handle).await;
    Ok(app.import_files(&connection, folder, files).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn import_text(
    app: State<'_, App>,
    connection: ConnectionId,
    folder: Option<FolderId>,
    text: String,
) -> CommandResult<ImportReport> {
    Ok(app.import_text(&connection, folder, &text).await?)
}

/// Asks for a folder and writes one file a workflow into it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_and_export(
    handle: AppHandle,
    app: State<'_, App>,
    connection: ConnectionId,
    ids: Vec<WorkflowId>,
    format: TextFormat,
) -> CommandResult<ExportReport> {
    let Some(folder) = dialogs::pick_folder(&handle).await else {
        return Ok(ExportReport {
            folder: None,
            files: Vec::new(),
            open_secrets: Vec::new(),
        });
    };
    Ok(app
        .export_workflows(&connection, &ids, format, folder)
        .await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn templates(
    app: State<'_, App>,
    connection: ConnectionId,
) -> CommandResult<Vec<TemplateView>> {
    Ok(app.templates(&connection).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn create_from_template(
    app: State<'_, App>,
    connection: ConnectionId,
    template: WorkflowId,
    folder: Option<FolderId>,
) -> CommandResult<WorkflowRow> {
    Ok(app
        .create_from_template(&connection, &template, folder)
        .await?)
}

/// The catalogue of block kinds.
#[tauri::command]
#[specta::specta]
pub(crate) async fn kinds(app: State<'_, App>) -> CommandResult<Vec<KindView>> {
    Ok(app.kinds())
}
