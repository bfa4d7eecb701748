//! Every block needs a label.

use serde_json::Value;

use super::Rule;
use crate::edit::Edit;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::lint::report::fix;

pub(super) const RULE: Rule = Rule {
    code: "label-missing",
    doc: "A block has no label.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in &context.reading.blocks {
        let label = item.block.get("label");
        let is_text = matches!(label, None | Some(Value::Null | Value::String(_)));
        if is_text && item.label.trim().is_empty() {
            let free = context.free_name(item.kind.map_or("block", |kind| kind.name));
            let at = context.at(item).field("label");
            report.error(at, "The label is missing").push(fix(
                format!("Use `{free}`"),
                Edit::Rename {
                    block: item.key.clone(),
                    to: free,
                },
            ));
        }
    }
}
