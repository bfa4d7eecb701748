//! What all rules read: the document, read once.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde_json::Value;

use super::Report;
use super::graph;
use super::nearest::{Candidate, nearest};
use super::report::At;
use crate::edit::Edit;
use crate::names::position::{Ran, ran};
use crate::names::reading::{Item, Owner, Parameter, Reading};
use crate::names::used_texts::{UsedText, used_texts};

/// For how many names likely ones are looked for; the search goes over all names there are.
const MOST_SEARCHES: usize = 40;

pub(super) struct Context<'a> {
    pub(super) reading: Reading<'a>,
    pub(super) texts: Vec<UsedText<'a>>,
    /// Which of the texts each block has.
    own_texts: Vec<Range<usize>>,
    /// Every name that a text looks up, wherever.
    pub(super) looked_up: HashSet<&'a str>,
    likely: RefCell<HashMap<(String, usize), Option<String>>>,
    searches: Cell<usize>,
    names: OnceCell<Vec<Candidate>>,
    graph: OnceCell<Vec<graph::Fault>>,
}

impl<'a> Context<'a> {
    pub(super) fn of(document: &'a Value) -> Self {
        let reading = Reading::of(document);
        let texts = used_texts(&reading);
        let mut own_texts = vec![0..0; reading.blocks.len()];
        for (place, text) in texts.iter().enumerate() {
            if let Owner::Block(index) = text.owner {
                let own: &mut Range<usize> = &mut own_texts[index];
                let start = if own.end == 0 { place } else { own.start };
                *own = start..place + 1;
            }
        }
        let looked_up = texts.iter().flat_map(UsedText::names).collect();
        Self {
            reading,
            texts,
            own_texts,
            looked_up,
            likely: RefCell::default(),
            searches: Cell::new(0),
            names: OnceCell::new(),
            graph: OnceCell::new(),
        }
    }

