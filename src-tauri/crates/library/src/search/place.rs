//! The best place of a hit among the texts of a workflow.

use memchr::memmem::Finder;

use super::fold::Folded;
use super::query::{Term, Terms};
use super::texts::PlacedText;
use super::{HitPlace, MatchRange};

/// Characters of a snippet, and how many of them stand before the match.
const SNIPPET: usize = 120;
const LEAD: usize = 36;

/// More matches of one term than these are not looked at.
const MAX_MATCHES: usize = 16;

/// Looks for the terms of a query in texts.
pub(super) struct Places<'a> {
    needles: Vec<Needle<'a>>,
}

/// The place, and whether every term was found somewhere in the workflow.
pub(super) struct Best {
    pub(super) place: HitPlace,
    pub(super) is_complete: bool,
}

struct Needle<'a> {
    whole: Finder<'a>,
    /// Looked for only where the whole is not found.
    words: Vec<Finder<'a>>,
}

/// A match by bytes of the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    start: usize,
    end: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(terms: &'a Terms) -> Self {
        Self {
            needles: terms.terms.iter().map(Needle::new).collect(),
        }
    }

    /// Finds the text with the most terms, at the beginnings of words if possible; the first of
    /// equals.
    pub(super) fn best(&self, texts: &mut dyn Iterator<Item = PlacedText<'_>>) -> Option<Best> {
        let mut is_found = vec![false; self.needles.len()];
        let mut best: Option<(usize, PlacedText<'_>, Folded, Vec<Match>)> = None;
        for placed in texts {
            let folded = Folded::new(placed.text);
            let (score, matches) = self.matches_in(&folded, &mut is_found);
            if score > best.as_ref().map_or(0, |(score, ..)| *score) {
                best = Some((score, placed, folded, matches));
            }
            if score == POINTS_AT_WORD * self.needles.len() {
                break;
            }
        }
        best.map(|(_, placed, folded, matches)| Best {
            place: hit_place(placed, &folded, matches),
            is_complete: is_found.into_iter().all(|is_found| is_found),
        })
    }

    fn matches_in(&self, folded: &Folded, is_found: &mut [bool]) -> (usize, Vec<Match>) {
        let mut score = 0;
        let mut all = Vec::new();
        for (needle, is_found) in self.needles.iter().zip(is_found) {
            let (points, matches) = needle.find(folded);
            *is_found |= points > POINTS_SCATTERED;
            score += points;
            all.extend(matches);
        }
        (score, all)
    }
}

/// What a term is worth: at the beginning of a word, within one, or only its words.
const POINTS_AT_WORD: usize = 3;
const POINTS_WITHIN: usize = 2;
const POINTS_SCATTERED: usize = 1;

impl<'a> Needle<'a> {
    fn new(term: &'a Term) -> Self {
        let words = if term.words.len() > 1 {
            term.words.as_slice()
        } else {
            &[]
        };
        Self {
            whole: Finder::new(&term.text),
            words: words.iter().map(Finder::new).collect(),
        }
    }

    /// Where it is as it was typed, or else its words. Where it is at the beginnings of words, only
    /// those count.
    fn find(&self, folded: &Folded) -> (usize, Vec<Match>) {
        let mut found = find(folded, &self.whole);
        if found.is_empty() {
            let words = self.words.iter().flat_map(|word| find(folded, word));
            let scattered: Vec<Match> = words
                .filter(|found| folded.is_word_start(found.start))
                .collect();
            return (
                if scattered.is_empty() {
                    0
                } else {
                    POINTS_SCATTERED
                },
                scattered,
            );
        }
        if !found.iter().any(|found| folded.is_word_start(found.start)) {
            return (POINTS_WITHIN, found);
        }
        found.retain(|found| folded.is_word_start(found.start));
        (POINTS_AT_WORD, found)
    }
}

fn find(folded: &Folded, needle: &Finder<'_>) -> Vec<Match> {
    let len = needle.needle().len();
    needle
        .find_iter(folded.text.as_bytes())
        .take(MAX_MATCHES)
        .map(|start| Match {
            start,
            end: start + len,
        })
        .collect()
}

fn hit_place(placed: PlacedText<'_>, folded: &Folded, mut matches: Vec<Match>) -> HitPlace {
    matches.sort_unstable();
    let ranges: Vec<MatchRange> = matches
        .into_iter()
        .map(|found| range(folded, found))
        .collect();
    let (snippet, ranges) = snippet(placed.text, &ranges);
    HitPlace {
        block: placed.block.map(str::to_owned),
        field: placed.field.to_owned(),
        snippet,
        ranges,
    }
}

fn range(folded: &Folded, Match { start, end }: Match) -> MatchRange {
    let last = folded.text[start..end]
        .chars()
        .next_back()
        .map_or(0, char::len_utf8);
    let (first, last) = (folded.original(start), folded.original(end - last));
    MatchRange {
        start: first,
        len: last - first + 1,
    }
}

/// Cuts the text around the first match. `matches` are sorted.
fn snippet(text: &str, matches: &[MatchRange]) -> (String, Vec<MatchRange>) {
    let first = matches.first().map_or(0, |found| found.start);
    let from = snippet_start(text, first as usize);
    let mut chars = text.chars().skip(from);
    let mut snippet = String::new();
    if from > 0 {
        snippet.push('…');
    }
    let on_one_line = |char: char| if char.is_control() { ' ' } else { char };
    snippet.extend(chars.by_ref().take(SNIPPET).map(on_one_line));
    if chars.next().is_some() {
        snippet.push('…');
    }
    let cut = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let (shift, end) = (cut(from) - u32::from(from > 0), cut(from + SNIPPET));
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
