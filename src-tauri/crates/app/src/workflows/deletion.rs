//! Deleting with a way back: the workflows are hidden at once and deleted on the server when the time for an undo is
//! over, or when the app quits.

use std::collections::HashSet;
use std::sync::Mutex;
use std::time::Duration;

use chrono::Utc;

use crate::App;
use crate::error::Result;
use crate::event::{Event, Notice, NoticeKind};
use crate::ids::{ConnectionId, WorkflowId};
use crate::open::lock;
use crate::views::workflows::PendingDeletion;

/// How long a deletion can be taken back: as long as the toast stays, and a little.
const GRACE: Duration = Duration::from_secs(8);

/// Deletions that are not carried out yet, and workflows that are being deleted.
#[derive(Default)]
pub(crate) struct Deletions {
    pending: Mutex<Vec<PendingDeletion>>,
    hidden: Mutex<HashSet<(ConnectionId, WorkflowId)>>,
}

impl App {
    /// Hides the workflows now and deletes them on the server a few seconds later.
    pub async fn delete_workflows(
        &self,
        connection: &ConnectionId,
        ids: &[WorkflowId],
    ) -> Result<PendingDeletion> {
        // Without a key nothing could be deleted later, and it is better said now.
        self.client(connection)?;
        let deletion = PendingDeletion {
            id: uuid::Uuid::new_v4().to_string(),
            connection: connection.clone(),
            workflows: ids.to_vec(),
            due_at: Utc::now() + GRACE,
        };
        lock(&self.state.deletions.pending).push(deletion.clone());
        self.hide(&deletion);
        self.tell_workflows(
            connection,
            Vec::new(),
            ids.iter().map(|id| id.0.clone()).collect(),
        )
        .await?;
        let (app, id) = (self.clone(), deletion.id.clone());
        self.spawn(async move {
            tokio::time::sleep(GRACE).await;
            if let Some(deletion) = app.take_deletion(&id) {
                app.carry_out(deletion).await;
            }
        });
        Ok(deletion)
    }

    /// Takes a deletion back; `false` if it has been carried out already.
    pub async fn undo_deletion(&self, id: &str) -> Result<bool> {
        let Some(deletion) = self.take_deletion(id) else {
            return Ok(false);
        };
        self.show_again(&deletion.connection, deletion.workflows)
            .await?;
        Ok(true)
    }

    /// Deletes now what is still pending; for the end of the app.
    pub(crate) async fn carry_out_deletions(&self) {
        let pending = std::mem::take(&mut *lock(&self.state.deletions.pending));
        for deletion in pending {
            self.carry_out(deletion).await;
        }
    }

    /// Deletes now what is still pending of a connection; for its end.
    pub(crate) async fn carry_out_deletions_of(&self, connection: &ConnectionId) {
        let due: Vec<PendingDeletion> = lock(&self.state.deletions.pending)
            .extract_if(.., |deletion| &deletion.connection == connection)
            .collect();
        for deletion in due {
            self.carry_out(deletion).await;
        }
    }

    /// The workflows of a connection that are not to be shown.
    pub(crate) fn hidden_workflows(&self, connection: &ConnectionId) -> HashSet<WorkflowId> {
        let hidden = lock(&self.state.deletions.hidden);
        hidden
            .iter()
            .filter(|(of, _)| of == connection)
            .map(|(_, id)| id.clone())
            .collect()
    }

    fn take_deletion(&self, id: &str) -> Option<PendingDeletion> {
        let mut pending = lock(&self.state.deletions.pending);
        let position = pending.iter().position(|deletion| deletion.id == id)?;
        Some(pending.remove(position))
    }

    fn hide(&self, deletion: &PendingDeletion) {
        let mut hidden = lock(&self.state.deletions.hidden);
        hidden.extend(
            deletion
                .workflows
                .iter()
                .map(|id| (deletion.connection.clone(), id.clone())),
        );
    }

    /// Deletes on the server; what could not be deleted is shown again, with the reason.
    async fn carry_out(&self, deletion: PendingDeletion) {
        let PendingDeletion {
            connection,
            workflows,
            ..
        } = deletion;
        let mut kept = Vec::new();
        let mut reason = None;
        for id in workflows {
            match self.delete_workflow(&connection, &id).await {
                Ok(()) => {
                    lock(&self.state.deletions.hidden).remove(&(connection.clone(), id));
                }
                Err(fault) => {
                    reason = Some(fault.to_string());
                    kept.push(id);
                }
            }
        }
        if let Some(reason) = reason {
            let count = kept.len();
            if let Err(fault) = self.show_again(&connection, kept).await {
                tracing::error!(%fault, "workflows that were not deleted are not shown again");
            }
            self.emit(Event::Notice(not_deleted(connection, count, &reason)));
        } else if let Err(fault) = self.count_workflows(&connection).await {
            tracing::warn!(%fault, "the workflows could not be counted");
        }
    }

    async fn delete_workflow(&self, connection: &ConnectionId, id: &WorkflowId) -> Result<()> {
        let client = self.client(connection)?;
        if let Err(fault) = client.workflows().delete(&id.as_str().into()).await {
            return Err(self.fault(connection, fault).await);
        }
        let (name, id) = (connection.clone(), id.clone());
        self.keep(connection, move |library| {
            library.remove_workflow(name.as_str(), id.as_str())
        })
        .await?;
        Ok(())
    }

    async fn show_again(&self, connection: &ConnectionId, ids: Vec<WorkflowId>) -> Result<()> {
        {
            let mut hidden = lock(&self.state.deletions.hidden);
            for id in &ids {
                hidden.remove(&(connection.clone(), id.clone()));
            }
        }
        self.tell_workflows(
            connection,
            ids.into_iter().map(|id| id.0).collect(),
            Vec::new(),
        )
        .await
    }
}

fn not_deleted(connection: ConnectionId, count: usize, reason: &str) -> Notice {
    let title = match count {
        1 => "A workflow was not deleted".to_owned(),
        count => format!("{count} workflows were not deleted"),
    };
    Notice {
        kind: NoticeKind::Problem,
        title,
        body: reason.to_owned(),
        connection: Some(connection),
        run: None,
    }
}
