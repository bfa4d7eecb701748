//! Items exist in loops only.

use super::Rule;
use super::words::MOST;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::names::position::loops_around;
use crate::names::reading::Named;
use crate::names::used_texts::Role;

pub(super) const RULE: Rule = Rule {
    code: "loop-value",
    doc: "`current_value`, `current_item` or `current_index` is used outside a loop, or an item in a while loop.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    let reading = &context.reading;
    for (item, text) in context
        .block_texts()
        .filter(|(_, text)| text.role != Role::Perhaps)
    {
        for reference in text.references.iter().take(MOST) {
            let root = reference.root;
            if reading.resolve(root) != Some(Named::Loop) {
                continue;
            }
            // The condition of a while loop is read in its rounds, the list of a for-loop before them.
            let own = Some(item.index).filter(|_| item.kind_name() == "while_loop");
            let innermost = own.or_else(|| loops_around(&reading.flow, item.index).next());
            let message = match innermost.map(|owner| reading.blocks[owner].kind_name()) {
                None => format!("`{root}` has a value only inside a loop"),
                Some("while_loop") if root != "current_index" => {
                    format!("`{root}` is empty in a while loop, which has no items")
                }
                Some(_) => continue,
            };
            let at = context.at_text(text).range(
                text.text,
                reference.at.start..reference.at.start + root.len(),
            );
            report.warning(at, message);
        }
    }
}
