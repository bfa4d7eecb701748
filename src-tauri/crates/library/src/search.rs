//! Finding workflows by anything that is written in them.
//!
//! Titles are matched fuzzily in memory; everything else by words (full text), and what is left of
//! the limit by parts of words (trigrams). The order is: exact id, exact title, start of the title,
//! within the title, fuzzy title, part of the id, full text by relevance, parts of words.

use rusqlite::{Connection, OptionalExtension, params};

use crate::connections::known_no;
use crate::error::LibraryError;
use crate::open::Library;

mod fold;
mod fuzzy;
pub(crate) mod index;
mod place;
pub(crate) mod query;
#[cfg(test)]
mod tests;
pub(crate) mod texts;
mod titles;
mod words;

pub(crate) use titles::TitleCache;

use fuzzy::Fuzzy;
use place::Places;
use query::Terms;
use titles::{Found, Titles};

/// A workflow that was found. Each comes once, with its best place.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The workflow's id.
    pub id: String,
    /// The higher the better; comparable within one answer only.
    pub score: f64,
    /// Where the text was found, if not in the title.
    pub place: Option<HitPlace>,
    /// What of the title matched, by characters.
    pub title_ranges: Vec<MatchRange>,
}

/// Where in a workflow a text was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitPlace {
    /// The label of the block; none for the workflow's own fields.
    pub block: Option<String>,
    /// The name of the field, as the caller gave it; `id` for the workflow's id.
    pub field: String,
    /// Some words around the match, on one line.
    pub snippet: String,
    /// The matches within the snippet.
    pub ranges: Vec<MatchRange>,
}

/// A part of a text in characters (Unicode code points, not bytes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MatchRange {
    /// The first character.
    pub start: u32,
    /// How many.
    pub len: u32,
}

/// Scores of what is not found in titles; those of titles are in `titles.rs`.
const SCORE_WORDS: f64 = 300.0;
const SCORE_PARTS: f64 = 200.0;
/// Taken off when the words of a term turn out not to stand together.
const SCATTERED: f64 = 200.0;

/// How many hits get their place, and how many are looked for as parts of words: more than anybody
/// reads, and few enough to be there with the next letter.
const PLACES: usize = 200;

impl Library {
    /// Finds workflows; the best first, at most `limit`. Any text is fine, quotes and operators
    /// included. An empty one finds nothing.
    ///
    /// The best 200 have their place; for more, ask [`Library::hit_place`].
    pub fn search(
        &self,
        connection: &str,
        text: &str,
        limit: usize,
    ) -> Result<Vec<Hit>, LibraryError> {
        let terms = Terms::parse(text);
        if terms.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        self.inner.database.read(|state| {
            let Some(no) = known_no(state, connection)? else {
                return Ok(Vec::new());
            };
            let titles = self.inner.titles.load(state, connection, no)?;
            let (places, fuzzy) = (Places::new(&terms), Fuzzy::new(&terms));
            let (titles, terms) = (titles.as_ref(), &terms);
            Search {
                state,
                connection: no,
                titles,
                terms,
                places,
                fuzzy,
                limit,
            }
            .hits()
        })
    }

    /// The best place of a text in one workflow's texts, if all of it is found there.
    pub fn hit_place(
        &self,
        connection: &str,
        workflow: &str,
        text: &str,
    ) -> Result<Option<HitPlace>, LibraryError> {
        let terms = Terms::parse(text);
        self.inner.database.read(|state| {
            let Some(connection) = known_no(state, connection)? else {
                return Ok(None);
            };
            let no: Option<i64> = state
                .prepare_cached("SELECT no FROM workflows WHERE connection = ?1 AND id = ?2")?
                .query_row(params![connection, workflow], |row| row.get(0))
                .optional()?;
            let Some(no) = no else { return Ok(None) };
            let best = words::best_place(state, no, &Places::new(&terms))?;
            Ok(best.filter(|best| best.is_complete).map(|best| best.place))
        })
    }
}

struct Search<'a> {
    state: &'a Connection,
    connection: i64,
    titles: &'a Titles,
    terms: &'a Terms,
    places: Places<'a>,
    fuzzy: Fuzzy,
    limit: usize,
}

