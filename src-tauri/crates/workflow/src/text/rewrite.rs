//! A text that people wrote, with only that changed which an edit changed.
//!
//! The old text is read with the places of its values. Where old and new value differ, the
//! smallest part of the text that says so is replaced; everything else stays byte for byte. What
//! comes out is read again: if it does not say exactly what it should, a larger part is written
//! anew, in the end the whole text. What is kept and what is not: docs/decisions.md.

mod aliases;
mod block_text;
mod lines;
mod list;
mod map;
mod matching;

use std::collections::BTreeSet;
use std::ops::Range;

use granit_parser::ScalarStyle;
use serde_json::{Map, Value};

use super::tree::{Form, Node};
use super::{order, yaml_reader, yaml_writer};
use aliases::Aliases;

/// The longest list or object that is written between brackets or braces because it stood so.
const LONGEST_FLOW: usize = 100;

/// `text`, which is YAML, so that it says `after`.
///
/// A bare `workflow_definition` that became a whole workflow is put in its place with its
/// comments. A text of several documents, or one that cannot be read, is written anew.
pub fn rewrite(text: &str, after: &Value) -> String {
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", text),
    };
    let anew = || yaml_writer::write(&order::natural(after.clone()));
    match surgery(body, after) {
        Some(rewritten) => format!("{mark}{rewritten}"),
        None => anew(),
    }
}

fn surgery(text: &str, after: &Value) -> Option<String> {
    let (document, root) = yaml_reader::read_placed(text).ok()??;
    let before = document.value;
    if before == *after {
        return Some(text.to_owned());
    }
    if text.replace("\r\n", "").contains('\r') {
        return None;
    }
    if becomes_whole(&before, after) {
        return surgery(&within_definition(text)?, after);
    }
    let aliases = Aliases::of(&root);
    let mut severed = BTreeSet::new();
    let mut limit = usize::MAX;
    loop {
        let mut plan = Plan::new(text, limit, &severed);
        plan.node(&root, Slot::Root, &before, after, 0);
        let (touched, deepest) = (aliases.touched(&plan.edits), plan.deepest);
        let rewritten = apply(text, 0..text.len(), plan.edits);
        if says(&rewritten, after) {
            return Some(rewritten);
        }
        // Perhaps an alias says now what it should not: it is written out. Else something larger.
        if !touched.is_subset(&severed) {
            severed.extend(touched);
        } else if limit == 0 {
            return None;
        } else {
            limit = deepest.min(limit).saturating_sub(1) / 2;
        }
    }
}

fn says(text: &str, value: &Value) -> bool {
    yaml_reader::read(text)
        .is_ok_and(|documents| documents.len() == 1 && documents[0].value == *value)
}

fn becomes_whole(before: &Value, after: &Value) -> bool {
    let is_whole = |value: &Value| value.get("workflow_definition").is_some();
    !is_whole(before) && before.get("blocks").is_some() && is_whole(after)
}

/// `text` one level deeper, as the `workflow_definition` of a workflow.
fn within_definition(text: &str) -> Option<String> {
    let is_marker = |line: &str| line.starts_with("---") || line.starts_with(['%', '{']);
    if text.lines().any(is_marker) {
        return None;
    }
    let mut whole = String::from("workflow_definition:\n");
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            whole.push_str("  ");
        }
        whole.push_str(line);
    }
    Some(whole)
}

/// One piece of the old text and what stands there now.
#[derive(Debug)]
struct Edit {
    range: Range<usize>,
    text: String,
}

