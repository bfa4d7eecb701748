//! How the draft gets to a server: publishing, merging, promoting.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use workflow::compare::Comparison;
use workflow::lint::{Holder, Problem};

use super::draft::EditorChange;
use crate::ids::{ConnectionId, WorkflowId};

/// What became of publishing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "type"
)]
pub enum PublishOutcome {
    Published {
        version: u32,
        change: Box<EditorChange>,
    },
    /// Somebody saved meanwhile; nothing was sent.
    Behind {
        version: u32,
        by: Option<String>,
        at: Option<DateTime<Utc>>,
    },
    /// The server refused it.
    Refused {
        message: String,
        problems: Vec<Problem>,
    },
}

/// The draft and the newest version of the server, brought together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MergeView {
    pub base_version: u32,
    pub server_version: u32,
    /// What the draft changed since the base.
    pub ours: Comparison,
    /// What the server's newest version changed since the base.
    pub theirs: Comparison,
    pub conflicts: Vec<MergeConflict>,
}

/// Something that both changed differently.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MergeConflict {
    pub id: String,
    pub holder: Holder,
    pub field: Option<String>,
    /// One sentence on what happened.
    pub message: String,
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub base: Option<Value>,
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub ours: Option<Value>,
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub theirs: Option<Value>,
}

/// Whose side a conflict is decided for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MergeChoice {
    pub conflict: String,
    pub side: MergeSide,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum MergeSide {
    Ours,
    Theirs,
}

/// What another connection lacks to take the draft, and what it offers in its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PromotionForm {
    pub to: ConnectionId,
    /// A workflow of the same title there, which would get a new version.
    pub existing: Option<WorkflowId>,
    /// Credentials, and workflows that blocks trigger, by the id in the draft.
    pub needs: Vec<PromotionNeed>,
}

/// Something that is called otherwise on the other connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PromotionNeed {
    /// The id in the draft.
    pub id: String,
    /// What it is, for people: "Credential of parameter `portal_login`".
    pub title: String,
    /// What can take its place, as pairs of id and name.
    pub choices: Vec<(String, String)>,
    /// The one with the same name, if there is one.
    pub suggestion: Option<String>,
}

/// How the draft goes to another connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Promotion {
    pub to: ConnectionId,
    /// Gives this workflow a new version; none makes a new workflow.
    pub over: Option<WorkflowId>,
    /// For each need its id there.
    pub mapping: Vec<(String, String)>,
}
