//! Titles and ids, matched in memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use rusqlite::Connection;

use super::fold::Folded;
use super::place::merged;
use super::query::Terms;
use super::{HitPlace, MatchRange};
use crate::connections::generation;

/// Scores by kind of match; see the module `search`. Within a kind a shorter title is better.
const SCORE_ID: f64 = 1000.0;
const SCORE_TITLE: f64 = 900.0;
const SCORE_START: f64 = 800.0;
const SCORE_WORD: f64 = 700.0;
const SCORE_WITHIN: f64 = 600.0;
const SCORE_FUZZY: f64 = 500.0;
const SCORE_ID_PART: f64 = 400.0;
const SCORE_LOOSE: f64 = 100.0;

/// The share of a perfect match's score from which on a fuzzy match is one that a person means.
const MEANT: f64 = 0.6;

/// Fewer letters than these are in nearly every title, in any order.
const MIN_FUZZY: usize = 2;
/// Fewer characters than these are in nearly every id.
const MIN_ID_PART: usize = 3;

/// The titles of each connection, read again when its workflows changed.
#[derive(Debug, Default)]
pub(crate) struct TitleCache {
    connections: Mutex<HashMap<String, Arc<Titles>>>,
}

impl TitleCache {
    pub(super) fn load(
        &self,
        state: &Connection,
        connection: &str,
        no: i64,
    ) -> rusqlite::Result<Arc<Titles>> {
        let generation = generation(state, no)?;
        let known = self.connections().get(connection).cloned();
        if let Some(known) = known.filter(|known| known.stamp == (no, generation)) {
            return Ok(known);
        }
        let titles = Arc::new(Titles::read(state, no, generation)?);
        self.connections()
            .insert(connection.to_owned(), Arc::clone(&titles));
        Ok(titles)
    }

    pub(crate) fn forget(&self, connection: &str) {
        self.connections().remove(connection);
    }

