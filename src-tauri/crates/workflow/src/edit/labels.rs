//! Names of blocks and parameters: which can be used, and which are free.

use std::collections::{HashMap, HashSet};

use super::Refused;
use super::draft::Draft;
use crate::document::{Block, text};

/// Parameter keys that the server refuses (reference A.6).
pub(crate) const RESERVED: &[&str] = &[
    "current_item",
    "current_value",
    "current_index",
    "current_date",
    "workflow_title",
    "workflow_id",
    "workflow_permanent_id",
    "workflow_run_id",
    "workflow_run_outputs",
    "workflow_run_summary",
];

/// Whether templates and code can refer to `name`: what Python calls an identifier.
pub(crate) fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c == '_' || c.is_alphabetic())
        && name.chars().all(|c| c == '_' || c.is_alphanumeric())
}

/// The names that a document uses.
pub(super) struct Taken {
    labels: HashSet<String>,
    keys: HashSet<String>,
    /// The next number to try for a name.
    numbers: HashMap<String, usize>,
}

impl Taken {
    pub(super) fn of(draft: &Draft) -> Self {
        let parameters = crate::document::list(&draft.definition, "parameters").iter();
        let keys = parameters.filter_map(|it| Some(text(it.as_object()?, "key").to_owned()));
        Self {
            labels: draft
                .blocks
                .iter()
                .map(|it| it.label().to_owned())
                .collect(),
            keys: keys.collect(),
            numbers: HashMap::new(),
        }
    }

    /// Refuses a label that a block cannot be given.
    pub(super) fn expect_label(&self, label: &str) -> Result<(), Refused> {
        let name = label.to_owned();
        if !is_identifier(label) {
            return Err(Refused::NotAnIdentifier { name });
        }
        if self.labels.contains(label) {
            return Err(Refused::LabelTaken { label: name });
        }
        let output = format!("{label}_output");
        for label in [name, output] {
            if self.keys.contains(&label) {
                return Err(Refused::NameOfParameter { label });
            }
        }
        Ok(())
    }

    /// Refuses a key that a parameter cannot be given.
    pub(super) fn expect_key(&self, key: &str) -> Result<(), Refused> {
        let name = key.to_owned();
        if !is_identifier(key) {
            return Err(Refused::NotAnIdentifier { name });
        }
        if self.keys.contains(key) {
            return Err(Refused::KeyTaken { key: name });
        }
        let label = key.strip_suffix("_output");
        let is_output = label.is_some_and(|label| self.labels.contains(label));
        if RESERVED.contains(&key) || is_output {
            return Err(Refused::KeyReserved { key: name });
        }
        Ok(())
    }

    /// `wanted`, or what comes next: `goto_url_2`. It is taken from then on.
    pub(super) fn free(&mut self, wanted: &str) -> String {
        let is_free = |taken: &Self, label: &str| {
            !taken.labels.contains(label)
                && !taken.keys.contains(label)
                && !taken.keys.contains(&format!("{label}_output"))
        };
        let mut label = wanted.to_owned();
        if !is_free(self, &label) {
            let base = without_number(wanted);
            let mut number = self.numbers.get(base).copied().unwrap_or(2);
            loop {
                label = format!("{base}_{number}");
                number += 1;
                if is_free(self, &label) {
                    break;
                }
            }
            self.numbers.insert(base.to_owned(), number);
        }
        self.labels.insert(label.clone());
        label
    }
}

fn without_number(label: &str) -> &str {
    match label.rsplit_once('_') {
        Some((base, number))
            if !base.is_empty()
                && !number.is_empty()
                && number.bytes().all(|it| it.is_ascii_digit()) =>
        {
            base
        }
        _ => label,
    }
}
