//! What the server must be told.

use serde_json::{Map, Value};

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::{At, Report};
use crate::parameters::{COMMON_FIELDS, find_type};

pub(super) const RULE: Rule = Rule {
    code: "missing-field",
    doc: "A field without which the server refuses the workflow is missing.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    top_level(context, report);
    for parameter in &context.reading.parameters {
        let own = find_type(parameter.kind()).map_or(&[][..], |it| it.fields);
        let required = own.iter().chain(COMMON_FIELDS).filter(|it| it.required);
        for field in required.filter(|field| is_missing(parameter.map, field.name)) {
            let at = context.at_parameter(parameter).field(field.name);
            report.error(at, format!("`{}` is missing", field.name));
        }
    }
    for item in context.blocks() {
        let fields = item.kind.iter().flat_map(|kind| kind.fields);
        for field in fields.filter(|field| field.required && is_missing(item.block, field.name)) {
            let at = context.at(item).field(field.name);
            report.error(at, format!("`{}` is missing", field.name));
        }
    }
}

fn top_level(context: &Context<'_>, report: &mut Report) {
    let document = context.reading.document;
    let Some(definition) = context.reading.definition else {
        let message = if document.is_object() {
            "`workflow_definition` is missing"
        } else {
            "This is no workflow"
        };
        report.error(At::workflow().field("workflow_definition"), message);
        return;
    };
    let is_whole = document.get("workflow_definition").is_some();
    if is_whole && document.get("title").is_none_or(Value::is_null) {
        report.error(At::workflow().field("title"), "The title is missing");
    }
    for field in ["parameters", "blocks"] {
        if is_whole && is_missing(definition, field) {
            report.error(At::workflow().field(field), format!("`{field}` is missing"));
        }
    }
}

fn is_missing(map: &Map<String, Value>, field: &str) -> bool {
    map.get(field).is_none_or(Value::is_null)
}
