//! Where in a YAML text the blocks, the parameters and their fields stand.

mod spans;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fault::TextFault;
use super::tree::{Form, Node};
use super::yaml_reader;
use crate::document::{Block, text as text_of};
use crate::edit::BlockId;
use crate::edit::keys::Keys;
use crate::lint::{Holder, Place};

/// A part of a text. Lines are counted from 1, columns in UTF-16 code units from 1; the end is
/// behind the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct TextRange {
    /// The line of the first character.
    pub from_line: usize,
    /// The column of the first character.
    pub from_column: usize,
    /// The line of the end.
    pub to_line: usize,
    /// The column of the end.
    pub to_column: usize,
}

/// Something that has a place in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Spot {
    /// The workflow, a parameter or a block.
    pub holder: Holder,
    /// The field or setting; none for all of the holder.
    pub field: Option<String>,
    /// From its first character to its last, the key of a field included.
    pub range: TextRange,
}

/// The places in a text, each holder before what is in it.
#[derive(Debug)]
pub struct Located<'a> {
    text: &'a str,
    line_starts: Vec<usize>,
    holders: Vec<Held>,
    trees: Trees,
}

/// The text as it was read; what holders have is found by going down from here.
#[derive(Debug)]
struct Trees {
    value: Value,
    root: Node,
}

/// One holder and the way to it.
#[derive(Debug)]
struct Held {
    holder: Holder,
    way: Vec<Step>,
}

#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Item(usize),
}

/// Where the blocks, parameters and settings stand in `text`, which says a workflow.
pub fn locate(text: &str) -> Result<Located<'_>, TextFault> {
    read(text, |value| {
        let mut finder = Finder::default();
        finder.workflow(value);
        finder.holders
    })
}

/// Where the blocks stand in `text`, which says the block called `key` and what is in it.
pub fn locate_block<'a>(text: &'a str, key: &BlockId) -> Result<Located<'a>, TextFault> {
    read(text, |value| {
        let mut finder = Finder::default();
        if let Value::Object(block) = value {
            finder.block(block, Vec::new(), Some(key.clone()));
        }
        finder.holders
    })
}

fn read(text: &str, find: impl FnOnce(&Value) -> Vec<Held>) -> Result<Located<'_>, TextFault> {
    let read = yaml_reader::read_placed(text).map_err(|fault| fault.in_text(text))?;
    let (value, root) = match read {
        Some((document, root)) => (document.value, root),
        None => (Value::Null, Node::nothing()),
    };
    let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
    Ok(Located {
        text,
        line_starts: std::iter::once(0).chain(breaks).collect(),
        holders: find(&value),
        trees: Trees { value, root },
    })
}

