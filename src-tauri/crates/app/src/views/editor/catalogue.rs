//! What can be chosen from: kinds, fields, models, credentials.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

/// A field as the inspector and the panels draw it. As the catalogue says it (crate `workflow`, `kinds::field`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "these are what the catalogue says of a field, one by one"
)]
pub struct FieldView {
    pub name: String,
    /// Its name for people: "Start URL".
    pub title: String,
    /// One or two sentences on what it does.
    pub doc: String,
    pub input: FieldInput,
    #[specta(type = specta_typescript::Unknown)]
    pub default: Value,
    pub is_required: bool,
    pub is_nullable: bool,
    pub is_templated: bool,
    pub is_advanced: bool,
    pub is_secret: bool,
}

/// Which input a field needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "type"
)]
pub enum FieldInput {
    Text,
    Prompt,
    Code,
    Url,
    Integer,
    Number,
    Boolean,
    Choice {
        options: Vec<String>,
    },
    TextList,
    TextMap,
    /// JSON; a text too where `text` says so.
    Json {
        text: bool,
    },
    /// JSON Schema; a text too where `text` says so.
    Schema {
        text: bool,
    },
    ErrorCodes,
    BlockLabel,
    ParameterKey,
    ParameterKeys,
    Credential,
    Model,
    Workflow,
    Proxy,
    /// Edited on the canvas: blocks, branches, the criterion of a while loop.
    Branches,
    Criterion,
    Blocks,
    /// The steps of a code block; shown as JSON.
    CodeSteps,
}

/// The catalogue for the editor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EditorCatalogue {
    pub kinds: Vec<EditorKind>,
    /// The settings of a workflow.
    pub settings: Vec<FieldView>,
    /// The types of parameters: `parameter_type`, its name for people, its fields.
    pub parameter_types: Vec<ParameterTypeView>,
}

/// A kind of block with its fields.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EditorKind {
    pub name: String,
    pub title: String,
    pub doc: String,
    pub needs_browser: bool,
    pub needs_model: bool,
    /// Kept for old workflows; not in the library of new blocks.
    pub is_legacy: bool,
    /// Own fields first, then the common ones.
    pub fields: Vec<FieldView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ParameterTypeView {
    pub name: String,
    pub title: String,
    pub doc: String,
    pub fields: Vec<FieldView>,
}

/// Choices that only the server knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EditorChoices {
    /// Pairs of id and name.
    pub models: Vec<(String, String)>,
    pub credentials: Vec<(String, String)>,
    pub workflows: Vec<(String, String)>,
    /// Why one of the lists is not complete.
    pub notes: Vec<String>,
}
