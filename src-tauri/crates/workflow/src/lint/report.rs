//! The problems found so far.

use std::ops::Range;

use serde_json::Value;

use super::{Fix, Holder, Place, Problem, Severity};
use crate::edit::Edit;
use crate::template::utf16;

/// Fixes carry the whole new value of a field. Together they may hold this many bytes; problems
/// found after that have none.
const ROOM_FOR_FIXES: usize = 4 << 20;

#[derive(Default)]
pub(super) struct Report {
    code: &'static str,
    found: Vec<(usize, Problem)>,
    used: usize,
}

/// A place, and where it stands in the document.
#[derive(Clone, Debug)]
pub(super) struct At {
    pub(super) rank: usize,
    pub(super) place: Place,
}

impl Report {
    /// From here on, `code` finds the problems.
    pub(super) fn begin(&mut self, code: &'static str) {
        self.code = code;
    }

    pub(super) fn error(&mut self, at: At, message: impl Into<String>) -> &mut Vec<Fix> {
        self.add(Severity::Error, at, message)
    }

    pub(super) fn warning(&mut self, at: At, message: impl Into<String>) -> &mut Vec<Fix> {
        self.add(Severity::Warning, at, message)
    }

    pub(super) fn hint(&mut self, at: At, message: impl Into<String>) -> &mut Vec<Fix> {
        self.add(Severity::Hint, at, message)
    }

    /// Adds a problem; gives its fixes, to add some.
    pub(super) fn add(
        &mut self,
        severity: Severity,
        at: At,
        message: impl Into<String>,
    ) -> &mut Vec<Fix> {
        let place = self.found.len();
        self.found.push((
            at.rank,
            Problem {
                code: self.code.to_owned(),
                severity,
                message: message.into(),
                place: at.place,
                fixes: Vec::new(),
            },
        ));
        &mut self.found[place].1.fixes
    }

    /// Whether a fix may hold a copy of `value`.
    pub(super) fn has_room(&mut self, value: &Value) -> bool {
        self.used = self.used.saturating_add(weight(value, ROOM_FOR_FIXES));
        self.used <= ROOM_FOR_FIXES
    }

    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        self.found
            .sort_by_key(|(rank, problem)| (*rank, problem.severity));
        self.found.into_iter().map(|(_, problem)| problem).collect()
    }
}

impl At {
    pub(super) fn new(rank: usize, holder: Holder) -> Self {
        let place = Place {
            holder,
            field: None,
            path: Vec::new(),
            range: None,
        };
        Self { rank, place }
    }

    pub(super) fn field(mut self, field: &str) -> Self {
        self.place.field = Some(field.to_owned());
        self
    }

    /// The workflow itself and its settings.
    pub(super) fn workflow() -> Self {
        Self::new(0, Holder::Workflow)
    }

    /// One step further into the field.
    pub(super) fn then(mut self, key: &(impl ToString + ?Sized)) -> Self {
        self.place.path.push(key.to_string());
        self
    }

    pub(super) fn path(mut self, path: Vec<String>) -> Self {
        self.place.path = path;
        self
    }

    /// The part of `text`, in bytes.
    pub(super) fn range(mut self, text: &str, bytes: Range<usize>) -> Self {
        self.place.range = Some(utf16::range(text, bytes));
        self
    }
}

pub(super) fn fix(title: impl Into<String>, edit: Edit) -> Fix {
    Fix {
        title: title.into(),
        edit,
    }
}

/// About how many bytes `value` takes, counted up to `limit`.
fn weight(value: &Value, limit: usize) -> usize {
    let mut weight = 0_usize;
    let mut rest = vec![value];
    while let Some(value) = rest.pop() {
        weight += 32;
        match value {
            Value::String(text) => weight += text.len(),
            Value::Array(items) => rest.extend(items),
            Value::Object(map) => {
                weight += map.keys().map(String::len).sum::<usize>();
                rest.extend(map.values());
            }
            _ => {}
        }
        if weight > limit {
            break;
        }
    }
    weight
}
