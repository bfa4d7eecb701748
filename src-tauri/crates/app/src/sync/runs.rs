//! The runs of a connection: the newest page again and again, older pages once.

use library::RunRecord;
use skyvern_api::runs::{ListRuns, RunKind, RunStatus, RunSummary};

use crate::App;
use crate::error::Result;
use crate::event::Event;
use crate::ids::{ConnectionId, RunId};

/// The most that one page may have (reference B.3).
const PAGE_SIZE: u32 = 100;
/// So many runs of the past are taken in; older ones are read when they are opened.
const DEEPEST_PAGE: u32 = 20;

impl App {
    /// Takes in what is new among the runs. Returns whether any is under way.
    pub(super) async fn sync_runs(&self, id: &ConnectionId) -> Result<bool> {
        let client = self.client(id)?;
        let mut has_runs_under_way = false;
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
            has_runs_under_way |= runs.iter().any(|run| !run.status.is_final());
            let is_last = runs.len() < PAGE_SIZE as usize;
            let count = runs.len();
            let records: Vec<_> = runs.iter().map(run_record_of_list).collect();
            let changed = self.keep_runs(id, records).await?;
            // A page that is wholly new can have more new ones behind it.
            if is_last || changed < count {
                break;
            }
        }
        Ok(has_runs_under_way)
    }

    /// Keeps runs and tells the windows if any differed. Returns how many did.
    pub(crate) async fn keep_runs(
        &self,
        id: &ConnectionId,
        records: Vec<RunRecord>,
    ) -> Result<usize> {
        let workflows: Vec<Option<String>> = records
            .iter()
            .map(|record| record.workflow_id.clone())
            .collect();
        let ids: Vec<String> = records.iter().map(|record| record.id.clone()).collect();
        let name = id.clone();
        let changed = self
            .library(move |library| library.upsert_runs(name.as_str(), &records))
            .await?;
        if changed.is_empty() {
            return Ok(0);
        }
        let mut touched: Vec<String> = ids
            .iter()
            .zip(workflows)
            .filter(|(run, _)| changed.contains(run))
            .filter_map(|(_, workflow)| workflow)
            .collect();
        touched.sort();
        touched.dedup();
        self.tell_workflows(id, touched, Vec::new()).await?;
        self.emit(Event::RunsChanged {
            connection: id.clone(),
        });
        self.watch_launched_elsewhere(id, changed.iter().map(|run| RunId(run.clone())))
            .await;
        Ok(changed.len())
    }
}

/// A row of the server's list as the library keeps it.
pub(crate) fn run_record_of_list(run: &RunSummary) -> RunRecord {
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

/// A run that was read whole. `title` and `workflow` stand in where it does not say them.
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

/// Skyvern's word as the window knows it.
pub(crate) fn is_final(status: &str) -> bool {
    RunStatus::from(status).is_final()
}
