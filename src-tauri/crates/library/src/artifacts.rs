//! The bytes of recordings, screenshots and downloads, as files below a size limit.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::LibraryError;
use crate::open::Inner;

mod place;
mod room;
#[cfg(test)]
mod tests;
mod tidy;
mod writer;

pub(crate) use room::Limits;
pub(crate) use tidy::tidy;
pub use writer::ArtifactWriter;

use place::Place;

/// The files of artifacts. Cheap to clone.
///
/// A file appears whole or not at all. When the limit is reached, those give way that were not used
/// for the longest time, but never one that is kept ([`ArtifactStore::set_kept`]).
#[derive(Debug, Clone)]
pub struct ArtifactStore {
    inner: Arc<Inner>,
}

/// An artifact to read from.
#[derive(Debug)]
pub struct OpenArtifact {
    /// The file, open at its beginning. It stays readable even if the artifact is removed.
    pub file: File,
    /// Its length in bytes.
    pub len: u64,
    /// What it is, e.g. `video/mp4`.
    pub mime: String,
}

/// An artifact in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptArtifact {
    /// The server's id of it.
    pub id: String,
    /// What it is, e.g. `video/mp4`.
    pub mime: String,
    /// Its length in bytes.
    pub len: u64,
    /// Whether it never gives way.
    pub is_kept: bool,
}

/// How much is stored, of all connections.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Bytes of all artifacts.
    pub bytes: u64,
    /// Bytes of those that never give way.
    pub kept_bytes: u64,
    /// How many artifacts.
    pub count: u64,
}

impl ArtifactStore {
    pub(crate) fn new(inner: Arc<Inner>) -> Self {
        Self { inner }
    }

    /// Begins to write an artifact. It exists once the writer is finished.
    pub fn begin_write(
        &self,
        connection: &str,
        artifact: &str,
    ) -> Result<ArtifactWriter, LibraryError> {
        ArtifactWriter::begin(self.clone(), connection, artifact)
    }

    /// Opens an artifact; none if it is not here. Call [`ArtifactStore::touch`] once it is in use.
    pub fn open(
        &self,
        connection: &str,
        artifact: &str,
    ) -> Result<Option<OpenArtifact>, LibraryError> {
        let place = Place::of(connection, artifact);
        let mime = self.inner.database.read(|state| {
            state
                .prepare_cached("SELECT mime FROM artifacts WHERE folder = ?1 AND name = ?2")?
                .query_row([&place.folder, &place.name], |row| row.get(0))
                .optional()
        })?;
        let Some(mime) = mime else { return Ok(None) };
        let path = self.path(&place);
        let fault = |error| LibraryError::io(&path, error);
        match File::open(&path) {
            Ok(file) => {
                let len = file.metadata().map_err(fault)?.len();
                Ok(Some(OpenArtifact { file, len, mime }))
            }
            // Somebody tidied up by hand.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.forget_all(&[place])?;
                Ok(None)
            }
            Err(error) => Err(fault(error)),
        }
    }

    /// The artifacts of a connection that are here, the last used first.
    pub fn list(&self, connection: &str) -> Result<Vec<KeptArtifact>, LibraryError> {
        self.inner.database.read(|state| {
            state
                .prepare_cached(
                    "SELECT id, mime, size, is_kept FROM artifacts WHERE folder = ?1 \
                     ORDER BY used DESC, name",
                )?
                .query_map([Place::folder_of(connection)], |row| {
                    Ok(KeptArtifact {
                        id: row.get(0)?,
                        mime: row.get(1)?,
                        len: row.get(2)?,
                        is_kept: row.get(3)?,
                    })
                })?
                .collect()
        })
    }

    /// Notes that an artifact is in use, so that it is the last to give way.
    pub fn touch(&self, connection: &str, artifact: &str) -> Result<(), LibraryError> {
        let place = Place::of(connection, artifact);
        self.inner.database.write(|change| {
            let used = next_use(change)?;
            change
                .prepare_cached("UPDATE artifacts SET used = ?3 WHERE folder = ?1 AND name = ?2")?
                .execute(params![place.folder, place.name, used])?;
            Ok(())
        })
    }

    /// Sets whether an artifact never gives way. False when it is not here.
    pub fn set_kept(
        &self,
        connection: &str,
        artifact: &str,
        is_kept: bool,
    ) -> Result<bool, LibraryError> {
        let place = Place::of(connection, artifact);
        self.inner.database.write(|change| {
            let changed = change.execute(
                "UPDATE artifacts SET is_kept = ?3 WHERE folder = ?1 AND name = ?2",
                params![place.folder, place.name, is_kept],
            )?;
            Ok(changed > 0)
        })
    }

    /// Deletes an artifact. False when it is not here.
    pub fn remove(&self, connection: &str, artifact: &str) -> Result<bool, LibraryError> {
        let place = Place::of(connection, artifact);
        let path = self.path(&place);
        let is_deleted = delete_file(&path).map_err(|error| LibraryError::io(&path, error))?;
        let was_known = self.forget_all(std::slice::from_ref(&place))?;
        Ok(was_known || is_deleted)
    }

    /// How much is stored.
    pub fn usage(&self) -> Result<Usage, LibraryError> {
        self.inner.database.read(|state| {
            state.query_row(
                "SELECT coalesce(sum(size), 0), coalesce(sum(size * is_kept), 0), count(*) FROM artifacts",
                [],
                |row| Ok(Usage { bytes: row.get(0)?, kept_bytes: row.get(1)?, count: row.get(2)? }),
            )
        })
    }

    /// Deletes all artifacts of a connection.
    pub(crate) fn delete_folder(&self, connection: &str) -> Result<(), LibraryError> {
        let folder = Place::folder_of(connection);
        let path = self.inner.artifact_folder.join(&folder);
        match fs::remove_dir_all(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(LibraryError::io(&path, error));
            }
            _ => {}
        }
        self.inner.database.write(|change| {
            change.execute("DELETE FROM artifacts WHERE folder = ?1", [folder])?;
            Ok(())
        })
    }

    fn path(&self, place: &Place) -> PathBuf {
        self.inner
            .artifact_folder
            .join(&place.folder)
            .join(&place.name)
    }

    /// Deletes the rows of files that are gone; whether there was one. A full disk is no fault here:
    /// what frees space must work on it, and a row without a file is forgotten when it is met.
    fn forget_all(&self, places: &[Place]) -> Result<bool, LibraryError> {
        if places.is_empty() {
            return Ok(false);
        }
        let forgotten = self.inner.database.write(|change| {
            places.iter().try_fold(false, |was_known, place| {
                Ok(forget(change, place)? || was_known)
            })
        });
        match forgotten {
            Err(LibraryError::DiskFull) => Ok(false),
            other => other,
        }
    }
}

fn forget(change: &Connection, place: &Place) -> rusqlite::Result<bool> {
    let deleted = change
        .prepare_cached("DELETE FROM artifacts WHERE folder = ?1 AND name = ?2")?
        .execute([&place.folder, &place.name])?;
    Ok(deleted > 0)
}

fn next_use(state: &Connection) -> rusqlite::Result<i64> {
    state
        .prepare_cached("SELECT coalesce(max(used), 0) + 1 FROM artifacts")?
        .query_row([], |row| row.get(0))
}

/// False when it was not there.
fn delete_file(path: &std::path::Path) -> io::Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
