//! Code knows no items.

use super::Rule;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::lint::report::fix;
use crate::names::reading::LOOP_NAMES;
use crate::names::used_texts::Role;

pub(super) const RULE: Rule = Rule {
    code: "code-loop-value",
    doc: "Python uses `current_value`, `current_item` or `current_index` as a variable, which it is not.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    for (_, text) in context
        .block_texts()
        .filter(|(_, text)| text.role == Role::Code)
    {
        for at in &text.variables {
            let name = &text.text[at.clone()];
            if !LOOP_NAMES.contains(&name) {
                continue;
            }
            let braces = format!("{{{{ {name} | tojson }}}}");
            let edit = context.replace(report, text, std::slice::from_ref(at), &braces);
            let place = context.at_text(text).range(text.text, at.clone());
            let message = format!("`{name}` is no variable in code; write it as a template");
            report
                .error(place, message)
                .extend(edit.map(|edit| fix(format!("Use `{braces}`"), edit)));
            break;
        }
    }
}
