//! The order of keys in a text that people read.

use serde_json::{Map, Value};

const WORKFLOW: &[&str] = &["title", "description"];
const DEFINITION: &[&str] = &["version", "parameters", "blocks"];
const PARAMETER: &[&str] = &[
    "key",
    "description",
    "parameter_type",
    "workflow_parameter_type",
    "default_value",
];
/// Deeper than anything that can be read.
const DEEPEST: usize = 127;
const BLOCK: &[&str] = &["block_type", "label", "next_block_label"];

/// `workflow` with its well-known keys first, and everything else in the order it came in. Objects
/// whose keys are the author's own stay as they are.
pub(super) fn natural(workflow: Value) -> Value {
    match workflow {
        Value::Object(mut map) if map.contains_key("workflow_definition") => {
            // The blocks are long; what stands after them is not found.
            let definition = map
                .shift_remove("workflow_definition")
                .map(self::definition);
            let mut map = first(map, WORKFLOW);
            map.extend(definition.map(|it| ("workflow_definition".to_owned(), it)));
            Value::Object(map)
        }
        other => definition(other),
    }
}

fn definition(definition: Value) -> Value {
    let Value::Object(map) = definition else {
        return definition;
    };
    let map = first(map, DEFINITION).into_iter().map(|(key, value)| {
        let value = match key.as_str() {
            "parameters" => each(value, &|parameter| first(parameter, PARAMETER)),
            "blocks" => each(value, &|it| block(it, 0)),
            _ => value,
        };
        (key, value)
    });
    map.collect()
}

fn block(block: Map<String, Value>, depth: usize) -> Map<String, Value> {
    if depth > DEEPEST {
        return block;
    }
    let mut block = first(block, BLOCK);
    // As with the workflow's: after what is inside a loop nobody looks for a setting of it.
    if let Some(inside) = block.shift_remove("loop_blocks") {
        block.insert(
            "loop_blocks".to_owned(),
            each(inside, &|it| self::block(it, depth + 1)),
        );
    }
    block
}

fn each(list: Value, reorder: &dyn Fn(Map<String, Value>) -> Map<String, Value>) -> Value {
    let reorder = |item| match item {
        Value::Object(map) => Value::Object(reorder(map)),
        other => other,
    };
    match list {
        Value::Array(items) => items.into_iter().map(reorder).collect(),
        other => other,
    }
}

fn first(mut map: Map<String, Value>, keys: &[&str]) -> Map<String, Value> {
    let mut ordered = Map::with_capacity(map.len());
    for key in keys {
        ordered.extend(map.shift_remove_entry(*key));
    }
    ordered.extend(map);
    ordered
}
