//! Outputs have known fields.

use serde_json::Value;

use super::Rule;
use super::words::{MOST, short};
use crate::kinds::OutputForm;
use crate::lint::context::Context;
use crate::lint::nearest::nearest_option;
use crate::lint::report::Report;
use crate::lint::report::fix;
use crate::names::reading::Named;
use crate::names::used_texts::Role;

pub(super) const RULE: Rule = Rule {
    code: "output-field",
    doc: "A reference goes to a field that the output of such a block does not have.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for (_, text) in context
        .block_texts()
        .filter(|(_, text)| text.role != Role::Perhaps)
    {
        for reference in text.references.iter().take(MOST) {
            let Some(Named::Output(target)) = context.reading.resolve(reference.root) else {
                continue;
            };
            let target = &context.reading.blocks[target];
            let Some(output) = target.kind.map(|kind| kind.output) else {
                continue;
            };
            let mut parts = reference.path.split('.').skip(1);
            let Some(field) = parts
                .next()
                .map(str::trim)
                .filter(|_| reference.root.ends_with("_output"))
            else {
                continue;
            };
            let is_called = text.text[reference.at.end..].trim_start().starts_with('(')
                && parts.next().is_none();
            let is_free = ["json_schema", "data_schema", "prompt"]
                .iter()
                .any(|schema| {
                    target.kind_name() != "http_request"
                        && matches!(
                            target.block.get(*schema),
                            Some(Value::Object(_) | Value::String(_))
                        )
                        && output.keys.len() < 5
                });
            if output.form != OutputForm::Object
                || is_called
                || is_free
                || output.keys.contains(&field)
                || field == "errors"
            {
                continue;
            }
            let likely = nearest_option(field, output.keys);
            let start = reference.at.start + reference.path.find('.').unwrap_or_default() + 1;
            let part = start..start + field.len();
            let fixes: Vec<_> = likely
                .and_then(|name| {
                    let edit = context.replace(report, text, std::slice::from_ref(&part), name)?;
                    Some(fix(format!("Use `{name}`"), edit))
                })
                .into_iter()
                .collect();
            let at = context.at_text(text).range(text.text, part);
            let message = format!(
                "The output of `{}` has no field `{}`, as far as this version knows",
                short(target.label),
                short(field)
            );
            report.hint(at, message).extend(fixes);
        }
    }
}
