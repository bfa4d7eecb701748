//! The order of a list that both sides may have changed.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::Side;
use super::decisions::Three;
use crate::compare::moves;

/// `members` in the order that `lists` give them: ours, with what only they moved or put there
/// after what stands before it on their side. `clash` is asked about an element that both moved
/// differently.
pub(super) fn merge<T: Clone + Eq + Hash>(
    members: &[T],
    lists: Three<&[T]>,
    mut clash: impl FnMut(&T) -> Side,
) -> Vec<T> {
    let known: HashSet<&T> = members.iter().collect();
    let lists =
        lists.map(|list| -> Vec<&T> { list.iter().filter(|it| known.contains(it)).collect() });
    let follows_them = moved_by_them(&lists, &mut clash);
    let is_theirs: HashSet<&T> = lists.theirs.iter().copied().collect();
    let mut merged: Vec<&T> = lists.ours.clone();
    merged.retain(|it| !follows_them.contains(it));
    let mut placed: HashSet<&T> = merged.iter().copied().collect();
    let mut before: Option<&T> = None;
    for element in lists.theirs {
        if placed.insert(element) {
            let start = before
                .and_then(|it| merged.iter().position(|other| *other == it))
                .map_or(0, |at| at + 1);
            // What we put at the same place stands first.
            let ours = merged[start..]
                .iter()
                .take_while(|it| !is_theirs.contains(**it));
            let place = start + ours.count();
            merged.insert(place, element);
        }
        before = Some(element);
    }
    let rest = members.iter().filter(|it| !placed.contains(it));
    merged.extend(rest);
    merged.into_iter().cloned().collect()
}

/// The elements of all three lists whose place theirs decides.
fn moved_by_them<'a, T: Eq + Hash>(
    lists: &Three<Vec<&'a T>>,
    clash: &mut impl FnMut(&T) -> Side,
) -> HashSet<&'a T> {
    let places = |list: &[&'a T]| -> HashMap<&'a T, usize> {
        list.iter().enumerate().map(|(at, it)| (*it, at)).collect()
    };
    let (base, theirs) = (places(&lists.base), places(&lists.theirs));
    let in_all = |list: &[&'a T], others: [&HashMap<&T, usize>; 2]| -> Vec<&'a T> {
        let list = list.iter().copied();
        list.filter(|it| others.iter().all(|other| other.contains_key(it)))
            .collect()
    };
    let ours = places(&lists.ours);
    let our_order = in_all(&lists.ours, [&base, &theirs]);
    let their_order = in_all(&lists.theirs, [&base, &ours]);
    if our_order == their_order {
        return HashSet::new();
    }
    let moved = |order: &[&'a T]| -> HashSet<&'a T> {
        let ranks: Vec<usize> = order.iter().map(|it| base[it]).collect();
        let moved = moves::moved(&ranks);
        let moved = order.iter().zip(moved).filter(|it| it.1);
        moved.map(|it| *it.0).collect()
    };
    let (ours, theirs) = (moved(&our_order), moved(&their_order));
    let theirs = their_order.iter().filter(|it| theirs.contains(**it));
    theirs
        .filter(|it| !ours.contains(**it) || clash(it) == Side::Theirs)
        .copied()
        .collect()
}
