//! The log of a run, put together from what the timeline tells.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::failure::verb;
use crate::ids::NodeId;
use crate::views::runs::{
    ActionStatus, ActionView, LogLevel, LogLine, NodeRole, RunHead, RunStatus, TimelineNode,
};

#[cfg(test)]
mod tests;

/// All lines in the order of time.
pub(super) fn lines(
    head: &RunHead,
    nodes: &[TimelineNode],
    actions: &[ActionView],
) -> Vec<LogLine> {
    let labels: HashMap<&NodeId, &str> = nodes
        .iter()
        .map(|node| (&node.id, node.label.as_str()))
        .collect();
    let mut lines = Vec::new();
    lines.push(line(head.created_at, LogLevel::Plain, "Run created", None));
    if head.started_at.is_some() {
        lines.push(line(head.started_at, LogLevel::Plain, "Run started", None));
    }
    for node in nodes.iter().filter(|node| node.role == NodeRole::Block) {
        block(&mut lines, node);
    }
    // An action is told of when it is over: lines are only ever added.
    for action in actions.iter().filter(|action| is_over(action)) {
        let label = labels.get(&action.node).copied().unwrap_or_default();
        lines.push(action_line(action, label));
    }
    if head.is_final {
        lines.push(ending(head));
    }
    // Stable: what happened at the same moment stays in reading order.
    lines.sort_by_key(|line| line.at);
    lines
}

fn is_over(action: &ActionView) -> bool {
    !matches!(action.status, ActionStatus::Pending | ActionStatus::Running)
}

fn block(lines: &mut Vec<LogLine>, node: &TimelineNode) {
    if node.started_at.is_none() {
        return;
    }
    let begin = format!("{} started", node.label);
    lines.push(line(
        node.started_at,
        LogLevel::Plain,
        &begin,
        Some(&node.id),
    ));
    if !node.status.is_final() && node.status != RunStatus::Skipped {
        return;
    }
    let took = node
        .seconds
        .map_or_else(String::new, |seconds| format!(" in {seconds:.1} s"));
    let (level, text) = match node.status {
        RunStatus::Completed => (LogLevel::Plain, format!("{} completed{took}", node.label)),
        RunStatus::Canceled => (LogLevel::Warning, format!("{} was canceled", node.label)),
        RunStatus::Skipped => (LogLevel::Plain, format!("{} was skipped", node.label)),
        status => (LogLevel::Problem, failed(node, verb(status))),
    };
    lines.push(line(node.finished_at, level, &text, Some(&node.id)));
}

fn failed(node: &TimelineNode, verb: &str) -> String {
    match &node.failure {
        Some(reason) => format!("{} {verb}: {reason}", node.label),
        None => format!("{} {verb}", node.label),
    }
}

fn action_line(action: &ActionView, label: &str) -> LogLine {
    let level = match action.status {
        ActionStatus::Failed => LogLevel::Warning,
        _ => LogLevel::Plain,
    };
    let text = match (&action.failure, action.status) {
        (Some(reason), ActionStatus::Failed) => {
            format!("{label}: {} failed: {reason}", action.title)
        }
        (None, ActionStatus::Failed) => format!("{label}: {} failed", action.title),
        _ => format!("{label}: {}", action.title),
    };
    line(action.at, level, &text, Some(&action.node))
}

fn ending(head: &RunHead) -> LogLine {
    let (level, text) = match head.status {
        RunStatus::Completed => (LogLevel::Plain, "Run completed".to_owned()),
        RunStatus::Canceled => (LogLevel::Warning, "Run canceled".to_owned()),
        status => {
            let verb = verb(status);
            let reason = head
                .failure
                .as_ref()
                .map_or_else(String::new, |it| format!(": {}", it.reason));
            (LogLevel::Problem, format!("Run {verb}{reason}"))
        }
    };
    line(head.finished_at, level, &text, None)
}

fn line(at: Option<DateTime<Utc>>, level: LogLevel, text: &str, node: Option<&NodeId>) -> LogLine {
    LogLine {
        at,
        level,
        text: text.to_owned(),
        node: node.cloned(),
    }
}
