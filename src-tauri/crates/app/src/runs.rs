//! Runs: lists, and what can be done to them. Watching one is in `watching`, its picture in `timeline`.

use library::RunRecord;
use skyvern_api::runs::RunStatus as WireStatus;

use crate::App;
use crate::error::Result;
use crate::ids::{ConnectionId, RunId, WorkflowId};
use crate::views::runs::{BulkFailure, BulkReport, RunList, RunQuery, RunRow, RunStatus};

mod build;
mod changes;
mod failure;
mod log;
mod node_detail;
mod notices;
#[cfg(test)]
mod recorded;
mod snapshot;
pub(crate) mod timeline;
pub(crate) mod watching;

pub(crate) use node_detail::unwrapped;
pub(crate) use snapshot::RunSnapshot;

/// The most that the server cancels at once (reference B.3).
const CANCEL_AT_ONCE: usize = 100;

impl App {
    /// A part of the list of runs, newest first, as kept on this computer.
    pub async fn runs(&self, connection: &ConnectionId, query: &RunQuery) -> Result<RunList> {
        let wanted = library::RunQuery {
            search: query.text.clone(),
            statuses: query
                .statuses
                .iter()
                .filter_map(|status| status.word())
                .map(str::to_owned)
                .collect(),
            workflow_id: query.workflow.as_ref().map(|id| id.0.clone()),
            limit: query.limit,
            offset: query.offset,
        };
        let under_way = library::RunQuery {
            statuses: UNDER_WAY.iter().map(|word| (*word).to_owned()).collect(),
            limit: 0,
            ..library::RunQuery::default()
        };
        let name = connection.clone();
        let (page, under_way) = self
            .library(move |library| {
                Ok((
                    library.runs(name.as_str(), &wanted)?,
                    library.runs(name.as_str(), &under_way)?,
                ))
            })
            .await?;
        Ok(RunList {
            rows: page.runs.into_iter().map(run_row).collect(),
            total: page.total,
            running: under_way.total,
        })
    }

    /// Cancels runs. The block under way may still go on to its end; none follows.
    pub async fn cancel_runs(
        &self,
        connection: &ConnectionId,
        runs: &[RunId],
    ) -> Result<BulkReport> {
        let client = self.client(connection)?;
        let mut report = BulkReport {
            done: Vec::new(),
            failed: Vec::new(),
        };
        for some in runs.chunks(CANCEL_AT_ONCE) {
            let ids: Vec<_> = some.iter().map(|run| run.as_str().into()).collect();
            let outcome = match client.runs().cancel_many(&ids).await {
                Ok(outcome) => outcome,
                Err(fault) => return Err(self.fault(connection, fault).await),
            };
            let failed = outcome
                .failed
                .iter()
                .map(|run| RunId(run.as_str().to_owned()));
            report.failed.extend(failed.map(|run| BulkFailure {
                run,
                message: "The server did not cancel this run; it may have ended before.".to_owned(),
            }));
            report.done.extend(
                outcome
                    .cancelled
                    .iter()
                    .map(|run| RunId(run.as_str().to_owned())),
            );
        }
        for run in runs {
            self.state.watchers.wake(connection, run);
        }
        self.wake_sync(connection, false);
        Ok(report)
    }

    /// Starts finished runs again with the same inputs; `done` holds the new runs.
    pub async fn retry_runs(
        &self,
        connection: &ConnectionId,
        runs: &[RunId],
    ) -> Result<BulkReport> {
        let client = self.client(connection)?;
        let mut report = BulkReport {
            done: Vec::new(),
            failed: Vec::new(),
        };
        for run in runs {
            match client.runs().retry(&run.as_str().into()).await {
                Ok(launched) => report.done.push(RunId(launched.run_id.as_str().to_owned())),
                Err(fault) => report.failed.push(BulkFailure {
                    run: run.clone(),
                    message: self.fault(connection, fault).await.to_string(),
                }),
            }
        }
        let begun = report.done.clone();
        self.change(connection, |entry| {
            for run in begun {
                entry.under_way.begin(run);
            }
        });
        self.wake_sync(connection, false);
        Ok(report)
    }

    /// Lets a run that waits for a person go on.
    pub async fn approve_run(&self, connection: &ConnectionId, run: &RunId) -> Result<()> {
        let client = self.client(connection)?;
        if let Err(fault) = client.runs().approve(&run.as_str().into()).await {
            return Err(self.fault(connection, fault).await);
        }
        self.state.watchers.wake(connection, run);
        Ok(())
    }

    /// Answers no: the run is cancelled (reference B.3).
    pub async fn reject_run(&self, connection: &ConnectionId, run: &RunId) -> Result<()> {
        let client = self.client(connection)?;
        if let Err(fault) = client.runs().cancel(&run.as_str().into()).await {
            return Err(self.fault(connection, fault).await);
        }
        self.state.watchers.wake(connection, run);
        Ok(())
    }

    /// Runs under way, over all connections, as far as this computer knows.
    pub async fn running_count(&self) -> u32 {
        let ids: Vec<ConnectionId> = crate::open::lock(&self.state.connections)
            .entries
            .iter()
            .map(|entry| entry.saved.id.clone())
            .collect();
        let mut count = 0;
        for id in ids {
            let query = RunQuery {
                limit: 1,
                ..RunQuery::default()
            };
            count += self.runs(&id, &query).await.map_or(0, |list| list.running);
        }
        count
    }
}

/// Skyvern's words for runs that have not ended.
pub(crate) const UNDER_WAY: &[&str] = &["created", "queued", "running", "paused"];

pub(crate) fn run_row(run: RunRecord) -> RunRow {
    let seconds = run
        .started_at
        .zip(run.finished_at)
        .map(|(from, to)| (to - from).num_seconds().max(0));
    RunRow {
        id: RunId(run.id),
        workflow: run.workflow_id.map(WorkflowId),
        title: if run.title.is_empty() {
            "Untitled run".to_owned()
        } else {
            run.title
        },
        status: RunStatus::of_word(&run.status),
        created_at: Some(run.created_at),
        started_at: run.started_at,
        finished_at: run.finished_at,
        seconds: seconds.and_then(|seconds| u32::try_from(seconds).ok()),
        trigger: Some(run.trigger).filter(|text| !text.is_empty()),
        failure: run.failure.filter(|text| !text.is_empty()),
    }
}

impl RunStatus {
    /// Skyvern's word (reference A.1) as the window knows it.
    pub fn of_word(word: &str) -> Self {
        match word {
            "created" => Self::Created,
            "queued" => Self::Queued,
            "running" => Self::Running,
            "paused" => Self::Paused,
            "completed" => Self::Completed,
            "failed" => Self::Failed,
            "terminated" => Self::Terminated,
            "canceled" => Self::Canceled,
            "timed_out" => Self::TimedOut,
            "skipped" => Self::Skipped,
            _ => Self::Unknown,
        }
    }

    /// Skyvern's word; none for those that are the window's own.
    pub fn word(self) -> Option<&'static str> {
        Some(match self {
            Self::Created => "created",
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Terminated => "terminated",
            Self::Canceled => "canceled",
            Self::TimedOut => "timed_out",
            Self::Skipped => "skipped",
            Self::Waiting | Self::NotRun | Self::Unknown => return None,
        })
    }

    /// Whether no further change is to come.
    pub fn is_final(self) -> bool {
        self.word()
            .is_some_and(|word| WireStatus::from(word).is_final())
    }

    /// Whether it went wrong.
    pub fn is_failure(self) -> bool {
        matches!(self, Self::Failed | Self::Terminated | Self::TimedOut)
    }
}
