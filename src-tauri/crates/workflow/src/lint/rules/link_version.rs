//! Version 1 runs from top to bottom.

use super::Rule;
use crate::lint::context::Context;
use crate::lint::graph::{is_graph, needs_graph};
use crate::lint::report::{At, Report};

pub(super) const RULE: Rule = Rule {
    code: "link-version",
    doc: "A workflow of version 1 has a condition or a link.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    if needs_graph(&context.reading) && !is_graph(&context.reading) {
        report.error(
            At::workflow().field("version"),
            "Conditions and links need `version` 2",
        );
    }
}
