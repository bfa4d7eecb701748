//! Connections to servers and what is known of their health.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::ConnectionId;

/// What stands behind a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ConnectionKind {
    /// `https://api.skyvern.com`.
    Cloud,
    /// A Skyvern server of one's own.
    OwnServer,
}

/// The colour that marks a connection in the sidebar and in run windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ConnectionColor {
    Blue,
    Teal,
    Violet,
    Amber,
    Rose,
    Gray,
}

/// Where the API key of a connection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KeyPlace {
    Keychain,
    /// In memory until the app quits, because the person chose so.
    Memory,
    /// Not to be had: never stored, or the keychain does not give it now. Ask for it again.
    Missing,
}

/// How a connection stands now; the words beside the dot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    tag = "state",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ConnectionStatus {
    Checking,
    Connected,
    /// The server does not answer since then; what was seen last is shown.
    Unreachable {
        since: DateTime<Utc>,
        message: String,
    },
    /// The server answers but refuses the key.
    KeyRefused {
        message: String,
    },
    KeyMissing {
        message: String,
    },
    /// Something answers at this address that is not a usable Skyvern server.
    Unusable {
        message: String,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionView {
    pub id: ConnectionId,
    pub name: String,
    pub color: ConnectionColor,
    pub kind: ConnectionKind,
    pub base_url: String,
    pub key: KeyPlace,
    pub status: ConnectionStatus,
    pub organization: Option<String>,
    pub server_version: Option<String>,
    pub workflow_count: u32,
    pub sync: SyncView,
    /// What this server cannot do, each a sentence ("This server is older than 1.0.37: …").
    pub limits: Vec<String>,
}

/// The state of the background synchronisation of a connection.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SyncView {
    pub is_running: bool,
    /// Workflows read so far in the running synchronisation. The server tells no total.
    pub workflows_read: u32,
    pub last_finished_at: Option<DateTime<Utc>>,
    /// Why the last try failed, if it did.
    pub error: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionsView {
    pub connections: Vec<ConnectionView>,
    pub active: Option<ConnectionId>,
    pub keychain: KeychainView,
}

/// Whether keys can be kept in the keychain of the system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    tag = "state",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum KeychainView {
    Usable {
        name: String,
    },
    /// What is wrong and what to do, as sentences.
    Unusable {
        problem: String,
        advice: String,
    },
}

/// A connection as it is being added or changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionForm {
    pub name: String,
    pub color: ConnectionColor,
    pub kind: ConnectionKind,
    pub base_url: String,
}

/// Where a newly typed key goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KeyStorage {
    Keychain,
    Memory,
}

/// What "Test connection" found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(
    tag = "outcome",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ConnectionReport {
    Connected {
        /// Milliseconds of one round trip.
        latency_ms: u32,
        /// The address as it will be kept, cleaned of `/v1` and the like.
        base_url: String,
        server_version: Option<String>,
        organization: Option<String>,
        limits: Vec<String>,
    },
    Failed {
        problem: ConnectionProblem,
        /// What is wrong, in one sentence.
        message: String,
        /// What to do about it.
        advice: String,
        /// An address that would probably work, to be offered as one click.
        suggested_url: Option<String>,
    },
}

/// The kinds of trouble that the window treats differently (which field is marked, what is offered).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ConnectionProblem {
    Address,
    NameNotFound,
    Refused,
    Timeout,
    Tls,
    SelfSigned,
    HttpsExpected,
    HttpExpected,
    WebInterface,
    NotSkyvern,
    WrongKey,
    TooOld,
    ServerFault,
}

/// A key as it comes from the input field: it can be read from the wire, never written to it, and never printed.
#[derive(Deserialize, Type)]
#[serde(transparent)]
pub struct TypedKey(String);

impl TypedKey {
    /// Hands the key on; pasted white space around it is dropped.
    pub fn into_secret(self) -> secrets::Secret<String> {
        secrets::Secret::new(self.0.trim().to_owned())
    }
}

impl std::fmt::Debug for TypedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TypedKey(<redacted>)")
    }
}
