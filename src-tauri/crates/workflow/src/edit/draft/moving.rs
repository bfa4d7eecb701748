//! Taking blocks out of a draft, putting them in, and copying them.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::Draft;
use crate::document::Block;
use crate::edit::layout::{Id, Layout, Seat};
use crate::flow::{Step, links};

/// `blocks` with all that is in them, as a list that runs by its own links.
pub(crate) fn extract(layout: &Layout, maps: &[&Map<String, Value>], blocks: &[Id]) -> Vec<Value> {
    let all = layout.with_branches(blocks);
    let places: HashMap<Id, usize> = all.iter().copied().zip(0..).collect();
    let copies = all.iter().map(|id| maps[*id].clone()).collect();
    let mut steps = layout.steps(blocks);
    renumber(&mut steps, &places);
    links::write(copies, &steps, true)
}

fn renumber(steps: &mut [Step], places: &HashMap<Id, usize>) {
    for step in steps {
        step.block = places.get(&step.block).copied().unwrap_or_default();
        for branch in &mut step.branches {
            renumber(branch, places);
        }
    }
}

impl Draft {
    /// Takes blocks out of where they stand, with all that is in them. Links of a list that is no
    /// tree go on where the blocks went on.
    pub(crate) fn detach(&mut self, blocks: &[Id]) {
        let gone: HashSet<Id> = blocks.iter().copied().collect();
        let seats: BTreeSet<Seat> = gone.iter().map(|id| self.layout.spots[*id].seat).collect();
        let lists: BTreeSet<usize> = seats.iter().map(|it| self.layout.list_of(*it)).collect();
        for list in lists {
            self.touch(Seat::List(list));
            if !self.layout.lists[list].is_tree {
                self.bypass(list, &gone);
            }
        }
        for seat in seats {
            if let Some(sequence) = self.sequence_mut(seat) {
                sequence.retain(|id| !gone.contains(id));
            } else {
                self.layout.lists[0].last = None;
                if let Some(label) = self.definition.get_mut("finally_block_label") {
                    *label = Value::Null;
                }
            }
        }
    }

    /// Leads links to the blocks that go to where those went on.
    fn bypass(&mut self, list: usize, gone: &HashSet<Id>) {
        let sequence = self.layout.lists[list].sequence.clone();
        let last = self.layout.lists[list].last;
        let leaving = sequence.iter().chain(&last).filter(|id| gone.contains(id));
        let next: HashMap<String, Option<String>> = leaving
            .map(|id| {
                let block = &self.blocks[*id];
                (block.label().to_owned(), block.next().map(str::to_owned))
            })
            .collect();
        let resolve = |label: Option<&str>| {
            let mut label = label;
            // A circle of blocks that all go leads nowhere.
            for _ in 0..=next.len() {
                match label.and_then(|label| next.get(label)) {
                    Some(further) => label = further.as_deref(),
                    None => return label.map(str::to_owned),
                }
            }
            None
        };
        for id in sequence.iter().filter(|id| !gone.contains(id)) {
            let block = &mut self.blocks[*id];
            let label = resolve(block.next());
            links::set_next(block, label.as_deref());
            for branch in 0..block.branches().len() {
                let target = block.branches()[branch].as_object().and_then(Block::next);
                let label = resolve(target);
                links::set_target(block, branch, label.as_deref());
            }
        }
    }

    pub(crate) fn sequence_mut(&mut self, seat: Seat) -> Option<&mut Vec<Id>> {
        match seat {
            Seat::List(list) => Some(&mut self.layout.lists[list].sequence),
            Seat::Branch(id, branch) => self.layout.spots[id].branches.get_mut(branch),
            Seat::Last => None,
        }
    }

    /// Puts blocks that stand nowhere into a sequence, the first at `place`. In a list that is no
    /// tree they go to the end, linked among themselves and to nothing else.
    pub(crate) fn attach(&mut self, blocks: &[Id], seat: Seat, place: usize) {
        self.touch(seat);
        if !self.is_tree(seat) {
            let steps = self.layout.steps(blocks);
            links::link(&mut self.blocks, &steps, true);
            let all = self.layout.with_branches(blocks);
            let list = self.layout.list_of(seat);
            for id in &all {
                self.layout.spots[*id].seat = Seat::List(list);
                self.layout.spots[*id]
                    .branches
                    .iter_mut()
                    .for_each(Vec::clear);
            }
            self.layout.lists[list].sequence.extend(all);
            return;
        }
        for id in blocks {
            self.layout.spots[*id].seat = seat;
        }
        if let Some(sequence) = self.sequence_mut(seat) {
            let place = place.min(sequence.len());
            sequence.splice(place..place, blocks.iter().copied());
        }
    }

    /// Adds blocks given as a list that runs by its own links or from top to bottom; they stand
    /// nowhere yet. Gives those of the list's own level.
    pub(crate) fn add(&mut self, mut values: Vec<Value>) -> Vec<Id> {
        without_links_out(&mut values);
        let fragment = json!({ "blocks": values });
        let (read, _) = Layout::read(&fragment);
        let (spots, lists) = (self.layout.spots.len(), self.layout.lists.len());
        // The fragment's own list stands for nothing in this document.
        let list_here = |list: usize| lists + list;
        let sequence: Vec<Id> = read.lists[0].sequence.iter().map(|id| id + spots).collect();
        for mut spot in read.spots {
            spot.seat = match spot.seat {
                Seat::List(list) => Seat::List(list_here(list)),
                Seat::Branch(id, branch) => Seat::Branch(id + spots, branch),
                Seat::Last => Seat::Last,
            };
            spot.body = spot.body.map(list_here);
            spot.branches
                .iter_mut()
                .flatten()
                .for_each(|id| *id += spots);
            self.layout.spots.push(spot);
        }
        for mut list in read.lists {
            list.holder = list.holder.map(|id| id + spots);
            list.sequence.iter_mut().for_each(|id| *id += spots);
            list.array.iter_mut().for_each(|id| *id += spots);
            self.layout.lists.push(list);
        }
        let Value::Object(mut fragment) = fragment else {
            return sequence;
        };
        if let Some(Value::Array(values)) = fragment.remove("blocks") {
            self.take_apart(values);
        }
        sequence
    }

    /// A new block that stands nowhere yet, with a list inside it if it is a loop.
    pub(crate) fn add_one(&mut self, block: Map<String, Value>) -> Option<Id> {
        self.add(vec![Value::Object(block)]).pop()
    }
}

/// Takes away links to blocks that are not in the list, as a copied part of a workflow has them.
fn without_links_out(values: &mut [Value]) {
    let blocks = || values.iter().filter_map(Value::as_object);
    let labels: HashSet<String> = blocks().map(|block| block.label().to_owned()).collect();
    let leads_out = |label: Option<&str>| label.is_some_and(|label| !labels.contains(label));
    for block in values.iter_mut().filter_map(Value::as_object_mut) {
        if leads_out(block.next()) {
            links::set_next(block, None);
        }
        for branch in 0..block.branches().len() {
            if leads_out(block.branches()[branch].as_object().and_then(Block::next)) {
                links::set_target(block, branch, None);
            }
        }
    }
}
