//! Edits of where blocks stand.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::apply::{Done, Notice, named};
use super::draft::{Draft, extract};
use super::fields::follow_in;
use super::labels::{Taken, is_identifier};
use super::layout::{Id, Layout, Seat};
use super::loose::Gone;
use super::renaming::Renames;
use super::standing::{Broken, Place, Standing, places};
use super::{BlockId, Edit, Gap, Refused, Wrapper, empty, gaps};
use crate::document::Block;
use crate::lint::Fix;

pub(super) fn add_kind(document: &Value, kind: &str, at: &Gap) -> Result<Done, Refused> {
    let block = empty::block(kind, "");
    add(document, &[Value::Object(block)], at)
}

pub(super) fn add(document: &Value, blocks: &[Value], at: &Gap) -> Result<Done, Refused> {
    if blocks.is_empty() {
        return Err(Refused::Nothing);
    }
    if let Some(found) = blocks.iter().find(|block| !block.is_object()) {
        return Err(Refused::NotAnObject {
            what: "A block",
            found: found.clone(),
        });
    }
    insert(document, blocks.to_vec(), at, None)
}

pub(super) fn copy(document: &Value, blocks: &[BlockId], to: &Gap) -> Result<Done, Refused> {
    let (layout, maps) = Layout::read(document);
    let ids = layout.outermost(blocks)?;
    let labels: Vec<&str> = ids.iter().map(|id| maps[*id].label()).collect();
    let name = format!("Copy {}", named(&labels));
    insert(document, extract(&layout, &maps, &ids), to, Some(name))
}

fn insert(
    document: &Value,
    blocks: Vec<Value>,
    at: &Gap,
    name: Option<String>,
) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let (seat, index) = place(&draft.layout, at, &HashSet::new())?;
    let (ids, notices) = adopt(&mut draft, blocks);
    draft.attach(&ids, seat, index);
    let labels: Vec<&str> = ids.iter().map(|id| draft.label(*id)).collect();
    let name = name.unwrap_or_else(|| format!("Add {}", named(&labels)));
    let done = Done::of(draft, name, &ids)?;
    Ok(Done { notices, ..done })
}

/// Adds blocks with labels that are free, and makes the references among them follow.
fn adopt(draft: &mut Draft, blocks: Vec<Value>) -> (Vec<Id>, Vec<Notice>) {
    let (first, first_list) = (draft.blocks.len(), draft.layout.lists.len());
    let mut taken = Taken::of(draft);
    let ids = draft.add(blocks);
    let mut renames = Renames::default();
    let mut known: HashMap<String, String> = HashMap::new();
    for block in &mut draft.blocks[first..] {
        let old = block.label().to_owned();
        let wanted = match (old.as_str(), block.kind()) {
            ("", kind) if is_identifier(kind) => kind,
            ("", _) => "block",
            (label, _) => label,
        };
        let label = taken.free(wanted);
        // Nothing can refer to a block without a label; an empty field does not mean it.
        if label != old && !old.is_empty() && !known.contains_key(&old) {
            renames.label(&old, &label, true);
            known.insert(old, label.clone());
        }
        block.insert("label".to_owned(), label.into());
    }
    let mut notices = Vec::new();
    if !renames.is_empty() {
        notices = follow_in(&mut draft.blocks[first..], &renames);
    }
    // Lists inside them may have relied on a version that this document does not have.
    for list in first_list + 1..draft.layout.lists.len() {
        if draft.layout.lists[list].is_tree {
            draft.touch(Seat::List(list));
        }
    }
    (ids, notices)
}

/// Where a gap is, once the blocks of `without` have left.
fn place(layout: &Layout, gap: &Gap, without: &HashSet<Id>) -> Result<(Seat, usize), Refused> {
    let seat = layout.seat_of(&gap.scope)?;
    if let Seat::Branch(condition, _) = seat
        && !layout.lists[layout.list_of(seat)].is_tree
    {
        return Err(Refused::Unstructured {
            block: layout.key(condition).clone(),
        });
    }
    let Some(after) = &gap.after else {
        return Ok((seat, 0));
    };
    let id = layout.id(after)?;
    let sequence = layout.sequence(seat);
    let before = sequence.iter().position(|it| *it == id);
    let before = before.ok_or_else(|| match layout.spots[id].seat {
        Seat::Last => Refused::StaysLast {
            block: after.clone(),
        },
        _ => Refused::NoSuchGap {
            after: after.clone(),
        },
    })?;
    let stay = sequence[..=before]
        .iter()
        .filter(|id| !without.contains(id));
    Ok((seat, stay.count()))
}

