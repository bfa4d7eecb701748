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
        self.inner.titles.forget(connection);
        self.inner.database.with_writer(|writer| {
            // Overwrites what is deleted, which takes too long for every day.
            writer.execute_batch("PRAGMA secure_delete = ON")?;
            let deleted = delete(writer, connection);
            writer.execute_batch("PRAGMA secure_delete = OFF")?;
            deleted
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

fn delete(writer: &Connection, connection: &str) -> rusqlite::Result<()> {
    if writer.execute("DELETE FROM connections WHERE id = ?1", [connection])? == 0 {
        return Ok(());
    }
    // The full-text tables only mark documents as deleted; merging takes their words out.
    writer.execute_batch(
        "INSERT INTO workflow_words (workflow_words) VALUES ('optimize'); \
         INSERT INTO workflow_parts (workflow_parts) VALUES ('optimize'); \
         INSERT INTO run_words (run_words) VALUES ('optimize');",
    )?;
    release_space(writer)
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

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::{fs, iter};

    use super::*;
    use crate::fixtures::{HOME, at, keep, library, run, sync, text, workflow};
    use crate::{FolderRecord, Preset, RunQuery, SnapshotPart, WorkflowRecord};

    #[test]
    fn knows_how_far_a_connection_is() {
        let (_folder, library) = library();
        assert_eq!(library.sync_state(HOME).unwrap(), SyncState::default());
        library.set_capabilities(HOME, "{}").unwrap();
        sync(&library, &[]);
        let expected = SyncState {
            synced_at: Some(at(100)),
            capabilities: Some("{}".to_owned()),
        };
        assert_eq!(library.sync_state(HOME).unwrap(), expected);
        assert_eq!(
            library.sync_state("elsewhere").unwrap(),
            SyncState::default()
        );
    }

    const SECRET: &str = "quetzalcoatl";

    fn fill(library: &Library, connection: &str, word: &str) {
        let texts = vec![text(Some("b"), "prompt", word)];
        let record = WorkflowRecord {
            texts,
            body: word.to_owned(),
            ..workflow("w_1", word)
        };
        keep(library, connection, &record);
        let failure = Some(word.to_owned());
        let runs = [crate::RunRecord {
            failure,
            body: Some(word.to_owned()),
            ..run("r_1", "w_1", 1)
        }];
        library.upsert_runs(connection, &runs).unwrap();
        library
            .store_snapshot(connection, "r_1", SnapshotPart::Run, word)
            .unwrap();
        library.store_version(connection, "w_1", 1, word).unwrap();
        library.set_last_inputs(connection, "w_1", word).unwrap();
        let preset = Preset {
            name: word.to_owned(),
            inputs: word.to_owned(),
        };
        library.save_preset(connection, "w_1", &preset).unwrap();
        library.set_capabilities(connection, word).unwrap();
        let folder = FolderRecord {
            id: "f_1".to_owned(),
            title: word.to_owned(),
            description: word.to_owned(),
            workflow_count: 1,
        };
        library.replace_folders(connection, &[folder]).unwrap();
        let mut writer = library.artifacts().begin_write(connection, "a_1").unwrap();
        writer.append(word.as_bytes()).unwrap();
        writer.finish("text/plain").unwrap();
    }

    #[test]
    fn deleting_a_connection_leaves_nothing_of_it_on_the_disk() {
        let (folder, library) = library();
        fill(&library, HOME, SECRET);
        fill(&library, "elsewhere", "harmless");
        assert!(
            files_with(folder.path(), SECRET) >= 2,
            "the test must see what it looks for"
        );

        library.delete_connection(HOME).unwrap();
        library.delete_connection(HOME).unwrap();
        assert_eq!(files_with(folder.path(), SECRET), 0);
        assert!(library.rows(HOME).unwrap().is_empty());
        assert!(library.search(HOME, SECRET, 10).unwrap().is_empty());
        assert_eq!(library.runs(HOME, &RunQuery::default()).unwrap().total, 0);
        assert_eq!(
            library.launch(HOME, "w_1").unwrap(),
            crate::Launch::default()
        );
        assert_eq!(library.sync_state(HOME).unwrap(), SyncState::default());
        assert!(library.artifacts().list(HOME).unwrap().is_empty());

        assert_eq!(
            library.search("elsewhere", "harmless", 10).unwrap().len(),
            1
        );
        assert_eq!(library.rows("elsewhere").unwrap()[0].recent_runs.len(), 1);
        assert_eq!(library.presets("elsewhere", "w_1").unwrap().len(), 1);
        assert_eq!(library.artifacts().usage().unwrap().count, 1);
    }

    /// How many files below `folder` contain `word`.
    fn files_with(folder: &Path, word: &str) -> usize {
        let mut folders = vec![folder.to_owned()];
        let files = iter::from_fn(|| {
            let entries: Vec<_> = fs::read_dir(folders.pop()?)
                .unwrap()
                .map(Result::unwrap)
                .collect();
            folders.extend(
                entries
                    .iter()
                    .map(fs::DirEntry::path)
                    .filter(|path| path.is_dir()),
            );
            Some(
                entries
                    .into_iter()
                    .map(|entry| entry.path())
                    .filter(|path| path.is_file()),
            )
        });
        let has_word = |path: &std::path::PathBuf| {
            fs::read(path)
                .unwrap()
                .windows(word.len())
                .any(|part| part == word.as_bytes())
        };
        files
            .flatten()
            .collect::<Vec<_>>()
            .iter()
            .filter(|path| has_word(path))
            .count()
    }
}
