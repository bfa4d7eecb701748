//! What a workflow asks for at launch, and whether an answer will do (reference A.7).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::document::{self, list, text};

mod check;
mod types;

pub use check::{InputFault, check_input, check_inputs};
pub use types::{COMMON_FIELDS, ParameterType, TYPES, find_type};

/// One parameter of a workflow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Parameter {
    /// The name under which its value is sent and referred to.
    pub key: String,
    /// What its value is.
    pub kind: ParameterKind,
    /// Whether a run cannot be launched without a value.
    pub required: bool,
    /// The value that counts when none is sent; null if there is none.
    pub default: Value,
    /// What it is for, in the words of the workflow's author.
    pub description: Option<String>,
}

/// What the value of a parameter is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ParameterKind {
    /// Any text.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Float,
    /// Yes or no.
    Boolean,
    /// Any JSON.
    Json,
    /// The address of a file.
    FileUrl,
    /// The id of a credential that the server keeps.
    CredentialId,
    /// Not asked for at launch: the `parameter_type` of a secret, a credential or a derived value;
    /// or a `workflow_parameter_type` that this version does not know.
    Other(String),
}

impl Parameter {
    /// Whether a value can be given at launch.
    pub fn is_input(&self) -> bool {
        !matches!(self.kind, ParameterKind::Other(_))
    }
}

/// The parameters of `workflow` in their order, without the outputs of blocks.
pub fn parameters(workflow: &Value) -> Vec<Parameter> {
    let definition = document::definition(workflow);
    let all = definition.map_or(&[][..], |definition| list(definition, "parameters"));
    all.iter()
        .filter_map(Value::as_object)
        .filter_map(parameter)
        .collect()
}

fn parameter(parameter: &Map<String, Value>) -> Option<Parameter> {
    let kind = match text(parameter, "parameter_type") {
        "output" => return None,
        // The create shape may leave the type out of a workflow parameter.
        "workflow" | "" => input_kind(text(parameter, "workflow_parameter_type")),
        other => ParameterKind::Other(other.to_owned()),
    };
    let default = parameter.get("default_value").cloned().unwrap_or_default();
    let optional = matches!(kind, ParameterKind::CredentialId | ParameterKind::Other(_));
    Some(Parameter {
        key: text(parameter, "key").to_owned(),
        required: default.is_null() && !optional,
        kind,
        default,
        description: Some(text(parameter, "description"))
            .filter(|text| !text.trim().is_empty())
            .map(str::to_owned),
    })
}

fn input_kind(name: &str) -> ParameterKind {
    match name {
        "string" => ParameterKind::String,
        "integer" => ParameterKind::Integer,
        "float" => ParameterKind::Float,
        "boolean" => ParameterKind::Boolean,
        "json" => ParameterKind::Json,
        "file_url" => ParameterKind::FileUrl,
        "credential_id" => ParameterKind::CredentialId,
        other => ParameterKind::Other(other.to_owned()),
    }
}
