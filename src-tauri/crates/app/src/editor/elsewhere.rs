//! What of a document means something on its own server only: encrypted secrets and masked headers.

use serde_json::{Map, Value};
use workflow::document;

use super::blocks;

/// How the server marks a text that it has encrypted.
const ENCRYPTED: &str = "skyvern_enc:";
/// Comes masked; sent elsewhere, the mask would become the value.
const MASKED: &str = "cdp_connect_headers";

/// A secret that has to be set anew on another server: the label of the block and the field.
pub(super) struct Left {
    pub(super) label: String,
    pub(super) field: String,
}

/// What cannot be taken to another server.
pub(super) fn left(document: &Value) -> Vec<Left> {
    let of_block = |block: &Map<String, Value>| {
        let label = blocks::label(block).to_owned();
        let own = block.iter().filter(|(name, _)| *name != "loop_blocks");
        own.filter(|(_, value)| is_encrypted(value))
            .map(|(name, _)| Left {
                label: label.clone(),
                field: name.clone(),
            })
            .collect::<Vec<_>>()
    };
    document::every_block(document).flat_map(of_block).collect()
}

/// Puts what `there` has in the place of secrets that only their own server can read, or takes them out.
pub(super) fn adapt(document: &mut Value, there: Option<&Value>) {
    let definition = match document.get_mut("workflow_definition") {
        Some(definition) => definition,
        None => &mut *document,
    };
    if let Some(Value::Array(list)) = definition.get_mut("blocks") {
        adapt_blocks(list, there);
    }
    let Some(fields) = document.as_object_mut() else {
        return;
    };
    if fields.contains_key(MASKED) {
        match there.and_then(|there| there.get(MASKED)) {
            Some(own) => fields.insert(MASKED.to_owned(), own.clone()),
            None => fields.shift_remove(MASKED),
        };
    }
}

fn adapt_blocks(list: &mut [Value], there: Option<&Value>) {
    for block in list {
        let Some(fields) = block.as_object_mut() else {
            continue;
        };
        if let Some(Value::Array(inside)) = fields.get_mut("loop_blocks") {
            adapt_blocks(inside, there);
        }
        let label = blocks::label(fields).to_owned();
        let same = there.and_then(|there| {
            document::every_block(there).find(|block| blocks::label(block) == label)
        });
        let secret: Vec<String> = fields
            .iter()
            .filter(|(name, value)| *name != "loop_blocks" && is_encrypted(value))
            .map(|(name, _)| name.clone())
            .collect();
        for name in secret {
            match same.and_then(|block| block.get(&name)) {
                Some(own) => fields.insert(name, own.clone()),
                None => fields.shift_remove(&name),
            };
        }
    }
}

fn is_encrypted(value: &Value) -> bool {
    match value {
        Value::String(text) => text.starts_with(ENCRYPTED),
        Value::Array(items) => items.iter().any(is_encrypted),
        Value::Object(fields) => fields.values().any(is_encrypted),
        _ => false,
    }
}
