//! The first block opens a page.

use super::Rule;
use crate::kinds::Need;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::names::position::{Ran, ran};
use crate::names::reading::Item;

pub(super) const RULE: Rule = Rule {
    code: "first-page",
    doc: "The first block that works in a page does not say which one.",
    check,
};

const KINDS: &[&str] = &[
    "action",
    "extraction",
    "file_download",
    "login",
    "navigation",
    "task",
];

fn check(context: &Context<'_>, report: &mut Report) {
    let reading = &context.reading;
    for item in context.blocks() {
        let is_one = item.kind.is_some_and(|kind| KINDS.contains(&kind.name));
        let is_direct = !matches!(item.text("download_target"), "" | "website");
        if !is_one || is_direct || !item.is_blank("url") || reading.flow[item.index].is_finally {
            continue;
        }
        let opens = |other: &&Item<'_>| {
            let kind = other
                .kind
                .is_none_or(|kind| kind.needs_browser != Need::Never);
            kind && other.index != item.index
                && !matches!(
                    ran(&reading.flow, other.index, item.index),
                    Ran::Later | Ran::OtherBranch(_) | Ran::Around
                )
        };
        if context.blocks().find(opens).is_none() {
            let at = context.at(item).field("url");
            report.warning(
                at,
                "No page is open yet, and this block does not say which one to open",
            );
            // The blocks after this one would all say the same.
            return;
        }
    }
}
