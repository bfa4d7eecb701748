//! Ports have limits.

use serde_json::Value;

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "port-range",
    doc: "The port of an SFTP server is none.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context
        .of_kind("file_upload")
        .chain(context.of_kind("file_download"))
    {
        let port = item.block.get("sftp_port").and_then(Value::as_i64);
        if port.is_some_and(|port| !(1..=65535).contains(&port)) {
            report.warning(
                context.at(item).field("sftp_port"),
                "A port is from 1 to 65535",
            );
        }
    }
}
