//! Kinds from the future are kept.

use super::Rule;
use super::words::short;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "unknown-kind",
    doc: "This version does not know a kind of block; it is kept as it is.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.blocks() {
        if item.kind.is_none() && !item.kind_name().is_empty() {
            let at = context.at(item).field("block_type");
            let message = format!(
                "This version does not know blocks of kind `{}`; the block is kept as it is",
                short(item.kind_name())
            );
            report.hint(at, message);
        }
    }
}
