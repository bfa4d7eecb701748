//! Edits of the branches of a condition, and of links where places mean nothing.

use serde_json::Value;

use super::apply::{Done, named};
use super::draft::Draft;
use super::layout::{Id, Seat};
use super::structure::remove as remove_blocks;
use super::{BlockId, Refused, empty};
use crate::document::Block;
use crate::flow::links;
use crate::outline::is_true;

pub(super) fn add(document: &Value, block: &BlockId, at: Option<usize>) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let id = condition(&draft, block)?;
    let branches = draft.blocks[id].branches();
    let is_default = |branch: &Value| {
        branch
            .as_object()
            .is_some_and(|it| is_true(it, "is_default"))
    };
    let before_default = branches.iter().rposition(is_default);
    let end = branches.len();
    let at = at.or(before_default).unwrap_or(end).min(end);
    edit_branches(&mut draft, id, |branches, inside| {
        branches.insert(at, empty::branch());
        inside.insert(at, Vec::new());
    });
    finish(draft, id, "Add a branch to")
}

pub(super) fn remove(document: &Value, block: &BlockId, branch: usize) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let id = condition(&draft, block)?;
    expect_branch(&draft, id, branch)?;
    let has_condition = |branch: &&Value| {
        branch
            .as_object()
            .is_none_or(|branch| !is_true(branch, "is_default"))
    };
    let branches = draft.blocks[id].branches();
    if has_condition(&&branches[branch]) && branches.iter().filter(has_condition).count() == 1 {
        let block = block.clone();
        return Err(Refused::OnlyBranch { block });
    }
    let inside = draft.layout.spots[id].branches[branch].clone();
    let notices = if inside.is_empty() {
        Vec::new()
    } else {
        remove_blocks(&mut draft, &inside)
    };
    edit_branches(&mut draft, id, |branches, inside| {
        branches.remove(branch);
        inside.remove(branch);
    });
    let done = finish(draft, id, "Remove a branch of")?;
    Ok(Done { notices, ..done })
}

pub(super) fn shift(
    document: &Value,
    block: &BlockId,
    branch: usize,
    to: usize,
) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let id = condition(&draft, block)?;
    expect_branch(&draft, id, branch)?;
    edit_branches(&mut draft, id, |branches, inside| {
        let (value, blocks) = (branches.remove(branch), inside.remove(branch));
        let to = to.min(branches.len());
        branches.insert(to, value);
        inside.insert(to, blocks);
    });
    finish(draft, id, "Move a branch of")
}

pub(super) fn set_link(
    document: &Value,
    block: &BlockId,
    branch: Option<usize>,
    to: Option<&str>,
) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let id = draft.layout.id(block)?;
    let seat = draft.layout.spots[id].seat;
    if draft.is_tree(seat) || seat == Seat::Last {
        let block = block.clone();
        return Err(Refused::Structured { block });
    }
    if let Some(branch) = branch {
        expect_branch(&draft, id, branch)?;
    }
    let members = draft.layout.members(draft.layout.list_of(seat));
    if let Some(to) = to
        && !members.iter().any(|id| draft.label(*id) == to)
    {
        return Err(Refused::NoSuchTarget {
            block: block.clone(),
            to: to.to_owned(),
        });
    }
    match branch {
        Some(branch) => links::set_target(&mut draft.blocks[id], branch, to),
        None => links::set_next(&mut draft.blocks[id], to),
    }
    let name = format!("Change where {} goes", named(&[draft.label(id)]));
    Done::of(draft, name, &[id])
}

fn condition(draft: &Draft, block: &BlockId) -> Result<Id, Refused> {
    let id = draft.layout.id(block)?;
    let map = &draft.blocks[id];
    if map.kind() == "conditional" || !map.branches().is_empty() {
        return Ok(id);
    }
    Err(Refused::NoCondition {
        block: block.clone(),
    })
}

fn expect_branch(draft: &Draft, id: Id, branch: usize) -> Result<(), Refused> {
    if branch < draft.layout.spots[id].branches.len() {
        return Ok(());
    }
    Err(Refused::NoSuchBranch {
        block: draft.layout.key(id).clone(),
        branch,
    })
}

/// Changes the branches and what stands in them alike.
fn edit_branches(draft: &mut Draft, id: Id, edit: impl FnOnce(&mut Vec<Value>, &mut Vec<Vec<Id>>)) {
    let block = &mut draft.blocks[id];
    let branches = block
        .entry("branch_conditions")
        .or_insert_with(|| Value::Array(Vec::new()));
    if !branches.is_array() {
        *branches = Value::Array(Vec::new());
    }
    if let Value::Array(branches) = branches {
        edit(branches, &mut draft.layout.spots[id].branches);
    }
    let inside = draft.layout.spots[id].branches.clone();
    for (branch, blocks) in inside.into_iter().enumerate() {
        for block in blocks {
            draft.layout.spots[block].seat = Seat::Branch(id, branch);
        }
    }
    let seat = draft.layout.spots[id].seat;
    draft.touch(seat);
}

fn finish(draft: Draft, id: Id, what: &str) -> Result<Done, Refused> {
    let name = format!("{what} {}", named(&[draft.label(id)]));
    Done::of(draft, name, &[id])
}
