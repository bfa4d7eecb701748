//! A condition has branches.

use super::Rule;
use crate::edit::Edit;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::lint::report::fix;

pub(super) const RULE: Rule = Rule {
    code: "branches-missing",
    doc: "A condition has no branches.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("conditional") {
        let branches = item.block.get("branch_conditions");
        let is_empty = branches.is_none_or(|it| it.as_array().is_some_and(Vec::is_empty));
        if is_empty {
            let at = context.at(item).field("branch_conditions");
            report.error(at, "The condition has no branches").push(fix(
                "Add branch",
                Edit::AddBranch {
                    block: item.key.clone(),
                    at: None,
                },
            ));
        }
    }
}
