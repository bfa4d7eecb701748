//! Renamed blocks: the three documents in one set of labels, so that a block has the same label in
//! all of them and references to it are no differences.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::decisions::{About, Decisions, Three};
use crate::compare::matching::Matched;
use crate::compare::tree::{Placed, Tree};
use crate::compare::values::Comparer;
use crate::document::{self, Block};
use crate::edit::BlockId;
use crate::edit::renaming::Renames;
use crate::lint::Holder;

/// The three documents with the labels that the merged one will have.
pub(super) struct Aligned<'a> {
    pub(super) documents: Three<Cow<'a, Value>>,
    /// By label: what a block is called in ids of conflicts, where that is something else.
    names: HashMap<String, String>,
}

/// Whose a label is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// A block of the base, by its index there.
    Base(usize),
    Ours,
    Theirs,
}

struct Aligner<'a> {
    ours: Matched<'a>,
    theirs: Matched<'a>,
    owners: HashMap<String, Owner>,
    used: HashSet<String>,
    renames: Three<HashMap<String, String>>,
    names: HashMap<String, String>,
}

/// Decides on labels where both sides changed them, and gives all documents the same ones.
pub(super) fn align<'a>(documents: Three<&'a Value>, decisions: &mut Decisions<'_>) -> Aligned<'a> {
    let with = |other| Matched::new(Tree::new(documents.base), Tree::new(other));
    let mut aligner = Aligner {
        ours: with(documents.ours),
        theirs: with(documents.theirs),
        owners: HashMap::new(),
        used: HashSet::new(),
        renames: documents.map(|_| HashMap::new()),
        names: HashMap::new(),
    };
    let labels = aligner.wanted(decisions);
    aligner.reserve(&labels);
    aligner.give(labels, decisions);
    aligner.give_to_their_new_blocks(decisions);
    let Aligner { renames, names, .. } = aligner;
    Aligned {
        documents: Three {
            base: renamed(documents.base, &renames.base),
            ours: renamed(documents.ours, &renames.ours),
            theirs: renamed(documents.theirs, &renames.theirs),
        },
        names,
    }
}

impl Aligned<'_> {
    pub(super) fn as_documents(&self) -> Three<&Value> {
        Three {
            base: &self.documents.base,
            ours: &self.documents.ours,
            theirs: &self.documents.theirs,
        }
    }

    /// What to call the block `label` in conflicts.
    pub(super) fn about<'a>(&'a self, label: &'a str) -> About<'a> {
        About {
            holder: Holder::Block {
                block: BlockId(label.to_owned()),
            },
            name: self.names.get(label).map_or(label, String::as_str),
            title: format!("`{label}`"),
        }
    }
}

impl Aligner<'_> {
    /// The label that each block of the base should have; none for those that are not called by a
    /// label of their own.
    fn wanted(&self, decisions: &mut Decisions<'_>) -> Vec<Option<String>> {
        let blocks = self.ours.before.blocks.iter().enumerate();
        blocks
            .map(|(index, block)| {
                let base = label(block)?;
                let of = |matched: &Matched<'_>| match matched.newer[index] {
                    Some(partner) => label(&matched.after.blocks[partner]).map(str::to_owned),
                    None => Some(base.to_owned()),
                };
                let labels = Three {
                    base: base.to_owned(),
                    ours: of(&self.ours)?,
                    theirs: of(&self.theirs)?,
                };
                let chosen = labels.settled();
                Some(chosen.unwrap_or_else(|labels| ask(labels, decisions)))
            })
            .collect()
    }

    /// Our own labels stay ours.
    fn reserve(&mut self, wanted: &[Option<String>]) {
        for matched in [&self.ours, &self.theirs] {
            let blocks = matched.before.blocks.iter().chain(&matched.after.blocks);
            self.used.extend(blocks.map(|it| it.map.label().to_owned()));
        }
        for (index, block) in self.ours.after.blocks.iter().enumerate() {
            let owner = match self.ours.older[index] {
                None => Owner::Ours,
                Some(base) if wanted[base].as_deref() == Some(block.map.label()) => {
                    Owner::Base(base)
                }
                Some(_) => continue,
            };
            self.owners.insert(block.map.label().to_owned(), owner);
        }
    }

    fn give(&mut self, wanted: Vec<Option<String>>, decisions: &mut Decisions<'_>) {
        for (index, label) in wanted.into_iter().enumerate() {
            let Some(mut label) = label else { continue };
            let owner = self.owners.get(&label).copied();
            if owner.is_some_and(|owner| owner != Owner::Base(index)) {
                label = self.free(&label, decisions);
            }
            self.owners.insert(label.clone(), Owner::Base(index));
            let base = self.ours.before.blocks[index].map.label().to_owned();
            let partner = |matched: &Matched<'_>| {
                let partner = matched.newer[index]?;
                Some(matched.after.blocks[partner].map.label().to_owned())
            };
            let (ours, theirs) = (partner(&self.ours), partner(&self.theirs));
            if base != label {
                self.names.insert(label.clone(), base.clone());
            }
            note(&mut self.renames.ours, ours, &label);
            note(&mut self.renames.theirs, theirs, &label);
            note(&mut self.renames.base, Some(base), &label);
        }
    }

    fn give_to_their_new_blocks(&mut self, decisions: &mut Decisions<'_>) {
        for index in 0..self.theirs.after.blocks.len() {
            let Some(label) = label(&self.theirs.after.blocks[index]) else {
                continue;
            };
            if self.theirs.older[index].is_some() {
                continue;
            }
            let label = label.to_owned();
            match self.owners.get(&label) {
                Some(Owner::Base(base)) if self.theirs.newer[*base].is_some() => {
                    let free = self.free(&label, decisions);
                    self.names.insert(free.clone(), label.clone());
                    note(&mut self.renames.theirs, Some(label), &free);
                }
                Some(_) => {}
                None => {
                    self.owners.insert(label, Owner::Theirs);
                }
            }
        }
    }

    /// A label that no block of any document has, after the one wanted.
    fn free(&mut self, wanted: &str, decisions: &mut Decisions<'_>) -> String {
        let mut number = 2;
        let free = loop {
            let label = format!("{wanted}_{number}");
            if self.used.insert(label.clone()) {
                break label;
            }
            number += 1;
        };
        decisions.notice(format!(
            "Both versions gave the label `{wanted}` to a block; the other version's is now `{free}`."
        ));
        free
    }
}

