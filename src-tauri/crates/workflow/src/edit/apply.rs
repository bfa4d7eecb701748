//! Doing an edit.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::draft::{Draft, expect_bounded};
use super::keys::Keys;
use super::layout::Id;
use super::patch::Patch;
use super::{BlockId, Edit, Refused, branches, fields, find, parameters, structure, whole};
use crate::document::{self, Block};
use crate::lint::Fix;

/// What an edit did.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// The way to the new document, and back.
    pub patch: Patch,
    /// What undoing calls the step, such as "Change prompt of rows".
    pub name: String,
    /// The blocks that were added or changed, by their keys in the new document. Links between
    /// blocks do not count.
    pub changed: Vec<BlockId>,
    /// What to select now: new or moved blocks, the neighbour of deleted ones.
    pub select: Vec<BlockId>,
    /// The keys that blocks had and have.
    pub renamed: Vec<(BlockId, BlockId)>,
    /// What a person should know about it.
    pub notices: Vec<Notice>,
}

/// Something that an edit brought with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Notice {
    /// One sentence; names stand in backticks.
    pub message: String,
    /// What mends it, if that is one edit.
    pub fix: Option<Fix>,
}

/// Does `edit` to `document`, which stays as it is if the edit is refused.
pub fn apply(document: &mut Value, edit: &Edit) -> Result<Applied, Refused> {
    expect_bounded(document)?;
    if let Some(applied) = fields::in_place(document, edit)? {
        return Ok(applied);
    }
    let done = perform(document, edit)?;
    let patch = Patch::between(document, &done.document);
    let changed = keys_at(&done.document, &patch.blocks());
    *document = done.document;
    Ok(Applied {
        patch,
        name: done.name,
        changed,
        select: done.select,
        renamed: done.renamed,
        notices: done.notices,
    })
}

/// A new document and what to say about it.
#[derive(Default)]
pub(super) struct Done {
    pub(super) document: Value,
    pub(super) name: String,
    pub(super) select: Vec<BlockId>,
    pub(super) renamed: Vec<(BlockId, BlockId)>,
    pub(super) notices: Vec<Notice>,
}

impl Done {
    /// Puts `draft` together; `select` are the blocks to select.
    pub(super) fn of(draft: Draft, name: String, select: &[Id]) -> Result<Self, Refused> {
        let finished = draft.finish()?;
        let select = select.iter().filter_map(|id| finished.keys.get(id));
        Ok(Self {
            select: select.cloned().collect(),
            document: finished.document,
            name,
            ..Self::default()
        })
    }
}

impl Notice {
    pub(super) fn plain(message: String) -> Self {
        Self { message, fix: None }
    }
}

fn perform(document: &Value, edit: &Edit) -> Result<Done, Refused> {
    match edit {
        Edit::SetField { .. } | Edit::ResetFields { .. } | Edit::SetCriterion { .. } => {
            several(document, "", std::slice::from_ref(edit))
        }
        Edit::Rename { block, to } => fields::rename(document, block, to),
        Edit::AddKind { kind, at } => structure::add_kind(document, kind, at),
        Edit::Add { blocks, at } => structure::add(document, blocks, at),
        Edit::Move { blocks, to } => structure::shift(document, blocks, to),
        Edit::Copy { blocks, to } => structure::copy(document, blocks, to),
        Edit::Delete { blocks } => structure::delete(document, blocks),
        Edit::Wrap { blocks, with } => structure::wrap(document, blocks, *with),
        Edit::Unwrap { block } => structure::unwrap(document, block),
        Edit::TurnOff { blocks, off } => fields::turn(document, blocks, *off),
        Edit::AddBranch { block, at } => branches::add(document, block, at.map(place)),
        Edit::RemoveBranch { block, branch } => branches::remove(document, block, place(*branch)),
        Edit::MoveBranch { block, branch, to } => {
            branches::shift(document, block, place(*branch), place(*to))
        }
        Edit::SetLink { block, branch, to } => {
            branches::set_link(document, block, branch.map(place), to.as_deref())
        }
        Edit::SetFinally { block } => structure::set_finally(document, block.as_ref()),
        Edit::SetSetting { key, value } => whole::set_setting(document, key, value),
        Edit::ResetSettings { keys } => whole::reset_settings(document, keys),
        Edit::AddParameter { parameter } => parameters::add(document, parameter),
        Edit::SetParameter { key, parameter } => parameters::set(document, key, parameter),
        Edit::RenameParameter { key, to } => parameters::rename(document, key, to),
        Edit::RemoveParameter { key } => parameters::remove(document, key),
        Edit::MoveParameter { key, to } => parameters::shift(document, key, place(*to)),
        Edit::Replace { query, with, only } => {
            find::replace(document, query, with, only.as_deref())
        }
        Edit::SetBlock { block, value } => whole::set_block(document, block, value),
        Edit::SetDocument { value } => whole::set_document(value),
        Edit::Several { name, edits } => several(document, name, edits),
    }
}

