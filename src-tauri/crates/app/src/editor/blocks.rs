//! Looking things up in a document.

use std::collections::HashMap;

use serde_json::{Map, Value};
use workflow::document;
use workflow::edit::{BlockId, keyed};

/// The block that a key names.
pub(super) fn find<'a>(document: &'a Value, key: &BlockId) -> Option<&'a Map<String, Value>> {
    let mut all = keyed(document);
    all.find(|(one, _)| one == key).map(|(_, block)| block)
}

/// The parameter with this key.
pub(super) fn parameter<'a>(document: &'a Value, key: &str) -> Option<&'a Value> {
    let parameters = document::definition(document)?.get("parameters")?;
    let mut all = parameters.as_array()?.iter();
    all.find(|one| one.get("key").and_then(Value::as_str) == Some(key))
}

/// A setting of the workflow, which may stand in its definition.
pub(super) fn setting<'a>(document: &'a Value, key: &str) -> Option<&'a Value> {
    let own = document.as_object()?.get(key);
    own.or_else(|| document::definition(document)?.get(key))
}

pub(super) fn label(block: &Map<String, Value>) -> &str {
    block
        .get("label")
        .and_then(Value::as_str)
        .unwrap_or_default()
}

pub(super) fn kind(block: &Map<String, Value>) -> &str {
    block
        .get("block_type")
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// The blocks of `new` that `old` does not have or has with other fields. Links between blocks do not count.
pub(super) fn changed(old: &Value, new: &Value) -> Vec<BlockId> {
    let before: HashMap<BlockId, &Map<String, Value>> = keyed(old).collect();
    keyed(new)
        .filter(|(key, block)| before.get(key).is_none_or(|old| !are_alike(old, block)))
        .map(|(key, _)| key)
        .collect()
}

fn are_alike(one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    let counts = |name: &str| !matches!(name, "loop_blocks" | "next_block_label");
    let fields = |map: &Map<String, Value>| map.keys().filter(|name| counts(name)).count();
    fields(one) == fields(other)
        && one
            .iter()
            .filter(|(name, _)| counts(name))
            .all(|(name, value)| other.get(name) == Some(value))
}
