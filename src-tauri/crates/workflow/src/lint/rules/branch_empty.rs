//! Branches lead somewhere.

use serde_json::Value;

use super::Rule;
use crate::document::Block;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "branch-empty",
    doc: "No branch of a condition leads anywhere, or one ends the run.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("conditional") {
        let branches = item.block.branches();
        let goes_on = |branch: &Value| branch.as_object().and_then(Block::next).is_some();
        if branches.is_empty() || item.block.next().is_some() {
            continue;
        }
        if !branches.iter().any(goes_on) {
            let at = context.at(item).field("branch_conditions");
            report.warning(
                at,
                "No branch has blocks, and nothing follows: the condition decides nothing",
            );
            continue;
        }
        for (index, branch) in branches.iter().enumerate() {
            let is_default = branch.get("is_default") == Some(&Value::Bool(true));
            if !goes_on(branch) && !is_default {
                let at = context.at(item).field("branch_conditions").then(&index);
                report.hint(at, "The branch has no blocks and nothing follows");
            }
        }
    }
}
