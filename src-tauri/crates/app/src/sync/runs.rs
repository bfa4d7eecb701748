//! The runs of a connection: the newest page again and again, older pages once.

use std::collections::HashSet;

use library::{Library, LibraryError, RunRecord};
use skyvern_api::Error as Api;
use skyvern_api::runs::{ListRuns, RunKind, RunSummary};

use crate::App;
use crate::error::Result;
use crate::event::Event;
use crate::ids::{ConnectionId, RunId};
use crate::open::lock;
use crate::runs::UNDER_WAY;
use crate::views::runs::RunStatus;

/// The most that one page may have (reference B.3).
const PAGE_SIZE: u32 = 100;
/// So many runs of the past are taken in; older ones are read when they are opened.
const DEEPEST_PAGE: u32 = 20;
/// So many runs that went on while nobody looked are read in one round.
const MOST_FORGOTTEN: u32 = 20;
/// The status of a run that the server no longer has; no word of Skyvern's.
const GONE: &str = "gone";

impl App {
    /// Takes in what is new among the runs. Returns whether any is under way.
    pub(super) async fn sync_runs(&self, id: &ConnectionId) -> Result<bool> {
        let mut changed = Vec::new();
        let listed = self.read_runs(id, &mut changed).await;
        // Also when a later page failed: the earlier ones are kept.
        self.tell_runs(id, changed).await?;
        let listed = listed?;
        let mut news = Vec::new();
        let mut has_runs_under_way = false;
        self.change(id, |entry| {
            news = entry.under_way.take_in(&listed);
            has_runs_under_way = !entry.under_way.is_empty();
        });
        for run in news {
            self.watch_for_notice(id, &run);
        }
        Ok(has_runs_under_way)
    }

    /// Reads pages until one has something that is known. `changed` takes the workflows whose runs differ.
    async fn read_runs(
        &self,
        id: &ConnectionId,
        changed: &mut Vec<Option<String>>,
    ) -> Result<Vec<(RunId, RunStatus)>> {
        let client = self.client(id)?;
        let mut listed = Vec::new();
        for page in 1..=DEEPEST_PAGE {
            let query = ListRuns {
                page: Some(page),
                page_size: Some(PAGE_SIZE),
                run_type: vec![RunKind::Workflow],
                ..ListRuns::default()
            };
            let runs = match client.runs().list(&query).await {
                Ok(runs) => runs,
                Err(fault) => return Err(self.fault(id, fault).await),
            };
            let count = runs.len();
            let records: Vec<_> = runs.iter().map(run_record_of_list).collect();
            listed.extend(records.iter().map(|record| {
                let status = RunStatus::of_word(&record.status);
                (RunId(record.id.clone()), status)
            }));
            let new = self.store_runs(id, records).await?;
            let is_wholly_new = new.len() == count;
            changed.extend(new);
            // A page that is wholly new can have more new ones behind it.
            if count < PAGE_SIZE as usize || !is_wholly_new {
                break;
            }
        }
        Ok(listed)
    }

    /// Reads the runs that the library still takes for under way although no list shows them: they ended while nobody
    /// looked, and too long ago.
    pub(super) async fn settle_forgotten_runs(&self, id: &ConnectionId) -> Result<()> {
        let query = library::RunQuery {
            statuses: UNDER_WAY.iter().map(|word| (*word).to_owned()).collect(),
            limit: MOST_FORGOTTEN,
            ..library::RunQuery::default()
        };
        let name = id.clone();
        let kept = self
            .library(move |library| library.runs(name.as_str(), &query))
            .await?;
        for record in kept.runs {
            let run = RunId(record.id.clone());
            let is_known = lock(&self.state.connections)
                .entry(id)
                .is_none_or(|entry| entry.under_way.has(&run));
            if is_known {
                continue;
            }
            let client = self.client(id)?;
            let now = match client.runs().get_rich(&run.as_str().into()).await {
                Ok(rich) => run_record(&rich, record.version, record.trigger),
                Err(Api::NotFound { .. }) => RunRecord {
                    status: GONE.to_owned(),
                    ..record
                },
                Err(fault) => return Err(self.fault(id, fault).await),
            };
            self.keep_runs(id, vec![now]).await?;
        }
        Ok(())
    }

