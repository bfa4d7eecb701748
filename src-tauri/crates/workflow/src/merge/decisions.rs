//! What a person chose, and what there is to choose.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{Choice, Conflict, Merge, Side};
use crate::compare::values::Comparer;
use crate::lint::Holder;

/// One thing of the three documents.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Three<T> {
    pub(crate) base: T,
    pub(crate) ours: T,
    pub(crate) theirs: T,
}

impl<T> Three<T> {
    pub(super) fn map<U>(self, mut to: impl FnMut(T) -> U) -> Three<U> {
        Three {
            base: to(self.base),
            ours: to(self.ours),
            theirs: to(self.theirs),
        }
    }

    pub(super) fn side(self, side: Side) -> T {
        match side {
            Side::Ours => self.ours,
            Side::Theirs => self.theirs,
        }
    }
}

impl<T: PartialEq> Three<T> {
    /// What came of it, if not both sides changed it differently.
    pub(super) fn settled(self) -> Result<T, Self> {
        if self.ours == self.theirs || self.base == self.theirs {
            Ok(self.ours)
        } else if self.base == self.ours {
            Ok(self.theirs)
        } else {
            Err(self)
        }
    }
}

/// Where conflicts are collected and decided.
pub(super) struct Decisions<'a> {
    choices: HashMap<&'a str, Side>,
    known: HashSet<String>,
    conflicts: Vec<Conflict>,
    notices: Vec<String>,
}

/// The thing that a conflict is about.
pub(super) struct About<'a> {
    pub(super) holder: Holder,
    /// Its name in ids, which no choice changes.
    pub(super) name: &'a str,
    /// What to call it in a sentence; empty for the workflow.
    pub(super) title: String,
}

impl<'a> Decisions<'a> {
    pub(super) fn new(choices: &'a [Choice]) -> Self {
        let choices = choices.iter().map(|it| (&*it.conflict, it.take));
        Self {
            choices: choices.collect(),
            known: HashSet::new(),
            conflicts: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// The side to take where both changed the value at `field` differently.
    pub(super) fn of_value(
        &mut self,
        about: &About<'_>,
        field: &str,
        comparer: Comparer,
        values: Three<Option<&Value>>,
    ) -> Side {
        let told = values.map(|value| comparer.told(field, value));
        let is_hidden =
            |value: Option<&Value>, told: &Option<Value>| value.is_some() && told.is_none();
        let secret = is_hidden(values.base, &told.base)
            || is_hidden(values.ours, &told.ours)
            || is_hidden(values.theirs, &told.theirs);
        let told = told.map(|value| value.filter(|_| !secret));
        let message = match &*about.title {
            "" => format!("Both versions changed `{field}`."),
            title => format!("Both versions changed `{field}` of {title}."),
        };
        self.decide(about, field, Some(field), told, secret, message)
    }

    /// The side to take in a conflict about the whole; `what` tells conflicts of one thing apart.
    pub(super) fn of_whole(
        &mut self,
        about: &About<'_>,
        what: &str,
        values: Three<Option<Value>>,
        message: String,
    ) -> Side {
        self.decide(about, what, None, values, false, message)
    }

    fn decide(
        &mut self,
        about: &About<'_>,
        what: &str,
        field: Option<&str>,
        values: Three<Option<Value>>,
        secret: bool,
        message: String,
    ) -> Side {
        let sort = match about.holder {
            Holder::Workflow => "workflow",
            Holder::Parameter { .. } => "parameter",
            Holder::Block { .. } => "block",
        };
        let id = format!("{sort}/{}/{what}", about.name);
        let taken = self.choices.get(&*id).copied();
        if self.known.insert(id.clone()) {
            self.conflicts.push(Conflict {
                id,
                holder: about.holder.clone(),
                field: field.map(str::to_owned),
                base: values.base,
                ours: values.ours,
                theirs: values.theirs,
                secret,
                message,
                taken,
            });
        }
        taken.unwrap_or(Side::Ours)
    }

    pub(super) fn notice(&mut self, notice: String) {
        self.notices.push(notice);
    }

    pub(super) fn into_merge(self, document: Value) -> Merge {
        Merge {
            document,
            conflicts: self.conflicts,
            notices: self.notices,
        }
    }
}

impl About<'static> {
    pub(super) fn workflow() -> Self {
        Self {
            holder: Holder::Workflow,
            name: "",
            title: String::new(),
        }
    }
}
