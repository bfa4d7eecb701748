//! Taking parts of one document over into another one.

mod placing;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::matching::Matched;
use super::parameters::parameters;
use super::tree::Tree;
use super::{count, fields, settings};
use crate::document::{self, Block};
use crate::edit::{BlockId, Edit, OFF};

/// What to take over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Taken {
    /// A block as a whole: what it says, what it is called, and where it stands. One that only the
    /// other document has is added with what is inside it; one that it has not is deleted, and what
    /// is inside it and not new goes back to its place. What is inside a block that both have stays
    /// as it is.
    Block {
        /// Its key in the document at hand.
        here: Option<BlockId>,
        /// Its key in the other document.
        there: Option<BlockId>,
    },
    /// Some fields of a block that both have.
    Fields {
        /// Its key in the document at hand.
        here: BlockId,
        /// Its key in the other document.
        there: BlockId,
        /// The fields; of a path such as `headers.Accept` the whole field is taken.
        fields: Vec<String>,
    },
    /// A setting of the workflow, or which block runs at the end.
    Setting {
        /// Its name in YAML.
        key: String,
    },
    /// A parameter with its place, or that there is none.
    Parameter {
        /// Its key.
        key: String,
    },
}

/// The edit that makes a part of `target` as it is in `from`, both in the create shape. None if it
/// is so already, if there is no such part, or if it stands in a list whose links are no tree.
pub fn take(target: &Value, from: &Value, what: &Taken) -> Option<Edit> {
    let (name, edits) = match what {
        Taken::Block { here, there } => {
            let label = here.as_ref().or(there.as_ref())?;
            let edits = block(target, from, here.as_ref(), there.as_ref())?;
            (format!("Take {}", label.0), edits)
        }
        Taken::Fields {
            here,
            there,
            fields,
        } => {
            let edits = some_fields(target, from, (here, there), fields)?;
            (format!("Take {} of {}", names(fields), here.0), edits)
        }
        Taken::Setting { key } => (format!("Take {key}"), vec![setting(target, from, key)?]),
        Taken::Parameter { key } => (format!("Take {key}"), parameter(target, from, key)),
    };
    (!edits.is_empty()).then_some(Edit::Several { name, edits })
}

fn names(fields: &[String]) -> String {
    let fields: Vec<&str> = fields.iter().map(|it| root(it)).collect();
    fields.join(", ")
}

/// The field that a path leads into.
fn root(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}

fn block(
    target: &Value,
    from: &Value,
    here: Option<&BlockId>,
    there: Option<&BlockId>,
) -> Option<Vec<Edit>> {
    let matched = Matched::new(Tree::new(from), Tree::new(target));
    let older = match there {
        Some(there) => Some(matched.before.find(there)?),
        None => None,
    };
    let newer = match here {
        Some(here) => Some(matched.after.find(here)?),
        None => None,
    };
    let (Some(older), Some(newer)) = (older, newer) else {
        let value = placing::document(target, from, &matched, (older, newer), false)?;
        return Some(vec![Edit::SetDocument { value }]);
    };
    if matched.newer[older] != Some(newer) {
        return None;
    }
    let (old, new) = (
        matched.before.blocks[older].map,
        matched.after.blocks[newer].map,
    );
    let is_moved = matched.moved()[newer];
    let fields = fields::of_blocks(old, new, matched.branches_of(newer), false).changes;
    let is_structure = |it: &str| matches!(root(it), "branch_conditions" | "block_type");
    if is_moved || fields.iter().any(|it| is_structure(&it.field)) {
        let value =
            placing::document(target, from, &matched, (Some(older), Some(newer)), is_moved)?;
        let mut edits = vec![Edit::SetDocument { value }];
        edits.extend(rename(here?, old, new));
        return Some(edits);
    }
    let fields: Vec<String> = fields.into_iter().map(|it| it.field).collect();
    Some(fields_of(here?, old, new, &fields))
}

fn some_fields(
    target: &Value,
    from: &Value,
    (here, there): (&BlockId, &BlockId),
    fields: &[String],
) -> Option<Vec<Edit>> {
    let (newer, older) = (Tree::new(target), Tree::new(from));
    let (new, old) = (newer.find(here)?, older.find(there)?);
    let needs_blocks = |it: &String| matches!(root(it), "branch_conditions" | "block_type");
    if !fields.iter().any(needs_blocks) {
        let (new, old) = (newer.blocks[new].map, older.blocks[old].map);
        return Some(fields_of(here, old, new, fields));
    }
    let mut edits = Vec::new();
    let matched = Matched::new(older, newer);
    if matched.newer[old] != Some(new) {
        return None;
    }
    let value = placing::document(target, from, &matched, (Some(old), Some(new)), false)?;
    edits.push(Edit::SetDocument { value });
    Some(edits)
}

