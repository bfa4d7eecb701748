//! A parameter that nothing uses.

use std::collections::HashSet;

use super::Rule;
use crate::edit::Edit;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::lint::report::fix;
use crate::names::keys_of;

pub(super) const RULE: Rule = Rule {
    code: "unused-parameter",
    doc: "Nothing refers to a parameter.",
    check,
};

/// What the server adds for a mail block that names no mail server.
const MAIL: &[&str] = &["smtp_host", "smtp_port", "smtp_username", "smtp_password"];

fn check(context: &Context<'_>, report: &mut Report) {
    let reading = &context.reading;
    let mut used: HashSet<&str> = context.looked_up.iter().copied().collect();
    for item in &reading.blocks {
        used.extend(keys_of(item).into_iter().map(|(_, _, key)| key));
        if item.kind_name() == "send_email" {
            used.extend(MAIL);
        }
    }
    // Some fields may hold a key alone in place of a text.
    used.extend(context.texts.iter().map(|text| text.text.trim()));
    for parameter in &reading.parameters {
        let key = parameter.key;
        let is_real = ["_real_username", "_real_password"]
            .iter()
            .any(|end| used.contains(format!("{key}{end}").as_str()));
        if key.is_empty() || parameter.kind() == "output" || is_real || used.contains(key) {
            continue;
        }
        let at = context.at_parameter(parameter);
        report.hint(at, "Nothing uses this parameter").push(fix(
            "Remove parameter",
            Edit::RemoveParameter {
                key: key.to_owned(),
            },
        ));
    }
}
