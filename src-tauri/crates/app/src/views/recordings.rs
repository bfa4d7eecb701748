//! Recordings, screenshots and the space they take.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::{ArtifactId, RunId, WorkflowId};
use crate::views::runs::RunStatus;

/// What there is to play of one run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(
    tag = "state",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum RunMedia {
    /// The run goes on, or the server still writes the file.
    Preparing,
    Ready {
        recordings: Vec<RecordingMedia>,
    },
    /// Nothing to play; `reason` says why (no browser in this run, archived, gone, empty, offline and not kept).
    None {
        reason: String,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordingMedia {
    pub artifact: ArtifactId,
    /// `http://127.0.0.1:<port>/<token>/…`, good until the app quits.
    pub url: String,
    pub mime: String,
    pub bytes: f64,
    /// When the first picture was taken, as well as it can be known.
    pub starts_at: Option<DateTime<Utc>>,
    /// Seconds, read from the file.
    pub seconds: Option<f64>,
    /// The bytes are on this computer.
    pub is_kept: bool,
}

/// A picture of a run, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScreenshotView {
    pub artifact: ArtifactId,
    pub url: String,
    pub at: Option<DateTime<Utc>>,
    /// The id of the block of the run (`wrb_…`) that it belongs to, as far as the server tells.
    pub node: Option<crate::ids::NodeId>,
}

/// A line of the Recordings screen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordingRow {
    pub run: RunId,
    pub workflow: Option<WorkflowId>,
    pub title: String,
    pub status: RunStatus,
    pub finished_at: Option<DateTime<Utc>>,
    pub seconds: Option<u32>,
    pub bytes: Option<f64>,
    pub is_kept: bool,
    /// Never removed to make room.
    pub is_pinned: bool,
    pub is_available: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StorageUsage {
    pub recordings_bytes: f64,
    pub other_bytes: f64,
    pub limit_bytes: f64,
}
