//! Which values the server takes for a field.

use serde_json::Value;

use crate::kinds::{Accepts, Field, Holds};

/// Whether a field may have `value`. That something is missing is told elsewhere.
pub(super) fn may_have(field: &Field, value: &Value) -> bool {
    let is_empty = value.is_null() && (field.is_nullable() || field.required);
    is_empty || takes(field.holds, value)
}

/// Whether the server takes `value` for what a field holds.
pub(super) fn takes(holds: Holds, value: &Value) -> bool {
    match holds {
        Holds::Text
        | Holds::Prompt
        | Holds::Code
        | Holds::Url
        | Holds::BlockLabel
        | Holds::ParameterKey
        | Holds::Credential
        | Holds::Workflow
        | Holds::Choice { .. } => value.is_string(),
        Holds::Integer => takes_integer(value),
        Holds::Number => takes_number(value),
        Holds::Boolean => takes_boolean(value),
        Holds::TextList | Holds::ParameterKeys => value
            .as_array()
            .is_some_and(|items| items.iter().all(Value::is_string)),
        Holds::TextMap => value
            .as_object()
            .is_some_and(|map| map.values().all(Value::is_string)),
        Holds::Data { accepts } | Holds::Schema { accepts } => match accepts {
            Accepts::Object => value.is_object(),
            Accepts::ObjectOrText => value.is_object() || value.is_string(),
            Accepts::ObjectListOrText => value.is_object() || value.is_array() || value.is_string(),
        },
        Holds::Model | Holds::Criterion => value.is_object(),
        Holds::Blocks | Holds::Branches => value
            .as_array()
            .is_some_and(|items| items.iter().all(Value::is_object)),
        // The server leaves out steps that it cannot read.
        Holds::CodeSteps => true,
    }
}

/// What a field holds, in words.
pub(super) fn words(holds: Holds) -> &'static str {
    match holds {
        Holds::Integer => "a whole number",
        Holds::Number => "a number",
        Holds::Boolean => "yes or no",
        Holds::TextList | Holds::ParameterKeys => "a list of texts",
        Holds::TextMap => "an object of texts",
        Holds::Data { accepts } | Holds::Schema { accepts } => match accepts {
            Accepts::Object => "an object",
            Accepts::ObjectOrText => "an object or a text",
            Accepts::ObjectListOrText => "an object, a list or a text",
        },
        Holds::Model | Holds::Criterion => "an object",
        Holds::Blocks => "a list of blocks",
        Holds::Branches => "a list of branches",
        Holds::CodeSteps => "a list of steps",
        _ => "a text",
    }
}

/// The server reads a whole number from a text and from a fraction of zero, too.
fn takes_integer(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_f64().is_some_and(|number| number.fract() == 0.0),
        Value::String(text) => {
            let digits = text.trim().trim_start_matches(['-', '+']);
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        }
        Value::Bool(_) => true,
        _ => false,
    }
}

/// The server reads a number from a text, too.
fn takes_number(value: &Value) -> bool {
    match value {
        Value::Number(_) | Value::Bool(_) => true,
        Value::String(text) => text.trim().parse::<f64>().is_ok(),
        _ => false,
    }
}

/// The server reads yes and no from some texts and numbers, too.
fn takes_boolean(value: &Value) -> bool {
    match value {
        Value::Bool(_) => true,
        Value::Number(number) => {
            matches!(number.as_i64(), Some(0 | 1))
        }
        Value::String(text) => matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "yes" | "no" | "on" | "off" | "1" | "0" | "t" | "f" | "y" | "n"
        ),
        _ => false,
    }
}
