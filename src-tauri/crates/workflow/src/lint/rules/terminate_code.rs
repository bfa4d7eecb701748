//! Error codes of an end.

use serde_json::Value;

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "terminate-code",
    doc: "The error code of a terminate block is too long or has signs that it cannot have.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("terminate") {
        let Some(Value::String(code)) = item.block.get("error_code") else {
            continue;
        };
        let code = code.trim();
        if ["{{", "{%", "{#"].iter().any(|open| code.contains(open)) {
            continue;
        }
        let is_sign = |c: char| c.is_ascii_alphanumeric() || "_.:-".contains(c);
        if code.is_empty() || code.len() > 128 || !code.chars().all(is_sign) {
            report.error(
                context.at(item).field("error_code"),
                "An error code has up to 128 letters, digits and `_ . : -`",
            );
        }
    }
}
