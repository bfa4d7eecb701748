//! Where each block stands in the flow, and which blocks can have run before it.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::flow::{List, Step};

/// The place of one block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Position {
    /// The sequence it stands in.
    sequence: usize,
    /// Its place in that sequence.
    order: usize,
    /// What is around that sequence.
    around: Around,
    /// How many loops and branches are around it.
    pub(crate) depth: usize,
    /// Whether its list is no tree, so that its order is not known.
    pub(crate) in_graph: bool,
    pub(crate) is_finally: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    Nothing,
    Loop(usize),
    Branch(usize),
}

/// Whether one block can have run when another begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ran {
    /// It has, or it can have.
    Before,
    /// It stands in this loop, which has ended: what it left is of the last round.
    LastRound(usize),
    /// It runs later; but there is a loop around both, so it can have run in the round before.
    RoundBefore,
    /// It runs later.
    Later,
    /// It stands in another branch of this condition.
    OtherBranch(usize),
    /// It is around the other, and has not ended.
    Around,
}

/// The positions of `blocks`, which are all blocks of `document` in its order.
pub(super) fn positions(document: &Value, blocks: &[&Map<String, Value>]) -> Vec<Position> {
    let index_of = blocks.iter().enumerate();
    let mut reader = Reader {
        index_of: index_of
            .map(|(index, block)| (std::ptr::from_ref(*block), index))
            .collect(),
        positions: vec![Position::nowhere(); blocks.len()],
        sequences: 0,
        loops: Vec::new(),
    };
    if let Some(list) = List::of_definition(document) {
        reader.list(&list, Around::Nothing);
    }
    while let Some(owner) = reader.loops.pop() {
        let depth = reader.positions[owner].depth + 1;
        if let Some(list) = List::of_loop(blocks[owner], depth) {
            reader.list(&list, Around::Loop(owner));
        }
    }
    reader.positions
}

struct Reader {
    index_of: HashMap<*const Map<String, Value>, usize>,
    positions: Vec<Position>,
    sequences: usize,
    /// Blocks whose inside is still to be read.
    loops: Vec<usize>,
}

impl Reader {
    fn list(&mut self, list: &List<'_>, around: Around) {
        let top = self.next_sequence();
        let all = list.steps.as_deref();
        let mut rest: Vec<(&[Step], usize, Around, usize)> = Vec::new();
        match all {
            Some(steps) => rest.push((steps, top, around, list.depth)),
            None => {
                for (order, block) in list.blocks.iter().enumerate() {
                    self.put(block, top, order, around, list.depth).in_graph = true;
                }
            }
        }
        while let Some((steps, sequence, around, depth)) = rest.pop() {
            for (order, step) in steps.iter().enumerate() {
                let block = list.blocks[step.block];
                self.put(block, sequence, order, around, depth);
                let Some(owner) = self.index(block) else {
                    continue;
                };
                for branch in &step.branches {
                    let inside = self.next_sequence();
                    rest.push((branch, inside, Around::Branch(owner), depth + 1));
                }
            }
        }
        if let Some(last) = list.last {
            self.put(last, top, usize::MAX, around, list.depth)
                .is_finally = true;
        }
    }

    fn put(
        &mut self,
        block: &Map<String, Value>,
        sequence: usize,
        order: usize,
        around: Around,
        depth: usize,
    ) -> &mut Position {
        let index = self.index(block).unwrap_or_default();
        self.loops.push(index);
        self.positions[index] = Position {
            sequence,
            order,
            around,
            depth,
            in_graph: false,
            is_finally: false,
        };
        &mut self.positions[index]
    }

    fn index(&self, block: &Map<String, Value>) -> Option<usize> {
        self.index_of.get(&std::ptr::from_ref(block)).copied()
    }

    fn next_sequence(&mut self) -> usize {
        self.sequences += 1;
        self.sequences
    }
}

impl Position {
    fn nowhere() -> Self {
        Self {
            sequence: 0,
            order: 0,
            around: Around::Nothing,
            depth: 0,
            in_graph: true,
            is_finally: false,
        }
    }

    /// The loop or condition around it.
    pub(crate) fn around(&self) -> Option<usize> {
        match self.around {
            Around::Nothing => None,
            Around::Loop(owner) | Around::Branch(owner) => Some(owner),
        }
    }

    /// All places, what is around a block before the block.
    pub(crate) fn outside_in(flow: &[Self]) -> Vec<usize> {
        let mut all: Vec<usize> = (0..flow.len()).collect();
        all.sort_by_key(|index| flow[*index].depth);
        all
    }
}

/// The loops around `block`, the innermost first.
pub(crate) fn loops_around(flow: &[Position], block: usize) -> impl Iterator<Item = usize> {
    let mut here = Some(block);
    std::iter::from_fn(move || {
        loop {
            match flow[here?].around {
                Around::Nothing => return None,
                Around::Branch(owner) => here = Some(owner),
                Around::Loop(owner) => {
                    here = Some(owner);
                    return here;
                }
            }
        }
    })
}

/// The places of `block` and of all that is around it, the outermost first: what runs later is
/// greater. Of two branches, the one that was read first is the greater one.
pub(crate) fn line(flow: &[Position], block: usize) -> Vec<usize> {
    let mut line = Vec::new();
    let mut here = Some(block);
    while let Some(index) = here {
        line.push(flow[index].order);
        here = flow[index].around();
    }
    line.reverse();
    line
}

/// Whether `target` can have run when `reader` begins.
pub(crate) fn ran(flow: &[Position], target: usize, reader: usize) -> Ran {
    if target == reader {
        return Ran::Around;
    }
    let mut readers: Vec<usize> = Vec::new();
    let mut here = Some(reader);
    while let Some(block) = here {
        readers.push(block);
        here = flow[block].around();
    }
    let mut left = None;
    let mut from = target;
    loop {
        if let Some(level) = readers
            .iter()
            .position(|block| flow[*block].sequence == flow[from].sequence)
        {
            return compare(flow, (from, target), (readers[level], reader), left);
        }
        match flow[from].around {
            Around::Nothing => return Ran::Before,
            Around::Branch(owner) => from = owner,
            Around::Loop(owner) => {
                left = Some(owner);
                from = owner;
            }
        }
    }
}

/// The first of each pair is what stands in the common sequence, and is or holds the second.
fn compare(
    flow: &[Position],
    (target_there, target): (usize, usize),
    (reader_there, reader): (usize, usize),
    left: Option<usize>,
) -> Ran {
    let there = flow[target_there];
    let in_loop = || loops_around(flow, target_there).next().is_some();
    if target_there == reader_there {
        return if target_there == target {
            Ran::Around
        } else if in_loop() {
            Ran::RoundBefore
        } else if target_there == reader {
            Ran::Later
        } else {
            Ran::OtherBranch(target_there)
        };
    }
    if there.in_graph || there.order < flow[reader_there].order {
        return left.map_or(Ran::Before, Ran::LastRound);
    }
    if in_loop() {
        Ran::RoundBefore
    } else {
        Ran::Later
    }
}
