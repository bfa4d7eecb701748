//! How a connection stands, and telling it to the windows.

use chrono::Utc;
use skyvern_api::Error as Api;
use tokio::time::{Duration, Instant};

use super::registry::Entry;
use crate::App;
use crate::error::Error;
use crate::event::Event;
use crate::ids::ConnectionId;
use crate::open::lock;
use crate::views::connections::{ConnectionStatus, ConnectionsView};

/// A server that asks for more is asked again all the same.
const LONGEST_QUIET: Duration = Duration::from_hours(1);

impl App {
    /// Turns a fault of the server into one for the person, and notes what it says about the connection.
    pub(crate) async fn fault(&self, id: &ConnectionId, fault: Api) -> Error {
        tracing::info!(connection = %id, %fault, "the server did not do what was asked");
        if let Api::RateLimited {
            retry_after: Some(wait),
        } = &fault
        {
            let until = Instant::now() + (*wait).min(LONGEST_QUIET);
            self.change(id, |entry| entry.quiet_until = Some(until));
        }
        let error = Error::from(fault);
        if let Error::Offline(_) | Error::Unauthorized(_) = &error {
            self.note_status(id, status_of(&error)).await;
        }
        error
    }

    /// How long the server still wants to be left alone by what nobody waits for.
    pub(crate) fn quiet_time(&self, id: &ConnectionId) -> Duration {
        let registry = lock(&self.state.connections);
        let until = registry.entry(id).and_then(|entry| entry.quiet_until);
        until.map_or(Duration::ZERO, |until| {
            until.saturating_duration_since(Instant::now())
        })
    }

    /// Changes an entry in place; nothing happens if the connection is gone.
    pub(crate) fn change(&self, id: &ConnectionId, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = lock(&self.state.connections).entry_mut(id) {
            change(entry);
        }
    }

    /// Sets the status and tells the windows, if it differs.
    pub(crate) async fn note_status(&self, id: &ConnectionId, status: ConnectionStatus) {
        let mut differs = false;
        let mut is_back = false;
        self.change(id, |entry| {
            let status = since_the_first_failure(entry, status);
            differs = entry.status != status;
            is_back = differs && status == ConnectionStatus::Connected;
            entry.status = status;
        });
        if is_back {
            self.state.watchers.wake_connection(id);
        }
        if differs {
            self.tell_connections().await;
        }
    }

    /// Tells the windows how all connections stand.
    pub(crate) async fn tell_connections(&self) {
        let keychain = self.known_keychain().await;
        let active = self.settings().active_connection;
        // Sent while the list is locked, so that an older state cannot overtake a newer one.
        let registry = lock(&self.state.connections);
        self.emit(Event::ConnectionsChanged(ConnectionsView {
            connections: registry.entries.iter().map(Entry::view).collect(),
            active,
            keychain,
        }));
    }
}

/// "Unreachable since" keeps its time until the server answers again, whatever else is tried in between.
fn since_the_first_failure(entry: &mut Entry, status: ConnectionStatus) -> ConnectionStatus {
    match status {
        ConnectionStatus::Unreachable { since, message } => ConnectionStatus::Unreachable {
            since: *entry.away_since.get_or_insert(since),
            message,
        },
        ConnectionStatus::Checking => status,
        status => {
            entry.away_since = None;
            status
        }
    }
}

/// What a fault says about the connection.
pub(crate) fn status_of(fault: &Error) -> ConnectionStatus {
    let message = fault.to_string();
    match fault {
        Error::Offline(_) => ConnectionStatus::Unreachable {
            since: Utc::now(),
            message,
        },
        Error::Unauthorized(_) => ConnectionStatus::KeyRefused { message },
        _ => ConnectionStatus::Unusable { message },
    }
}