    fn connections(&self) -> MutexGuard<'_, HashMap<String, Arc<Titles>>> {
        self.connections
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// The titles of a connection at one generation, by `no`.
#[derive(Debug)]
pub(super) struct Titles {
    /// The number of the connection (a deleted one may come back under another) and its generation.
    stamp: (i64, i64),
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    no: i64,
    id: String,
    title: Folded,
    /// The title for the fuzzy matcher, where it is not ASCII.
    chars: Option<Box<[char]>>,
}

/// What matched of a title or an id.
pub(super) struct TitleMatch {
    pub(super) no: i64,
    pub(super) score: f64,
    pub(super) title_ranges: Vec<MatchRange>,
    /// Set when it was the id that matched.
    pub(super) id_place: Option<HitPlace>,
}

impl Titles {
    fn read(state: &Connection, no: i64, generation: i64) -> rusqlite::Result<Self> {
        let entries = state
            .prepare_cached(
                "SELECT no, id, title FROM workflows WHERE connection = ?1 ORDER BY no",
            )?
            .query_map([no], |row| {
                let title = Folded::new(row.get_ref(2)?.as_str()?);
                let chars = (!title.is_ascii()).then(|| title.text.chars().collect());
                Ok(Entry {
                    no: row.get(0)?,
                    id: row.get(1)?,
                    title,
                    chars,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self {
            stamp: (no, generation),
            entries,
        })
    }

    pub(super) fn id_of(&self, no: i64) -> Option<&str> {
        let at = self
            .entries
            .binary_search_by_key(&no, |entry| entry.no)
            .ok()?;
        Some(&self.entries[at].id)
    }

    /// All that match, in no particular order.
    pub(super) fn matches(&self, terms: &Terms) -> Vec<TitleMatch> {
        let mut fuzzy = Fuzzy::new(terms);
        self.entries
            .iter()
            .filter_map(|entry| entry.matched(terms, &mut fuzzy))
            .collect()
    }
}

impl Entry {
    fn matched(&self, terms: &Terms, fuzzy: &mut Fuzzy) -> Option<TitleMatch> {
        let id = id_match(&self.id, terms);
        if let Some((SCORE_ID, place)) = id {
            return Some(self.by_id(SCORE_ID, place));
        }
        let title = self.title_match(terms).or_else(|| fuzzy.matched(self));
        match (title, id) {
            (Some((score, ranges)), id) if id.is_none() || score > SCORE_ID_PART => {
                let title_ranges = merged(ranges);
                Some(TitleMatch {
                    no: self.no,
                    score,
                    title_ranges,
                    id_place: None,
                })
            }
            (_, id) => id.map(|(score, place)| self.by_id(score, place)),
        }
    }

    fn by_id(&self, score: f64, place: HitPlace) -> TitleMatch {
        TitleMatch {
            no: self.no,
            score,
            title_ranges: Vec::new(),
            id_place: Some(place),
        }
    }

    /// The query as it was typed, or all its words at the beginnings of words.
    fn title_match(&self, terms: &Terms) -> Option<(f64, Vec<MatchRange>)> {
        let title = &self.title;
        let Some(first) = title.text.find(&terms.whole) else {
            return self.words_match(terms);
        };
        let at_word = self.word_start(&terms.whole);
        let score = match (first, at_word) {
            (0, _) if title.text.len() == terms.whole.len() => SCORE_TITLE,
            (0, _) => SCORE_START,
            (_, Some(_)) => SCORE_WORD,
            (_, None) => SCORE_WITHIN,
        };
        let start = if first == 0 {
            0
        } else {
            at_word.unwrap_or(first)
        };
        Some((
            self.shorter_first(score),
            vec![self.range(start, &terms.whole)],
        ))
    }

    fn words_match(&self, terms: &Terms) -> Option<(f64, Vec<MatchRange>)> {
        let mut ranges = Vec::with_capacity(terms.terms.len());
        for term in &terms.terms {
            ranges.push(self.range(self.word_start(&term.text)?, &term.text));
        }
        ranges.sort_unstable();
        Some((self.shorter_first(SCORE_WITHIN), ranges))
    }

    /// Where `part` is at the beginning of a word.
    fn word_start(&self, part: &str) -> Option<usize> {
        let starts = self.title.text.match_indices(part).map(|(start, _)| start);
        starts
            .into_iter()
            .find(|start| self.title.is_word_start(*start))
    }

    fn shorter_first(&self, score: f64) -> f64 {
        let len = u16::try_from(self.title.len()).unwrap_or(u16::MAX);
        score + 99.0 / (1.0 + f64::from(len))
    }

    fn range(&self, start: usize, part: &str) -> MatchRange {
        let last = part.chars().next_back().map_or(0, char::len_utf8);
        let first = self.title.original(start);
        let last = self.title.original(start + part.len() - last);
        MatchRange {
            start: first,
            len: last - first + 1,
        }
    }
}

/// The query as an id or a part of one.
fn id_match(id: &str, terms: &Terms) -> Option<(f64, HitPlace)> {
    let [term] = terms.terms.as_slice() else {
        return None;
    };
    if term.text.len() < MIN_ID_PART {
        return None;
    }
    let start = if id.bytes().any(|byte| byte.is_ascii_uppercase()) {
        id.to_ascii_lowercase().find(&term.text)?
    } else {
        id.find(&term.text)?
    };
    let range = MatchRange {
        start: u32::try_from(id[..start].chars().count()).ok()?,
        len: u32::try_from(term.text.chars().count()).ok()?,
    };
    let score = if term.text.len() == id.len() {
        SCORE_ID
    } else {
        SCORE_ID_PART
    };
    let (snippet, field) = (id.to_owned(), "id".to_owned());
    Some((
        score,
        HitPlace {
            block: None,
            field,
            snippet,
            ranges: vec![range],
        },
    ))
}

/// The query as letters in order, with gaps.
struct Fuzzy {
    pattern: Option<Pattern>,
    matcher: Matcher,
    perfect: f64,
    indices: Vec<u32>,
}

impl Fuzzy {
    fn new(terms: &Terms) -> Self {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = (terms.whole.chars().count() >= MIN_FUZZY).then(|| {
            let (case, marks) = (CaseMatching::Ignore, Normalization::Smart);
            Pattern::new(&terms.whole, case, marks, AtomKind::Fuzzy)
        });
        let chars: Vec<char> = terms.whole.chars().collect();
        let perfect = pattern
            .as_ref()
            .and_then(|pattern| pattern.score(Utf32Str::Unicode(&chars), &mut matcher))
            .map_or(f64::INFINITY, f64::from);
        Self {
            pattern,
            matcher,
            perfect,
            indices: Vec::new(),
        }
    }

    fn matched(&mut self, entry: &Entry) -> Option<(f64, Vec<MatchRange>)> {
        let pattern = self.pattern.as_ref()?;
        let title = match &entry.chars {
            Some(chars) => Utf32Str::Unicode(chars),
            None => Utf32Str::Ascii(entry.title.text.as_bytes()),
        };
        self.indices.clear();
        let score = pattern.indices(title, &mut self.matcher, &mut self.indices)?;
        self.indices.sort_unstable();
        let share = (f64::from(score) / self.perfect).min(1.0);
        let base = if share >= MEANT {
            SCORE_FUZZY
        } else {
            SCORE_LOOSE
        };
        let position = |index: &u32| entry.title.original_of_char(*index as usize);
        let ranges = self.indices.iter().map(|index| MatchRange {
            start: position(index),
            len: 1,
        });
        Some((base + 99.0 * share, ranges.collect()))
    }
}
