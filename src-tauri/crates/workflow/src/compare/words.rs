//! Texts, compared by words.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

use super::{Change, Words};
use crate::references;

/// A tag that is longer is compared by its words: it is a program, or was never closed.
const LONGEST_TAG: usize = 200;

/// A longer stretch between the first and the last change is compared by lines, and if it has more
/// of these as well, as a whole: nobody reads it word by word, and it keeps the time bounded.
const MOST_PIECES: usize = 10_000;

/// A stretch of words that differs, as ranges of bytes of both texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hunk {
    pub(crate) before: Range<usize>,
    pub(crate) after: Range<usize>,
}

/// How texts are cut for a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Words, white space, signs and whole templates.
    Word,
    /// Lines with their ends.
    Line,
}

/// The words of both texts in order: what is gone before what has come.
pub(crate) fn words(before: &str, after: &str) -> Vec<Words> {
    let mut words = Vec::new();
    let mut done = 0;
    for hunk in readable(before, hunks(before, after, Unit::Word)) {
        push(&mut words, Change::Same, &before[done..hunk.before.start]);
        push(&mut words, Change::Removed, &before[hunk.before.clone()]);
        push(&mut words, Change::Added, &after[hunk.after]);
        done = hunk.before.end;
    }
    push(&mut words, Change::Same, &before[done..]);
    words
}

fn push(words: &mut Vec<Words>, change: Change, text: &str) {
    if !text.is_empty() {
        let text = text.to_owned();
        words.push(Words { change, text });
    }
}

/// Where two texts differ.
pub(crate) fn hunks(before: &str, after: &str, unit: Unit) -> Vec<Hunk> {
    let (start, end) = common_edges(before, after, unit);
    let (old, new) = (start..before.len() - end, start..after.len() - end);
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    let whole = Hunk {
        before: old.clone(),
        after: new.clone(),
    };
    for unit in [unit, Unit::Line] {
        let (old_ends, new_ends) = (
            ends(&before[old.clone()], unit),
            ends(&after[new.clone()], unit),
        );
        if old_ends.len().max(new_ends.len()) <= MOST_PIECES {
            let hunks = between((&before[old], &old_ends), (&after[new], &new_ends));
            let shift = |range: Range<usize>| range.start + start..range.end + start;
            let hunks = hunks.into_iter().map(|hunk| Hunk {
                before: shift(hunk.before),
                after: shift(hunk.after),
            });
            return hunks.collect();
        }
    }
    vec![whole]
}

/// How many bytes are alike at the beginning and at the end, in whole pieces.
fn common_edges(before: &str, after: &str, unit: Unit) -> (usize, usize) {
    let (old, new) = (ends(before, unit), ends(after, unit));
    let old: Vec<&str> = pieces(before, &old).collect();
    let new: Vec<&str> = pieces(after, &new).collect();
    let shorter = old.len().min(new.len());
    let start = old.iter().zip(&new).take_while(|it| it.0 == it.1).count();
    let same_ends = old.iter().rev().zip(new.iter().rev()).take(shorter - start);
    let end = same_ends.take_while(|it| it.0 == it.1).count();
    let bytes = |pieces: &[&str]| pieces.iter().map(|it| it.len()).sum();
    (bytes(&old[..start]), bytes(&old[old.len() - end..]))
}

fn between(
    (before, before_ends): (&str, &[usize]),
    (after, after_ends): (&str, &[usize]),
) -> Vec<Hunk> {
    let mut input = InternedInput::default();
    input.update_before(pieces(before, before_ends));
    input.update_after(pieces(after, after_ends));
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_no_heuristic(&input);
    let bytes = |ends: &[usize], range: Range<u32>| {
        let at = |place: u32| match place {
            0 => 0,
            place => ends[place as usize - 1],
        };
        at(range.start)..at(range.end)
    };
    let hunks = diff.hunks().map(|hunk| Hunk {
        before: bytes(before_ends, hunk.before),
        after: bytes(after_ends, hunk.after),
    });
    hunks.collect()
}

/// Joins changes between which only white space stayed.
fn readable(before: &str, hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        match joined.last_mut() {
            Some(last) if is_blank(&before[last.before.end..hunk.before.start]) => {
                last.before.end = hunk.before.end;
                last.after.end = hunk.after.end;
            }
            _ => joined.push(hunk),
        }
    }
    joined
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c == ' ')
}

fn pieces<'a>(text: &'a str, ends: &[usize]) -> impl Iterator<Item = &'a str> {
    let starts = std::iter::once(&0).chain(ends);
    starts.zip(ends).map(|(start, end)| &text[*start..*end])
}

/// Where the pieces of `text` end.
fn ends(text: &str, unit: Unit) -> Vec<usize> {
    let mut ends = Vec::new();
    match unit {
        Unit::Line => {
            let mut end = 0;
            ends.extend(text.split_inclusive('\n').map(|line| {
                end += line.len();
                end
            }));
        }
        Unit::Word => {
            let mut from = 0;
            for tag in references::tags(text) {
                let tag = tag.start - 2..(tag.end + 2).min(text.len());
                if tag.len() <= LONGEST_TAG && text.is_char_boundary(tag.end) {
                    ends_of_words(text, from..tag.start, &mut ends);
                    ends.push(tag.end);
                    from = tag.end;
                }
            }
            ends_of_words(text, from..text.len(), &mut ends);
        }
    }
    ends
}

fn ends_of_words(text: &str, part: Range<usize>, ends: &mut Vec<usize>) {
    let mut before = None;
    for (place, c) in text[part.clone()].char_indices() {
        let sort = Sort::of(c);
        if before.is_some_and(|before| before != sort || sort == Sort::Sign) {
            ends.push(part.start + place);
        }
        before = Some(sort);
    }
    if before.is_some() {
        ends.push(part.end);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Word,
    Space,
    Sign,
}

impl Sort {
    fn of(c: char) -> Self {
        // Scripts from here on write words without spaces between them.
        const FIRST_OF_EAST_ASIA: char = '\u{2e80}';
        if c == '_' || (c.is_alphanumeric() && c < FIRST_OF_EAST_ASIA) {
            Self::Word
        } else if c.is_whitespace() && c != '\n' {
            Self::Space
        } else {
            Self::Sign
        }
    }
}
