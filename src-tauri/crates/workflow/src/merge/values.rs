//! Values that both sides may have changed.

use serde_json::{Map, Value};

use super::decisions::{About, Decisions, Three};
use super::texts;
use crate::compare::fields::Catalogue;
use crate::compare::values::{Comparer, MASK};
use crate::compare::words::Unit;
use crate::document::Block;
use crate::kinds::{self, Holds};

/// Values that stand deeper are merged as a whole.
const DEEPEST: usize = 64;

/// What is known of a field.
#[derive(Clone, Copy)]
struct Known {
    comparer: Comparer,
    /// How its texts are merged; none if only as a whole.
    unit: Option<Unit>,
}

/// The fields of a thing that both sides have, merged one by one. `catalogue` says what they hold and
/// what the server takes for those left out; `prefix` stands before their names in conflicts.
pub(super) fn fields(
    about: &About<'_>,
    prefix: &str,
    catalogue: Catalogue,
    maps: Three<&Map<String, Value>>,
    decisions: &mut Decisions<'_>,
) -> Map<String, Value> {
    let mut merged = Map::new();
    let theirs = maps.theirs.keys().filter(|it| !maps.ours.contains_key(*it));
    for name in maps.ours.keys().chain(theirs) {
        let values = maps.map(|map| map.get(name));
        let path = format!("{prefix}{name}");
        let agree = |a, b| agrees(catalogue, name, a, b);
        let value = if values.base == values.ours || agree(values.base, values.ours) {
            values.theirs.cloned()
        } else if agree(values.base, values.theirs) || agree(values.ours, values.theirs) {
            values.ours.cloned()
        } else if let Some(keys) = keys(values).filter(|_| name == "parameter_keys") {
            Some(keys)
        } else {
            Known::new(catalogue, name).value(about, &path, values, 0, decisions)
        };
        if let Some(value) = value {
            merged.insert(name.clone(), value);
        }
    }
    merged
}

/// Whether two maps have the same fields, as far as the server can tell.
pub(super) fn same_fields(
    catalogue: Catalogue,
    a: &Map<String, Value>,
    b: &Map<String, Value>,
) -> bool {
    let agree = |name: &String| agrees(catalogue, name, a.get(name), b.get(name));
    a.keys().chain(b.keys()).all(agree)
}

/// What came of documents that cannot all be read.
pub(super) fn whole_document(values: Three<&Value>, decisions: &mut Decisions<'_>) -> Value {
    let message = "Both versions changed the workflow, and one of the documents is no workflow.";
    let none = values.map(|_| None);
    let side = decisions.of_whole(&About::workflow(), "document", none, message.to_owned());
    values.side(side).clone()
}

/// Whether two values of a field mean the same: the server's default is as good as nothing.
fn agrees(catalogue: Catalogue, name: &str, a: Option<&Value>, b: Option<&Value>) -> bool {
    let is_set = |value: &&Value| !catalogue.is_default(name, value);
    a == b || a.filter(is_set) == b.filter(is_set)
}

/// The keys that both sides hand to a block; none if one of the values is no list of keys.
fn keys(values: Three<Option<&Value>>) -> Option<Value> {
    let list = |value: Option<&Value>| match value {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::Array(keys)) if keys.iter().all(Value::is_string) => Some(keys.clone()),
        Some(_) => None,
    };
    let (base, ours, theirs) = (list(values.base)?, list(values.ours)?, list(values.theirs)?);
    let mut keys = ours.clone();
    keys.retain(|key| theirs.contains(key) || !base.contains(key));
    let added = theirs
        .iter()
        .filter(|key| !base.contains(key) && !ours.contains(key));
    keys.extend(added.cloned());
    Some(Value::Array(keys))
}

impl Known {
    fn new(catalogue: Catalogue, name: &str) -> Self {
        let field = catalogue.field(name);
        let unit = match field.map(|field| field.holds) {
            Some(Holds::Prompt) => Some(Unit::Word),
            Some(Holds::Code) => Some(Unit::Line),
            _ => None,
        };
        Self {
            comparer: Comparer::new(name, catalogue.is_secret(name)),
            unit,
        }
    }

    /// The value that both sides changed.
    fn value(
        self,
        about: &About<'_>,
        path: &str,
        values: Three<Option<&Value>>,
        depth: usize,
        decisions: &mut Decisions<'_>,
    ) -> Option<Value> {
        if let Ok(value) = values.settled() {
            return value.cloned();
        }
        if let (Some(Value::Object(ours)), Some(Value::Object(theirs)), true) =
            (values.ours, values.theirs, depth < DEEPEST)
        {
            let empty = Map::new();
            let base = values.base.and_then(Value::as_object).unwrap_or(&empty);
            let maps = Three { base, ours, theirs };
            return Some(Value::Object(self.map(about, path, maps, depth, decisions)));
        }
        if let (Some(base), Some(ours), Some(theirs), Some(unit)) = (
            values.base.and_then(Value::as_str),
            values.ours.and_then(Value::as_str),
            values.theirs.and_then(Value::as_str),
            self.unit,
        ) && let Some(text) = texts::merge(base, ours, theirs, unit)
        {
            return Some(text.into());
        }
        let side = decisions.of_value(about, path, self.comparer, values);
        values.side(side).cloned()
    }

    fn map(
        self,
        about: &About<'_>,
        path: &str,
        maps: Three<&Map<String, Value>>,
        depth: usize,
        decisions: &mut Decisions<'_>,
    ) -> Map<String, Value> {
        let theirs = maps.theirs.keys().filter(|it| !maps.ours.contains_key(*it));
        let mut merged = Map::new();
        for key in maps.ours.keys().chain(theirs) {
            let values = maps.map(|map| map.get(key));
            let path = format!("{path}.{key}");
            if let Some(value) = self.value(about, &path, values, depth + 1, decisions) {
                merged.insert(key.clone(), value);
            }
        }
        merged
    }
}

/// The fields of a thing as they may be told.
pub(super) fn told(fields: &Map<String, Value>) -> Value {
    let catalogue = Catalogue::Block(kinds::of(fields.kind()));
    let is_told = |(_, value): &(&String, &Value)| !value.is_null();
    let told = fields.iter().filter(is_told).map(|(name, value)| {
        let comparer = Known::new(catalogue, name).comparer;
        let value = comparer.told(name, Some(value));
        (name.clone(), value.unwrap_or_else(|| MASK.into()))
    });
    told.collect()
}
