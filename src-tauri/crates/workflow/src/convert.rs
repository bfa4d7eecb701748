//! From the stored shape, which GET answers, to the create shape, which POST takes (reference
//! A.8).
//!
//! The server refuses its own answers: blocks come back with whole parameter objects in place of
//! keys, with their output parameter, and an agent's block with all fields any agent's block has.
//! The conversion takes back what the server added and keeps everything else, fields and kinds it
//! does not know included. What is in the create shape already stays as it is, block by block, so
//! a document that was put together by hand from both is converted where it needs to be.

mod block;
mod parameter;

use serde_json::{Map, Value};

use crate::document;

/// The two shapes of a workflow document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// As the server keeps and answers it.
    Stored,
    /// As the server takes it.
    Create,
}

/// What the server adds to a stored workflow, and refuses to be told.
const SERVER_SIDE: &[&str] = &[
    "workflow_id",
    "workflow_permanent_id",
    "agent_id",
    "organization_id",
    "version",
    "is_template",
    "import_error",
    "created_by",
    "edited_by",
    "copilot_authored",
    "effective_default_engine",
    "original_created_by",
    "original_created_at",
    "created_at",
    "modified_at",
    "deleted_at",
];

/// Settings that a stored workflow may hold as null, and a create request may leave out but not
/// set to null.
const NEVER_NULL: &[&str] = &[
    "persist_browser_session",
    "reuse_browser_session",
    "pin_saved_session_ip",
    "is_saved_task",
    "status",
    "run_with",
    "ai_fallback",
    "adaptive_caching",
    "generate_script_on_terminal",
    "run_sequentially",
];

/// Which shape `workflow` is in. A document with any mark of the server's is stored.
pub fn shape(workflow: &Value) -> Shape {
    let definition = document::definition(workflow);
    let parameters = definition.map_or(&[][..], |it| document::list(it, "parameters"));
    let stored = workflow.as_object().is_some_and(is_stored)
        || parameters
            .iter()
            .filter_map(Value::as_object)
            .any(parameter::is_stored)
        || document::every_block(workflow).any(block::is_stored);
    if stored { Shape::Stored } else { Shape::Create }
}

/// `workflow` in the create shape. Takes a whole workflow or a bare definition.
pub fn to_create(workflow: &Value) -> Value {
    match workflow {
        Value::Object(map) if map.contains_key("workflow_definition") => {
            Value::Object(workflow_to_create(map))
        }
        Value::Object(map) => Value::Object(definition_to_create(map)),
        other => other.clone(),
    }
}

fn workflow_to_create(workflow: &Map<String, Value>) -> Map<String, Value> {
    let stored = is_stored(workflow);
    let kept = workflow.iter().filter(|(key, value)| {
        let added = SERVER_SIDE.contains(&key.as_str());
        let refused = value.is_null() && NEVER_NULL.contains(&key.as_str());
        !(stored && (added || refused))
    });
    kept.map(|(key, value)| match value {
        Value::Object(definition) if key == "workflow_definition" => {
            (key.clone(), Value::Object(definition_to_create(definition)))
        }
        _ => (key.clone(), value.clone()),
    })
    .collect()
}

fn definition_to_create(definition: &Map<String, Value>) -> Map<String, Value> {
    let convert = |(key, value): (&String, &Value)| {
        let value = match (key.as_str(), value) {
            ("parameters", Value::Array(list)) => parameter::list_to_create(list),
            ("blocks", Value::Array(list)) => block::list_to_create(list),
            _ => value.clone(),
        };
        (key.clone(), value)
    };
    definition.iter().map(convert).collect()
}

fn is_stored(workflow: &Map<String, Value>) -> bool {
    workflow.contains_key("workflow_permanent_id") || workflow.contains_key("workflow_id")
}
