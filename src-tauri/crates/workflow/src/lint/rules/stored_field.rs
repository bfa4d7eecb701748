//! What the server answers is not what it takes.

use super::Rule;
use crate::edit::Edit;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::lint::report::fix;

pub(super) const RULE: Rule = Rule {
    code: "stored-field",
    doc: "A code block has a field that the server answers with and refuses to be sent.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("code") {
        for (field, instead) in [
            ("parameters", "parameter_keys"),
            ("error_code", "error_code_mapping"),
        ] {
            if item.block.contains_key(field) {
                let at = context.at(item).field(field);
                let message = format!("The server refuses `{field}`; use `{instead}`");
                report.error(at, message).push(fix(
                    format!("Remove `{field}`"),
                    Edit::ResetFields {
                        block: item.key.clone(),
                        fields: vec![field.to_owned()],
                    },
                ));
            }
        }
    }
}
