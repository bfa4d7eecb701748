//! Launching a run: the form, what is remembered, what is sent.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use crate::ids::{RunId, WorkflowId};
use crate::views::editor::PartialRun;

/// All that the launch dialog needs to draw itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LaunchForm {
    pub workflow: WorkflowId,
    pub title: String,
    /// The version that will run.
    pub version: u32,
    /// Versions to choose from, newest first; one only if this server cannot run older ones.
    pub versions: Vec<u32>,
    pub fields: Vec<LaunchField>,
    /// Inputs of the last launch from this computer.
    pub last: Option<RememberedInputs>,
    /// Named presets, by name.
    pub presets: Vec<RememberedInputs>,
    pub options: LaunchOptions,
    /// Choices for the credential fields; names only.
    pub credentials: Vec<Choice>,
    pub browser_sessions: Vec<Choice>,
    pub browser_profiles: Vec<Choice>,
    /// Why one of the lists above is not complete ("The server does not answer: …").
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LaunchField {
    pub key: String,
    pub kind: LaunchFieldKind,
    pub is_required: bool,
    /// The default of the workflow, as JSON; null = none.
    #[specta(type = specta_typescript::Unknown)]
    pub default: Value,
    pub description: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LaunchFieldKind {
    Text,
    Integer,
    Float,
    Boolean,
    Json,
    File,
    Credential,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    pub id: String,
    pub name: String,
    /// A second line: user name, state, age.
    pub detail: Option<String>,
}

/// Inputs kept on this computer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RememberedInputs {
    /// Absent for the inputs of the last launch.
    pub name: Option<String>,
    pub at: Option<chrono::DateTime<chrono::Utc>>,
    pub inputs: Vec<LaunchInput>,
}

/// What stands in one field. A field left empty is not sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LaunchInput {
    pub key: String,
    /// As typed for text, integer, float and JSON; "true" or "false" for boolean; URL or `s3://…` for files;
    /// the id for credentials.
    pub text: String,
}

/// Every option of a launch (reference B.2). Empty text and null mean: leave it to the workflow or the server.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LaunchOptions {
    pub run_with: Option<RunWith>,
    pub ai_fallback: Option<bool>,
    pub proxy: ProxyChoice,
    pub browser: BrowserChoice,
    pub max_steps: Option<u32>,
    pub webhook_url: String,
    pub totp_identifier: String,
    pub totp_url: String,
    pub headers: Vec<HeaderRow>,
    pub max_screenshot_scrolls: Option<u32>,
    pub max_elapsed_minutes: Option<u32>,
    pub title: String,
    /// Run a global template instead of an own workflow.
    pub is_template: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunWith {
    Agent,
    Code,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(
    tag = "choice",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ProxyChoice {
    /// As the workflow says (sent as null).
    #[default]
    Workflow,
    /// One of Skyvern's named locations (`RESIDENTIAL`, `RESIDENTIAL_DE`, `NONE` …).
    Named { location: String },
    /// Country, and optionally subdivision and city.
    Place {
        country: String,
        subdivision: Option<String>,
        city: Option<String>,
    },
    /// A proxy of one's own, for servers of one's own.
    Custom { url: String },
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(
    tag = "choice",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum BrowserChoice {
    #[default]
    Fresh,
    Session {
        id: String,
    },
    Profile {
        id: String,
    },
    /// The address of a running Chrome (`http://…:9222` or `ws://…`).
    Address {
        url: String,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeaderRow {
    pub name: String,
    pub value: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LaunchRequest {
    pub workflow: WorkflowId,
    /// Absent = the newest.
    pub version: Option<u32>,
    pub inputs: Vec<LaunchInput>,
    pub options: LaunchOptions,
    /// Only some blocks of the newest version; absent = the whole workflow.
    #[serde(default)]
    #[specta(optional)]
    pub partial: Option<PartialRun>,
}

/// A field that has to be mended before anything is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldFault {
    /// Key of the parameter, or `options.<name>`.
    pub field: String,
    pub message: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(
    tag = "outcome",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum LaunchOutcome {
    Started {
        run: RunId,
    },
    /// Nothing was sent.
    Invalid {
        faults: Vec<FieldFault>,
    },
    /// The connection broke while the request was under way; these runs may be the one that was meant.
    Unknown {
        message: String,
        candidates: Vec<RunId>,
    },
}

/// A language for "Copy as command". The key is always a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CommandLanguage {
    Curl,
    Python,
    Typescript,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UploadedFile {
    pub name: String,
    pub bytes: f64,
    /// What goes into the field.
    pub uri: String,
}
