//! Templates must be readable.

use super::Rule;
use crate::lint::Severity;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::names::used_texts::Role;
use crate::template::{self, FaultKind};

pub(super) const RULE: Rule = Rule {
    code: "template-syntax",
    doc: "A template cannot be read.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for (_, text) in context.block_texts() {
        if text.role == Role::Perhaps {
            continue;
        }
        // Templates in comments of Python are left as they are.
        let masked;
        let template = if text.role == Role::Code && text.text.contains('#') {
            masked = without_comments(text.text);
            &masked
        } else {
            text.text
        };
        let Err(fault) = template::check(template) else {
            continue;
        };
        let severity = match fault.kind {
            FaultKind::Unclosed | FaultKind::Syntax => Severity::Error,
            FaultKind::UnknownTag | FaultKind::Values => Severity::Warning,
            FaultKind::TooLarge => continue,
        };
        let mut at = context.at_text(text);
        at.place.range = fault.range;
        report.add(severity, at, fault.message);
    }
}

/// The code without the braces in lines that are comments; each sign keeps its place.
fn without_comments(code: &str) -> String {
    let mut masked = String::with_capacity(code.len());
    for line in code.split_inclusive('\n') {
        if line.trim_start().starts_with('#') {
            masked.extend(line.chars().map(|c| match c {
                '{' | '}' | '%' => ' ',
                other => other,
            }));
        } else {
            masked.push_str(line);
        }
    }
    masked
}
