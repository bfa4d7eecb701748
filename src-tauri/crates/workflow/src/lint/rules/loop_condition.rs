//! While loops have a condition.

use super::Rule;
use super::branch_criterion::criterion;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "loop-condition",
    doc: "A while loop does not say when it goes on.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("while_loop") {
        let Some(condition) = item.block.get("condition").filter(|it| it.is_object()) else {
            continue;
        };
        criterion(context.at(item).field("condition"), condition, report);
    }
}
