//! The best place of a hit among the texts of a workflow.

use super::fold::{Folded, is_single};
use super::query::{Term, Terms};
use super::texts::PlacedText;
use super::{HitPlace, MatchRange};

/// Characters of a snippet, and how many of them stand before the match.
const SNIPPET: usize = 120;
const LEAD: usize = 36;

/// More matches than these are not marked.
const MAX_MATCHES: usize = 24;

/// The place, and whether every term was found somewhere in the workflow.
pub(super) struct Best {
    pub(super) place: HitPlace,
    pub(super) is_complete: bool,
}

/// Finds the text with the most terms, at the beginnings of words if possible; the first of equals.
pub(super) fn best(texts: &mut dyn Iterator<Item = PlacedText<'_>>, terms: &Terms) -> Option<Best> {
    let mut missing: Vec<&Term> = terms.terms.iter().collect();
    let mut best: Option<(usize, PlacedText<'_>, Folded, Vec<Match>)> = None;
    let perfect = 2 * terms.terms.len();
    for placed in texts {
        let folded = Folded::new(placed.text);
        let (score, matches) = matches_in(&folded, terms, &mut missing);
        if score > best.as_ref().map_or(0, |(score, ..)| *score) {
            best = Some((score, placed, folded, matches));
        }
        if score == perfect {
            break;
        }
    }
    best.map(|(_, placed, folded, matches)| Best {
        place: hit_place(placed, &folded, &matches),
        is_complete: missing.is_empty(),
    })
}

/// A match by folded characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    start: usize,
    end: usize,
}

/// Two points for a term at the beginning of a word, one for a term elsewhere.
fn matches_in(folded: &Folded, terms: &Terms, missing: &mut Vec<&Term>) -> (usize, Vec<Match>) {
    let mut score = 0;
    let mut all = Vec::new();
    for term in &terms.terms {
        let found = find(folded, term);
        if found.is_empty() {
            continue;
        }
        missing.retain(|other| *other != term);
        score += if found.iter().any(|found| folded.is_word_start(found.start)) {
            2
        } else {
            1
        };
        all.extend(found);
    }
    all.sort_unstable();
    (score, all)
}

/// Where `term` is: as it was typed, or else its words with other punctuation between them. Where
/// it is at the beginnings of words, only those count.
fn find(folded: &Folded, term: &Term) -> Vec<Match> {
    let mut found: Vec<Match> = starts_of(&folded.chars, &term.chars)
        .take(MAX_MATCHES)
        .map(|start| Match {
            start,
            end: start + term.chars.len(),
        })
        .collect();
    if found.is_empty() && term.words.len() > 1 {
        found = starts_of(&folded.chars, &term.words[0])
            .filter(|start| folded.is_word_start(*start))
            .filter_map(|start| {
                Some(Match {
                    start,
                    end: end_of_words(&folded.chars, start, term)?,
                })
            })
            .take(MAX_MATCHES)
            .collect();
    }
    if found.iter().any(|found| folded.is_word_start(found.start)) {
        found.retain(|found| folded.is_word_start(found.start));
    }
    found
}

fn starts_of<'a>(chars: &'a [char], part: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let first = part.first().copied();
    chars
        .iter()
        .enumerate()
        .filter(move |(_, char)| Some(**char) == first)
        .map(|(start, _)| start)
        .filter(|start| chars[*start..].starts_with(part))
}

/// Where the words of `term` end that begin at `start`; none if another word is in between.
fn end_of_words(chars: &[char], start: usize, term: &Term) -> Option<usize> {
    let mut at = start;
    for (place, word) in term.words.iter().enumerate() {
        if place > 0 {
            let is_gap = |char: &&char| !char.is_alphanumeric();
            let gap = chars[at..].iter().take_while(is_gap).count();
            let is_cut = chars.get(at).copied().is_some_and(is_single) || is_single(chars[at - 1]);
            if gap == 0 && !is_cut {
                return None;
            }
            at += gap;
        }
        if !chars[at..].starts_with(word) {
            return None;
        }
        at += word.len();
    }
    Some(at)
}

fn hit_place(placed: PlacedText<'_>, folded: &Folded, matches: &[Match]) -> HitPlace {
    let original: Vec<MatchRange> = matches.iter().map(|found| range(folded, *found)).collect();
    let (snippet, ranges) = snippet(placed.text, &original);
    HitPlace {
        block: placed.block.map(str::to_owned),
        field: placed.field.to_owned(),
        snippet,
        ranges,
    }
}

fn range(folded: &Folded, found: Match) -> MatchRange {
    let start = folded.original(found.start);
    let last = folded.original(found.end.saturating_sub(1));
    MatchRange {
        start,
        len: last - start + 1,
    }
}

/// Cuts the text around the first match. `matches` are sorted.
fn snippet(text: &str, matches: &[MatchRange]) -> (String, Vec<MatchRange>) {
    let first = matches.first().map_or(0, |found| found.start as usize);
    let from = snippet_start(text, first);
    let mut chars = text.chars().skip(from);
    let mut snippet = String::new();
    if from > 0 {
        snippet.push('…');
    }
    snippet.extend(
        chars
            .by_ref()
            .take(SNIPPET)
            .map(|char| if char.is_control() { ' ' } else { char }),
    );
    if chars.next().is_some() {
        snippet.push('…');
    }
    let shift = u32::try_from(from).unwrap_or(u32::MAX) - u32::from(from > 0);
    let end = u32::try_from(from + SNIPPET).unwrap_or(u32::MAX);
    let visible = matches
        .iter()
        .filter(|found| found.start < end)
        .map(|found| MatchRange {
            start: found.start - shift,
            len: found.len.min(end - found.start),
        });
    (snippet, merged(visible))
}

/// Some characters before the match, at the beginning of a word.
fn snippet_start(text: &str, first: usize) -> usize {
    let Some(from) = first.checked_sub(LEAD).filter(|from| *from > 0) else {
        return 0;
    };
    let word_end = text
        .chars()
        .skip(from)
        .take(LEAD / 2)
        .position(char::is_whitespace);
    from + word_end.map_or(0, |end| end + 1)
}

/// Ranges without overlaps, of sorted ones.
pub(super) fn merged(ranges: impl IntoIterator<Item = MatchRange>) -> Vec<MatchRange> {
    let mut merged: Vec<MatchRange> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.start + last.len => {
                last.len = last.len.max(range.start + range.len - last.start);
            }
            _ => merged.push(range),
        }
    }
    merged
}
