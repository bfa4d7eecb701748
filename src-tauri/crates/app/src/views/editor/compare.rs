//! Versions, and two states side by side.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use workflow::compare::Comparison;
use workflow::edit::BlockId;

use super::draft::DraftId;

/// A state of a workflow that can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "type"
)]
pub enum CompareSide {
    /// The draft on this computer.
    Draft { draft: DraftId },
    /// A version on a server; none for the newest.
    Version {
        draft: DraftId,
        version: Option<u32>,
    },
}

/// Two states compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CompareView {
    pub before_title: String,
    pub after_title: String,
    pub comparison: Comparison,
}

/// What to take over from another state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "type"
)]
pub enum TakeOver {
    /// Everything.
    All,
    /// A block as a whole, its place and its absence included; `key` as the other state calls it, or as the draft
    /// does where the other has none.
    Block { key: BlockId },
    /// Single fields of a block.
    Fields { key: BlockId, fields: Vec<String> },
    /// A parameter.
    Parameter { key: String },
    /// A setting.
    Setting { key: String },
}

/// One version in the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    pub version: u32,
    pub at: Option<DateTime<Utc>>,
    pub by: Option<String>,
    /// What was noted on this computer when it was published.
    pub note: Option<String>,
    /// Whether the draft began with it.
    pub is_base: bool,
}
