//! What one edit changed in a document: enough to do it again and to take it back.
//!
//! A patch holds only what differs: of a long text the part in the middle, of a list the items that
//! came, went or moved. Blocks are matched by label and parameters by key, so moving one costs two
//! numbers.

mod between;
mod flat;
mod then;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

/// The way from one document to another, and back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<flat::Flat>", into = "Vec<flat::Flat>")]
pub struct Patch(Option<Change>);

/// A patch was used on a document that it was not made for. The document is then of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("This step belongs to another state of the workflow")]
pub struct Misfit;

/// How one value becomes another.
#[derive(Clone, Debug, PartialEq)]
enum Change {
    Value(Box<(Value, Value)>),
    Text(Splice),
    Object(Box<Reshape<String>>),
    List(Box<Reshape<usize>>),
}

/// A part of a text that was replaced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Splice {
    /// Where it begins, in bytes.
    at: usize,
    old: Box<str>,
    new: Box<str>,
}

/// How the entries of an object or the items of a list changed. All places are indexes; those of
/// `removed` count in the older value, those of `added` in the newer one.
#[derive(Clone, Debug, PartialEq)]
struct Reshape<Name> {
    removed: Vec<(usize, Entry)>,
    /// Older and newer place, in the order of the newer ones.
    moved: Vec<(usize, usize)>,
    added: Vec<(usize, Entry)>,
    /// By name, or by place in the newer list.
    changed: Vec<(Name, Change)>,
}

/// A value with its name, which is empty in a list.
type Entry = (String, Value);

impl Patch {
    /// What leads from `old` to `new`, the order of keys included.
    pub fn between(old: &Value, new: &Value) -> Self {
        Self(between::values(old, new))
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Makes the newer document of the older one.
    pub fn apply(&self, document: &mut Value) -> Result<(), Misfit> {
        self.0
            .as_ref()
            .map_or(Ok(()), |change| change.run(document, Way::Forth))
    }

    /// Makes the older document of the newer one.
    pub fn revert(&self, document: &mut Value) -> Result<(), Misfit> {
        self.0
            .as_ref()
            .map_or(Ok(()), |change| change.run(document, Way::Back))
    }

    /// This patch and a `later` one as a single step, if both change the same texts or values and
    /// nothing else: what was typed one after another.
    pub fn then(self, later: Self) -> Option<Self> {
        match (self.0, later.0) {
            (None, other) | (other, None) => Some(Self(other)),
            (Some(first), Some(second)) => first.then(second).ok().map(Self),
        }
    }

    /// This patch of one block as one of the document; `path` leads there as in [`Self::blocks`].
    pub(super) fn of_block(self, path: &[usize], is_whole: bool) -> Self {
        let Some(mut change) = self.0 else {
            return self;
        };
        for (depth, place) in path.iter().enumerate().rev() {
            let list = if depth == 0 { "blocks" } else { "loop_blocks" };
            let items = Change::List(Box::new(Reshape::one(*place, change)));
            change = Change::Object(Box::new(Reshape::one(list.to_owned(), items)));
        }
        if is_whole {
            let name = "workflow_definition".to_owned();
            change = Change::Object(Box::new(Reshape::one(name, change)));
        }
        Self(Some(change))
    }

    /// The blocks that it adds or changes, as the places that lead to each in the newer document:
    /// one for each list of blocks on the way. Links between blocks do not count.
    pub(super) fn blocks(&self) -> Vec<Vec<usize>> {
        let mut found = Vec::new();
        let root = self.0.as_ref();
        let definition = root.and_then(|root| root.at("workflow_definition"));
        if let Some(Change::List(list)) = definition.or(root).and_then(|it| it.at("blocks")) {
            list.blocks(&mut Vec::new(), &mut found);
        }
        found
    }
}

impl Change {
    fn at(&self, name: &str) -> Option<&Self> {
        let Self::Object(object) = self else {
            return None;
        };
        let entry = object.changed.iter().find(|(at, _)| at == name);
        entry.map(|(_, change)| change)
    }

    fn is_link(&self, name: &str) -> bool {
        match self {
            _ if name == "next_block_label" => true,
            Self::List(list) if name == "branch_conditions" => {
                list.is_in_place()
                    && list.changed.iter().all(|(_, branch)| match branch {
                        Self::Object(branch) => branch.is_only_links(),
                        _ => false,
                    })
            }
            _ => false,
        }
    }
}

impl Reshape<String> {
    fn is_only_links(&self) -> bool {
        let is_link = |(_, (name, _)): &(usize, Entry)| name == "next_block_label";
        self.removed.iter().all(is_link)
            && self.added.iter().all(is_link)
            && self.changed.iter().all(|(name, it)| it.is_link(name))
    }