/// A hit before it is known to be among the best.
struct Candidate {
    no: i64,
    score: f64,
    place: Place,
}

enum Place {
    /// In the title or the id.
    Title(Found),
    /// In one of the texts.
    Texts,
    /// There.
    Known(HitPlace),
}

impl Search<'_> {
    fn hits(mut self) -> rusqlite::Result<Vec<Hit>> {
        let mut found = self.in_titles();
        self.add_words(&mut found)?;
        if found.len() < self.limit {
            self.add_parts(&mut found)?;
        }
        best_first(&mut found);
        found.truncate(self.limit);
        for candidate in found.iter_mut().take(PLACES) {
            self.look_up(candidate)?;
        }
        best_first(&mut found);
        Ok(found
            .into_iter()
            .filter_map(|candidate| self.hit(candidate))
            .collect())
    }

    fn in_titles(&mut self) -> Vec<Candidate> {
        let matches = self.titles.matches(self.terms, &mut self.fuzzy).into_iter();
        matches
            .map(|(no, score, found)| Candidate {
                no,
                score,
                place: Place::Title(found),
            })
            .collect()
    }

    /// Full text. A title that matched only loosely gives way to it.
    fn add_words(&self, found: &mut Vec<Candidate>) -> rusqlite::Result<()> {
        found.sort_by_key(|candidate| candidate.no);
        let in_titles = found.len();
        // Those in the list already take no room from others: they fill the limit themselves.
        let ranked = words::ranked(self.state, self.connection, self.terms, self.limit)?;
        for (no, relevance) in ranked {
            let score = SCORE_WORDS + 99.0 * relevance;
            match found[..in_titles].binary_search_by_key(&no, |candidate| candidate.no) {
                Ok(at) if found[at].score >= score => {}
                Ok(at) => {
                    found[at] = Candidate {
                        no,
                        score,
                        place: Place::Texts,
                    }
                }
                Err(_) => found.push(Candidate {
                    no,
                    score,
                    place: Place::Texts,
                }),
            }
        }
        Ok(())
    }

    /// Parts of words: the index only says where all trigrams are, so each text is looked at.
    fn add_parts(&self, found: &mut Vec<Candidate>) -> rusqlite::Result<()> {
        found.sort_by_key(|candidate| candidate.no);
        let room = PLACES.min(self.limit - found.len());
        let is_new = |no: i64| {
            found
                .binary_search_by_key(&no, |candidate| candidate.no)
                .is_err()
        };
        let places = words::by_parts(
            self.state,
            self.connection,
            self.terms,
            &self.places,
            room,
            is_new,
        )?;
        found.extend(places.into_iter().map(|(no, best)| Candidate {
            no,
            score: SCORE_PARTS,
            place: Place::Known(best.place),
        }));
        Ok(())
    }

    fn look_up(&self, candidate: &mut Candidate) -> rusqlite::Result<()> {
        if !matches!(candidate.place, Place::Texts) {
            return Ok(());
        }
        if let Some(best) = words::best_place(self.state, candidate.no, &self.places)? {
            if !best.is_complete {
                candidate.score -= SCATTERED;
            }
            candidate.place = Place::Known(best.place);
        }
        Ok(())
    }

    /// None for a workflow without a title in the list, which cannot be within one transaction.
    fn hit(&mut self, Candidate { no, score, place }: Candidate) -> Option<Hit> {
        let id = self.titles.id_of(no)?.to_owned();
        let (place, title_ranges) = match place {
            Place::Title(Found::Id(start)) => {
                (self.titles.id_place(no, start, self.terms), Vec::new())
            }
            Place::Title(found) => (
                None,
                self.titles
                    .title_ranges(no, found, self.terms, &mut self.fuzzy),
            ),
            Place::Texts => (None, Vec::new()),
            Place::Known(place) => (Some(place), Vec::new()),
        };
        Some(Hit {
            id,
            score,
            place,
            title_ranges,
        })
    }
}

fn best_first(found: &mut [Candidate]) {
    found.sort_by(|one, other| {
        other
            .score
            .total_cmp(&one.score)
            .then_with(|| one.no.cmp(&other.no))
    });
}
