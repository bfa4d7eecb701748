//! Every block is led to.

use super::Rule;
use crate::lint::context::Context;
use crate::lint::graph::What;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "unreachable",
    doc: "No block leads to a block, and the run does not begin with it.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for fault in context.graph() {
        let item = &context.reading.blocks[fault.block];
        if matches!(fault.what, What::Unreachable) {
            report.error(
                context.at(item),
                "No block leads here, and the run begins elsewhere",
            );
        }
    }
}
