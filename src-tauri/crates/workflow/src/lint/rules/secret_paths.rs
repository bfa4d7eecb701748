//! Hidden parts of an answer.

use serde_json::Value;

use super::Rule;
use crate::document::list;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "secret-paths",
    doc: "A request hides parts of its answer and saves it as a file, too.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("http_request") {
        let saves = item.block.get("save_response_as_file") == Some(&Value::Bool(true));
        if saves && !list(item.block, "secret_response_paths").is_empty() {
            report.error(
                context.at(item).field("secret_response_paths"),
                "Parts of an answer that is saved as a file cannot be hidden",
            );
        }
    }
}
