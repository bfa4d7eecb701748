//! The names that Python code looks up.

use std::collections::HashSet;
use std::ops::Range;

use crate::python::{Role, words};

/// Where `code` looks up names that it does not make itself, in bytes.
pub(crate) fn variables(code: &str) -> Vec<Range<usize>> {
    let words = words(code);
    let made = words
        .iter()
        .filter(|word| matches!(word.role, Role::Made | Role::Bound));
    let made: HashSet<&str> = made.map(|word| &code[word.at.clone()]).collect();
    let looked_up = words.iter().filter(|word| word.role == Role::Variable);
    looked_up
        .map(|word| word.at.clone())
        .filter(|at| !made.contains(&code[at.clone()]))
        .collect()
}
