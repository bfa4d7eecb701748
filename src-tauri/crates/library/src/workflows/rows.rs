//! All workflows at once, as the list shows them.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row};

use crate::error::LibraryError;
use crate::open::Library;
use crate::runs::{RecentRun, recent};
use crate::time::from_micros;

/// A workflow as a row of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkflowRow {
    /// The permanent id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is for; empty if nobody said.
    pub description: String,
    /// The id of its folder.
    pub folder: Option<String>,
    /// The newest version's number.
    pub version: u32,
    /// The server's word, e.g. `published`.
    pub status: String,
    /// When its first version was made.
    pub created_at: DateTime<Utc>,
    /// When the newest version was made or changed.
    pub updated_at: DateTime<Utc>,
    /// Whether it is a template for new ones.
    pub is_template: bool,
    /// The kinds of its blocks, each once, in reading order.
    pub kinds: Vec<String>,
    /// How many blocks it has at all depths.
    pub block_count: u32,
    /// How many inputs it asks for.
    pub parameter_count: u32,
    /// The last ten runs, the newest last.
    pub recent_runs: Vec<RecentRun>,
    /// How long the newest run took that started and ended.
    pub last_seconds: Option<f64>,
}

/// Reads them where they lie, without sorting: the caller sorts by what the person chose.
const COLUMNS: &str = "w.id, title, description, folder, version, status, created_at, updated_at, \
                       is_template, kinds, block_count, parameter_count, recent_runs, last_seconds";
const FROM: &str = "FROM connections AS c JOIN workflows AS w ON w.connection = c.no";

/// A control character that no kind contains.
const SEPARATOR: char = '\u{1f}';

impl Library {
    /// All workflows of a connection, in no particular order.
    pub fn rows(&self, connection: &str) -> Result<Vec<WorkflowRow>, LibraryError> {
        self.inner.database.read(|state| {
            state
                .prepare_cached(&format!("SELECT {COLUMNS} {FROM} WHERE c.id = ?1"))?
                .query_map([connection], workflow_row)?
                .collect()
        })
    }

    /// One of the rows.
    pub fn row(&self, connection: &str, id: &str) -> Result<Option<WorkflowRow>, LibraryError> {
        self.inner.database.read(|state| {
            state
                .prepare_cached(&format!(
                    "SELECT {COLUMNS} {FROM} WHERE c.id = ?1 AND w.id = ?2"
                ))?
                .query_row([connection, id], workflow_row)
                .optional()
        })
    }
}

fn workflow_row(row: &Row<'_>) -> rusqlite::Result<WorkflowRow> {
    Ok(WorkflowRow {
        id: row.get(0)?,
        title: row.get(1)?,
        description: row.get(2)?,
        folder: row.get(3)?,
        version: row.get(4)?,
        status: row.get(5)?,
        created_at: from_micros(row.get(6)?),
        updated_at: from_micros(row.get(7)?),
        is_template: row.get(8)?,
        kinds: split_kinds(row.get_ref(9)?.as_str()?),
        block_count: row.get(10)?,
        parameter_count: row.get(11)?,
        recent_runs: recent::decode(row.get_ref(12)?.as_str()?),
        last_seconds: row.get(13)?,
    })
}

pub(super) fn join_kinds(kinds: &[String]) -> String {
    kinds.join(&SEPARATOR.to_string())
}

fn split_kinds(joined: &str) -> Vec<String> {
    if joined.is_empty() {
        return Vec::new();
    }
    let mut kinds = Vec::with_capacity(1 + joined.matches(SEPARATOR).count());
    kinds.extend(joined.split(SEPARATOR).map(str::to_owned));
    kinds
}
