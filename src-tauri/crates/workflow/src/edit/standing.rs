//! What blocks refer to and what refers to them, and whether that holds elsewhere.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::layout::{Id, Layout, Seat};
use super::renaming::names_in;
use crate::document::Block;

/// A place between blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) seat: Seat,
    /// How many blocks of its sequence stand before it.
    pub(super) index: usize,
    /// How many blocks of the document are read before it.
    pub(super) read: usize,
}

/// All places in reading order. A list that is no tree has one, at its end.
pub(super) fn places(layout: &Layout) -> Vec<Place> {
    let mut places = Vec::new();
    let mut rest = vec![(Seat::List(0), 0)];
    let mut read = 0;
    while let Some((seat, index)) = rest.pop() {
        let sequence = layout.sequence(seat);
        let is_tree = layout.lists[layout.list_of(seat)].is_tree;
        if is_tree || index == sequence.len() {
            places.push(Place { seat, index, read });
        }
        let last = match seat {
            Seat::List(list) => layout.lists[list].last,
            _ => None,
        };
        let here = match sequence.get(index) {
            Some(id) => {
                rest.push((seat, index + 1));
                *id
            }
            None => match last {
                Some(last) => last,
                None => continue,
            },
        };
        read += 1;
        let spot = &layout.spots[here];
        if let Some(body) = spot.body {
            rest.push((Seat::List(body), 0));
        }
        if is_tree {
            let branches = (0..spot.branches.len()).rev();
            rest.extend(branches.map(|branch| (Seat::Branch(here, branch), 0)));
        }
    }
    places
}

/// What ties blocks that are to stand elsewhere to those that stay.
pub(super) struct Standing<'a> {
    layout: &'a Layout,
    /// What must have run before, the last of it.
    needs: Option<Tie>,
    /// What must run after, the first of it.
    needed: Option<Tie>,
    /// Per condition the branches in which somebody at the other end of a tie stands.
    branches: HashMap<Id, Vec<(usize, Tie)>>,
    /// Who reads the value of a loop around all the blocks, what it reads, and of which loop.
    value: Option<(String, &'static str, Option<Id>)>,
    blocks: &'a [&'a Map<String, Value>],
}

/// One reference across.
#[derive(Clone, Debug)]
pub(super) struct Tie {
    /// The block that refers, by label.
    reader: String,
    name: String,
    /// The block that stays.
    pub(super) other: Id,
    /// Where that is in reading order.
    at: usize,
    /// Whether it is the one that is referred to.
    pub(super) is_needed: bool,
}

/// A reference that would not hold.
pub(super) struct Broken {
    pub(super) message: String,
    /// The reference, if it is the order that is wrong.
    pub(super) tie: Option<Tie>,
}

const VALUES: &[&str] = &["current_value", "current_item", "current_index"];

