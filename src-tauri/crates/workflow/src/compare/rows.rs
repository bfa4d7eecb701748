//! The blocks of two documents in one order.

use std::collections::HashMap;

use super::matching::Matched;
use super::tree::Within;

/// One block of either document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    /// A block of the newer document, by its index there.
    Newer(usize),
    /// A block that only the older one has, by its index there.
    Removed(usize),
}

/// A list of rows: one of the newer document, or one that only the older document has.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum List {
    Newer(Within),
    Removed(Within),
}

/// All blocks of both documents: the newer one's in their order, each removed one after the block
/// that stood before it in its list.
pub(crate) fn rows(matched: &Matched<'_>, moved: &[bool]) -> Vec<Row> {
    let mut lists: HashMap<List, Vec<Row>> = HashMap::new();
    for (block, placed) in matched.after.blocks.iter().enumerate() {
        let list = List::Newer(placed.within);
        lists.entry(list).or_default().push(Row::Newer(block));
    }
    let mut removed: HashMap<List, HashMap<Option<usize>, Vec<usize>>> = HashMap::new();
    let mut order = Vec::new();
    for block in (0..matched.newer.len()).filter(|it| matched.newer[*it].is_none()) {
        let list = list_of(matched, block);
        let anchors = removed.entry(list).or_insert_with(|| {
            order.push(list);
            HashMap::new()
        });
        let anchor = anchor(matched, moved, block);
        anchors.entry(anchor).or_default().push(block);
    }
    for list in order {
        let mut anchors = removed.remove(&list).unwrap_or_default();
        let mut gone = |anchor| anchors.remove(&anchor).unwrap_or_default().into_iter();
        let rows = lists.entry(list).or_default();
        let mut merged: Vec<Row> = gone(None).map(Row::Removed).collect();
        for row in std::mem::take(rows) {
            merged.push(row);
            if let Row::Newer(block) = row {
                merged.extend(gone(Some(block)).map(Row::Removed));
            }
        }
        *rows = merged;
    }
    let mut rows = Vec::with_capacity(matched.after.blocks.len());
    read(matched, &lists, List::Newer(Within::Top), &mut rows);
    rows
}

/// The list that a removed block is shown in.
fn list_of(matched: &Matched<'_>, removed: usize) -> List {
    let within = matched.before.blocks[removed].within;
    matched
        .list_after(within)
        .map_or(List::Removed(within), List::Newer)
}

/// The nearest block before a removed one that still stands in its list, in the newer document.
fn anchor(matched: &Matched<'_>, moved: &[bool], removed: usize) -> Option<usize> {
    let placed = &matched.before.blocks[removed];
    let before = &matched.before.list_of(placed.within)[..placed.rank];
    let partners = before.iter().rev().filter_map(|it| matched.newer[*it]);
    let list = matched.list_after(placed.within);
    partners
        .into_iter()
        .find(|it| !moved[*it] && Some(matched.after.blocks[*it].within) == list)
}

fn read(matched: &Matched<'_>, lists: &HashMap<List, Vec<Row>>, list: List, rows: &mut Vec<Row>) {
    for row in lists.get(&list).map_or(&[][..], Vec::as_slice) {
        rows.push(*row);
        for list in inside(matched, *row) {
            read(matched, lists, list, rows);
        }
    }
}

/// The lists inside a block.
fn inside(matched: &Matched<'_>, row: Row) -> Vec<List> {
    match row {
        Row::Removed(block) => {
            let branches = 0..matched.before.branches(block).len();
            let branches = branches.map(|it| List::Removed(Within::Branch(block, it)));
            std::iter::once(List::Removed(Within::Loop(block)))
                .chain(branches)
                .collect()
        }
        Row::Newer(block) => {
            let branches = 0..matched.after.branches(block).len();
            let branches = branches.map(|it| List::Newer(Within::Branch(block, it)));
            let mut lists: Vec<List> = std::iter::once(List::Newer(Within::Loop(block)))
                .chain(branches)
                .collect();
            if let Some(older) = matched.older[block] {
                let kept = matched.branches_of(block);
                let gone = (0..matched.before.branches(older).len())
                    .filter(|branch| !kept.contains(&Some(*branch)));
                lists.extend(gone.map(|it| List::Removed(Within::Branch(older, it))));
            }
            lists
        }
    }
}
