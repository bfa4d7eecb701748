//! The last ten runs of a workflow, kept within its row so that the list needs one read.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

use crate::time::{from_micros, to_micros};

/// How many runs the list shows of each workflow.
const COUNT: i64 = 10;
const CAPACITY: usize = 10;

/// Control characters that no id or status contains.
const FIELD_END: char = '\u{1f}';
const RUN_END: char = '\u{1e}';

/// A run as a mark in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct RecentRun {
    /// The server's id of it.
    pub id: String,
    /// The server's word, e.g. `completed`.
    pub status: String,
    /// When it began to work, or was asked for if it has not begun.
    pub started_at: DateTime<Utc>,
    /// How long it took, once it has ended.
    pub seconds: Option<f64>,
}

/// Derives the marks of a workflow anew from the runs. Does nothing for a workflow that is not kept.
pub(crate) fn refresh(
    change: &Connection,
    connection: i64,
    workflow: &str,
) -> rusqlite::Result<()> {
    let mut runs: Vec<RecentRun> = change
        .prepare_cached(
            "SELECT id, status, created_at, started_at, finished_at FROM runs \
             WHERE connection = ?1 AND workflow_id = ?2 ORDER BY created_at DESC, no DESC LIMIT ?3",
        )?
        .query_map(params![connection, workflow, COUNT], recent_run)?
        .collect::<rusqlite::Result<_>>()?;
    let last_seconds = runs.iter().find_map(|run| run.seconds);
    runs.reverse();
    change
        .prepare_cached(
            "UPDATE workflows SET recent_runs = ?3, last_seconds = ?4 WHERE connection = ?1 AND id = ?2",
        )?
        .execute(params![connection, workflow, encode(&runs), last_seconds])?;
    Ok(())
}

fn recent_run(row: &Row<'_>) -> rusqlite::Result<RecentRun> {
    let created_at: i64 = row.get(2)?;
    let started_at: Option<i64> = row.get(3)?;
    let finished_at: Option<i64> = row.get(4)?;
    Ok(RecentRun {
        id: row.get(0)?,
        status: row.get(1)?,
        started_at: from_micros(started_at.unwrap_or(created_at)),
        seconds: started_at
            .zip(finished_at)
            .map(|(from, to)| seconds_between(from, to)),
    })
}

/// Whole milliseconds, and never below zero: a server's two clocks may disagree.
#[expect(
    clippy::cast_precision_loss,
    reason = "a run of 285,000 years would lose a millisecond"
)]
fn seconds_between(from: i64, to: i64) -> f64 {
    (to.saturating_sub(from).max(0) / 1000) as f64 / 1000.0
}

fn encode(runs: &[RecentRun]) -> String {
    let runs: Vec<String> = runs.iter().map(encode_one).collect();
    runs.concat()
}

fn encode_one(run: &RecentRun) -> String {
    let clean = |text: &str| text.replace([FIELD_END, RUN_END], " ");
    let (id, status) = (clean(&run.id), clean(&run.status));
    let started_at = to_micros(run.started_at);
    let seconds = run
        .seconds
        .map(|seconds| seconds.to_string())
        .unwrap_or_default();
    format!("{id}{FIELD_END}{status}{FIELD_END}{started_at}{FIELD_END}{seconds}{RUN_END}")
}

/// The inverse of `encode`. It runs ten thousand times for a list, so nothing in it grows.
pub(crate) fn decode(encoded: &str) -> Vec<RecentRun> {
    let mut runs = Vec::with_capacity(if encoded.is_empty() { 0 } else { CAPACITY });
    runs.extend(encoded.split_terminator(RUN_END).filter_map(decode_one));
    runs
}

fn decode_one(encoded: &str) -> Option<RecentRun> {
    let (id, rest) = encoded.split_once(FIELD_END)?;
    let (status, rest) = rest.split_once(FIELD_END)?;
    let (started_at, seconds) = rest.split_once(FIELD_END)?;
    Some(RecentRun {
        id: id.to_owned(),
        status: status.to_owned(),
        started_at: from_micros(started_at.parse().ok()?),
        seconds: seconds.parse().ok(),
    })
}
