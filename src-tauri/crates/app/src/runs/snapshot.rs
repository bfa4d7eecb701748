//! What the server says of a run at one moment, and how it is kept for later.

use library::SnapshotPart;
use serde_json::{Value, json};
use skyvern_api::Error as Api;
use skyvern_api::runs::{RichRun, Run, TimelineEntry, oldest_first};

use crate::App;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, RunId};
use crate::sync::run_record;

/// A run with all that its window is made from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RunSnapshot {
    /// Inputs, outputs, state.
    pub(crate) rich: RichRun,
    /// The rest: page in Skyvern's interface, steps. Read at the beginning and at the end.
    pub(crate) run: Option<Run>,
    /// Oldest first at every level.
    pub(crate) timeline: Vec<TimelineEntry>,
    /// The version of the workflow that runs, in the stored form.
    pub(crate) workflow: Option<Value>,
}

impl RunSnapshot {
    pub(crate) fn is_final(&self) -> bool {
        self.rich.status.is_final()
    }

    /// The number of the version that runs.
    pub(crate) fn version(&self) -> Option<u32> {
        let version = self.workflow.as_ref()?.get("version")?.as_u64()?;
        u32::try_from(version).ok()
    }
}

impl App {
    /// Reads a run anew. What does not change while it runs is taken from `before`.
    pub(crate) async fn read_run(
        &self,
        connection: &ConnectionId,
        id: &RunId,
        before: Option<&RunSnapshot>,
    ) -> Result<RunSnapshot> {
        match self.ask_run(connection, id, before).await {
            Ok(snapshot) => Ok(snapshot),
            Err(AskFault::Api(fault)) => Err(self.fault(connection, fault).await),
            Err(AskFault::App(fault)) => Err(fault),
        }
    }

    async fn ask_run(
        &self,
        connection: &ConnectionId,
        id: &RunId,
        before: Option<&RunSnapshot>,
    ) -> std::result::Result<RunSnapshot, AskFault> {
        let client = self.client(connection).map_err(AskFault::App)?;
        let runs = client.runs();
        let wire = id.as_str().into();
        let (rich, workflow) = match before {
            Some(before) => (runs.get_rich(&wire).await?, before.workflow.clone()),
            None => match runs.get_with_workflow(&wire).await {
                Ok(rich) => {
                    let workflow = rich
                        .workflow
                        .as_ref()
                        .map(skyvern_api::workflows::Workflow::to_value);
                    (rich, workflow)
                }
                Err(Api::NotSupported { .. }) => (runs.get_rich(&wire).await?, None),
                Err(fault) => return Err(fault.into()),
            },
        };
        let mut timeline = match runs.timeline(&wire).await {
            Ok(timeline) => timeline,
            // Runs of tasks have none.
            Err(Api::InvalidRequest { .. }) => Vec::new(),
            Err(fault) => return Err(fault.into()),
        };
        oldest_first(&mut timeline);
        let known = before.and_then(|before| before.run.clone());
        let is_over = rich.status.is_final();
        let run = match known {
            Some(run) if run.status.is_final() || !is_over => Some(run),
            _ => Some(runs.get(&wire).await?),
        };
        Ok(RunSnapshot {
            rich,
            run,
            timeline,
            workflow,
        })
    }

    /// Keeps a run for the time when the server is away.
    pub(crate) async fn keep_snapshot(
        &self,
        connection: &ConnectionId,
        snapshot: &RunSnapshot,
        trigger: Option<String>,
    ) -> Result<()> {
        let run = json!({ "rich": kept_form(&snapshot.rich), "run": snapshot.run });
        let run = without_secrets(run).to_string();
        let timeline = json!(snapshot.timeline).to_string();
        let workflow = snapshot.workflow.as_ref().map(Value::to_string);
        let id = snapshot.rich.run_id.as_str().to_owned();
        let name = connection.clone();
        self.keep(connection, move |library| {
            let keep = |part, json: &str| library.store_snapshot(name.as_str(), &id, part, json);
            keep(SnapshotPart::Run, &run)?;
            keep(SnapshotPart::Timeline, &timeline)?;
            workflow.map_or(Ok(()), |json| keep(SnapshotPart::Workflow, &json))
        })
        .await?;
        let known = match trigger {
            Some(trigger) => trigger,
            None => {
                self.kept_trigger(connection, snapshot.rich.run_id.as_str())
                    .await?
            }
        };
        let record = run_record(&snapshot.rich, snapshot.version(), known);
        self.keep_runs(connection, vec![record]).await
    }

    /// A run as it was last kept, if it was.
    pub(crate) async fn kept_run(
        &self,
        connection: &ConnectionId,
        id: &RunId,
    ) -> Result<Option<RunSnapshot>> {
        let (name, id) = (connection.clone(), id.clone());
        let parts = self
            .library(move |library| {
                let load = |part| library.load_snapshot(name.as_str(), id.as_str(), part);
                Ok((
                    load(SnapshotPart::Run)?,
                    load(SnapshotPart::Timeline)?,
                    load(SnapshotPart::Workflow)?,
                ))
            })
            .await?;
        let (Some(run), Some(timeline), workflow) = parts else {
            return Ok(None);
        };
        let unreadable = |fault: serde_json::Error| {
            Error::Library(format!(
                "What was kept of this run cannot be read: {fault}."
            ))
        };
        let run: Value = serde_json::from_str(&run).map_err(unreadable)?;
        Ok(Some(RunSnapshot {
            rich: serde_json::from_value(run["rich"].clone()).map_err(unreadable)?,
            run: serde_json::from_value(run["run"].clone()).map_err(unreadable)?,
            timeline: serde_json::from_str(&timeline).map_err(unreadable)?,
            workflow: workflow
                .map(|json| serde_json::from_str(&json))
                .transpose()
                .map_err(unreadable)?,
        }))
    }

    async fn kept_trigger(&self, connection: &ConnectionId, id: &str) -> Result<String> {
        let (name, id) = (connection.clone(), id.to_owned());
        let kept = self
            .library(move |library| library.run(name.as_str(), &id))
            .await?;
        Ok(kept.map(|run| run.trigger).unwrap_or_default())
    }
}

/// The workflow is kept by itself.
fn kept_form(rich: &RichRun) -> Value {
    let mut value = rich.to_value();
    if let Some(fields) = value.as_object_mut() {
        fields.remove("workflow");
    }
    value
}

/// What a launch may have carried and does not belong on the disk: headers, and proxies with their passwords.
const CARRIERS: [&str; 3] = [
    "extra_http_headers",
    "cdp_connect_headers",
    "proxy_location",
];

fn without_secrets(mut run: Value) -> Value {
    for place in ["/rich", "/run", "/run/run_request"] {
        if let Some(fields) = run.pointer_mut(place).and_then(Value::as_object_mut) {
            // A location by its name is no secret.
            fields.retain(|name, value| !CARRIERS.contains(&name.as_str()) || value.is_string());
        }
    }
    run
}

enum AskFault {
    Api(Api),
    App(Error),
}

impl From<Api> for AskFault {
    fn from(fault: Api) -> Self {
        Self::Api(fault)
    }
}