/// Asks about a block that both sides renamed.
fn ask(labels: Three<String>, decisions: &mut Decisions<'_>) -> String {
    let about = About {
        holder: Holder::Block {
            block: BlockId(labels.ours.clone()),
        },
        name: &labels.base,
        title: format!("`{}`", labels.base),
    };
    let of = |label: &String| Value::from(&**label);
    let (base, ours, theirs) = (of(&labels.base), of(&labels.ours), of(&labels.theirs));
    let values = Three {
        base: Some(&base),
        ours: Some(&ours),
        theirs: Some(&theirs),
    };
    let comparer = Comparer::new("label", false);
    let side = decisions.of_value(&about, "label", comparer, values);
    labels.side(side)
}

/// The label of a block that it shares with no other.
fn label<'a>(block: &Placed<'a>) -> Option<&'a str> {
    let label = block.map.label();
    (!label.is_empty() && block.key.0 == label).then_some(label)
}

fn note(renames: &mut HashMap<String, String>, old: Option<String>, new: &str) {
    if let Some(old) = old.filter(|old| old != new) {
        renames.insert(old, new.to_owned());
    }
}

/// `document` with other labels, references included.
fn renamed<'a>(document: &'a Value, labels: &HashMap<String, String>) -> Cow<'a, Value> {
    if labels.is_empty() {
        return Cow::Borrowed(document);
    }
    let definition = document::definition(document);
    let parameters = definition
        .map_or(&[][..], |it| document::list(it, "parameters"))
        .iter();
    let keys: HashSet<&str> = parameters
        .filter_map(|it| Some(document::text(it.as_object()?, "key")))
        .collect();
    let mut renames = Renames::default();
    let mut sorted: Vec<_> = labels.iter().collect();
    sorted.sort_unstable();
    for (old, new) in sorted {
        renames.label(old, new, !keys.contains(&**old));
    }
    let mut document = document.clone();
    if let Value::Object(head) = &mut document {
        renames.rewrite_settings(head);
        let definition = match head.get_mut("workflow_definition") {
            Some(Value::Object(definition)) => {
                renames.rewrite_settings(definition);
                definition
            }
            _ => head,
        };
        each(definition, "parameters", &mut |it| {
            renames.rewrite_parameter(it);
        });
        each(definition, "blocks", &mut |it| rename(it, &renames, labels));
    }
    Cow::Owned(document)
}

fn rename(block: &mut Map<String, Value>, renames: &Renames, labels: &HashMap<String, String>) {
    if let Some(new) = labels.get(block.label()) {
        block.insert("label".to_owned(), new.as_str().into());
    }
    renames.rewrite_block(block);
    each(block, "loop_blocks", &mut |it| rename(it, renames, labels));
}

fn each(map: &mut Map<String, Value>, list: &str, change: &mut dyn FnMut(&mut Map<String, Value>)) {
    if let Some(Value::Array(items)) = map.get_mut(list) {
        items
            .iter_mut()
            .filter_map(Value::as_object_mut)
            .for_each(change);
    }
}
