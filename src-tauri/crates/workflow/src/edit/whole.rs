//! Edits of settings, and of whole definitions: what comes from the text of a block or a workflow.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::apply::{Done, named};
use super::draft::{Draft, expect_bounded};
use super::fields::follow;
use super::labels::Taken;
use super::layout::{Id, Seat};
use super::loose::Gone;
use super::{BlockId, Refused};
use crate::document::{self, Block};
use crate::flow::links;
use crate::settings::{self, Part};

pub(super) fn set_setting(document: &Value, key: &str, value: &Value) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    part_with(&mut draft, key)?.insert(key.to_owned(), value.clone());
    Done::of(draft, format!("Change {key}"), &[])
}

pub(super) fn reset_settings(document: &Value, keys: &[String]) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    for key in keys {
        if key == "title" {
            return Err(Refused::NotASetting {
                key: key.clone(),
                instead: "every workflow has one, so change it",
            });
        }
        part_with(&mut draft, key)?.shift_remove(key);
    }
    Done::of(draft, format!("Reset {}", keys.join(", ")), &[])
}

fn part_with<'a>(draft: &'a mut Draft, key: &str) -> Result<&'a mut Map<String, Value>, Refused> {
    let instead = match key {
        "workflow_definition" => "edit its blocks, parameters and settings",
        "blocks" => "edit the blocks",
        "parameters" => "edit the parameters",
        "finally_block_label" => "choose the block that runs at the end",
        "version" => "it follows from the blocks",
        key => {
            let part = settings::find(key).map(|setting| setting.part);
            return Ok(match part {
                Some(Part::Definition) => &mut draft.definition,
                _ => draft.settings(),
            });
        }
    };
    Err(Refused::NotASetting {
        key: key.to_owned(),
        instead,
    })
}

pub(super) fn set_document(value: &Value) -> Result<Done, Refused> {
    expect_bounded(value)?;
    // Whatever cannot be taken apart could not be edited any more.
    Draft::of(value.clone())?;
    Ok(Done {
        document: value.clone(),
        name: "Change the workflow".to_owned(),
        ..Done::default()
    })
}

pub(super) fn set_block(document: &Value, block: &BlockId, value: &Value) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let old = draft.layout.id(block)?;
    let mut map = object(value)?;
    let label = draft.label(old).to_owned();
    if !map.contains_key("label") {
        map.shift_insert(0, "label".to_owned(), label.clone().into());
    }
    let new_label = map.label().to_owned();
    let inside = held_in_loops(&draft, old);
    expect_free(&draft, &inside, old, &map)?;
    let mut notices = Vec::new();
    if new_label != label {
        Taken::of(&draft).expect_label(&new_label)?;
        notices = follow(&mut draft, old, &label, &new_label);
    }
    let links = map.clone();
    let Some(new) = draft.add_one(map) else {
        return Err(Refused::Nothing);
    };
    take_over_branches(&mut draft, old, new, &links)?;
    take_the_place(&mut draft, old, new, &links);
    let stay = draft.layout.reading_order();
    notices.extend(Gone::blocks(&draft, &inside, &stay).clear(&mut draft, &stay));
    let name = format!("Change {}", named(&[&label]));
    let done = Done::of(draft, name, &[new])?;
    let renamed = (new_label != label).then(|| (block.clone(), BlockId(new_label)));
    Ok(Done {
        renamed: renamed.into_iter().collect(),
        notices,
        ..done
    })
}

fn object(value: &Value) -> Result<Map<String, Value>, Refused> {
    let map = value.as_object().ok_or_else(|| Refused::NotAnObject {
        what: "A block",
        found: value.clone(),
    })?;
    let mut map = map.clone();
    if map.get("loop_blocks").is_some_and(Value::is_null) {
        map.insert("loop_blocks".to_owned(), json!([]));
    }
    Ok(map)
}

/// What goes with a block when its definition goes: what its loop holds, but not what stands in
/// its branches, which is written beside it.
fn held_in_loops(draft: &Draft, id: Id) -> Vec<Id> {
    let body = draft.layout.spots[id].body;
    let inside = body.map_or(&[][..], |body| draft.layout.sequence(Seat::List(body)));
    draft.layout.reading(inside)
}

/// Refuses labels inside the new definition that blocks elsewhere, or two of it, have.
fn expect_free(
    draft: &Draft,
    inside: &[Id],
    old: Id,
    map: &Map<String, Value>,
) -> Result<(), Refused> {
    let inside: HashSet<Id> = inside.iter().copied().collect();
    let others = (0..draft.blocks.len()).filter(|id| *id != old && !inside.contains(id));
    let mut taken: HashSet<String> = others.map(|id| draft.label(id).to_owned()).collect();
    let fragment = json!({ "blocks": map.get("loop_blocks") });
    for block in document::every_block(&fragment) {
        let label = block.label().to_owned();
        if label == map.label() || !taken.insert(label.clone()) {
            return Err(Refused::LabelTaken { label });
        }
    }
    Ok(())
}

/// Gives the blocks in the branches of the old definition to the branches of the new one that
/// begin with the same block, or else stand at the same place.
fn take_over_branches(
    draft: &mut Draft,
    old: Id,
    new: Id,
    links: &Map<String, Value>,
) -> Result<(), Refused> {
    let mut bodies = std::mem::take(&mut draft.layout.spots[old].branches);
    let branches = links.branches().iter();
    let mut inside: Vec<Vec<Id>> = vec![Vec::new(); branches.len()];
    let targets =
        branches.map(|branch| branch.as_object().and_then(Block::next).unwrap_or_default());
    for (branch, target) in targets.enumerate() {
        let begins = |body: &Vec<Id>| body.first().is_some_and(|id| draft.label(*id) == target);
        if let Some(place) = bodies.iter().position(begins) {
            inside[branch] = std::mem::take(&mut bodies[place]);
        }
    }
    for (branch, body) in bodies
        .into_iter()
        .enumerate()
        .filter(|(_, body)| !body.is_empty())
    {
        let place = inside.get_mut(branch).filter(|place| place.is_empty());
        let Some(place) = place else {
            let block = draft.layout.key(old).clone();
            return Err(Refused::BranchHasBlocks { block, branch });
        };
        *place = body;
    }
    for (branch, body) in inside.iter().enumerate() {
        for id in body {
            draft.layout.spots[*id].seat = Seat::Branch(new, branch);
        }
    }
    draft.layout.spots[new].branches = inside;
    Ok(())
}

fn take_the_place(draft: &mut Draft, old: Id, new: Id, links: &Map<String, Value>) {
    let seat = draft.layout.spots[old].seat;
    draft.layout.spots[new].seat = seat;
    draft.touch(seat);
    match draft.sequence_mut(seat) {
        Some(sequence) => {
            for id in sequence.iter_mut().filter(|id| **id == old) {
                *id = new;
            }
        }
        None => draft.layout.lists[0].last = Some(new),
    }
    if !draft.is_tree(seat) && seat != Seat::Last {
        let block = &mut draft.blocks[new];
        links::set_next(block, links.next());
        for (branch, target) in links.branches().iter().enumerate() {
            links::set_target(block, branch, target.as_object().and_then(Block::next));
        }
    }
    if let Some(body) = draft.layout.spots[new].body {
        draft.touch(Seat::List(body));
    }
}
