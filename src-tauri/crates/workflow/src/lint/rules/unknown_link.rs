//! Links lead to siblings.

use super::Rule;
use super::words::short;
use crate::edit::Edit;
use crate::lint::context::Context;
use crate::lint::graph::What;
use crate::lint::report::Report;
use crate::lint::report::fix;

pub(super) const RULE: Rule = Rule {
    code: "unknown-link",
    doc: "A link names a block that is not in the same list.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for fault in context.graph() {
        let What::Unknown(branch, label) = &fault.what else {
            continue;
        };
        let item = &context.reading.blocks[fault.block];
        if item.is_off {
            continue;
        }
        let at = match branch {
            None => context.at(item).field("next_block_label"),
            Some(branch) => context
                .at(item)
                .field("branch_conditions")
                .then(&branch)
                .then("next_block_label"),
        };
        let message = if context.reading.block(label).is_some() {
            format!("`{}` is not in the same list of blocks", short(label))
        } else {
            format!("There is no block `{}` to go on with", short(label))
        };
        report.error(at, message).push(fix(
            "End here",
            Edit::SetLink {
                block: item.key.clone(),
                branch: *branch,
                to: None,
            },
        ));
    }
}