impl<'a> Standing<'a> {
    /// Of blocks of the document, with all that is in them; `stays` if they are copied.
    pub(super) fn of(
        layout: &'a Layout,
        blocks: &'a [&'a Map<String, Value>],
        moved: &[Id],
        stays: bool,
    ) -> Self {
        let all: HashSet<Id> = layout.reading(moved).into_iter().collect();
        let order = order(layout);
        let labels = labels(layout, blocks);
        let mut standing = Self::new(layout, blocks);
        for id in layout.reading_order() {
            let is_inside = all.contains(&id);
            if !is_inside && stays {
                continue;
            }
            for name in names_in(blocks[id]) {
                if is_inside && VALUES.contains(&name) {
                    standing.reads(id, name, &all);
                }
                let Some(&maker) = labels.get(name.strip_suffix("_output").unwrap_or(name)) else {
                    continue;
                };
                let holds_now = order[maker] < order[id] && !standing.excludes(maker, id);
                if all.contains(&maker) != is_inside && holds_now {
                    let other = if is_inside { maker } else { id };
                    standing.tie(blocks[id].label(), name, other, order[other], is_inside);
                }
            }
        }
        standing
    }

    /// Of blocks that are not in the document.
    pub(super) fn of_new(
        layout: &'a Layout,
        blocks: &'a [&'a Map<String, Value>],
        new: &[Value],
    ) -> Self {
        let order = order(layout);
        let labels = labels(layout, blocks);
        let mut standing = Self::new(layout, blocks);
        let fragment = serde_json::json!({ "blocks": new });
        let (inside, of_new) = Layout::read(&fragment);
        let own: HashSet<&str> = of_new.iter().map(|block| block.label()).collect();
        for (id, block) in of_new.iter().enumerate() {
            for name in names_in(block) {
                let seat = inside.spots[id].seat;
                let in_loop = inside
                    .around(seat)
                    .any(|seat| gives(&inside, &of_new, seat, name));
                if let Some(name) = VALUES.iter().find(|it| **it == name && !in_loop) {
                    let reader = block.label().to_owned();
                    standing.value.get_or_insert((reader, name, None));
                }
                let label = name.strip_suffix("_output").unwrap_or(name);
                if let Some(&maker) = labels.get(label).filter(|_| !own.contains(label)) {
                    standing.tie(block.label(), name, maker, order[maker], true);
                }
            }
        }
        standing
    }

    fn new(layout: &'a Layout, blocks: &'a [&'a Map<String, Value>]) -> Self {
        Self {
            layout,
            needs: None,
            needed: None,
            branches: HashMap::new(),
            value: None,
            blocks,
        }
    }

    fn tie(&mut self, reader: &str, name: &str, other: Id, at: usize, is_needed: bool) {
        let seat = self.layout.spots[other].seat;
        if !self.layout.lists[self.layout.list_of(seat)].is_tree {
            return;
        }
        let tie = Tie {
            reader: reader.to_owned(),
            name: name.to_owned(),
            other,
            at,
            is_needed,
        };
        for seat in self.layout.around(seat) {
            if let Seat::Branch(condition, branch) = seat {
                let known = self.branches.entry(condition).or_default();
                if known.iter().all(|(it, _)| *it != branch) {
                    known.push((branch, tie.clone()));
                }
            }
        }
        if is_needed && self.needs.as_ref().is_none_or(|it| it.at < at) {
            self.needs = Some(tie);
        } else if !is_needed && self.needed.as_ref().is_none_or(|it| it.at > at) {
            self.needed = Some(tie);
        }
    }

    /// Notes that a block reads a value of a loop, unless that moves with it.
    fn reads(&mut self, id: Id, name: &str, moved: &HashSet<Id>) {
        let seat = self.layout.spots[id].seat;
        let mut around = self.layout.around(seat);
        let from = around.find(|seat| gives(self.layout, self.blocks, *seat, name));
        let from = from.and_then(|seat| self.layout.holder(seat));
        let name = VALUES.iter().find(|it| **it == name);
        if let (Some(from), Some(name)) = (from.filter(|it| !moved.contains(it)), name) {
            let reader = self.blocks[id].label().to_owned();
            self.value.get_or_insert((reader, name, Some(from)));
        }
    }

    /// Whether two blocks stand in different branches of one condition.
    fn excludes(&self, one: Id, other: Id) -> bool {
        let branches = |id: Id| {
            let around = self.layout.around(self.layout.spots[id].seat);
            around.filter_map(|seat| match seat {
                Seat::Branch(condition, branch) => Some((condition, branch)),
                _ => None,
            })
        };
        let of_one: HashMap<Id, usize> = branches(one).collect();
        branches(other)
            .any(|(condition, branch)| of_one.get(&condition).is_some_and(|other| *other != branch))
    }

    /// The first reference that would not hold at `place`.
    pub(super) fn broken(&self, place: Place) -> Option<Broken> {
        if let Some(tie) = self.needs.iter().find(|tie| tie.at >= place.read) {
            return Some(tie.broken("which would come after it", true));
        }
        if let Some(tie) = self.needed.iter().find(|tie| tie.at < place.read) {
            return Some(tie.broken("which would come after it", true));
        }
        for seat in self.layout.around(place.seat) {
            if let Seat::Branch(condition, branch) = seat {
                let mut known = self.branches.get(&condition).into_iter().flatten();
                if let Some((_, tie)) = known.find(|(it, _)| *it != branch) {
                    return Some(tie.broken("which would be in another branch", false));
                }
            }
        }
        self.broken_value(place.seat)
    }

    pub(super) fn broken_value(&self, seat: Seat) -> Option<Broken> {
        let (reader, name, from) = self.value.as_ref()?;
        let mut around = self.layout.around(seat);
        let here = around.find(|seat| gives(self.layout, self.blocks, *seat, name));
        let here = here.and_then(|seat| self.layout.holder(seat));
        let label = |id: &Id| self.blocks[*id].label();
        let message = match (from, here) {
            (Some(from), None) => format!(
                "`{reader}` reads `{name}` of `{}` and would stand outside it",
                label(from)
            ),
            (Some(from), Some(here)) if *from != here => format!(
                "`{reader}` reads `{name}` of `{}` and would read that of `{}`",
                label(from),
                label(&here)
            ),
            (None, None) => format!("`{reader}` reads `{name}` and would stand outside of loops"),
            _ => return None,
        };
        Some(Broken { message, tie: None })
    }
}

impl Tie {
    fn broken(&self, how: &str, is_order: bool) -> Broken {
        Broken {
            message: format!("`{}` refers to `{}`, {how}", self.reader, self.name),
            tie: is_order.then(|| self.clone()),
        }
    }
}

/// Whether the blocks at `seat` are in a loop that gives them a value called `name`.
fn gives(layout: &Layout, blocks: &[&Map<String, Value>], seat: Seat, name: &str) -> bool {
    let Seat::List(list) = seat else { return false };
    let holder = layout.lists[list].holder;
    holder.is_some_and(|holder| name == "current_index" || blocks[holder].kind() != "while_loop")
}

fn order(layout: &Layout) -> Vec<usize> {
    let mut order = vec![usize::MAX; layout.spots.len()];
    for (place, id) in layout.reading_order().into_iter().enumerate() {
        order[id] = place;
    }
    order
}

fn labels<'a>(layout: &Layout, blocks: &[&'a Map<String, Value>]) -> HashMap<&'a str, Id> {
    let ids = (0..layout.spots.len()).rev();
    ids.map(|id| (blocks[id].label(), id)).collect()
}
