//! The background work of each connection: is the server there, what is new on it. One task a connection; it sleeps
//! between rounds and can be woken.

use chrono::Utc;
use tokio::time::Instant;

use crate::App;
use crate::connections::status_of;
use crate::error::{Error, Result};
use crate::ids::ConnectionId;
use crate::open::lock;
use crate::views::connections::ConnectionStatus;

mod folders;
mod news;
mod pace;
mod record;
mod runs;
mod workflows;

pub(crate) use news::RunsUnderWay;
use pace::{Look, Round};
pub(crate) use record::{hash_of, record_of};
pub(crate) use runs::run_record;

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
                failures = if round.is_good() { 0 } else { failures + 1 };
                let pause = pace::pause(round, failures, app.is_active(&id));
                tokio::select! {
                    () = stop.cancelled() => break,
                    () = wake.notified() => {}
                    () = tokio::time::sleep(pause.max(app.quiet_time(&id))) => {}
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
            Err(fault) => {
                let fault: Error = self.fault(id, fault).await;
                self.note_status(id, status_of(&fault)).await;
            }
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
            .keep(id, move |library| {
                library.set_capabilities(name.as_str(), &json)
            })
            .await;
        if let Err(fault) = kept {
            tracing::warn!(%fault, "what was learnt about a server is not kept");
        }
    }

    async fn round(&self, id: &ConnectionId) -> Round {
        let look = self.due_look(id);
        // While everything answers, the calls of the round themselves show the health.
        if look == Look::Whole || !self.is_connected(id) {
            self.check_health(id).await;
        }
        if !self.is_connected(id) {
            return Round::Away;
        }
        match self.synchronise(id, look).await {
            Ok(has_runs_under_way) => Round::Done { has_runs_under_way },
            Err(fault) => {
                tracing::info!(connection = %id, %fault, "a synchronisation broke off");
                self.end_sync(id, look, Some(fault.to_string())).await;
                if self.is_connected(id) {
                    Round::Failed
                } else {
                    Round::Away
                }
            }
        }
    }

    /// Returns whether runs are under way.
    async fn synchronise(&self, id: &ConnectionId, look: Look) -> Result<bool> {
        self.begin_sync(id, look).await;
        if look != Look::Runs {
            self.sync_folders(id).await?;
            self.sync_workflows(id, look == Look::Whole).await?;
            self.change(id, |entry| entry.last_look = Some(Instant::now()));
        }
        let has_runs_under_way = self.sync_runs(id).await?;
        if look == Look::Whole {
            self.settle_forgotten_runs(id).await?;
        }
        self.end_sync(id, look, None).await;
        Ok(has_runs_under_way)
    }

    fn due_look(&self, id: &ConnectionId) -> Look {
        let is_active = self.is_active(id);
        let registry = lock(&self.state.connections);
        registry.entry(id).map_or(Look::Runs, |entry| {
            let age = |at: Option<Instant>| at.map(|at| at.elapsed());
            let last_full = age(entry.last_full_sync).filter(|_| !entry.wants_full_sync);
            pace::due_look(last_full, age(entry.last_look), is_active)
        })
    }

    /// The windows hear of a whole comparison, not of each short look.
    async fn begin_sync(&self, id: &ConnectionId, look: Look) {
        self.change(id, |entry| {
            entry.sync.is_running = look == Look::Whole;
            if look == Look::Whole {
                entry.wants_full_sync = false;
                entry.sync.workflows_read = 0;
                entry.last_full_sync = Some(Instant::now());
            }
        });
        if look == Look::Whole {
            self.tell_connections().await;
        }
    }

    async fn end_sync(&self, id: &ConnectionId, look: Look, error: Option<String>) {
        let mut is_worth_telling = false;
        self.change(id, |entry| {
            is_worth_telling = entry.sync.is_running || entry.sync.error != error;
            entry.sync.is_running = false;
            if error.is_some() {
                entry.wants_full_sync |= look == Look::Whole;
            } else if look != Look::Runs {
                entry.sync.last_finished_at = Some(Utc::now());
            }
            entry.sync.error = error;
        });
        if is_worth_telling {
            self.tell_connections().await;
        }
    }

    pub(crate) fn is_connected(&self, id: &ConnectionId) -> bool {
        let registry = lock(&self.state.connections);
        registry
            .entry(id)
            .is_some_and(|entry| entry.status == ConnectionStatus::Connected)
    }

    fn is_active(&self, id: &ConnectionId) -> bool {
        self.settings().active_connection.as_ref() == Some(id)
    }
}
