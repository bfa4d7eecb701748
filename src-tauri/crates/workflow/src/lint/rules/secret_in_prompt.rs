//! Models are told no secrets.

use super::Rule;
use super::words::{MOST, short};
use crate::kinds::{Holds, Need};
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::names::reading::Parameter;
use crate::names::used_texts::Role;

pub(super) const RULE: Rule = Rule {
    code: "secret-in-prompt",
    doc: "A secret stands in a text that a model reads.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for (item, text) in context.block_texts() {
        let Some(kind) = item.kind else { continue };
        let is_prompt = kind
            .field(text.field)
            .is_some_and(|field| field.holds == Holds::Prompt)
            && kind.needs_model != Need::Never;
        let is_words = text.role == Role::Expression && !is_template(text.text);
        if !is_prompt && !is_words {
            continue;
        }
        for reference in text.references.iter().take(MOST) {
            let root = reference.root;
            if context
                .reading
                .parameter(root)
                .is_some_and(Parameter::is_secret)
            {
                let at = context.at_text(text).range(
                    text.text,
                    reference.at.start..reference.at.start + root.len(),
                );
                report.warning(
                    at,
                    format!("`{}` is a secret, and a model reads this text", short(root)),
                );
            }
        }
    }
}

/// The server takes one pair of braces for a template, and anything else for words.
fn is_template(expression: &str) -> bool {
    let text = expression.trim();
    text.starts_with("{{") && text.ends_with("}}") && text.matches("{{").count() == 1
}
