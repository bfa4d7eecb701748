//! Publishing a draft. Nothing that somebody else saved meanwhile is ever written over.

use library::DraftBase;
use serde_json::Value;
use skyvern_api::workflows::Workflow;
use workflow::settings::{self, Part};

use super::opening::Newest;
use super::refusals;
use super::saving::{Saved, is_same};
use super::secrets;
use super::session::Base;
use crate::App;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, FolderId};
use crate::views::editor::{DraftId, Edit, EditorChange, PublishOutcome};
use crate::views::workflows::WorkflowRow;

/// A title that the server keeps: it makes up another one for "New Workflow" and the like (reference A.7).
const UNTITLED: &str = "Untitled workflow";

impl App {
    /// Saves the draft as the next version on the server, unless somebody saved meanwhile.
    ///
    /// # Errors
    /// [`Error::Offline`] and the like; then the draft is as it was.
    pub async fn publish(&self, draft: &DraftId, note: Option<String>) -> Result<PublishOutcome> {
        let outcome = {
            let slot = self.state.editor.slot(draft);
            let _publishing = slot.publishing.lock().await;
            self.publish_alone(draft, note).await
        };
        // What was told meanwhile had to wait.
        if let Err(fault) = self.catch_up(draft).await {
            tracing::warn!(%fault, "a draft does not follow the server");
        }
        outcome
    }

    async fn publish_alone(&self, draft: &DraftId, note: Option<String>) -> Result<PublishOutcome> {
        let newest = self.ask_newest(draft).await?;
        self.recognise_sent(draft, &newest, note.as_deref()).await?;
        let held = self.hold(draft).await?;
        let session = held.session()?;
        let (sent, base) = (session.sendable()?, session.base.version);
        let to_send = with_cleared(sent.clone(), &session.base.document);
        let is_changed = session.shown.is_changed;
        drop(held);
        if newest.base.version != base {
            if is_same(&sent, &newest.base.document) {
                let change = self.settle(draft, newest.base.version, sent, note).await?;
                return Ok(published(newest.base.version, change));
            }
            return self.behind(draft, newest).await;
        }
        if !is_changed {
            let change = self.settle(draft, base, sent, note).await?;
            return Ok(published(base, change));
        }
        if secrets::has_placeholder(&sent) {
            return Err(Error::invalid("", "A secret is missing; type it anew."));
        }
        self.send(draft, sent, &to_send, base, note).await
    }

    async fn send(
        &self,
        draft: &DraftId,
        sent: Value,
        to_send: &Value,
        base: u32,
        note: Option<String>,
    ) -> Result<PublishOutcome> {
        self.note_sent(draft, Some(&sent)).await?;
        let saved = self
            .save_version(&draft.connection, &draft.workflow, to_send, base)
            .await?;
        match saved {
            Saved::Done(workflow) => {
                let version = workflow.version;
                let change = self.take_saved(draft, *workflow, sent, note).await?;
                Ok(published(version, change))
            }
            Saved::Overtaken(workflow) => {
                self.take_saved(draft, *workflow, sent, note).await?;
                let newest = self.ask_newest(draft).await?;
                self.behind(draft, newest).await
            }
            Saved::Refused(told) => {
                self.note_sent(draft, None).await?;
                let problems = refusals::problems(&told, &sent);
                let message = match problems.as_slice() {
                    [one] => one.message.clone(),
                    more => format!("The server refuses this in {} places.", more.len()),
                };
                Ok(PublishOutcome::Refused { message, problems })
            }
            Saved::Failed(fault) => {
                self.note_sent(draft, None).await?;
                Err(self.fault(&draft.connection, fault).await)
            }
            Saved::Unknown(fault) => {
                let fault = self.fault(&draft.connection, fault).await;
                Err(Error::Offline(format!(
                    "{fault} It may have been saved all the same; publish again, and Eyrie looks first."
                )))
            }
        }
    }

    /// The workflow that was just saved is the base from now on.
    async fn take_saved(
        &self,
        draft: &DraftId,
        workflow: Workflow,
        sent: Value,
        note: Option<String>,
    ) -> Result<EditorChange> {
        let (version, title) = (workflow.version, workflow.title.clone());
        self.keep_version(draft, workflow).await?;
        let had = sent.get("title").and_then(Value::as_str).map(str::to_owned);
        let mut kept = sent;
        if let Some(fields) = kept.as_object_mut() {
            fields.insert("title".to_owned(), title.clone().into());
        }
        let change = self.settle(draft, version, kept, note).await?;
        if had.as_ref() == Some(&title) {
            return Ok(change);
        }
        // The server made up a title of its own.
        let rename = Edit::SetSetting {
            key: "title".to_owned(),
            value: title.into(),
        };
        self.edit(draft, &rename).await
    }

