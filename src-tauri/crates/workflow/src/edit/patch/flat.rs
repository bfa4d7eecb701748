//! How a patch is written: a flat list of changes with their paths, so that JSON nests no deeper
//! for a change deep inside loops.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Change, Entry, Misfit, Patch, Reshape, Splice};

/// No document nests deeper.
const LONGEST: usize = 1000;

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Flat(Vec<Step>, Op);

#[derive(Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum Step {
    Place(usize),
    Name(String),
}

#[derive(Clone, Serialize, Deserialize)]
enum Op {
    #[serde(rename = "=")]
    Value(Box<(Value, Value)>),
    #[serde(rename = "~")]
    Text(Splice),
    #[serde(rename = "{")]
    Object(Shape),
    #[serde(rename = "[")]
    List(Shape),
}

#[derive(Clone, Serialize, Deserialize)]
struct Shape {
    #[serde(rename = "-", default, skip_serializing_if = "Vec::is_empty")]
    removed: Vec<(usize, Entry)>,
    #[serde(rename = ">", default, skip_serializing_if = "Vec::is_empty")]
    moved: Vec<(usize, usize)>,
    #[serde(rename = "+", default, skip_serializing_if = "Vec::is_empty")]
    added: Vec<(usize, Entry)>,
}

impl From<Patch> for Vec<Flat> {
    fn from(patch: Patch) -> Self {
        let mut all = Self::new();
        if let Some(change) = patch.0 {
            flatten(change, &mut Vec::new(), &mut all);
        }
        all
    }
}

fn flatten(change: Change, path: &mut Vec<Step>, all: &mut Vec<Flat>) {
    match change {
        Change::Value(pair) => all.push(Flat(path.clone(), Op::Value(pair))),
        Change::Text(splice) => all.push(Flat(path.clone(), Op::Text(splice))),
        Change::Object(object) => {
            let changed = shape(*object, path, all, Op::Object).into_iter();
            let changed = changed.map(|(name, change)| (Step::Name(name), change));
            inside(changed, path, all);
        }
        Change::List(list) => {
            let changed = shape(*list, path, all, Op::List).into_iter();
            let changed = changed.map(|(place, change)| (Step::Place(place), change));
            inside(changed, path, all);
        }
    }
}

fn inside(
    changed: impl Iterator<Item = (Step, Change)>,
    path: &mut Vec<Step>,
    all: &mut Vec<Flat>,
) {
    for (step, change) in changed {
        path.push(step);
        flatten(change, path, all);
        path.pop();
    }
}

/// Writes what came, went and moved, if anything did.
fn shape<Name>(
    reshape: Reshape<Name>,
    path: &[Step],
    all: &mut Vec<Flat>,
    op: fn(Shape) -> Op,
) -> Vec<(Name, Change)> {
    if !reshape.is_in_place() {
        let shape = Shape {
            removed: reshape.removed,
            moved: reshape.moved,
            added: reshape.added,
        };
        all.push(Flat(path.to_vec(), op(shape)));
    }
    reshape.changed
}

impl TryFrom<Vec<Flat>> for Patch {
    type Error = Misfit;

    fn try_from(all: Vec<Flat>) -> Result<Self, Misfit> {
        let mut root = None;
        for Flat(path, op) in all {
            if path.len() > LONGEST {
                return Err(Misfit);
            }
            root = Some(put(root, path.into_iter(), op)?);
        }
        Ok(Self(root))
    }
}

/// `change` with one more change inside it.
fn put(
    change: Option<Change>,
    mut path: std::vec::IntoIter<Step>,
    op: Op,
) -> Result<Change, Misfit> {
    match (path.next(), change, op) {
        (None, None, Op::Value(pair)) => Ok(Change::Value(pair)),
        (None, None, Op::Text(splice)) => Ok(Change::Text(splice)),
        (None, None, Op::Object(shape)) => Ok(Change::Object(Box::new(shape.into()))),
        (None, None, Op::List(shape)) => Ok(Change::List(Box::new(shape.into()))),
        (Some(Step::Name(name)), None, op) => {
            let mut object = Reshape::default();
            object.put(name, path, op)?;
            Ok(Change::Object(Box::new(object)))
        }
        (Some(Step::Place(place)), None, op) => {
            let mut list = Reshape::default();
            list.put(place, path, op)?;
            Ok(Change::List(Box::new(list)))
        }
        (Some(Step::Name(name)), Some(Change::Object(mut object)), op) => {
            object.put(name, path, op)?;
            Ok(Change::Object(object))
        }
        (Some(Step::Place(place)), Some(Change::List(mut list)), op) => {
            list.put(place, path, op)?;
            Ok(Change::List(list))
        }
        _ => Err(Misfit),
    }
}

impl<Name: PartialEq> Reshape<Name> {
    fn put(&mut self, name: Name, path: std::vec::IntoIter<Step>, op: Op) -> Result<(), Misfit> {
        // All changes inside one entry are written one after another.
        let known = self.changed.pop_if(|(last, _)| *last == name);
        let change = put(known.map(|(_, change)| change), path, op)?;
        self.changed.push((name, change));
        self.changed.shrink_to_fit();
        Ok(())
    }
}

impl<Name> From<Shape> for Reshape<Name> {
    fn from(shape: Shape) -> Self {
        Self {
            removed: shape.removed,
            moved: shape.moved,
            added: shape.added,
            changed: Vec::new(),
        }
    }
}
