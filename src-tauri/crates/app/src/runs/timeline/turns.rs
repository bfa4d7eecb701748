//! The turns of a loop. The server lists the blocks of all turns flat below the loop, each with the index of its turn.

use serde_json::Value;
use skyvern_api::runs::{BlockRun, TimelineEntry};
use workflow::outline::Node;

use super::{List, empty, seconds_between, value_words};
use crate::ids::NodeId;
use crate::views::runs::{LoopProgress, NodeRole, RunStatus, TimelineNode, TurnView};

impl List {
    /// Adds each turn with its blocks; returns how many are done.
    pub(super) fn turns(
        &mut self,
        block: &BlockRun,
        id: &NodeId,
        children: &[&TimelineEntry],
        body: &[Node],
    ) -> LoopProgress {
        let known = u64::try_from(block.loop_values.len()).unwrap_or(u64::MAX);
        let begun = children
            .iter()
            .filter_map(|entry| index(entry))
            .max()
            .map_or(0, |last| last + 1);
        let mut done = 0;
        for turn in 0..known.max(begun) {
            let own: Vec<&TimelineEntry> = children
                .iter()
                .copied()
                .filter(|entry| index(entry).unwrap_or(0) == turn)
                .collect();
            let value = own
                .iter()
                .find_map(|entry| entry.block.as_ref()?.current_value.clone())
                .or_else(|| block.loop_values.get(usize::try_from(turn).ok()?).cloned());
            let status = self.turn(id, turn, value.as_ref(), &own, body);
            done += u32::from(status.is_final());
        }
        LoopProgress {
            done,
            total: u32::try_from(known).ok().filter(|total| *total > 0),
        }
    }

    fn turn(
        &mut self,
        parent: &NodeId,
        turn: u64,
        value: Option<&Value>,
        own: &[&TimelineEntry],
        body: &[Node],
    ) -> RunStatus {
        let id = NodeId(format!("{parent}:turn:{turn}"));
        let at = self.nodes.len();
        let index = u32::try_from(turn).unwrap_or(u32::MAX);
        let words = value.map(value_words);
        self.nodes.push(TimelineNode {
            role: NodeRole::Iteration,
            label: words
                .clone()
                .unwrap_or_else(|| format!("Turn {}", u64::from(index) + 1)),
            turn: Some(TurnView {
                index,
                value: words,
            }),
            ..empty(id.clone(), Some(parent))
        });
        // The blocks of a turn that has not begun are as those of any other; they are left out until it begins.
        let plan = if own.is_empty() { &[][..] } else { body };
        self.scope(own, plan, Some(&id));
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
            return if self.run.is_final() {
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
        let is_waiting = children
            .iter()
            .any(|node| node.status == RunStatus::Waiting);
        if is_waiting {
            RunStatus::Running
        } else {
            RunStatus::Completed
        }
    }
}

fn index(entry: &TimelineEntry) -> Option<u64> {
    entry.block.as_ref()?.current_index
}
