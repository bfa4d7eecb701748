//! Blocks: stored to create.

use serde_json::{Map, Value};

use crate::document::{Block, loop_key, text};
use crate::kinds::{self, Kind};

/// What every stored block of an agent carries, whether its kind takes it or not.
const AGENT_FIELDS: &[&str] = &[
    "task_type",
    "url",
    "title",
    "engine",
    "engine_pinned",
    "complete_criterion",
    "complete_criterion_is_untrusted",
    "terminate_criterion",
    "navigation_goal",
    "data_extraction_goal",
    "data_schema",
    "error_code_mapping",
    "max_retries",
    "max_steps_per_run",
    "complete_on_download",
    "download_suffix",
    "totp_verification_url",
    "totp_identifier",
    "complete_verification",
    "include_action_history_in_verification",
    "download_timeout",
    "include_extracted_text",
];

/// The secret parameters of a mail block, and the keys that name them in the create shape.
const SMTP_KEYS: &[(&str, &str)] = &[
    ("smtp_host", "smtp_host_secret_parameter_key"),
    ("smtp_port", "smtp_port_secret_parameter_key"),
    ("smtp_username", "smtp_username_secret_parameter_key"),
    ("smtp_password", "smtp_password_secret_parameter_key"),
];

pub(super) fn is_stored(block: &Map<String, Value>) -> bool {
    block.contains_key("output_parameter")
}

pub(super) fn list_to_create(blocks: &[Value]) -> Value {
    let convert = |block: &Value| match block {
        Value::Object(block) => Value::Object(to_create(block)),
        other => other.clone(),
    };
    blocks.iter().map(convert).collect()
}

fn to_create(block: &Map<String, Value>) -> Map<String, Value> {
    let stored = is_stored(block);
    let mut created = Map::with_capacity(block.len());
    for (key, value) in block {
        if let ("loop_blocks", Value::Array(list)) = (key.as_str(), value) {
            created.insert(key.clone(), list_to_create(list));
        } else if !stored {
            created.insert(key.clone(), value.clone());
        } else if let Some((key, value)) = field_to_create(block, key, value) {
            created.insert(key.to_owned(), value);
        }
    }
    created
}

/// The field of the create shape that `key` of a stored block stands for, if any.
fn field_to_create<'a>(
    block: &Map<String, Value>,
    key: &'a str,
    value: &Value,
) -> Option<(&'a str, Value)> {
    let kind = kinds::find(block.kind());
    if let Some(field) = kind.and_then(|kind| kind.field(key)) {
        return match value {
            Value::Null if field.required => Some((key, Value::from(""))),
            Value::Null if !field.is_nullable() => None,
            _ if key == "branch_conditions" => Some((key, branches_to_create(value))),
            _ => Some((key, value.clone())),
        };
    }
    let smtp = SMTP_KEYS.iter().find(|(stored, _)| *stored == key);
    match (key, value, kind) {
        ("output_parameter", ..) => None,
        ("parameters", Value::Array(parameters), _) => keys_of(parameters, kind),
        ("loop_over", Value::Object(_) | Value::Null, Some(_)) => {
            Some(("loop_over_parameter_key", loop_key(block).into()))
        }
        (_, Value::Object(secret), Some(_)) if smtp.is_some() => {
            let (_, key) = smtp?;
            names_a_parameter(block, secret).then(|| (*key, text(secret, "key").into()))
        }
        // The server keeps these flags on every block, on every upload; only some kinds take them.
        ("disable_cache" | "continue_on_empty", _, Some(_)) => None,
        (_, _, Some(_)) if block.contains_key("task_type") && AGENT_FIELDS.contains(&key) => None,
        _ => Some((key, value.clone())),
    }
}

/// Keys in place of parameter objects. A list that does not hold parameters stays what it is; one
/// on a known kind that takes no keys is the server's own.
fn keys_of(parameters: &[Value], kind: Option<&Kind>) -> Option<(&'static str, Value)> {
    let keys = parameters.iter().map(|parameter| {
        parameter
            .get("parameter_type")
            .and(parameter.get("key"))
            .cloned()
    });
    match keys.collect::<Option<Value>>() {
        Some(_) if kind.is_some_and(|kind| kind.field("parameter_keys").is_none()) => None,
        Some(keys) => Some(("parameter_keys", keys)),
        None => Some(("parameters", parameters.into())),
    }
}

/// With a mail server of its own, or another transport, a mail block carries placeholders that
/// are no parameters of the workflow; the server refuses to be told their keys.
fn names_a_parameter(block: &Map<String, Value>, secret: &Map<String, Value>) -> bool {
    !text(secret, "aws_secret_parameter_id").starts_with("placeholder")
        && text(block, "custom_smtp_host").is_empty()
        && !text(secret, "key").is_empty()
}

/// The server gives each branch a new id whenever it is saved.
fn branches_to_create(branches: &Value) -> Value {
    let without_id = |branch: &Value| match branch {
        Value::Object(branch) => {
            let kept = branch.iter().filter(|(key, _)| *key != "id");
            kept.map(|(key, value)| (key.clone(), value.clone()))
                .collect()
        }
        other => other.clone(),
    };
    match branches {
        Value::Array(branches) => branches.iter().map(without_id).collect(),
        other => other.clone(),
    }
}