    /// The blocks that are not turned off.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &Item<'a>> {
        self.reading.blocks.iter().filter(|item| !item.is_off)
    }

    /// Those of one kind.
    pub(super) fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Item<'a>> {
        self.blocks()
            .filter(move |item| item.kind.is_some_and(|it| it.name == kind))
    }

    pub(super) fn texts_of(&self, item: &Item<'_>) -> &[UsedText<'a>] {
        &self.texts[self.own_texts[item.index].clone()]
    }

    /// The texts of blocks that are not turned off and whose kind is known, with their blocks.
    pub(super) fn block_texts(&self) -> impl Iterator<Item = (&Item<'a>, &UsedText<'a>)> {
        self.blocks()
            .filter(|item| item.kind.is_some())
            .flat_map(|item| self.texts_of(item).iter().map(move |text| (item, text)))
    }

    pub(super) fn at_parameter(&self, parameter: &Parameter<'_>) -> At {
        At::new(
            1 + parameter.index,
            self.reading.holder(Owner::Parameter(parameter.index)),
        )
    }

    pub(super) fn at(&self, item: &Item<'_>) -> At {
        let rank = 1 + self.reading.parameters.len() + item.index;
        At::new(rank, self.reading.holder(Owner::Block(item.index)))
    }

    pub(super) fn at_text(&self, text: &UsedText<'_>) -> At {
        let at = match text.owner {
            Owner::Workflow => At::workflow(),
            Owner::Parameter(index) => self.at_parameter(&self.reading.parameters[index]),
            Owner::Block(index) => self.at(&self.reading.blocks[index]),
        };
        at.field(text.field).path(text.path())
    }

    /// What is wrong with the links between blocks.
    pub(super) fn graph(&self) -> &[graph::Fault] {
        self.graph.get_or_init(|| graph::faults(&self.reading))
    }

    /// Whether any block or parameter is called so, or its output is.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.reading.resolve(name).is_some()
    }

    /// `base`, or `base` with the first number that is free.
    pub(super) fn free_name(&self, base: &str) -> String {
        if !self.is_taken(base) {
            return base.to_owned();
        }
        let free = (2..).map(|number| format!("{base}_{number}"));
        free.into_iter()
            .find(|name| !self.is_taken(name))
            .unwrap_or_default()
    }

    /// The name that `name` was likely meant to be: a parameter, or an output that is there when
    /// `reader` begins.
    pub(super) fn likely(&self, name: &str, reader: Option<usize>) -> Option<String> {
        let key = (name.to_owned(), reader.unwrap_or(usize::MAX));
        if let Some(known) = self.likely.borrow().get(&key) {
            return known.clone();
        }
        if self.searches.get() >= MOST_SEARCHES {
            return None;
        }
        self.searches.set(self.searches.get() + 1);
        let reading = &self.reading;
        let is_there = |block: Option<usize>| match (block, reader) {
            (Some(block), Some(reader)) => {
                matches!(
                    ran(&reading.flow, block, reader),
                    Ran::Before | Ran::LastRound(_)
                )
            }
            _ => true,
        };
        let found = nearest(name, self.names.get_or_init(|| names_of(reading)), is_there);
        self.likely.borrow_mut().insert(key, found.clone());
        found
    }

    /// The edit that puts `new` in the place of parts of `text`, if it is not too large.
    pub(super) fn replace(
        &self,
        report: &mut Report,
        text: &UsedText<'_>,
        parts: &[Range<usize>],
        new: &str,
    ) -> Option<Edit> {
        let mut replaced = text.text.to_owned();
        for part in parts.iter().rev() {
            replaced.replace_range(part.clone(), new);
        }
        let map = match text.owner {
            Owner::Workflow => self
                .reading
                .document
                .as_object()
                .filter(|map| map.contains_key(text.field))
                .or(self.reading.definition),
            Owner::Parameter(index) => Some(self.reading.parameters[index].map),
            Owner::Block(index) => Some(self.reading.blocks[index].block),
        };
        let old = map?.get(text.field)?;
        if !report.has_room(old) {
            return None;
        }
        let path = text.path();
        if let (Owner::Block(index), Some("expression")) =
            (text.owner, path.last().map(String::as_str))
            && matches!(text.field, "branch_conditions" | "condition")
        {
            return Some(self.criterion(index, &path, old, replaced));
        }
        let mut value = old.clone();
        let mut here = &mut value;
        for key in &path {
            here = match here {
                Value::Object(map) => map.get_mut(key)?,
                Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        *here = Value::String(replaced);
        self.set(text.owner, text.field, value)
    }

    fn set(&self, owner: Owner, field: &str, value: Value) -> Option<Edit> {
        match owner {
            Owner::Workflow => Some(Edit::SetSetting {
                key: field.to_owned(),
                value,
            }),
            Owner::Parameter(_) => None,
            Owner::Block(index) => Some(Edit::SetField {
                block: self.reading.blocks[index].key.clone(),
                field: field.to_owned(),
                value,
            }),
        }
    }

    fn criterion(&self, block: usize, path: &[String], old: &Value, expression: String) -> Edit {
        let branch = path.first().and_then(|key| key.parse::<u32>().ok());
        let holder = match branch {
            Some(branch) => old.get(usize::try_from(branch).unwrap_or(usize::MAX)),
            None => Some(old),
        };
        let description = holder
            .and_then(|it| it.get("description"))
            .and_then(Value::as_str);
        Edit::SetCriterion {
            block: self.reading.blocks[block].key.clone(),
            branch,
            expression: Some(expression),
            description: description.map(str::to_owned),
        }
    }
}

/// All parameters, outputs and labels, in this order.
fn names_of(reading: &Reading<'_>) -> Vec<Candidate> {
    let parameters = reading.parameters.iter().map(|it| Candidate {
        name: it.key.to_owned(),
        block: None,
    });
    let on = || {
        reading
            .blocks
            .iter()
            .filter(|it| !it.is_off && !it.label.is_empty())
    };
    let outputs = on().map(|it| Candidate {
        name: format!("{}_output", it.label),
        block: Some(it.index),
    });
    let labels = on().map(|it| Candidate {
        name: it.label.to_owned(),
        block: Some(it.index),
    });
    parameters.chain(outputs).chain(labels).collect()
}
