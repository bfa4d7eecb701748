//! Workflows: list, get, create, change (reference B.1).

mod model;

use futures_util::Stream;
use serde_json::{Value, json};

use crate::call::{Call, Subject};
use crate::capabilities::Feature;
use crate::client::Client;
use crate::error::Error;
use crate::ids::{FolderId, WorkflowId};
pub use crate::workflows::model::{Workflow, WorkflowStatus};

/// The calls about workflows. Made by [`Client::workflows`].
#[derive(Clone, Copy, Debug)]
pub struct Workflows<'c> {
    pub(crate) client: &'c Client,
}

/// Which workflows to list. The default is the server's first page: ten workflows, published ones and drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "these are the server's own filters, one by one"
)]
pub struct ListWorkflows {
    /// The page, from 1.
    pub page: Option<u32>,
    /// Workflows a page; the server takes 10 if not told, and large numbers too.
    pub page_size: Option<u32>,
    /// Only saved tasks. Not together with `only_workflows`.
    pub only_saved_tasks: bool,
    /// Only real workflows. Not together with `only_saved_tasks`.
    pub only_workflows: bool,
    /// Only those of the organisation's workflows that are templates.
    pub only_templates: bool,
    /// Text to search in titles, ids, folder names and parameters; not in blocks or prompts.
    pub search_key: Option<String>,
    /// Text to search in titles only (deprecated by Skyvern in favour of `search_key`).
    pub title: Option<String>,
    /// Only this folder.
    pub folder_id: Option<FolderId>,
    /// Only these statuses; published and draft if empty.
    pub status: Vec<WorkflowStatus>,
    /// Only workflows with these tags (servers from about 1.0.39; older ones ignore it).
    pub tags: Vec<String>,
    /// The global templates instead of the organisation's workflows.
    pub template: bool,
}

/// A workflow definition in the form that the server takes (not the one it gives; reference A.8).
#[derive(Clone, Debug, PartialEq)]
pub enum Definition {
    /// The object with `title`, `workflow_definition` and the other fields of reference A.7. Taken strictly.
    Json(Value),
    /// The same as YAML text. The server repairs labels and keys in it.
    Yaml(String),
}

/// A workflow to be created.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateWorkflow {
    /// What it does.
    pub definition: Definition,
    /// Where to put it.
    pub folder_id: Option<FolderId>,
    /// A text of your own: creating twice with the same text gives the same workflow (newer servers; a conflict if the
    /// definition differs). Older ones ignore it.
    pub idempotency_key: Option<String>,
}

/// Which version of a workflow to get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GetWorkflow {
    /// The version; the newest if not told.
    pub version: Option<u32>,
    /// Whether the workflow is a global template.
    pub template: bool,
}