    /// Compares the draft with `version` from now on, which holds `document`.
    async fn settle(
        &self,
        draft: &DraftId,
        version: u32,
        document: Value,
        note: Option<String>,
    ) -> Result<EditorChange> {
        let held = self.hold(draft).await?;
        self.change_in(held, move |library, session, revision| {
            let (connection, workflow) =
                (session.id.connection.as_str(), session.id.workflow.as_str());
            let base = DraftBase {
                version,
                document: document.to_string(),
            };
            library.set_draft_base(connection, workflow, &base)?;
            if let Some(note) = note
                .as_deref()
                .map(str::trim)
                .filter(|note| !note.is_empty())
            {
                library.set_version_note(connection, workflow, version, note)?;
            }
            session.base = Base { version, document };
            session.server_version = session.server_version.max(version);
            session.sent = None;
            session.typing = None;
            Ok(Ok(Some(session.look(revision.next()))))
        })
        .await
    }

    /// Finds out what became of a definition whose answer was lost earlier.
    async fn recognise_sent(
        &self,
        draft: &DraftId,
        newest: &Newest,
        note: Option<&str>,
    ) -> Result<()> {
        let held = self.hold(draft).await?;
        let session = held.session()?;
        let (sent, before) = (session.sent.clone(), session.base.version);
        drop(held);
        let Some(sent) = sent else {
            return Ok(());
        };
        if newest.base.version <= before {
            return self.note_sent(draft, None).await;
        }
        let body = if newest.base.version == before + 1 {
            newest.base.clone()
        } else {
            let body = self
                .body(&draft.connection, &draft.workflow, Some(before + 1))
                .await?;
            super::sessions::base_of(&body)
        };
        if is_same(&sent, &body.document) {
            self.settle(draft, body.version, sent, note.map(str::to_owned))
                .await?;
            return Ok(());
        }
        self.note_sent(draft, None).await
    }

    async fn note_sent(&self, draft: &DraftId, sent: Option<&Value>) -> Result<()> {
        let mut held = self.hold(draft).await?;
        held.session_mut()?.sent = sent.cloned();
        let (id, json) = (draft.clone(), sent.map(Value::to_string));
        self.keep(&draft.connection, move |library| {
            library.set_draft_sent(
                id.connection.as_str(),
                id.workflow.as_str(),
                json.as_deref(),
            )
        })
        .await
    }

    async fn behind(&self, draft: &DraftId, newest: Newest) -> Result<PublishOutcome> {
        let version = newest.base.version;
        let held = self.hold(draft).await?;
        self.note_version(held, version)?;
        Ok(PublishOutcome::Behind {
            version,
            by: newest.by,
            at: Some(newest.at),
        })
    }

    /// Saves the draft as a workflow of its own, beside the original.
    ///
    /// # Errors
    /// What the server refuses.
    pub async fn publish_copy(&self, draft: &DraftId, title: &str) -> Result<WorkflowRow> {
        let mut definition = self.look_at(draft, |session, _| session.sendable()).await?;
        if title.trim().is_empty() {
            return Err(Error::invalid("title", "A copy needs a title."));
        }
        if let Some(fields) = definition.as_object_mut() {
            fields.insert("title".to_owned(), title.trim().into());
        }
        // The original may be gone from the server; then the copy stands in no folder.
        let row = self.row_of(&draft.connection, &draft.workflow).await;
        let folder = row.ok().and_then(|row| row.folder);
        self.create(&draft.connection, folder.as_ref(), definition)
            .await
    }

    /// Makes an empty workflow on the server.
    ///
    /// # Errors
    /// What the server refuses, [`Error::Offline`].
    pub async fn new_workflow(
        &self,
        connection: &ConnectionId,
        folder: Option<FolderId>,
    ) -> Result<WorkflowRow> {
        let rows = self.workflows(connection).await?;
        let is_free = |title: &String| rows.iter().all(|row| &row.title != title);
        let numbered = (2..).map(|number| format!("{UNTITLED} {number}"));
        let title = std::iter::once(UNTITLED.to_owned())
            .chain(numbered)
            .find(is_free);
        let definition = serde_json::json!({
            "title": title,
            "workflow_definition": { "parameters": [], "blocks": [] },
        });
        self.create(connection, folder.as_ref(), definition).await
    }
}

/// The server keeps the last value of some settings when they are left out (reference A.7); those that were taken out
/// are cleared in so many words.
fn with_cleared(mut sent: Value, base: &Value) -> Value {
    for setting in settings::FIELDS.iter().filter(|setting| setting.inherited) {
        let name = setting.field.name;
        let (pointer, to) = match setting.part {
            Part::Workflow => ("", Some(&mut sent)),
            Part::Definition => ("/workflow_definition", sent.get_mut("workflow_definition")),
        };
        let was_set = base
            .pointer(pointer)
            .and_then(|base| base.get(name))
            .is_some_and(|value| !value.is_null());
        if let (true, Some(fields)) = (was_set, to.and_then(Value::as_object_mut)) {
            fields
                .entry(name)
                .or_insert_with(|| setting.field.default.to_value());
        }
    }
    sent
}

fn published(version: u32, change: EditorChange) -> PublishOutcome {
    PublishOutcome::Published {
        version,
        change: Box::new(change),
    }
}
