//! A key of a parameter is a name in templates.

use serde_json::Value;

use super::Rule;
use super::words::{identifier, short};
use crate::edit::Edit;
use crate::edit::labels::is_identifier;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::lint::report::fix;

pub(super) const RULE: Rule = Rule {
    code: "parameter-key-invalid",
    doc: "The key of a parameter is missing or not an identifier.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for parameter in &context.reading.parameters {
        let is_text = matches!(parameter.map.get("key"), Some(Value::String(_)));
        if !is_text || is_identifier(parameter.key) {
            continue;
        }
        let at = context.at_parameter(parameter).field("key");
        let message = if parameter.key.trim().is_empty() {
            "The key is missing".to_owned()
        } else {
            format!(
                "`{}` is no key: letters, digits and underscores only, beginning with no digit",
                short(parameter.key)
            )
        };
        let free = context.free_name(&identifier(parameter.key));
        report.error(at, message).push(fix(
            format!("Use `{free}`"),
            Edit::RenameParameter {
                key: parameter.key.to_owned(),
                to: free,
            },
        ));
    }
}
