//! What a server gets of a draft.

use serde_json::Value;

use super::draft::{Draft, expect_bounded};
use super::layout::{Id, Layout};
use super::structure::remove;
use super::{BlockId, OFF, Refused};
use crate::outline::is_true;

/// `document` without the blocks that are turned off and all that is in them.
pub fn publishable(document: &Value) -> Result<Value, Refused> {
    expect_bounded(document)?;
    let (layout, blocks) = Layout::read(document);
    if !blocks.iter().any(|block| block.contains_key(OFF)) {
        return Ok(document.clone());
    }
    let off: Vec<BlockId> = (0..blocks.len())
        .filter(|id| is_true(blocks[*id], OFF))
        .map(|id| layout.key(id).clone())
        .collect();
    let mut draft = Draft::of(document.clone())?;
    if !off.is_empty() {
        let off = draft.layout.outermost(&off)?;
        remove(&mut draft, &off);
    }
    for block in &mut draft.blocks {
        block.shift_remove(OFF);
    }
    Ok(draft.finish()?.document)
}

/// The blocks that the server does not get: those turned off, and all that is in them.
pub fn turned_off(document: &Value) -> Vec<BlockId> {
    let (layout, blocks) = Layout::read(document);
    let off = |id: &Id| is_true(blocks[*id], OFF);
    let mut left_out = vec![false; blocks.len()];
    for id in layout.reading_order() {
        let holder = layout.holder(layout.spots[id].seat);
        left_out[id] = off(&id) || holder.is_some_and(|holder| left_out[holder]);
    }
    let keys = (0..blocks.len()).filter(|id| left_out[*id]);
    keys.map(|id| layout.key(id).clone()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::document::Block;

    #[test]
    fn what_stands_in_a_block_that_is_off_is_off() {
        let document = json!({"blocks": [
            {"block_type": "for_loop", "label": "each", OFF: true, "loop_blocks": [
                {"block_type": "wait", "label": "inner"},
            ]},
            {"block_type": "wait", "label": "outer"},
        ]});
        let keys: Vec<String> = turned_off(&document).into_iter().map(|key| key.0).collect();
        assert_eq!(keys, ["each", "inner"]);
        let published = publishable(&document).unwrap();
        let labels: Vec<&str> = crate::document::every_block(&published)
            .map(Block::label)
            .collect();
        assert_eq!(labels, ["outer"]);
    }
}
