//! What is on the server.

use std::collections::{HashMap, VecDeque};

use axum::body::Bytes;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::answers::{Recording, body, rich, time};
use super::live::Scene;
use super::{Asked, Fault, KEY};

pub(crate) struct World {
    pub(crate) key: String,
    pub(crate) version: String,
    /// What was changed last comes first.
    pub(crate) workflows: Vec<Value>,
    /// All versions of a workflow that has more than one, newest first.
    pub(crate) versions: HashMap<String, Vec<Value>>,
    pub(crate) folders: Vec<Value>,
    /// The newest first.
    pub(crate) runs: Vec<Play>,
    pub(crate) artifacts: HashMap<String, Vec<Value>>,
    /// Media type and bytes by artifact.
    pub(crate) contents: HashMap<String, (String, Bytes)>,
    /// What happens when a workflow is launched, by its id; other launches do nothing.
    pub(crate) plays: HashMap<String, &'static str>,
    /// What each live view shows, one script after the other.
    pub(crate) live: VecDeque<Vec<Scene>>,
    pub(crate) live_views: usize,
    pub(crate) faults: Vec<(String, Fault)>,
    /// After so many more requests, this goes wrong everywhere.
    pub(crate) faults_after: Option<(usize, Fault)>,
    pub(crate) asked: Vec<Asked>,
    /// A workflow that is deleted right after the first page of the list was read.
    pub(crate) vanishing: Option<String>,
    /// Whether every page is the first.
    pub(crate) has_no_pages: bool,
    /// Whether runs begin now, and not when they were recorded.
    pub(crate) is_now: bool,
    /// How far the server's clock is ahead.
    pub(crate) ahead: TimeDelta,
    pub(super) last_id: u64,
}

impl Default for World {
    fn default() -> Self {
        Self {
            key: KEY.to_owned(),
            version: "1.0.56".to_owned(),
            workflows: Vec::new(),
            versions: HashMap::new(),
            folders: Vec::new(),
            runs: Vec::new(),
            artifacts: HashMap::new(),
            contents: HashMap::new(),
            plays: HashMap::new(),
            live: VecDeque::new(),
            live_views: 0,
            faults: Vec::new(),
            faults_after: None,
            asked: Vec::new(),
            vanishing: None,
            has_no_pages: false,
            is_now: false,
            ahead: TimeDelta::zero(),
            last_id: 600_000_000_000_000_000,
        }
    }
}

/// A run that plays a recording, moment by moment, when it is told to.
pub(crate) struct Play {
    pub(crate) id: String,
    recording: Recording,
    moments: Vec<DateTime<Utc>>,
    /// The number of the moment, from 0.
    at: usize,
    /// What the person did to it.
    pub(crate) status: Option<&'static str>,
    question: Option<&'static str>,
    /// How much later than its recording it plays.
    later: TimeDelta,
    pub(crate) inputs: Value,
    workflow: Value,
}

impl World {
    /// An id that was not given before.
    pub(crate) fn id(&mut self, prefix: &str) -> String {
        self.last_id += 2;
        format!("{prefix}_{}", self.last_id)
    }

