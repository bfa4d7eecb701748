//! What is turned off leaves nothing.

use super::Rule;
use super::words::{MOST, short};
use crate::edit::Edit;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::lint::report::fix;
use crate::names::reading::Named;
use crate::names::used_texts::Role;

pub(super) const RULE: Rule = Rule {
    code: "reference-off",
    doc: "A template refers to the output of a block that is turned off.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    let reading = &context.reading;
    for (_, text) in context
        .block_texts()
        .filter(|(_, text)| text.role != Role::Perhaps)
    {
        for reference in text.references.iter().take(MOST) {
            let Some(Named::Output(target)) = reading.resolve(reference.root) else {
                continue;
            };
            let target = &reading.blocks[target];
            if target.is_off {
                let end = reference.at.start + reference.root.len();
                let at = context
                    .at_text(text)
                    .range(text.text, reference.at.start..end);
                report
                    .warning(
                        at,
                        format!("`{}` is turned off and leaves nothing", short(target.label)),
                    )
                    .push(fix(
                        format!("Turn `{}` on", short(target.label)),
                        Edit::TurnOff {
                            blocks: vec![target.key.clone()],
                            off: false,
                        },
                    ));
            }
        }
    }
}
