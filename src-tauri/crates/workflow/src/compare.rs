//! What differs between two documents, block by block.
//!
//! Blocks are matched by their label; those that are left, by their content, so that a renamed
//! block shows as changed. Fields are compared by name, and what the server takes anyway when a
//! field is left out counts as left out. The links between blocks are no fields but their order;
//! only in a list whose links are no tree they are compared like fields.

pub(crate) mod branches;
pub(crate) mod fields;
pub(crate) mod matching;
pub(crate) mod moves;
pub(crate) mod parameters;
mod rows;
mod settings;
mod similar;
mod take;
pub(crate) mod tree;
pub(crate) mod values;
pub(crate) mod words;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use take::{Taken, take};

use crate::document::Block;
use crate::edit::BlockId;
use crate::kinds;
use fields::Fields;
use matching::Matched;
use rows::Row;
use tree::{Placed, Tree};

/// How two documents differ.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// The settings that differ, title and description included.
    pub settings: Vec<FieldChange>,
    /// The parameters that differ, in the order of the newer document, removed ones last.
    pub parameters: Vec<ParameterChange>,
    /// All blocks of both documents: the newer one's in reading order, each removed one at the
    /// place where it stood.
    pub blocks: Vec<BlockChange>,
}

/// How `after` differs from `before`, both in the create shape.
pub fn compare(before: &Value, after: &Value) -> Comparison {
    let matched = Matched::new(Tree::new(before), Tree::new(after));
    let moved = matched.moved();
    let rows = rows::rows(&matched, &moved);
    Comparison {
        settings: settings::compare(before, after, &matched),
        parameters: parameters::compare(before, after),
        blocks: rows
            .iter()
            .map(|row| block(&matched, &moved, *row))
            .collect(),
    }
}

fn block(matched: &Matched<'_>, moved: &[bool], row: Row) -> BlockChange {
    let index = match row {
        Row::Newer(index) => index,
        Row::Removed(index) => {
            let before = Some(BlockPlace::new(&matched.before.blocks[index]));
            return BlockChange::alone(before, None, Change::Removed);
        }
    };
    let after = &matched.after.blocks[index];
    let Some(before) = matched.older[index].map(|older| &matched.before.blocks[older]) else {
        return BlockChange::alone(None, Some(BlockPlace::new(after)), Change::Added);
    };
    let links = before.in_graph || after.in_graph;
    let pairs = matched.branches_of(index);
    let Fields { changes, alike } = fields::of_blocks(before.map, after.map, pairs, links);
    let change = match (moved[index], changes.is_empty()) {
        (true, _) => Change::Moved,
        (false, false) => Change::Changed,
        (false, true) => Change::Same,
    };
    BlockChange {
        before: Some(BlockPlace::new(before)),
        after: Some(BlockPlace::new(after)),
        change,
        fields: changes,
        fields_alike: count(alike),
    }
}

/// A parameter that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ParameterChange {
    /// Its key in the newer document, or in the older one if it was removed.
    pub key: String,
    /// What happened to it.
    pub change: Change,
    /// Its parts that differ.
    pub fields: Vec<FieldChange>,
}

/// What happened to a block or a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Change {
    /// Nothing.
    Same,
    /// It stands only in the newer document.
    Added,
    /// It stands only in the older document.
    Removed,
    /// Fields or its label differ.
    Changed,
    /// It stands elsewhere; fields may differ too.
    Moved,
}

/// One block of either document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct BlockChange {
    /// The block in the older document.
    pub before: Option<BlockPlace>,
    /// The block in the newer document.
    pub after: Option<BlockPlace>,
    /// What happened to it.
    pub change: Change,
    /// Its fields that differ; links between blocks are no fields.
    pub fields: Vec<FieldChange>,
    /// How many of its fields are set and alike.
    pub fields_alike: u32,
}

/// Where a block stands in one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct BlockPlace {
    /// Which one it is.
    pub key: BlockId,
    /// Its `block_type`.
    pub kind: String,
    /// What it does, in one line.
    pub summary: String,
    /// Its number as people count: `3`; `4.2` for the second in a loop; `4.2a` for the only one in
    /// the first branch of a condition, `4.2a.1`, `4.2a.2` … if there are more of them.
    pub number: String,
    /// How many loops and branches stand around it.
    pub depth: u32,
}

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct FieldChange {
    /// Its name in YAML; inner values follow with dots: `data_schema.properties.url.type`.
    pub field: String,
    /// The older value; none if it was not set. A secret is never here, see `secret`.
    #[cfg_attr(feature = "specta", specta(type = Option<specta_typescript::Unknown>))]
    pub before: Option<Value>,
    /// The newer value; none if it is not set.
    #[cfg_attr(feature = "specta", specta(type = Option<specta_typescript::Unknown>))]
    pub after: Option<Value>,
    /// For texts: the words of both in order. Empty otherwise.
    pub words: Vec<Words>,
    /// Whether the values are secrets, and so not told.
    pub secret: bool,
}

/// A stretch of text in a comparison by words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Words {
    /// `same`, `added` or `removed`.
    pub change: Change,
    /// The text with its white space.
    pub text: String,
}

impl BlockChange {
    fn alone(before: Option<BlockPlace>, after: Option<BlockPlace>, change: Change) -> Self {
        Self {
            before,
            after,
            change,
            fields: Vec::new(),
            fields_alike: 0,
        }
    }
}

impl BlockPlace {
    fn new(placed: &Placed<'_>) -> Self {
        Self {
            key: placed.key.clone(),
            kind: placed.map.kind().to_owned(),
            summary: kinds::of(placed.map.kind()).summarize(placed.map),
            number: placed.number.clone(),
            depth: count(placed.depth),
        }
    }
}

/// As the window counts; nothing here comes near the limit.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
