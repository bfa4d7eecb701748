//! A workflow of the server as the library keeps it.

use library::{ContentHash, IndexText, WorkflowRecord};
use serde_json::Value;
use skyvern_api::workflows::Workflow;

/// The hash of all that a record is made from.
pub(crate) fn hash_of(body: &str) -> ContentHash {
    ContentHash::of(body.as_bytes())
}

/// The record of a workflow; `body` is its JSON as it came.
pub(crate) fn record_of(workflow: &Workflow, body: &str) -> WorkflowRecord {
    let value = serde_json::from_str(body).unwrap_or(Value::Null);
    let texts = workflow::texts::texts(&value);
    WorkflowRecord {
        id: workflow.workflow_id.as_str().to_owned(),
        title: workflow.title.clone(),
        description: workflow.description.clone().unwrap_or_default(),
        folder: workflow.folder_id.as_ref().map(|id| id.as_str().to_owned()),
        version: workflow.version,
        status: workflow
            .status
            .as_ref()
            .map_or_else(String::new, ToString::to_string),
        created_at: workflow.created_at,
        updated_at: workflow.modified_at,
        is_template: workflow.is_template,
        kinds: workflow::outline::kinds_of(&value)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        block_count: count(workflow::outline::block_count(&value)),
        parameter_count: count(
            workflow::parameters::parameters(&value)
                .iter()
                .filter(|one| one.is_input())
                .count(),
        ),
        body: body.to_owned(),
        texts: texts
            .into_iter()
            .map(|text| IndexText {
                block: text.place.block.map(Into::into),
                field: text.place.field,
                text: text.text.into(),
            })
            .collect(),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
