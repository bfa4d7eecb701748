//! Columns have letters.

use std::collections::HashSet;

use serde_json::Value;

use super::Rule;
use super::words::short;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "column-mapping",
    doc: "A column of a sheet is no letter, or is written twice.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("google_sheets_write") {
        let Some(Value::Object(columns)) = item.block.get("column_mapping") else {
            continue;
        };
        let mut seen = HashSet::new();
        for (key, column) in columns {
            let Some(column) = column.as_str() else {
                continue;
            };
            let at = context.at(item).field("column_mapping").then(&key);
            let letters = column.trim().to_ascii_uppercase();
            let is_column = (1..=3).contains(&letters.len())
                && letters.bytes().all(|it| it.is_ascii_uppercase());
            if column.contains("{{") {
                continue;
            }
            if !is_column {
                report.warning(
                    at,
                    format!("`{}` is no column; columns are A to ZZZ", short(column)),
                );
            } else if !seen.insert(letters) {
                report.warning(at, format!("Column `{}` is written twice", short(column)));
            }
        }
    }
}
