//! Schedules: workflows that run by the clock (reference B.6).

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::capabilities::Feature;
use crate::client::Client;
use crate::decode::Part;
use crate::error::Error;
use crate::ids::{OrganizationId, ScheduleId, WorkflowId};
use crate::record::record;

/// The calls about schedules; all need Skyvern 1.0.30 ([`Error::NotSupported`] before). Made by [`Client::schedules`].
#[derive(Clone, Copy, Debug)]
pub struct Schedules<'c> {
    pub(crate) client: &'c Client,
}

record! {
    /// A schedule of a workflow.
    Schedule {
        /// Its id.
        required schedule_id: ScheduleId = "workflow_schedule_id",
        /// The workflow that it runs.
        required workflow_id: WorkflowId = "workflow_permanent_id",
        /// The title of the workflow (only in the list of all).
        optional workflow_title: String,
        /// The organisation that it belongs to.
        optional organization_id: OrganizationId,
        /// When, as a cron expression.
        optional cron_expression: String,
        /// How often, in seconds (newer servers).
        optional interval_seconds: u64,
        /// The one time (newer servers).
        optional run_at: DateTime<Utc>,
        /// The time zone of the expression, e.g. `Europe/Berlin`.
        required timezone: String,
        /// Whether it is at work.
        required enabled: bool,
        /// The inputs.
        nested parameters: Value,
        /// Its name.
        optional name: String,
        /// What it is for.
        optional description: String,
        /// When it runs next (only in the list of all).
        optional next_run: DateTime<Utc>,
        /// When it was made.
        required created_at: DateTime<Utc>,
        /// When it last changed.
        optional modified_at: DateTime<Utc>,
    }
}

record! {
    /// A page of the schedules of all workflows.
    SchedulePage {
        /// The schedules.
        nested schedules: Vec<Schedule>,
        /// How many there are on all pages.
        required total_count: u64,
        /// This page, from 1.
        required page: u32,
        /// Schedules a page.
        required page_size: u32,
    }
}

record! {
    /// A schedule with its next times.
    ScheduleDetail {
        /// The schedule.
        nested schedule: Option<Schedule>,
        /// The next times it runs.
        default next_runs: Vec<DateTime<Utc>>,
    }
}

record! {
    /// The schedules of one workflow.
    WorkflowSchedules {
        /// The schedules.
        nested schedules: Vec<Schedule>,
    }
}

/// Which schedules to list. The default is the server's first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListSchedules {
    /// The page, from 1.
    pub page: Option<u32>,
    /// Schedules a page; the server takes 10 if not told.
    pub page_size: Option<u32>,
    /// Only those at work (`true`) or only those paused (`false`).
    pub active: Option<bool>,
    /// Text to search.
    pub search: Option<String>,
}

/// When a schedule runs its workflow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timing {
    /// By a cron expression of five fields.
    Cron(String),
    /// Every so many seconds (newer servers).
    Every {
        /// The distance, in seconds.
        seconds: u64,
        /// The first time.
        first: Option<DateTime<Utc>>,
    },
    /// Once (newer servers).
    Once(DateTime<Utc>),
}

/// A schedule to be made, or to replace another.
#[derive(Clone, Debug, PartialEq)]
pub struct ScheduleSpec {
    /// When.
    pub timing: Timing,
    /// The time zone of the expression, e.g. `Europe/Berlin`.
    pub timezone: String,
    /// Whether it is at work at once; the server takes yes if not told.
    pub enabled: Option<bool>,
    /// The inputs of the runs.
    pub parameters: Option<Map<String, Value>>,
    /// Its name.
    pub name: Option<String>,
    /// What it is for.
    pub description: Option<String>,
}

