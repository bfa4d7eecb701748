//! A login needs a credential.

use serde_json::Value;

use super::Rule;
use super::words::hand_over;
use crate::document::list;
use crate::lint::context::Context;
use crate::lint::report::Report;

pub(super) const RULE: Rule = Rule {
    code: "login-credential",
    doc: "A login block is handed no credential.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("login") {
        let keys = list(item.block, "parameter_keys")
            .iter()
            .filter_map(Value::as_str);
        let mut parameters = keys.filter_map(|key| context.reading.parameter(key));
        // A context parameter may hold anything.
        if !parameters.any(|it| it.is_secret() || it.kind() == "context") {
            let at = context.at(item).field("parameter_keys");
            let secrets = context
                .reading
                .parameters
                .iter()
                .filter(|it| it.is_secret() && it.kind() != "aws_secret");
            let fixes: Vec<_> = secrets.take(3).map(|it| hand_over(item, it.key)).collect();
            report
                .hint(at, "No credential is handed to this block")
                .extend(fixes);
        }
    }
}
