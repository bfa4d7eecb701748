//! Runs as indented text, one line a node: label, kind, status, seconds, progress, and what else a row shows.

use serde_json::{Value, json};

use crate::runs::RunSnapshot;
use crate::runs::recorded::{body, made_of, moments, names, snapshot, snapshot_at, view};
use crate::views::runs::{NodeRole, RunStatus, TimelineNode};

fn picture(snapshot: &RunSnapshot) -> String {
    let nodes = view(snapshot).nodes;
    let lines = nodes.iter().map(|node| {
        let indent = "  ".repeat(depth(node, &nodes));
        format!("{indent}{}\n", line(node))
    });
    lines.collect()
}

fn depth(node: &TimelineNode, nodes: &[TimelineNode]) -> usize {
    let parent = node.parent.as_ref().map(|id| {
        let mut found = nodes.iter().filter(|node| &node.id == id);
        let parent = found.next().expect("the parent is in the list");
        assert!(found.next().is_none(), "{id} stands twice");
        parent
    });
    parent.map_or(0, |parent| 1 + depth(parent, nodes))
}

fn line(node: &TimelineNode) -> String {
    let kind = match node.role {
        NodeRole::Block => node.kind.clone(),
        NodeRole::Iteration => "turn".to_owned(),
        NodeRole::Thought => "thought".to_owned(),
    };
    let mut line = format!("{} {kind} {}", node.label, word(node.status));
    let seconds = node.seconds.map(|seconds| format!(" {seconds:.1}s"));
    let progress = node.progress.map(|it| match it.total {
        Some(total) => format!(" {}/{total}", it.done),
        None => format!(" {}/?", it.done),
    });
    let branch = node.branch.as_ref().map(|branch| format!(" <{branch}>"));
    let actions = Some(node.action_count).filter(|count| *count > 0);
    let actions = actions.map(|count| format!(" {count} actions"));
    let parts = [seconds, progress, branch, actions];
    line.extend(parts.into_iter().flatten());
    line
}

fn word(status: RunStatus) -> String {
    format!("{status:?}").to_lowercase()
}

#[test]
fn every_recorded_run() {
    let pictures = names().into_iter().map(|name| {
        let snapshot = snapshot(&name);
        format!("# {name}: {}\n{}\n", snapshot.rich.status, picture(&snapshot))
    });
    insta::assert_snapshot!(pictures.collect::<String>());
}
