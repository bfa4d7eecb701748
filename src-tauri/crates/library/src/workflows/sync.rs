//! Comparing the library with a server's whole list.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::{WorkflowRecord, remove_versions, stored_hash, upsert};
use crate::connections::{connection_no, generation, known_no, next_generation, set_synced};
use crate::error::LibraryError;
use crate::hash::ContentHash;
use crate::open::Library;

/// A workflow in a page of the server's list, before anything was made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkflowHead {
    /// The permanent id.
    pub id: String,
    /// The hash of all that a record would be made from.
    pub hash: ContentHash,
}

/// A comparison of the library with the server's whole list, page by page. Dropping it without
/// [`WorkflowSync::finish`] keeps the pages and removes nothing.
#[derive(Debug)]
pub struct WorkflowSync {
    library: Library,
    connection: String,
    started_at: i64,
    seen: HashSet<String>,
}

impl Library {
    /// Begins a comparison with the server's list.
    pub fn begin_sync(&self, connection: &str) -> Result<WorkflowSync, LibraryError> {
        let started_at = self
            .inner
            .database
            .read(|state| match known_no(state, connection)? {
                Some(no) => generation(state, no),
                None => Ok(0),
            })?;
        Ok(WorkflowSync {
            library: self.clone(),
            connection: connection.to_owned(),
            started_at,
            seen: HashSet::new(),
        })
    }
}

impl WorkflowSync {
    /// Compares a page of the list. `record` is asked, by position in `heads`, only for those that
    /// are new or changed, and all of them are written at once or none. Returns their ids.
    pub fn page(
        &mut self,
        heads: &[WorkflowHead],
        mut record: impl FnMut(usize) -> WorkflowRecord,
    ) -> Result<Vec<String>, LibraryError> {
        let database = &self.library.inner.database;
        let stale = database.read(|state| stale_heads(state, &self.connection, heads))?;
        let changed: Vec<_> = stale
            .into_iter()
            .map(|at| (heads[at].hash, record(at)))
            .collect();
        if !changed.is_empty() {
            database.write(|change| {
                let no = connection_no(change, &self.connection)?;
                let generation = next_generation(change, no)?;
                changed
                    .iter()
                    .try_for_each(|(hash, record)| upsert(change, no, generation, *hash, record))
            })?;
        }
        self.seen.extend(heads.iter().map(|head| head.id.clone()));
        Ok(changed.into_iter().map(|(_, record)| record.id).collect())
    }

    /// Ends the comparison: what was on no page is gone from the server and is forgotten here,
    /// except what was kept since the comparison began. Returns the ids that were forgotten.
    pub fn finish(self, at: DateTime<Utc>) -> Result<Vec<String>, LibraryError> {
        self.library.inner.database.write(|change| {
            let no = connection_no(change, &self.connection)?;
            let gone = self.gone(change, no)?;
            for id in &gone {
                change
                    .prepare_cached("DELETE FROM workflows WHERE connection = ?1 AND id = ?2")?
                    .execute(params![no, id])?;
                remove_versions(change, no, id)?;
            }
            if !gone.is_empty() {
                next_generation(change, no)?;
            }
            set_synced(change, no, at)?;
            Ok(gone)
        })
    }

    fn gone(&self, change: &Connection, no: i64) -> rusqlite::Result<Vec<String>> {
        let mut known = change.prepare_cached(
            "SELECT id FROM workflows WHERE connection = ?1 AND generation <= ?2 ORDER BY id",
        )?;
        let ids = known.query_map(params![no, self.started_at], |row| row.get(0))?;
        ids.filter(|id| !id.as_ref().is_ok_and(|id: &String| self.seen.contains(id)))
            .collect()
    }
}

fn stale_heads(
    state: &Connection,
    connection: &str,
    heads: &[WorkflowHead],
) -> rusqlite::Result<Vec<usize>> {
    let Some(no) = known_no(state, connection)? else {
        return Ok((0..heads.len()).collect());
    };
    let mut stale = Vec::new();
    for (at, head) in heads.iter().enumerate() {
        if stored_hash(state, no, &head.id)? != Some(head.hash) {
            stale.push(at);
        }
    }
    Ok(stale)
}
