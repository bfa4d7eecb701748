//! The full-text tables.

use rusqlite::{Connection, OptionalExtension, params};

use super::query::Terms;
use super::texts::{self, PlacedText};
use super::{HitPlace, place};

/// How many texts to look at for each hit that is wanted; all trigrams of a term may be in a
/// workflow that has them in different places.
const LOOKS_PER_HIT: usize = 4;

/// The workflows that have all words, the most relevant first, with their relevance between 0 and 1.
pub(super) fn ranked(
    state: &Connection,
    connection: i64,
    terms: &Terms,
    limit: usize,
) -> rusqlite::Result<Vec<(i64, f64)>> {
    let Some(query) = terms.word_query() else {
        return Ok(Vec::new());
    };
    let found: Vec<(i64, f64)> = state
        .prepare_cached(
            "SELECT w.no, rank FROM workflow_words JOIN workflows AS w ON w.no = workflow_words.rowid \
             WHERE workflow_words MATCH ?1 AND w.connection = ?2 ORDER BY rank LIMIT ?3",
        )?
        .query_map(
            params![query, connection, i64::try_from(limit).unwrap_or(i64::MAX)],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?
        .collect::<rusqlite::Result<_>>()?;
    // The engine's ranks are negative, the lowest the best.
    let best = found.first().map_or(0.0, |(_, rank)| *rank);
    Ok(found
        .into_iter()
        .map(|(no, rank)| (no, if best < 0.0 { rank / best } else { 1.0 }))
        .collect())
}

/// The workflows that have all terms as parts of words, for which `is_wanted`, with the place.
pub(super) fn by_parts(
    state: &Connection,
    connection: i64,
    terms: &Terms,
    limit: usize,
    is_wanted: impl Fn(i64) -> bool,
) -> rusqlite::Result<Vec<(i64, HitPlace)>> {
    let Some(query) = terms.part_query() else {
        return Ok(Vec::new());
    };
    let mut select = state.prepare_cached(
        "SELECT w.no FROM workflow_parts JOIN workflows AS w ON w.no = workflow_parts.rowid \
         WHERE workflow_parts MATCH ?1 AND w.connection = ?2",
    )?;
    let mut candidates = select.query(params![query, connection])?;
    let mut found = Vec::new();
    let mut looks = limit.saturating_mul(LOOKS_PER_HIT);
    while let Some(row) = candidates.next()? {
        let no: i64 = row.get(0)?;
        if !is_wanted(no) {
            continue;
        }
        if found.len() == limit || looks == 0 {
            break;
        }
        looks -= 1;
        let best = texts_of(state, no, |texts| place::best(texts, terms))?;
        found.extend(
            best.filter(|best| best.is_complete)
                .map(|best| (no, best.place)),
        );
    }
    Ok(found)
}

/// Looks at the texts of a workflow.
pub(super) fn texts_of<T>(
    state: &Connection,
    no: i64,
    look: impl FnOnce(&mut dyn Iterator<Item = PlacedText<'_>>) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    let found = state
        .prepare_cached("SELECT texts FROM workflow_texts WHERE workflow = ?1")?
        .query_row([no], |row| {
            Ok(look(&mut texts::decode(row.get_ref(0)?.as_str()?)))
        })
        .optional()?;
    Ok(found.flatten())
}