/// The edits that give a block of the target fields of its partner, its label first.
fn fields_of(
    here: &BlockId,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    fields: &[String],
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut done: Vec<&str> = Vec::new();
    let mut block = here.clone();
    if fields.iter().any(|it| it == "label")
        && let Some(edit) = rename(here, old, new)
    {
        if let Edit::Rename { to, .. } = &edit {
            block = BlockId(to.clone());
        }
        edits.push(edit);
    }
    for field in fields.iter().map(|it| root(it)) {
        if done.contains(&field) || matches!(field, "label" | "loop_blocks" | "next_block_label") {
            continue;
        }
        done.push(field);
        let block = block.clone();
        let field = field.to_owned();
        match old.get(&field) {
            _ if field == OFF => {
                let off = old.get(&field) == Some(&Value::Bool(true));
                edits.push(Edit::TurnOff {
                    blocks: vec![block],
                    off,
                });
            }
            Some(value) => {
                let value = value.clone();
                edits.push(Edit::SetField {
                    block,
                    field,
                    value,
                });
            }
            None if new.contains_key(&field) => {
                let fields = vec![field];
                edits.push(Edit::ResetFields { block, fields });
            }
            None => {}
        }
    }
    edits
}

fn rename(here: &BlockId, old: &Map<String, Value>, new: &Map<String, Value>) -> Option<Edit> {
    (old.label() != new.label()).then(|| Edit::Rename {
        block: here.clone(),
        to: old.label().to_owned(),
    })
}

fn setting(target: &Value, from: &Value, key: &str) -> Option<Edit> {
    if key == settings::FINALLY {
        let matched = Matched::new(Tree::new(from), Tree::new(target));
        let block = match matched.before.last {
            Some(last) => Some(matched.after.blocks[matched.newer[last]?].key.clone()),
            None => None,
        };
        let last = matched
            .after
            .last
            .map(|last| &matched.after.blocks[last].key);
        return (last != block.as_ref()).then_some(Edit::SetFinally { block });
    }
    let of = |workflow| {
        let parts = [settings::head(workflow), document::definition(workflow)];
        parts.into_iter().flatten().find_map(|it| it.get(key))
    };
    let key = key.to_owned();
    match (of(target), of(from)) {
        (here, there) if here == there => None,
        (Some(_), None) => Some(Edit::ResetSettings { keys: vec![key] }),
        (_, there) => Some(Edit::SetSetting {
            key,
            value: there?.clone(),
        }),
    }
}

fn parameter(target: &Value, from: &Value, key: &str) -> Vec<Edit> {
    let (here, there) = (parameters(target), parameters(from));
    let mut order: Vec<&str> = here.iter().map(|it| &*it.0).collect();
    let older: HashMap<&str, usize> = there
        .iter()
        .enumerate()
        .map(|(at, it)| (&*it.0, at))
        .collect();
    let now = order.iter().position(|it| *it == key);
    let Some(wanted) = older.get(key).copied() else {
        let key = key.to_owned();
        return now
            .map(|_| Edit::RemoveParameter { key })
            .into_iter()
            .collect();
    };
    let definition = Value::Object(there[wanted].1.clone());
    let mut edits = Vec::new();
    match now {
        None => edits.push(Edit::AddParameter {
            parameter: definition,
        }),
        Some(now) if *here[now].1 != *there[wanted].1 => edits.push(Edit::SetParameter {
            key: key.to_owned(),
            parameter: definition,
        }),
        Some(_) => {}
    }
    let kept: Vec<usize> = order
        .iter()
        .filter_map(|it| older.get(it).copied())
        .collect();
    let moved = super::moves::moved(&kept);
    let stays: Vec<&str> = kept
        .iter()
        .zip(moved)
        .filter_map(|(place, moved)| (!moved).then_some(&*there[*place].0))
        .collect();
    if now.is_none() || !stays.contains(&key) {
        order.retain(|it| *it != key);
        let before = there[..wanted]
            .iter()
            .rev()
            .find(|it| stays.contains(&&*it.0));
        let to = before
            .and_then(|it| order.iter().position(|other| *other == it.0))
            .map_or(0, |at| at + 1);
        let is_there = now.is_none() && to == order.len();
        if !is_there {
            edits.push(Edit::MoveParameter {
                key: key.to_owned(),
                to: count(to),
            });
        }
    }
    edits
}
