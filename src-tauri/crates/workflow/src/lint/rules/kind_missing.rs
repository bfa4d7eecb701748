//! A block without a kind is no block.

use serde_json::Value;

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "kind-missing",
    doc: "A block does not say of what kind it is.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.blocks() {
        match item.block.get("block_type") {
            Some(Value::String(kind)) if !kind.is_empty() => {}
            None | Some(Value::Null | Value::String(_)) => {
                report.error(
                    context.at(item).field("block_type"),
                    "The kind of the block is missing",
                );
            }
            Some(_) => {
                report.error(
                    context.at(item).field("block_type"),
                    "The kind of the block must be a text",
                );
            }
        }
    }
}
