//! The workflows of a server.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::connections::{connection_no, known_no, next_generation};
use crate::error::LibraryError;
use crate::hash::ContentHash;
use crate::open::Library;
use crate::runs::recent;
use crate::search::{index, texts};
use crate::time::to_micros;

mod rows;
mod sync;
#[cfg(test)]
mod tests;

pub use rows::WorkflowRow;
pub use sync::{WorkflowHead, WorkflowSync};

/// A workflow as the library keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkflowRecord {
    /// The permanent id, the same in all versions.
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
    /// The server's JSON, unchanged.
    pub body: String,
    /// Every text to search in, with its place.
    pub texts: Vec<IndexText>,
}

/// A searchable text of a workflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexText {
    /// The label of the block it is in; none for the workflow's own fields.
    pub block: Option<String>,
    /// The name of the field.
    pub field: String,
    /// The text itself.
    pub text: String,
}

impl Library {
    /// Keeps one workflow, e.g. after it was changed from here. False when it was there already with
    /// the same hash.
    pub fn upsert_workflow(
        &self,
        connection: &str,
        hash: ContentHash,
        record: &WorkflowRecord,
    ) -> Result<bool, LibraryError> {
        self.inner.database.write(|change| {
            let no = connection_no(change, connection)?;
            if stored_hash(change, no, &record.id)? == Some(hash) {
                return Ok(false);
            }
            let generation = next_generation(change, no)?;
            upsert(change, no, generation, hash, record)?;
            Ok(true)
        })
    }

    /// Forgets a workflow with its draft; its runs stay. False when it was not there.
    pub fn remove_workflow(&self, connection: &str, id: &str) -> Result<bool, LibraryError> {
        self.inner.database.write(|change| {
            let no = connection_no(change, connection)?;
            let removed = change.execute(
                "DELETE FROM workflows WHERE connection = ?1 AND id = ?2",
                params![no, id],
            )?;
            remove_versions(change, no, id)?;
            change.execute(
                "DELETE FROM drafts WHERE connection = ?1 AND workflow_id = ?2",
                params![no, id],
            )?;
            if removed > 0 {
                next_generation(change, no)?;
            }
            Ok(removed > 0)
        })
    }

    /// Notes that a workflow was moved. False when it is not there or was in that folder already.
    /// The next synchronisation takes the server's word again.
    pub fn set_folder(
        &self,
        connection: &str,
        id: &str,
        folder: Option<&str>,
    ) -> Result<bool, LibraryError> {
        self.inner.database.write(|change| {
            let no = connection_no(change, connection)?;
            let moved = change.execute(
                "UPDATE workflows SET folder = ?3, hash = ?4 \
                 WHERE connection = ?1 AND id = ?2 AND folder IS NOT ?3",
                params![no, id, folder, ContentHash::STALE.0],
            )?;
            if moved > 0 {
                next_generation(change, no)?;
            }
            Ok(moved > 0)
        })
    }

    /// How many workflows are kept.
    pub fn workflow_count(&self, connection: &str) -> Result<usize, LibraryError> {
        self.inner.database.read(|state| {
            let Some(no) = known_no(state, connection)? else {
                return Ok(0);
            };
            state
                .prepare_cached("SELECT count(*) FROM workflows WHERE connection = ?1")?
                .query_row([no], |row| row.get(0))
        })
    }

    /// The server's JSON of a workflow's newest version.
    pub fn body(&self, connection: &str, id: &str) -> Result<Option<String>, LibraryError> {
        self.inner.database.read(|state| {
            state
                .prepare_cached(
                    "SELECT body FROM connections AS c JOIN workflows AS w ON w.connection = c.no \
                     JOIN workflow_bodies AS b ON b.workflow = w.no WHERE c.id = ?1 AND w.id = ?2",
                )?
                .query_row([connection, id], |row| row.get(0))
                .optional()
        })
    }

    /// Keeps the JSON of one version. Versions do not change, so one that is there stays.
    pub fn store_version(
        &self,
        connection: &str,
        id: &str,
        version: u32,
        body: &str,
    ) -> Result<(), LibraryError> {
        self.inner.database.write(|change| {
            let no = connection_no(change, connection)?;
            change.execute(
                "INSERT OR IGNORE INTO workflow_versions VALUES (?1, ?2, ?3, ?4)",
                params![no, id, version, body],
            )?;
            Ok(())
        })
    }

    /// The JSON of one version, if it was kept.
    pub fn version(
        &self,
        connection: &str,
        id: &str,
        version: u32,
    ) -> Result<Option<String>, LibraryError> {
        self.inner.database.read(|state| {
            let Some(no) = known_no(state, connection)? else {
                return Ok(None);
            };
            state
                .prepare_cached(
                    "SELECT body FROM workflow_versions \
                     WHERE connection = ?1 AND workflow_id = ?2 AND version = ?3",
                )?
                .query_row(params![no, id, version], |row| row.get(0))
                .optional()
        })
    }
}

fn stored_hash(state: &Connection, no: i64, id: &str) -> rusqlite::Result<Option<ContentHash>> {
    state
        .prepare_cached("SELECT hash FROM workflows WHERE connection = ?1 AND id = ?2")?
        .query_row(params![no, id], |row| row.get(0).map(ContentHash))
        .optional()
}

fn upsert(
    change: &Transaction<'_>,
    connection: i64,
    generation: i64,
    hash: ContentHash,
    record: &WorkflowRecord,
) -> rusqlite::Result<()> {
    let no: i64 = change
        .prepare_cached(
            "INSERT INTO workflows VALUES \
             (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, '', NULL) \
             ON CONFLICT (connection, id) DO UPDATE SET hash = ?3, generation = ?4, title = ?5, \
             description = ?6, folder = ?7, version = ?8, status = ?9, created_at = ?10, \
             updated_at = ?11, is_template = ?12, kinds = ?13, block_count = ?14, \
             parameter_count = ?15 RETURNING no",
        )?
        .query_row(
            params![
                connection,
                record.id,
                hash.0,
                generation,
                record.title,
                record.description,
                record.folder,
                record.version,
                record.status,
                to_micros(record.created_at),
                to_micros(record.updated_at),
                record.is_template,
                rows::join_kinds(&record.kinds),
                record.block_count,
                record.parameter_count,
            ],
            |row| row.get(0),
        )?;
    change
        .prepare_cached("INSERT OR REPLACE INTO workflow_bodies VALUES (?1, ?2)")?
        .execute(params![no, record.body])?;
    change
        .prepare_cached("INSERT OR REPLACE INTO workflow_texts VALUES (?1, ?2)")?
        .execute(params![no, texts::encode(&record.texts)])?;
    index::put_workflow(change, no, record)?;
    // Its runs may have been known before the workflow itself.
    recent::refresh(change, connection, &record.id)
}

fn remove_versions(change: &Connection, no: i64, id: &str) -> rusqlite::Result<()> {
    change
        .prepare_cached("DELETE FROM workflow_versions WHERE connection = ?1 AND workflow_id = ?2")?
        .execute(params![no, id])?;
    Ok(())
}
