//! Loops repeat something.

use serde_json::Value;

use super::Rule;
use crate::edit::OFF;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "loop-empty",
    doc: "A loop has no blocks, so its run fails.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context
        .of_kind("for_loop")
        .chain(context.of_kind("while_loop"))
    {
        let Some(blocks) = item.block.get("loop_blocks").and_then(Value::as_array) else {
            continue;
        };
        let is_off = |block: &Value| block.get(OFF) == Some(&Value::Bool(true));
        if blocks.iter().all(is_off) {
            report.error(
                context.at(item).field("loop_blocks"),
                "The loop has no blocks",
            );
        }
    }
}
