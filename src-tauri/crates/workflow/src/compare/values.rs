//! Two values of one field, compared by their inner parts.

use std::borrow::Cow;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};
use serde_json::{Map, Value};

use super::FieldChange;
use super::words;
use crate::texts::{ENCRYPTED, WORDS, is_secret};

/// What stands deeper is compared as a whole.
const DEEPEST: usize = 64;

/// What stands for a secret inside a value that is told.
pub(crate) const MASK: &str = "••••••";

/// Compares the values of one field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Comparer {
    is_secret: bool,
    /// Whether keys inside the value name things of the author's, not what they hold.
    has_own_keys: bool,
}

impl Comparer {
    /// For the field `name`, which may be known to be secret.
    pub(crate) fn new(name: &str, is_secret: bool) -> Self {
        Self {
            is_secret,
            has_own_keys: WORDS.contains(&name),
        }
    }

    /// Adds what differs between two values at `path`.
    pub(crate) fn compare(
        self,
        path: &str,
        before: Option<&Value>,
        after: Option<&Value>,
        changes: &mut Vec<FieldChange>,
    ) {
        self.values(path, before, after, 0, changes);
    }

    /// `value` as it may be told; none if it is a secret as a whole.
    pub(crate) fn told(self, path: &str, value: Option<&Value>) -> Option<Value> {
        let hidden = self.hides(path, value, None);
        value
            .filter(|_| !hidden)
            .map(|it| self.masked(it).into_owned())
    }

    fn values(
        self,
        path: &str,
        before: Option<&Value>,
        after: Option<&Value>,
        depth: usize,
        changes: &mut Vec<FieldChange>,
    ) {
        if before == after {
            return;
        }
        match (before, after) {
            (Some(Value::Object(before)), Some(Value::Object(after)))
                if depth < DEEPEST && !self.is_secret =>
            {
                let only_before = before.keys().filter(|key| !after.contains_key(*key));
                for key in after.keys().chain(only_before) {
                    let path = format!("{path}.{key}");
                    self.values(&path, before.get(key), after.get(key), depth + 1, changes);
                }
            }
            (Some(Value::Array(before)), Some(Value::Array(after)))
                if depth < DEEPEST && !self.is_secret =>
            {
                for (place, before, after) in aligned(before, after) {
                    self.values(
                        &format!("{path}.{place}"),
                        before,
                        after,
                        depth + 1,
                        changes,
                    );
                }
            }
            _ => changes.push(self.change(path, before, after)),
        }
    }

    fn change(self, path: &str, before: Option<&Value>, after: Option<&Value>) -> FieldChange {
        let secret = self.hides(path, before, after);
        let told = |value: Option<&Value>| {
            value
                .filter(|_| !secret)
                .map(|it| self.masked(it).into_owned())
        };
        let words = match (before, after) {
            (Some(Value::String(before)), Some(Value::String(after))) if !secret => {
                words::words(before, after)
            }
            _ => Vec::new(),
        };
        FieldChange {
            field: path.to_owned(),
            before: told(before),
            after: told(after),
            words,
            secret,
        }
    }

    fn hides(self, path: &str, before: Option<&Value>, after: Option<&Value>) -> bool {
        let key = path.rsplit('.').next().unwrap_or_default();
        let by_name = !self.has_own_keys && is_secret(key);
        let hides = |value: &Value| match value {
            Value::String(text) => is_hidden(by_name, text),
            _ => false,
        };
        self.is_secret || before.is_some_and(hides) || after.is_some_and(hides)
    }

    /// `value` with a mask over the secrets inside it.
    fn masked(self, value: &Value) -> Cow<'_, Value> {
        Cow::Owned(masked(value, false, self.has_own_keys))
    }
}

/// Whether a text must not be told: it is encrypted, or its name says that it is a secret and it is
/// no template.
fn is_hidden(by_name: bool, text: &str) -> bool {
    text.starts_with(ENCRYPTED) || (by_name && !text.is_empty() && !text.contains("{{"))
}

fn masked(value: &Value, by_name: bool, has_own_keys: bool) -> Value {
    match value {
        Value::String(text) if is_hidden(by_name, text) => MASK.into(),
        Value::Array(items) => items
            .iter()
            .map(|item| masked(item, by_name, has_own_keys))
            .collect(),
        Value::Object(map) => {
            let mask = |(key, value): (&String, &Value)| {
                let by_name = !has_own_keys && is_secret(key);
                (key.clone(), masked(value, by_name, has_own_keys))
            };
            Value::Object(map.iter().map(mask).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

/// The elements of two lists side by side, those left out that are alike. Numbered by the newer
/// list, removed ones by the older.
fn aligned<'a>(
    before: &'a [Value],
    after: &'a [Value],
) -> Vec<(usize, Option<&'a Value>, Option<&'a Value>)> {
    let mut input = InternedInput::default();
    input.update_before(before.iter().map(Value::to_string));
    input.update_after(after.iter().map(Value::to_string));
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let range = |range: Range<u32>| range.start as usize..range.end as usize;
    let mut pairs = Vec::new();
    for hunk in diff.hunks() {
        let (old, new) = (range(hunk.before), range(hunk.after));
        for place in 0..old.len().max(new.len()) {
            let (old, new) = (old.clone().nth(place), new.clone().nth(place));
            let number = new.or(old).unwrap_or_default();
            pairs.push((number, old.map(|it| &before[it]), new.map(|it| &after[it])));
        }
    }
    pairs
}
