//! Titles and ids, matched in memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nucleo_matcher::Utf32Str;
use rusqlite::Connection;

use super::fold::Folded;
use super::fuzzy::Fuzzy;
use super::place::merged;
use super::query::{Term, Terms};
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

/// How a title or an id matched: what marking it needs.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found {
    /// The query is in the id, from this byte on.
    Id(usize),
    /// The query is in the title, from this byte on.
    Title(usize),
    /// All words of the query begin words of the title.
    Words,
    /// All letters of the query are in the title, in this order.
    Fuzzy,
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

    fn entry(&self, no: i64) -> Option<&Entry> {
        let at = self
            .entries
            .binary_search_by_key(&no, |entry| entry.no)
            .ok()?;
        self.entries.get(at)
    }

    pub(super) fn id_of(&self, no: i64) -> Option<&str> {
        self.entry(no).map(|entry| entry.id.as_str())
    }

    /// All that match, by `no`, with their scores.
    pub(super) fn matches(&self, terms: &Terms, fuzzy: &mut Fuzzy) -> Vec<(i64, f64, Found)> {
        let matched = |entry: &Entry| {
            let (score, found) = entry.matched(terms, fuzzy)?;
            Some((entry.no, score, found))
        };
        self.entries.iter().filter_map(matched).collect()
    }

    /// What of the title matched.
    pub(super) fn title_ranges(
        &self,
        no: i64,
        found: Found,
        terms: &Terms,
        fuzzy: &mut Fuzzy,
    ) -> Vec<MatchRange> {
        let Some(entry) = self.entry(no) else {
            return Vec::new();
        };
        match found {
            Found::Id(_) => Vec::new(),
            Found::Title(start) => vec![entry.range(start, &terms.whole)],
            Found::Words => entry.word_ranges(terms),
            Found::Fuzzy => entry.fuzzy_ranges(fuzzy),
        }
    }

    /// What of the id matched, from byte `start` on.
    pub(super) fn id_place(&self, no: i64, start: usize, terms: &Terms) -> Option<HitPlace> {
        let id = &self.entry(no)?.id;
        let chars = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let range = MatchRange {
            start: chars(&id[..start]),
            len: chars(&terms.whole),
        };
        let (snippet, field) = (id.clone(), "id".to_owned());
        Some(HitPlace {
            block: None,
            field,
            snippet,
            ranges: vec![range],
        })
    }
}

impl Entry {
    fn matched(&self, terms: &Terms, fuzzy: &mut Fuzzy) -> Option<(f64, Found)> {
        let in_id = self.in_id(terms);
        if in_id.is_some() && self.id.len() == terms.whole.len() {
            return Some((SCORE_ID, Found::Id(0)));
        }
        let in_id = in_id.map(|start| (SCORE_ID_PART, Found::Id(start)));
        let in_title = self.in_title(terms).or_else(|| self.fuzzily(fuzzy));
        match (in_title, in_id) {
            (Some(title), Some(id)) => Some(if title.0 > id.0 { title } else { id }),
            (title, id) => title.or(id),
        }
    }

    /// Where the query is in the id.
    fn in_id(&self, terms: &Terms) -> Option<usize> {
        if terms.terms.len() != 1 || terms.whole.len() < MIN_ID_PART {
            return None;
        }
        if self.id.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return self.id.to_ascii_lowercase().find(&terms.whole);
        }
        self.id.find(&terms.whole)
    }

    /// The query as it was typed, or all its words at the beginnings of words.
    fn in_title(&self, terms: &Terms) -> Option<(f64, Found)> {
        let Some(first) = self.title.text.find(&terms.whole) else {
            let has_word = |term: &Term| self.word_start(&term.text).is_some();
            let has_all = terms.terms.len() > 1 && terms.terms.iter().all(has_word);
            return has_all.then(|| (self.shorter_first(SCORE_WITHIN), Found::Words));
        };
        let at_word = self.word_start(&terms.whole);
        let score = match (first, at_word) {
            (0, _) if self.title.text.len() == terms.whole.len() => SCORE_TITLE,
            (0, _) => SCORE_START,
            (_, Some(_)) => SCORE_WORD,
            (_, None) => SCORE_WITHIN,
        };
        let start = if first == 0 {
            0
        } else {
            at_word.unwrap_or(first)
        };
        Some((self.shorter_first(score), Found::Title(start)))
    }

    /// Where `part` is at the beginning of a word.
    fn word_start(&self, part: &str) -> Option<usize> {
        let mut starts = self.title.text.match_indices(part).map(|(start, _)| start);
        starts.find(|start| self.title.is_word_start(*start))
    }

    fn word_ranges(&self, terms: &Terms) -> Vec<MatchRange> {
        let range = |term: &Term| Some(self.range(self.word_start(&term.text)?, &term.text));
        let mut ranges: Vec<MatchRange> = terms.terms.iter().filter_map(range).collect();
        ranges.sort_unstable();
        merged(ranges)
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

    fn fuzzily(&self, fuzzy: &mut Fuzzy) -> Option<(f64, Found)> {
        let share = fuzzy.share(self.haystack())?;
        let base = if share >= MEANT {
            SCORE_FUZZY
        } else {
            SCORE_LOOSE
        };
        Some((base + 99.0 * share, Found::Fuzzy))
    }

    fn fuzzy_ranges(&self, fuzzy: &mut Fuzzy) -> Vec<MatchRange> {
        let position = |index: u32| self.title.original_of_char(index as usize);
        let matched = fuzzy.matched(self.haystack()).into_iter();
        merged(matched.map(|index| MatchRange {
            start: position(index),
            len: 1,
        }))
    }

    fn haystack(&self) -> Utf32Str<'_> {
        match &self.chars {
            Some(chars) => Utf32Str::Unicode(chars),
            None => Utf32Str::Ascii(self.title.text.as_bytes()),
        }
    }
}
