//! What a window holds after a change is what it would hold had it opened later.

use super::*;
use crate::runs::recorded::{Recording, body, made_of, names};
use crate::views::runs::{ActionView, TimelineNode};

/// What a window does with a change.
fn applied(before: &RunView, change: &RunChange) -> RunView {
    let mut nodes: HashMap<_, TimelineNode> = before
        .nodes
        .iter()
        .map(|node| (node.id.clone(), node.clone()))
        .collect();
    nodes.extend(
        change
            .nodes
            .iter()
            .map(|node| (node.id.clone(), node.clone())),
    );
    let order = change.order.clone();
    let order = order.unwrap_or_else(|| before.nodes.iter().map(|node| node.id.clone()).collect());
    let mut actions: Vec<ActionView> = before.actions.clone();
    for action in &change.actions {
        match actions.iter_mut().find(|known| known.id == action.id) {
            Some(known) => *known = action.clone(),
            None => actions.push(action.clone()),
        }
    }
    actions.sort_by_key(|action| action.at);
    RunView {
        head: change.head.clone().unwrap_or_else(|| before.head.clone()),
        nodes: order.iter().map(|id| nodes[id].clone()).collect(),
        actions,
        log: before.log.iter().chain(&change.log).cloned().collect(),
    }
}

/// Lines arrive when they are known, which need not be the order of time.
fn sorted(mut view: RunView) -> RunView {
    let place = |line: &LogLine| (line.at, line.text.clone(), line.node.clone());
    view.log.sort_by_key(place);
    view
}

fn check(before: &RunView, now: &RunView) {
    let after = match between(before, now) {
        Some(change) => applied(before, &change),
        None => before.clone(),
    };
    assert_eq!(sorted(after), sorted(now.clone()));
}

#[test]
fn a_change_leads_from_any_moment_to_any_later_one() {
    for name in names() {
        let recording = Recording::of(&name);
        let moments = recording.moments();
        let views: Vec<RunView> = moments
            .into_iter()
            .map(|moment| recording.at(moment).view())
            .collect();
        let last = views.last().expect("a run has moments");
        for pair in views.windows(2) {
            check(&pair[0], &pair[1]);
            check(&pair[0], last);
        }
    }
}

#[test]
fn a_change_leads_from_the_recording_under_way_to_the_end() {
    let pair = |under_way: &str, end: &str| {
        let running = made_of(
            &body(&format!("run-{under_way}-while-running")),
            &body(&format!("run-{under_way}-timeline-while-running")),
        );
        let over = made_of(
            &body(&format!("run-{end}-run")),
            &body(&format!("run-{end}-timeline")),
        );
        assert_eq!(
            running.run["run_id"], over.run["run_id"],
            "two moments of one run"
        );
        check(&running.view(), &over.view());
    };
    pair("navigation", "navigation-llm");
    pair("wait", "cancelled");
}

#[test]
fn nothing_differs_from_itself() {
    for name in names() {
        let now = Recording::of(&name).view();
        assert_eq!(between(&now, &now), None, "{name}");
    }
}

#[test]
fn lines_that_are_alike_are_counted() {
    let line = |text: &str| LogLine {
        at: None,
        level: crate::views::runs::LogLevel::Plain,
        text: text.to_owned(),
        node: None,
    };
    let (a, b) = (line("a"), line("b"));
    let new = new_lines(
        &[a.clone(), b.clone()],
        &[a.clone(), a.clone(), b.clone(), a.clone()],
    );
    assert_eq!(new, [a.clone(), a]);
    let alone = [b];
    assert_eq!(new_lines(&alone, &alone), []);
}
