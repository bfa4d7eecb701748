//! Mails go to somebody.

use serde_json::Value;

use super::Rule;
use super::words::short;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "recipients",
    doc: "A mail has no recipients.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context
        .of_kind("send_email")
        .chain(context.of_kind("human_interaction"))
    {
        let Some(Value::Array(recipients)) = item.block.get("recipients") else {
            continue;
        };
        let is_blank = |it: &Value| it.as_str().is_some_and(|text| text.trim().is_empty());
        if recipients.iter().all(is_blank) {
            report.error(
                context.at(item).field("recipients"),
                "There are no recipients",
            );
            continue;
        }
        for (index, recipient) in recipients.iter().enumerate() {
            let at = context.at(item).field("recipients").then(&index);
            let Value::String(recipient) = recipient else {
                continue;
            };
            let is_key = context.reading.parameter(recipient.trim()).is_some();
            if !is_key && !recipient.contains(['@', '{']) {
                let message = format!(
                    "`{}` is neither an address nor a parameter",
                    short(recipient)
                );
                report.warning(at, message);
            }
        }
    }
}