impl Workflows<'_> {
    /// One page of workflows with their full definitions, newest first (`GET /v1/workflows`). The server does not tell
    /// how many there are: a page that is not full is the last.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] for filters that exclude each other, and what every call may give.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::workflows::{ListWorkflows, WorkflowStatus};
    ///
    /// let query = ListWorkflows {
    ///     search_key: Some("invoice".into()),
    ///     status: vec![WorkflowStatus::Published],
    ///     page_size: Some(100),
    ///     ..ListWorkflows::default()
    /// };
    /// let found = client.workflows().list(&query).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list(&self, query: &ListWorkflows) -> Result<Vec<Workflow>, Error> {
        let call = query.apply(Call::get("v1/workflows", &[])).or_older(
            Feature::WorkflowRoutes,
            query.apply(Call::get("api/v1/workflows", &[])),
        );
        self.client.fetch_versioned(call).await
    }

    /// All pages of [`list`](Self::list), from the query's page on, each as it comes. Ends after a page that is not
    /// full, or after the first error.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use futures_util::TryStreamExt as _;
    /// use skyvern_api::workflows::ListWorkflows;
    ///
    /// let query = ListWorkflows { page_size: Some(100), ..ListWorkflows::default() };
    /// let mut pages = std::pin::pin!(client.workflows().pages(query));
    /// while let Some(page) = pages.try_next().await? {
    ///     println!("{} more", page.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn pages(
        &self,
        query: ListWorkflows,
    ) -> impl Stream<Item = Result<Vec<Workflow>, Error>> + Send + use<> {
        let client = self.client.clone();
        let size = query.page_size.unwrap_or(DEFAULT_PAGE_SIZE) as usize;
        futures_util::stream::try_unfold(Some(query), move |next| {
            let client = client.clone();
            async move {
                let Some(mut query) = next else {
                    return Ok(None);
                };
                let page = client.workflows().list(&query).await?;
                query.page = Some(query.page.unwrap_or(1) + 1);
                let next = (page.len() >= size).then_some(query);
                Ok(Some((page, next)))
            }
        })
    }

    /// One workflow (`GET /v1/workflows/{id}`).
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown id or version.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::workflows::GetWorkflow;
    ///
    /// let newest = client.workflows().get(&"wpid_1".into(), GetWorkflow::default()).await?;
    /// let second = GetWorkflow { version: Some(2), template: false };
    /// let second = client.workflows().get(&newest.workflow_id, second).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get(&self, id: &WorkflowId, which: GetWorkflow) -> Result<Workflow, Error> {
        let ids = [id.as_str()];
        let call = which.apply(Call::get("v1/workflows/{}", &ids)).or_older(
            Feature::GetWorkflow,
            which.apply(Call::get("api/v1/workflows/{}", &ids)),
        );
        self.client.fetch_versioned(call).await
    }

    /// All versions of a workflow, newest first, each with its full definition (`GET /v1/workflows/{id}/versions`).
    /// Newer servers answer an unknown id with an empty list.
    ///
    /// # Errors
    /// [`Error::NotSupported`] before Skyvern 0.2.15.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// for version in client.workflows().versions(&"wpid_1".into(), false).await? {
    ///     println!("{} of {}", version.version, version.modified_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn versions(&self, id: &WorkflowId, template: bool) -> Result<Vec<Workflow>, Error> {
        let template = template.then_some(true);
        let ids = [id.as_str()];
        let call = Call::get("v1/workflows/{}/versions", &ids)
            .query_if("template", template)
            .or_older(
                Feature::WorkflowVersions,
                Call::get("api/v1/workflows/{}/versions", &ids).query_if("template", template),
            );
        self.client.fetch_versioned(call).await
    }

    /// Skyvern's global templates (`GET /api/v1/workflows/templates`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let templates = client.workflows().templates().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn templates(&self) -> Result<Vec<Workflow>, Error> {
        self.client
            .fetch(Call::get("api/v1/workflows/templates", &[]))
            .await
    }

    /// Creates a workflow (`POST /v1/workflows`). Sent once, whatever happens.
    ///
    /// # Errors
    /// [`Error::InvalidDefinition`] with the fields that the server refuses, [`Error::Conflict`] for an idempotency key
    /// that was used for something else.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::workflows::{CreateWorkflow, Definition};
    ///
    /// let yaml = "title: Wait\nworkflow_definition:\n  parameters: []\n  blocks:\n  \
    ///     - {block_type: wait, label: a, wait_sec: 1}\n";
    /// let workflow = client
    ///     .workflows()
    ///     .create(&CreateWorkflow {
    ///         definition: Definition::Yaml(yaml.into()),
    ///         folder_id: None,
    ///         idempotency_key: None,
    ///     })
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create(&self, new: &CreateWorkflow) -> Result<Workflow, Error> {
        let call = Call::post("v1/workflows", &[])
            .query_if("folder_id", new.folder_id.as_ref())
            .header_if("Idempotency-Key", new.idempotency_key.as_ref())
            .json(new.definition.body())
            .about(Subject::Definition);
        self.client.fetch(call).await
    }

    /// Replaces a workflow's definition; it gets the next version number (`POST /v1/workflows/{id}`). Fields that are
    /// left out fall back to their defaults (reference A.7). The server does not notice that somebody else saved in
    /// between: compare `version` before.
    ///
    /// # Errors
    /// [`Error::InvalidDefinition`], [`Error::NotFound`].
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client, text: String) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::workflows::Definition;
    ///
    /// let saved = client.workflows().update(&"wpid_1".into(), &Definition::Yaml(text)).await?;
    /// println!("now version {}", saved.version);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update(
        &self,
        id: &WorkflowId,
        definition: &Definition,
    ) -> Result<Workflow, Error> {
        let call = Call::post("v1/workflows/{}", &[id.as_str()])
            .json(definition.body())
            .about(Subject::Definition);
        self.client.fetch(call).await
    }

    /// Deletes a workflow with all its versions (`POST /v1/workflows/{id}/delete`). Deleting what is not there succeeds.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// client.workflows().delete(&"wpid_1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete(&self, id: &WorkflowId) -> Result<(), Error> {
        self.client
            .fetch(Call::post("v1/workflows/{}/delete", &[id.as_str()]))
            .await
    }

    /// Moves a workflow into a folder, or out of all folders (`PUT /v1/workflows/{id}/folder`).
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] for an unknown folder, [`Error::NotSupported`] before Skyvern 0.2.21.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// client.workflows().set_folder(&"wpid_1".into(), Some(&"fld_1".into())).await?;
    /// client.workflows().set_folder(&"wpid_1".into(), None).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn set_folder(
        &self,
        id: &WorkflowId,
        folder: Option<&FolderId>,
    ) -> Result<Workflow, Error> {
        let call = Call::put("v1/workflows/{}/folder", &[id.as_str()])
            .json(json!({ "folder_id": folder }))
            .needs(Feature::Folders);
        self.client.fetch_versioned(call).await
    }

    /// Makes a workflow a template of the organisation, or an ordinary one again (`PUT /v1/workflows/{id}/template`).
    ///
    /// # Errors
    /// [`Error::NotSupported`] before Skyvern 1.0.5.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// client.workflows().set_template(&"wpid_1".into(), true).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn set_template(&self, id: &WorkflowId, is_template: bool) -> Result<(), Error> {
        let call = Call::put("v1/workflows/{}/template", &[id.as_str()])
            .query("is_template", is_template)
            .needs(Feature::SetTemplate);
        self.client.fetch_versioned(call).await
    }
}

/// What the server takes for a page if it is not told.
const DEFAULT_PAGE_SIZE: u32 = 10;

impl ListWorkflows {
    fn apply(&self, call: Call) -> Call {
        let flag = |set: bool| set.then_some(true);
        call.query_if("page", self.page)
            .query_if("page_size", self.page_size)
            .query_if("only_saved_tasks", flag(self.only_saved_tasks))
            .query_if("only_workflows", flag(self.only_workflows))
            .query_if("only_templates", flag(self.only_templates))
            .query_if("search_key", self.search_key.as_ref())
            .query_if("title", self.title.as_ref())
            .query_if("folder_id", self.folder_id.as_ref())
            .query_each("status", &self.status)
            .query_each("tags", &self.tags)
            .query_if("template", flag(self.template))
    }
}

impl GetWorkflow {
    fn apply(self, call: Call) -> Call {
        call.query_if("version", self.version)
            .query_if("template", self.template.then_some(true))
    }
}

impl Definition {
    fn body(&self) -> Value {
        match self {
            Self::Json(definition) => json!({ "json_definition": definition }),
            Self::Yaml(text) => json!({ "yaml_definition": text }),
        }
    }
}
