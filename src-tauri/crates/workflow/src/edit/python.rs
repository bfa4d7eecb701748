//! Renaming variables in Python code.

use std::collections::{HashMap, HashSet};

use crate::python::{Role, Word, words};

/// A name that cannot be told from another one: a function has a parameter or an import a name
/// like it, or its new name is used already.
#[derive(Debug, thiserror::Error)]
#[error("`{name}` in the code may be something else")]
pub(super) struct InDoubt {
    pub(super) name: String,
}

/// `code` with variables called by their new `names`; none if it uses none of them.
pub(super) fn rename(code: &str, names: &HashMap<String, &str>) -> Result<Option<String>, InDoubt> {
    if names.is_empty() {
        return Ok(None);
    }
    let words = words(code);
    let name = |word: &Word| &code[word.at.clone()];
    let in_doubt = |name: &str| InDoubt {
        name: name.to_owned(),
    };
    let bound = words.iter().filter(|word| word.role == Role::Bound);
    if let Some(word) = bound.map(name).find(|word| names.contains_key(*word)) {
        return Err(in_doubt(word));
    }
    let variables = words.iter().filter(|word| word.role != Role::Other);
    let variables: HashSet<&str> = variables.map(name).collect();
    let mut renamed = String::new();
    let mut done = 0;
    for word in words.iter().filter(|word| word.role != Role::Other) {
        let Some(new) = names.get(name(word)) else {
            continue;
        };
        if variables.contains(new) && !names.contains_key(*new) {
            return Err(in_doubt(name(word)));
        }
        renamed.push_str(&code[done..word.at.start]);
        renamed.push_str(new);
        done = word.at.end;
    }
    renamed.push_str(&code[done..]);
    Ok((done > 0).then_some(renamed))
}
