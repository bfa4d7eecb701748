//! The bytes of recordings, screenshots and downloads, as files below a size limit.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::LibraryError;
use crate::open::Inner;

mod place;
#[cfg(test)]
mod tests;
mod tidy;
mod writer;

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

/// How much may be kept.
#[derive(Debug)]
pub(crate) struct Limits {
    bytes: AtomicU64,
    /// Held while it is decided what gives way, so that two writers do not count the same room.
    deciding: Mutex<()>,
}

impl Default for Limits {
    /// No limit until the caller sets one.
    fn default() -> Self {
        Self {
            bytes: AtomicU64::new(u64::MAX),
            deciding: Mutex::default(),
        }
    }
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

    /// Sets how many bytes may be kept, none for any number, and makes what is there fit. Returns
    /// how many bytes gave way. What is kept on purpose may exceed the limit.
    pub fn set_limit(&self, bytes: Option<u64>) -> Result<u64, LibraryError> {
        let limit = bytes.unwrap_or(u64::MAX);
        let _deciding = self.deciding();
        self.inner.limits.bytes.store(limit, Ordering::SeqCst);
        let victims = self
            .inner
            .database
            .read(|state| victims(state, None, 0, limit))?;
        self.evict(victims.files)
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

    fn limit(&self) -> u64 {
        self.inner.limits.bytes.load(Ordering::SeqCst)
    }

    fn deciding(&self) -> MutexGuard<'_, ()> {
        self.inner
            .limits
            .deciding
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn path(&self, place: &Place) -> PathBuf {
        self.inner
            .artifact_folder
            .join(&place.folder)
            .join(&place.name)
    }

    /// Deletes files, then their rows. A file that cannot be deleted, because somebody reads it on
    /// Windows, keeps its row and gives way another time.
    fn evict(&self, victims: Vec<Victim>) -> Result<u64, LibraryError> {
        let is_deleted = |victim: &Victim| {
            let path = self.path(&victim.place);
            delete_file(&path)
                .inspect_err(|error| {
                    tracing::warn!(path = %path.display(), %error, "an artifact could not be deleted");
                })
                .is_ok()
        };
        let deleted: Vec<Victim> = victims.into_iter().filter(is_deleted).collect();
        let freed = deleted.iter().map(|victim| victim.size).sum();
        let places: Vec<Place> = deleted.into_iter().map(|victim| victim.place).collect();
        self.forget_all(&places)?;
        Ok(freed)
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

/// What has to give way, and whether that is enough.
struct Victims {
    files: Vec<Victim>,
    is_enough: bool,
}

struct Victim {
    place: Place,
    size: u64,
}

/// Chooses what gives way so that `added` bytes fit below `limit` in the place of `replaced`.
fn victims(
    state: &Connection,
    replaced: Option<&Place>,
    added: u64,
    limit: u64,
) -> rusqlite::Result<Victims> {
    let mut select =
        state.prepare_cached("SELECT folder, name, size, is_kept FROM artifacts ORDER BY used")?;
    let stored: Vec<(Victim, bool)> = select
        .query_map([], |row| {
            let place = Place {
                folder: row.get(0)?,
                name: row.get(1)?,
            };
            Ok((
                Victim {
                    place,
                    size: row.get(2)?,
                },
                row.get(3)?,
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let others = stored
        .into_iter()
        .filter(|(victim, _)| Some(&victim.place) != replaced);
    let others: Vec<_> = others.collect();
    let mut total = others.iter().fold(added, |total, (victim, _)| {
        total.saturating_add(victim.size)
    });
    let mut files = Vec::new();
    for (victim, is_kept) in others {
        if total <= limit {
            break;
        }
        if !is_kept {
            total -= victim.size;
            files.push(victim);
        }
    }
    Ok(Victims {
        files,
        is_enough: total <= limit,
    })
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
