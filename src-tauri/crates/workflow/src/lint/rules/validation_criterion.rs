//! Validations check something.

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "validation-criterion",
    doc: "A validation has neither criterion.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("validation") {
        if item.text("complete_criterion").is_empty() && item.text("terminate_criterion").is_empty()
        {
            report.error(
                context.at(item).field("complete_criterion"),
                "Needs `complete_criterion` or `terminate_criterion`",
            );
        }
    }
}
