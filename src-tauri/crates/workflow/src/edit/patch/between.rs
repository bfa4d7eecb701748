//! What differs between two values.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{Change, Reshape, Splice};
use crate::compare::moves;

pub(super) fn values(old: &Value, new: &Value) -> Option<Change> {
    match (old, new) {
        (Value::String(old), Value::String(new)) => {
            (old != new).then(|| Change::Text(Splice::between(old, new)))
        }
        (Value::Object(old), Value::Object(new)) => objects(old, new),
        (Value::Array(old), Value::Array(new)) => lists(old, new),
        (old, new) => (old != new).then(|| Change::Value(Box::new((old.clone(), new.clone())))),
    }
}

impl Splice {
    /// What is left without the beginning and the end that both texts have.
    fn between(old: &str, new: &str) -> Self {
        let (a, b) = (old.as_bytes(), new.as_bytes());
        let mut start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        while !(old.is_char_boundary(start) && new.is_char_boundary(start)) {
            start -= 1;
        }
        let (a, b) = (&a[start..], &b[start..]);
        let mut end = a
            .iter()
            .rev()
            .zip(b.iter().rev())
            .take_while(|(a, b)| a == b)
            .count();
        while !(old.is_char_boundary(old.len() - end) && new.is_char_boundary(new.len() - end)) {
            end -= 1;
        }
        Self {
            at: start,
            old: old[start..old.len() - end].into(),
            new: new[start..new.len() - end].into(),
        }
    }
}

fn objects(old: &Map<String, Value>, new: &Map<String, Value>) -> Option<Change> {
    let in_order = old.len() == new.len() && old.keys().eq(new.keys());
    let pairs: Vec<(usize, usize)> = if in_order {
        Vec::new()
    } else {
        let places: HashMap<&str, usize> = old.keys().map(String::as_str).zip(0..).collect();
        let pair = |(place, name): (usize, &String)| Some((*places.get(name.as_str())?, place));
        new.keys().enumerate().filter_map(pair).collect()
    };
    let changed = new.iter().filter_map(|(name, value)| {
        let change = values(old.get(name)?, value)?;
        Some((name.clone(), change))
    });
    let entry = |(name, value): (&String, &Value)| (name.clone(), value.clone());
    let mut reshape = Reshape {
        changed: changed.collect(),
        ..Reshape::default()
    };
    if !in_order {
        let (kept_old, kept_new) = kept(&pairs, old.len(), new.len());
        let without = |kept: Vec<bool>, map: &Map<String, Value>| {
            let left = map.iter().enumerate().filter(|(place, _)| !kept[*place]);
            left.map(|(place, it)| (place, entry(it))).collect()
        };
        reshape.removed = without(kept_old, old);
        reshape.added = without(kept_new, new);
        reshape.moved = moved(pairs);
    }
    reshape.changed.shrink_to_fit();
    let is_empty = reshape.is_in_place() && reshape.changed.is_empty();
    (!is_empty).then(|| Change::Object(Box::new(reshape)))
}

fn lists(old: &[Value], new: &[Value]) -> Option<Change> {
    let pairs = pairs(old, new);
    let changed = pairs.iter().filter_map(|&(from, to)| {
        let change = values(&old[from], &new[to])?;
        Some((to, change))
    });
    let mut changed: Vec<_> = changed.collect();
    changed.shrink_to_fit();
    let (kept_old, kept_new) = kept(&pairs, old.len(), new.len());
    let without = |kept: Vec<bool>, items: &[Value]| {
        let left = items.iter().enumerate().filter(|(place, _)| !kept[*place]);
        left.map(|(place, item)| (place, (String::new(), item.clone())))
            .collect()
    };
    let reshape = Reshape {
        removed: without(kept_old, old),
        added: without(kept_new, new),
        moved: moved(pairs),
        changed,
    };
    let is_empty = reshape.is_in_place() && reshape.changed.is_empty();
    (!is_empty).then(|| Change::List(Box::new(reshape)))
}

fn kept(pairs: &[(usize, usize)], old: usize, new: usize) -> (Vec<bool>, Vec<bool>) {
    let (mut of_old, mut of_new) = (vec![false; old], vec![false; new]);
    for (from, to) in pairs {
        of_old[*from] = true;
        of_new[*to] = true;
    }
    (of_old, of_new)
}

/// Which item of `old` became which of `new`, in the order of the newer ones.
fn pairs(old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
    let alike = |(a, b): &(&Value, &Value)| match (name(a), name(b)) {
        (None, None) => a == b,
        (a, b) => a == b,
    };
    let start = old.iter().zip(new).take_while(alike).count();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let ends = old_rest.iter().rev().zip(new_rest.iter().rev());
    let end = ends.take_while(alike).count();
    let (old_rest, new_rest) = (
        &old_rest[..old_rest.len() - end],
        &new_rest[..new_rest.len() - end],
    );
    let mut pairs: Vec<_> = (0..start).map(|place| (place, place)).collect();
    let middle = in_the_middle(old_rest, new_rest).into_iter();
    pairs.extend(middle.map(|(from, to)| (start + from, start + to)));
    pairs.extend((1..=end).rev().map(|it| (old.len() - it, new.len() - it)));
    pairs
}

/// By name; what is left of either is paired in order if it is as much and of the same kinds: a
/// block that was renamed, a line that was changed.
fn in_the_middle(old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, item) in old.iter().enumerate().rev() {
        if let Some(name) = name(item) {
            places.entry(name).or_default().push(place);
        }
    }
    let mut taken = vec![false; old.len()];
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut unpaired: Vec<usize> = Vec::new();
    for (to, item) in new.iter().enumerate() {
        match name(item).and_then(|name| places.get_mut(name)?.pop()) {
            Some(from) => {
                taken[from] = true;
                pairs.push((from, to));
            }
            None => unpaired.push(to),
        }
    }
    let left: Vec<usize> = (0..old.len()).filter(|place| !taken[*place]).collect();
    let alike = |(from, to): (&usize, &usize)| kind(&old[*from]) == kind(&new[*to]);
    if left.len() == unpaired.len() && left.iter().zip(&unpaired).all(alike) {
        pairs.extend(left.into_iter().zip(unpaired));
        pairs.sort_unstable_by_key(|(_, to)| *to);
    }
    pairs
}

/// What tells blocks and parameters apart.
fn name(item: &Value) -> Option<&str> {
    let map = item.as_object()?;
    map.get("label").or_else(|| map.get("key"))?.as_str()
}

fn kind(item: &Value) -> (u8, Option<&str>) {
    match item {
        Value::Object(map) => (1, map.get("block_type").and_then(Value::as_str)),
        Value::Array(_) => (2, None),
        _ => (0, None),
    }
}

/// Those of `pairs` that are not in a longest run of rising older places.
fn moved(pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    if pairs.is_sorted_by_key(|(from, _)| *from) {
        return Vec::new();
    }
    let places: Vec<usize> = pairs.iter().map(|(from, _)| *from).collect();
    let moved = pairs.into_iter().zip(moves::moved(&places));
    let moved = moved.filter(|(_, is_moved)| *is_moved);
    moved.map(|(pair, _)| pair).collect()
}
