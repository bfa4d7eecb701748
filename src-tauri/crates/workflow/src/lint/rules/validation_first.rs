//! A validation follows other work.

use super::Rule;
use crate::kinds::Need;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::names::position::{Ran, ran};
use crate::names::reading::Item;

pub(super) const RULE: Rule = Rule {
    code: "validation-first",
    doc: "A validation runs before any block that works in the browser.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    let reading = &context.reading;
    for item in context.of_kind("validation") {
        if reading.flow[item.index].is_finally {
            continue;
        }
        let works = |other: &&Item<'_>| {
            // Unknown kinds get the benefit of the doubt.
            let kind = other.kind.is_none_or(|kind| {
                kind.needs_browser != Need::Never || kind.name == "workflow_trigger"
            });
            kind && other.index != item.index
                && !matches!(
                    ran(&reading.flow, other.index, item.index),
                    Ran::Later | Ran::OtherBranch(_) | Ran::Around
                )
        };
        let is_first = context.blocks().find(works).is_none();
        if is_first {
            report.warning(
                context.at(item),
                "Nothing has worked in the browser before; the run is terminated here",
            );
        }
    }
}
