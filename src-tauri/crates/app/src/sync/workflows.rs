//! Workflows: the whole list page by page, or only what is new at its head.

use std::collections::HashSet;

use chrono::Utc;
use library::{WorkflowHead, WorkflowSync};
use skyvern_api::workflows::{ListWorkflows, Workflow};

use super::{hash_of, record_of};
use crate::App;
use crate::error::Result;
use crate::event::{Event, WorkflowsChange};
use crate::ids::{ConnectionId, WorkflowId};

/// Large enough for few round trips, small enough for visible progress.
const PAGE_SIZE: u32 = 100;
/// A server that does not know pages would have no end.
const MOST_REPEATS: u32 = 3;

/// One page as the library compares it: heads, and what a record is made from.
struct Page {
    heads: Vec<WorkflowHead>,
    workflows: Vec<(Workflow, String)>,
}

/// What is known of a comparison as it goes on.
struct Progress {
    sync: WorkflowSync,
    page: u32,
    seen: HashSet<String>,
    /// Full pages that showed nothing but what was on earlier ones.
    repeats: u32,
}

impl App {
    /// Brings the library up to date. A short look ends after the first page that has nothing new: the server lists
    /// what was changed last first.
    pub(super) async fn sync_workflows(&self, id: &ConnectionId, is_full: bool) -> Result<()> {
        let client = self.client(id)?;
        let name = id.clone();
        let mut progress = Progress {
            sync: self
                .library(move |library| library.begin_sync(name.as_str()))
                .await?,
            page: 1,
            seen: HashSet::new(),
            repeats: 0,
        };
        loop {
            let query = ListWorkflows {
                page: Some(progress.page),
                page_size: Some(PAGE_SIZE),
                only_workflows: true,
                ..ListWorkflows::default()
            };
            let workflows = match client.workflows().list(&query).await {
                Ok(workflows) => workflows,
                Err(fault) => return Err(self.fault(id, fault).await),
            };
            let read = workflows.len();
            let is_last = read < PAGE_SIZE as usize;
            let (taken_in, changed) = self.take_in(id, progress, workflows).await?;
            progress = taken_in;
            let has_news = !changed.is_empty();
            self.tell_workflows(id, changed, Vec::new()).await?;
            self.count_read(id, read, is_full).await;
            if is_last && (is_full || progress.page == 1) {
                return self.finish(id, progress).await;
            }
            if is_last || !(is_full || has_news) {
                return self.count_workflows(id).await;
            }
            if progress.repeats >= MOST_REPEATS {
                tracing::warn!(connection = %id, "the server shows the same workflows on every page");
                return self.count_workflows(id).await;
            }
            progress.page += 1;
        }
    }

    /// Compares one page with the library. Returns the ids that are new or changed.
    async fn take_in(
        &self,
        id: &ConnectionId,
        mut progress: Progress,
        workflows: Vec<Workflow>,
    ) -> Result<(Progress, Vec<String>)> {
        let ids = workflows
            .iter()
            .map(|one| one.workflow_id.as_str().to_owned());
        let before = progress.seen.len();
        progress.seen.extend(ids);
        progress.repeats += u32::from(progress.seen.len() == before);
        self.keep(id, move |_| {
            let page = Page::of(workflows);
            let changed = progress.sync.page(&page.heads, |at| {
                let (workflow, body) = &page.workflows[at];
                record_of(workflow, body)
            })?;
            Ok((progress, changed))
        })
        .await
    }

    /// Forgets what was on no page.
    async fn finish(&self, id: &ConnectionId, progress: Progress) -> Result<()> {
        let Progress { sync, page, .. } = progress;
        let gone = self.keep(id, move |_| sync.finish(Utc::now())).await?;
        if page > 1 && !gone.is_empty() {
            // Where something is deleted while the pages are read, another moves to a page that was read before.
            self.change(id, |entry| entry.wants_full_sync = true);
        }
        self.tell_workflows(id, Vec::new(), gone).await?;
        self.count_workflows(id).await
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
        // Read and sent together, so that older rows cannot overtake newer ones.
        let _telling = self.state.telling.lock().await;
        self.follow_workflows(id, &changed);
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
            .library(move |library| library.workflow_count(name.as_str()))
            .await?;
        let hidden = self.hidden_workflows(id).len();
        let count = u32::try_from(count.saturating_sub(hidden)).unwrap_or(u32::MAX);
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
