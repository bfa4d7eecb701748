//! The connections in memory: what is kept of each, and how it stands.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use skyvern_api::Client;
use tokio::sync::{Notify, RwLock};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::ids::ConnectionId;
use crate::sync::RunsUnderWay;
use crate::views::connections::{
    ConnectionColor, ConnectionKind, ConnectionStatus, ConnectionView, KeyPlace, SyncView,
};

/// All connections, in the order in which they were added.
#[derive(Default)]
pub(crate) struct Registry {
    pub(crate) entries: Vec<Entry>,
}

/// What is written to the settings store; no secret.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SavedConnection {
    pub(crate) id: ConnectionId,
    pub(crate) name: String,
    pub(crate) color: ConnectionColor,
    pub(crate) kind: ConnectionKind,
    pub(crate) base_url: String,
    /// Whether the key was put into the keychain, or only into memory.
    pub(crate) key_in_keychain: bool,
}

pub(crate) struct Entry {
    pub(crate) saved: SavedConnection,
    pub(crate) key: KeyPlace,
    /// Absent while the key is missing.
    pub(crate) client: Option<Client>,
    pub(crate) status: ConnectionStatus,
    pub(crate) organization: Option<String>,
    pub(crate) workflow_count: u32,
    pub(crate) sync: SyncView,
    /// Since when the server has not answered; the clock of this computer.
    pub(crate) away_since: Option<DateTime<Utc>>,
    /// The server asked to be left alone until then.
    pub(crate) quiet_until: Option<Instant>,
    /// Interrupts the pause between two rounds of background work.
    pub(crate) wake: Arc<Notify>,
    /// Asks the next round to compare the whole list.
    pub(crate) wants_full_sync: bool,
    pub(crate) last_full_sync: Option<Instant>,
    /// When workflows were last looked at, if only at the head of their list.
    pub(crate) last_look: Option<Instant>,
    pub(crate) under_way: RunsUnderWay,
    /// Ends the background work of this connection with what it knows now.
    pub(crate) stop: CancellationToken,
    /// Held for reading while something of this connection is written to the library, for writing once it is deleted.
    pub(crate) gate: Arc<RwLock<()>>,
}

impl Registry {
    pub(crate) fn entry(&self, id: &ConnectionId) -> Option<&Entry> {
        self.entries.iter().find(|entry| &entry.saved.id == id)
    }

    /// Takes an entry out; its background work ends. Returns it with its place.
    pub(crate) fn remove(&mut self, id: &ConnectionId) -> Option<(usize, Entry)> {
        let place = self
            .entries
            .iter()
            .position(|entry| &entry.saved.id == id)?;
        let entry = self.entries.remove(place);
        entry.stop.cancel();
        Some((place, entry))
    }

    pub(crate) fn entry_mut(&mut self, id: &ConnectionId) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| &entry.saved.id == id)
    }
}

impl Entry {
    pub(crate) fn new(saved: SavedConnection, stop: CancellationToken) -> Self {
        Self {
            saved,
            key: KeyPlace::Missing,
            client: None,
            status: ConnectionStatus::Checking,
            organization: None,
            workflow_count: 0,
            sync: SyncView::default(),
            away_since: None,
            quiet_until: None,
            wake: Arc::new(Notify::new()),
            wants_full_sync: true,
            last_full_sync: None,
            last_look: None,
            under_way: RunsUnderWay::default(),
            stop,
            gate: Arc::default(),
        }
    }

    pub(crate) fn view(&self) -> ConnectionView {
        let capabilities = self
            .client
            .as_ref()
            .map(Client::capabilities)
            .unwrap_or_default();
        ConnectionView {
            id: self.saved.id.clone(),
            name: self.saved.name.clone(),
            color: self.saved.color,
            kind: self.saved.kind,
            base_url: self.saved.base_url.clone(),
            key: self.key,
            status: self.status.clone(),
            organization: self.organization.clone(),
            limits: super::limits::sentences(&capabilities),
            server_version: capabilities.server_version,
            workflow_count: self.workflow_count,
            sync: self.sync.clone(),
        }
    }
}
