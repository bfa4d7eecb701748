//! Where the blocks of a document stand: every list read as it runs, every block with its key.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::apply::place;
use super::keys::Keys;
use super::{BlockId, Refused, Scope};
use crate::document::{self, Block};
use crate::flow::{List, Step};

/// The number of a block in the order of the document (`document::every_block`).
pub(crate) type Id = usize;

pub(crate) struct Layout {
    pub(crate) spots: Vec<Spot>,
    /// The workflow's own list, then those of the loops, each before the lists inside it.
    pub(crate) lists: Vec<Blocks>,
    pub(super) keys: HashMap<BlockId, Id>,
}

/// One block.
pub(crate) struct Spot {
    pub(crate) key: BlockId,
    pub(crate) seat: Seat,
    /// The list inside it, if it is a loop.
    pub(crate) body: Option<usize>,
    /// What stands in the branches of a condition; all are empty in a list that is no tree.
    pub(crate) branches: Vec<Vec<Id>>,
}

/// What a block stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Seat {
    /// A list.
    List(usize),
    /// A branch of a condition.
    Branch(Id, usize),
    /// The place of the finally block.
    Last,
}

/// One list of blocks, without what is in branches.
pub(crate) struct Blocks {
    /// The loop it is in.
    pub(crate) holder: Option<Id>,
    /// As they run, or as they stand if the links are no tree. Without the finally block.
    pub(crate) sequence: Vec<Id>,
    pub(crate) last: Option<Id>,
    /// Whether the links, or their absence, are a tree.
    pub(crate) is_tree: bool,
    pub(crate) linked: bool,
    /// All of them in the order of the document.
    pub(crate) array: Vec<Id>,
}

impl Layout {
    /// Reads `document`; gives its blocks by their numbers as well.
    pub(crate) fn read(document: &Value) -> (Self, Vec<&Map<String, Value>>) {
        let mut layout = Self {
            spots: Vec::new(),
            lists: vec![Blocks::of(None)],
            keys: HashMap::new(),
        };
        let blocks = layout.number(document);
        let mut depths = vec![0; layout.spots.len()];
        for list in 0..layout.lists.len() {
            let read = match layout.lists[list].holder {
                None => List::of_definition(document),
                Some(holder) => List::of_loop(blocks[holder], depths[holder] + 1),
            };
            if let Some(read) = read {
                let is_last = |id: &Id| read.last.is_some_and(|it| std::ptr::eq(it, blocks[*id]));
                let last = layout.lists[list].array.iter().position(is_last);
                layout.seat(list, &read, last, &mut depths);
            }
        }
        (layout, blocks)
    }

    pub(crate) fn id(&self, key: &BlockId) -> Result<Id, Refused> {
        self.keys
            .get(key)
            .copied()
            .ok_or_else(|| Refused::NoSuchBlock { block: key.clone() })
    }

    pub(crate) fn key(&self, id: Id) -> &BlockId {
        &self.spots[id].key
    }

    pub(crate) fn seat_of(&self, scope: &Scope) -> Result<Seat, Refused> {
        match scope {
            Scope::Workflow => Ok(Seat::List(0)),
            Scope::Loop { block } => {
                let body = self.spots[self.id(block)?].body;
                body.map(Seat::List).ok_or_else(|| Refused::NoLoop {
                    block: block.clone(),
                })
            }
            Scope::Branch { block, branch } => {
                let condition = self.id(block)?;
                let branch = place(*branch);
                if self.spots[condition].branches.len() <= branch {
                    return Err(Refused::NoSuchBranch {
                        block: block.clone(),
                        branch,
                    });
                }
                Ok(Seat::Branch(condition, branch))
            }
        }
    }

    pub(crate) fn sequence(&self, seat: Seat) -> &[Id] {
        match seat {
            Seat::List(list) => &self.lists[list].sequence,
            Seat::Branch(condition, branch) => &self.spots[condition].branches[branch],
            Seat::Last => &[],
        }
    }

    /// The list in whose array a block with this seat stands.
    pub(crate) fn list_of(&self, seat: Seat) -> usize {
        let mut seat = seat;
        loop {
            match seat {
                Seat::List(list) => return list,
                Seat::Last => return 0,
                Seat::Branch(condition, _) => seat = self.spots[condition].seat,
            }
        }
    }

    /// The loop or condition that a seat belongs to.
    pub(crate) fn holder(&self, seat: Seat) -> Option<Id> {
        match seat {
            Seat::List(list) => self.lists[list].holder,
            Seat::Branch(condition, _) => Some(condition),
            Seat::Last => None,
        }
    }

    /// The seats around a seat, itself first, outwards.
    pub(crate) fn around(&self, seat: Seat) -> impl Iterator<Item = Seat> {
        std::iter::successors(Some(seat), |seat| {
            self.holder(*seat).map(|holder| self.spots[holder].seat)
        })
    }

