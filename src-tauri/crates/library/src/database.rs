//! The database file: one connection that writes, a few that read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::error::LibraryError;

/// The format this version writes (`user_version`). Formats are only ever added to.
pub(crate) const SCHEMA_VERSION: i64 = 2;

/// What leads to each format from the one before, oldest first.
const MIGRATIONS: &[(i64, &str)] = &[
    (1, include_str!("database/v1.sql")),
    (SCHEMA_VERSION, include_str!("database/v2.sql")),
];

/// How long to wait for another process that writes.
const BUSY_LIMIT: Duration = Duration::from_secs(5);

/// Readers kept open for the next query. More may read at the same time; they are then closed.
const IDLE_READERS: usize = 4;

const STATEMENTS: usize = 64;

/// A file up to this size is checked as a whole when it is opened, which takes some 50 ms.
const SMALL_FILE: u64 = 8 * 1024 * 1024;
/// What is checked of a larger one.
const FIRST_SHOWN: [&str; 6] = [
    "connections",
    "workflows",
    "folders",
    "launches",
    "launch_presets",
    "drafts",
];

/// See the module. Reads never wait for writes (WAL).
#[derive(Debug)]
pub(crate) struct Database {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl Database {
    /// Opens or makes the file and brings it to the current format.
    pub(crate) fn open(path: &Path) -> Result<Self, LibraryError> {
        let fault = |error| LibraryError::sql(path, error);
        let mut writer = connect(path, OpenFlags::SQLITE_OPEN_CREATE).map_err(fault)?;
        let found = schema_version(&writer).map_err(fault)?;
        if found > SCHEMA_VERSION {
            return Err(LibraryError::NewerSchema {
                found,
                known: SCHEMA_VERSION,
            });
        }
        set_up_file(&writer).map_err(fault)?;
        if found < SCHEMA_VERSION {
            migrate(&mut writer).map_err(fault)?;
        }
        Ok(Self {
            path: path.to_owned(),
            writer: Mutex::new(writer),
            readers: Mutex::default(),
        })
    }

    /// Runs a query against one consistent state of the file.
    pub(crate) fn read<T>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, LibraryError> {
        self.try_read(query).map_err(|error| self.fault(error))
    }

    fn try_read<T>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        let idle = self.idle_readers().pop();
        let reader = match idle {
            Some(reader) => reader,
            None => connect(&self.path, OpenFlags::empty())?,
        };
        let state = reader.unchecked_transaction()?;
        let result = query(&state)?;
        state.finish()?;
        let mut idle = self.idle_readers();
        if idle.len() < IDLE_READERS {
            idle.push(reader);
        }
        Ok(result)
    }

    /// Makes a change: all of it or, on an error, nothing.
    pub(crate) fn write<T>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, LibraryError> {
        self.with_writer(|writer| {
            let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = change(&transaction)?;
            transaction.commit()?;
            Ok(result)
        })
    }

    /// Runs what cannot run within a transaction.
    pub(crate) fn with_writer<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T>,
    ) -> Result<T, LibraryError> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut writer).map_err(|error| self.fault(error))
    }

    fn fault(&self, error: rusqlite::Error) -> LibraryError {
        let fault = LibraryError::sql(&self.path, error);
        if let LibraryError::Damaged { detail } = &fault {
            suspect(&self.path, detail);
        }
        fault
    }

    fn idle_readers(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the file is sound, as far as can be told without making anybody wait: all of a small
/// file, of a large one what the window shows first. Damage elsewhere is met when that is read, is
/// reported then, and found here at the next start.
pub(crate) fn check(path: &Path) -> Result<(), LibraryError> {
    if let Ok(detail) = fs::read_to_string(suspicion(path)) {
        return Err(LibraryError::Damaged { detail });
    }
    let fault = |error| LibraryError::sql(path, error);
    let connection = connect(path, OpenFlags::empty()).map_err(fault)?;
    let size = fs::metadata(path)
        .map_err(|error| LibraryError::io(path, error))?
        .len();
    let parts: &[&str] = if size <= SMALL_FILE {
        &["1"]
    } else {
        &FIRST_SHOWN
    };
    for part in parts {
        let verdict: String = connection
            .query_row(&format!("PRAGMA quick_check({part})"), [], |row| row.get(0))
            .map_err(fault)?;
        if verdict != "ok" {
            return Err(LibraryError::Damaged { detail: verdict });
        }
    }
    Ok(())
}

/// Remembers that damage was met, until the file is set aside.
fn suspect(path: &Path, detail: &str) {
    // On a file system so ill that this fails, the damage will be met again.
    if let Err(error) = fs::write(suspicion(path), detail) {
        tracing::warn!(%error, detail, "damage of the library could not be noted");
    }
}

/// Forgets what [`suspect`] remembered.
pub(crate) fn clear_suspicion(path: &Path) -> Result<(), LibraryError> {
    let note = suspicion(path);
    match fs::remove_file(&note) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(LibraryError::io(&note, error))
        }
        _ => Ok(()),
    }
}