    /// Puts the workflows of these recorded runs on the server, each as it was when it ran, so that a launch plays
    /// the recording. Returns the id of the first.
    pub(crate) fn stage(&mut self, recordings: &[&'static str]) -> String {
        let mut ids = Vec::new();
        for name in recordings {
            let workflow = Recording::of(name).workflow().expect("it was recorded");
            let id = text(&workflow["workflow_permanent_id"]);
            self.plays.insert(id.clone(), name);
            self.workflows.push(workflow);
            ids.push(id);
        }
        ids.remove(0)
    }

    /// Puts `count` small workflows on the server; returns their ids, newest first.
    pub(crate) fn fill(&mut self, count: usize) -> Vec<String> {
        let mut ids = Vec::new();
        let mut made = Vec::new();
        for number in 0..count {
            let id = self.id("wpid");
            made.push(json!({
                "workflow_permanent_id": id, "workflow_id": self.id("w"), "version": 1,
                "title": format!("Workflow {number:05}"), "status": "published",
                "workflow_definition": {
                    "blocks": [{ "label": "w", "block_type": "wait", "wait_sec": 1 }],
                    "parameters": [],
                },
                "created_at": "2026-11-23T00:00:00", "modified_at": "2026-11-23T00:00:00",
            }));
            ids.push(id);
        }
        self.workflows.splice(0..0, made);
        ids
    }

    /// Starts a run, as somebody elsewhere would; it is at its first moment. Returns its id.
    pub(crate) fn begin(&mut self, recording: &'static str) -> String {
        let id = self.id("wr");
        let recording = Recording::of(recording);
        let moments = recording.moments();
        let later = if self.is_now {
            Utc::now() - moments[0]
        } else {
            TimeDelta::zero()
        };
        let workflow = recording.workflow().unwrap_or_default();
        let play = Play {
            id: id.clone(),
            at: 0,
            status: None,
            question: None,
            later,
            inputs: recording.run["run_request"]["parameters"].clone(),
            workflow,
            moments,
            recording,
        };
        self.runs.insert(0, play);
        id
    }

    pub(crate) fn run(&mut self, id: &str) -> &mut Play {
        let found = self.runs.iter_mut().find(|run| run.id == id);
        found.expect("the run is on the server")
    }

    /// Adds a file that the run left behind. Returns its id.
    pub(crate) fn leave(&mut self, run: &str, kind: &str, name: &str, bytes: &[u8]) -> String {
        let id = self.id("a");
        let artifact = json!({
            "artifact_id": id, "artifact_type": kind, "uri": format!("file:///srv/skyvern/{id}_{name}"),
            "file_size": bytes.len(), "run_id": run, "archived": false,
            "created_at": "2026-11-23T00:10:14.000001",
        });
        self.artifacts
            .entry(run.to_owned())
            .or_default()
            .push(artifact);
        let mime = "application/octet-stream".to_owned();
        self.contents
            .insert(id.clone(), (mime, Bytes::copy_from_slice(bytes)));
        id
    }

    /// Puts other bytes under another name in the place of a file, as the server does when a film is finished.
    pub(crate) fn finish(&mut self, run: &str, artifact: &str, name: &str, bytes: &[u8]) {
        let files = self.artifacts.get_mut(run).expect("the run has files");
        let file = files
            .iter_mut()
            .find(|file| file["artifact_id"] == artifact)
            .expect("the file is there");
        file["uri"] = json!(format!("file:///srv/skyvern/{artifact}_{name}"));
        file["file_size"] = json!(bytes.len());
        let content = self.contents.get_mut(artifact).expect("it has content");
        content.1 = Bytes::copy_from_slice(bytes);
    }

    /// The workflow with a change, as the next version, at the head of the list.
    pub(crate) fn save(&mut self, id: &str, change: impl FnOnce(&mut Value)) {
        let place = self.place(id).expect("the workflow is on the server");
        let mut workflow = self.workflows.remove(place);
        self.versions
            .entry(id.to_owned())
            .or_insert_with(|| vec![workflow.clone()]);
        let version = workflow["version"].as_u64().unwrap_or_default() + 1;
        workflow["version"] = json!(version);
        workflow["workflow_id"] = json!(self.id("w"));
        change(&mut workflow);
        let versions = self.versions.get_mut(id).expect("it was entered above");
        versions.insert(0, workflow.clone());
        self.workflows.insert(0, workflow);
    }

    pub(crate) fn delete(&mut self, id: &str) {
        self.workflows
            .retain(|one| one["workflow_permanent_id"] != id);
    }

    /// Counts a request towards the moment at which things go wrong.
    pub(super) fn come_to_harm(&mut self) {
        match &mut self.faults_after {
            Some((0, fault)) => {
                self.faults.push((String::new(), fault.clone()));
                self.faults_after = None;
            }
            Some((left, _)) => *left -= 1,
            None => {}
        }
    }

    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.workflows
            .iter()
            .position(|one| one["workflow_permanent_id"] == id)
    }