    /// Keeps runs and tells the windows if any differed.
    pub(crate) async fn keep_runs(&self, id: &ConnectionId, records: Vec<RunRecord>) -> Result<()> {
        let changed = self.store_runs(id, records).await?;
        self.tell_runs(id, changed).await
    }

    /// Keeps runs. Returns the workflow of each that differed.
    async fn store_runs(
        &self,
        id: &ConnectionId,
        records: Vec<RunRecord>,
    ) -> Result<Vec<Option<String>>> {
        let name = id.clone();
        self.keep(id, move |library| store(library, name.as_str(), records))
            .await
    }

    /// One event of each kind, however many runs differ.
    async fn tell_runs(&self, id: &ConnectionId, changed: Vec<Option<String>>) -> Result<()> {
        if changed.is_empty() {
            return Ok(());
        }
        let mut workflows: Vec<String> = changed.into_iter().flatten().collect();
        workflows.sort();
        workflows.dedup();
        self.tell_workflows(id, workflows, Vec::new()).await?;
        self.emit(Event::RunsChanged {
            connection: id.clone(),
        });
        Ok(())
    }
}

fn store(
    library: &Library,
    connection: &str,
    mut records: Vec<RunRecord>,
) -> std::result::Result<Vec<Option<String>>, LibraryError> {
    for record in &mut records {
        if let Some(kept) = library.run(connection, &record.id)? {
            fill_in(record, kept);
        }
    }
    let changed: HashSet<String> = library
        .upsert_runs(connection, &records)?
        .into_iter()
        .collect();
    let changed = records
        .into_iter()
        .filter(|record| changed.contains(&record.id));
    Ok(changed.map(|record| record.workflow_id).collect())
}

/// Lists tell less than the run itself, and the time at which its row in the list was made for that of the run.
/// Without this, the two would overwrite each other again and again.
fn fill_in(record: &mut RunRecord, kept: RunRecord) {
    record.created_at = kept.created_at;
    record.version = record.version.or(kept.version);
    if RunStatus::of_word(&record.status).is_final() {
        record.failure = record.failure.take().or(kept.failure);
    }
}

/// A row of the server's list as the library keeps it.
fn run_record_of_list(run: &RunSummary) -> RunRecord {
    RunRecord {
        id: run.run_id.as_str().to_owned(),
        workflow_id: run.workflow_id.as_ref().map(|id| id.as_str().to_owned()),
        title: run.title.clone().unwrap_or_default(),
        status: run.status.to_string(),
        created_at: run.created_at,
        started_at: run.started_at,
        finished_at: run.finished_at,
        failure: run.failure_reason.clone(),
        trigger: run
            .trigger
            .as_ref()
            .map_or_else(String::new, ToString::to_string),
        version: None,
        parameter_text: None,
        body: None,
    }
}

/// A run that was read whole.
pub(crate) fn run_record(
    run: &skyvern_api::runs::RichRun,
    version: Option<u32>,
    trigger: String,
) -> RunRecord {
    RunRecord {
        id: run.run_id.as_str().to_owned(),
        workflow_id: Some(run.workflow_id.as_str().to_owned()),
        title: run.workflow_title.clone().unwrap_or_default(),
        status: run.status.to_string(),
        created_at: run.created_at,
        started_at: run.started_at,
        finished_at: run.finished_at,
        failure: run.failure_reason.clone(),
        trigger,
        version,
        parameter_text: (!run.parameters.is_null()).then(|| run.parameters.to_string()),
        body: None,
    }
}
