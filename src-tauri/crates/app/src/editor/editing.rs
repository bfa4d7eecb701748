//! What a person does to a draft.

use workflow::edit::{self, BlockId, Clip, Gap, TextQuery};

use super::journal::Way;
use super::{blocks, secrets};
use crate::App;
use crate::error::{Error, Result, sentence};
use crate::views::editor::{
    DraftId, DragSource, Edit, EditorChange, FoundText, GapVerdict, ReferenceUses,
};

impl App {
    /// Carries out one edit and keeps it.
    ///
    /// # Errors
    /// [`Error::Invalid`] with a sentence for an edit that cannot be done.
    pub async fn edit(&self, draft: &DraftId, edit: &Edit) -> Result<EditorChange> {
        let mut edit = edit.clone();
        self.take_step(draft, move |session| {
            secrets::unmask_edit(&mut edit, &session.document)?;
            session.edited(&edit)
        })
        .await
    }

    /// Takes the last step back.
    pub async fn undo_edit(&self, draft: &DraftId) -> Result<EditorChange> {
        self.go_in_history(draft, Way::Back).await
    }

    /// Does again what was taken back.
    pub async fn redo_edit(&self, draft: &DraftId) -> Result<EditorChange> {
        self.go_in_history(draft, Way::Forth).await
    }

    /// Where a name is defined and used.
    pub async fn reference_uses(&self, draft: &DraftId, name: &str) -> Result<ReferenceUses> {
        let name = name.to_owned();
        self.look_at(draft, move |session, _| {
            Ok(ReferenceUses {
                definition: workflow::names::definition(&session.document, &name),
                uses: workflow::names::usages(&session.document, &name),
            })
        })
        .await
    }

    /// Where something may be dropped.
    pub async fn drop_gaps(&self, draft: &DraftId, source: &DragSource) -> Result<Vec<GapVerdict>> {
        let source = source.clone();
        self.look_at(draft, move |session, _| {
            let document = &session.document;
            let verdicts = match &source {
                DragSource::Blocks { blocks, copy } => edit::gaps(document, blocks, *copy)
                    .map_err(|refused| Error::invalid("", sentence(&refused.to_string())))?,
                DragSource::Kind { kind } => {
                    let new = serde_json::json!({ "block_type": kind });
                    edit::gaps_for_new(document, &[new])
                }
                DragSource::Text { text } => edit::gaps_for_new(document, &pasted(text)?.blocks),
            };
            Ok(verdicts
                .into_iter()
                .map(|verdict| GapVerdict {
                    gap: verdict.gap,
                    refused: verdict.refused,
                    warning: verdict.warning,
                })
                .collect())
        })
        .await
    }

    /// Where the words stand in the draft.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a pattern that cannot be read.
    pub async fn find_text(&self, draft: &DraftId, query: &TextQuery) -> Result<Vec<FoundText>> {
        let query = query.clone();
        self.look_at(draft, move |session, _| {
            let hits = edit::find(&session.document, &query)
                .map_err(|refused| Error::invalid("text", sentence(&refused.to_string())))?;
            Ok(hits
                .into_iter()
                .map(|hit| FoundText {
                    field: crate::workflows::field_words(
                        hit.place.field.as_deref().unwrap_or_default(),
                    ),
                    place: hit.place,
                    before: hit.before,
                    found: hit.found,
                    after: hit.after,
                })
                .collect())
        })
        .await
    }

    /// Blocks as YAML for the clipboard.
    pub async fn copy_blocks(&self, draft: &DraftId, blocks: &[BlockId]) -> Result<String> {
        let keys = blocks.to_vec();
        self.look_at(draft, move |session, _| {
            // The clipboard is open to every program; secrets find their way back when they are pasted here.
            let masked = secrets::masked(&session.document);
            edit::blocks_as_yaml(&masked, &keys)
                .map_err(|refused| Error::invalid("", sentence(&refused.to_string())))
        })
        .await
    }

    /// Adds blocks that stand in a text.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a text that has no blocks.
    pub async fn paste_blocks(
        &self,
        draft: &DraftId,
        text: &str,
        at: &Gap,
    ) -> Result<EditorChange> {
        let (text, at) = (text.to_owned(), at.clone());
        self.take_step(draft, move |session| {
            let mut clip = pasted(&text)?;
            secrets::unmask_blocks(&mut clip.blocks, &session.document)?;
            let missing = clip.parameters.into_iter().filter(|parameter| {
                let key = parameter.get("key").and_then(serde_json::Value::as_str);
                key.is_some_and(|key| blocks::parameter(&session.document, key).is_none())
            });
            let mut edits: Vec<Edit> = missing
                .map(|parameter| Edit::AddParameter { parameter })
                .collect();
            let name = match clip.blocks.len() {
                1 => "Paste a block".to_owned(),
                count => format!("Paste {count} blocks"),
            };
            edits.push(Edit::Add {
                blocks: clip.blocks,
                at,
            });
            session.edited(&Edit::Several { name, edits })
        })
        .await
    }
}

fn pasted(text: &str) -> Result<Clip> {
    edit::parse_blocks(text).map_err(|fault| Error::invalid("", sentence(&fault.to_string())))
}
