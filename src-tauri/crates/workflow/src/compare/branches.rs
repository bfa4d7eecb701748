//! The branches of two conditions side by side.

use serde_json::{Map, Value};

use super::FieldChange;
use super::values::Comparer;

const FIELD: &str = "branch_conditions";

/// For each branch of `after`, the branch of `before` that it is: one with the same criterion, the
/// other default branch, one with the same expression or description, one that shares blocks, or
/// the one at the same place between those. `shared` counts the blocks that a branch of `before` and one of `after`
/// have in common.
pub(crate) fn pairs(
    before: &[Value],
    after: &[Value],
    shared: impl Fn(usize, usize) -> usize,
) -> Vec<Option<usize>> {
    let (old, new) = (heads(before), heads(after));
    let mut pairs = vec![None; after.len()];
    let mut taken = vec![false; before.len()];
    let mut take = |is_pair: &dyn Fn(usize, usize) -> bool| {
        for (place, pair) in pairs.iter_mut().enumerate().filter(|(_, it)| it.is_none()) {
            let found = (0..old.len()).find(|it| !taken[*it] && is_pair(*it, place));
            if let Some(found) = found {
                taken[found] = true;
                *pair = Some(found);
            }
        }
    };
    let same = |key: &str, a: usize, b: usize| {
        old[a].get(key).is_some() && old[a].get(key) == new[b].get(key)
    };
    take(&|a, b| old[a] == new[b]);
    take(&|a, b| same("is_default", a, b));
    take(&|a, b| same("criteria", a, b) || same("description", a, b));
    take(&|a, b| shared(a, b) > 0);
    for place in 0..pairs.len() {
        if pairs[place].is_none() {
            let after = pairs[..place].iter().flatten().max().map_or(0, |it| it + 1);
            let end = pairs[place..]
                .iter()
                .flatten()
                .min()
                .copied()
                .unwrap_or(old.len());
            let found = (after..end).find(|it| !taken[*it]);
            if let Some(found) = found {
                taken[found] = true;
            }
            pairs[place] = found;
        }
    }
    pairs
}

/// Adds what differs between the branches; gives whether they are set and alike. Where the run goes
/// from a branch counts only with `links`.
pub(crate) fn compare(
    (before, after): (&[Value], &[Value]),
    pairs: &[Option<usize>],
    links: bool,
    changes: &mut Vec<FieldChange>,
) -> bool {
    let link = |branches: &[Value], head: &mut Vec<Map<String, Value>>| {
        for (head, branch) in head.iter_mut().zip(branches) {
            let link = branch.get("next_block_label");
            if let Some(link) = link.filter(|it| links && !it.is_null()) {
                head.insert("next_block_label".to_owned(), link.clone());
            }
        }
    };
    let (mut old, mut new) = (heads(before), heads(after));
    link(before, &mut old);
    link(after, &mut new);
    let known = changes.len();
    let comparer = Comparer::new(FIELD, false);
    let value = |heads: &[Map<String, Value>], place: usize| Value::Object(heads[place].clone());
    if !pairs.iter().flatten().is_sorted() {
        let whole = |heads: Vec<Map<String, Value>>| {
            let list = heads.into_iter().map(Value::Object).collect();
            comparer.told(FIELD, Some(&list))
        };
        changes.push(FieldChange {
            field: FIELD.to_owned(),
            before: whole(old),
            after: whole(new),
            words: Vec::new(),
            secret: false,
        });
        return false;
    }
    for (place, pair) in pairs.iter().enumerate() {
        let before = pair.map(|it| value(&old, it));
        let after = value(&new, place);
        comparer.compare(
            &format!("{FIELD}.{place}"),
            before.as_ref(),
            Some(&after),
            changes,
        );
    }
    for place in (0..old.len()).filter(|place| !pairs.contains(&Some(*place))) {
        let before = value(&old, place);
        comparer.compare(&format!("{FIELD}.{place}"), Some(&before), None, changes);
    }
    changes.len() == known && !after.is_empty()
}

/// The branches without links and ids, and without what the server fills in itself.
fn heads(branches: &[Value]) -> Vec<Map<String, Value>> {
    branches
        .iter()
        .map(|branch| match branch {
            Value::Object(branch) => head(branch),
            other => Map::from_iter([(String::new(), other.clone())]),
        })
        .collect()
}

fn head(branch: &Map<String, Value>) -> Map<String, Value> {
    let left_out = |key: &str| matches!(key, "next_block_label" | "id");
    let mut head: Map<String, Value> = branch
        .iter()
        .filter(|(key, value)| !left_out(key) && !value.is_null() && **value != Value::Bool(false))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    if let Some(criterion) = head.get("criteria").map(criterion) {
        head.insert("criteria".to_owned(), criterion);
    }
    head
}

/// A criterion without its type, which the server finds out itself (reference A.5).
pub(crate) fn criterion(criterion: &Value) -> Value {
    match criterion {
        Value::Object(map) => map
            .iter()
            .filter(|(key, value)| *key != "criteria_type" && !value.is_null())
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
        other => other.clone(),
    }
}

/// Whether two branches decide alike, wherever they lead.
pub(crate) fn are_alike(a: &Value, b: &Value) -> bool {
    heads(std::slice::from_ref(a)) == heads(std::slice::from_ref(b))
}
