//! What the preview shows of one workflow: outline, parameters, runs, versions, text.

use serde_json::Value;
use skyvern_api::workflows::{GetWorkflow, Workflow};
use workflow::outline::{Body, Link, Node};
use workflow::parameters::ParameterKind;

use crate::App;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, WorkflowId};
use crate::sync::{hash_of, record_of};
use crate::views::runs::RunQuery;
use crate::views::workflows::{
    OutlineBranch, OutlineNode, OutlineView, ParameterView, TextFormat, VersionView,
    WorkflowDetail, WorkflowRow,
};

/// So many runs stand in the preview.
const RECENT_RUNS: u32 = 10;
/// A default longer than this is cut in the preview; the whole stands in the text.
const LONGEST_DEFAULT: usize = 200;

impl App {
    /// One workflow, in its newest or in an older version.
    ///
    /// # Errors
    /// [`Error::NotFound`], and for versions that are not kept here what the server gives.
    pub async fn workflow(
        &self,
        connection: &ConnectionId,
        id: &WorkflowId,
        version: Option<u32>,
    ) -> Result<WorkflowDetail> {
        let row = self.row_of(connection, id).await?;
        let body = self.body(connection, id, version).await?;
        let query = RunQuery {
            workflow: Some(id.clone()),
            limit: RECENT_RUNS,
            ..RunQuery::default()
        };
        let runs = self.runs(connection, &query).await?.rows;
        let base = self.saved(connection)?.base_url;
        Ok(WorkflowDetail {
            row: as_of_version(row, &body, version),
            description: text_of(&body, "description"),
            outline: outline_view(&body),
            parameters: workflow::parameters::parameters(&body)
                .iter()
                .map(parameter_view)
                .collect(),
            runs,
            app_url: app_url(&base, id),
            edited_by: text_of(&body, "edited_by"),
            created_at: text_of(&body, "created_at").and_then(|at| timestamp(&at)),
        })
    }

    /// The definition as text in the shape that can be imported again.
    ///
    /// # Errors
    /// As [`App::workflow`].
    pub async fn workflow_text(
        &self,
        connection: &ConnectionId,
        id: &WorkflowId,
        version: Option<u32>,
        format: TextFormat,
    ) -> Result<String> {
        let body = self.body(connection, id, version).await?;
        Ok(text(&body, format))
    }

    /// All versions, newest first. They are kept, so that they can be looked at offline.
    ///
    /// # Errors
    /// [`Error::Offline`], [`Error::NotSupported`] before Skyvern 0.2.15.
    pub async fn workflow_versions(
        &self,
        connection: &ConnectionId,
        id: &WorkflowId,
    ) -> Result<Vec<VersionView>> {
        let client = self.client(connection)?;
        let versions = match client
            .workflows()
            .versions(&id.as_str().into(), false)
            .await
        {
            Ok(versions) => versions,
            Err(fault) => return Err(self.fault(connection, fault).await),
        };
        let newest = versions.iter().map(|one| one.version).max();
        let bodies: Vec<(u32, String)> = versions
            .iter()
            .map(|one| (one.version, one.to_value().to_string()))
            .collect();
        let (name, key) = (connection.clone(), id.clone());
        self.keep(connection, move |library| {
            bodies.iter().try_for_each(|(version, body)| {
                library.store_version(name.as_str(), key.as_str(), *version, body)
            })
        })
        .await?;
        Ok(versions
            .iter()
            .map(|one| VersionView {
                version: one.version,
                title: one.title.clone(),
                created_at: Some(one.created_at),
                edited_by: one.edited_by.clone(),
                block_count: block_count(one),
                is_latest: Some(one.version) == newest,
            })
            .collect())
    }

    /// The JSON of a workflow: of the newest version from the library, of an older one from there or the server.
    pub(crate) async fn body(
        &self,
        connection: &ConnectionId,
        id: &WorkflowId,
        version: Option<u32>,
    ) -> Result<Value> {
        let (name, key) = (connection.clone(), id.clone());
        let newest = self
            .library(move |library| library.row(name.as_str(), key.as_str()))
            .await?;
        let newest = newest.map(|row| row.version);
        let (name, key) = (connection.clone(), id.clone());
        let kept = self
            .library(
                move |library| match version.filter(|version| Some(*version) != newest) {
                    Some(version) => library.version(name.as_str(), key.as_str(), version),
                    None => library.body(name.as_str(), key.as_str()),
                },
            )
            .await?;
        match kept {
            Some(json) => parsed(&json),
            None => self.fetch_body(connection, id, version).await,
        }
    }

    async fn fetch_body(
        &self,
        connection: &ConnectionId,
        id: &WorkflowId,
        version: Option<u32>,
    ) -> Result<Value> {
        let which = GetWorkflow {
            version,
            template: false,
        };
        let client = self.client(connection)?;
        let workflow = match client.workflows().get(&id.as_str().into(), which).await {
            Ok(workflow) => workflow,
            Err(fault) => return Err(self.fault(connection, fault).await),
        };
        let value = workflow.to_value();
        let (name, key, json) = (connection.clone(), id.clone(), value.to_string());
        let number = workflow.version;
        self.keep(connection, move |library| {
            library.store_version(name.as_str(), key.as_str(), number, &json)
        })
        .await?;
        Ok(value)
    }

