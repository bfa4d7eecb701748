//! What a person noted about a version when publishing it; the server keeps no such thing.

use rusqlite::params;

use crate::connections::{connection_no, known_no};
use crate::error::LibraryError;
use crate::open::Library;

impl Library {
    /// Keeps a note for a version, in the place of the one it had.
    pub fn set_version_note(
        &self,
        connection: &str,
        workflow: &str,
        version: u32,
        note: &str,
    ) -> Result<(), LibraryError> {
        self.inner.database.write(|change| {
            let no = connection_no(change, connection)?;
            change.execute(
                "INSERT OR REPLACE INTO version_notes VALUES (?1, ?2, ?3, ?4)",
                params![no, workflow, version, note],
            )?;
            Ok(())
        })
    }

    /// The notes of a workflow with the numbers of their versions.
    pub fn version_notes(
        &self,
        connection: &str,
        workflow: &str,
    ) -> Result<Vec<(u32, String)>, LibraryError> {
        self.inner.database.read(|state| {
            let Some(no) = known_no(state, connection)? else {
                return Ok(Vec::new());
            };
            state
                .prepare_cached(
                    "SELECT version, note FROM version_notes \
                     WHERE connection = ?1 AND workflow_id = ?2 ORDER BY version",
                )?
                .query_map(params![no, workflow], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }

    /// The numbers of the versions of a workflow whose JSON is kept, newest first.
    pub fn kept_versions(
        &self,
        connection: &str,
        workflow: &str,
    ) -> Result<Vec<u32>, LibraryError> {
        self.inner.database.read(|state| {
            let Some(no) = known_no(state, connection)? else {
                return Ok(Vec::new());
            };
            state
                .prepare_cached(
                    "SELECT version FROM workflow_versions \
                     WHERE connection = ?1 AND workflow_id = ?2 ORDER BY version DESC",
                )?
                .query_map(params![no, workflow], |row| row.get(0))?
                .collect()
        })
    }
}
