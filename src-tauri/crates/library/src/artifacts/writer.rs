//! Writing an artifact so that it is there whole or not at all.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::params;

use super::place::Place;
use super::room::victims;
use super::{ArtifactStore, delete_file, next_use};
use crate::error::LibraryError;

/// The ending of files that are still being written; what has it at the start is a remnant.
pub(super) const PART_ENDING: &str = ".part";

/// Makes the names of unfinished files distinct within the process.
static COUNTER: AtomicU64 = AtomicU64::new(0);

/// Takes the bytes of one artifact. Dropped without [`ArtifactWriter::finish`] it leaves nothing.
#[derive(Debug)]
pub struct ArtifactWriter {
    store: ArtifactStore,
    id: String,
    place: Place,
    part: PartFile,
    written: u64,
}

impl ArtifactWriter {
    pub(super) fn begin(
        store: ArtifactStore,
        connection: &str,
        artifact: &str,
    ) -> Result<Self, LibraryError> {
        let place = Place::of(connection, artifact);
        let folder = store.inner.artifact_folder.join(&place.folder);
        fs::create_dir_all(&folder).map_err(|error| LibraryError::io(&folder, error))?;
        let count = COUNTER.fetch_add(1, Ordering::Relaxed);
        let name = format!("{}.{}-{count}{PART_ENDING}", place.name, process::id());
        let part = PartFile::create(folder.join(name))?;
        Ok(Self {
            store,
            id: artifact.to_owned(),
            place,
            part,
            written: 0,
        })
    }

    /// Adds bytes. Fails at once when the artifact alone exceeds the limit.
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), LibraryError> {
        self.written += bytes.len() as u64;
        let limit = self.store.limit();
        if self.written > limit {
            return Err(LibraryError::OverLimit {
                size: self.written,
                limit,
            });
        }
        self.part
            .file
            .write_all(bytes)
            .map_err(|error| LibraryError::io(&self.part.path, error))
    }

    /// Makes the artifact exist, in the place of one with the same id. Others give way if need be.
    /// Returns its length in bytes.
    pub fn finish(self, mime: &str) -> Result<u64, LibraryError> {
        if self.written == 0 {
            return Err(LibraryError::EmptyArtifact);
        }
        let fault = |error| LibraryError::io(&self.part.path, error);
        self.part.file.sync_all().map_err(fault)?;
        let store = &self.store;
        let _deciding = store.deciding();
        let limit = store.limit();
        let victims = store
            .inner
            .database
            .read(|state| victims(state, Some(&self.place), self.written, limit))?;
        if !victims.is_enough {
            return Err(LibraryError::OverLimit {
                size: self.written,
                limit,
            });
        }
        store.evict(victims.files)?;
        let target = store.path(&self.place);
        fs::rename(&self.part.path, &target).map_err(fault)?;
        sync_folder(&target)?;
        self.enter(mime).inspect_err(|_| {
            // Without its row it would be found at the next start, after the caller was told "no".
            delete_file(&target).ok();
        })?;
        Ok(self.written)
    }

    fn enter(&self, mime: &str) -> Result<(), LibraryError> {
        let Place { folder, name } = &self.place;
        self.store.inner.database.write(|change| {
            let used = next_use(change)?;
            change
                .prepare_cached(
                    "INSERT INTO artifacts (folder, name, id, mime, size, used) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET mime = ?4, size = ?5, \
                     used = ?6",
                )?
                .execute(params![folder, name, self.id, mime, self.written, used])?;
            Ok(())
        })
    }
}

/// A file that is deleted when dropped, if it is still there under its first name.
#[derive(Debug)]
struct PartFile {
    path: PathBuf,
    file: File,
}

impl PartFile {
    fn create(path: PathBuf) -> Result<Self, LibraryError> {
        match File::create_new(&path) {
            Ok(file) => Ok(Self { path, file }),
            Err(error) => Err(LibraryError::io(&path, error)),
        }
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        if let Err(error) = delete_file(&self.path) {
            tracing::warn!(path = %self.path.display(), %error, "a remnant could not be deleted");
        }
    }
}

/// A rename is only safe against a power failure once the folder is written, too.
#[cfg(unix)]
fn sync_folder(target: &Path) -> Result<(), LibraryError> {
    let Some(folder) = target.parent() else {
        return Ok(());
    };
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| LibraryError::io(folder, error))
}

/// Windows has no such call; its file system keeps a journal of names.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature as on Unix")]
fn sync_folder(_target: &Path) -> Result<(), LibraryError> {
    Ok(())
}
