//! The fields of two blocks, two parameters or two workflows side by side.

use serde_json::{Map, Value};

use super::values::Comparer;
use super::{FieldChange, branches};
use crate::document::Block;
use crate::edit::OFF;
use crate::kinds::{self, Field, Holds, Kind};
use crate::settings;

/// `block_type`, which every block has and no catalogue lists.
const IDENTITY: usize = 1;

/// What two things have alike and what not.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    pub(crate) changes: Vec<FieldChange>,
    /// How many fields are set and alike.
    pub(crate) alike: usize,
}

/// Where the fields of something are described.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Catalogue {
    /// In the kind of a block.
    Block(&'static Kind),
    /// Among the settings of a workflow.
    Settings,
    /// Nowhere: what is left out is null.
    None,
}

/// The fields of two blocks, whose branches belong together as `pairs` says. With `links`, where
/// the run goes from them counts too.
pub(crate) fn of_blocks(
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    pairs: &[Option<usize>],
    links: bool,
) -> Fields {
    let kinds = (kinds::of(before.kind()), kinds::of(after.kind()));
    let mut fields = Fields::default();
    for name in ["label", "block_type"] {
        if before.get(name) != after.get(name) {
            fields.plain(name, before.get(name), after.get(name));
        }
    }
    let (older, newer) = (Catalogue::Block(kinds.0), Catalogue::Block(kinds.1));
    let is_one_kind = kinds.0.name == kinds.1.name;
    let mut known = (0, 0);
    for field in kinds.1.all_fields() {
        let (old, new) = (before.get(field.name), after.get(field.name));
        known = (
            known.0 + usize::from(old.is_some()),
            known.1 + usize::from(new.is_some()),
        );
        if is_compared(field.name, links) {
            let was = old.filter(|value| {
                if is_one_kind {
                    !is_default(Some(field), field.name, value)
                } else {
                    !older.is_default(field.name, value)
                }
            });
            let is = new.filter(|value| !is_default(Some(field), field.name, value));
            let is_secret = || field.secret || older.is_secret(field.name);
            fields.compare(field.name, is_secret, was, is);
        }
    }
    // Looking each name up in the catalogue takes longer than all the rest.
    let others = if known.0 + IDENTITY == before.len() && known.1 + IDENTITY == after.len() {
        Vec::new()
    } else {
        names(before, after, |name| newer.field(name).is_some())
    };
    for name in others.into_iter().filter(|name| is_compared(name, links)) {
        let (old, new) = (older.set(name, before), newer.set(name, after));
        fields.compare(name, || older.is_secret(name), old, new);
    }
    let lists = (before.branches(), after.branches());
    fields.alike += usize::from(branches::compare(lists, pairs, links, &mut fields.changes));
    fields
}

/// The parts of two parameters or two workflows, but for those that `is_left_out`.
pub(crate) fn of_maps(
    catalogue: Catalogue,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    is_left_out: impl Fn(&str) -> bool,
) -> Fields {
    let mut fields = Fields::default();
    for name in names(before, after, |_| false) {
        if !is_left_out(name) {
            let (old, new) = (catalogue.set(name, before), catalogue.set(name, after));
            fields.compare(name, || catalogue.is_secret(name), old, new);
        }
    }
    fields
}

/// The fields that are not known: those of the newer side, then those of the older.
fn names<'a>(
    before: &'a Map<String, Value>,
    after: &'a Map<String, Value>,
    is_known: impl Fn(&str) -> bool,
) -> Vec<&'a str> {
    let newer = after.keys().map(String::as_str);
    let older = before.keys().map(String::as_str);
    let older = older.filter(|name| !after.contains_key(*name));
    newer.chain(older).filter(|name| !is_known(name)).collect()
}

fn is_compared(name: &str, links: bool) -> bool {
    match name {
        "label" | "block_type" | "loop_blocks" | "branch_conditions" => false,
        "next_block_label" => links,
        _ => true,
    }
}

impl Catalogue {
    pub(crate) fn field(self, name: &str) -> Option<&'static Field> {
        match self {
            Self::Block(kind) => kind.field(name),
            Self::Settings => settings::find(name).map(|setting| &setting.field),
            Self::None => None,
        }
    }

    pub(crate) fn is_secret(self, name: &str) -> bool {
        self.field(name).is_some_and(|field| field.secret)
    }

    /// The value of a field, if it is not what the server takes anyway.
    pub(crate) fn set<'a>(self, name: &str, map: &'a Map<String, Value>) -> Option<&'a Value> {
        map.get(name).filter(|value| !self.is_default(name, value))
    }

    /// Whether the server takes `value` for a field that is left out.
    pub(crate) fn is_default(self, name: &str, value: &Value) -> bool {
        is_default(self.field(name), name, value)
    }
}

/// What is in no catalogue is off or empty when it is left out.
fn is_default(field: Option<&Field>, name: &str, value: &Value) -> bool {
    let Some(field) = field else {
        return value.is_null() || (name == OFF && *value == Value::Bool(false));
    };
    let is_empty = value.as_array().is_some_and(Vec::is_empty);
    (field.holds == Holds::ParameterKeys && is_empty) || field.default == *value
}

impl Fields {
    fn compare(
        &mut self,
        name: &str,
        is_secret: impl Fn() -> bool,
        before: Option<&Value>,
        after: Option<&Value>,
    ) {
        let (before, after) = match (before, after) {
            (None, None) => return,
            (Some(before), Some(after)) if before == after => {
                self.alike += 1;
                return;
            }
            both => both,
        };
        match name {
            "parameter_keys" => match (sorted(before), sorted(after)) {
                (Some(old), Some(new)) if old == new => self.alike += 1,
                _ => self.plain(name, before, after),
            },
            "condition" => {
                let (old, new) = (
                    before.map(branches::criterion),
                    after.map(branches::criterion),
                );
                self.nested(name, is_secret(), old.as_ref(), new.as_ref());
            }
            _ => self.nested(name, is_secret(), before, after),
        }
    }

    fn nested(
        &mut self,
        name: &str,
        is_secret: bool,
        before: Option<&Value>,
        after: Option<&Value>,
    ) {
        let known = self.changes.len();
        Comparer::new(name, is_secret).compare(name, before, after, &mut self.changes);
        self.alike += usize::from(self.changes.len() == known);
    }

    fn plain(&mut self, name: &str, before: Option<&Value>, after: Option<&Value>) {
        self.changes.push(FieldChange {
            field: name.to_owned(),
            before: before.cloned(),
            after: after.cloned(),
            words: Vec::new(),
            secret: false,
        });
    }
}

/// The keys of a list whose order means nothing.
fn sorted(keys: Option<&Value>) -> Option<Vec<&str>> {
    let keys = keys?.as_array()?.iter().map(Value::as_str);
    let mut keys = keys.collect::<Option<Vec<_>>>()?;
    keys.sort_unstable();
    Some(keys)
}
