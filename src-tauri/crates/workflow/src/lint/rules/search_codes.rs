//! Error codes of a search.

use serde_json::Value;

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "search-codes",
    doc: "The error codes of a search are empty, or need a prompt that is missing.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("web_search") {
        for field in ["no_results_error_code", "no_match_error_code"] {
            let Some(Value::String(code)) = item.block.get(field) else {
                continue;
            };
            let length = code.chars().count();
            if code.trim().is_empty() || length > 100 {
                report.error(
                    context.at(item).field(field),
                    "An error code has 1 to 100 characters",
                );
            }
        }
        let has_code = item
            .block
            .get("no_match_error_code")
            .is_some_and(|it| !it.is_null());
        if has_code && item.is_blank("prompt") {
            report.error(
                context.at(item).field("prompt"),
                "`no_match_error_code` needs a prompt",
            );
        }
    }
}
