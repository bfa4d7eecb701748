//! One block for the inspector, and the names that its texts use.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use workflow::edit::BlockId;
use workflow::lint::{Holder, Place};

use crate::ids::RunId;

/// One block for the inspector.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BlockDetail {
    pub key: BlockId,
    /// Its `block_type` as written.
    pub kind: String,
    /// Its fields that are set, by name, blocks inside it left out. Secrets are left out, see `secrets`.
    #[specta(type = specta_typescript::Unknown)]
    pub fields: Value,
    /// Fields whose value is a secret that is set and not told.
    pub secrets: Vec<String>,
    /// Parameter keys that the texts of the block use; for kinds with `parameter_keys` they are set by themselves.
    pub uses: Vec<String>,
    /// The output of the block in the last run that reached it.
    pub last_output: Option<LastOutput>,
}

/// What a block gave in a past run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LastOutput {
    pub run: RunId,
    pub at: Option<DateTime<Utc>>,
    #[specta(type = specta_typescript::Unknown)]
    pub value: Value,
}

/// A name that a template may refer to, in the order in which to offer them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReferenceName {
    /// What to write between the braces: `rows_output.items`.
    pub path: String,
    pub origin: ReferenceOrigin,
    /// Its type, or the kind of block that it comes from.
    pub detail: String,
    /// Its value in the last run, cut to one line.
    pub preview: Option<String>,
    /// Whether it stands inside the value of another name, learnt from past outputs.
    pub is_nested: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ReferenceOrigin {
    Parameter,
    Block,
    Loop,
    Run,
}

/// Where a name is defined and used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReferenceUses {
    pub definition: Option<Holder>,
    pub uses: Vec<Place>,
}

/// A template with the values of a past run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RenderedText {
    pub text: String,
    /// Names that this run has no value for.
    pub missing: Vec<String>,
}

/// A JSON Schema as rows, or that it can be shown as text only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SchemaRow {
    pub name: String,
    /// `text`, `number`, `integer`, `yesNo`, `url`, `date`, `list`, `object`; the items of a list are its children or
    /// its `items`.
    pub kind: String,
    /// For a list of plain values: what the items are.
    pub items: Option<String>,
    pub is_required: bool,
    pub description: Option<String>,
    pub children: Vec<SchemaRow>,
}

/// A cURL command as fields of an HTTP request block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CurlImport {
    #[specta(type = specta_typescript::Unknown)]
    pub fields: Value,
    /// Options that were left out.
    pub ignored: Vec<String>,
}

/// Which blocks of a workflow a run goes through, and what the others gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PartialRun {
    /// Labels of top-level blocks in their order.
    pub blocks: Vec<String>,
    /// The run whose outputs stand for the blocks before.
    pub outputs_of: Option<RunId>,
}
