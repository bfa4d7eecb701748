//! Numbers have limits.

use serde_json::Value;

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::{At, Report};
use crate::settings;

pub(super) const RULE: Rule = Rule {
    code: "number-range",
    doc: "A number is out of the range that the server takes.",
    check,
};

/// Kind, field, least and most.
const FIELDS: &[(&str, &str, i64, i64)] = &[
    ("wait", "wait_sec", 1, 1800),
    ("send_email", "custom_smtp_port", 1, 65535),
    ("web_search", "num_results", 1, 100),
];

/// Settings that the server brings into their range itself.
const NEAREST: &[&str] = &["max_screenshot_scrolls"];

fn check(context: &Context<'_>, report: &mut Report) {
    for (kind, field, least, most) in FIELDS {
        for item in context.of_kind(kind) {
            let number = match item.block.get(*field) {
                // Left out, it counts as 0, which is refused.
                None if *kind == "wait" => Some(0),
                Some(value) => whole(value),
                None => None,
            };
            if number.is_some_and(|number| number < *least || number > *most) {
                let at = context.at(item).field(field);
                report.error(at, format!("`{field}` must be from {least} to {most}"));
            }
        }
    }
    for setting in settings::FIELDS {
        let field = setting.field.name;
        let (Some((least, most)), Some(number)) = (
            setting.range,
            context.reading.document.get(field).and_then(whole),
        ) else {
            continue;
        };
        if (i64::from(least)..=i64::from(most)).contains(&number) {
            continue;
        }
        let at = At::workflow().field(field);
        if NEAREST.contains(&field) {
            let message =
                format!("`{field}` counts from {least} to {most}; the server takes the nearest");
            report.warning(at, message);
        } else {
            report.error(at, format!("`{field}` must be from {least} to {most}"));
        }
    }
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number
            .as_i64()
            .or_else(|| number.as_f64().map(|_| i64::MAX)),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