fn suspicion(path: &Path) -> PathBuf {
    path.with_extension("damaged.txt")
}

/// The format of an open file; 0 for a new one.
pub(crate) fn schema_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn connect(path: &Path, extra: OpenFlags) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | extra;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_LIMIT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // In WAL mode NORMAL loses at most the last moments on a power failure, and never damages.
    connection.execute_batch(
        "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; \
         PRAGMA cache_size = -16000; PRAGMA journal_size_limit = 33554432;",
    )?;
    Ok(connection)
}

/// Settings that stand in the file itself. `auto_vacuum` only takes effect before the first table,
/// and lets a deleted connection give its space back.
fn set_up_file(connection: &Connection) -> rusqlite::Result<()> {
    connection
        .execute_batch("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_size_limit = 33554432;")?;
    let _: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    Ok(())
}

fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    // Taken before the version is read, so that two processes that start together do not both migrate.
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = schema_version(&change)?;
    for (version, step) in MIGRATIONS.iter().filter(|(version, _)| *version > found) {
        change.execute_batch(step)?;
        change.pragma_update(None, "user_version", version)?;
    }
    change.commit()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::fixtures::HOME;
    use crate::{DraftBase, DraftStep, Library, StepWrite};

    /// A file as version 1 of the format left it, with something in it that no server has.
    fn of_version_1(folder: &Path) {
        let path = folder.join("library.db");
        let file = connect(&path, OpenFlags::SQLITE_OPEN_CREATE).unwrap();
        set_up_file(&file).unwrap();
        file.execute_batch(include_str!("database/v1.sql")).unwrap();
        file.pragma_update(None, "user_version", 1).unwrap();
        file.execute_batch(&format!(
            "INSERT INTO connections (id) VALUES ('{HOME}'); \
             INSERT INTO launch_presets VALUES (1, 'wpid_1', 'January', '{{}}'); \
             INSERT INTO workflow_versions VALUES (1, 'wpid_1', 7, 'seven');"
        ))
        .unwrap();
    }

    #[test]
    fn a_file_of_the_first_format_is_taken_over() {
        let folder = TempDir::new().unwrap();
        of_version_1(folder.path());
        let opened = Library::open(folder.path()).unwrap();
        assert_eq!(opened.repaired, None);
        let library = opened.library;
        assert_eq!(library.presets(HOME, "wpid_1").unwrap()[0].name, "January");
        assert_eq!(library.kept_versions(HOME, "wpid_1").unwrap(), [7]);
        let step = DraftStep {
            seq: 1,
            name: "a".to_owned(),
            patch: "{}".to_owned(),
            at: crate::fixtures::at(0),
            moved_base: None,
        };
        let base = DraftBase {
            version: 7,
            document: "{}".to_owned(),
        };
        let write = StepWrite {
            step: &step,
            cursor: 0,
            snapshot: None,
            base: &base,
            beginning: None,
        };
        assert!(library.write_draft_step(HOME, "wpid_1", write).unwrap());
        drop(library);
        let again = Library::open(folder.path()).unwrap().library;
        assert_eq!(again.drafts(HOME).unwrap(), ["wpid_1"]);
        let file = connect(&folder.path().join("library.db"), OpenFlags::empty()).unwrap();
        assert_eq!(schema_version(&file).unwrap(), SCHEMA_VERSION);
    }
}
