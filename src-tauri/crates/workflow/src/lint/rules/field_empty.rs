//! Fields that must be filled.

use serde_json::Value;

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "field-empty",
    doc: "A field that must be there is empty.",
    check,
};

/// Fields that may well be empty: the code of a step still to be written, a mail without words.
const MAY_BE_EMPTY: &[&str] = &[
    "body",
    "code",
    "navigation_goal",
    "prompt",
    "data_extraction_goal",
];

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.blocks() {
        for field in item
            .kind
            .iter()
            .flat_map(|kind| kind.fields)
            .filter(|field| field.required)
        {
            let Some(Value::String(text)) = item.block.get(field.name) else {
                continue;
            };
            if text.trim().is_empty() && !MAY_BE_EMPTY.contains(&field.name) {
                let at = context.at(item).field(field.name);
                let message = format!("`{}` is empty", field.name);
                // The one text whose length the server checks.
                if item.kind_name() == "web_search" && text.is_empty() {
                    report.error(at, message);
                } else {
                    report.warning(at, message);
                }
            }
        }
        let is_request = item.kind.is_some_and(|kind| kind.name == "http_request");
        if is_request && item.is_blank("url") {
            report.warning(context.at(item).field("url"), "`url` is empty");
        }
    }
}
