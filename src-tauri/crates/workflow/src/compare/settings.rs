//! The settings of two workflows side by side (reference A.7).

use serde_json::{Map, Value};

use super::FieldChange;
use super::fields::{self, Catalogue};
use super::matching::Matched;
use super::tree::Tree;
use crate::document::{self, Block};

/// Parts of a document that are compared by themselves, or follow from the blocks.
const NO_SETTINGS: &[&str] = &[
    "workflow_definition",
    "parameters",
    "blocks",
    "version",
    FINALLY,
];

pub(crate) const FINALLY: &str = "finally_block_label";

/// The settings that differ: the workflow's, then those of its definition, then which block runs at
/// the end.
pub(crate) fn compare(before: &Value, after: &Value, matched: &Matched<'_>) -> Vec<FieldChange> {
    let is_left_out = |name: &str| NO_SETTINGS.contains(&name);
    let empty = Map::new();
    let mut changes = Vec::new();
    let heads = (head(before), head(after));
    let definitions = (document::definition(before), document::definition(after));
    for (old, new) in [heads, definitions] {
        let (old, new) = (old.unwrap_or(&empty), new.unwrap_or(&empty));
        changes.extend(fields::of_maps(Catalogue::Settings, old, new, is_left_out).changes);
    }
    let newer = matched.before.last.and_then(|block| matched.newer[block]);
    if newer != matched.after.last || newer.is_none() && matched.before.last.is_some() {
        changes.push(FieldChange {
            field: FINALLY.to_owned(),
            before: label_of_last(&matched.before),
            after: label_of_last(&matched.after),
            words: Vec::new(),
            secret: false,
        });
    }
    changes
}

/// The part of a whole workflow around its definition.
pub(crate) fn head(workflow: &Value) -> Option<&Map<String, Value>> {
    let map = workflow.as_object()?;
    map.contains_key("workflow_definition").then_some(map)
}

fn label_of_last(tree: &Tree<'_>) -> Option<Value> {
    Some(tree.blocks[tree.last?].map.label().into())
}
