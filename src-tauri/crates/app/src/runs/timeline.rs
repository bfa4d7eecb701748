//! The timeline of a run as one list in reading order: what ran, by turn and branch, and what is still to come, from
//! the workflow's outline (reference A.5, B.3). Pure; tested on recorded runs.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde_json::Value;
use skyvern_api::runs::{BlockRun, EntryKind, TimelineEntry};
use workflow::outline::{Body, Node, Outline};

use crate::ids::{NodeId, RunId};
use crate::views::runs::{LoopProgress, NodeRole, RunStatus, TimelineNode};

#[cfg(test)]
mod tests;
mod turns;
mod words;

pub(crate) use words::value_words;

/// How the run stands that the blocks belong to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RunState {
    pub(crate) status: RunStatus,
    pub(crate) finished_at: Option<DateTime<Utc>>,
}

/// Builds the nodes of a run. `outline` is absent where the version that ran is not known: then nothing is shown
/// that has not run.
pub(crate) fn nodes(
    timeline: &[TimelineEntry],
    outline: Option<&Outline>,
    run: RunState,
) -> Vec<TimelineNode> {
    let mut list = List {
        nodes: Vec::new(),
        run,
    };
    let entries: Vec<&TimelineEntry> = timeline.iter().collect();
    let whole = Scope {
        parent: None,
        until: run.finished_at,
    };
    list.scope(
        &entries,
        outline.map_or(&[], |outline| &outline.roots),
        whole,
    );
    list.nodes
}

/// Where a list of siblings stands.
#[derive(Debug, Clone, Copy)]
struct Scope<'a> {
    parent: Option<&'a NodeId>,
    /// When what follows the list began, or the run ended.
    until: Option<DateTime<Utc>>,
}

/// The list as it grows.
struct List {
    nodes: Vec<TimelineNode>,
    run: RunState,
}

impl List {
    /// One list of siblings: what ran in the order of time, then what the plan has beyond it, and last what runs
    /// whatever happened before.
    fn scope(&mut self, entries: &[&TimelineEntry], plan: &[Node], scope: Scope<'_>) {
        let begun: HashSet<&str> = entries.iter().filter_map(|entry| label(entry)).collect();
        let mut to_come = plan
            .iter()
            .filter(|node| !begun.contains(node.label.as_str()));
        for (at, entry) in entries.iter().enumerate() {
            let next = entries.get(at + 1).map(|next| next.created_at);
            let here = Scope {
                until: next.or(scope.until),
                ..scope
            };
            let planned = plan
                .iter()
                .find(|node| Some(node.label.as_str()) == label(entry));
            if planned.is_some_and(|node| node.is_finally) {
                to_come
                    .by_ref()
                    .for_each(|node| self.planned(node, scope.parent));
            }
            match (&entry.kind, &entry.block) {
                (EntryKind::Block, Some(block)) => self.block(entry, block, planned, here),
                _ => self.thought(entry, scope.parent),
            }
        }
        to_come.for_each(|node| self.planned(node, scope.parent));
    }

    fn block(
        &mut self,
        entry: &TimelineEntry,
        block: &BlockRun,
        planned: Option<&Node>,
        scope: Scope<'_>,
    ) {
        let id = NodeId(block.block_run_id.as_str().to_owned());
        let at = self.nodes.len();
        self.nodes.push(self.node_of(entry, block, &id, scope));
        let inside = Scope {
            parent: Some(&id),
            ..scope
        };
        let children: Vec<&TimelineEntry> = entry.children.iter().collect();
        match (
            is_loop(&block.block_type),
            planned.map(|node| &node.children),
        ) {
            (true, plan) => {
                let body: &[Node] = match plan {
                    Some(Body::Loop(body)) => body,
                    _ => &[],
                };
                let progress = self.turns(block, &children, body, inside);
                self.nodes[at].progress = Some(progress);
            }
            (false, Some(Body::Branches(branches))) => {
                let taken = branches.iter().find(|branch| {
                    branch.nodes.first().map(|first| &first.label)
                        == block.executed_branch_next_block.as_ref()
                });
                self.nodes[at].branch = taken
                    .map(|branch| branch.caption.clone())
                    .or_else(|| block.executed_branch_expression.clone());
                let plan = taken.map_or(&[][..], |branch| &branch.nodes);
                self.scope(&children, plan, inside);
            }
            _ => self.scope(&children, &[], inside),
        }
    }

