//! Which blocks and branches there are in the end.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::Side;
use super::decisions::{Decisions, Three};
use super::labels::Aligned;
use super::sheet::{Id, Sheet, Sheets};
use super::values;
use crate::compare::fields::Catalogue;
use crate::document::Block;
use crate::kinds;

/// Things that one side removed together: the outermost of them and all of them.
struct Removal {
    root: Id,
    members: Vec<Id>,
}

/// The things that the merged document has.
///
/// What one side removed is gone if the other left it and all that was removed with it alone.
pub(super) fn alive(
    sheets: &Sheets,
    aligned: &Aligned<'_>,
    decisions: &mut Decisions<'_>,
) -> HashSet<Id> {
    let of = &sheets.of;
    let is_in = |sheet: &Sheet, id: &Id| sheet.nodes.contains_key(id);
    let here = |id: &&Id| is_in(&of.ours, id) || is_in(&of.theirs, id);
    let mut alive: HashSet<Id> = sheets.ids.iter().filter(here).cloned().collect();
    for (remover, keeper, by) in [
        (&of.ours, &of.theirs, Side::Ours),
        (&of.theirs, &of.ours, Side::Theirs),
    ] {
        for removal in removals(sheets, remover, keeper) {
            let is_changed = removal
                .members
                .iter()
                .any(|it| is_changed(it, &of.base, keeper));
            if !is_changed || decide(&removal, sheets, by, aligned, decisions) == by {
                for member in &removal.members {
                    alive.remove(member);
                }
            }
        }
    }
    // What was put into something that is gone now is gone with it; that was told as its conflict.
    for id in &sheets.ids {
        let holder = |sheet: &Sheet| sheet.nodes.get(id).and_then(|it| it.list.holder());
        let is_homeless = |sheet: &Sheet| holder(sheet).is_some_and(|it| !alive.contains(&it));
        let is_new = !is_in(&of.base, id);
        let sides = [&of.ours, &of.theirs];
        if is_new && sides.iter().all(|it| !is_in(it, id) || is_homeless(it)) {
            alive.remove(id);
        }
    }
    alive
}

/// What `remover` took out of the base and `keeper` still has.
fn removals(sheets: &Sheets, remover: &Sheet, keeper: &Sheet) -> Vec<Removal> {
    let base = &sheets.of.base;
    let is_removed = |id: &Id| {
        base.nodes.contains_key(id)
            && keeper.nodes.contains_key(id)
            && !remover.nodes.contains_key(id)
    };
    let mut places: HashMap<Id, usize> = HashMap::new();
    let mut removals: Vec<Removal> = Vec::new();
    for id in sheets.ids.iter().filter(|id| is_removed(id)) {
        let mut root = id.clone();
        while let Some(holder) = base.nodes[&root].list.holder().filter(|it| is_removed(it)) {
            root = holder;
        }
        let place = *places.entry(root.clone()).or_insert(removals.len());
        if place == removals.len() {
            let members = Vec::new();
            removals.push(Removal { root, members });
        }
        removals[place].members.push(id.clone());
    }
    removals
}

/// Whether a thing, or what stands in it, is otherwise than in the base.
fn is_changed(id: &Id, base: &Sheet, sheet: &Sheet) -> bool {
    let (old, new) = (&base.nodes[id], &sheet.nodes[id]);
    let catalogue = match id {
        Id::Block(_) => Catalogue::Block(kinds::of(new.fields.kind())),
        Id::Branch(..) => Catalogue::None,
    };
    let has_more = id.lists().iter().any(|list| {
        let was_here = |it: &Id| base.nodes.get(it).is_some_and(|old| old.list == *list);
        sheet.list(list).iter().any(|it| !was_here(it))
    });
    has_more || old.list != new.list || !values::same_fields(catalogue, &old.fields, &new.fields)
}

fn decide(
    removal: &Removal,
    sheets: &Sheets,
    by: Side,
    aligned: &Aligned<'_>,
    decisions: &mut Decisions<'_>,
) -> Side {
    let label = removal.root.label();
    let what = match &removal.root {
        Id::Block(_) => format!("`{label}`"),
        Id::Branch(..) => format!("a branch of `{label}`"),
    };
    let message = match by {
        Side::Ours => format!("This version removed {what}, and the other version changed it."),
        Side::Theirs => format!("The other version removed {what}, and this version changed it."),
    };
    let told = |sheet: &Sheet| {
        sheet
            .nodes
            .get(&removal.root)
            .map(|it| values::told(&it.fields))
    };
    let values: Three<Option<Value>> = Three {
        base: told(&sheets.of.base),
        ours: told(&sheets.of.ours),
        theirs: told(&sheets.of.theirs),
    };
    let name = match &removal.root {
        Id::Block(_) => "removed".to_owned(),
        Id::Branch(_, number) => format!("branch {number} removed"),
    };
    decisions.of_whole(&aligned.about(label), &name, values, message)
}
