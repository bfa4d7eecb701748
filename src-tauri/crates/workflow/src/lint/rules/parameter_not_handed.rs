//! An agent gets what it is handed.

use super::Rule;
use super::words::{MOST, hand_over, short};
use crate::document::list;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::names::used_texts::Role;

pub(super) const RULE: Rule = Rule {
    code: "parameter-not-handed",
    doc: "A text of an agent names a parameter that is not among the `parameter_keys` of the block.",
    check,
};

const AGENTS: &[&str] = &[
    "action",
    "extraction",
    "file_download",
    "login",
    "navigation",
    "task",
    "validation",
];

fn check(context: &Context<'_>, report: &mut Report) {
    for item in context.blocks() {
        if !item.kind.is_some_and(|kind| AGENTS.contains(&kind.name)) {
            continue;
        }
        let texts = context
            .texts_of(item)
            .iter()
            .filter(|text| text.role != Role::Perhaps);
        let mut seen: Vec<&str> = Vec::new();
        for (text, reference) in
            texts.flat_map(|text| text.references.iter().map(move |it| (text, it)))
        {
            let root = reference.root;
            let is_parameter = context.reading.parameter(root).is_some();
            let is_handed = list(item.block, "parameter_keys")
                .iter()
                .any(|key| key == root);
            if !is_parameter || is_handed || seen.contains(&root) || seen.len() == MOST {
                continue;
            }
            seen.push(root);
            let end = reference.at.start + root.len();
            let at = context
                .at_text(text)
                .range(text.text, reference.at.start..end);
            let message = format!("The agent is not handed `{}` beside this text", short(root));
            report.hint(at, message).push(hand_over(item, root));
        }
    }
}
