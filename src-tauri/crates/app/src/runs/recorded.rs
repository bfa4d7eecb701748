//! Runs of a real server, recorded, as snapshots: at their end, and as they were at any moment before.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use skyvern_api::runs::{Run, TimelineEntry, oldest_first};

use super::{RunSnapshot, build};
use crate::ids::ConnectionId;
use crate::views::runs::{Freshness, RunView};

/// The body of a recorded answer.
pub(crate) fn body(name: &str) -> Value {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/skyvern/recorded");
    let text = std::fs::read(folder.join(format!("{name}.json"))).expect(name);
    let exchange: Value = serde_json::from_slice(&text).expect(name);
    exchange["response"]["body"].clone()
}

/// The names of all runs that were recorded with a timeline.
pub(crate) fn names() -> Vec<String> {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/skyvern/recorded");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the recordings")
        .filter_map(|file| file.expect("a file").file_name().into_string().ok())
        .filter_map(|file| {
            let name = file.strip_prefix("run-")?.strip_suffix("-timeline.json")?;
            body(&format!("run-{name}-timeline"))
                .is_array()
                .then(|| name.to_owned())
        })
        .collect();
    names.sort();
    names
}

/// The run at its end.
pub(crate) fn snapshot(name: &str) -> RunSnapshot {
    let run = match name {
        "cancelled" => body("run-cancelled-run"),
        name => body(&format!("run-{name}-run")),
    };
    made_of(&run, &body(&format!("run-{name}-timeline")))
}

/// The run as it was at `moment`.
pub(crate) fn snapshot_at(name: &str, moment: DateTime<Utc>) -> RunSnapshot {
    let mut run = body(&format!("run-{name}-run"));
    if time(&run["finished_at"]).is_some_and(|end| end > moment) {
        run["status"] = json!("running");
        for field in ["finished_at", "output", "failure_reason"] {
            run[field] = Value::Null;
        }
    }
    let timeline = entries_at(&body(&format!("run-{name}-timeline")), moment);
    made_of(&run, &timeline)
}

/// Every moment at which something in the run changed, oldest first.
pub(crate) fn moments(name: &str) -> Vec<DateTime<Utc>> {
    let mut moments = BTreeSet::new();
    collect_times(&body(&format!("run-{name}-timeline")), &mut moments);
    collect_times(&body(&format!("run-{name}-run")), &mut moments);
    moments.into_iter().collect()
}

/// What a run window shows of a snapshot.
pub(crate) fn view(snapshot: &RunSnapshot) -> RunView {
    build::view(
        &ConnectionId::from("con_1"),
        snapshot,
        Freshness::Live,
        Some("api".to_owned()),
    )
}

/// A snapshot of the run and the timeline as the server answers them.
pub(crate) fn made_of(run: &Value, timeline: &Value) -> RunSnapshot {
    let mut timeline: Vec<TimelineEntry> =
        serde_json::from_value(timeline.clone()).expect("a timeline");
    oldest_first(&mut timeline);
    let workflow = run["run_request"]["workflow_id"]
        .as_str()
        .and_then(workflow);
    let known: Run = serde_json::from_value(run.clone()).expect("a run");
    RunSnapshot {
        rich: serde_json::from_value(rich(run)).expect("a rich run"),
        run: Some(known),
        timeline,
        workflow,
    }
}

/// The rich answer about a run, of which few were recorded, made of the plain one.
fn rich(run: &Value) -> Value {
    let renamed = [
        ("workflow_run_id", &run["run_id"]),
        ("workflow_id", &run["run_request"]["workflow_id"]),
        ("workflow_title", &run["run_request"]["title"]),
        ("parameters", &run["run_request"]["parameters"]),
        ("outputs", &run["output"]),
        ("total_steps", &run["step_count"]),
    ];
    let same = [
        "status",
        "failure_reason",
        "downloaded_files",
        "errors",
        "created_at",
        "started_at",
        "finished_at",
        "run_with",
        "browser_session_id",
    ];
    let renamed = renamed.map(|(name, value)| (name.to_owned(), value.clone()));
    let same = same.map(|name| (name.to_owned(), run[name].clone()));
    Value::Object(renamed.into_iter().chain(same).collect::<Map<_, _>>())
}

/// The workflow as one of the recorded lists has it.
fn workflow(id: &str) -> Option<Value> {
    let lists = [
        body("agents-list-page-size-1000"),
        json!([body("agents-create-finally")]),
    ];
    lists
        .iter()
        .flat_map(|list| list.as_array().into_iter().flatten())
        .find(|one| one["workflow_permanent_id"] == id)
        .cloned()
}

fn entries_at(entries: &Value, moment: DateTime<Utc>) -> Value {
    let begun = entries
        .as_array()
        .into_iter()
        .flatten()
        .filter(|entry| time(&entry["created_at"]).is_some_and(|at| at <= moment));
    begun.map(|entry| entry_at(entry, moment)).collect()
}

fn entry_at(entry: &Value, moment: DateTime<Utc>) -> Value {
    let mut entry = entry.clone();
    entry["children"] = entries_at(&entry["children"], moment);
    let is_over = time(&entry["block"]["modified_at"]).is_none_or(|at| at <= moment);
    if let Some(actions) = entry["block"]["actions"].as_array_mut() {
        actions.retain(|action| time(&action["created_at"]).is_none_or(|at| at <= moment));
    }
    if !is_over {
        entry["block"]["status"] = json!("running");
        for field in ["output", "failure_reason", "duration"] {
            entry["block"][field] = Value::Null;
        }
    }
    entry
}

fn collect_times(value: &Value, into: &mut BTreeSet<DateTime<Utc>>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            if name.ends_with("_at") {
                into.extend(time(value));
            }
            collect_times(value, into);
        }),
        Value::Array(items) => items.iter().for_each(|item| collect_times(item, into)),
        _ => {}
    }
}

/// The server's times carry no zone and are UTC.
pub(crate) fn time(value: &Value) -> Option<DateTime<Utc>> {
    let text = value.as_str()?.trim_end_matches('Z');
    Some(
        text.parse::<chrono::NaiveDateTime>()
            .expect("a time")
            .and_utc(),
    )
}
