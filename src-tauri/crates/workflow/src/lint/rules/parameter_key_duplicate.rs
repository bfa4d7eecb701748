//! Keys are unique.

use super::Rule;
use super::words::short;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "parameter-key-duplicate",
    doc: "Two parameters have the same key.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for parameter in &context.reading.parameters {
        let first = context.reading.parameter(parameter.key);
        if first.is_some_and(|first| first.index != parameter.index) && !parameter.key.is_empty() {
            let at = context.at_parameter(parameter).field("key");
            report.error(
                at,
                format!(
                    "Another parameter is called `{}`, too",
                    short(parameter.key)
                ),
            );
        }
    }
}