/// `range` of `text` with `edits`, which are all in it and do not overlap.
fn apply(text: &str, range: Range<usize>, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = String::with_capacity(range.len() + 256);
    let mut at = range.start;
    for edit in edits {
        out.push_str(text.get(at..edit.range.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.range.end.max(at);
    }
    out.push_str(text.get(at..range.end).unwrap_or_default());
    out
}

/// Where a value stands, as far as it matters for writing another one there.
#[derive(Clone, Copy)]
enum Slot {
    /// It is the document.
    Root,
    /// Behind the colon at `after` of a key at column `indent`.
    Entry { after: usize, indent: usize },
    /// Behind the dash at column `indent`; `after` is behind it.
    Item { after: usize, indent: usize },
    /// Between brackets or braces.
    Flow,
}

/// What is to be done to a text.
struct Plan<'a> {
    text: &'a str,
    line_break: &'static str,
    /// From this depth on values are written whole.
    limit: usize,
    /// Anchors whose aliases must be written out, since what they name is changed.
    severed: &'a BTreeSet<usize>,
    edits: Vec<Edit>,
    /// How deep the deepest edit is.
    deepest: usize,
}

impl<'a> Plan<'a> {
    fn new(text: &'a str, limit: usize, severed: &'a BTreeSet<usize>) -> Self {
        Self {
            text,
            line_break: if text.contains("\r\n") { "\r\n" } else { "\n" },
            limit,
            severed,
            edits: Vec::new(),
            deepest: 0,
        }
    }

    /// Plans to make `node`, which says `before`, say `after`.
    fn node(&mut self, node: &Node, slot: Slot, before: &Value, after: &Value, depth: usize) {
        if before == after && !self.is_severed(node) {
            return;
        }
        self.deepest = self.deepest.max(depth);
        let planned = self.edits.len();
        let done = depth < self.limit
            && match (&node.form, before, after) {
                (Form::Map { flow: false, .. }, Value::Object(before), Value::Object(after)) => {
                    self.map(node, slot, before, after, depth)
                }
                (Form::List { flow: false, .. }, Value::Array(before), Value::Array(after)) => {
                    self.list(node, slot, before, after, depth)
                }
                (Form::Map { .. } | Form::List { .. }, _, _) => {
                    self.flow(node, before, after, depth)
                }
                (Form::Scalar(style), _, _) => self.scalar(node, slot, *style, after),
                (Form::Alias(_), _, _) => false,
            };
        if !done {
            self.edits.truncate(planned);
            self.whole(node, slot, after);
        }
    }

    fn is_severed(&self, node: &Node) -> bool {
        !self.severed.is_empty()
            && match node.form {
                Form::Alias(anchor) => self.severed.contains(&anchor),
                _ => node.children().any(|child| self.is_severed(child)),
            }
    }

    /// Replaces `range`; `text` has plain line breaks.
    fn edit(&mut self, range: Range<usize>, text: &str) {
        let text = text.replace('\n', self.line_break);
        self.edits.push(Edit { range, text });
    }

    /// Lists and objects between brackets, where only scalars in them changed. What stands over
    /// several lines and changes its structure is better written as blocks.
    fn flow(&mut self, node: &Node, before: &Value, after: &Value, depth: usize) -> bool {
        let is_one_line = !self.text[node.start..node.end].contains('\n');
        if !is_one_line && !has_structure_of(before, after) {
            return false;
        }
        match (&node.form, before, after) {
            (Form::List { items, .. }, Value::Array(before), Value::Array(after)) => {
                if items.len() != after.len() || before.len() != after.len() {
                    return false;
                }
                for ((item, before), after) in items.iter().zip(before).zip(after) {
                    self.node(item, Slot::Flow, before, after, depth + 1);
                }
                true
            }
            (Form::Map { entries, .. }, Value::Object(before), Value::Object(after)) => {
                if entries.len() != before.len() || !has_keys_of(before, after) {
                    return false;
                }
                for entry in entries {
                    let (Some(before), Some(after)) =
                        (before.get(&entry.key), after.get(&entry.key))
                    else {
                        return false;
                    };
                    if entry.value.is_empty() && before != after {
                        return false;
                    }
                    self.node(&entry.value, Slot::Flow, before, after, depth + 1);
                }
                true
            }
            _ => false,
        }
    }

    /// Another scalar in the style of the old one, if it can be said so.
    fn scalar(&mut self, node: &Node, slot: Slot, style: ScalarStyle, after: &Value) -> bool {
        if node.outer < node.start || after.is_array() || after.is_object() {
            return false;
        }
        if node.is_block_text() {
            return match (slot, after) {
                (
                    Slot::Entry {
                        after: colon,
                        indent,
                    },
                    Value::String(text),
                ) => self.block_text(node, colon, indent, text),
                _ => false,
            };
        }
        let source = &self.text[node.start..node.end];
        if node.is_empty() || source.contains('\n') {
            return false;
        }
        let is_flow = matches!(slot, Slot::Flow);
        let text = match after {
            Value::String(text) => one_line(style, text, source, is_flow),
            scalar => Some(yaml_writer::flow(scalar)),
        };
        if let Some(text) = &text {
            self.edit(node.start..node.end, text);
        }
        text.is_some()
    }

    /// Writes `after` in the place of `node`, whatever that was.
    fn whole(&mut self, node: &Node, slot: Slot, after: &Value) {
        let (start, text) = match slot {
            Slot::Flow => {
                self.edit(node.outer..node.end, &yaml_writer::flow(after));
                return;
            }
            Slot::Root => {
                let start = lines::start(self.text, node.outer);
                (start, yaml_writer::write(&order::natural(after.clone())))
            }
            Slot::Entry {
                after: start,
                indent,
            } => (start, yaml_writer::after_key(after, indent)),
            Slot::Item {
                after: start,
                indent,
            } => {
                let item = yaml_writer::item(after, indent);
                (start, item.strip_prefix('-').unwrap_or(&item).to_owned())
            }
        };
        let is_flow = match node.form {
            Form::List { flow, .. } | Form::Map { flow, .. } => flow,
            _ => false,
        };
        let is_line = is_flow && !self.text[node.start..node.end].contains('\n');
        if is_line && !matches!(slot, Slot::Root) {
            let flow = yaml_writer::flow(after);
            if flow.len() <= LONGEST_FLOW && (after.is_array() || after.is_object()) {
                self.edit(start..node.end, &format!(" {flow}"));
                return;
            }
        }
        self.lay(start, node, &text);
    }

    /// Puts `text`, whole lines, in the place of all from `start` to the end of `node`. A comment
    /// in the first line stays in the first line.
    fn lay(&mut self, start: usize, node: &Node, text: &str) {
        let mut end = node.end.max(start);
        let is_last = end == self.text.len();
        let text = if is_last {
            text
        } else {
            text.strip_suffix('\n').unwrap_or(text)
        };
        let head = if start < node.outer {
            lines::end(self.text, start)
        } else {
            start
        };
        let in_head = if head < node.start || node.is_block_text() {
            let head = &self.text[start..head];
            head.find(" #").map_or("", |found| &head[found..])
        } else {
            ""
        };
        let Some((first, rest)) = text.split_once('\n').filter(|(_, rest)| !rest.is_empty()) else {
            let text = format!(
                "{}{in_head}{}",
                text.trim_end_matches('\n'),
                if is_last { "\n" } else { "" }
            );
            self.edit(start..end, &text);
            return;
        };
        let mut comment = in_head;
        let is_block = matches!(
            node.form,
            Form::List { flow: false, .. } | Form::Map { flow: false, .. }
        );
        if comment.is_empty() && !is_block {
            comment = lines::comment(self.text, end);
            end += comment.len();
        }
        self.edit(start..end, &format!("{first}{comment}\n{rest}"));
    }
}

/// `text` on one line as the scalar `source` was written; `None` if it takes several lines.
fn one_line(style: ScalarStyle, text: &str, source: &str, is_flow: bool) -> Option<String> {
    let is_printable = text.chars().all(yaml_writer::is_printable);
    match style {
        ScalarStyle::SingleQuoted if is_printable => {
            Some(format!("'{}'", text.replace('\'', "''")))
        }
        ScalarStyle::DoubleQuoted if is_flow || !text.contains('\n') || source.contains("\\n") => {
            Some(yaml_writer::double_quoted(text))
        }
        _ if is_flow => Some(yaml_writer::flow_text(text)),
        _ if !text.contains('\n') => Some(yaml_writer::line_text(text)),
        _ => None,
    }
}

/// Whether both have lists and objects in the same places.
fn has_structure_of(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| has_structure_of(a, b))
        }
        (Value::Object(one), Value::Object(other)) => {
            has_keys_of(one, other)
                && one
                    .iter()
                    .all(|(key, a)| other.get(key).is_some_and(|b| has_structure_of(a, b)))
        }
        (Value::Array(_) | Value::Object(_), _) | (_, Value::Array(_) | Value::Object(_)) => false,
        _ => true,
    }
}

fn has_keys_of(one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    one.len() == other.len() && one.keys().all(|key| other.contains_key(key))
}
