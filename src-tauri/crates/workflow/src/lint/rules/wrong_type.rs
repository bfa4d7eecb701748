//! What fields hold.

use serde_json::{Map, Value};

use super::Rule;
use crate::kinds::{Field, Holds};
use crate::lint::context::Context;
use crate::lint::report::{At, Report};
use crate::lint::values::{may_have, takes, words};
use crate::parameters::{COMMON_FIELDS, find_type};
use crate::settings::{FIELDS, Part};

pub(super) const RULE: Rule = Rule {
    code: "wrong-type",
    doc: "A value is not of the type that the server takes.",
    check,
};

/// Settings that may be null though their default is a text.
const NULL_TOO: &[&str] = &["run_with", "cache_key"];

/// What stands in a definition besides settings, parameters and blocks.
const OF_FLOW: &[(&str, Holds)] = &[
    ("version", Holds::Integer),
    ("finally_block_label", Holds::BlockLabel),
];

fn check(context: &Context<'_>, report: &mut Report) {
    settings(context, report);
    if let Some(definition) = context.reading.definition {
        flow(report, definition);
        lists(report, definition);
    }
    parameters(context, report);
    for item in context.blocks() {
        let Some(kind) = item.kind else { continue };
        for (name, value) in item.block {
            let field = kind.field(name);
            if let Some(field) = field.filter(|field| !may_have(field, value)) {
                let at = context.at(item).field(name);
                report.error(at, fault(name, field.holds));
            }
        }
    }
}

fn settings(context: &Context<'_>, report: &mut Report) {
    for setting in FIELDS {
        let map = match setting.part {
            Part::Workflow => context.reading.document.as_object(),
            Part::Definition => context.reading.definition,
        };
        let name = setting.field.name;
        let Some(value) = map.and_then(|map| map.get(name)) else {
            continue;
        };
        let is_empty = value.is_null() && NULL_TOO.contains(&name);
        if !is_empty && !may_have(&setting.field, value) {
            let at = At::workflow().field(name);
            report.error(at, fault(name, setting.field.holds));
        }
    }
}

fn flow(report: &mut Report, definition: &Map<String, Value>) {
    for (name, holds) in OF_FLOW {
        let value = definition.get(*name).filter(|value| !value.is_null());
        if value.is_some_and(|value| !takes(*holds, value)) {
            report.error(At::workflow().field(name), fault(name, *holds));
        }
    }
}

fn parameters(context: &Context<'_>, report: &mut Report) {
    for parameter in &context.reading.parameters {
        let own = find_type(parameter.kind()).map_or(&[][..], |it| it.fields);
        // What a default may be follows from the type of the input.
        let is_typed = |field: &&Field| !matches!(field.holds, Holds::Data { .. });
        for field in own.iter().chain(COMMON_FIELDS).filter(is_typed) {
            let value = parameter.map.get(field.name);
            if value.is_some_and(|value| !may_have(field, value)) {
                let at = context.at_parameter(parameter).field(field.name);
                report.error(at, fault(field.name, field.holds));
            }
        }
    }
}

fn fault(name: &str, holds: Holds) -> String {
    format!("`{name}` must be {}", words(holds))
}

fn lists(report: &mut Report, definition: &Map<String, Value>) {
    for name in ["parameters", "blocks"] {
        match definition.get(name) {
            None | Some(Value::Null) => {}
            Some(Value::Array(items)) => {
                for (index, _) in items
                    .iter()
                    .enumerate()
                    .filter(|(_, item)| !item.is_object())
                {
                    let at = At::workflow().field(name).then(&index);
                    report.error(at, format!("Each of `{name}` must be an object"));
                }
            }
            Some(_) => {
                report.error(
                    At::workflow().field(name),
                    format!("`{name}` must be a list"),
                );
            }
        }
    }
}
