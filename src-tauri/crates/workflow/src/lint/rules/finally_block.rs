//! The block that runs at the end.

use super::Rule;
use super::words::short;
use crate::document::{Block, text};
use crate::edit::Edit;
use crate::lint::context::Context;
use crate::lint::report::{At, Report, fix};

pub(super) const RULE: Rule = Rule {
    code: "finally-block",
    doc: "The block that runs at the end is not there, stands in a loop, or leads to another one.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    let reading = &context.reading;
    let label = reading
        .definition
        .map_or("", |it| text(it, "finally_block_label"));
    if label.is_empty() {
        return;
    }
    let at = || At::workflow().field("finally_block_label");
    let top = reading
        .blocks
        .iter()
        .find(|it| it.label == label && reading.flow[it.index].is_finally);
    let Some(item) = top else {
        let message = if reading.block(label).is_some() {
            format!(
                "`{}` stands in a loop, so it cannot be the block that runs at the end",
                short(label)
            )
        } else {
            format!("There is no block `{}` to run at the end", short(label))
        };
        report
            .error(at(), message)
            .push(fix("Run none at the end", Edit::SetFinally { block: None }));
        return;
    };
    if item.block.next().is_some() {
        report
            .error(
                context.at(item).field("next_block_label"),
                "This block runs at the end, so it cannot lead to another one",
            )
            .push(fix(
                "End here",
                Edit::SetLink {
                    block: item.key.clone(),
                    branch: None,
                    to: None,
                },
            ));
    }
}