    /// An answer with all its times moved as the server's clock is.
    pub(super) fn by_the_clock(&self, mut value: Value) -> Value {
        if !self.ahead.is_zero() {
            shift(&mut value, self.ahead);
        }
        value
    }
}

impl Play {
    /// Goes on to the next moment at which something changed; `false` at the end.
    pub(crate) fn step(&mut self) -> bool {
        let last = self.moments.len() - 1;
        self.at = (self.at + 1).min(last);
        self.at < last
    }

    /// Goes on to the end.
    pub(crate) fn end(&mut self) {
        self.at = self.moments.len() - 1;
    }

    /// Waits for a person, with a question, until it is told to go on.
    pub(crate) fn ask(&mut self, question: &'static str) {
        self.status = Some("paused");
        self.question = Some(question);
    }

    /// A person said yes.
    pub(super) fn go_on(&mut self) {
        self.status = None;
        self.question = None;
    }

    /// Cuts the run short.
    pub(crate) fn cancel(&mut self) {
        if self.now().run["finished_at"].is_null() {
            self.status = Some("canceled");
        }
    }

    pub(super) fn now(&self) -> Recording {
        let mut now = self.recording.at(self.moments[self.at]);
        now.run["run_id"] = json!(self.id);
        now.run["run_request"]["parameters"] = self.inputs.clone();
        if let Some(status) = self.status {
            now.run["status"] = json!(status);
            if status == "canceled" {
                now.run["finished_at"] = self.recording.run["finished_at"].clone();
            }
        }
        if let Some(question) = self.question {
            let block = json!({
                "workflow_run_block_id": format!("wrb_{}", question.len()), "workflow_run_id": self.id,
                "label": "ask", "block_type": "human_interaction", "status": "running",
                "instructions": question, "created_at": "2026-11-23T00:05:14",
                "modified_at": "2026-11-23T00:05:14",
            });
            let entry = json!({
                "type": "block", "block": block, "children": [], "created_at": "2026-11-23T00:05:14",
            });
            let entries = now.timeline.as_array_mut().expect("a timeline");
            entries.insert(0, entry);
        }
        if !self.later.is_zero() {
            shift(&mut now.run, self.later);
            shift(&mut now.timeline, self.later);
        }
        now
    }

    pub(super) fn rich(&self, with_workflow: bool) -> Value {
        let mut rich = rich(&self.now().run);
        if with_workflow {
            rich["workflow"] = self.workflow.clone();
        }
        rich
    }

    /// The row of the list: its row is made a moment after the run, and it tells no reason.
    pub(super) fn row(&self) -> Value {
        let run = self.now().run;
        let created = time(&run["created_at"]).expect("a time") + TimeDelta::milliseconds(285);
        json!({
            "task_run_id": self.id.replace("wr_", "tr_"), "run_id": self.id,
            "task_run_type": "workflow_run", "status": run["status"],
            "title": run["run_request"]["title"], "started_at": run["started_at"],
            "finished_at": run["finished_at"], "created_at": created.naive_utc(),
            "workflow_permanent_id": run["run_request"]["workflow_id"],
            "workflow_deleted": false, "trigger_type": "api",
        })
    }
}

/// The answer of the real server to who one is.
pub(super) fn organizations() -> Value {
    body("organizations-api-v1")
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn shift(value: &mut Value, by: TimeDelta) {
    match value {
        Value::String(text) => {
            if let Ok(at) = text.parse::<NaiveDateTime>() {
                *text = (at + by).to_string().replace(' ', "T");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| shift(item, by)),
        Value::Object(fields) => fields.values_mut().for_each(|value| shift(value, by)),
        _ => {}
    }
}
