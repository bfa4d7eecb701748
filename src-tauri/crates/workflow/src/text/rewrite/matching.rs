//! Which item of the new list was which item of the old one.

use std::collections::{HashMap, VecDeque};

use serde_json::Value;

/// For each item of `after` the place in `before` of the item that it comes from, if any. No item
/// is named twice. Blocks are known by their label, parameters by their key, everything else by
/// what it says; what is then left and stands between the same neighbours is taken for changed.
pub(super) fn sources(before: &[Value], after: &[Value]) -> Vec<Option<usize>> {
    let mut sources = vec![None; after.len()];
    let mut taken = vec![false; before.len()];
    pair(before, after, &mut sources, &mut taken, name);
    pair(before, after, &mut sources, &mut taken, |item| {
        Some(item.to_string())
    });
    for place in 0..after.len() {
        if sources[place].is_some() {
            continue;
        }
        let candidate = match place.checked_sub(1) {
            None => Some(0),
            Some(previous) => sources[previous].map(|source| source + 1),
        };
        let fits = |source: &usize| {
            taken.get(*source) == Some(&false) && is_like(&before[*source], &after[place])
        };
        if let Some(source) = candidate.filter(fits) {
            sources[place] = Some(source);
            taken[source] = true;
        }
    }
    sources
}

/// Pairs what has the same `name`, in the order of the lists.
fn pair(
    before: &[Value],
    after: &[Value],
    sources: &mut [Option<usize>],
    taken: &mut [bool],
    name: impl Fn(&Value) -> Option<String>,
) {
    let mut known: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (place, item) in before
        .iter()
        .enumerate()
        .filter(|(place, _)| !taken[*place])
    {
        if let Some(name) = name(item) {
            known.entry(name).or_default().push_back(place);
        }
    }
    for (item, source) in after.iter().zip(sources) {
        if source.is_some() {
            continue;
        }
        let found = name(item).and_then(|name| known.get_mut(&name)?.pop_front());
        if let Some(found) = found {
            *source = Some(found);
            taken[found] = true;
        }
    }
}

fn name(item: &Value) -> Option<String> {
    let name = item.get("label").or_else(|| item.get("key"))?;
    name.as_str().map(str::to_owned)
}

/// Whether one may have become the other.
fn is_like(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(_), Value::Object(_)) => one.get("block_type") == other.get("block_type"),
        (Value::Array(_), Value::Array(_)) => true,
        (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_) | Value::Array(_)) => false,
        _ => true,
    }
}
