//! The turns of a loop. The server lists the blocks of all turns flat below the loop, each with the index of its turn.

use std::collections::BTreeMap;

use serde_json::Value;
use skyvern_api::runs::{BlockRun, TimelineEntry};
use workflow::outline::Node;

use super::{List, Scope, empty, seconds_between, value_words};
use crate::ids::NodeId;
use crate::views::runs::{LoopProgress, NodeRole, RunStatus, TimelineNode, TurnView};

/// One turn of a loop.
struct Turn<'a> {
    index: usize,
    value: Option<&'a Value>,
    /// What ran in it, oldest first.
    entries: &'a [&'a TimelineEntry],
}

impl List {
    /// Adds each turn with its blocks; returns how many are done.
    pub(super) fn turns(
        &mut self,
        block: &BlockRun,
        children: &[&TimelineEntry],
        body: &[Node],
        scope: Scope<'_>,
    ) -> LoopProgress {
        let known = block.loop_values.len();
        let mut turns: BTreeMap<usize, Vec<&TimelineEntry>> =
            (0..known).map(|index| (index, Vec::new())).collect();
        for entry in children {
            turns.entry(index(entry)).or_default().push(entry);
        }
        let mut done = 0;
        let mut turns = turns.into_iter().peekable();
        while let Some((index, entries)) = turns.next() {
            let next = turns
                .peek()
                .and_then(|(_, entries)| Some(entries.first()?.created_at));
            let turn = Turn {
                index,
                // The loop has the values themselves; its blocks have them as texts in Python's notation.
                value: block.loop_values.get(index).or_else(|| value(&entries)),
                entries: &entries,
            };
            let here = Scope {
                until: next.or(scope.until),
                ..scope
            };
            let status = self.turn(&turn, body, here);
            done += u32::from(status.is_final());
        }
        LoopProgress {
            done,
            total: u32::try_from(known).ok().filter(|total| *total > 0),
        }
    }

    fn turn(&mut self, turn: &Turn<'_>, body: &[Node], scope: Scope<'_>) -> RunStatus {
        let parent = scope.parent.map_or("", NodeId::as_str);
        let id = NodeId(format!("{parent}:turn:{}", turn.index));
        let at = self.nodes.len();
        let index = u32::try_from(turn.index).unwrap_or(u32::MAX);
        let words = turn.value.map(value_words);
        self.nodes.push(TimelineNode {
            role: NodeRole::Iteration,
            label: words
                .clone()
                .unwrap_or_else(|| format!("Turn {}", u64::from(index) + 1)),
            turn: Some(TurnView {
                index,
                value: words,
            }),
            ..empty(id.clone(), scope.parent)
        });
        // The blocks of a turn that has not begun are as those of any other; they are left out until it begins.
        let plan = if turn.entries.is_empty() {
            &[][..]
        } else {
            body
        };
        let inside = Scope {
            parent: Some(&id),
            ..scope
        };
        self.scope(turn.entries, plan, inside);
        let children: Vec<&TimelineNode> = self.nodes[at + 1..]
            .iter()
            .filter(|node| node.parent.as_ref() == Some(&id))
            .collect();
        let status = self.status_of_turn(&children);
        let started_at = children.iter().filter_map(|node| node.started_at).min();
        let finished_at = children.iter().filter_map(|node| node.finished_at).max();
        let node = &mut self.nodes[at];
        node.status = status;
        node.started_at = started_at;
        node.finished_at = finished_at.filter(|_| status.is_final());
        node.seconds = started_at
            .zip(node.finished_at)
            .map(|(from, to)| seconds_between(from, to));
        status
    }

    /// A turn is what its blocks are: under way if one is or is still to come, failed if one failed.
    fn status_of_turn(&self, children: &[&TimelineNode]) -> RunStatus {
        let begun: Vec<RunStatus> = children
            .iter()
            .filter(|node| node.started_at.is_some())
            .map(|node| node.status)
            .collect();
        let is_any = |wanted: fn(RunStatus) -> bool| begun.iter().copied().find(|one| wanted(*one));
        if begun.is_empty() {
            return if self.run.status.is_final() {
                RunStatus::NotRun
            } else {
                RunStatus::Waiting
            };
        }
        let under_way = |status| matches!(status, RunStatus::Running | RunStatus::Paused);
        if let Some(status) = is_any(under_way) {
            return status;
        }
        if let Some(status) = is_any(RunStatus::is_failure) {
            return status;
        }
        if let Some(status) = is_any(|status| status == RunStatus::Canceled) {
            return status;
        }
        let is_any_left = |left: RunStatus| children.iter().any(|node| node.status == left);
        if is_any_left(RunStatus::Waiting) {
            RunStatus::Running
        } else if is_any_left(RunStatus::NotRun) {
            // The end of the run came between two blocks.
            self.run.status
        } else {
            RunStatus::Completed
        }
    }
}

/// The index of the turn that an entry belongs to.
fn index(entry: &TimelineEntry) -> usize {
    let index = entry.block.as_ref().and_then(|block| block.current_index);
    index
        .and_then(|index| usize::try_from(index).ok())
        .unwrap_or_default()
}

/// The value of a turn as its blocks have it.
fn value<'a>(entries: &[&'a TimelineEntry]) -> Option<&'a Value> {
    entries
        .iter()
        .find_map(|entry| entry.block.as_ref()?.current_value.as_ref())
}
