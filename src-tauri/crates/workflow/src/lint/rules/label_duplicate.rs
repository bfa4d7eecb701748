//! Labels are unique, in loops and branches, too.

use super::Rule;
use super::words::{identifier, short};
use crate::edit::Edit;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::lint::report::fix;

pub(super) const RULE: Rule = Rule {
    code: "label-duplicate",
    doc: "Two blocks have the same label.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in &context.reading.blocks {
        let is_first = context
            .reading
            .block(item.label)
            .is_some_and(|first| first.index == item.index);
        if is_first || item.label.trim().is_empty() {
            continue;
        }
        let at = context.at(item).field("label");
        let message = format!("Another block is called `{}`, too", short(item.label));
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
