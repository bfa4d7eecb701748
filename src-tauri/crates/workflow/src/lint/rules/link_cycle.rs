//! Links end.

use super::Rule;
use super::words::short;
use crate::lint::context::Context;
use crate::lint::graph::What;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "link-cycle",
    doc: "Links lead in a circle.",
    check,
};

/// The most labels that are told.
const MOST: usize = 6;

fn check(context: &Context<'_>, report: &mut Report) {
    for fault in context.graph() {
        let What::Cycle(blocks) = &fault.what else {
            continue;
        };
        let item = &context.reading.blocks[fault.block];
        let label = |index: &usize| format!("`{}`", short(context.reading.blocks[*index].label));
        let mut labels: Vec<String> = blocks.iter().take(MOST).map(label).collect();
        if blocks.len() > MOST {
            labels.push("…".to_owned());
        }
        labels.push(label(&fault.block));
        let message = format!("The links lead in a circle: {}", labels.join(" → "));
        report.error(context.at(item).field("next_block_label"), message);
    }
}
