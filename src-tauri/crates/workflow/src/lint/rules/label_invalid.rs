//! A label is a name in templates.

use super::Rule;
use super::words::{identifier, short};
use crate::edit::Edit;
use crate::edit::labels::is_identifier;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::lint::report::fix;

pub(super) const RULE: Rule = Rule {
    code: "label-invalid",
    doc: "A label is not an identifier: letters, digits and underscores, not beginning with a digit.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in &context.reading.blocks {
        if item.label.trim().is_empty() || is_identifier(item.label) {
            continue;
        }
        let at = context.at(item).field("label");
        let message = format!(
            "`{}` is no label: letters, digits and underscores only, beginning with no digit",
            short(item.label)
        );
        let free = context.free_name(&identifier(item.label));
        report.error(at, message).push(fix(
            format!("Use `{free}`"),
            Edit::Rename {
                block: item.key.clone(),
                to: free,
            },
        ));
    }
}
