//! Fields with a fixed set of values.

use serde_json::Value;

use super::Rule;
use super::words::{list, short};
use crate::edit::Edit;
use crate::kinds::Holds;
use crate::lint::context::Context;
use crate::lint::nearest::nearest_option;
use crate::lint::report::{At, Report, fix};
use crate::settings::{FIELDS, Part};

pub(super) const RULE: Rule = Rule {
    code: "unknown-choice",
    doc: "A value is none of those that the server takes.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.blocks() {
        for field in item.kind.iter().flat_map(|kind| kind.fields) {
            let Holds::Choice { options } = field.holds else {
                continue;
            };
            let Some(Value::String(value)) = item.block.get(field.name) else {
                continue;
            };
            if options.contains(&value.as_str()) {
                continue;
            }
            let at = context.at(item).field(field.name);
            let message = format!("`{}` is none of {}", short(value), list(options));
            let fixes = report.error(at, message);
            fixes.extend(nearest_option(value, options).map(|option| {
                fix(
                    format!("Use `{option}`"),
                    Edit::SetField {
                        block: item.key.clone(),
                        field: field.name.to_owned(),
                        value: option.into(),
                    },
                )
            }));
        }
    }
    for setting in FIELDS.iter().filter(|it| it.part == Part::Workflow) {
        let name = setting.field.name;
        if let Holds::Choice { options } = setting.field.holds
            && let Some(Value::String(value)) = context.reading.document.get(name)
            && !options.contains(&value.as_str())
        {
            let message = format!("`{}` is none of {}", short(value), list(options));
            report.error(At::workflow().field(name), message);
        }
    }
}
