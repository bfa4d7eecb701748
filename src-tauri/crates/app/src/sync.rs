//! The background work of each connection: is the server there, what is new on it. One task a connection; it sleeps
//! between rounds and can be woken.

use std::time::Duration;

use chrono::{TimeDelta, Utc};

use crate::App;
use crate::connections::status_of;
use crate::error::{Error, Result};
use crate::ids::ConnectionId;
use crate::open::lock;
use crate::views::connections::ConnectionStatus;

mod folders;
mod record;
mod runs;
mod workflows;

pub(crate) use record::{hash_of, record_of};
pub(crate) use runs::{is_final, run_record};

/// The pause between two rounds of the connection that is looked at.
const PAUSE: Duration = Duration::from_secs(15);
/// The same while runs are under way.
const PAUSE_WHILE_RUNNING: Duration = Duration::from_secs(5);
/// The pause of connections that nobody looks at.
const PAUSE_IN_BACKGROUND: Duration = Duration::from_mins(2);
/// The longest pause between two tries to reach a server.
const LONGEST_RETRY: Duration = Duration::from_mins(1);
/// After so long the whole list is compared again, which alone shows what was deleted elsewhere.
const FULL_SYNC_AGE: TimeDelta = TimeDelta::minutes(5);

/// What a round found.
struct Round {
    is_reached: bool,
    has_runs_under_way: bool,
}

impl App {
    /// Starts the background work of a connection; it ends with the connection.
    pub(crate) fn start_sync(&self, id: &ConnectionId) {
        let Some((stop, wake)) = lock(&self.state.connections)
            .entry(id)
            .map(|entry| (entry.stop.clone(), entry.wake.clone()))
        else {
            return;
        };
        let (app, id) = (self.clone(), id.clone());
        self.spawn(async move {
            let mut failures = 0;
            while !stop.is_cancelled() {
                let round = tokio::select! {
                    () = stop.cancelled() => break,
                    round = app.round(&id) => round,
                };
                failures = if round.is_reached { 0 } else { failures + 1 };
                tokio::select! {
                    () = stop.cancelled() => break,
                    () = wake.notified() => {}
                    () = tokio::time::sleep(app.pause(&id, &round, failures)) => {}
                }
            }
        });
    }

    /// Begins the next round now.
    pub(crate) fn wake_sync(&self, id: &ConnectionId, wants_full_sync: bool) {
        self.change(id, |entry| {
            entry.wants_full_sync |= wants_full_sync;
            entry.wake.notify_one();
        });
    }

    /// Asks who one is: the cheapest call that proves address and key.
    pub(crate) async fn check_health(&self, id: &ConnectionId) {
        let Ok(client) = self.client(id) else { return };
        match client.organizations().list().await {
            Ok(organizations) => {
                let name = organizations
                    .organizations
                    .into_iter()
                    .find_map(|one| one.name);
                self.change(id, |entry| entry.organization = name);
                self.learn_version(id).await;
                self.note_status(id, ConnectionStatus::Connected).await;
            }
            Err(fault) => self.note_status(id, status_of(&Error::from(fault))).await,
        }
    }

    async fn learn_version(&self, id: &ConnectionId) {
        let Ok(client) = self.client(id) else { return };
        let before = client.capabilities();
        // Servers before 1.0.37 do not tell; the client has noted that by now.
        if let Err(fault) = client.server().version().await {
            tracing::debug!(%fault, "the server does not tell its version");
        }
        if client.capabilities() != before {
            self.keep_capabilities(id).await;
        }
    }

    /// Remembers what was learnt about the server for the next start.
    async fn keep_capabilities(&self, id: &ConnectionId) {
        let Ok(client) = self.client(id) else { return };
        let Ok(json) = serde_json::to_string(&client.capabilities()) else {
            return;
        };
        let name = id.clone();
        let kept = self
            .library(move |library| library.set_capabilities(name.as_str(), &json))
            .await;
        if let Err(fault) = kept {
            tracing::warn!(%fault, "what was learnt about a server is not kept");
        }
    }

    async fn round(&self, id: &ConnectionId) -> Round {
        if self.client(id).is_err() {
            return Round {
                is_reached: false,
                has_runs_under_way: false,
            };
        }
        if self.needs_health_check(id) {
            self.check_health(id).await;
        }
        if !self.is_connected(id) {
            return Round {
                is_reached: false,
                has_runs_under_way: false,
            };
        }
        match self.synchronise(id).await {
            Ok(has_runs_under_way) => Round {
                is_reached: true,
                has_runs_under_way,
            },
            Err(fault) => {
                tracing::info!(connection = %id, %fault, "a synchronisation broke off");
                self.end_sync(id, Some(fault.to_string())).await;
                Round {
                    is_reached: self.is_connected(id),
                    has_runs_under_way: false,
                }
            }
        }
    }

    async fn synchronise(&self, id: &ConnectionId) -> Result<bool> {
        let is_full = self.begin_sync(id).await;
        self.sync_folders(id).await?;
        self.sync_workflows(id, is_full).await?;
        let has_runs_under_way = self.sync_runs(id).await?;
        if is_full {
            self.change(id, |entry| entry.last_full_sync = Some(Utc::now()));
        }
        self.end_sync(id, None).await;
        Ok(has_runs_under_way)
    }

    /// Whether the whole list is due; the windows hear of a whole comparison, not of each short look.
    async fn begin_sync(&self, id: &ConnectionId) -> bool {
        let mut is_full = false;
        self.change(id, |entry| {
            let is_old = entry
                .last_full_sync
                .is_none_or(|at| Utc::now() - at > FULL_SYNC_AGE);
            is_full = std::mem::take(&mut entry.wants_full_sync) || is_old;
            entry.sync.is_running = is_full;
            entry.sync.workflows_read = 0;
        });
        if is_full {
            self.tell_connections().await;
        }
        is_full
    }

    async fn end_sync(&self, id: &ConnectionId, error: Option<String>) {
        let mut is_worth_telling = false;
        self.change(id, |entry| {
            is_worth_telling = entry.sync.is_running || entry.sync.error != error;
            entry.sync.is_running = false;
            if error.is_none() {
                entry.sync.last_finished_at = Some(Utc::now());
            } else {
                entry.wants_full_sync = true;
            }
            entry.sync.error = error;
        });
        if is_worth_telling {
            self.tell_connections().await;
        }
    }

    /// While everything answers, the calls of the round themselves show the health.
    fn needs_health_check(&self, id: &ConnectionId) -> bool {
        let registry = lock(&self.state.connections);
        registry
            .entry(id)
            .is_some_and(|entry| entry.status != ConnectionStatus::Connected || !self.is_active(id))
    }

    fn is_connected(&self, id: &ConnectionId) -> bool {
        let registry = lock(&self.state.connections);
        registry
            .entry(id)
            .is_some_and(|entry| entry.status == ConnectionStatus::Connected)
    }

    fn is_active(&self, id: &ConnectionId) -> bool {
        self.settings().active_connection.as_ref() == Some(id)
    }

    fn pause(&self, id: &ConnectionId, round: &Round, failures: u32) -> Duration {
        if !round.is_reached {
            return Duration::from_secs(1 << failures.min(6)).min(LONGEST_RETRY);
        }
        match (self.is_active(id), round.has_runs_under_way) {
            (true, true) => PAUSE_WHILE_RUNNING,
            (true, false) => PAUSE,
            (false, _) => PAUSE_IN_BACKGROUND,
        }
    }
}
