//! The connections in memory: what is kept of each, and how it stands.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use skyvern_api::Client;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::ids::ConnectionId;
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
    /// Interrupts the pause between two rounds of background work.
    pub(crate) wake: Arc<Notify>,
    /// Asks the next round to compare the whole list.
    pub(crate) wants_full_sync: bool,
    pub(crate) last_full_sync: Option<DateTime<Utc>>,
    /// Ends the background work of this connection.
    pub(crate) stop: CancellationToken,
}

impl Registry {
    pub(crate) fn entry(&self, id: &ConnectionId) -> Option<&Entry> {
        self.entries.iter().find(|entry| &entry.saved.id == id)
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
            wake: Arc::new(Notify::new()),
            wants_full_sync: true,
            last_full_sync: None,
            stop,
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
