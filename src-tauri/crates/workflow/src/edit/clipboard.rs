//! Blocks as text, for the clipboard and for other windows.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::draft::extract;
use super::layout::Layout;
use super::renaming::names_in;
use super::{BlockId, OFF, Refused};
use crate::convert;
use crate::document::{self, Block, list, text};
use crate::text::{TextFault, export_blocks, export_yaml, read_value};

/// What a text holds that can be put into a workflow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clip {
    /// Blocks in the create shape, as `Edit::Add` takes them.
    pub blocks: Vec<Value>,
    /// The parameters that came with them.
    pub parameters: Vec<Value>,
}

/// Blocks with all that is in them as YAML: a list, or an object of `parameters` and `blocks`
/// where the blocks use parameters.
pub fn blocks_as_yaml(document: &Value, keys: &[BlockId]) -> Result<String, Refused> {
    let (layout, maps) = Layout::read(document);
    let ids = layout.outermost(keys)?;
    let mut used: HashSet<&str> = HashSet::new();
    for id in layout.reading(&ids) {
        used.extend(names_in(maps[id]));
    }
    let blocks = extract(&layout, &maps, &ids);
    let parameters = used_parameters(document, used);
    if parameters.is_empty() {
        return Ok(export_blocks(&blocks));
    }
    Ok(export_yaml(
        &json!({"parameters": parameters, "blocks": blocks}),
    ))
}

/// The blocks in `text`, which holds a list of blocks, one block, a definition or a whole
/// workflow, in YAML or JSON.
pub fn parse_blocks(text: &str) -> Result<Clip, TextFault> {
    let value = read_value(text)?;
    let no_blocks = || TextFault {
        line: 1,
        column: 1,
        message: "There are no blocks in this text: expected a list of blocks with block_type \
                  and label, or a workflow"
            .to_owned(),
    };
    let definition = match value {
        Value::Array(blocks) => json!({ "blocks": blocks }),
        Value::Object(map) if map.contains_key("block_type") => json!({ "blocks": [map] }),
        other => other,
    };
    let mut definition = convert::to_create(&definition);
    let parameters = document::definition(&definition).map(|it| list(it, "parameters").to_vec());
    let blocks = match definition.get_mut("workflow_definition") {
        Some(inner) => inner.get_mut("blocks"),
        None => definition.get_mut("blocks"),
    };
    let blocks = blocks.and_then(Value::as_array_mut).map(std::mem::take);
    let blocks = blocks.filter(|blocks| {
        let is_block = |block: &Value| block.as_object().is_some_and(|it| !it.kind().is_empty());
        !blocks.is_empty() && blocks.iter().all(is_block)
    });
    let mut blocks = blocks.ok_or_else(no_blocks)?;
    for block in blocks.iter_mut().filter_map(Value::as_object_mut) {
        without_marks(block);
    }
    Ok(Clip {
        blocks,
        parameters: parameters.unwrap_or_default(),
    })
}

/// What is switched off in one workflow need not be in another.
fn without_marks(block: &mut Map<String, Value>) {
    block.shift_remove(OFF);
    if let Some(Value::Array(inside)) = block.get_mut("loop_blocks") {
        let inside = inside.iter_mut().filter_map(Value::as_object_mut);
        inside.for_each(without_marks);
    }
}

/// The parameters called so, and those that they take their values from.
fn used_parameters<'a>(document: &'a Value, mut used: HashSet<&'a str>) -> Vec<&'a Value> {
    let Some(definition) = document::definition(document) else {
        return Vec::new();
    };
    let all = list(definition, "parameters");
    // A source may have a source of its own.
    loop {
        let known = used.len();
        for parameter in all {
            if used.contains(key(parameter, "key")) {
                used.insert(key(parameter, "source_parameter_key"));
                used.insert(key(parameter, "url_parameter_key"));
            }
        }
        if used.len() == known {
            break;
        }
    }
    let is_used = |it: &&Value| !key(it, "key").is_empty() && used.contains(key(it, "key"));
    all.iter().filter(is_used).collect()
}

fn key<'a>(parameter: &'a Value, name: &str) -> &'a str {
    parameter.as_object().map_or("", |it| text(it, name))
}