    /// All blocks in the array of a list, as they run, depth first.
    pub(crate) fn members(&self, list: usize) -> Vec<Id> {
        let list = &self.lists[list];
        let mut all = self.with_branches(&list.sequence);
        all.extend(list.last);
        all
    }

    /// `blocks` and all that stands in their branches, but not in loops, depth first.
    pub(crate) fn with_branches(&self, blocks: &[Id]) -> Vec<Id> {
        let mut all = Vec::with_capacity(blocks.len());
        let mut rest: Vec<Id> = blocks.iter().rev().copied().collect();
        while let Some(id) = rest.pop() {
            all.push(id);
            let inside = self.spots[id].branches.iter().flatten();
            let from = rest.len();
            rest.extend(inside);
            rest[from..].reverse();
        }
        all
    }

    /// All blocks in reading order, or those in and below `blocks`.
    pub(crate) fn reading(&self, blocks: &[Id]) -> Vec<Id> {
        let mut all = Vec::new();
        let mut rest: Vec<Id> = blocks.iter().rev().copied().collect();
        while let Some(id) = rest.pop() {
            all.push(id);
            let spot = &self.spots[id];
            let from = rest.len();
            rest.extend(spot.branches.iter().flatten());
            if let Some(body) = spot.body {
                rest.extend(&self.lists[body].sequence);
                rest.extend(self.lists[body].last);
            }
            rest[from..].reverse();
        }
        all
    }

    pub(crate) fn reading_order(&self) -> Vec<Id> {
        let top = &self.lists[0];
        let roots: Vec<Id> = top.sequence.iter().copied().chain(top.last).collect();
        self.reading(&roots)
    }

    /// A sequence as the steps of one list.
    pub(crate) fn steps(&self, blocks: &[Id]) -> Vec<Step> {
        let step = |id: &Id| Step {
            block: *id,
            branches: self.spots[*id]
                .branches
                .iter()
                .map(|branch| self.steps(branch))
                .collect(),
        };
        blocks.iter().map(step).collect()
    }

    fn number<'a>(&mut self, document: &'a Value) -> Vec<&'a Map<String, Value>> {
        let mut blocks = Vec::new();
        let mut keys = Keys::default();
        let mut rest = vec![(0, document::blocks(document).iter())];
        while let Some((list, items)) = rest.last_mut() {
            let list = *list;
            let Some(item) = items.next() else {
                rest.pop();
                continue;
            };
            let Value::Object(block) = item else { continue };
            let id = self.spots.len();
            let key = keys.next(block.label());
            self.keys.insert(key.clone(), id);
            self.lists[list].array.push(id);
            let inside = block.get("loop_blocks").and_then(Value::as_array);
            let body = inside.map(|inside| {
                rest.push((self.lists.len(), inside.iter()));
                self.lists.push(Blocks::of(Some(id)));
                self.lists.len() - 1
            });
            self.spots.push(Spot {
                key,
                seat: Seat::List(list),
                body,
                branches: vec![Vec::new(); block.branches().len()],
            });
            blocks.push(block);
        }
        blocks
    }

    /// Puts the blocks of one list into their places.
    fn seat(&mut self, list: usize, read: &List<'_>, last: Option<usize>, depths: &mut [usize]) {
        let mut ids = self.lists[list].array.clone();
        if let Some(last) = last.map(|place| ids.remove(place)) {
            self.spots[last].seat = Seat::Last;
            self.lists[list].last = Some(last);
        }
        self.lists[list].linked = read.linked;
        self.lists[list].is_tree = read.steps.is_some();
        for id in &self.lists[list].array {
            depths[*id] = read.depth;
        }
        self.lists[list].sequence = match &read.steps {
            Some(steps) => self.place(steps, &ids, Seat::List(list), read.depth, depths),
            None => ids,
        };
    }

    fn place(
        &mut self,
        steps: &[Step],
        ids: &[Id],
        seat: Seat,
        depth: usize,
        depths: &mut [usize],
    ) -> Vec<Id> {
        let mut sequence = Vec::with_capacity(steps.len());
        for step in steps {
            let id = ids[step.block];
            self.spots[id].seat = seat;
            depths[id] = depth;
            sequence.push(id);
            for (index, branch) in step.branches.iter().enumerate() {
                let seat = Seat::Branch(id, index);
                self.spots[id].branches[index] = self.place(branch, ids, seat, depth + 1, depths);
            }
        }
        sequence
    }
}

impl Blocks {
    pub(super) fn of(holder: Option<Id>) -> Self {
        Self {
            holder,
            sequence: Vec::new(),
            last: None,
            is_tree: true,
            linked: false,
            array: Vec::new(),
        }
    }
}
