//! Two changed texts, brought together where the changes stand apart.

use std::cmp::Ordering;

use crate::compare::words::{Hunk, Unit, hunks};

/// The text with both sides' changes; none if some of them touch each other and are not the same.
pub(super) fn merge(base: &str, ours: &str, theirs: &str, unit: Unit) -> Option<String> {
    let (our_hunks, their_hunks) = (hunks(base, ours, unit), hunks(base, theirs, unit));
    let mut left = our_hunks.into_iter().peekable();
    let mut right = their_hunks.into_iter().peekable();
    let mut merged = String::with_capacity(ours.len().max(theirs.len()));
    let mut done = 0;
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) => order(a, ours, b, theirs)?,
        };
        let (hunk, text) = match order {
            Ordering::Less => (left.next()?, ours),
            Ordering::Greater => (right.next()?, theirs),
            Ordering::Equal => {
                right.next();
                (left.next()?, ours)
            }
        };
        merged.push_str(&base[done..hunk.before.start]);
        merged.push_str(&text[hunk.after]);
        done = hunk.before.end;
    }
    merged.push_str(&base[done..]);
    Some(merged)
}

/// Which of two changes comes first; equal if they are the same; none if they touch.
fn order(a: &Hunk, ours: &str, b: &Hunk, theirs: &str) -> Option<Ordering> {
    if a.before.end < b.before.start {
        Some(Ordering::Less)
    } else if b.before.end < a.before.start {
        Some(Ordering::Greater)
    } else if a.before == b.before && ours[a.after.clone()] == theirs[b.after.clone()] {
        Some(Ordering::Equal)
    } else {
        None
    }
}
