//! Which key each block of a document has.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::BlockId;
use crate::document::{self, Block};

/// Gives keys to labels as they come, in the order of the document.
#[derive(Default)]
pub(crate) struct Keys<'a> {
    counts: HashMap<&'a str, usize>,
}

/// The blocks of a document with their keys, in its order ([`document::every_block`]).
pub fn keyed(document: &Value) -> impl Iterator<Item = (BlockId, &Map<String, Value>)> {
    let mut keys = Keys::default();
    document::every_block(document).map(move |block| (keys.next(block.label()), block))
}

impl<'a> Keys<'a> {
    /// The key of the next block, which has this label; of the first one without a label `#1`.
    pub(crate) fn next(&mut self, label: &'a str) -> BlockId {
        let count = self.counts.entry(label).or_default();
        *count += 1;
        match (*count, label) {
            (1, label) if !label.is_empty() => BlockId(label.to_owned()),
            (count, label) => BlockId(format!("{label}#{count}")),
        }
    }
}