    fn node_of(
        &self,
        entry: &TimelineEntry,
        block: &BlockRun,
        id: &NodeId,
        scope: Scope<'_>,
    ) -> TimelineNode {
        let (status, is_cut_off) = self.status(block);
        let finished_at = if is_cut_off {
            self.run.finished_at
        } else {
            // A description that the server adds later counts as a modification, too.
            let modified_at = block.modified_at.or(entry.modified_at);
            modified_at.into_iter().chain(scope.until).min()
        };
        let finished_at = finished_at.filter(|_| status.is_final() || status == RunStatus::Skipped);
        let measured = finished_at.map(|end| seconds_between(block.created_at, end));
        TimelineNode {
            id: id.clone(),
            parent: scope.parent.cloned(),
            role: NodeRole::Block,
            label: block
                .label
                .clone()
                .unwrap_or_else(|| block.block_type.clone()),
            kind: block.block_type.clone(),
            status,
            started_at: Some(block.created_at),
            finished_at,
            seconds: block.duration.or(measured),
            progress: None,
            turn: None,
            summary: words::summary(block),
            url: block.final_url.clone().or_else(|| block.url.clone()),
            failure: block.failure_reason.clone().filter(|text| !text.is_empty()),
            branch: block.executed_branch_expression.clone(),
            action_count: u32::try_from(block.actions.len()).unwrap_or(u32::MAX),
            has_output: !matches!(block.output, Value::Null),
            child_run: block
                .child_run_id
                .as_ref()
                .map(|run| RunId(run.as_str().to_owned())),
        }
    }

    /// The status of a block, and whether the end of the run cut it off: the server goes on calling it running.
    fn status(&self, block: &BlockRun) -> (RunStatus, bool) {
        let word = block
            .status
            .as_ref()
            .map_or_else(|| "running".to_owned(), ToString::to_string);
        let run = self.run.status;
        match RunStatus::of_word(&word) {
            RunStatus::Running | RunStatus::Unknown if run.is_final() => (run, true),
            RunStatus::Running if run == RunStatus::Paused => (RunStatus::Paused, false),
            status => (status, false),
        }
    }

    fn thought(&mut self, entry: &TimelineEntry, parent: Option<&NodeId>) {
        let Some(thought) = &entry.thought else {
            return;
        };
        let text = [&thought.thought, &thought.answer, &thought.observation];
        let text = text
            .into_iter()
            .flatten()
            .find(|text| !text.is_empty())
            .cloned();
        self.nodes.push(TimelineNode {
            role: NodeRole::Thought,
            label: words::thought_title(thought.thought_type.as_deref()).to_owned(),
            status: RunStatus::Completed,
            started_at: Some(thought.created_at),
            finished_at: Some(thought.created_at),
            summary: text,
            ..empty(NodeId(thought.thought_id.as_str().to_owned()), parent)
        });
    }

    /// A block that has not run. What a loop or a condition would do is not known before it begins.
    fn planned(&mut self, node: &Node, parent: Option<&NodeId>) {
        let scope = parent.map_or("", NodeId::as_str);
        self.nodes.push(TimelineNode {
            label: node.label.clone(),
            kind: node.kind.clone(),
            status: if self.run.status.is_final() {
                RunStatus::NotRun
            } else {
                RunStatus::Waiting
            },
            summary: Some(node.summary.clone()).filter(|text| !text.is_empty()),
            ..empty(NodeId(format!("plan:{scope}:{}", node.label)), parent)
        });
    }
}

/// A node that says nothing yet.
fn empty(id: NodeId, parent: Option<&NodeId>) -> TimelineNode {
    TimelineNode {
        id,
        parent: parent.cloned(),
        role: NodeRole::Block,
        label: String::new(),
        kind: String::new(),
        status: RunStatus::Waiting,
        started_at: None,
        finished_at: None,
        seconds: None,
        progress: None::<LoopProgress>,
        turn: None,
        summary: None,
        url: None,
        failure: None,
        branch: None,
        action_count: 0,
        has_output: false,
        child_run: None,
    }
}

/// The label of the block that an entry is about.
fn label(entry: &TimelineEntry) -> Option<&str> {
    entry.block.as_ref()?.label.as_deref()
}

fn is_loop(kind: &str) -> bool {
    matches!(kind, "for_loop" | "while_loop")
}

/// Never below zero: a server's two clocks may disagree.
#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds of a run fit into a double"
)]
pub(crate) fn seconds_between(from: DateTime<Utc>, to: DateTime<Utc>) -> f64 {
    (to - from).num_milliseconds().max(0) as f64 / 1000.0
}