pub(super) fn shift(document: &Value, blocks: &[BlockId], to: &Gap) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let moved = draft.layout.outermost(blocks)?;
    let held: HashSet<Id> = moved.iter().copied().collect();
    let (seat, index) = place(&draft.layout, to, &held)?;
    if let Some(refused) = gaps::refusal(&draft.layout, &moved, &held, seat) {
        return Err(refused);
    }
    let notices = broken(&draft, &moved, seat, to);
    draft.detach(&moved);
    draft.attach(&moved, seat, index);
    let labels: Vec<&str> = moved.iter().map(|id| draft.label(*id)).collect();
    let name = format!("Move {}", named(&labels));
    let done = Done::of(draft, name, &moved)?;
    Ok(Done { notices, ..done })
}

/// What a move breaks.
fn broken(draft: &Draft, moved: &[Id], seat: Seat, to: &Gap) -> Vec<Notice> {
    let layout = &draft.layout;
    let maps: Vec<&Map<String, Value>> = draft.blocks.iter().collect();
    let before = to.after.as_ref().and_then(|after| layout.id(after).ok());
    let sequence = layout.sequence(seat);
    let index = before.and_then(|id| sequence.iter().position(|it| *it == id));
    let index = index.map_or(0, |index| index + 1);
    let is_place = |place: &Place| place.seat == seat && place.index == index;
    let Some(place) = places(layout).into_iter().find(is_place) else {
        return Vec::new();
    };
    let broken = Standing::of(layout, &maps, moved, false).broken(place);
    let notice = broken.map(|broken| Notice {
        fix: repair(layout, moved, seat, index, &broken),
        message: broken.message,
    });
    notice.into_iter().collect()
}

/// Moves the other end of a broken reference along, if it stands beside the place.
fn repair(layout: &Layout, moved: &[Id], seat: Seat, index: usize, broken: &Broken) -> Option<Fix> {
    let tie = broken.tie.as_ref()?;
    let other = layout.key(tie.other).clone();
    if layout.spots[tie.other].seat != seat {
        return None;
    }
    let first = layout.key(*moved.first()?);
    let sequence = layout.sequence(seat)[..index].iter().rev();
    let mut stay = sequence.filter(|id| !moved.contains(id));
    let mut to = gaps::gap(layout, seat, 0);
    let way = if tie.is_needed {
        to.after = stay.next().map(|id| layout.key(*id).clone());
        "before"
    } else {
        to.after = Some(layout.key(*moved.last()?).clone());
        "after"
    };
    Some(Fix {
        title: format!("Move `{}` {way} `{}`", other.0, first.0),
        edit: Edit::Move {
            blocks: vec![other],
            to,
        },
    })
}

pub(super) fn delete(document: &Value, blocks: &[BlockId]) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let ids = draft.layout.outermost(blocks)?;
    let labels: Vec<&str> = ids.iter().map(|id| draft.label(*id)).collect();
    let name = format!("Delete {}", named(&labels));
    let neighbour = neighbour(&draft.layout, &ids);
    let notices = remove(&mut draft, &ids);
    let select: Vec<Id> = neighbour.into_iter().collect();
    let done = Done::of(draft, name, &select)?;
    Ok(Done { notices, ..done })
}

/// Takes blocks with all that is in them out for good.
pub(super) fn remove(draft: &mut Draft, ids: &[Id]) -> Vec<Notice> {
    let gone = draft.layout.reading(ids);
    draft.detach(ids);
    let stay = draft.layout.reading_order();
    let gone = Gone::blocks(draft, &gone, &stay);
    gone.clear(draft, &stay)
}

/// The block after the last of `blocks`, or else before it, or else around it.
fn neighbour(layout: &Layout, blocks: &[Id]) -> Option<Id> {
    let last = blocks.last()?;
    let seat = layout.spots[*last].seat;
    let sequence = match seat {
        Seat::Last => layout.sequence(Seat::List(0)),
        seat => layout.sequence(seat),
    };
    let place = sequence.iter().position(|id| id == last);
    let (before, after) = sequence.split_at(place.unwrap_or(sequence.len()));
    let stays = |id: &&Id| !blocks.contains(id);
    let beside = after
        .iter()
        .find(stays)
        .or_else(|| before.iter().rev().find(stays));
    beside.copied().or_else(|| layout.holder(seat))
}

pub(super) fn wrap(document: &Value, blocks: &[BlockId], with: Wrapper) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let ids = draft.layout.outermost(blocks)?;
    let (seat, index) = neighbours(&draft, &ids)?;
    let (kind, what) = match with {
        Wrapper::ForLoop => ("for_loop", "a loop"),
        Wrapper::WhileLoop => ("while_loop", "a while loop"),
        Wrapper::Conditional => ("conditional", "a condition"),
    };
    let labels: Vec<&str> = ids.iter().map(|id| draft.label(*id)).collect();
    let name = format!("Wrap {} in {what}", named(&labels));
    draft.detach(&ids);
    let (new, _) = adopt(&mut draft, vec![Value::Object(empty::block(kind, kind))]);
    draft.attach(&new, seat, index);
    if let Some(&wrapper) = new.first() {
        let inside = draft.layout.spots[wrapper].body;
        let inside = inside.map_or(Seat::Branch(wrapper, 0), Seat::List);
        draft.attach(&ids, inside, 0);
    }
    Done::of(draft, name, &new)
}