impl Located<'_> {
    /// All holders and their fields.
    pub fn spots(&self) -> Vec<Spot> {
        let mut spots = Vec::new();
        for held in &self.holders {
            let Some((node, _)) = self.follow(&held.way) else {
                continue;
            };
            spots.push(self.spot(&held.holder, None, node.start..node.end));
            let Form::Map { entries, .. } = &node.form else {
                continue;
            };
            for entry in entries.iter().filter(|entry| !entry.merges) {
                let range = entry.key_start..entry.value.end.max(entry.key_end);
                spots.push(self.spot(&held.holder, Some(&entry.key), range));
            }
        }
        spots
    }

    /// The holder in whose lines `line` is, counted from 1: the innermost one.
    pub fn holder_at(&self, line: usize) -> Option<&Holder> {
        let line_start = *self.line_starts.get(line.checked_sub(1)?)?;
        let line_end = self.line_starts.get(line).copied().unwrap_or(usize::MAX);
        let holds = |held: &&Held| {
            let found = self.follow(&held.way);
            found.is_some_and(|(node, _)| node.start < line_end && line_start <= node.end)
        };
        self.holders
            .iter()
            .rev()
            .find(holds)
            .map(|held| &held.holder)
    }

    /// What of the text `place` means. Where that is not in the text, the nearest thing around it:
    /// a missing field is marked at the label of its block.
    pub fn find(&self, place: &Place) -> Option<TextRange> {
        let held = self
            .holders
            .iter()
            .find(|held| held.holder == place.holder)?;
        let (holder, value) = self.follow(&held.way)?;
        let head = || {
            let name = ["label", "key", "title"]
                .iter()
                .find_map(|key| holder.entry(key));
            let end = name.map_or(holder.start, |entry| entry.value.end);
            self.range(name.map_or(holder.start, |entry| entry.key_start)..end)
        };
        let Some(field) = &place.field else {
            return Some(head());
        };
        // Some settings stand in the definition.
        let inner = holder
            .get("workflow_definition")
            .zip(value.get("workflow_definition"));
        let inner = inner.filter(|_| place.holder == Holder::Workflow);
        let parts = [Some((holder, value)), inner];
        let found = parts
            .into_iter()
            .flatten()
            .find_map(|(node, value)| node.entry(field).zip(value.get(field)));
        let Some((entry, mut value)) = found else {
            return Some(head());
        };
        let mut node = &entry.value;
        for key in &place.path {
            let next = match &node.form {
                Form::Map { .. } => node.get(key).zip(value.get(key)),
                Form::List { items, .. } => key
                    .parse()
                    .ok()
                    .and_then(|place: usize| items.get(place).zip(value.get(place))),
                _ => None,
            };
            let Some(next) = next else {
                break;
            };
            (node, value) = next;
        }
        let part = place
            .range
            .zip(value.as_str())
            .and_then(|(range, value)| spans::part(self.text, node, value, range));
        let is_field = std::ptr::eq(node, &raw const entry.value);
        let whole = if is_field && node.start == node.end {
            entry.key_start..entry.key_end
        } else {
            node.start..node.end
        };
        Some(self.range(part.unwrap_or(whole)))
    }

    fn follow(&self, way: &[Step]) -> Option<(&Node, &Value)> {
        let mut found = (&self.trees.root, &self.trees.value);
        for step in way {
            found = match (step, &found.0.form) {
                (Step::Key(key), _) => found.0.get(key).zip(found.1.get(key))?,
                (Step::Item(place), Form::List { items, .. }) => {
                    items.get(*place).zip(found.1.get(*place))?
                }
                _ => return None,
            };
        }
        Some(found)
    }

    fn spot(&self, holder: &Holder, field: Option<&str>, range: Range<usize>) -> Spot {
        Spot {
            holder: holder.clone(),
            field: field.map(str::to_owned),
            range: self.range(range),
        }
    }

    fn range(&self, range: Range<usize>) -> TextRange {
        let (from_line, from_column) = self.position(range.start);
        let (to_line, to_column) = self.position(range.end.max(range.start));
        TextRange {
            from_line,
            from_column,
            to_line,
            to_column,
        }
    }

    fn position(&self, at: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= at);
        let start = self.line_starts[line - 1];
        let before = &self.text[start..at];
        let column = if before.is_ascii() {
            before.len()
        } else {
            before.chars().map(char::len_utf16).sum()
        };
        (line, column + 1)
    }
}

/// Finds the holders in a value.
#[derive(Default)]
struct Finder<'v> {
    holders: Vec<Held>,
    keys: Keys<'v>,
}

impl<'v> Finder<'v> {
    fn workflow(&mut self, value: &'v Value) {
        let (definition, way) = match value.get("workflow_definition") {
            Some(definition) => (
                definition,
                vec![Step::Key("workflow_definition".to_owned())],
            ),
            None => (value, Vec::new()),
        };
        self.holders.push(Held {
            holder: Holder::Workflow,
            way: Vec::new(),
        });
        for (way, parameter) in objects(definition, "parameters", &way) {
            let key = text_of(parameter, "key").to_owned();
            let holder = Holder::Parameter { key };
            self.holders.push(Held { holder, way });
        }
        for (way, block) in objects(definition, "blocks", &way) {
            self.block(block, way, None);
        }
    }

    /// Adds `block` under `key`, or under the one that its label gives it, and the blocks in it.
    /// Nothing is nested deeper than the reader takes.
    fn block(&mut self, block: &'v Map<String, Value>, way: Vec<Step>, key: Option<BlockId>) {
        let key = key.unwrap_or_else(|| self.keys.next(block.label()));
        self.holders.push(Held {
            holder: Holder::Block { block: key },
            way: way.clone(),
        });
        if let Some(inside) = block.get("loop_blocks") {
            let way = [way, vec![Step::Key("loop_blocks".to_owned())]].concat();
            for (way, block) in items(inside, &way) {
                self.block(block, way, None);
            }
        }
    }
}

fn objects<'v>(
    value: &'v Value,
    key: &str,
    way: &[Step],
) -> Vec<(Vec<Step>, &'v Map<String, Value>)> {
    let way = [way, &[Step::Key(key.to_owned())]].concat();
    value.get(key).map_or(Vec::new(), |list| items(list, &way))
}

fn items<'v>(list: &'v Value, way: &[Step]) -> Vec<(Vec<Step>, &'v Map<String, Value>)> {
    let all = list.as_array().into_iter().flatten().enumerate();
    all.filter_map(|(place, item)| {
        let way = [way, &[Step::Item(place)]].concat();
        item.as_object().map(|map| (way, map))
    })
    .collect()
}
