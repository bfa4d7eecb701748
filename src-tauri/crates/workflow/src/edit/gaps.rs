//! Where blocks may be put.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::apply::number;
use super::layout::{Id, Layout, Seat};
use super::standing::{Place, Standing, places};
use super::{BlockId, Gap, Refused, Scope};
use crate::document::Block;

/// What can be said of a place before blocks are put there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct GapVerdict {
    /// The place.
    pub gap: Gap,
    /// Why they cannot be put there.
    pub refused: Option<String>,
    /// What would not work any more if they were.
    pub warning: Option<String>,
}

/// Every place of the document in reading order, and whether `blocks` can be moved there, or
/// copied. A list whose links are no tree has one place, at its end.
pub fn gaps(document: &Value, blocks: &[BlockId], copy: bool) -> Result<Vec<GapVerdict>, Refused> {
    let (layout, maps) = Layout::read(document);
    let moved = layout.outermost(blocks)?;
    let standing = Standing::of(&layout, &maps, &moved, copy);
    let held: HashSet<Id> = moved.iter().copied().collect();
    let verdict = |place: Place| {
        let refused = if copy {
            None
        } else {
            refusal(&layout, &moved, &held, place.seat).map(|refused| match &refused {
                Refused::IntoItself { block } => {
                    let id = layout.id(block).unwrap_or_default();
                    let what = match maps[id].kind() {
                        "conditional" => "A condition",
                        _ => "A loop",
                    };
                    format!("{what} cannot be moved into itself")
                }
                other => other.to_string(),
            })
        };
        judge(&layout, &standing, place, refused)
    };
    Ok(places(&layout).into_iter().map(verdict).collect())
}

/// Every place of the document in reading order, for blocks that come from elsewhere.
pub fn gaps_for_new(document: &Value, blocks: &[Value]) -> Vec<GapVerdict> {
    let (layout, maps) = Layout::read(document);
    let standing = Standing::of_new(&layout, &maps, blocks);
    let places = places(&layout).into_iter();
    places
        .map(|place| judge(&layout, &standing, place, None))
        .collect()
}

/// Why blocks cannot be moved to a seat.
pub(super) fn refusal(
    layout: &Layout,
    moved: &[Id],
    held: &HashSet<Id>,
    seat: Seat,
) -> Option<Refused> {
    let target = layout.list_of(seat);
    let mut holders = layout.around(seat).filter_map(|seat| layout.holder(seat));
    if let Some(holder) = holders.find(|holder| held.contains(holder)) {
        return Some(Refused::IntoItself {
            block: layout.key(holder).clone(),
        });
    }
    moved.iter().find_map(|id| {
        let spot = &layout.spots[*id];
        let block = spot.key.clone();
        let source = layout.list_of(spot.seat);
        if spot.seat == Seat::Last {
            Some(Refused::StaysLast { block })
        } else if !layout.lists[source].is_tree && (source == target || !spot.branches.is_empty()) {
            Some(Refused::Unstructured { block })
        } else {
            None
        }
    })
}

/// A place in the words of the contract.
pub(super) fn gap(layout: &Layout, seat: Seat, index: usize) -> Gap {
    let scope = match seat {
        Seat::Branch(condition, branch) => Scope::Branch {
            block: layout.key(condition).clone(),
            branch: number(branch),
        },
        seat => match layout.holder(seat) {
            Some(holder) => Scope::Loop {
                block: layout.key(holder).clone(),
            },
            None => Scope::Workflow,
        },
    };
    let before = index
        .checked_sub(1)
        .and_then(|it| layout.sequence(seat).get(it));
    Gap {
        scope,
        after: before.map(|id| layout.key(*id).clone()),
    }
}

fn judge(
    layout: &Layout,
    standing: &Standing<'_>,
    place: Place,
    refused: Option<String>,
) -> GapVerdict {
    let warning = match &refused {
        None => standing.broken(place).map(|broken| broken.message),
        Some(_) => None,
    };
    GapVerdict {
        gap: gap(layout, place.seat, place.index),
        refused,
        warning,
    }
}
