//! Recorded runs as snapshots and as what a window shows of them.

use serde_json::Value;
use skyvern_api::runs::{Run, TimelineEntry, oldest_first};

use super::{RunSnapshot, build};
use crate::ids::ConnectionId;
use crate::views::runs::{Freshness, RunView};

mod answers;

pub(crate) use answers::{Recording, body};

impl Recording {
    pub(crate) fn snapshot(&self) -> RunSnapshot {
        let mut timeline: Vec<TimelineEntry> =
            serde_json::from_value(self.timeline.clone()).expect("a timeline");
        oldest_first(&mut timeline);
        let known: Run = serde_json::from_value(self.run.clone()).expect("a run");
        RunSnapshot {
            rich: serde_json::from_value(answers::rich(&self.run)).expect("a rich run"),
            run: Some(known),
            timeline,
            workflow: self.workflow(),
        }
    }

    /// What a run window shows.
    pub(crate) fn view(&self) -> RunView {
        view(&self.snapshot())
    }
}

pub(crate) fn view(snapshot: &RunSnapshot) -> RunView {
    let connection = ConnectionId::from("con_1");
    build::view(
        &connection,
        snapshot,
        Freshness::Live,
        Some("api".to_owned()),
    )
}

/// A run and its timeline that were not recorded together.
pub(crate) fn made_of(run: &Value, timeline: &Value) -> Recording {
    Recording {
        run: run.clone(),
        timeline: timeline.clone(),
    }
}

/// The names of all runs that were recorded to their end.
pub(crate) fn names() -> Vec<String> {
    let files = std::fs::read_dir(answers::folder()).expect("the recordings");
    let mut names: Vec<String> = files
        .filter_map(|file| file.expect("a file").file_name().into_string().ok())
        .filter_map(|file| {
            let name = file.strip_prefix("run-")?.strip_suffix("-timeline.json")?;
            let is_run = body(&format!("run-{name}-timeline")).is_array();
            let is_whole = file != "run-cancelled-timeline-30s-later.json";
            (is_run && is_whole).then(|| name.to_owned())
        })
        .collect();
    names.sort();
    names
}
