//! What a real server answered about runs, at their end and, cut back, at any moment before. Nothing of the crate's.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde_json::{Map, Value, json};

/// A run that was recorded to its end.
pub(crate) struct Recording {
    /// As the server answers it at its end.
    pub(crate) run: Value,
    /// The newest first, as the server answers it.
    pub(crate) timeline: Value,
}

impl Recording {
    pub(crate) fn of(name: &str) -> Self {
        Self {
            run: body(&format!("run-{name}-run")),
            timeline: body(&format!("run-{name}-timeline")),
        }
    }

    /// The run and its timeline as they were at `moment`.
    pub(crate) fn at(&self, moment: DateTime<Utc>) -> Self {
        let mut run = self.run.clone();
        if !is_past(&run["finished_at"], moment) {
            run["status"] = json!("running");
            for field in ["finished_at", "output", "failure_reason"] {
                run[field] = Value::Null;
            }
        }
        if !is_past(&run["started_at"], moment) {
            run["status"] = json!("created");
            run["started_at"] = Value::Null;
        }
        Self {
            run,
            timeline: entries_at(&self.timeline, moment),
        }
    }

    /// Every moment at which something in the run changed, oldest first.
    pub(crate) fn moments(&self) -> Vec<DateTime<Utc>> {
        let mut moments = BTreeSet::new();
        collect_times(&self.timeline, &mut moments);
        collect_times(&self.run, &mut moments);
        moments.into_iter().collect()
    }

    /// The workflow that ran, as one of the recorded lists has it.
    pub(crate) fn workflow(&self) -> Option<Value> {
        static LISTED: LazyLock<Value> = LazyLock::new(|| {
            let mut listed = body("agents-list-page-size-1000");
            let list = listed.as_array_mut().expect("a list");
            list.push(body("agents-create-finally"));
            listed
        });
        let id = self.run["run_request"]["workflow_id"].as_str()?;
        let mut listed = LISTED.as_array()?.iter();
        let found = listed.find(|one| one["workflow_permanent_id"] == id);
        found.cloned()
    }
}

/// The body of a recorded answer.
pub(crate) fn body(name: &str) -> Value {
    let text = std::fs::read(folder().join(format!("{name}.json"))).expect(name);
    let exchange: Value = serde_json::from_slice(&text).expect(name);
    exchange["response"]["body"].clone()
}

/// Where the recordings are.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/skyvern/recorded")
}

/// The rich answer about a run, of which few were recorded, made of the plain one.
pub(crate) fn rich(run: &Value) -> Value {
    let request = &run["run_request"];
    let renamed = [
        ("workflow_run_id", &run["run_id"]),
        ("workflow_id", &request["workflow_id"]),
        ("workflow_title", &request["title"]),
        ("parameters", &request["parameters"]),
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

fn entries_at(entries: &Value, moment: DateTime<Utc>) -> Value {
    let entries = entries.as_array().into_iter().flatten();
    let begun = entries.filter(|entry| is_past(&entry["created_at"], moment));
    begun.map(|entry| entry_at(entry, moment)).collect()
}

fn entry_at(entry: &Value, moment: DateTime<Utc>) -> Value {
    let mut entry = entry.clone();
    entry["children"] = entries_at(&entry["children"], moment);
    if let Some(actions) = entry["block"]["actions"].as_array_mut() {
        actions.retain(|action| is_past(&action["created_at"], moment));
    }
    if !is_past(&entry["block"]["modified_at"], moment) {
        entry["block"]["status"] = json!("running");
        for field in ["output", "failure_reason", "duration"] {
            entry["block"][field] = Value::Null;
        }
    }
    entry
}

fn is_past(at: &Value, moment: DateTime<Utc>) -> bool {
    time(at).is_none_or(|at| at <= moment)
}

fn collect_times(value: &Value, into: &mut BTreeSet<DateTime<Utc>>) {
    match value {
        Value::Object(fields) => {
            let times = fields.iter().filter(|(name, _)| name.ends_with("_at"));
            into.extend(times.filter_map(|(_, value)| time(value)));
            fields.values().for_each(|value| collect_times(value, into));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_times(item, into)),
        _ => {}
    }
}

/// The server's times carry no zone and are UTC.
pub(crate) fn time(value: &Value) -> Option<DateTime<Utc>> {
    let text = value.as_str()?.trim_end_matches('Z');
    let time: NaiveDateTime = text.parse().expect("a time");
    Some(time.and_utc())
}
