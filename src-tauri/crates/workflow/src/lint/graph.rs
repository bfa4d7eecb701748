//! The links between blocks as the server judges them when it saves, and when it runs a loop
//! (reference A.5).

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::document::{Block, list, text};
use crate::names::reading::{Item, Reading};

/// A fault of the links.
pub(super) struct Fault {
    /// The block it is told at.
    pub(super) block: usize,
    pub(super) what: What,
}

pub(super) enum What {
    /// A link names no block of the list: the branch it belongs to, if any, and the label.
    Unknown(Option<u32>, String),
    /// No block leads to this one, and it is not where the run begins.
    Unreachable,
    /// These blocks lead to each other in a circle; the last one leads to the first.
    Cycle(Vec<usize>),
}

/// What following the branches of conditions may cost; graphs that cost more are not judged.
const MOST_STEPS: usize = 2_000_000;

/// Whether the workflow runs by its links.
pub(super) fn is_graph(reading: &Reading<'_>) -> bool {
    let version = reading
        .definition
        .and_then(|it| it.get("version"))
        .and_then(Value::as_i64);
    version.map_or_else(|| needs_graph(reading), |version| version >= 2)
}

/// Whether the workflow can only run by its links.
pub(super) fn needs_graph(reading: &Reading<'_>) -> bool {
    let blocks = reading.definition.map_or(&[][..], |it| list(it, "blocks"));
    let mut blocks = blocks.iter().filter_map(Value::as_object);
    blocks.any(|it| {
        it.kind() == "conditional" || it.get("next_block_label").is_some_and(|it| !it.is_null())
    })
}

/// All faults of all lists, in the order of the document.
pub(super) fn faults(reading: &Reading<'_>) -> Vec<Fault> {
    let index_of: HashMap<*const Map<String, Value>, usize> = reading
        .blocks
        .iter()
        .map(|item| (std::ptr::from_ref(item.block), item.index))
        .collect();
    let members = |blocks: &[Value]| -> Vec<usize> {
        let blocks = blocks.iter().filter_map(Value::as_object);
        blocks
            .filter_map(|it| index_of.get(&std::ptr::from_ref(it)).copied())
            .collect()
    };
    let is_graph = is_graph(reading);
    let mut faults = Vec::new();
    if let Some(definition) = reading.definition.filter(|_| is_graph) {
        let finally = text(definition, "finally_block_label");
        let top = members(list(definition, "blocks"));
        Graph::new(reading, &top, finally, false).judge(&mut faults);
    }
    for item in &reading.blocks {
        let inside = members(item.block.loop_blocks());
        if !inside.is_empty() {
            Graph::new(reading, &inside, "", !is_graph).judge(&mut faults);
        }
    }
    faults.sort_by_key(|fault| fault.block);
    faults
}

struct Graph<'r, 'a> {
    blocks: Vec<&'r Item<'a>>,
    place: HashMap<&'a str, usize>,
    /// The link of each block; empty for none.
    next: Vec<&'a str>,
    finally: &'a str,
    is_ambiguous: bool,
}

impl<'r, 'a> Graph<'r, 'a> {
    /// `by_order`: blocks without a link go on with the next of the list.
    fn new(reading: &'r Reading<'a>, members: &[usize], finally: &'a str, by_order: bool) -> Self {
        let all = members.iter().map(|index| &reading.blocks[*index]);
        let blocks: Vec<&Item<'a>> = all
            .filter(|it| finally.is_empty() || it.label != finally)
            .collect();
        let place: HashMap<&str, usize> = blocks
            .iter()
            .enumerate()
            .map(|(place, it)| (it.label, place))
            .collect();
        let mut next: Vec<&str> = blocks
            .iter()
            .map(|it| it.block.next().unwrap_or_default())
            .collect();
        let has_condition = blocks.iter().any(|it| it.kind_name() == "conditional");
        if by_order && !has_condition {
            for (place, after) in blocks.iter().skip(1).enumerate() {
                if next[place].is_empty() {
                    next[place] = after.label;
                }
            }
        }
        for link in next.iter_mut().filter(|link| **link == finally) {
            *link = "";
        }
        Self {
            is_ambiguous: place.len() != blocks.len(),
            blocks,
            place,
            next,
            finally,
        }
    }

