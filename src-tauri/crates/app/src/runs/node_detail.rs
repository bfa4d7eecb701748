//! Inputs and output of one block of a run, read from what is held of it.

use serde_json::{Map, Value};
use skyvern_api::runs::BlockRun;

use super::build::every_block;
use crate::App;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, NodeId, RunId};
use crate::views::runs::NodeDetail;

/// The fields of a block run that say what went into it, with the words for them, in reading order.
const INPUTS: &[(&str, &str)] = &[
    ("url", "url"),
    ("navigation_goal", "prompt"),
    ("data_extraction_goal", "extract"),
    ("prompt", "prompt"),
    ("instructions", "instructions"),
    ("complete_criterion", "complete when"),
    ("terminate_criterion", "give up when"),
    ("data_schema", "schema"),
    ("navigation_payload", "payload"),
    ("loop_values", "values"),
    ("current_value", "current_value"),
    ("executed_branch_expression", "condition"),
    ("recipients", "recipients"),
    ("subject", "subject"),
    ("body", "body"),
    ("attachments", "attachments"),
    ("engine", "engine"),
];

impl App {
    /// What went into one block of a run, and what came out.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a block that has not run.
    pub async fn node_detail(
        &self,
        connection: &ConnectionId,
        run: &RunId,
        node: &NodeId,
    ) -> Result<NodeDetail> {
        let held = self.state.watchers.snapshot(connection, run);
        let snapshot = match held {
            Some(snapshot) => snapshot,
            None => self
                .kept_run(connection, run)
                .await?
                .map(std::sync::Arc::new)
                .ok_or_else(|| Error::NotFound("This run is not kept here.".to_owned()))?,
        };
        let blocks = every_block(&snapshot.timeline);
        let block = blocks
            .into_iter()
            .find(|block| block.block_run_id.as_str() == node.as_str());
        let block = block.ok_or_else(|| Error::NotFound("This block has not run.".to_owned()))?;
        Ok(NodeDetail {
            node: node.clone(),
            label: block.label.clone().unwrap_or_default(),
            inputs: inputs(block),
            output: unwrapped(&block.output),
        })
    }
}

fn inputs(block: &BlockRun) -> Value {
    let value = block.to_value();
    let mut inputs = Map::new();
    for (field, words) in INPUTS {
        let Some(input) = value.get(*field).filter(|input| !is_blank(input)) else {
            continue;
        };
        if !inputs.contains_key(*words) {
            inputs.insert((*words).to_owned(), input.clone());
        }
    }
    Value::Object(inputs)
}

/// A text that stands alone comes wrapped as `{"value": …}` (reference A.4).
pub(crate) fn unwrapped(output: &Value) -> Value {
    match output.as_object() {
        Some(fields) if fields.len() == 1 => fields
            .get("value")
            .filter(|value| value.is_string())
            .unwrap_or(output)
            .clone(),
        _ => output.clone(),
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
