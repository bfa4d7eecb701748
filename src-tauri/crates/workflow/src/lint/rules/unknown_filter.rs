//! Filters that no server knows.

use super::Rule;
use super::words::{MOST, short};
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::names::used_texts::Role;
use crate::template;

pub(super) const RULE: Rule = Rule {
    code: "unknown-filter",
    doc: "A template uses a filter that there is not.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for (_, text) in context.block_texts() {
        if text.role == Role::Perhaps {
            continue;
        }
        for (name, at) in template::filters(text.text).into_iter().take(MOST) {
            let at = context.at_text(text).range(text.text, at);
            report.warning(at, format!("There is no filter `{}`", short(name)));
        }
    }
}
