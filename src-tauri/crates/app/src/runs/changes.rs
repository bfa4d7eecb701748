//! What differs between two views of a run: windows get that, not the whole again.

use std::collections::HashMap;
use std::hash::Hash;

use crate::views::runs::{LogLine, RunChange, RunView};

#[cfg(test)]
mod tests;

/// The difference, or nothing if there is none.
pub(super) fn between(before: &RunView, now: &RunView) -> Option<RunChange> {
    let nodes = differing(&before.nodes, &now.nodes, |node| &node.id);
    let is_same_order = before.nodes.len() == now.nodes.len()
        && before
            .nodes
            .iter()
            .zip(&now.nodes)
            .all(|(one, other)| one.id == other.id);
    let actions = differing(&before.actions, &now.actions, |action| action.id.as_str());
    let log = new_lines(&before.log, &now.log);
    let head = (before.head != now.head).then(|| now.head.clone());
    let order = (!is_same_order).then(|| now.nodes.iter().map(|node| node.id.clone()).collect());
    let is_nothing = head.is_none()
        && nodes.is_empty()
        && order.is_none()
        && actions.is_empty()
        && log.is_empty();
    (!is_nothing).then(|| RunChange {
        connection: now.head.connection.clone(),
        run: now.head.id.clone(),
        head,
        nodes,
        order,
        actions,
        log,
    })
}

/// Those of `now` that are new or differ.
fn differing<'a, T: PartialEq + Clone, K: Hash + Eq + ?Sized + 'a>(
    before: &'a [T],
    now: &'a [T],
    key: impl Fn(&'a T) -> &'a K,
) -> Vec<T> {
    let known: HashMap<&K, &T> = before.iter().map(|one| (key(one), one)).collect();
    now.iter()
        .filter(|one| known.get(key(one)) != Some(one))
        .cloned()
        .collect()
}

/// The lines of `now` beyond those of `before`. Lines may be alike: each counts.
fn new_lines(before: &[LogLine], now: &[LogLine]) -> Vec<LogLine> {
    let mut known: HashMap<_, usize> = HashMap::new();
    for line in before {
        *known.entry(key_of(line)).or_default() += 1;
    }
    let mut new = Vec::new();
    for line in now {
        match known.get_mut(&key_of(line)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => new.push(line.clone()),
        }
    }
    new
}

fn key_of(line: &LogLine) -> impl Hash + Eq + '_ {
    (&line.at, &line.text, &line.node)
}
