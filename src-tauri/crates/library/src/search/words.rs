//! The full-text tables.

use rusqlite::{Connection, OptionalExtension, params};

use super::place::{Best, Places};
use super::query::Terms;
use super::texts;

/// How many texts to look at for each hit that is wanted; all trigrams of a term may be in a
/// workflow that has them in different places.
const LOOKS_PER_HIT: usize = 2;

/// Ranks within the full-text engine, which is the fastest way for many.
const RANKED: &str = "SELECT no, rank FROM workflow_words JOIN workflows ON no = workflow_words.rowid \
     WHERE workflow_words MATCH ?1 AND connection = ?2 AND ?4 IS NULL ORDER BY rank LIMIT ?3";

/// Ranks only the few in which the words of a term stand together.
const RANKED_TOGETHER: &str = "SELECT no, bm25(workflow_words) AS relevance \
     FROM workflow_words JOIN workflows ON no = workflow_words.rowid \
     WHERE workflow_words MATCH ?1 AND connection = ?2 \
     AND no IN (SELECT rowid FROM workflow_parts WHERE workflow_parts MATCH ?4) \
     ORDER BY relevance LIMIT ?3";

/// The workflows that have all words, the most relevant first, with their relevance between 0 and 1.
pub(super) fn ranked(
    state: &Connection,
    connection: i64,
    terms: &Terms,
    limit: usize,
) -> rusqlite::Result<Vec<(i64, f64)>> {
    let Some(words) = terms.word_query() else {
        return Ok(Vec::new());
    };
    let together = terms.together_query();
    let sql = if together.is_some() {
        RANKED_TOGETHER
    } else {
        RANKED
    };
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let found: Vec<(i64, f64)> = state
        .prepare_cached(sql)?
        .query_map(params![words, connection, limit, together], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    // The engine's ranks are negative, the lowest the best.
    let best = found.first().map_or(0.0, |(_, rank)| *rank);
    let relevance = |rank: f64| if best < 0.0 { rank / best } else { 1.0 };
    Ok(found
        .into_iter()
        .map(|(no, rank)| (no, relevance(rank)))
        .collect())
}

/// The workflows that have all terms as parts of words, for which `is_wanted`, with the place.
pub(super) fn by_parts(
    state: &Connection,
    connection: i64,
    terms: &Terms,
    places: &Places<'_>,
    limit: usize,
    is_wanted: impl Fn(i64) -> bool,
) -> rusqlite::Result<Vec<(i64, Best)>> {
    let Some(query) = terms.part_query() else {
        return Ok(Vec::new());
    };
    let mut select = state.prepare_cached(
        "SELECT no FROM workflow_parts JOIN workflows ON no = workflow_parts.rowid \
         WHERE workflow_parts MATCH ?1 AND connection = ?2",
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
        let best = best_place(state, no, places)?.filter(|best| best.is_complete);
        found.extend(best.map(|best| (no, best)));
    }
    Ok(found)
}

/// The best place among the texts of a workflow.
pub(super) fn best_place(
    state: &Connection,
    no: i64,
    places: &Places<'_>,
) -> rusqlite::Result<Option<Best>> {
    let best = state
        .prepare_cached("SELECT texts FROM workflow_texts WHERE workflow = ?1")?
        .query_row([no], |row| {
            Ok(places.best(&mut texts::decode(row.get_ref(0)?.as_str()?)))
        })
        .optional()?;
    Ok(best.flatten())
}
