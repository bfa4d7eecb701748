//! The parameters of two workflows side by side.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::fields::{self, Catalogue};
use super::{Change, FieldChange, ParameterChange, moves};
use crate::document;

/// The parameters that differ: in the order of the newer document, then the removed ones.
pub(crate) fn compare(before: &Value, after: &Value) -> Vec<ParameterChange> {
    let (older, newer) = (parameters(before), parameters(after));
    let places: HashMap<&str, usize> = older
        .iter()
        .enumerate()
        .map(|(at, it)| (&*it.0, at))
        .collect();
    let partners: Vec<Option<usize>> = newer.iter().map(|it| places.get(&*it.0).copied()).collect();
    let kept: Vec<usize> = partners.iter().flatten().copied().collect();
    let mut moved = moves::moved(&kept).into_iter();
    let mut changes = Vec::new();
    for ((key, parameter), partner) in newer.iter().zip(&partners) {
        let change = |change, fields| ParameterChange {
            key: key.clone(),
            change,
            fields,
        };
        let Some(partner) = *partner else {
            changes.push(change(Change::Added, Vec::new()));
            continue;
        };
        let fields = compare_parts(older[partner].1, parameter);
        match (moved.next().unwrap_or_default(), fields.is_empty()) {
            (true, _) => changes.push(change(Change::Moved, fields)),
            (false, false) => changes.push(change(Change::Changed, fields)),
            (false, true) => {}
        }
    }
    let kept: HashSet<usize> = kept.into_iter().collect();
    let removed = (0..older.len()).filter(|place| !kept.contains(place));
    changes.extend(removed.map(|place| ParameterChange {
        key: older[place].0.clone(),
        change: Change::Removed,
        fields: Vec::new(),
    }));
    changes
}

fn compare_parts(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<FieldChange> {
    fields::of_maps(Catalogue::None, before, after, |name| name == "key").changes
}

/// The parameters with their keys; a key that stands again gets its number.
pub(crate) fn parameters(workflow: &Value) -> Vec<(String, &Map<String, Value>)> {
    let definition = document::definition(workflow);
    let list = definition.map_or(&[][..], |it| document::list(it, "parameters"));
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let maps = list.iter().filter_map(Value::as_object);
    maps.map(|parameter| {
        let key = document::text(parameter, "key");
        let count = counts.entry(key).or_default();
        *count += 1;
        let key = match count {
            1 => key.to_owned(),
            count => format!("{key}#{count}"),
        };
        (key, parameter)
    })
    .collect()
}
