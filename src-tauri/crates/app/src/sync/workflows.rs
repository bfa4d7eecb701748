//! Workflows: the whole list page by page, or only what is new at its head.

use chrono::Utc;
use library::{WorkflowHead, WorkflowSync};
use skyvern_api::workflows::{ListWorkflows, Workflow};

use super::{hash_of, record_of};
use crate::App;
use crate::error::Result;
use crate::event::{Event, WorkflowsChange};
use crate::ids::{ConnectionId, WorkflowId};
use crate::open::blocking;

/// Large enough for few round trips, small enough for visible progress.
const PAGE_SIZE: u32 = 100;

/// One page as the library compares it: heads, and what a record is made from.
struct Page {
    heads: Vec<WorkflowHead>,
    workflows: Vec<(Workflow, String)>,
}

impl App {
    /// Brings the library up to date. A short look ends after the first page that has nothing new: the server lists
    /// what was changed last first.
    pub(super) async fn sync_workflows(&self, id: &ConnectionId, is_full: bool) -> Result<()> {
        let client = self.client(id)?;
        let name = id.clone();
        let mut sync = self
            .library(move |library| library.begin_sync(name.as_str()))
            .await?;
        let mut query = ListWorkflows {
            page: Some(1),
            page_size: Some(PAGE_SIZE),
            only_workflows: true,
            ..ListWorkflows::default()
        };
        loop {
            let workflows = match client.workflows().list(&query).await {
                Ok(workflows) => workflows,
                Err(fault) => return Err(self.fault(id, fault).await),
            };
            let is_last = workflows.len() < PAGE_SIZE as usize;
            let read = workflows.len();
            let (returned, changed) = blocking(move || take_in(sync, workflows)).await??;
            sync = returned;
            let has_news = !changed.is_empty();
            self.tell_workflows(id, changed, Vec::new()).await?;
            self.count_read(id, read, is_full).await;
            let is_whole = is_last && (is_full || query.page == Some(1));
            if is_whole {
                let gone = blocking(move || sync.finish(Utc::now())).await??;
                self.tell_workflows(id, Vec::new(), gone).await?;
                return self.count_workflows(id).await;
            }
            if is_last || !(is_full || has_news) {
                return Ok(());
            }
            query.page = query.page.map(|page| page + 1);
        }
    }

    /// Tells the windows of changed and removed workflows.
    pub(crate) async fn tell_workflows(
        &self,
        id: &ConnectionId,
        changed: Vec<String>,
        removed: Vec<String>,
    ) -> Result<()> {
        if changed.is_empty() && removed.is_empty() {
            return Ok(());
        }
        let changed = self.rows_of(id, changed).await?;
        let removed = removed.into_iter().map(WorkflowId).collect();
        let change = WorkflowsChange {
            connection: id.clone(),
            changed,
            removed,
        };
        self.emit(Event::WorkflowsChanged(change));
        Ok(())
    }

    /// Counts what the library has now, for the sidebar.
    pub(crate) async fn count_workflows(&self, id: &ConnectionId) -> Result<()> {
        let name = id.clone();
        let count = self
            .library(move |library| Ok(library.rows(name.as_str())?.len()))
            .await?;
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let mut differs = false;
        self.change(id, |entry| {
            differs = entry.workflow_count != count;
            entry.workflow_count = count;
        });
        if differs {
            self.tell_connections().await;
        }
        Ok(())
    }

    async fn count_read(&self, id: &ConnectionId, read: usize, is_full: bool) {
        self.change(id, |entry| {
            entry.sync.workflows_read += u32::try_from(read).unwrap_or_default();
        });
        if is_full {
            self.tell_connections().await;
        }
    }
}

/// Compares one page with the library. Returns the ids that are new or changed.
fn take_in(
    mut sync: WorkflowSync,
    workflows: Vec<Workflow>,
) -> Result<(WorkflowSync, Vec<String>)> {
    let page = Page::of(workflows);
    let changed = sync.page(&page.heads, |at| {
        let (workflow, body) = &page.workflows[at];
        record_of(workflow, body)
    })?;
    Ok((sync, changed))
}

impl Page {
    fn of(workflows: Vec<Workflow>) -> Self {
        let workflows: Vec<_> = workflows
            .into_iter()
            .map(|workflow| {
                let body = workflow.to_value().to_string();
                (workflow, body)
            })
            .collect();
        let heads = workflows
            .iter()
            .map(|(workflow, body)| WorkflowHead {
                id: workflow.workflow_id.as_str().to_owned(),
                hash: hash_of(body),
            })
            .collect();
        Self { heads, workflows }
    }
}
