//! How alike two blocks of one kind are, whatever they are called.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::Value;

use super::fields::Catalogue;
use super::tree::{Tree, Within};
use crate::document::Block;
use crate::kinds;

/// From here on two blocks are one that was renamed: half of their content is the same.
const ALIKE: f64 = 0.5;

/// With fewer features a block is told from others only by where it stands.
const FEW: usize = 3;

/// A long text is told from others by a sample of its words as well.
const SAMPLE: usize = 256;

/// With more pairs of a kind than this, only those near each other are looked at.
const MOST_PAIRS: usize = 40_000;
const NEAR: usize = 20;

/// A block that stands on one side only.
struct Lonely {
    block: usize,
    within: Within,
    /// Hashes of what it says, sorted.
    features: Vec<u64>,
}

/// Pairs of blocks (older, newer) of the same kind and with similar content, the best first, among
/// the blocks that have no partner. `same_list` says whether two lists are the same.
pub(crate) fn pairs(
    (before, lonely_before): (&Tree<'_>, &[usize]),
    (after, lonely_after): (&Tree<'_>, &[usize]),
    same_list: impl Fn(Within, Within) -> bool,
) -> Vec<(usize, usize)> {
    let mut of_kind: HashMap<&str, Vec<Lonely>> = HashMap::new();
    for block in lonely_before {
        let kind = before.blocks[*block].map.kind();
        of_kind
            .entry(kind)
            .or_default()
            .push(Lonely::new(before, *block));
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for block in lonely_after {
        *counts.entry(after.blocks[*block].map.kind()).or_default() += 1;
    }
    let mut scored: Vec<(f64, bool, usize, usize)> = Vec::new();
    for block in lonely_after {
        let kind = after.blocks[*block].map.kind();
        let Some(candidates) = of_kind.get(kind) else {
            continue;
        };
        let newer = Lonely::new(after, *block);
        let (place, count) = (seen.entry(kind).or_default(), counts[kind]);
        for older in &candidates[near(*place, count, candidates.len())] {
            let together = same_list(older.within, newer.within);
            let few = older.features.len().min(newer.features.len()) < FEW;
            let likeness = likeness(&older.features, &newer.features);
            if likeness >= ALIKE && (together || !few) {
                scored.push((likeness, together, older.block, *block));
            }
        }
        *place += 1;
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    let mut taken = (
        vec![false; before.blocks.len()],
        vec![false; after.blocks.len()],
    );
    scored.retain(|(_, _, older, newer)| {
        let is_free = !taken.0[*older] && !taken.1[*newer];
        if is_free {
            taken.0[*older] = true;
            taken.1[*newer] = true;
        }
        is_free
    });
    scored.into_iter().map(|it| (it.2, it.3)).collect()
}

/// Which of `others` candidates to look at for the element at `place` of `count`.
fn near(place: usize, count: usize, others: usize) -> std::ops::Range<usize> {
    if count * others <= MOST_PAIRS {
        return 0..others;
    }
    let middle = place * others / count.max(1);
    middle.saturating_sub(NEAR)..(middle + NEAR).min(others)
}

impl Lonely {
    fn new(tree: &Tree<'_>, block: usize) -> Self {
        let placed = &tree.blocks[block];
        let catalogue = Catalogue::Block(kinds::of(placed.map.kind()));
        let mut features = Vec::new();
        for (name, _) in placed.map {
            let is_content = !matches!(
                &**name,
                "label" | "block_type" | "next_block_label" | "loop_blocks"
            );
            if let Some(value) = catalogue.set(name, placed.map).filter(|_| is_content) {
                collect(hash(0, name), value, &mut features);
            }
        }
        // What stands inside says most about a loop.
        for inside in tree.list_of(Within::Loop(block)) {
            features.push(hash(1, tree.blocks[*inside].map.label()));
        }
        features.sort_unstable();
        features.truncate(SAMPLE);
        Self {
            block,
            within: placed.within,
            features,
        }
    }
}

fn collect(path: u64, value: &Value, features: &mut Vec<u64>) {
    match value {
        Value::String(text) => {
            features.extend(text.split_whitespace().map(|word| hash(path, word)));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(path, item, features)),
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(key, _)| *key != "next_block_label") {
                collect(hash(path, key), value, features);
            }
        }
        other => features.push(hash(path, &other.to_string())),
    }
}

/// The same for the same words in every process: `DefaultHasher::new` has fixed keys.
fn hash(path: u64, word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (path, word).hash(&mut hasher);
    hasher.finish()
}

/// The part of the features that both have: 0 for none, 1 for all. Two without any are alike.
fn likeness(a: &[u64], b: &[u64]) -> f64 {
    let (mut left, mut right, mut common) = (0, 0, 0_u32);
    while left < a.len() && right < b.len() {
        match a[left].cmp(&b[right]) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                left += 1;
                right += 1;
            }
        }
    }
    let all = u32::try_from(a.len() + b.len()).unwrap_or(u32::MAX);
    if all == 0 {
        return 1.0;
    }
    2.0 * f64::from(common) / f64::from(all)
}
