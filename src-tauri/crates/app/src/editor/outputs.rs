//! What blocks gave in past runs: for previews, completion and samples.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use skyvern_api::runs::TimelineEntry;

use crate::App;
use crate::error::{Error, Result};
use crate::ids::RunId;
use crate::open::lock;
use crate::runs::RunSnapshot;
use crate::views::editor::DraftId;
use crate::views::runs::RunQuery;

/// Further back, nobody looks for an output.
const RUNS: u32 = 10;
/// So many runs are asked for at most when they are not kept here.
const ASKED_FOR: usize = 3;

/// The name under which templates find all outputs by label.
const OUTPUTS: &str = "workflow_run_outputs";

/// What is known of the past runs of one workflow.
#[derive(Default)]
pub(super) struct Outputs {
    known: Mutex<HashMap<RunId, Arc<RunValues>>>,
    /// Runs that the server was asked for, whatever it answered.
    asked: Mutex<HashSet<RunId>>,
}

/// The values of one run.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RunValues {
    pub(super) run: RunId,
    pub(super) at: Option<DateTime<Utc>>,
    /// Inputs and outputs by the names that templates use.
    pub(super) values: Map<String, Value>,
    /// The first value that a loop went over, by the label of the loop.
    pub(super) items: HashMap<String, Value>,
}

impl RunValues {
    pub(super) fn output(&self, label: &str) -> Option<&Value> {
        let output = self.values.get(&format!("{label}_output"))?;
        (!output.is_null()).then_some(output)
    }
}

impl App {
    /// The values of the last runs of a workflow, newest first, until one `will_do`. Runs that are not kept here are
    /// asked for once.
    pub(super) async fn past_values(
        &self,
        draft: &DraftId,
        will_do: impl Fn(&RunValues) -> bool,
    ) -> Result<Vec<Arc<RunValues>>> {
        let query = RunQuery {
            workflow: Some(draft.workflow.clone()),
            limit: RUNS,
            ..RunQuery::default()
        };
        let rows = self.runs(&draft.connection, &query).await?.rows;
        let mut found = Vec::new();
        for row in rows {
            let may_ask = row.status.is_final() && found.len() < ASKED_FOR;
            if let Some(values) = self.values_of(draft, &row.id, may_ask).await? {
                let is_enough = will_do(&values);
                found.push(values);
                if is_enough {
                    break;
                }
            }
        }
        Ok(found)
    }

    /// The values of one run; the last one if none is named.
    pub(super) async fn values_of_run(
        &self,
        draft: &DraftId,
        run: Option<RunId>,
    ) -> Result<Option<Arc<RunValues>>> {
        let Some(run) = run else {
            return Ok(self.past_values(draft, |_| true).await?.into_iter().next());
        };
        match self.values_of(draft, &run, true).await? {
            Some(values) => Ok(Some(values)),
            None => Err(Error::NotFound("This run is not kept here.".to_owned())),
        }
    }

    /// What the blocks of a run gave, by label.
    pub(crate) async fn outputs_of_run(
        &self,
        draft: &DraftId,
        run: &RunId,
    ) -> Result<Map<String, Value>> {
        let values = self.values_of_run(draft, Some(run.clone())).await?;
        let outputs = values.and_then(|run| run.values.get(OUTPUTS)?.as_object().cloned());
        Ok(outputs.unwrap_or_default())
    }

    async fn values_of(
        &self,
        draft: &DraftId,
        run: &RunId,
        may_ask: bool,
    ) -> Result<Option<Arc<RunValues>>> {
        let slot = self.state.editor.slot(draft);
        if let Some(known) = lock(&slot.outputs.known).get(run).cloned() {
            return Ok(Some(known));
        }
        let kept = self.kept_run(&draft.connection, run).await?;
        let snapshot = match kept {
            Some(kept) => Some(kept),
            None if may_ask && self.is_connected(&draft.connection) => {
                let is_first = lock(&slot.outputs.asked).insert(run.clone());
                if is_first {
                    self.fetch_run(draft, run).await
                } else {
                    None
                }
            }
            None => None,
        };
        Ok(snapshot.map(|snapshot| {
            let values = Arc::new(values(run, &snapshot));
            if snapshot.is_final() {
                lock(&slot.outputs.known).insert(run.clone(), Arc::clone(&values));
            }
            values
        }))
    }

    /// A run from the server, kept for later; none if it cannot be had.
    async fn fetch_run(&self, draft: &DraftId, run: &RunId) -> Option<RunSnapshot> {
        let read = self.read_run(&draft.connection, run, None).await.ok()?;
        if let Err(fault) = self.keep_snapshot(&draft.connection, &read, None).await {
            tracing::warn!(%fault, "a run is not kept");
        }
        Some(read)
    }
}

fn values(run: &RunId, snapshot: &RunSnapshot) -> RunValues {
    let rich = &snapshot.rich;
    let object = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let mut values = Map::new();
    let mut items = HashMap::new();
    blocks(&snapshot.timeline, None, &mut values, &mut items);
    values.extend(object(&rich.outputs));
    values.retain(|name, _| name.ends_with("_output"));
    let outputs: Map<String, Value> = values
        .iter()
        .map(|(name, value)| (name.trim_end_matches("_output").to_owned(), value.clone()))
        .collect();
    for (label, output) in &outputs {
        values
            .entry(label.clone())
            .or_insert_with(|| output.clone());
    }
    values.insert(OUTPUTS.to_owned(), Value::Object(outputs));
    values.extend(object(&rich.parameters));
    let date = rich.started_at.unwrap_or(rich.created_at);
    let of_run = [
        (
            "workflow_title",
            rich.workflow_title.clone().unwrap_or_default(),
        ),
        (
            "workflow_permanent_id",
            rich.workflow_id.as_str().to_owned(),
        ),
        ("workflow_run_id", rich.run_id.as_str().to_owned()),
        ("current_date", date.format("%Y-%m-%d").to_string()),
    ];
    for (name, text) in of_run {
        values.entry(name).or_insert(Value::String(text));
    }
    RunValues {
        run: run.clone(),
        at: rich.finished_at.or(Some(rich.created_at)),
        values,
        items,
    }
}

/// The outputs of all blocks by `<label>_output`, the last one counting, and the first items of loops.
fn blocks(
    entries: &[TimelineEntry],
    around: Option<&str>,
    values: &mut Map<String, Value>,
    items: &mut HashMap<String, Value>,
) {
    for entry in entries {
        let Some(block) = &entry.block else {
            continue;
        };
        if let (Some(label), false) = (&block.label, block.output.is_null()) {
            values.insert(
                format!("{label}_output"),
                crate::runs::unwrapped(&block.output),
            );
        }
        if let (Some(around), Some(item)) = (around, current_value(block)) {
            items.entry(around.to_owned()).or_insert(item);
        }
        blocks(
            &entry.children,
            block.label.as_deref().or(around),
            values,
            items,
        );
    }
}

/// The item that an execution worked on. Skyvern tells it as text, which may be JSON.
fn current_value(block: &skyvern_api::runs::BlockRun) -> Option<Value> {
    let told = block.to_value();
    let value = told.get("current_value").filter(|value| !value.is_null())?;
    let text = value.as_str().unwrap_or_default();
    Some(serde_json::from_str(text).unwrap_or_else(|_| value.clone()))
}