    /// Keeps a workflow that the server has just answered with, and tells the windows.
    pub(crate) async fn keep_workflow(
        &self,
        connection: &ConnectionId,
        workflow: Workflow,
    ) -> Result<()> {
        let id = workflow.workflow_id.as_str().to_owned();
        let name = connection.clone();
        self.keep(connection, move |library| {
            let body = workflow.to_value().to_string();
            let record = record_of(&workflow, &body);
            library.upsert_workflow(name.as_str(), hash_of(&body), &record)
        })
        .await?;
        self.tell_workflows(connection, vec![id], Vec::new()).await
    }
}

/// The definition as text in the shape that can be imported again.
pub(super) fn text(body: &Value, format: TextFormat) -> String {
    match format {
        TextFormat::Yaml => workflow::text::export_yaml(body),
        TextFormat::Json => workflow::text::export_json(body),
    }
}

pub(crate) fn outline_view(body: &Value) -> OutlineView {
    let outline = workflow::outline::outline(body);
    OutlineView {
        nodes: nodes(outline.roots),
        is_unstructured: outline.unstructured,
    }
}

fn nodes(nodes: Vec<Node>) -> Vec<OutlineNode> {
    nodes.into_iter().map(node).collect()
}

fn node(node: Node) -> OutlineNode {
    let goes_to = node.goes_to.iter().map(link).collect::<Vec<_>>().join(", ");
    let (children, branches) = match node.children {
        Body::None => (Vec::new(), Vec::new()),
        Body::Loop(inner) => (nodes(inner), Vec::new()),
        Body::Branches(branches) => {
            let branches = branches.into_iter().map(|branch| OutlineBranch {
                caption: branch.caption,
                is_default: branch.is_default,
                nodes: nodes(branch.nodes),
            });
            (Vec::new(), branches.collect())
        }
    };
    OutlineNode {
        label: node.label,
        kind: node.kind,
        summary: node.summary,
        is_finally: node.is_finally,
        goes_to: Some(goes_to).filter(|text| !text.is_empty()),
        children,
        branches,
    }
}

fn link(link: &Link) -> String {
    match &link.caption {
        Some(caption) => format!("{caption}: {}", link.label),
        None => link.label.clone(),
    }
}

fn parameter_view(parameter: &workflow::parameters::Parameter) -> ParameterView {
    let default = match &parameter.default {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        value => Some(value.to_string()),
    };
    ParameterView {
        key: parameter.key.clone(),
        kind: kind_word(&parameter.kind),
        is_required: parameter.required,
        default: default.map(|text| cut(&text)),
        description: parameter.description.clone(),
    }
}

fn kind_word(kind: &ParameterKind) -> String {
    match kind {
        ParameterKind::String => "string".to_owned(),
        ParameterKind::Integer => "integer".to_owned(),
        ParameterKind::Float => "float".to_owned(),
        ParameterKind::Boolean => "boolean".to_owned(),
        ParameterKind::Json => "json".to_owned(),
        ParameterKind::FileUrl => "file_url".to_owned(),
        ParameterKind::CredentialId => "credential_id".to_owned(),
        ParameterKind::Other(kind) => kind.clone(),
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_DEFAULT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The row of an older version tells of that version.
fn as_of_version(row: WorkflowRow, body: &Value, version: Option<u32>) -> WorkflowRow {
    let Some(version) = version else { return row };
    WorkflowRow {
        version,
        title: text_of(body, "title").unwrap_or_else(|| row.title.clone()),
        updated_at: text_of(body, "modified_at").and_then(|at| timestamp(&at)),
        kinds: workflow::outline::kinds_of(body)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        block_count: u32::try_from(workflow::outline::block_count(body)).unwrap_or(u32::MAX),
        ..row
    }
}

/// Where Skyvern's own interface shows a workflow. Only the cloud's address is known for certain; a server of one's own
/// tells it with each run.
fn app_url(base: &str, id: &WorkflowId) -> Option<String> {
    base.contains("api.skyvern.com")
        .then(|| format!("https://app.skyvern.com/workflows/{id}/build"))
}

fn block_count(workflow: &Workflow) -> u32 {
    let count = workflow::outline::block_count(&workflow.definition);
    u32::try_from(count).unwrap_or(u32::MAX)
}

pub(crate) fn text_of(body: &Value, field: &str) -> Option<String> {
    body.get(field)?
        .as_str()
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// Times without a zone are UTC.
pub(crate) fn timestamp(text: &str) -> Option<chrono::DateTime<chrono::Utc>> {
    let zoned = chrono::DateTime::parse_from_rfc3339(text).map(|at| at.to_utc());
    zoned
        .or_else(|_| text.parse::<chrono::NaiveDateTime>().map(|at| at.and_utc()))
        .ok()
}

pub(super) fn parsed(json: &str) -> Result<Value> {
    serde_json::from_str(json)
        .map_err(|fault| Error::Library(format!("A kept workflow cannot be read: {fault}.")))
}
