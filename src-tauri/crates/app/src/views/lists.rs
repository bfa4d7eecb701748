//! Schedules and credentials, listed only; and the palette's search over everything.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::WorkflowId;
use crate::views::runs::RunRow;
use crate::views::workflows::WorkflowHit;

/// A list that an older server may not have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(
    tag = "state",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Schedules {
    Listed { schedules: Vec<ScheduleRow> },
    NotSupported { reason: String },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleRow {
    pub id: String,
    pub workflow: Option<WorkflowId>,
    pub workflow_title: Option<String>,
    pub name: Option<String>,
    /// Cron expression as the server keeps it.
    pub cron: String,
    pub timezone: String,
    pub is_enabled: bool,
    pub next_run_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CredentialRow {
    pub id: String,
    pub name: String,
    /// `password`, `credit_card`, `secret`, … as the server says it.
    pub kind: String,
    /// User name, or the last four digits; never a secret.
    pub detail: Option<String>,
    pub vault: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PaletteResults {
    pub workflows: Vec<WorkflowHit>,
    pub runs: Vec<RunRow>,
    pub blocks: Vec<BlockHit>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BlockHit {
    pub workflow: WorkflowId,
    pub workflow_title: String,
    pub label: String,
    pub kind: String,
    pub ranges: Vec<(u32, u32)>,
}
