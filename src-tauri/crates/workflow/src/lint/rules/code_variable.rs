//! Code gets what it is handed.

use super::Rule;
use super::words::hand_over;
use crate::document::list;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::names::reading::Named;
use crate::names::used_texts::Role;

pub(super) const RULE: Rule = Rule {
    code: "code-variable",
    doc: "Python uses a parameter or an output that is not among its `parameter_keys`.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.of_kind("code") {
        let texts = context
            .texts_of(item)
            .iter()
            .filter(|text| text.role == Role::Code);
        for text in texts {
            let mut seen: Vec<&str> = Vec::new();
            for at in &text.variables {
                let name = &text.text[at.clone()];
                let named = matches!(
                    context.reading.resolve(name),
                    Some(Named::Parameter(_) | Named::Output(_))
                );
                // A label alone is a name in templates only; code is handed outputs by their keys.
                let is_key = named && context.reading.block(name).is_none();
                let is_handed = list(item.block, "parameter_keys")
                    .iter()
                    .any(|key| key == name);
                if !is_key || is_handed || seen.contains(&name) {
                    continue;
                }
                seen.push(name);
                let place = context.at_text(text).range(text.text, at.clone());
                let message = format!("The code uses `{name}`, which it is not handed");
                report.warning(place, message).push(hand_over(item, name));
            }
        }
    }
}
