//! Where things stand in a workflow document, whatever its shape. Reading never fails: what is
//! missing or of the wrong type reads as absent.

use serde_json::{Map, Value};

/// The `workflow_definition` of `workflow`, or `workflow` itself where it is a bare definition.
pub fn definition(workflow: &Value) -> Option<&Map<String, Value>> {
    let map = workflow.as_object()?;
    match map.get("workflow_definition") {
        Some(definition) => definition.as_object(),
        None => map.contains_key("blocks").then_some(map),
    }
}

/// The same, to change it.
pub(crate) fn definition_mut(workflow: &mut Value) -> Option<&mut Map<String, Value>> {
    let map = workflow.as_object_mut()?;
    if map.contains_key("workflow_definition") {
        return map.get_mut("workflow_definition")?.as_object_mut();
    }
    map.contains_key("blocks").then_some(map)
}

/// The top-level blocks.
pub fn blocks(workflow: &Value) -> &[Value] {
    definition(workflow).map_or(&[], |definition| list(definition, "blocks"))
}

/// All blocks, each before the blocks inside it, in the order of the document.
pub fn every_block(workflow: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    let mut rest: Vec<std::slice::Iter<'_, Value>> = vec![blocks(workflow).iter()];
    std::iter::from_fn(move || {
        loop {
            match rest.last_mut()?.next() {
                None => {
                    rest.pop();
                }
                Some(Value::Object(block)) => {
                    rest.push(block.loop_blocks().iter());
                    return Some(block);
                }
                Some(_) => {}
            }
        }
    })
}

/// The title, if it has one that is not blank.
pub fn title(workflow: &Value) -> Option<&str> {
    workflow
        .get("title")?
        .as_str()
        .filter(|title| !title.trim().is_empty())
}

/// Reading access to one block.
pub(crate) trait Block {
    fn label(&self) -> &str;
    fn kind(&self) -> &str;
    /// The blocks of a loop; empty for every other kind.
    fn loop_blocks(&self) -> &[Value];
    /// The branches of a condition; empty for every other kind.
    fn branches(&self) -> &[Value];
    /// The label that `next_block_label` names; blank counts as none.
    fn next(&self) -> Option<&str>;
}

impl Block for Map<String, Value> {
    fn label(&self) -> &str {
        text(self, "label")
    }

    fn kind(&self) -> &str {
        text(self, "block_type")
    }

    fn loop_blocks(&self) -> &[Value] {
        list(self, "loop_blocks")
    }

    fn branches(&self) -> &[Value] {
        list(self, "branch_conditions")
    }

    fn next(&self) -> Option<&str> {
        Some(text(self, "next_block_label")).filter(|label| !label.is_empty())
    }
}

/// The key of the parameter that a for-loop goes over, from either shape.
pub(crate) fn loop_key(block: &Map<String, Value>) -> &str {
    match block.get("loop_over") {
        Some(Value::Object(parameter)) => text(parameter, "key"),
        _ => text(block, "loop_over_parameter_key"),
    }
}

pub(crate) fn list<'a>(map: &'a Map<String, Value>, key: &str) -> &'a [Value] {
    map.get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

pub(crate) fn text<'a>(map: &'a Map<String, Value>, key: &str) -> &'a str {
    map.get(key).and_then(Value::as_str).unwrap_or_default()
}
