//! What somebody may have meant.

use strsim::osa_distance;

/// Names longer than this are not compared.
const LONGEST: usize = 100;

/// A name there is.
pub(super) struct Candidate {
    pub(super) name: String,
    /// The block it comes from.
    pub(super) block: Option<usize>,
}

/// The one of `candidates` that `name` was most likely meant to be, if its block is there.
pub(super) fn nearest(
    name: &str,
    candidates: &[Candidate],
    is_there: impl Fn(Option<usize>) -> bool,
) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let Some(distance) = distance(name, &candidate.name) else {
            continue;
        };
        if best.is_none_or(|(least, _)| distance < least) && is_there(candidate.block) {
            best = Some((distance, &candidate.name));
        }
    }
    best.map(|(_, candidate)| candidate.to_owned())
}

/// The one of `options` that `name` was most likely meant to be.
pub(super) fn nearest_option(name: &str, options: &[&'static str]) -> Option<&'static str> {
    let near = options
        .iter()
        .filter_map(|option| Some((distance(name, option)?, *option)));
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, option)| option)
}

/// How many signs differ; none if too many do for one to be meant by the other.
fn distance(name: &str, candidate: &str) -> Option<usize> {
    let length = name.chars().count();
    if name.len().max(candidate.len()) > LONGEST || name == candidate || length < 2 {
        return None;
    }
    let most = (length / 4).clamp(1, 4);
    if candidate.eq_ignore_ascii_case(name) {
        return Some(0);
    }
    if unlike(name, candidate) > most * 2 {
        return None;
    }
    Some(osa_distance(name, candidate)).filter(|distance| *distance <= most)
}

/// How many bytes one has and the other has not, in any order: cheap, and each sign that differs
/// makes at most two of them in names of ASCII.
fn unlike(left: &str, right: &str) -> usize {
    if !left.is_ascii() || !right.is_ascii() {
        return 0;
    }
    let mut counts = [0_i16; 128];
    left.bytes().for_each(|byte| counts[usize::from(byte)] += 1);
    right
        .bytes()
        .for_each(|byte| counts[usize::from(byte)] -= 1);
    counts
        .iter()
        .map(|count| usize::from(count.unsigned_abs()))
        .sum()
}
