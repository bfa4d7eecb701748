//! Editing, as pictures: indent is what stands inside, `|` is a branch, `->` is where a block of a
//! list without order goes.

mod find;
mod gaps;
mod names;
mod patches;
mod random;
mod structure;
mod whole;

use std::fmt::Write as _;

use serde_json::{Value, json};
use workflow::edit::{Applied, BlockId, Edit, Gap, Refused, Scope, apply, nodes};
use workflow::outline::outline;

/// `edit` done to `document`; that it can be taken back and done again is checked on the way.
fn done(document: &Value, edit: &Edit) -> (Value, Applied) {
    let mut edited = document.clone();
    let applied = apply(&mut edited, edit).unwrap_or_else(|refused| panic!("{refused}: {edit:?}"));
    let mut again = document.clone();
    applied.patch.apply(&mut again).unwrap();
    assert_eq!(again.to_string(), edited.to_string(), "{edit:?} done again");
    applied.patch.revert(&mut again).unwrap();
    assert_eq!(
        again.to_string(),
        document.to_string(),
        "{edit:?} taken back"
    );
    (edited, applied)
}

/// The sentence with which `edit` is refused; the document stays as it was.
fn refused(document: &Value, edit: &Edit) -> String {
    let mut edited = document.clone();
    let refused: Refused = apply(&mut edited, edit).unwrap_err();
    assert_eq!(edited.to_string(), document.to_string(), "{edit:?} refused");
    refused.to_string()
}

/// The blocks of `document` after `edit`.
fn check(document: &Value, edit: &Edit, expected: &str) {
    let (edited, _) = done(document, edit);
    assert_eq!(picture(&edited), trimmed(expected), "{edit:?}");
    let read = outline(&edited);
    assert!(
        !read.unstructured || outline(document).unstructured,
        "the links are a tree: {edited:#}"
    );
}

fn trimmed(picture: &str) -> String {
    let lines = picture.trim_matches('\n').lines().map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n")
}

fn picture(document: &Value) -> String {
    let nodes = nodes(document);
    let mut out = String::new();
    let mut shown: Vec<(BlockId, u32)> = Vec::new();
    let branch_line =
        |out: &mut String, key: &BlockId, branch: u32, shown: &mut Vec<(BlockId, u32)>| {
            if !shown.contains(&(key.clone(), branch)) {
                let holder = nodes.iter().find(|node| node.key == *key).unwrap();
                let head = &holder.branches[usize::try_from(branch).unwrap()];
                let pad = "  ".repeat(usize::try_from(holder.depth).unwrap() + 1);
                writeln!(out, "{}| {}", &pad[1..], head.caption).unwrap();
                shown.push((key.clone(), branch));
            }
        };
    for node in &nodes {
        if let (Some(parent), Some(branch)) = (&node.parent, node.branch) {
            branch_line(&mut out, parent, branch, &mut shown);
        }
        let pad = "  ".repeat(usize::try_from(node.depth).unwrap());
        let finally = if node.is_finally { " [finally]" } else { "" };
        let off = if node.is_off { " [off]" } else { "" };
        writeln!(out, "{pad}{}{finally}{off}", node.key.0).unwrap();
        for (branch, to) in &node.goes_to {
            let branch = branch.map(|it| format!("{it} ")).unwrap_or_default();
            let to = to.as_deref().unwrap_or("end");
            writeln!(out, "{pad}  {branch}-> {to}").unwrap();
        }
    }
    trimmed(&out)
}

