//! What is done when no branch matches.

use serde_json::Value;

use super::Rule;
use crate::document::Block;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "default-branch",
    doc: "A condition has no default branch, or two.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("conditional") {
        let branches = item.block.branches();
        let is_default = |branch: &Value| branch.get("is_default") == Some(&Value::Bool(true));
        let defaults = branches
            .iter()
            .enumerate()
            .filter(|(_, branch)| is_default(branch));
        let defaults: Vec<usize> = defaults.map(|(index, _)| index).collect();
        let at = context.at(item).field("branch_conditions");
        if let Some(second) = defaults.get(1) {
            report.error(at.then(&second), "There can be one default branch only");
        } else if defaults.is_empty() && !branches.is_empty() {
            report.hint(
                at,
                "There is no default branch: if no branch matches, the block fails",
            );
        }
    }
}
