//! Parameters: stored to create.

use serde_json::{Map, Value};

use crate::document::text;

/// What the server adds to every stored parameter besides the parameter's own id.
const SERVER_SIDE: &[&str] = &["workflow_id", "created_at", "modified_at", "deleted_at"];

/// The ids of stored parameters, one for each type that has one.
const IDS: &[&str] = &[
    "workflow_parameter_id",
    "output_parameter_id",
    "credential_parameter_id",
    "aws_secret_parameter_id",
    "azure_secret_parameter_id",
    "azure_vault_credential_parameter_id",
    "bitwarden_login_credential_parameter_id",
    "bitwarden_sensitive_information_parameter_id",
    "bitwarden_credit_card_data_parameter_id",
    "onepassword_credential_parameter_id",
];

pub(super) fn is_stored(parameter: &Map<String, Value>) -> bool {
    IDS.iter().any(|id| parameter.contains_key(*id))
        || parameter.get("source").is_some_and(Value::is_object)
}

/// The server makes the output parameters itself and refuses to be given any.
pub(super) fn list_to_create(parameters: &[Value]) -> Value {
    let given = parameters
        .iter()
        .filter(|it| it.get("parameter_type").is_none_or(|kind| kind != "output"));
    given
        .map(|it| match it {
            Value::Object(parameter) if is_stored(parameter) => to_create(parameter),
            other => other.clone(),
        })
        .collect()
}

fn to_create(parameter: &Map<String, Value>) -> Value {
    let is_context = text(parameter, "parameter_type") == "context";
    let mut created = Map::new();
    for (key, value) in parameter {
        match (key.as_str(), value) {
            (key, _) if IDS.contains(&key) || SERVER_SIDE.contains(&key) => {}
            ("source", Value::Object(source)) if is_context => {
                created.insert("source_parameter_key".into(), text(source, "key").into());
            }
            ("value", _) if is_context => {}
            _ => {
                created.insert(key.clone(), value.clone());
            }
        }
    }
    Value::Object(created)
}
