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
                Ok(Entry {
                    no: row.get(0)?,
                    id: row.get(1)?,
                    title,
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
        if let Some(place) = &id
            && place.ranges[0].len as usize == self.id.chars().count()
        {
            return Some(self.by_id(SCORE_ID, place.clone()));
        }
        let title = self
            .title_match(terms)
            .or_else(|| fuzzy.matched(&self.title));
        match (title, id) {
            (Some((score, ranges)), id) if id.is_none() || score > SCORE_ID_PART => {
                let title_ranges = merged(ranges.into_iter().map(|at| self.range(at)));
                Some(TitleMatch {
                    no: self.no,
                    score,
                    title_ranges,
                    id_place: None,
                })
            }
            (_, id) => id.map(|place| self.by_id(SCORE_ID_PART, place)),
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
    fn title_match(&self, terms: &Terms) -> Option<(f64, Vec<(usize, usize)>)> {
        let title = &self.title;
        let starts = starts_of(&title.chars, &terms.whole);
        let at_word = starts
            .iter()
            .copied()
            .find(|start| title.is_word_start(*start));
        let score = match starts.first() {
            Some(0) if title.chars.len() == terms.whole.len() => SCORE_TITLE,
            Some(0) => SCORE_START,
            Some(_) if at_word.is_some() => SCORE_WORD,
            Some(_) => SCORE_WITHIN,
            None => return self.words_match(terms),
        };
        let start = if score < SCORE_START {
            at_word.or_else(|| starts.first().copied())?
        } else {
            0
        };
        Some((self.shorter_first(score), vec![(start, terms.whole.len())]))
    }

    fn words_match(&self, terms: &Terms) -> Option<(f64, Vec<(usize, usize)>)> {
        let mut ranges = Vec::new();
        for term in &terms.terms {
            let starts = starts_of(&self.title.chars, &term.chars);
            let start = starts
                .into_iter()
                .find(|start| self.title.is_word_start(*start))?;
            ranges.push((start, term.chars.len()));
        }
        ranges.sort_unstable();
        Some((self.shorter_first(SCORE_WITHIN), ranges))
    }

    fn shorter_first(&self, score: f64) -> f64 {
        score + 99.0 / (1.0 + f64::from(u16::try_from(self.title.chars.len()).unwrap_or(u16::MAX)))
    }

    fn range(&self, (start, len): (usize, usize)) -> MatchRange {
        let first = self.title.original(start);
        let last = self.title.original(start + len.max(1) - 1);
        MatchRange {
            start: first,
            len: last - first + 1,
        }
    }
}

/// The query as a part of an id. Ids are ASCII; in another one nothing is found.
fn id_match(id: &str, terms: &Terms) -> Option<HitPlace> {
    let [term] = terms.terms.as_slice() else {
        return None;
    };
    if term.chars.len() < MIN_ID_PART {
        return None;
    }
    let part: String = term.chars.iter().collect();
    let start = id.to_ascii_lowercase().find(&part)?;
    let range = MatchRange {
        start: u32::try_from(id[..start].chars().count()).ok()?,
        len: u32::try_from(term.chars.len()).ok()?,
    };
    Some(HitPlace {
        block: None,
        field: "id".to_owned(),
        snippet: id.to_owned(),
        ranges: vec![range],
    })
}

fn starts_of(chars: &[char], part: &[char]) -> Vec<usize> {
    if part.is_empty() || part.len() > chars.len() {
        return Vec::new();
    }
    (0..=chars.len() - part.len())
        .filter(|start| chars[*start..].starts_with(part))
        .collect()
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
        let text: String = terms.whole.iter().collect();
        let pattern = (terms.whole.len() >= MIN_FUZZY).then(|| {
            Pattern::new(
                &text,
                CaseMatching::Ignore,
                Normalization::Smart,
                AtomKind::Fuzzy,
            )
        });
        let perfect = pattern
            .as_ref()
            .and_then(|pattern| pattern.score(Utf32Str::Unicode(&terms.whole), &mut matcher))
            .map_or(f64::INFINITY, f64::from);
        Self {
            pattern,
            matcher,
            perfect,
            indices: Vec::new(),
        }
    }

    fn matched(&mut self, title: &Folded) -> Option<(f64, Vec<(usize, usize)>)> {
        let pattern = self.pattern.as_ref()?;
        let haystack = Utf32Str::Unicode(&title.chars);
        let score = pattern.score(haystack, &mut self.matcher)?;
        let share = (f64::from(score) / self.perfect).min(1.0);
        self.indices.clear();
        pattern.indices(haystack, &mut self.matcher, &mut self.indices);
        self.indices.sort_unstable();
        let base = if share >= MEANT {
            SCORE_FUZZY
        } else {
            SCORE_LOOSE
        };
        let ranges = self
            .indices
            .iter()
            .map(|index| (*index as usize, 1))
            .collect();
        Some((base + 99.0 * share, ranges))
    }
}
