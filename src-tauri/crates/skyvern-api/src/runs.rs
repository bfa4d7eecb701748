//! Runs: launch, follow, cancel (reference B.2 and B.3).

mod control;
mod launch;
mod model;
mod recovery;
mod timeline;
mod wait;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::call::{Call, Versioned};
use crate::capabilities::Feature;
use crate::client::Client;
use crate::error::Error;
use crate::ids::{RunId, WorkflowId};
pub use crate::runs::control::Launched;
pub use crate::runs::launch::{LaunchRun, PartialLaunch, Proxy, ProxyLocation};
pub use crate::runs::model::{
    CancelOutcome, FileInfo, RichRun, Run, RunAttempt, RunKind, RunProblem, RunRequest, RunStatus,
    RunSummary, Trigger, WebhookReplay,
};
pub use crate::runs::timeline::{
    Action, ActionKind, ActionStatus, BlockRun, BlockStatus, EntryKind, Thought, TimelineEntry,
    oldest_first,
};
pub use crate::runs::wait::WaitOptions;

/// The calls about runs. Made by [`Client::runs`].
#[derive(Clone, Copy, Debug)]
pub struct Runs<'c> {
    pub(crate) client: &'c Client,
}

/// Which runs to list. The default is the server's first page of all runs, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRuns {
    /// The page, from 1 to 100.
    pub page: Option<u32>,
    /// Runs a page, up to 100; the server takes 10 if not told.
    pub page_size: Option<u32>,
    /// Only these statuses.
    pub status: Vec<RunStatus>,
    /// Text to search.
    pub search_key: Option<String>,
    /// Only these kinds (servers from 1.0.29).
    pub run_type: Vec<RunKind>,
    /// Only runs of these workflows (servers from 1.0.29).
    pub workflow_id: Vec<WorkflowId>,
    /// Only runs with these tags (servers from 1.0.47).
    pub tags: Vec<String>,
}

/// Which runs of one workflow to list. The default is the server's first page, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListWorkflowRuns {
    /// The page, from 1.
    pub page: Option<u32>,
    /// Runs a page; the server takes 10 if not told.
    pub page_size: Option<u32>,
    /// Only these statuses.
    pub status: Vec<RunStatus>,
    /// Text to search.
    pub search_key: Option<String>,
    /// Only runs that failed with this code.
    pub error_code: Option<String>,
    /// Only runs created from then on.
    pub created_at_start: Option<DateTime<Utc>>,
    /// Only runs created until then.
    pub created_at_end: Option<DateTime<Utc>>,
    /// Only runs with these tags.
    pub tags: Vec<String>,
    /// Runs started by other runs too.
    pub include_child_runs: bool,
}

