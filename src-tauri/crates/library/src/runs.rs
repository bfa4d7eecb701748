//! The history of runs.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::connections::{connection_no, known_no};
use crate::error::LibraryError;
use crate::open::Library;
use crate::search::index;
use crate::time::{from_micros, to_micros};

mod list;
pub(crate) mod recent;
#[cfg(test)]
mod tests;

pub use list::{RunPage, RunQuery};
pub use recent::RecentRun;

/// A run as the library keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRecord {
    /// The server's id of it.
    pub id: String,
    /// The permanent id of the workflow that ran.
    pub workflow_id: Option<String>,
    /// The run's own title, or else the workflow's.
    pub title: String,
    /// The server's word, e.g. `completed`.
    pub status: String,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it began to work.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended, in whatever way.
    pub finished_at: Option<DateTime<Utc>>,
    /// Why it failed.
    pub failure: Option<String>,
    /// What started it, e.g. `manual` or `scheduled`.
    pub trigger: String,
    /// The version of the workflow that ran.
    pub version: Option<u32>,
    /// The values of its parameters, to search in. None leaves those that are kept.
    pub parameter_text: Option<String>,
    /// The server's JSON. None leaves what is kept; lists bring none.
    pub body: Option<String>,
}

pub(super) const COLUMNS: &str = "id, workflow_id, title, status, created_at, started_at, \
                                  finished_at, failure, started_by, version, parameter_text";

impl Library {
    /// Keeps runs. Returns the ids of those that were new or differed from what was kept; nothing is
    /// written for the others.
    pub fn upsert_runs(
        &self,
        connection: &str,
        runs: &[RunRecord],
    ) -> Result<Vec<String>, LibraryError> {
        let changed = self.inner.database.read(|state| {
            let Some(no) = known_no(state, connection)? else {
                return Ok(runs.iter().collect());
            };
            let mut changed = Vec::new();
            for run in runs {
                if differs(state, no, run)? {
                    changed.push(run);
                }
            }
            Ok(changed)
        })?;
        if changed.is_empty() {
            return Ok(Vec::new());
        }
        self.inner.database.write(|change| {
            let no = connection_no(change, connection)?;
            changed.iter().try_for_each(|run| upsert(change, no, run))?;
            let workflows: BTreeSet<_> = changed
                .iter()
                .filter_map(|run| run.workflow_id.as_deref())
                .collect();
            workflows
                .into_iter()
                .try_for_each(|id| recent::refresh(change, no, id))
        })?;
        Ok(changed.into_iter().map(|run| run.id.clone()).collect())
    }

    /// One run with its body.
    pub fn run(&self, connection: &str, id: &str) -> Result<Option<RunRecord>, LibraryError> {
        self.inner.database.read(|state| {
            let Some(no) = known_no(state, connection)? else {
                return Ok(None);
            };
            stored(state, no, id)
        })
    }
}

/// A run as it is kept, with its body.
fn stored(state: &Connection, no: i64, id: &str) -> rusqlite::Result<Option<RunRecord>> {
    state
        .prepare_cached(&format!(
            "SELECT {COLUMNS}, body FROM runs LEFT JOIN run_bodies ON run = no \
             WHERE connection = ?1 AND id = ?2"
        ))?
        .query_row(params![no, id], |row| {
            Ok(RunRecord {
                body: row.get(11)?,
                ..run_record(row)?
            })
        })
        .optional()
}

/// The run without its body.
fn run_record(row: &Row<'_>) -> rusqlite::Result<RunRecord> {
    Ok(RunRecord {
        id: row.get(0)?,
        workflow_id: row.get(1)?,
        title: row.get(2)?,
        status: row.get(3)?,
        created_at: from_micros(row.get(4)?),
        started_at: row.get::<_, Option<i64>>(5)?.map(from_micros),
        finished_at: row.get::<_, Option<i64>>(6)?.map(from_micros),
        failure: row.get(7)?,
        trigger: row.get(8)?,
        version: row.get(9)?,
        parameter_text: row.get(10)?,
        body: None,
    })
}

fn differs(state: &Connection, no: i64, run: &RunRecord) -> rusqlite::Result<bool> {
    let Some(kept) = stored(state, no, &run.id)? else {
        return Ok(true);
    };
    let merged = RunRecord {
        parameter_text: run
            .parameter_text
            .clone()
            .or_else(|| kept.parameter_text.clone()),
        body: run.body.clone().or_else(|| kept.body.clone()),
        // The database has microseconds.
        created_at: from_micros(to_micros(run.created_at)),
        started_at: run.started_at.map(to_micros).map(from_micros),
        finished_at: run.finished_at.map(to_micros).map(from_micros),
        ..run.clone()
    };
    Ok(merged != kept)
}

fn upsert(change: &Transaction<'_>, connection: i64, run: &RunRecord) -> rusqlite::Result<()> {
    let (no, parameter_text): (i64, Option<String>) = change
        .prepare_cached(
            "INSERT INTO runs VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) \
             ON CONFLICT (connection, id) DO UPDATE SET workflow_id = ?3, title = ?4, status = ?5, \
             created_at = ?6, started_at = ?7, finished_at = ?8, failure = ?9, started_by = ?10, \
             version = ?11, parameter_text = coalesce(?12, parameter_text) \
             RETURNING no, parameter_text",
        )?
        .query_row(
            params![
                connection,
                run.id,
                run.workflow_id,
                run.title,
                run.status,
                to_micros(run.created_at),
                run.started_at.map(to_micros),
                run.finished_at.map(to_micros),
                run.failure,
                run.trigger,
                run.version,
                run.parameter_text,
            ],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
    if let Some(body) = &run.body {
        change
            .prepare_cached("INSERT OR REPLACE INTO run_bodies VALUES (?1, ?2)")?
            .execute(params![no, body])?;
    }
    index::put_run(change, no, run, parameter_text.as_deref())
}
