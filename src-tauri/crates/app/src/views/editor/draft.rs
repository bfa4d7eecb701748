//! The draft as the window draws it, and what an edit changed.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use workflow::edit::{BlockId, Gap, Node};
use workflow::lint::{Fix, Problem};

use crate::ids::{ConnectionId, WorkflowId};

/// Any JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct Json(#[specta(type = specta_typescript::Unknown)] pub Value);

/// Names a draft: there is at most one for each workflow of a connection on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DraftId {
    pub connection: ConnectionId,
    pub workflow: WorkflowId,
}

/// All that the editor needs to draw itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EditorView {
    pub draft: DraftId,
    /// Grows by one with each change; a change that does not follow on the last one known means: open again.
    pub revision: u32,
    /// In reading order, each block before what is in it.
    pub nodes: Vec<Node>,
    /// Whether some list of blocks cannot be read as a tree.
    pub is_unstructured: bool,
    pub head: EditorHead,
    pub problems: Vec<Problem>,
}

/// What the top bar and the panels for parameters and settings show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EditorHead {
    pub title: String,
    /// The version that the draft began with.
    pub base_version: u32,
    /// The newest version of the server, as far as known; larger than `base_version` if somebody saved meanwhile.
    pub server_version: u32,
    /// Whether the draft differs from `base_version`.
    pub is_changed: bool,
    /// What undo takes back, such as "Move `append_row`".
    pub undo: Option<String>,
    pub redo: Option<String>,
    /// The parameters in the create shape.
    #[specta(type = Vec<specta_typescript::Unknown>)]
    pub parameters: Vec<Value>,
    /// The settings of the workflow that are set, by name. Secrets are left out, see `secret_settings`.
    #[specta(type = specta_typescript::Unknown)]
    pub settings: Value,
    /// Settings whose value is set and not told.
    pub secret_settings: Vec<String>,
}

/// What one edit changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EditorChange {
    pub draft: DraftId,
    pub revision: u32,
    /// Blocks that are new or that show something else than before.
    pub nodes: Vec<Node>,
    /// All blocks in reading order, if any was added, removed or moved.
    pub order: Option<Vec<BlockId>>,
    /// Blocks of which any field changed: an open inspector asks again.
    pub touched: Vec<BlockId>,
    /// Keys that changed, as pairs of old and new.
    pub renamed: Vec<(BlockId, BlockId)>,
    /// What to select now; empty to leave the selection.
    pub select: Vec<BlockId>,
    pub is_unstructured: bool,
    pub head: EditorHead,
    pub problems: Vec<Problem>,
    /// Things to tell about this edit, such as a reference that the move broke, with their repair.
    pub notices: Vec<EditorNotice>,
}

/// Something to tell about an edit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EditorNotice {
    pub message: String,
    pub fix: Option<Fix>,
}

/// Where blocks that are being dragged may be dropped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GapVerdict {
    pub gap: Gap,
    /// Why not; none if it is allowed.
    pub refused: Option<String>,
    /// What a drop there breaks.
    pub warning: Option<String>,
}

/// What is being dragged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "type"
)]
pub enum DragSource {
    /// Blocks of this draft.
    Blocks { blocks: Vec<BlockId>, copy: bool },
    /// A new block from the library.
    Kind { kind: String },
    /// Blocks of another window or program, as YAML.
    Text { text: String },
}
