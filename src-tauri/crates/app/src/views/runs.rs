//! Runs: rows of the list, and all that a run window shows.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use crate::ids::{ArtifactId, ConnectionId, NodeId, RunId, WorkflowId};

/// How a run or a block stands (reference A.1). Skyvern's words, and two of the window's: a block that waits for
/// its turn, and one that was never reached. What a newer server invents arrives as `unknown`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunStatus {
    Created,
    Queued,
    Running,
    Paused,
    Completed,
    Failed,
    Terminated,
    Canceled,
    TimedOut,
    Skipped,
    /// Not reached yet; the run is still under way.
    Waiting,
    /// Not reached; the run is over.
    NotRun,
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunRow {
    pub id: RunId,
    pub workflow: Option<WorkflowId>,
    pub title: String,
    pub status: RunStatus,
    pub created_at: Option<DateTime<Utc>>,
    pub started_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    pub seconds: Option<u32>,
    /// `manual`, `api`, `scheduled`, `webhook`, … as the server says it.
    pub trigger: Option<String>,
    pub failure: Option<String>,
}

/// Which runs a list asks for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunQuery {
    pub text: String,
    /// Empty = all.
    pub statuses: Vec<RunStatus>,
    pub workflow: Option<WorkflowId>,
    pub offset: u32,
    pub limit: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunList {
    pub rows: Vec<RunRow>,
    pub total: u32,
    /// Runs under way on this connection.
    pub running: u32,
}

/// Whether what a run window shows comes from the server now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(
    tag = "state",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Freshness {
    Live,
    /// Kept on this computer; the server was not asked or does not answer.
    Kept {
        at: Option<DateTime<Utc>>,
        reason: String,
    },
    /// The watcher lost the server and tries again.
    Retrying {
        since: DateTime<Utc>,
        message: String,
    },
}

/// Everything a run window shows when it opens. Later changes arrive as `RunChanged`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunView {
    pub head: RunHead,
    /// Blocks in reading order, parents before children; those not reached yet included.
    pub nodes: Vec<TimelineNode>,
    /// Oldest first.
    pub actions: Vec<ActionView>,
    pub log: Vec<LogLine>,
}

/// A change of a watched run: only what differs from what was sent before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunChange {
    pub connection: ConnectionId,
    pub run: RunId,
    pub head: Option<RunHead>,
    /// New or changed nodes; match by id.
    pub nodes: Vec<TimelineNode>,
    /// The ids in reading order, when the order or the set changed.
    pub order: Option<Vec<NodeId>>,
    /// New or changed actions; match by id, keep sorted by `at` then arrival.
    pub actions: Vec<ActionView>,
    /// New lines only.
    pub log: Vec<LogLine>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunHead {
    pub connection: ConnectionId,
    pub id: RunId,
    pub workflow: Option<WorkflowId>,
    pub title: String,
    pub version: Option<u32>,
    pub status: RunStatus,
    /// No further change is to come.
    pub is_final: bool,
    pub freshness: Freshness,
    pub created_at: Option<DateTime<Utc>>,
    pub started_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    pub steps: Option<u32>,
    pub max_steps: Option<u32>,
    pub ran_with: Option<String>,
    pub browser_profile: Option<String>,
    pub browser_session: Option<String>,
    pub trigger: Option<String>,
    pub app_url: Option<String>,
    /// Parameters as launched, secrets masked by the server.
    #[specta(type = specta_typescript::Unknown)]
    pub inputs: Value,
    /// `{"<label>_output": …}`; null until there is one.
    #[specta(type = specta_typescript::Unknown)]
    pub outputs: Value,
    pub failure: Option<FailureView>,
    /// A block waits for a person.
    pub approval: Option<ApprovalView>,
    pub downloads: Vec<DownloadView>,
    pub retried_from: Option<RunId>,
    pub retried_by: Option<RunId>,
    pub webhook_failure: Option<String>,
    /// Whether this server can cancel, retry, approve; words for those it cannot.
    pub can_retry: bool,
}

