//! A document as a flat list of blocks that know where they stand.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use crate::document::Block;
use crate::edit::{BlockId, keyed};
use crate::flow::{List, Step};

/// The blocks of a document in reading order.
pub(crate) struct Tree<'a> {
    pub(crate) blocks: Vec<Placed<'a>>,
    /// The blocks of each list in their order, by index.
    pub(crate) lists: HashMap<Within, Vec<usize>>,
    /// The lists that run by their links.
    pub(crate) linked: HashSet<Within>,
    /// The block that runs at the end.
    pub(crate) last: Option<usize>,
    places: HashMap<*const Map<String, Value>, usize>,
}

/// One block in its place.
pub(crate) struct Placed<'a> {
    pub(crate) key: BlockId,
    pub(crate) map: &'a Map<String, Value>,
    pub(crate) within: Within,
    /// Its place in that list, from 0.
    pub(crate) rank: usize,
    pub(crate) number: String,
    pub(crate) depth: usize,
    /// Whether its list is no tree, so that its links are what is written there.
    pub(crate) in_graph: bool,
}

/// A list of blocks; loops and conditions by their index in [`Tree::blocks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Within {
    Top,
    Loop(usize),
    Branch(usize, usize),
}

impl Within {
    /// The loop or condition it belongs to.
    pub(crate) fn holder(self) -> Option<usize> {
        match self {
            Self::Top => None,
            Self::Loop(block) | Self::Branch(block, _) => Some(block),
        }
    }
}

impl<'a> Tree<'a> {
    pub(crate) fn new(workflow: &'a Value) -> Self {
        let mut tree = Self {
            blocks: Vec::new(),
            lists: HashMap::new(),
            linked: HashSet::new(),
            last: None,
            places: HashMap::new(),
        };
        let mut keys = keys(workflow);
        let mut rest = Vec::new();
        if let Some(list) = List::of_definition(workflow) {
            let last = list.last.map(std::ptr::from_ref);
            rest.push(tree.begin(list, Within::Top, ""));
            tree.read(rest, &mut keys);
            tree.last = last.and_then(|last| tree.places.get(&last).copied());
        }
        tree
    }

    /// The blocks of a list in order.
    pub(crate) fn list_of(&self, within: Within) -> &[usize] {
        self.lists.get(&within).map_or(&[], Vec::as_slice)
    }

    /// The number of branches of a block.
    pub(crate) fn branches(&self, block: usize) -> &'a [Value] {
        self.blocks[block].map.branches()
    }

    /// The index of a block of this document.
    pub(crate) fn place(&self, block: &Map<String, Value>) -> Option<usize> {
        self.places.get(&std::ptr::from_ref(block)).copied()
    }

    pub(crate) fn find(&self, key: &BlockId) -> Option<usize> {
        self.blocks.iter().position(|block| block.key == *key)
    }

    /// A list that is about to be read.
    fn begin(&mut self, list: List<'a>, within: Within, prefix: &str) -> Sequence<'a> {
        if list.linked {
            self.linked.insert(within);
        }
        let in_graph = list.steps.is_none();
        let flat = || (0..list.blocks.len()).map(Step::alone).collect();
        let steps = list.steps.unwrap_or_else(flat);
        let number = format!("{prefix}{}", steps.len() + 1);
        let mut sequence = Sequence::new(Rc::new(list.blocks), steps, within, prefix);
        sequence.in_graph = in_graph;
        sequence.last = list.last.map(|block| (block, number));
        sequence
    }

    /// Reads what is begun and all that is inside it. Not by recursion, for loops can be nested
    /// deeply.
    fn read(&mut self, mut rest: Vec<Sequence<'a>>, keys: &mut Keys) {
        while let Some(mut sequence) = rest.pop() {
            let (within, in_graph) = (sequence.within, sequence.in_graph);
            let (block, number, branches) = match (sequence.steps.next(), sequence.last.take()) {
                (Some((number, step)), last) => {
                    let block = sequence.blocks[step.block];
                    let blocks = Rc::clone(&sequence.blocks);
                    sequence.last = last;
                    rest.push(sequence);
                    (block, number, Some((blocks, step.branches)))
                }
                (None, Some((block, number))) => (block, number, None),
                (None, None) => continue,
            };
            let in_graph = in_graph && branches.is_some();
            let index = self.add(block, within, number.clone(), in_graph, keys);
            let branches = branches.into_iter().flat_map(|(blocks, branches)| {
                let branches = branches.into_iter().enumerate().rev();
                branches.map(move |(branch, steps)| (branch, steps, Rc::clone(&blocks)))
            });
            for (branch, steps, blocks) in branches {
                let prefix = format!("{number}{}", letters(branch));
                let within = Within::Branch(index, branch);
                rest.push(Sequence::new(blocks, steps, within, &prefix));
            }
            if let Some(list) = List::of_loop(block, self.blocks[index].depth + 1) {
                rest.push(self.begin(list, Within::Loop(index), &format!("{number}.")));
            }
        }
    }

    fn add(
        &mut self,
        map: &'a Map<String, Value>,
        within: Within,
        number: String,
        in_graph: bool,
        keys: &mut Keys,
    ) -> usize {
        let index = self.blocks.len();
        let depth = within.holder().map_or(0, |it| self.blocks[it].depth + 1);
        let list = self.lists.entry(within).or_default();
        let rank = list.len();
        list.push(index);
        let place = std::ptr::from_ref(map);
        self.places.insert(place, index);
        self.blocks.push(Placed {
            key: keys
                .remove(&place)
                .unwrap_or_else(|| BlockId(String::new())),
            map,
            within,
            rank,
            number,
            depth,
            in_graph,
        });
        index
    }
}

/// The part of a list that is still to be read.
struct Sequence<'a> {
    within: Within,
    in_graph: bool,
    /// Numbers with the steps they belong to.
    steps: std::vec::IntoIter<(String, Step)>,
    blocks: Rc<Vec<&'a Map<String, Value>>>,
    last: Option<(&'a Map<String, Value>, String)>,
}

impl<'a> Sequence<'a> {
    fn new(
        blocks: Rc<Vec<&'a Map<String, Value>>>,
        steps: Vec<Step>,
        within: Within,
        prefix: &str,
    ) -> Self {
        let is_only = steps.len() == 1;
        let number = |place: usize| match within {
            Within::Branch(..) if is_only => prefix.to_owned(),
            Within::Branch(..) => format!("{prefix}.{}", place + 1),
            _ => format!("{prefix}{}", place + 1),
        };
        let steps = steps.into_iter().enumerate();
        let steps: Vec<_> = steps.map(|(place, step)| (number(place), step)).collect();
        Self {
            within,
            in_graph: false,
            steps: steps.into_iter(),
            blocks,
            last: None,
        }
    }
}

type Keys = HashMap<*const Map<String, Value>, BlockId>;

fn keys(workflow: &Value) -> Keys {
    let all = keyed(workflow);
    all.map(|(key, block)| (std::ptr::from_ref(block), key))
        .collect()
}

/// `a` … `z`, `aa` … for the branches of a condition.
fn letters(mut branch: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(
            b'a' + u8::try_from(branch % 26).unwrap_or_default(),
        ));
        branch /= 26;
        if branch == 0 {
            return letters.iter().rev().collect();
        }
        branch -= 1;
    }
}
