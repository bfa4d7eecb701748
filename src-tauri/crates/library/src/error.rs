//! What can go wrong with the library's files.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};
use thiserror::Error;

/// Why the library did not do what it was asked. Each text is a sentence for a person.
#[derive(Debug, Error)]
pub enum LibraryError {
    /// The file's contents are not what was written. [`crate::Library::open`] repairs that: it sets
    /// the file aside and starts a new one.
    #[error(
        "The local library is damaged ({detail}). Quit and start Eyrie again: the damaged file is \
         then set aside and a new one is filled from the server."
    )]
    Damaged {
        /// What was found, in `SQLite`'s words.
        detail: String,
    },
    /// No room for more bytes where the library is, or the disk takes none.
    #[error(
        "The disk is full or takes no more data, so nothing more can be kept in the local library. \
         Free some space and try again; nothing that was kept before is lost."
    )]
    DiskFull,
    /// The folder or a file in it may not be written.
    #[error("Eyrie may not write to its data folder ({path}). Give yourself the right to write there.", path = .path.display())]
    NotWritable {
        /// What could not be written.
        path: PathBuf,
    },
    /// The file was written by a newer version of the app. It is left as it is.
    #[error(
        "The local library was made by a newer version of Eyrie (format {found}, this version knows \
         {known}). Update Eyrie to use it."
    )]
    NewerSchema {
        /// The format of the file.
        found: i64,
        /// The newest format this version knows.
        known: i64,
    },
    /// Another process has been writing for too long.
    #[error("The local library is in use by another program. Close the other Eyrie and try again.")]
    Busy,
    /// An artifact without a single byte is no artifact; nothing was kept.
    #[error("The file has no content, so it was not kept.")]
    EmptyArtifact,
    /// An artifact does not fit below the size limit beside what must be kept; nothing was kept.
    #[error(
        "The file ({size} bytes or more) does not fit into the space set for recordings ({limit} \
         bytes). Allow more space in the settings to keep it."
    )]
    OverLimit {
        /// Bytes of the file as far as they were seen.
        size: u64,
        /// The limit that was set.
        limit: u64,
    },
    /// Any other fault of the file system.
    #[error("The file {path} could not be used: {source}.", path = .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Any other fault of the database.
    #[error("The local library failed: {source}.")]
    Sql {
        /// What `SQLite` said.
        source: rusqlite::Error,
    },
}

/// Quotas and limits on file sizes come as these; only `ENOSPC` has an error of its own.
const IOERR_NO_ROOM: [i32; 3] = [
    ffi::SQLITE_IOERR_WRITE,
    ffi::SQLITE_IOERR_FSYNC,
    ffi::SQLITE_IOERR_SHMSIZE,
];

impl LibraryError {
    /// What an error of the file system means for the file at `path`.
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::DiskFull,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::NotWritable {
                    path: path.to_owned(),
                }
            }
            _ => Self::Io {
                path: path.to_owned(),
                source,
            },
        }
    }

    /// What an error of the database at `path` means.
    pub(crate) fn sql(path: &Path, source: rusqlite::Error) -> Self {
        match &source {
            rusqlite::Error::SqliteFailure(error, _) => match error.code {
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::damaged(&source),
                ErrorCode::SystemIoFailure
                    if error.extended_code == ffi::SQLITE_IOERR_CORRUPTFS =>
                {
                    Self::damaged(&source)
                }
                ErrorCode::DiskFull => Self::DiskFull,
                ErrorCode::SystemIoFailure if IOERR_NO_ROOM.contains(&error.extended_code) => {
                    Self::DiskFull
                }
                ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => {
                    Self::NotWritable {
                        path: path.to_owned(),
                    }
                }
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
                _ => Self::Sql { source },
            },
            // The tables are strict, so a value of the wrong type was not written by this crate.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..) => Self::damaged(&source),
            _ => Self::Sql { source },
        }
    }

    fn damaged(source: &rusqlite::Error) -> Self {
        Self::Damaged {
            detail: source.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;

    fn sql(code: i32) -> LibraryError {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        LibraryError::sql(Path::new("x.db"), error)
    }

    #[test]
    fn tells_errors_of_the_database_apart() {
        let check = |code: i32, is_expected: fn(&LibraryError) -> bool| {
            let found = sql(code);
            assert!(is_expected(&found), "{code}: {found:?}");
        };
        let damaged = |found: &LibraryError| matches!(found, LibraryError::Damaged { .. });
        let full = |found: &LibraryError| matches!(found, LibraryError::DiskFull);
        let locked_out = |found: &LibraryError| matches!(found, LibraryError::NotWritable { .. });
        check(ffi::SQLITE_CORRUPT, damaged);
        check(ffi::SQLITE_CORRUPT_VTAB, damaged);
        check(ffi::SQLITE_NOTADB, damaged);
        check(ffi::SQLITE_IOERR_CORRUPTFS, damaged);
        check(ffi::SQLITE_FULL, full);
        check(ffi::SQLITE_IOERR_WRITE, full);
        check(ffi::SQLITE_IOERR_FSYNC, full);
        check(ffi::SQLITE_IOERR_SHMSIZE, full);
        check(ffi::SQLITE_READONLY_DIRECTORY, locked_out);
        check(ffi::SQLITE_CANTOPEN, locked_out);
        check(ffi::SQLITE_BUSY, |found| {
            matches!(found, LibraryError::Busy)
        });
        check(ffi::SQLITE_IOERR_READ, |found| {
            matches!(found, LibraryError::Sql { .. })
        });
    }

    #[test]
    fn tells_errors_of_files_apart() {
        let check = |kind: ErrorKind, is_expected: fn(&LibraryError) -> bool| {
            let found = LibraryError::io(Path::new("x"), kind.into());
            assert!(is_expected(&found), "{kind}: {found:?}");
        };
        let full = |found: &LibraryError| matches!(found, LibraryError::DiskFull);
        let locked_out = |found: &LibraryError| matches!(found, LibraryError::NotWritable { .. });
        check(ErrorKind::StorageFull, full);
        check(ErrorKind::QuotaExceeded, full);
        check(ErrorKind::FileTooLarge, full);
        check(ErrorKind::PermissionDenied, locked_out);
        check(ErrorKind::ReadOnlyFilesystem, locked_out);
        check(ErrorKind::NotFound, |found| {
            matches!(found, LibraryError::Io { .. })
        });
    }

    #[test]
    fn every_error_is_a_sentence() {
        let path = || PathBuf::from("/data/library.db");
        let errors = [
            sql(ffi::SQLITE_CORRUPT),
            LibraryError::DiskFull,
            LibraryError::NotWritable { path: path() },
            LibraryError::NewerSchema { found: 2, known: 1 },
            LibraryError::Busy,
            LibraryError::EmptyArtifact,
            LibraryError::OverLimit { size: 2, limit: 1 },
            LibraryError::io(&path(), ErrorKind::NotFound.into()),
            sql(ffi::SQLITE_ERROR),
        ];
        for error in errors {
            let text = error.to_string();
            assert!(text.ends_with('.') && text.lines().count() == 1, "{text}");
        }
    }
}
