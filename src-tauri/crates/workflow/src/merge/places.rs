//! In which list each block stands in the end, and in which order.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::Side;
use super::decisions::{Decisions, Three};
use super::labels::Aligned;
use super::order;
use super::sheet::{Id, List, Sheet, Sheets};

/// The lists of the merged document.
pub(crate) type Lists = HashMap<List, Vec<Id>>;

/// The lists with what is `alive`, in order.
pub(super) fn lists(
    sheets: &Sheets,
    alive: &HashSet<Id>,
    aligned: &Aligned<'_>,
    decisions: &mut Decisions<'_>,
) -> Lists {
    let mut places = Places {
        sheets,
        alive,
        aligned,
        lists: HashMap::new(),
    };
    let ids: Vec<&Id> = sheets.ids.iter().filter(|id| alive.contains(*id)).collect();
    for id in &ids {
        let list = places.resolve(id, decisions);
        places.lists.insert((*id).clone(), list);
    }
    places.break_cycles(&ids, decisions);
    let mut members = Lists::new();
    let mut found = Vec::new();
    for id in ids {
        let list = &places.lists[id];
        if !members.contains_key(list) {
            found.push(list.clone());
        }
        members.entry(list.clone()).or_default().push(id.clone());
    }
    for list in found {
        let ordered = order::merge(&members[&list], of_all(sheets, &list), |id| {
            places.clash(id, "order", decisions)
        });
        members.insert(list, ordered);
    }
    members
}

struct Places<'a> {
    sheets: &'a Sheets,
    alive: &'a HashSet<Id>,
    aligned: &'a Aligned<'a>,
    lists: HashMap<Id, List>,
}

fn of_all<'a>(sheets: &'a Sheets, list: &List) -> Three<&'a [Id]> {
    Three {
        base: sheets.of.base.list(list),
        ours: sheets.of.ours.list(list),
        theirs: sheets.of.theirs.list(list),
    }
}

impl<'a> Places<'a> {
    fn resolve(&self, id: &Id, decisions: &mut Decisions<'_>) -> List {
        let list = self.lists_of(id);
        let chosen = match (list.base, list.ours, list.theirs) {
            (Some(base), Some(ours), Some(theirs)) => {
                let lists = Three { base, ours, theirs };
                match lists.settled() {
                    Ok(list) => list,
                    Err(lists) => lists.side(self.clash(id, "place", decisions)),
                }
            }
            (_, Some(list), _) | (_, None, Some(list)) | (Some(list), None, None) => list,
            (None, None, None) => &List::Top,
        };
        let others = [Some(chosen), list.ours, list.theirs, list.base];
        let has_holder = |list: &&List| list.holder().is_none_or(|it| self.alive.contains(&it));
        let list = others.into_iter().flatten().find(has_holder);
        list.cloned().unwrap_or(List::Top)
    }

    fn lists_of(&self, id: &Id) -> Three<Option<&'a List>> {
        let of = &self.sheets.of;
        let list = |sheet: &'a Sheet| sheet.nodes.get(id).map(|it| &it.list);
        Three {
            base: list(&of.base),
            ours: list(&of.ours),
            theirs: list(&of.theirs),
        }
    }

    /// Asks about a block that both sides moved, each to another place.
    fn clash(&self, id: &Id, what: &str, decisions: &mut Decisions<'_>) -> Side {
        let of = &self.sheets.of;
        let place = |sheet: &Sheet| place(sheet, id).map(Value::from);
        let values = Three {
            base: place(&of.base),
            ours: place(&of.ours),
            theirs: place(&of.theirs),
        };
        let (name, title) = match id {
            Id::Block(label) => (what.to_owned(), format!("`{label}`")),
            Id::Branch(label, number) => (
                format!("branch {number} {what}"),
                format!("a branch of `{label}`"),
            ),
        };
        let message = format!("Both versions moved {title}, each to another place.");
        decisions.of_whole(&self.aligned.about(id.label()), &name, values, message)
    }

    /// Each side moved one block into the other one's: then only one side's moves can count.
    fn break_cycles(&mut self, ids: &[&Id], decisions: &mut Decisions<'_>) {
        let mut settled: HashSet<Id> = HashSet::new();
        let mut pinned: HashSet<Id> = HashSet::new();
        for id in ids {
            while let Some(circle) = self.circle(id, &mut settled) {
                let free = |it: &&Id| {
                    let list = self.lists_of(it);
                    list.ours != list.theirs && list.ours.is_some() && list.theirs.is_some()
                };
                let movable: Vec<&Id> = circle.iter().filter(free).collect();
                let fresh = movable.iter().find(|it| !pinned.contains(**it));
                let side = match fresh {
                    Some(id) => self.clash(id, "place", decisions),
                    None => Side::Ours,
                };
                let changes: Vec<(Id, List)> = movable
                    .iter()
                    .filter_map(|id| {
                        let list = self.lists_of(id).side(side)?;
                        let holder = list.holder();
                        let list = list.clone();
                        let alive = holder.is_none_or(|it| self.alive.contains(&it));
                        Some(((*id).clone(), if alive { list } else { List::Top }))
                    })
                    .collect();
                let is_stuck = fresh.is_none() || changes.is_empty();
                pinned.extend(changes.iter().map(|it| it.0.clone()));
                self.lists.extend(changes);
                if is_stuck && let Some(first) = circle.first() {
                    self.lists.insert(first.clone(), List::Top);
                }
            }
        }
    }

    /// The things around `id` that stand in each other; none if it leads to the top. What does is
    /// `settled`.
    fn circle(&self, id: &Id, settled: &mut HashSet<Id>) -> Option<Vec<Id>> {
        let mut path: Vec<Id> = Vec::new();
        let mut seen: HashSet<Id> = HashSet::new();
        let mut here = Some(id.clone());
        while let Some(id) = here.filter(|it| !settled.contains(it)) {
            if !seen.insert(id.clone()) {
                let start = path.iter().position(|it| *it == id).unwrap_or_default();
                return Some(path.split_off(start));
            }
            here = self.lists.get(&id).and_then(List::holder);
            path.push(id);
        }
        settled.extend(path);
        None
    }
}

/// Where a thing stands, in words.
fn place(sheet: &Sheet, id: &Id) -> Option<String> {
    let node = sheet.nodes.get(id)?;
    let list = sheet.list(&node.list);
    let place = list.iter().position(|it| it == id)?;
    let within = match &node.list {
        List::Top => String::new(),
        List::Loop(label) | List::Branches(label) => format!("in `{label}`, "),
        List::Branch(label, _) => format!("in a branch of `{label}`, "),
    };
    let after = match place.checked_sub(1).map(|before| &list[before]) {
        None => "first".to_owned(),
        Some(Id::Block(label)) => format!("after `{label}`"),
        Some(Id::Branch(..)) => format!("branch {}", place + 1),
    };
    Some(format!("{within}{after}"))
}
