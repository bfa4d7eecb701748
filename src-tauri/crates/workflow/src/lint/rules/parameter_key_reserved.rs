//! Some names are the server's own.

use super::Rule;
use super::words::short;
use crate::edit::Edit;
use crate::edit::labels::RESERVED;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::lint::report::fix;

pub(super) const RULE: Rule = Rule {
    code: "parameter-key-reserved",
    doc: "The key of a parameter is a name of the run, or the output of a block.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for parameter in &context.reading.parameters {
        let key = parameter.key;
        let message = if RESERVED.contains(&key) {
            format!("`{key}` is a name of the run itself")
        } else if context.reading.output(key).is_some() {
            format!("`{}` is the output of a block", short(key))
        } else {
            continue;
        };
        let free = context.free_name(&format!("{key}_input"));
        let at = context.at_parameter(parameter).field("key");
        report.error(at, message).push(fix(
            format!("Use `{free}`"),
            Edit::RenameParameter {
                key: key.to_owned(),
                to: free,
            },
        ));
    }
}