/// A workflow of version 2: two blocks, a loop with a condition in it, and one more.
fn listings() -> Value {
    json!({
        "title": "Listings",
        "workflow_definition": {
            "version": 2,
            "parameters": [
                {"parameter_type": "workflow", "key": "board", "workflow_parameter_type": "string", "description": null},
                {"parameter_type": "context", "key": "boards", "source_parameter_key": "board"},
            ],
            "blocks": [
                {"block_type": "goto_url", "label": "open_board", "url": "{{ board }}", "next_block_label": "scrape"},
                {"block_type": "extraction", "label": "scrape", "data_extraction_goal": "All of {{ board }}.",
                 "parameter_keys": ["board"], "next_block_label": "each"},
                {"block_type": "for_loop", "label": "each",
                 "loop_variable_reference": "{{ scrape_output.extracted_information }}",
                 "next_block_label": "mail",
                 "loop_blocks": [
                    {"block_type": "goto_url", "label": "open", "url": "{{ current_value.url }}", "next_block_label": "is_match"},
                    {"block_type": "conditional", "label": "is_match", "next_block_label": "append",
                     "branch_conditions": [
                        {"criteria": {"criteria_type": "jinja2_template", "expression": "{{ current_value.remote }}", "description": null},
                         "next_block_label": "summarize", "description": "Remote", "is_default": false},
                        {"criteria": null, "next_block_label": "log", "description": null, "is_default": true},
                     ]},
                    {"block_type": "text_prompt", "label": "summarize", "prompt": "Summarize {{ scrape_output }}.", "next_block_label": "append"},
                    {"block_type": "http_request", "label": "log", "method": "POST", "url": "https://example.com", "next_block_label": "append"},
                    {"block_type": "wait", "label": "append", "wait_sec": 1, "next_block_label": null},
                 ]},
                {"block_type": "send_email", "label": "mail", "recipients": ["board"], "subject": "Done",
                 "body": "{{ each_output }}", "next_block_label": null},
            ],
        },
    })
}

const LISTINGS: &str = "
open_board
scrape
each
  open
  is_match
   | Remote
    summarize
   | Otherwise
    log
  append
mail
";

/// Waits one after another, in version 1.
fn waits(labels: &[&str]) -> Value {
    let wait = |label: &&str| json!({"block_type": "wait", "label": label, "wait_sec": 1});
    let blocks: Vec<Value> = labels.iter().map(wait).collect();
    json!({"title": "Waits", "workflow_definition": {"version": 1, "parameters": [], "blocks": blocks}})
}

/// A list whose links are no tree: `b` and `d` lead into the same block from different branches.
fn graph() -> Value {
    let wait = |label: &str, next: Option<&str>| json!({"block_type": "wait", "label": label, "wait_sec": 1, "next_block_label": next});
    json!({"title": "Graph", "workflow_definition": {"version": 2, "parameters": [], "blocks": [
        {"block_type": "conditional", "label": "a", "next_block_label": null, "branch_conditions": [
            {"criteria": {"expression": "{{ x }}"}, "next_block_label": "b", "is_default": false},
            {"criteria": {"expression": "{{ y }}"}, "next_block_label": "c", "is_default": false},
            {"criteria": null, "next_block_label": "e", "is_default": true},
        ]},
        wait("b", Some("d")),
        wait("c", Some("d")),
        wait("d", None),
        wait("e", None),
    ]}})
}

fn key(label: &str) -> BlockId {
    BlockId(label.to_owned())
}

fn keys(labels: &[&str]) -> Vec<BlockId> {
    labels.iter().map(|label| key(label)).collect()
}

/// After a block of the top level.
fn after(label: &str) -> Gap {
    gap(Scope::Workflow, Some(label))
}

fn start() -> Gap {
    gap(Scope::Workflow, None)
}

fn in_loop(block: &str, after: Option<&str>) -> Gap {
    gap(Scope::Loop { block: key(block) }, after)
}

fn in_branch(block: &str, branch: u32, after: Option<&str>) -> Gap {
    let block = key(block);
    gap(Scope::Branch { block, branch }, after)
}

fn gap(scope: Scope, after: Option<&str>) -> Gap {
    let after = after.map(key);
    Gap { scope, after }
}

fn block<'a>(document: &'a Value, label: &str) -> &'a serde_json::Map<String, Value> {
    let mut blocks = workflow::document::every_block(document);
    blocks.find(|block| block["label"] == label).unwrap()
}

fn messages(applied: &Applied) -> Vec<&str> {
    applied
        .notices
        .iter()
        .map(|notice| notice.message.as_str())
        .collect()
}