impl Schedules<'_> {
    /// One page of the schedules of all workflows (`GET /v1/schedules`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::schedules::ListSchedules;
    ///
    /// let page = client.schedules().list(&ListSchedules::default()).await?;
    /// println!("{} of {}", page.schedules.len(), page.total_count);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list(&self, query: &ListSchedules) -> Result<SchedulePage, Error> {
        let status = query
            .active
            .map(|active| if active { "active" } else { "paused" });
        let call = Call::get("v1/schedules", &[])
            .query_if("page", query.page)
            .query_if("page_size", query.page_size)
            .query_if("status", status)
            .query_if("search", query.search.as_ref());
        self.fetch(call).await
    }

    /// The schedules of one workflow (`GET /v1/workflows/{id}/schedules`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let schedules = client.schedules().list_of_workflow(&"wpid_1".into()).await?.schedules;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_of_workflow(
        &self,
        workflow: &WorkflowId,
    ) -> Result<WorkflowSchedules, Error> {
        self.fetch(Call::get("v1/workflows/{}/schedules", &[workflow.as_str()]))
            .await
    }

    /// One schedule with its next times (`GET /v1/workflows/{id}/schedules/{id}`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let detail = client.schedules().get(&"wpid_1".into(), &"wfs_1".into()).await?;
    /// println!("next at {:?}", detail.next_runs.first());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get(
        &self,
        workflow: &WorkflowId,
        id: &ScheduleId,
    ) -> Result<ScheduleDetail, Error> {
        let ids = [workflow.as_str(), id.as_str()];
        self.fetch(Call::get("v1/workflows/{}/schedules/{}", &ids))
            .await
    }

    /// Makes a schedule (`POST /v1/workflows/{id}/schedules`).
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] for an expression that is none.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::schedules::{ScheduleSpec, Timing};
    ///
    /// let spec = ScheduleSpec {
    ///     timing: Timing::Cron("0 3 * * *".into()),
    ///     timezone: "Europe/Berlin".into(),
    ///     enabled: Some(true),
    ///     parameters: None,
    ///     name: Some("nightly".into()),
    ///     description: None,
    /// };
    /// let made = client.schedules().create(&"wpid_1".into(), &spec).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create(
        &self,
        workflow: &WorkflowId,
        spec: &ScheduleSpec,
    ) -> Result<ScheduleDetail, Error> {
        let call = Call::post("v1/workflows/{}/schedules", &[workflow.as_str()]);
        self.fetch(call.json(spec.body())).await
    }

    /// Replaces a schedule (`PUT /v1/workflows/{id}/schedules/{id}`).
    ///
    /// ```no_run
    /// # use skyvern_api::schedules::ScheduleSpec;
    /// # async fn example(client: skyvern_api::Client, spec: ScheduleSpec) -> Result<(), skyvern_api::Error> {
    /// let changed = client.schedules().update(&"wpid_1".into(), &"wfs_1".into(), &spec).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update(
        &self,
        workflow: &WorkflowId,
        id: &ScheduleId,
        spec: &ScheduleSpec,
    ) -> Result<ScheduleDetail, Error> {
        let ids = [workflow.as_str(), id.as_str()];
        self.fetch(Call::put("v1/workflows/{}/schedules/{}", &ids).json(spec.body()))
            .await
    }

    /// Puts a schedule to work or pauses it (`POST …/{id}/enable`, `…/disable`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// client.schedules().set_enabled(&"wpid_1".into(), &"wfs_1".into(), false).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn set_enabled(
        &self,
        workflow: &WorkflowId,
        id: &ScheduleId,
        enabled: bool,
    ) -> Result<ScheduleDetail, Error> {
        let template = if enabled {
            "v1/workflows/{}/schedules/{}/enable"
        } else {
            "v1/workflows/{}/schedules/{}/disable"
        };
        self.fetch(Call::post(template, &[workflow.as_str(), id.as_str()]))
            .await
    }

    /// Deletes a schedule (`DELETE /v1/workflows/{id}/schedules/{id}`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// client.schedules().delete(&"wpid_1".into(), &"wfs_1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete(&self, workflow: &WorkflowId, id: &ScheduleId) -> Result<(), Error> {
        let ids = [workflow.as_str(), id.as_str()];
        self.fetch(Call::delete("v1/workflows/{}/schedules/{}", &ids))
            .await
    }

    async fn fetch<T: Part>(&self, call: Call) -> Result<T, Error> {
        self.client
            .fetch_versioned(call.needs(Feature::Schedules))
            .await
    }
}

impl ScheduleSpec {
    fn body(&self) -> Value {
        let time = |at: &DateTime<Utc>| json!(at.to_rfc3339_opts(SecondsFormat::AutoSi, true));
        let mut body = Map::new();
        let mut put = |name: &str, value: Value| body.insert(name.to_owned(), value);
        match &self.timing {
            Timing::Cron(expression) => drop(put("cron_expression", json!(expression))),
            Timing::Every { seconds, first } => {
                put("interval_seconds", json!(seconds));
                first.as_ref().map(|at| put("first_fire_at", time(at)));
            }
            Timing::Once(at) => drop(put("run_at", time(at))),
        }
        put("timezone", json!(self.timezone));
        self.enabled.map(|enabled| put("enabled", json!(enabled)));
        self.parameters
            .as_ref()
            .map(|inputs| put("parameters", json!(inputs)));
        self.name.as_ref().map(|name| put("name", json!(name)));
        self.description
            .as_ref()
            .map(|text| put("description", json!(text)));
        Value::Object(body)
    }
}
