//! A mail goes one way.

use super::Rule;
use crate::document::list;
use crate::edit::Edit;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::lint::report::fix;

pub(super) const RULE: Rule = Rule {
    code: "mail-transport",
    doc: "The fields of a mail do not fit the way it is sent.",
    check,
};

const SMTP: &[&str] = &[
    "custom_smtp_host",
    "custom_smtp_port",
    "custom_smtp_username",
    "custom_smtp_password",
];

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("send_email") {
        let at = |field: &str| context.at(item).field(field);
        if item.text("transport") == "gmail" {
            for field in SMTP.iter().filter(|field| !item.is_blank(field)) {
                report
                    .error(
                        at(field),
                        format!("`{field}` cannot be set when Gmail sends the mail"),
                    )
                    .push(fix(
                        format!("Remove `{field}`"),
                        Edit::ResetFields {
                            block: item.key.clone(),
                            fields: vec![(*field).to_owned()],
                        },
                    ));
            }
            continue;
        }
        if !item.block.contains_key("sender") {
            report.error(at("sender"), "`sender` is missing");
        }
        for field in ["cc", "bcc"] {
            let has_one = list(item.block, field)
                .iter()
                .any(|it| it.as_str().is_some_and(|it| !it.trim().is_empty()));
            if has_one {
                report.error(
                    at(field),
                    format!("`{field}` works only when Gmail sends the mail"),
                );
            }
        }
    }
}