/// Where a row of neighbours begins.
fn neighbours(draft: &Draft, ids: &[Id]) -> Result<(Seat, usize), Refused> {
    let first = *ids.first().ok_or(Refused::Nothing)?;
    let seat = draft.layout.spots[first].seat;
    draft.expect_tree(first)?;
    if let Some(last) = ids
        .iter()
        .find(|id| draft.layout.spots[**id].seat == Seat::Last)
    {
        return Err(Refused::StaysLast {
            block: draft.layout.key(*last).clone(),
        });
    }
    let sequence = draft.layout.sequence(seat);
    let index = sequence.iter().position(|id| *id == first);
    let index = index.ok_or(Refused::NotNeighbours)?;
    if sequence.get(index..index + ids.len()) != Some(ids) {
        return Err(Refused::NotNeighbours);
    }
    Ok((seat, index))
}

pub(super) fn unwrap(document: &Value, block: &BlockId) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let id = draft.layout.id(block)?;
    let spot = &draft.layout.spots[id];
    let seat = spot.seat;
    let inside: Vec<Id> = match spot.body {
        Some(body) if !draft.layout.lists[body].is_tree => {
            let block = block.clone();
            return Err(Refused::Unstructured { block });
        }
        Some(body) => draft.layout.lists[body].sequence.clone(),
        None if spot.branches.is_empty() => {
            let block = block.clone();
            return Err(Refused::NothingInside { block });
        }
        None => spot.branches.concat(),
    };
    if seat == Seat::Last {
        let block = block.clone();
        return Err(Refused::StaysLast { block });
    }
    draft.expect_tree(id)?;
    let index = draft.layout.sequence(seat).iter().position(|it| *it == id);
    draft.detach(&inside);
    let mut notices = remove(&mut draft, &[id]);
    draft.attach(&inside, seat, index.unwrap_or_default());
    let broken = loose_values(&draft, &inside);
    notices.extend(broken);
    let name = format!("Unwrap {}", named(&[draft.label(id)]));
    let done = Done::of(draft, name, &inside)?;
    Ok(Done { notices, ..done })
}

/// Who reads a value of a loop and stands in none.
fn loose_values(draft: &Draft, blocks: &[Id]) -> Option<Notice> {
    let maps: Vec<&Map<String, Value>> = draft.blocks.iter().collect();
    let values: Vec<Value> = blocks
        .iter()
        .map(|id| Value::Object(draft.blocks[*id].clone()))
        .collect();
    let seat = draft.layout.spots[*blocks.first()?].seat;
    let standing = Standing::of_new(&draft.layout, &maps, &values);
    standing
        .broken_value(seat)
        .map(|broken| Notice::plain(broken.message))
}

pub(super) fn set_finally(document: &Value, block: Option<&BlockId>) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let id = block.map(|block| draft.layout.id(block)).transpose()?;
    if let (Some(block), Some(id)) = (block, id) {
        expect_last(&draft, block, id)?;
    }
    let top = Seat::List(0);
    let label = id.map(|id| draft.label(id).to_owned());
    if let Some(old) = draft.layout.lists[0].last.filter(|old| Some(*old) != id) {
        draft.detach(&[old]);
        let end = draft.layout.sequence(top).len();
        draft.attach(&[old], top, end);
    }
    if let Some(id) = id.filter(|id| draft.layout.spots[*id].seat != Seat::Last) {
        draft.detach(&[id]);
        draft.layout.spots[id].seat = Seat::Last;
        draft.layout.lists[0].last = Some(id);
        draft.touch(top);
    }
    let name = match &label {
        Some(label) => format!("Run {label} at the end"),
        None => "Run no block at the end".to_owned(),
    };
    if label.is_some() || draft.definition.contains_key("finally_block_label") {
        let label = label.map_or(Value::Null, Value::String);
        draft
            .definition
            .insert("finally_block_label".to_owned(), label);
    }
    let select: Vec<Id> = id.into_iter().collect();
    Done::of(draft, name, &select)
}

fn expect_last(draft: &Draft, block: &BlockId, id: Id) -> Result<(), Refused> {
    let spot = &draft.layout.spots[id];
    let shared = || {
        let label = draft.label(id);
        label.is_empty() || draft.blocks.iter().filter(|it| it.label() == label).count() > 1
    };
    let reason = match spot.seat {
        Seat::List(list) if list != 0 => "it stands in a loop; move it to the top level first",
        Seat::Branch(..) => "it stands in a branch; move it to the top level first",
        _ if !spot.branches.is_empty() => "a condition cannot; choose another block",
        _ if shared() => "its label is not its own; rename it first",
        _ => return Ok(()),
    };
    Err(Refused::CannotBeLast {
        block: block.clone(),
        reason,
    })
}
