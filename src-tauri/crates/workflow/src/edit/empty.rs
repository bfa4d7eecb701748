//! Blocks as they are when they are new.

use serde_json::{Map, Value, json};

use crate::kinds::{self, Holds};

/// A block of `kind` with the fields that it must have, all empty.
pub(super) fn block(kind: &str, label: &str) -> Map<String, Value> {
    let mut block = Map::new();
    block.insert("block_type".to_owned(), kind.into());
    block.insert("label".to_owned(), label.into());
    let fields = kinds::of(kind).fields.iter();
    for field in fields.filter(|field| field.required || is_needed(kind, field.name)) {
        block.insert(field.name.to_owned(), value(field.holds));
    }
    block
}

/// What the server takes a block without, but nobody can do anything with.
fn is_needed(kind: &str, field: &str) -> bool {
    matches!(
        (kind, field),
        ("conditional", "branch_conditions") | ("for_loop", "loop_variable_reference")
    )
}

/// An empty value of the type that a required field holds.
pub(super) fn value(holds: Holds) -> Value {
    match holds {
        Holds::Integer | Holds::Number => 1.into(),
        Holds::Boolean => false.into(),
        Holds::Choice { options } => options.first().copied().unwrap_or_default().into(),
        Holds::TextList | Holds::ParameterKeys | Holds::Blocks | Holds::CodeSteps => json!([]),
        Holds::TextMap | Holds::Data { .. } | Holds::Schema { .. } => json!({}),
        Holds::Model => Value::Null,
        Holds::Branches => json!([branch(), default_branch()]),
        Holds::Criterion => criterion(),
        Holds::Text
        | Holds::Prompt
        | Holds::Code
        | Holds::Url
        | Holds::BlockLabel
        | Holds::ParameterKey
        | Holds::Credential
        | Holds::Workflow => "".into(),
    }
}

pub(super) fn branch() -> Value {
    json!({
        "criteria": criterion(),
        "next_block_label": null,
        "description": null,
        "is_default": false,
    })
}

fn default_branch() -> Value {
    json!({
        "criteria": null,
        "next_block_label": null,
        "description": null,
        "is_default": true,
    })
}

pub(super) fn criterion() -> Value {
    json!({"criteria_type": "jinja2_template", "expression": "", "description": null})
}

/// As the server tells a template from words for a model (reference A.5).
pub(super) fn criteria_type(expression: &str) -> &'static str {
    let inner = expression
        .trim()
        .strip_prefix("{{")
        .and_then(|rest| rest.strip_suffix("}}"));
    let is_one = inner.is_some_and(|inner| !inner.contains("{{") && !inner.contains("}}"));
    if is_one || expression.trim().is_empty() {
        "jinja2_template"
    } else {
        "prompt"
    }
}
