//! Error codes of code.

use serde_json::Value;

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "error-codes",
    doc: "The error codes of a code block are too many, too long or not trimmed.",
    check,
};

/// The most entries, characters of a code, characters of a description, and bytes of all.
const MOST: (usize, usize, usize, usize) = (64, 128, 2000, 32_768);

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("code") {
        let Some(Value::Object(codes)) = item.block.get("error_code_mapping") else {
            continue;
        };
        let at = || context.at(item).field("error_code_mapping");
        if codes.len() > MOST.0 {
            report.error(at(), format!("There are more than {} error codes", MOST.0));
        }
        let mut bytes = 0;
        for (code, description) in codes {
            let text = description.as_str().unwrap_or_default();
            bytes += code.len() + text.len();
            let fault = entry(code, MOST.1).map(|fault| ("The code", fault));
            let fault =
                fault.or_else(|| entry(text, MOST.2).map(|fault| ("The description", fault)));
            if let Some((what, fault)) = fault.filter(|_| description.is_string()) {
                report.error(at().then(&code), format!("{what} {fault}"));
            }
        }
        if bytes > MOST.3 {
            report.error(
                at(),
                format!("The error codes take more than {} bytes", MOST.3),
            );
        }
    }
}

fn entry(text: &str, most: usize) -> Option<String> {
    if text.trim().is_empty() {
        Some("is empty".to_owned())
    } else if text != text.trim() {
        Some("begins or ends with a space".to_owned())
    } else if text.chars().count() > most {
        Some(format!("has more than {most} characters"))
    } else if text.chars().any(char::is_control) {
        Some("has a line break or another control character".to_owned())
    } else {
        None
    }
}
