//! What belongs to a connection as a whole.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::LibraryError;
use crate::open::Library;
use crate::time::{from_micros, to_micros};

/// How far a connection was synchronised, and what its server can do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SyncState {
    /// When all workflows were last compared with the server's.
    pub synced_at: Option<DateTime<Utc>>,
    /// What the server was found to support, as JSON of the caller's.
    pub capabilities: Option<String>,
}

impl Library {
    /// Deletes all that is kept of a connection, the bytes of its artifacts included.
    pub fn delete_connection(&self, connection: &str) -> Result<(), LibraryError> {
        self.artifacts().delete_folder(connection)?;
        let database = &self.inner.database;
        let deleted = database.write(|change| {
            change.execute("DELETE FROM connections WHERE id = ?1", [connection])
        })?;
        self.inner.titles.forget(connection);
        if deleted == 0 {
            return Ok(());
        }
        // The full-text tables only mark documents as deleted; merging takes their words out of the
        // file. Then the freed pages go back to the disk.
        database.with_writer(|writer| {
            writer.execute_batch(
                "INSERT INTO workflow_words (workflow_words) VALUES ('optimize'); \
                 INSERT INTO workflow_parts (workflow_parts) VALUES ('optimize'); \
                 INSERT INTO run_words (run_words) VALUES ('optimize');",
            )?;
            release_space(writer)
        })
    }

    /// The sync state of a connection; the default for one that is not known yet.
    pub fn sync_state(&self, connection: &str) -> Result<SyncState, LibraryError> {
        self.inner.database.read(|state| {
            let found = state
                .prepare_cached("SELECT synced_at, capabilities FROM connections WHERE id = ?1")?
                .query_row([connection], |row| {
                    let synced_at: Option<i64> = row.get(0)?;
                    let capabilities = row.get(1)?;
                    Ok(SyncState {
                        synced_at: synced_at.map(from_micros),
                        capabilities,
                    })
                })
                .optional()?;
            Ok(found.unwrap_or_default())
        })
    }

    /// Remembers what the server of a connection can do.
    pub fn set_capabilities(&self, connection: &str, json: &str) -> Result<(), LibraryError> {
        self.inner.database.write(|change| {
            let no = connection_no(change, connection)?;
            change.execute(
                "UPDATE connections SET capabilities = ?2 WHERE no = ?1",
                params![no, json],
            )?;
            Ok(())
        })
    }
}

/// Hands free pages back and empties the log file. Each row that the pragma returns is a page.
fn release_space(writer: &Connection) -> rusqlite::Result<()> {
    let mut vacuum = writer.prepare("PRAGMA incremental_vacuum")?;
    let mut pages = vacuum.query([])?;
    while pages.next()?.is_some() {}
    drop(pages);
    writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

/// The number of a connection, given out at its first use.
pub(crate) fn connection_no(change: &Connection, connection: &str) -> rusqlite::Result<i64> {
    if let Some(no) = known_no(change, connection)? {
        return Ok(no);
    }
    change.execute("INSERT INTO connections (id) VALUES (?1)", [connection])?;
    Ok(change.last_insert_rowid())
}

/// The number of a connection that has one.
pub(crate) fn known_no(state: &Connection, connection: &str) -> rusqlite::Result<Option<i64>> {
    state
        .prepare_cached("SELECT no FROM connections WHERE id = ?1")?
        .query_row([connection], |row| row.get(0))
        .optional()
}

pub(crate) fn set_synced(change: &Connection, no: i64, at: DateTime<Utc>) -> rusqlite::Result<()> {
    change.execute(
        "UPDATE connections SET synced_at = ?2 WHERE no = ?1",
        params![no, to_micros(at)],
    )?;
    Ok(())
}

/// The counter of changes to the workflows of a connection.
pub(crate) fn generation(state: &Connection, no: i64) -> rusqlite::Result<i64> {
    state
        .prepare_cached("SELECT generation FROM connections WHERE no = ?1")?
        .query_row([no], |row| row.get(0))
}

/// Counts a change; the new count.
pub(crate) fn next_generation(change: &Connection, no: i64) -> rusqlite::Result<i64> {
    change
        .prepare_cached(
            "UPDATE connections SET generation = generation + 1 WHERE no = ?1 RETURNING generation",
        )?
        .query_row([no], |row| row.get(0))
}
