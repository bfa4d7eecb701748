//! What has not run has left nothing.

use super::Rule;
use super::words::{MOST, short};
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::names::position::{Ran, loops_around, ran};
use crate::names::reading::Named;
use crate::names::used_texts::Role;

pub(super) const RULE: Rule = Rule {
    code: "reference-order",
    doc: "A template refers to the output of a block that cannot have run.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    let reading = &context.reading;
    for (item, text) in context.block_texts() {
        let mut seen: Vec<&str> = Vec::new();
        for reference in &text.references {
            let root = reference.root;
            if text.role == Role::Perhaps || seen.contains(&root) || seen.len() == MOST {
                continue;
            }
            let Some(Named::Output(target)) = reading.resolve(root) else {
                continue;
            };
            if reading.flow[item.index].is_finally || reading.blocks[target].is_off {
                continue;
            }
            seen.push(root);
            let ran = ran(&reading.flow, target, item.index);
            // A while loop looks at its condition again after each round.
            let is_again = matches!(ran, Ran::Later)
                && item.kind_name() == "while_loop"
                && loops_around(&reading.flow, target).any(|owner| owner == item.index);
            let at = context.at_text(text).range(
                text.text,
                reference.at.start..reference.at.start + root.len(),
            );
            let label = |index: usize| short(reading.blocks[index].label);
            let _ = match ran {
                Ran::Before => continue,
                _ if is_again => continue,
                Ran::RoundBefore => report.hint(
                    at,
                    format!(
                        "`{}` runs later; in the first round it has left nothing",
                        label(target)
                    ),
                ),
                Ran::Later => report.warning(
                    at,
                    format!("`{}` has not run when this is read", label(target)),
                ),
                Ran::Around if target == item.index => {
                    report.warning(at, "A block cannot refer to its own output".to_owned())
                }
                Ran::Around => report.warning(
                    at,
                    format!(
                        "`{}` is around this block and has not ended when this is read",
                        label(target)
                    ),
                ),
                Ran::OtherBranch(condition) => report.warning(
                    at,
                    format!(
                        "`{}` stands in another branch of `{}`, so it has not run",
                        label(target),
                        label(condition)
                    ),
                ),
                Ran::LastRound(owner) => report.warning(
                    at,
                    format!(
                        "`{}` runs in each round of `{}`; here only the last round is left",
                        label(target),
                        label(owner)
                    ),
                ),
            };
        }
    }
}
