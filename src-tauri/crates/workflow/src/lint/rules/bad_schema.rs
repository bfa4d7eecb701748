//! JSON Schemas must be schemas.

use serde_json::Value;

use super::Rule;
use super::schema::fault;
use crate::kinds::Holds;
use crate::lint::Severity;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "bad-schema",
    doc: "A JSON Schema is not one.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.blocks() {
        for field in item.kind.iter().flat_map(|kind| kind.fields) {
            let Some(value) = item.block.get(field.name) else {
                continue;
            };
            if value.is_null() || !matches!(field.holds, Holds::Schema { .. }) {
                continue;
            }
            let parsed;
            let schema = match value {
                Value::String(text)
                    if text.contains("{{") || text.contains("{%") || text.trim().is_empty() =>
                {
                    continue;
                }
                Value::String(text) => match serde_json::from_str::<Value>(text) {
                    Ok(value) => {
                        parsed = value;
                        &parsed
                    }
                    // In words, which the model is told as they are.
                    Err(_) => continue,
                },
                other => other,
            };
            let Some(fault) = fault(schema) else { continue };
            // The search is the one block whose schema the server checks itself.
            let severity = if item.kind_name() == "web_search" && !fault.has_template {
                Severity::Error
            } else {
                Severity::Warning
            };
            let path = if value.is_string() {
                Vec::new()
            } else {
                fault.path
            };
            report.add(
                severity,
                context.at(item).field(field.name).path(path),
                fault.message,
            );
        }
    }
}
