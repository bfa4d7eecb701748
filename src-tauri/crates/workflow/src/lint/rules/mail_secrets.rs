//! Mail servers are kept as secrets.

use super::Rule;
use super::words::short;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "mail-secrets",
    doc: "A mail block names a parameter as its mail server that is no secret.",
    check,
};

const FIELDS: &[(&str, &str)] = &[
    ("smtp_host_secret_parameter_key", "smtp_host"),
    ("smtp_port_secret_parameter_key", "smtp_port"),
    ("smtp_username_secret_parameter_key", "smtp_username"),
    ("smtp_password_secret_parameter_key", "smtp_password"),
];

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("send_email") {
        if !item.is_blank("custom_smtp_host") || item.text("transport") == "gmail" {
            continue;
        }
        for (field, usual) in FIELDS {
            let key = Some(item.text(field))
                .filter(|key| !key.is_empty())
                .unwrap_or(usual);
            let declared = context.reading.parameter(key);
            if declared.is_some_and(|it| it.kind() != "aws_secret") {
                let at = context.at(item).field(field);
                report.error(
                    at,
                    format!("`{}` must be an `aws_secret` parameter", short(key)),
                );
            }
        }
    }
}
