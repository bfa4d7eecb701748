//! A run needs something to do.

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::{At, Report};

pub(super) const RULE: Rule = Rule {
    code: "no-blocks",
    doc: "There are no blocks.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    if context.reading.definition.is_some() && context.blocks().next().is_none() {
        report.hint(At::workflow().field("blocks"), "There is no block to run");
    }
}