/// Why a run failed: which block, where in a loop, the reason, and what could be done next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FailureView {
    pub node: Option<NodeId>,
    /// E.g. "`download_pdf` failed for “Papier Union”, 4 of 5".
    pub title: String,
    pub reason: String,
    pub next_step: Option<String>,
    pub error_codes: Vec<String>,
}

/// A `human_interaction` block that waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ApprovalView {
    pub node: NodeId,
    pub instructions: String,
    pub approve_label: String,
    pub reject_label: String,
    pub times_out_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DownloadView {
    pub artifact: Option<ArtifactId>,
    pub name: String,
    pub bytes: Option<f64>,
    pub is_kept: bool,
}

/// What a line of the timeline stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum NodeRole {
    Block,
    /// One turn of a loop; its blocks are below it.
    Iteration,
    /// A thought of the planning agent.
    Thought,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TimelineNode {
    pub id: NodeId,
    pub parent: Option<NodeId>,
    pub role: NodeRole,
    /// Label of the block, or the title of the turn ("Hetzner Online").
    pub label: String,
    pub kind: String,
    pub status: RunStatus,
    pub started_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    pub seconds: Option<f64>,
    /// For loops and their turns: how many are done of how many.
    pub progress: Option<LoopProgress>,
    /// For turns: the 0-based index and the value as text.
    pub turn: Option<TurnView>,
    /// One line: description by the server, URL, prompt.
    pub summary: Option<String>,
    pub url: Option<String>,
    pub failure: Option<String>,
    /// For conditions: the branch that was taken, in words.
    pub branch: Option<String>,
    pub action_count: u32,
    pub has_output: bool,
    /// A run started by this block (`workflow_trigger`).
    pub child_run: Option<RunId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LoopProgress {
    pub done: u32,
    pub total: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TurnView {
    pub index: u32,
    pub value: Option<String>,
}

/// One step of the agent inside a block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ActionView {
    pub id: String,
    pub node: NodeId,
    /// `click`, `input_text`, … as the server says it.
    pub kind: String,
    /// "Click", "Type “lamp”" … in plain words.
    pub title: String,
    pub reasoning: Option<String>,
    pub status: ActionStatus,
    pub at: Option<DateTime<Utc>>,
    pub seconds: Option<f64>,
    pub step: Option<u32>,
    pub screenshot: Option<ArtifactId>,
    pub failure: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ActionStatus {
    Pending,
    Running,
    Completed,
    Failed,
    Skipped,
    Unknown,
}

/// One line of the log, put together from what the timeline tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogLine {
    pub at: Option<DateTime<Utc>>,
    pub level: LogLevel,
    pub text: String,
    pub node: Option<NodeId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LogLevel {
    Plain,
    Warning,
    Problem,
}

/// Inputs and output of one block of a run, read when the block is chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NodeDetail {
    pub node: NodeId,
    pub label: String,
    /// Prompt, URL, payload, schema …: what went into the block.
    #[specta(type = specta_typescript::Unknown)]
    pub inputs: Value,
    #[specta(type = specta_typescript::Unknown)]
    pub output: Value,
}

/// What a bulk action did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BulkReport {
    pub done: Vec<RunId>,
    pub failed: Vec<BulkFailure>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BulkFailure {
    pub run: RunId,
    pub message: String,
}

/// What the live view shows; sent over a channel of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(
    tag = "state",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum LiveFrame {
    /// No frame yet.
    Starting,
    Frame {
        /// `data:image/jpeg;base64,…`
        image: String,
        width: Option<u32>,
        height: Option<u32>,
        url: Option<String>,
    },
    /// No live pictures from this server; the newest screenshot of the run instead.
    Screenshot {
        image: String,
        at: Option<DateTime<Utc>>,
        reason: String,
    },
    /// Trying again; the window keeps the last picture.
    Lost {
        message: String,
    },
    /// This run has no browser (only waits, requests …).
    NoBrowser,
    Ended,
}
