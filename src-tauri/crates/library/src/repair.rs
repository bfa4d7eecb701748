//! What happens to a damaged file.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::Utc;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};

use crate::database::{self, Database, SCHEMA_VERSION};
use crate::error::LibraryError;

/// Tables with what no server can give back, parents first.
const OWN_TABLES: [&str; 9] = [
    "connections",
    "launches",
    "launch_presets",
    "drafts",
    "draft_bases",
    "draft_steps",
    "version_notes",
    "run_snapshots",
    "artifacts",
];

/// What `SQLite` keeps beside the file.
const COMPANIONS: [&str; 2] = ["-wal", "-shm"];

/// Renames the file at `path`, and what belongs to it, to a name with the time in it.
pub(crate) fn set_aside(path: &Path) -> Result<PathBuf, LibraryError> {
    let kept_aside = free_name(path);
    rename(path, &kept_aside)?;
    for companion in COMPANIONS {
        let beside = with_suffix(path, companion);
        if beside.exists() {
            rename(&beside, &with_suffix(&kept_aside, companion))?;
        }
    }
    Ok(kept_aside)
}

fn rename(from: &Path, to: &Path) -> Result<(), LibraryError> {
    fs::rename(from, to).map_err(|error| LibraryError::io(from, error))
}

fn free_name(path: &Path) -> PathBuf {
    let stem = format!("library-damaged-{}", Utc::now().format("%Y%m%dT%H%M%SZ"));
    let name = path.with_file_name(format!("{stem}.db"));
    if !name.exists() {
        return name;
    }
    (2..100)
        .map(|count| path.with_file_name(format!("{stem}-{count}.db")))
        .find(|name| !name.exists())
        .unwrap_or(name)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Takes over what can still be read of the tables that no server has. True when that is all of it.
pub(crate) fn salvage(kept_aside: &Path, database: &Database) -> bool {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let Ok(old) = Connection::open_with_flags(kept_aside, flags) else {
        return false;
    };
    if database::schema_version(&old).ok() != Some(SCHEMA_VERSION) {
        return false;
    }
    let copied = OWN_TABLES.map(|table| database.write(|new| copy_rows(&old, new, table)));
    copied
        .into_iter()
        .all(|is_whole| matches!(is_whole, Ok(true)))
}

/// Copies row by row until one cannot be read; false if there was one.
fn copy_rows(old: &Connection, new: &Connection, table: &str) -> rusqlite::Result<bool> {
    let Ok(mut select) = old.prepare(&format!("SELECT * FROM {table}")) else {
        return Ok(false);
    };
    let columns = select.column_count();
    let places = vec!["?"; columns].join(", ");
    let mut insert = new.prepare(&format!("INSERT OR IGNORE INTO {table} VALUES ({places})"))?;
    let Ok(mut rows) = select.query([]) else {
        return Ok(false);
    };
    loop {
        let row = match rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => return Ok(true),
            Err(_) => return Ok(false),
        };
        let values: rusqlite::Result<Vec<Value>> = (0..columns).map(|at| row.get(at)).collect();
        let Ok(values) = values else { return Ok(false) };
        insert.execute(params_from_iter(values))?;
    }
}
