//! Choices of the launch form that come from the server, kept for a moment: opening the form twice asks once.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

use crate::ids::ConnectionId;
use crate::open::lock;
use crate::views::launch::Choice;

const LIFETIME: Duration = Duration::from_secs(20);

/// What the server offers to choose from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choices {
    pub(crate) credentials: Vec<Choice>,
    pub(crate) sessions: Vec<Choice>,
    pub(crate) profiles: Vec<Choice>,
    pub(crate) notes: Vec<String>,
}

#[derive(Default)]
pub(crate) struct FormCache(Mutex<HashMap<ConnectionId, (Instant, Choices)>>);

impl FormCache {
    pub(crate) fn fresh(&self, connection: &ConnectionId) -> Option<Choices> {
        let kept = lock(&self.0);
        let (at, choices) = kept.get(connection)?;
        (at.elapsed() < LIFETIME).then(|| choices.clone())
    }

    /// Incomplete choices are not kept: the next try may be luckier.
    pub(crate) fn keep(&self, connection: &ConnectionId, choices: &Choices) {
        if choices.notes.is_empty() {
            lock(&self.0).insert(connection.clone(), (Instant::now(), choices.clone()));
        }
    }
}