impl Runs<'_> {
    /// One run (`GET /v1/runs/{id}`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let run = client.runs().get(&"wr_1".into()).await?;
    /// println!("{} since {:?}", run.status, run.started_at);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get(&self, id: &RunId) -> Result<Run, Error> {
        self.client
            .fetch(Call::get("v1/runs/{}", &[id.as_str()]))
            .await
    }

    /// One run of a workflow with its inputs, its outputs per block, all its recordings and its cost
    /// (`GET /api/v1/workflows/runs/{id}`, which every server has).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let run = client.runs().get_rich(&"wr_1".into()).await?;
    /// println!("{} with {}", run.workflow_id, run.parameters);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_rich(&self, id: &RunId) -> Result<RichRun, Error> {
        self.client
            .fetch(Call::get("api/v1/workflows/runs/{}", &[id.as_str()]))
            .await
    }

    /// The same with the version of the workflow that ran (`GET /v1/workflows/runs/{id}`).
    ///
    /// # Errors
    /// [`Error::NotSupported`] before Skyvern 0.2.21.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let run = client.runs().get_with_workflow(&"wr_1".into()).await?;
    /// println!("ran version {:?}", run.workflow.map(|workflow| workflow.version));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_with_workflow(&self, id: &RunId) -> Result<RichRun, Error> {
        let call =
            Call::get("v1/workflows/runs/{}", &[id.as_str()]).needs(Feature::RunWithWorkflow);
        self.client.fetch_versioned(call).await
    }

    /// One page of all runs, newest first (`GET /v1/runs`). Servers before 1.0.29 list runs of workflows only, and
    /// ignore `run_type`, `workflow_id` and `tags`.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::runs::{ListRuns, RunStatus};
    ///
    /// let query = ListRuns {
    ///     status: vec![RunStatus::Running, RunStatus::Queued],
    ///     ..ListRuns::default()
    /// };
    /// let under_way = client.runs().list(&query).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list(&self, query: &ListRuns) -> Result<Vec<RunSummary>, Error> {
        let call = query
            .apply(Call::get("v1/runs", &[]))
            .query_each("run_type", &query.run_type)
            .query_each("workflow_permanent_id", &query.workflow_id)
            .query_each("tags", &query.tags)
            .or_older(
                Feature::RunList,
                query.apply(Call::get("api/v1/workflows/runs", &[])),
            );
        self.client.fetch_versioned(call).await
    }

    /// One page of the runs of one workflow, newest first (`GET /v1/workflows/{id}/runs`). An unknown workflow has none.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::runs::ListWorkflowRuns;
    ///
    /// let query = ListWorkflowRuns { page_size: Some(20), ..ListWorkflowRuns::default() };
    /// let recent = client.runs().list_of_workflow(&"wpid_1".into(), &query).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_of_workflow(
        &self,
        id: &WorkflowId,
        query: &ListWorkflowRuns,
    ) -> Result<Vec<RunSummary>, Error> {
        self.client
            .fetch_versioned(of_workflow(id, |call| query.apply(call)))
            .await
    }

    /// What happened in a run so far, newest first at every level (`GET /v1/runs/{id}/timeline`). See [`oldest_first`].
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] for runs of tasks, which have none.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let mut timeline = client.runs().timeline(&"wr_1".into()).await?;
    /// skyvern_api::runs::oldest_first(&mut timeline);
    /// for block in timeline.iter().filter_map(|entry| entry.block.as_ref()) {
    ///     println!("{:?} {:?}", block.label, block.status);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn timeline(&self, id: &RunId) -> Result<Vec<TimelineEntry>, Error> {
        let call = Call::get("v1/runs/{}/timeline", &[id.as_str()]).needs(Feature::RunTimeline);
        if !self.client.lacks(Feature::RunTimeline) {
            match self.client.fetch_versioned(call).await {
                Err(Error::NotSupported { .. }) => {}
                outcome => return outcome,
            }
        }
        // The older route names the workflow as well.
        let workflow_id = self.get_rich(id).await?.workflow_id;
        let ids = [workflow_id.as_str(), id.as_str()];
        self.client
            .fetch(Call::get("api/v1/workflows/{}/runs/{}/timeline", &ids))
            .await
    }
}

/// The runs of one workflow, with the query that `apply` adds to either route.
fn of_workflow(id: &WorkflowId, apply: impl Fn(Call) -> Call) -> Versioned {
    let ids = [id.as_str()];
    apply(Call::get("v1/workflows/{}/runs", &ids)).or_older(
        Feature::WorkflowRuns,
        apply(Call::get("api/v1/workflows/{}/runs", &ids)),
    )
}

impl ListRuns {
    fn apply(&self, call: Call) -> Call {
        call.query_if("page", self.page)
            .query_if("page_size", self.page_size)
            .query_each("status", &self.status)
            .query_if("search_key", self.search_key.as_ref())
    }
}

impl ListWorkflowRuns {
    fn apply(&self, call: Call) -> Call {
        let time = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
        call.query_if("page", self.page)
            .query_if("page_size", self.page_size)
            .query_each("status", &self.status)
            .query_if("search_key", self.search_key.as_ref())
            .query_if("error_code", self.error_code.as_ref())
            .query_if("created_at_start", self.created_at_start.map(time))
            .query_if("created_at_end", self.created_at_end.map(time))
            .query_each("tags", &self.tags)
            .query_if(
                "include_child_runs",
                self.include_child_runs.then_some(true),
            )
    }
}
