//! Workflows, folders and versions as lists and previews show them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::{ConnectionId, FolderId, RunId, WorkflowId};
use crate::views::runs::{RunRow, RunStatus};

/// One line of the workflow list. The window holds all of them and filters, sorts and groups by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WorkflowRow {
    pub id: WorkflowId,
    pub title: String,
    pub folder: Option<FolderId>,
    /// `published`, `draft`, … as the server says it.
    pub status: String,
    pub version: u32,
    pub updated_at: Option<DateTime<Utc>>,
    /// Distinct block kinds in reading order, for the strip of glyphs.
    pub kinds: Vec<String>,
    pub block_count: u32,
    pub parameter_count: u32,
    /// At most ten, oldest first.
    pub recent: Vec<RunTick>,
    /// How long the last completed run took, in seconds.
    pub last_seconds: Option<u32>,
}

/// One bar of a row's spark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunTick {
    pub run: RunId,
    pub status: RunStatus,
    pub at: Option<DateTime<Utc>>,
    pub seconds: Option<u32>,
}

/// A place where a search found the words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WorkflowHit {
    pub id: WorkflowId,
    /// Ranges of the title to mark, as [start, length] in characters.
    pub title_ranges: Vec<(u32, u32)>,
    pub place: Option<HitPlace>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HitPlace {
    /// Label of the block, absent for the workflow's own texts and parameters.
    pub block: Option<String>,
    /// Name of the field in plain words ("prompt", "URL", "parameter since").
    pub field: String,
    pub snippet: String,
    pub ranges: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FolderView {
    pub id: FolderId,
    pub title: String,
    pub description: Option<String>,
}

/// What the preview panel shows of one workflow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WorkflowDetail {
    pub row: WorkflowRow,
    pub description: Option<String>,
    pub outline: OutlineView,
    pub parameters: Vec<ParameterView>,
    /// Newest first, at most ten.
    pub runs: Vec<RunRow>,
    /// The workflow's page in Skyvern's own interface.
    pub app_url: Option<String>,
    pub edited_by: Option<String>,
    pub created_at: Option<DateTime<Utc>>,
}

/// The blocks as a tree in reading order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutlineView {
    pub nodes: Vec<OutlineNode>,
    /// The links form no tree; `goes_to` says where each block leads.
    pub is_unstructured: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutlineNode {
    pub label: String,
    pub kind: String,
    /// One line: the URL, "for each {{ invoices }}", the first line of the prompt.
    pub summary: String,
    pub is_finally: bool,
    pub goes_to: Option<String>,
    /// Blocks inside a loop.
    pub children: Vec<OutlineNode>,
    /// Branches of a condition.
    pub branches: Vec<OutlineBranch>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutlineBranch {
    pub caption: String,
    pub is_default: bool,
    pub nodes: Vec<OutlineNode>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ParameterView {
    pub key: String,
    /// `string`, `integer`, … or another parameter type such as `credential`.
    pub kind: String,
    pub is_required: bool,
    /// The default as short text; masked when it could be a secret.
    pub default: Option<String>,
    pub description: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VersionView {
    pub version: u32,
    pub title: String,
    pub created_at: Option<DateTime<Utc>>,
    pub edited_by: Option<String>,
    pub block_count: u32,
    pub is_latest: bool,
}

/// How the catalogue describes a kind of block; read once per window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KindView {
    pub name: String,
    pub title: String,
    pub category: KindCategory,
    /// Name of the glyph in the icon set.
    pub glyph: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KindCategory {
    Act,
    Read,
    Think,
    Flow,
    Send,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TextFormat {
    Yaml,
    Json,
}

/// A ready-made workflow of the server that can be copied into one's own list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TemplateView {
    pub id: WorkflowId,
    pub title: String,
    pub description: Option<String>,
    pub kinds: Vec<String>,
    pub block_count: u32,
}

/// What became of each file or text that was imported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    pub imported: Vec<WorkflowRow>,
    pub failed: Vec<ImportFailure>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportFailure {
    pub file: String,
    /// What, where (line, field) and what to do.
    pub message: String,
}

/// What was written by an export.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportReport {
    /// Absent when the person closed the dialog.
    pub folder: Option<String>,
    pub files: Vec<String>,
    /// Passwords and keys that stand in the files as plain text, because this server does not encrypt them: title of
    /// the workflow, label of the block and name of the field, without the value.
    pub open_secrets: Vec<String>,
}

/// A deletion that is carried out at `due_at` unless it is undone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PendingDeletion {
    pub id: String,
    pub connection: ConnectionId,
    pub workflows: Vec<WorkflowId>,
    pub due_at: DateTime<Utc>,
}
