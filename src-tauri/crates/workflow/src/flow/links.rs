//! The links between the blocks of one list: the writer rule of reference A.5, the inverse of
//! reading [`Step`]s.

use serde_json::{Map, Value};

use super::Step;
use crate::document::Block;

/// The `blocks` of one list in the order in which `steps` run them, depth first, each with its
/// links, or all without any. Blocks that no step names are left out. The finally block is the
/// caller's: it goes to the end, without a link.
pub(crate) fn write(
    mut blocks: Vec<Map<String, Value>>,
    steps: &[Step],
    linked: bool,
) -> Vec<Value> {
    link(&mut blocks, steps, linked);
    order(steps)
        .into_iter()
        .filter_map(|place| blocks.get_mut(place).map(std::mem::take))
        .map(Value::Object)
        .collect()
}

/// Sets the links of all `blocks` that `steps` name, or takes them out.
pub(crate) fn link(blocks: &mut [Map<String, Value>], steps: &[Step], linked: bool) {
    sequence(blocks, steps, None, linked);
}

/// The blocks that `steps` name, depth first.
pub(crate) fn order(steps: &[Step]) -> Vec<usize> {
    let mut all = Vec::with_capacity(steps.len());
    for step in steps {
        all.push(step.block);
        for branch in &step.branches {
            all.extend(order(branch));
        }
    }
    all
}

/// Makes `label` the block that follows. A block without a link keeps having no such field.
pub(crate) fn set_next(block: &mut Map<String, Value>, label: Option<&str>) {
    if Block::next(block) == label {
        return;
    }
    block.insert("next_block_label".to_owned(), label.into());
}

/// Makes `label` the block with which a branch of a condition begins.
pub(crate) fn set_target(condition: &mut Map<String, Value>, branch: usize, label: Option<&str>) {
    let branches = condition.get_mut("branch_conditions");
    let branch = branches
        .and_then(Value::as_array_mut)
        .and_then(|all| all.get_mut(branch));
    if let Some(Value::Object(branch)) = branch {
        set_next(branch, label);
    }
}

/// Links a sequence that goes on with `after`.
fn sequence(blocks: &mut [Map<String, Value>], steps: &[Step], after: Option<&str>, linked: bool) {
    for (place, step) in steps.iter().enumerate() {
        let following = steps.get(place + 1).map(|next| label(blocks, next));
        let following = following.as_deref().or(after).filter(|_| linked);
        if let Some(block) = blocks.get_mut(step.block) {
            set_next(block, following);
        }
        for (index, branch) in step.branches.iter().enumerate() {
            let first = branch.first().map(|first| label(blocks, first));
            if let Some(block) = blocks.get_mut(step.block) {
                set_target(block, index, first.as_deref().or(following));
            }
            sequence(blocks, branch, following, linked);
        }
    }
}

fn label(blocks: &[Map<String, Value>], step: &Step) -> String {
    let block = blocks.get(step.block);
    block.map_or_else(String::new, |block| block.label().to_owned())
}
