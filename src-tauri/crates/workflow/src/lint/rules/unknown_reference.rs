//! References must lead somewhere.

use std::ops::Range;

use serde_json::json;

use super::Rule;
use super::words::{MOST, short};
use crate::edit::Edit;
use crate::edit::labels::is_identifier;
use crate::lint::context::Context;
use crate::lint::report::Report;
use crate::lint::report::fix;
use crate::names::reading::Owner;
use crate::names::used_texts::{Role, UsedText};

pub(super) const RULE: Rule = Rule {
    code: "unknown-reference",
    doc: "A template refers to something that is not there.",
    check,
};

fn check(context: &Context<'_>, report: &mut Report) {
    let workflow = context
        .texts
        .iter()
        .filter(|text| text.owner == Owner::Workflow);
    let of_workflow = workflow.map(|text| (None, text));
    let of_blocks = context
        .block_texts()
        .map(|(item, text)| (Some(item.index), text));
    for (reader, text) in of_workflow.chain(of_blocks) {
        if text.role == Role::Perhaps {
            continue;
        }
        // A bare word is a reference only if it leads somewhere; otherwise it is for the model.
        let is_bare = text.role == Role::List && !text.text.contains('{');
        let mut unknown: Vec<&str> = Vec::new();
        let end = written_up_to(text.text);
        for reference in text.references.iter().filter(|it| it.at.end <= end) {
            let root = reference.root;
            let is_new = !unknown.contains(&root) && unknown.len() < MOST;
            if is_new && !is_bare && context.reading.resolve(root).is_none() {
                unknown.push(root);
                found(context, report, text, reader, root);
            }
        }
    }
}

/// Where the braces open that nothing closes yet, or the end: what follows them may be plain words.
fn written_up_to(text: &str) -> usize {
    let open = text.rfind("{{").filter(|at| !text[*at..].contains("}}"));
    open.unwrap_or(text.len())
}

fn found(
    context: &Context<'_>,
    report: &mut Report,
    text: &UsedText<'_>,
    reader: Option<usize>,
    root: &str,
) {
    let same = text.references.iter().filter(|it| it.root == root);
    let parts: Vec<Range<usize>> = same
        .map(|it| it.at.start..it.at.start + root.len())
        .collect();
    let mut fixes = Vec::new();
    if let Some(name) = context.likely(root, reader) {
        let edit = context.replace(report, text, &parts, &name);
        fixes.extend(edit.map(|edit| fix(format!("Use `{name}`"), edit)));
    }
    if is_identifier(root) && !root.ends_with("_output") {
        let parameter = json!({
            "parameter_type": "workflow",
            "key": root,
            "workflow_parameter_type": "string",
        });
        fixes.push(fix(
            format!("Add parameter `{}`", short(root)),
            Edit::AddParameter { parameter },
        ));
    }
    let at = context.at_text(text);
    let at = match parts.first() {
        Some(part) => at.range(text.text, part.clone()),
        None => at,
    };
    report
        .warning(at, format!("There is no `{}`", short(root)))
        .extend(fixes);
}