/// Each edit on what the one before it left. What to select follows later renames.
fn several(document: &Value, name: &str, edits: &[Edit]) -> Result<Done, Refused> {
    let mut done = Done {
        document: document.clone(),
        name: name.to_owned(),
        ..Done::default()
    };
    for edit in edits {
        let step = apply(&mut done.document, edit)?;
        for (old, new) in &step.renamed {
            for key in done.select.iter_mut().filter(|key| *key == old) {
                *key = new.clone();
            }
        }
        if !step.select.is_empty() {
            done.select = step.select;
        }
        if done.name.is_empty() {
            done.name = step.name;
        }
        done.renamed.extend(step.renamed);
        done.notices.extend(step.notices);
    }
    Ok(done)
}

/// A number of the contract as a place in a list.
pub(super) fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A place in a list as a number of the contract.
pub(super) fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// "rows" or "3 blocks".
pub(super) fn named(blocks: &[&str]) -> String {
    match blocks {
        [one] if !one.is_empty() => (*one).to_owned(),
        [_] => "a block".to_owned(),
        more => format!("{} blocks", more.len()),
    }
}

/// The keys of the blocks at `paths`, in the order of the document.
fn keys_at(document: &Value, paths: &[Vec<usize>]) -> Vec<BlockId> {
    let wanted: HashSet<&[usize]> = paths.iter().map(Vec::as_slice).collect();
    let mut keys = Vec::new();
    if !wanted.is_empty() {
        walk(document, &mut |path, key| {
            if wanted.contains(path) {
                keys.push(key);
            }
            keys.len() < wanted.len()
        });
    }
    keys
}

/// Where the block called `wanted` stands: its place in each list on the way.
pub(super) fn path_of(document: &Value, wanted: &BlockId) -> Result<Vec<usize>, Refused> {
    let mut found = None;
    walk(document, &mut |path, key| {
        if key == *wanted {
            found = Some(path.to_vec());
        }
        found.is_none()
    });
    found.ok_or_else(|| Refused::NoSuchBlock {
        block: wanted.clone(),
    })
}

/// Calls `visit` with each block's path and key in the order of the document, until it says no.
fn walk(document: &Value, visit: &mut dyn FnMut(&[usize], BlockId) -> bool) {
    let mut keys = Keys::default();
    let mut path: Vec<usize> = Vec::new();
    let mut rest = vec![document::blocks(document).iter().enumerate()];
    while let Some(items) = rest.last_mut() {
        let Some((place, item)) = items.next() else {
            rest.pop();
            path.pop();
            continue;
        };
        if let Value::Object(block) = item {
            path.push(place);
            if !visit(&path, keys.next(block.label())) {
                return;
            }
            rest.push(block.loop_blocks().iter().enumerate());
        }
    }
}