    /// Whether something changed besides links and the blocks inside.
    fn is_of_block(&self) -> bool {
        let counts = |name: &str| !matches!(name, "next_block_label" | "loop_blocks");
        let entries = self.removed.iter().chain(&self.added);
        entries.into_iter().any(|(_, (name, _))| counts(name))
            || self
                .changed
                .iter()
                .any(|(name, change)| counts(name) && !change.is_link(name))
    }
}

impl Reshape<usize> {
    fn blocks(&self, path: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
        let places = self.added.iter().map(|(place, _)| (*place, None));
        let changed = self.changed.iter().map(|(place, it)| (*place, Some(it)));
        for (place, change) in places.chain(changed) {
            path.push(place);
            match change {
                Some(Change::Object(block)) => {
                    if block.is_of_block() {
                        found.push(path.clone());
                    }
                    let inside = block.changed.iter().find(|(name, _)| name == "loop_blocks");
                    if let Some((_, Change::List(inside))) = inside {
                        inside.blocks(path, found);
                    }
                }
                _ => found.push(path.clone()),
            }
            path.pop();
        }
    }
}

impl<Name> Default for Reshape<Name> {
    fn default() -> Self {
        Self {
            removed: Vec::new(),
            moved: Vec::new(),
            added: Vec::new(),
            changed: Vec::new(),
        }
    }
}

impl<Name> Reshape<Name> {
    /// A change of one entry.
    fn one(name: Name, change: Change) -> Self {
        Self {
            changed: vec![(name, change)],
            ..Self::default()
        }
    }

    fn is_in_place(&self) -> bool {
        self.removed.is_empty() && self.moved.is_empty() && self.added.is_empty()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Forth,
    Back,
}

impl Change {
    fn run(&self, value: &mut Value, way: Way) -> Result<(), Misfit> {
        match (self, value) {
            (Self::Value(pair), value) => {
                *value = match way {
                    Way::Forth => pair.1.clone(),
                    Way::Back => pair.0.clone(),
                };
                Ok(())
            }
            (Self::Text(splice), Value::String(text)) => splice.run(text, way),
            (Self::Object(object), Value::Object(map)) => object.run(map, way),
            (Self::List(list), Value::Array(items)) => list.run(items, way),
            _ => Err(Misfit),
        }
    }
}

impl Splice {
    fn run(&self, text: &mut String, way: Way) -> Result<(), Misfit> {
        let (from, to) = match way {
            Way::Forth => (&self.old, &self.new),
            Way::Back => (&self.new, &self.old),
        };
        let range = self.at..self.at + from.len();
        if text.get(range.clone()) != Some(&**from) {
            return Err(Misfit);
        }
        text.replace_range(range, to);
        Ok(())
    }
}

impl Reshape<String> {
    fn run(&self, map: &mut Map<String, Value>, way: Way) -> Result<(), Misfit> {
        if way == Way::Back {
            self.each(map, way)?;
        }
        if !self.is_in_place() {
            let entries = std::mem::take(map).into_iter().collect();
            *map = self.reshape(entries, way)?.into_iter().collect();
        }
        if way == Way::Forth {
            self.each(map, way)?;
        }
        Ok(())
    }

    fn each(&self, map: &mut Map<String, Value>, way: Way) -> Result<(), Misfit> {
        self.changed
            .iter()
            .try_for_each(|(name, change)| change.run(map.get_mut(name).ok_or(Misfit)?, way))
    }
}

impl Reshape<usize> {
    fn run(&self, items: &mut Vec<Value>, way: Way) -> Result<(), Misfit> {
        if way == Way::Back {
            self.each(items, way)?;
        }
        if !self.is_in_place() {
            let named = std::mem::take(items).into_iter();
            let named = named.map(|item| (String::new(), item)).collect();
            let reshaped = self.reshape(named, way)?.into_iter();
            *items = reshaped.map(|(_, item)| item).collect();
        }
        if way == Way::Forth {
            self.each(items, way)?;
        }
        Ok(())
    }

    fn each(&self, items: &mut [Value], way: Way) -> Result<(), Misfit> {
        self.changed
            .iter()
            .try_for_each(|(place, change)| change.run(items.get_mut(*place).ok_or(Misfit)?, way))
    }
}

impl<Name> Reshape<Name> {
    /// Takes out what goes and moves, and puts in what comes and moved.
    fn reshape(&self, entries: Vec<Entry>, way: Way) -> Result<Vec<Entry>, Misfit> {
        let (gone, come) = match way {
            Way::Forth => (&self.removed, &self.added),
            Way::Back => (&self.added, &self.removed),
        };
        let moves = self.moved.iter().map(|&(old, new)| match way {
            Way::Forth => (old, new),
            Way::Back => (new, old),
        });
        let length = (entries.len() + come.len()).checked_sub(gone.len());
        let mut rest: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
        let mut made: Vec<Option<Entry>> = vec![None; length.ok_or(Misfit)?];
        for (place, _) in gone {
            let entry = rest.get_mut(*place).ok_or(Misfit)?;
            entry.take().ok_or(Misfit)?;
        }
        for (from, to) in moves {
            let entry = rest.get_mut(from).and_then(Option::take).ok_or(Misfit)?;
            *made.get_mut(to).ok_or(Misfit)? = Some(entry);
        }
        for (place, entry) in come {
            *made.get_mut(*place).ok_or(Misfit)? = Some(entry.clone());
        }
        let mut rest = rest.into_iter().flatten();
        let filled = made.into_iter().map(|entry| entry.or_else(|| rest.next()));
        filled.collect::<Option<_>>().ok_or(Misfit)
    }
}
