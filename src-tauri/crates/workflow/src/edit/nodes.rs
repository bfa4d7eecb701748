//! The blocks of a document as a flat list.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::apply::number;
use super::layout::{Id, Layout, Seat};
use super::{BranchHead, Node, OFF};
use crate::document::Block;
use crate::kinds;
use crate::outline::{caption, expression, is_true};

/// All blocks in reading order, each before what is inside it.
pub fn nodes(document: &Value) -> Vec<Node> {
    let (layout, blocks) = Layout::read(document);
    let mut depths: HashMap<Id, usize> = HashMap::with_capacity(blocks.len());
    let ids = layout.reading_order().into_iter();
    ids.map(|id| {
        let holder = layout.holder(layout.spots[id].seat);
        let depth = holder.map_or(0, |holder| depths[&holder] + 1);
        depths.insert(id, depth);
        node(&layout, blocks[id], id, depth)
    })
    .collect()
}

fn node(layout: &Layout, block: &Map<String, Value>, id: Id, depth: usize) -> Node {
    let spot = &layout.spots[id];
    let is_finally = spot.seat == Seat::Last;
    let in_graph = !layout.lists[layout.list_of(spot.seat)].is_tree;
    let holder = layout.holder(spot.seat);
    let branches = block.branches().iter().map(|branch| {
        let empty = Map::new();
        branch_head(branch.as_object().unwrap_or(&empty))
    });
    Node {
        key: spot.key.clone(),
        label: block.label().to_owned(),
        kind: block.kind().to_owned(),
        summary: kinds::of(block.kind()).summarize(block),
        parent: holder.map(|holder| layout.key(holder).clone()),
        branch: match spot.seat {
            Seat::Branch(_, branch) => Some(number(branch)),
            Seat::List(_) | Seat::Last => None,
        },
        depth: number(depth),
        is_loop: spot.body.is_some(),
        branches: branches.collect(),
        goes_to: if in_graph && !is_finally {
            links(block)
        } else {
            Vec::new()
        },
        in_graph,
        is_off: is_true(block, OFF),
        is_finally,
        continue_on_failure: is_true(block, "continue_on_failure"),
    }
}

fn links(block: &Map<String, Value>) -> Vec<(Option<u32>, Option<String>)> {
    let branches = block.branches().iter().enumerate();
    let of_branches = branches.map(|(index, branch)| {
        let target = branch.as_object().and_then(Block::next);
        (Some(number(index)), target.map(str::to_owned))
    });
    let own = (None, block.next().map(str::to_owned));
    of_branches.chain([own]).collect()
}

fn branch_head(branch: &Map<String, Value>) -> BranchHead {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    BranchHead {
        caption: caption(branch),
        expression: some(expression(branch)),
        description: some(crate::document::text(branch, "description")),
        is_default: is_true(branch, "is_default"),
    }
}
