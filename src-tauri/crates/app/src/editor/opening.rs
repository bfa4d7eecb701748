//! Opening and closing drafts, and following what the server saves meanwhile.

use chrono::{DateTime, Utc};
use skyvern_api::workflows::GetWorkflow;
use workflow::merge;

use super::journal;
use super::session::{Base, Session, Step};
use super::sessions::{Held, base_of};
use crate::App;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::ids::ConnectionId;
use crate::views::editor::{DraftId, EditorChange, EditorView};

/// The newest version as the server answers it.
pub(super) struct Newest {
    pub(super) base: Base,
    /// Who saved it, if the server tells.
    pub(super) by: Option<String>,
    pub(super) at: DateTime<Utc>,
}

impl App {
    /// The draft of a workflow with its undo history; one begins where there is none. Answers with what is kept here;
    /// what the server has in addition follows as a change.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a workflow that is neither kept here nor on the server.
    pub async fn open_editor(&self, draft: &DraftId) -> Result<EditorView> {
        let held = self.hold(draft).await?;
        let view = held.session()?.view(held.revision());
        drop(held);
        let (app, draft) = (self.clone(), draft.clone());
        self.spawn(async move {
            // Offline, one goes on with what is here.
            if app.ask_newest(&draft).await.is_ok()
                && let Err(fault) = app.catch_up(&draft).await
            {
                tracing::warn!(%fault, "a draft does not follow the server");
            }
        });
        Ok(view)
    }

    /// The window shows the draft no more. The draft stays.
    pub async fn close_editor(&self, draft: &DraftId) -> Result<()> {
        let Some(mut held) = self.held_if_open(draft).await else {
            return Ok(());
        };
        self.keep(&draft.connection, move |library| {
            if let Ok(session) = held.session_mut() {
                journal::settle(library, session)?;
            }
            held.drop_session();
            Ok(())
        })
        .await
    }

    /// Goes back to the server's newest version; this can be undone.
    pub async fn discard_draft(&self, draft: &DraftId) -> Result<EditorChange> {
        let base = self.newest_base(draft).await?;
        self.take_step(draft, move |session| {
            let name = format!("Go back to v{}", base.version);
            let moved = (base.version != session.base.version).then(|| base.clone());
            Ok(Step {
                base: moved,
                ..Step::whole(name, &session.document, base.document)
            })
        })
        .await
    }

    /// Reads the newest version from the server and keeps it.
    pub(super) async fn ask_newest(&self, draft: &DraftId) -> Result<Newest> {
        let client = self.client(&draft.connection)?;
        let id = draft.workflow.as_str().into();
        let newest = client.workflows().get(&id, GetWorkflow::default()).await;
        let newest = match newest {
            Ok(newest) => newest,
            Err(fault) => return Err(self.fault(&draft.connection, fault).await),
        };
        let (by, at) = (newest.edited_by.clone(), newest.created_at);
        let base = self.keep_version(draft, newest).await?;
        Ok(Newest { base, by, at })
    }

    /// Keeps what the server answered as its newest version.
    pub(super) async fn keep_version(
        &self,
        draft: &DraftId,
        workflow: skyvern_api::workflows::Workflow,
    ) -> Result<Base> {
        let body = workflow.to_value();
        let base = base_of(&body);
        let (id, version, json) = (draft.clone(), workflow.version, body.to_string());
        self.keep(&draft.connection, move |library| {
            library.store_version(id.connection.as_str(), id.workflow.as_str(), version, &json)
        })
        .await?;
        self.keep_workflow(&draft.connection, workflow).await?;
        Ok(base)
    }

    /// The newest version: of the server if it answers, else as kept here.
    pub(super) async fn newest_base(&self, draft: &DraftId) -> Result<Base> {
        match self.ask_newest(draft).await {
            Ok(newest) => Ok(newest.base),
            Err(Error::Offline(_) | Error::Unauthorized(_) | Error::Server(_)) => {
                let body = self.body(&draft.connection, &draft.workflow, None).await?;
                Ok(base_of(&body))
            }
            Err(fault) => Err(fault),
        }
    }

    /// Lets the drafts that are open follow what the server saved.
    pub(crate) fn follow_workflows(&self, connection: &ConnectionId, changed: &[String]) {
        let mut open = self.state.editor.of(connection);
        open.retain(|draft| changed.contains(&draft.workflow.0));
        for draft in open {
            let app = self.clone();
            self.spawn(async move {
                if let Err(fault) = app.catch_up(&draft).await {
                    tracing::warn!(%fault, "a draft does not follow the server");
                }
            });
        }
    }

    /// Takes note of the newest version that is kept here. A draft without changes becomes that version.
    pub(super) async fn catch_up(&self, draft: &DraftId) -> Result<()> {
        let Some(newest) = self.known_version(draft).await? else {
            return Ok(());
        };
        let slot = self.state.editor.slot(draft);
        // What is being published moves the base by itself.
        let Ok(_publishing) = slot.publishing.try_lock() else {
            return Ok(());
        };
        let Some(held) = self.held_if_open(draft).await else {
            return Ok(());
        };
        let session = held.session()?;
        if newest <= session.server_version && newest <= session.base.version {
            return Ok(());
        }
        if session.shown.is_changed || newest <= session.base.version {
            return self.note_version(held, newest);
        }
        let body = self.body(&draft.connection, &draft.workflow, None).await?;
        let base = base_of(&body);
        if held.session()?.journal.is_kept {
            self.step_in(held, move |session| Ok(brought_up(session, base)))
                .await?;
            return Ok(());
        }
        self.begin_anew(held, base)
    }

    /// Tells the windows of a newer version.
    pub(super) fn note_version(&self, mut held: Held, newest: u32) -> Result<()> {
        if held.session()?.server_version >= newest {
            return Ok(());
        }
        let revision = held.slot.revision.next();
        let session = held.session_mut()?;
        session.server_version = newest;
        let change = session.look(revision);
        self.emit(Event::EditorChanged(Box::new(change)));
        Ok(())
    }

    /// A draft in which nothing was ever changed begins with another version.
    fn begin_anew(&self, mut held: Held, base: Base) -> Result<()> {
        let revision = held.slot.revision.next();
        let session = held.session_mut()?;
        let touched = super::blocks::changed(&session.document, &base.document);
        session.document = base.document.clone();
        session.server_version = base.version;
        session.base = base;
        let change = EditorChange {
            touched,
            ..session.look(revision)
        };
        self.emit(Event::EditorChanged(Box::new(change)));
        Ok(())
    }
}

/// The step that brings a draft without changes up to a newer version. Blocks that are turned off stay.
fn brought_up(session: &Session, base: Base) -> Step {
    let merged = merge::merge(
        &session.base.document,
        &session.document,
        &base.document,
        &[],
    );
    let step = Step::whole(
        format!("Update to v{}", base.version),
        &session.document,
        merged.document,
    );
    Step {
        base: Some(base),
        ..step
    }
}
