//! What only the server knows and the inspector offers.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

use crate::App;
use crate::error::{Error, Result};
use crate::ids::ConnectionId;
use crate::open::lock;
use crate::views::editor::EditorChoices;

/// Going from block to block asks once.
const LIFETIME: Duration = Duration::from_mins(1);

/// Choices that were read a moment ago.
#[derive(Default)]
pub(super) struct RecentChoices(Mutex<HashMap<ConnectionId, (Instant, EditorChoices)>>);

impl RecentChoices {
    fn fresh(&self, connection: &ConnectionId) -> Option<EditorChoices> {
        let kept = lock(&self.0);
        let (at, choices) = kept.get(connection)?;
        (at.elapsed() < LIFETIME).then(|| choices.clone())
    }

    /// Incomplete choices are not kept: the next try may be luckier.
    fn keep(&self, connection: &ConnectionId, choices: &EditorChoices) {
        if choices.notes.is_empty() {
            lock(&self.0).insert(connection.clone(), (Instant::now(), choices.clone()));
        }
    }
}

impl App {
    /// What only the server knows: models, credentials, workflows.
    pub async fn editor_choices(&self, connection: &ConnectionId) -> Result<EditorChoices> {
        let mut choices = match self.state.editor.choices.fresh(connection) {
            Some(known) => known,
            None => self.ask_choices(connection).await,
        };
        choices.workflows = self
            .workflows(connection)
            .await?
            .into_iter()
            .map(|row| (row.id.0, row.title))
            .collect();
        Ok(choices)
    }

    async fn ask_choices(&self, connection: &ConnectionId) -> EditorChoices {
        let (models, credentials) = tokio::join!(
            self.model_choices(connection),
            self.named_credentials(connection),
        );
        let mut notes = Vec::new();
        let mut take = |what: &str, listed: Result<Vec<(String, String)>>| {
            listed.unwrap_or_else(|fault| {
                if !matches!(fault, Error::NotSupported(_)) {
                    notes.push(format!("The {what} are not listed: {fault}"));
                }
                Vec::new()
            })
        };
        let choices = EditorChoices {
            models: take("models", models),
            credentials: take("credentials", credentials),
            workflows: Vec::new(),
            notes,
        };
        self.state.editor.choices.keep(connection, &choices);
        choices
    }

    async fn model_choices(&self, connection: &ConnectionId) -> Result<Vec<(String, String)>> {
        match self.client(connection)?.models().list().await {
            Ok(list) => Ok(list.models.into_iter().collect()),
            Err(fault) => Err(self.fault(connection, fault).await),
        }
    }

    /// The credentials of a server by id and name.
    pub(super) async fn named_credentials(
        &self,
        connection: &ConnectionId,
    ) -> Result<Vec<(String, String)>> {
        let rows = self.credentials(connection).await?;
        Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
    }
}
