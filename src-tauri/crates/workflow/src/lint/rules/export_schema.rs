//! Exports have a shape.

use serde_json::Value;

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "export-schema",
    doc: "An extraction exports its data without saying what a record looks like.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("extraction") {
        let exports = item.block.get("export_enabled") == Some(&Value::Bool(true));
        let schema = item.block.get("export_data_schema");
        let is_empty = match schema {
            None | Some(Value::Null) => true,
            Some(Value::Object(map)) => map.is_empty(),
            Some(Value::String(text)) => text.is_empty(),
            Some(_) => false,
        };
        if exports && is_empty {
            report.error(
                context.at(item).field("export_data_schema"),
                "An export needs `export_data_schema`",
            );
        }
    }
}
