//! The drafts that are open. Each is worked on by one at a time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use chrono::Utc;
use library::Library;
use serde_json::Value;
use tokio::sync::OwnedMutexGuard;

use super::choices::RecentChoices;
use super::journal::{self, Kept, Revision, Way};
use super::outputs::Outputs;
use super::session::{Base, Journal, Session, Step};
use crate::App;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::ids::ConnectionId;
use crate::open::lock;
use crate::views::editor::{DraftId, EditorChange};

/// All drafts that were opened since the start.
#[derive(Default)]
pub(crate) struct Sessions {
    slots: Mutex<HashMap<DraftId, Arc<Slot>>>,
    pub(super) choices: RecentChoices,
}

/// One draft: in memory, or to be read from the library when it is needed.
#[derive(Default)]
pub(super) struct Slot {
    session: Arc<tokio::sync::Mutex<Option<Session>>>,
    pub(super) revision: Arc<Revision>,
    /// Held while the draft is published.
    pub(super) publishing: tokio::sync::Mutex<()>,
    pub(super) outputs: Outputs,
}

/// A draft that nobody else works on meanwhile.
pub(super) struct Held {
    guard: OwnedMutexGuard<Option<Session>>,
    pub(super) slot: Arc<Slot>,
}

impl Sessions {
    pub(super) fn slot(&self, draft: &DraftId) -> Arc<Slot> {
        let mut slots = lock(&self.slots);
        Arc::clone(slots.entry(draft.clone()).or_default())
    }

    /// The drafts of a connection that were opened.
    pub(super) fn of(&self, connection: &ConnectionId) -> Vec<DraftId> {
        let slots = lock(&self.slots);
        let drafts = slots.keys().filter(|draft| &draft.connection == connection);
        drafts.cloned().collect()
    }

    /// Forgets the drafts of a connection that is gone.
    pub(crate) fn forget(&self, connection: &ConnectionId) {
        lock(&self.slots).retain(|draft, _| &draft.connection != connection);
    }
}

impl Held {
    /// The session, which is always there while it is held.
    pub(super) fn session(&self) -> Result<&Session> {
        self.guard.as_ref().ok_or_else(lost)
    }

    pub(super) fn session_mut(&mut self) -> Result<&mut Session> {
        self.guard.as_mut().ok_or_else(lost)
    }

    /// Forgets what is in memory; the next one to work on it reads it anew.
    pub(super) fn drop_session(&mut self) {
        *self.guard = None;
    }

    pub(super) fn revision(&self) -> u32 {
        self.slot.revision.now()
    }
}

fn lost() -> Error {
    Error::Library("The draft is not open. Open it again.".to_owned())
}

impl App {
    /// The draft, read if it is not in memory.
    pub(super) async fn hold(&self, draft: &DraftId) -> Result<Held> {
        let slot = self.state.editor.slot(draft);
        let guard = Arc::clone(&slot.session).lock_owned().await;
        let mut held = Held { guard, slot };
        if held.guard.is_none() {
            let session = self.read_session(draft).await?;
            // Windows that are still open see that they missed something.
            held.slot.revision.next();
            *held.guard = Some(session);
        }
        Ok(held)
    }

    /// Works on a draft where computing is allowed, without changing it.
    pub(super) async fn look_at<T: Send + 'static>(
        &self,
        draft: &DraftId,
        look: impl FnOnce(&Session, u32) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let held = self.hold(draft).await?;
        crate::open::blocking(move || look(held.session()?, held.revision())).await?
    }

    /// The draft, if it is in memory.
    pub(super) async fn held_if_open(&self, draft: &DraftId) -> Option<Held> {
        let slot = self.state.editor.slot(draft);
        let guard = Arc::clone(&slot.session).lock_owned().await;
        guard.is_some().then_some(Held { guard, slot })
    }

    /// Plans a step, keeps it and tells all windows.
    pub(super) async fn take_step(
        &self,
        draft: &DraftId,
        plan: impl FnOnce(&Session) -> Result<Step> + Send + 'static,
    ) -> Result<EditorChange> {
        let held = self.hold(draft).await?;
        self.step_in(held, plan).await
    }

    /// As [`App::take_step`], for a draft that is held already.
    pub(super) async fn step_in(
        &self,
        held: Held,
        plan: impl FnOnce(&Session) -> Result<Step> + Send + 'static,
    ) -> Result<EditorChange> {
        self.change_in(held, |library, session, revision| {
            let step = match plan(session) {
                Ok(step) => step,
                Err(fault) => return Ok(Err(fault)),
            };
            journal::take(library, session, step, revision, Utc::now())
        })
        .await
    }

    /// Takes a step back or does it again, and tells all windows.
    pub(super) async fn go_in_history(&self, draft: &DraftId, way: Way) -> Result<EditorChange> {
        let held = self.hold(draft).await?;
        self.change_in(held, move |library, session, revision| {
            journal::go(library, session, way, revision)
        })
        .await
    }

    /// Changes a draft and the library together, and tells all windows if something changed.
    pub(super) async fn change_in(
        &self,
        mut held: Held,
        change: impl FnOnce(&Library, &mut Session, &Revision) -> Kept<Option<EditorChange>>
        + Send
        + 'static,
    ) -> Result<EditorChange> {
        let connection = held.session()?.id.connection.clone();
        let (mut held, outcome) = self
            .keep(&connection, move |library| {
                let slot = Arc::clone(&held.slot);
                let outcome = match held.session_mut() {
                    Ok(session) => change(library, session, &slot.revision)?,
                    Err(fault) => Err(fault),
                };
                Ok((held, outcome))
            })
            .await?;
        match outcome {
            Ok(Some(change)) => {
                // Told while the draft is held, so that an older change cannot overtake a newer one.
                self.emit(Event::EditorChanged(Box::new(change.clone())));
                Ok(change)
            }
            Ok(None) => {
                let revision = held.revision();
                Ok(held.session_mut()?.look(revision))
            }
            Err(fault) => {
                if matches!(fault, Error::Conflict(_) | Error::Library(_)) {
                    held.drop_session();
                }
                Err(fault)
            }
        }
    }

    /// The draft from the library, or one that begins with the newest version that is known.
    async fn read_session(&self, draft: &DraftId) -> Result<Session> {
        let id = draft.clone();
        let kept = self
            .library(move |library| journal::open(library, &id))
            .await??;
        let newest = self.known_version(draft).await?;
        if let Some(mut session) = kept {
            session.server_version = newest.unwrap_or_default().max(session.base.version);
            return Ok(session);
        }
        let body = self.body(&draft.connection, &draft.workflow, None).await?;
        let base = base_of(&body);
        let id = draft.clone();
        crate::open::blocking(move || {
            Session::new(id, base.document.clone(), base, Journal::default())
        })
        .await
    }

    /// The newest version of a workflow that this computer knows of.
    pub(super) async fn known_version(&self, draft: &DraftId) -> Result<Option<u32>> {
        let id = draft.clone();
        let row = self
            .library(move |library| library.row(id.connection.as_str(), id.workflow.as_str()))
            .await?;
        Ok(row.map(|row| row.version))
    }
}

/// A version of the server as a draft is compared with it. The folder is no part of it: an update keeps it.
pub(super) fn base_of(body: &Value) -> Base {
    let version = body
        .get("version")
        .and_then(Value::as_u64)
        .unwrap_or_default();
    let mut document = workflow::convert::to_create(body);
    if let Some(fields) = document.as_object_mut() {
        fields.shift_remove("folder_id");
    }
    Base {
        version: u32::try_from(version).unwrap_or(u32::MAX),
        document,
    }
}
