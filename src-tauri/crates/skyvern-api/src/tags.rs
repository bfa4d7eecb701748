//! Tags of workflows and runs, and the registry of their keys and values (reference B.6).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::capabilities::Feature;
use crate::client::Client;
use crate::error::Error;
use crate::ids::{RunId, WorkflowId};
use crate::record::record;

/// The calls about tags. Tags of workflows need Skyvern 1.0.37, tags of runs 1.0.47 ([`Error::NotSupported`] before).
/// Made by [`Client::tags`].
#[derive(Clone, Copy, Debug)]
pub struct Tags<'c> {
    pub(crate) client: &'c Client,
}

record! {
    /// A tag of a workflow or a run.
    Tag {
        /// The group, e.g. `env`; a label on its own has none.
        optional key: String,
        /// The label, e.g. `prod`.
        required value: String,
        /// Where it comes from.
        optional source: String,
        /// When it was set.
        optional set_at: DateTime<Utc>,
        /// Who set it.
        optional set_by: String,
    }
}

record! {
    /// The tags of one workflow.
    WorkflowTags {
        /// The workflow.
        required workflow_id: WorkflowId = "workflow_permanent_id",
        /// Its tags.
        nested tags: Vec<Tag>,
    }
}

record! {
    /// The tags of many workflows.
    WorkflowTagBatch {
        /// Tags by the id of the workflow.
        nested by_workflow: BTreeMap<String, Vec<Tag>> = "workflow_tags",
    }
}

record! {
    /// The tags of one run.
    RunTags {
        /// The run.
        required run_id: RunId = "workflow_run_id",
        /// Its tags.
        nested tags: Vec<Tag>,
    }
}

record! {
    /// The tags of many runs.
    RunTagBatch {
        /// Tags by the id of the run.
        nested by_run: BTreeMap<String, Vec<Tag>> = "run_tags",
    }
}

record! {
    /// A group of tags.
    TagKey {
        /// Its name.
        required key: String,
        /// What it is for.
        optional description: String,
        /// How many workflows have a tag of it.
        default workflow_count: u64,
    }
}

record! {
    /// A label within a group.
    TagValue {
        /// The group.
        required key: String,
        /// The label.
        required value: String,
        /// Its colour: gray, red, orange, amber, yellow, green, teal, blue, cyan, indigo, purple or pink.
        optional color: String,
        /// How many workflows have it.
        default workflow_count: u64,
    }
}

/// Tags to be set and taken away. A tag that is in both is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagChange {
    /// Tags to set, as group and label; within a group the new label replaces the old.
    pub set: Vec<(Option<String>, String)>,
    /// Groups whose label to take away.
    pub remove_keys: Vec<String>,
    /// Labels on their own to take away.
    pub remove_labels: Vec<String>,
    /// Colours of the labels that are set, by group.
    pub colors: BTreeMap<String, String>,
}

impl Tags<'_> {
    /// The tags of a workflow (`GET /v1/workflows/{id}/tags`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let tags = client.tags().of_workflow(&"wpid_1".into()).await?.tags;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn of_workflow(&self, id: &WorkflowId) -> Result<WorkflowTags, Error> {
        let call = Call::get("v1/workflows/{}/tags", &[id.as_str()]);
        self.client
            .fetch_versioned(call.needs(Feature::WorkflowTags))
            .await
    }

    /// The tags of many workflows at once (`POST /v1/workflow-tags`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let tags = client.tags().of_workflows(&["wpid_1".into(), "wpid_2".into()]).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn of_workflows(&self, ids: &[WorkflowId]) -> Result<WorkflowTagBatch, Error> {
        let call =
            Call::post("v1/workflow-tags", &[]).json(json!({ "workflow_permanent_ids": ids }));
        self.client
            .fetch_versioned(call.needs(Feature::WorkflowTags))
            .await
    }

    /// Changes the tags of a workflow and returns all it has then (`POST /v1/workflows/{id}/tags`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::tags::TagChange;
    ///
    /// let change = TagChange {
    ///     set: vec![(Some("env".into()), "prod".into()), (None, "urgent".into())],
    ///     ..TagChange::default()
    /// };
    /// let tags = client.tags().change_workflow(&"wpid_1".into(), &change).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn change_workflow(
        &self,
        id: &WorkflowId,
        change: &TagChange,
    ) -> Result<WorkflowTags, Error> {
        let call = Call::post("v1/workflows/{}/tags", &[id.as_str()]).json(change.body());
        self.client
            .fetch_versioned(call.needs(Feature::WorkflowTags))
            .await
    }

    /// The tags of a run (`GET /v1/runs/{id}/tags`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let tags = client.tags().of_run(&"wr_1".into()).await?.tags;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn of_run(&self, id: &RunId) -> Result<RunTags, Error> {
        let call = Call::get("v1/runs/{}/tags", &[id.as_str()]);
        self.client
            .fetch_versioned(call.needs(Feature::RunTags))
            .await
    }

    /// The tags of many runs at once (`POST /v1/run-tags`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let tags = client.tags().of_runs(&["wr_1".into(), "wr_2".into()]).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn of_runs(&self, ids: &[RunId]) -> Result<RunTagBatch, Error> {
        let call = Call::post("v1/run-tags", &[]).json(json!({ "workflow_run_ids": ids }));
        self.client
            .fetch_versioned(call.needs(Feature::RunTags))
            .await
    }

    /// Changes the tags of a run and returns all it has then (`POST /v1/runs/{id}/tags`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::tags::TagChange;
    ///
    /// let change = TagChange { remove_labels: vec!["urgent".into()], ..TagChange::default() };
    /// let tags = client.tags().change_run(&"wr_1".into(), &change).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn change_run(&self, id: &RunId, change: &TagChange) -> Result<RunTags, Error> {
        let call = Call::post("v1/runs/{}/tags", &[id.as_str()]).json(change.body());
        self.client
            .fetch_versioned(call.needs(Feature::RunTags))
            .await
    }

    /// The groups that are in use (`GET /v1/tag-keys`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let groups = client.tags().keys().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn keys(&self) -> Result<Vec<TagKey>, Error> {
        self.client
            .fetch_versioned(Call::get("v1/tag-keys", &[]).needs(Feature::TagRegistry))
            .await
    }

    /// The labels that are in use, of one group or of all (`GET /v1/tag-values`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let labels = client.tags().values(Some("env")).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn values(&self, key: Option<&str>) -> Result<Vec<TagValue>, Error> {
        let call = Call::get("v1/tag-values", &[]).query_if("key", key);
        self.client
            .fetch_versioned(call.needs(Feature::TagRegistry))
            .await
    }
}

impl TagChange {
    fn body(&self) -> Value {
        let set = self
            .set
            .iter()
            .map(|(key, value)| json!({ "key": key, "value": value }));
        let keys = self.remove_keys.iter().map(|key| json!({ "key": key }));
        let labels = self
            .remove_labels
            .iter()
            .map(|value| json!({ "value": value }));
        let mut body = Map::new();
        body.insert("tags".into(), set.collect());
        body.insert("tags_to_delete".into(), keys.chain(labels).collect());
        if !self.colors.is_empty() {
            body.insert("colors".into(), json!(self.colors));
        }
        Value::Object(body)
    }
}
