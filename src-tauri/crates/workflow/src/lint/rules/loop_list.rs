//! Loops go over a list.

use super::Rule;
use crate::document::loop_key;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "loop-list",
    doc: "A for-loop does not say what it goes over.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("for_loop") {
        let reference = item.text("loop_variable_reference");
        if reference.is_empty() && loop_key(item.block).is_empty() {
            report.error(
                context.at(item).field("loop_variable_reference"),
                "The loop does not say which list it goes over",
            );
        }
    }
}