    fn judge(mut self, faults: &mut Vec<Fault>) {
        // A label that stands twice, or none, is a fault of its own.
        if self.is_ambiguous || self.blocks.is_empty() {
            return;
        }
        self.unknown(faults);
        if self.join_branches().is_none() {
            return;
        }
        let targets: Vec<Vec<usize>> = (0..self.blocks.len())
            .map(|place| self.targets(place))
            .collect();
        let mut incoming = vec![0_usize; self.blocks.len()];
        for target in targets.iter().flatten() {
            incoming[*target] += 1;
        }
        let mut ready: Vec<usize> = (0..incoming.len())
            .filter(|place| incoming[*place] == 0)
            .collect();
        for place in ready.iter().skip(1) {
            faults.push(self.fault(*place, What::Unreachable));
        }
        while let Some(place) = ready.pop() {
            for target in &targets[place] {
                incoming[*target] -= 1;
                if incoming[*target] == 0 {
                    ready.push(*target);
                }
            }
        }
        if let Some(cycle) = cycle(&targets, &incoming) {
            let blocks = cycle
                .iter()
                .map(|place| self.blocks[*place].index)
                .collect();
            faults.push(self.fault(cycle[0], What::Cycle(blocks)));
        }
    }

    fn fault(&self, place: usize, what: What) -> Fault {
        Fault {
            block: self.blocks[place].index,
            what,
        }
    }

    fn unknown(&self, faults: &mut Vec<Fault>) {
        let is_unknown = |label: &str| {
            !label.is_empty() && label != self.finally && !self.place.contains_key(label)
        };
        for (place, item) in self.blocks.iter().enumerate() {
            if is_unknown(self.next[place]) {
                faults.push(self.fault(place, What::Unknown(None, self.next[place].to_owned())));
            }
            for (branch, label) in (0..).zip(Self::branches(item)) {
                if is_unknown(label) {
                    faults.push(self.fault(place, What::Unknown(Some(branch), label.to_owned())));
                }
            }
        }
    }

    fn branches(item: &Item<'a>) -> impl Iterator<Item = &'a str> {
        let branches = item
            .block
            .branches()
            .iter()
            .filter(|_| item.kind_name() == "conditional");
        branches.map(|branch| branch.as_object().and_then(Block::next).unwrap_or_default())
    }

    /// Gives the last block of each branch the link of its condition. None if it takes too long.
    fn join_branches(&mut self) -> Option<()> {
        let mut steps = 0;
        let mut seen = vec![0_usize; self.blocks.len()];
        let mut walk = 0;
        let mut has_changed = true;
        while has_changed {
            has_changed = false;
            for condition in 0..self.blocks.len() {
                let after = self.next[condition];
                let targets: Vec<&str> = Self::branches(self.blocks[condition]).collect();
                for target in targets
                    .into_iter()
                    .filter(|it| !after.is_empty() && *it != self.finally)
                {
                    walk += 1;
                    let mut here = Some(target);
                    while let Some(label) = here.filter(|label| *label != after) {
                        let Some(place) = self.place.get(label).copied() else {
                            break;
                        };
                        steps += 1;
                        if steps > MOST_STEPS {
                            return None;
                        }
                        if std::mem::replace(&mut seen[place], walk) == walk {
                            break;
                        }
                        if self.next[place].is_empty() {
                            self.next[place] = after;
                            has_changed = true;
                            break;
                        }
                        here = Some(self.next[place]);
                    }
                }
            }
        }
        Some(())
    }

    /// Where the run can go from a block: of a condition, its branches only.
    fn targets(&self, place: usize) -> Vec<usize> {
        let item = self.blocks[place];
        let find = |label: &str| self.place.get(label).copied();
        if item.kind_name() != "conditional" {
            return find(self.next[place]).into_iter().collect();
        }
        let mut seen = HashSet::new();
        Self::branches(item)
            .filter_map(find)
            .filter(|target| seen.insert(*target))
            .collect()
    }
}

/// A circle among the places that still have something leading to them.
fn cycle(targets: &[Vec<usize>], incoming: &[usize]) -> Option<Vec<usize>> {
    let mut before = vec![None; targets.len()];
    for (place, targets) in targets
        .iter()
        .enumerate()
        .filter(|(place, _)| incoming[*place] > 0)
    {
        for target in targets {
            before[*target] = before[*target].or(Some(place));
        }
    }
    let mut here = (0..targets.len()).find(|place| incoming[*place] > 0)?;
    let mut seen = vec![false; targets.len()];
    while !std::mem::replace(&mut seen[here], true) {
        here = before[here]?;
    }
    let start = here;
    let mut cycle = vec![start];
    while let Some(place) = before[here].filter(|place| *place != start) {
        cycle.push(place);
        here = place;
    }
    cycle.reverse();
    // Told from the block that stands first in the list.
    let first = cycle
        .iter()
        .enumerate()
        .min_by_key(|(_, place)| **place)
        .map_or(0, |(at, _)| at);
    cycle.rotate_left(first);
    Some(cycle)
}
