//! Which block of one document is which of the other, and which of them moved.

use std::collections::HashMap;

use super::tree::{Tree, Within};
use super::{branches, moves, similar};
use crate::document::Block;
use crate::edit::BlockId;

/// Two documents side by side.
pub(crate) struct Matched<'a> {
    pub(crate) before: Tree<'a>,
    pub(crate) after: Tree<'a>,
    /// For each block of the older document its partner in the newer, and the other way round.
    pub(crate) newer: Vec<Option<usize>>,
    pub(crate) older: Vec<Option<usize>>,
    /// For a condition of the newer document: which branch of its partner each of its branches is.
    branches: HashMap<usize, Vec<Option<usize>>>,
}

impl<'a> Matched<'a> {
    pub(crate) fn new(before: Tree<'a>, after: Tree<'a>) -> Self {
        let mut matched = Self {
            newer: vec![None; before.blocks.len()],
            older: vec![None; after.blocks.len()],
            branches: HashMap::new(),
            before,
            after,
        };
        matched.by_label();
        matched.by_content();
        matched.match_branches();
        matched
    }

    /// Which branch of its partner each branch of a condition of the newer document is.
    pub(crate) fn branches_of(&self, newer: usize) -> &[Option<usize>] {
        self.branches.get(&newer).map_or(&[], Vec::as_slice)
    }

    /// The list of the newer document that a list of the older one is.
    pub(crate) fn list_after(&self, before: Within) -> Option<Within> {
        match before {
            Within::Top => Some(Within::Top),
            Within::Loop(block) => self.newer[block].map(Within::Loop),
            Within::Branch(block, branch) => {
                let block = self.newer[block]?;
                let branches = self.branches_of(block).iter();
                let branch = branches.enumerate().find(|it| *it.1 == Some(branch))?.0;
                Some(Within::Branch(block, branch))
            }
        }
    }

    /// Whether each block of the newer document stands elsewhere than in the older one.
    pub(crate) fn moved(&self) -> Vec<bool> {
        let mut moved = vec![false; self.after.blocks.len()];
        let mut stayed: HashMap<Within, (Vec<usize>, Vec<usize>)> = HashMap::new();
        let mut lists = Vec::new();
        for (index, placed) in self.after.blocks.iter().enumerate() {
            let Some(older) = self.older[index].map(|older| &self.before.blocks[older]) else {
                continue;
            };
            if self.list_after(older.within) != Some(placed.within) {
                moved[index] = true;
                continue;
            }
            let (blocks, ranks) = stayed.entry(placed.within).or_insert_with(|| {
                lists.push(placed.within);
                Default::default()
            });
            blocks.push(index);
            ranks.push(older.rank);
        }
        for list in lists {
            let (blocks, ranks) = &stayed[&list];
            for (block, is_moved) in blocks.iter().zip(moves::moved(ranks)) {
                // The order in which a graph is written down means nothing.
                moved[*block] = is_moved && !self.after.blocks[*block].in_graph;
            }
        }
        moved
    }

    fn pair(&mut self, before: usize, after: usize) {
        self.newer[before] = Some(after);
        self.older[after] = Some(before);
    }

    fn by_label(&mut self) {
        let older = self.before.blocks.iter().enumerate();
        let keys: HashMap<BlockId, usize> = older.map(|(at, it)| (it.key.clone(), at)).collect();
        for after in 0..self.after.blocks.len() {
            let placed = &self.after.blocks[after];
            let Some(before) = keys.get(&placed.key).copied() else {
                continue;
            };
            let (old, new) = (self.before.blocks[before].map, placed.map);
            let is_named = !new.label().is_empty() && placed.key.0 == new.label();
            if is_named || old.kind() == new.kind() {
                self.pair(before, after);
            }
        }
    }

    fn by_content(&mut self) {
        let lonely = |partners: &[Option<usize>]| -> Vec<usize> {
            let alone = partners.iter().enumerate().filter(|it| it.1.is_none());
            alone.map(|it| it.0).collect()
        };
        let (before, after) = (lonely(&self.newer), lonely(&self.older));
        if before.is_empty() || after.is_empty() {
            return;
        }
        // Branches are matched later; until then those at the same place count as the same.
        let same_list = |older, newer| match (older, newer) {
            (Within::Top, Within::Top) => true,
            (Within::Loop(older), Within::Loop(newer)) => self.newer[older] == Some(newer),
            (Within::Branch(older, a), Within::Branch(newer, b)) => {
                a == b && self.newer[older] == Some(newer)
            }
            _ => false,
        };
        let pairs = similar::pairs((&self.before, &before), (&self.after, &after), same_list);
        for (before, after) in pairs {
            self.pair(before, after);
        }
    }

    fn match_branches(&mut self) {
        for after in 0..self.after.blocks.len() {
            let new = self.after.branches(after);
            let Some(before) = self.older[after].filter(|_| !new.is_empty()) else {
                continue;
            };
            let shared = |older, newer| {
                let blocks = self.before.list_of(Within::Branch(before, older)).iter();
                let partners = blocks.filter_map(|block| self.newer[*block]);
                let list = Within::Branch(after, newer);
                let both = partners.filter(|block| self.after.blocks[*block].within == list);
                both.count()
            };
            let pairs = branches::pairs(self.before.branches(before), new, shared);
            self.branches.insert(after, pairs);
        }
    }
}
