//! Making the files and their rows agree after a crash.

use std::fs::{self, DirEntry, File};
use std::io::{self, Read};
use std::path::Path;

use rusqlite::params;

use super::delete_file;
use super::place::Place;
use super::writer::PART_ENDING;
use super::{forget, next_use};
use crate::database::Database;
use crate::error::LibraryError;

/// What types are told by: the offset and the bytes that stand there.
const SIGNATURES: [(usize, &[u8], &str); 7] = [
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", "application/zip"),
    (8, b"WEBP", "image/webp"),
];
const UNKNOWN: &str = "application/octet-stream";

/// Deletes what was left half written, takes in files that have no row (the database was rebuilt, or
/// a crash came between file and row) and forgets rows that have no file.
pub(crate) fn tidy(database: &Database, folder: &Path) -> Result<(), LibraryError> {
    let fault = |error| LibraryError::io(folder, error);
    let mut rows = stored(database)?;
    for connection in fs::read_dir(folder).map_err(fault)? {
        let connection = connection.map_err(fault)?;
        if !connection.file_type().map_err(fault)?.is_dir() {
            continue;
        }
        let name = connection.file_name().to_string_lossy().into_owned();
        for file in fs::read_dir(connection.path()).map_err(fault)? {
            tidy_file(database, &name, &file.map_err(fault)?, &mut rows)?;
        }
    }
    // What was not met has no file. Nothing is written for nothing: the disk may be full.
    if rows.is_empty() {
        return Ok(());
    }
    database.write(|change| {
        rows.iter()
            .try_for_each(|(place, _)| forget(change, place).map(drop))
    })
}

fn stored(database: &Database) -> Result<Vec<(Place, u64)>, LibraryError> {
    database.read(|state| {
        state
            .prepare("SELECT folder, name, size FROM artifacts ORDER BY folder, name")?
            .query_map([], |row| {
                Ok((
                    Place {
                        folder: row.get(0)?,
                        name: row.get(1)?,
                    },
                    row.get(2)?,
                ))
            })?
            .collect()
    })
}

/// Removes from `rows` the one that fits the file.
fn tidy_file(
    database: &Database,
    folder: &str,
    file: &DirEntry,
    rows: &mut Vec<(Place, u64)>,
) -> Result<(), LibraryError> {
    let path = file.path();
    let fault = |error| LibraryError::io(&path, error);
    let place = Place {
        folder: folder.to_owned(),
        name: file.file_name().to_string_lossy().into_owned(),
    };
    let len = file.metadata().map_err(fault)?.len();
    if place.name.ends_with(PART_ENDING) || len == 0 {
        delete_file(&path).map_err(fault)?;
        return Ok(());
    }
    let known = rows.iter().position(|(known, _)| *known == place);
    if let Some(known) = known
        && rows.swap_remove(known).1 == len
    {
        return Ok(());
    }
    let mime = mime_of(&path).map_err(fault)?;
    tracing::info!(path = %path.display(), "an artifact without a row was taken in");
    database.write(|change| {
        let used = next_use(change)?;
        change.execute(
            "INSERT INTO artifacts (folder, name, id, mime, size, used) VALUES (?1, ?2, ?2, ?3, ?4, ?5) \
             ON CONFLICT DO UPDATE SET mime = ?3, size = ?4",
            params![place.folder, place.name, mime, len, used],
        )?;
        Ok(())
    })
}

fn mime_of(path: &Path) -> io::Result<&'static str> {
    let mut start = Vec::new();
    File::open(path)?.take(16).read_to_end(&mut start)?;
    let is_at = |offset: usize, bytes: &[u8]| {
        start
            .get(offset..)
            .is_some_and(|rest| rest.starts_with(bytes))
    };
    let known = SIGNATURES
        .iter()
        .find(|(offset, bytes, _)| is_at(*offset, bytes));
    Ok(known.map_or(UNKNOWN, |(_, _, mime)| mime))
}
