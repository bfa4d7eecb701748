//! Opening the library.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::artifacts::{self, ArtifactStore, Limits};
use crate::database::{self, Database};
use crate::error::LibraryError;
use crate::repair;
use crate::search::TitleCache;

/// The database below the library's folder.
const DATABASE_FILE: &str = "library.db";
/// Held by every process that has the library open, and by one alone while it tidies up.
const LOCK_FILE: &str = "library.lock";
/// The folder of the artifacts' bytes.
const ARTIFACT_FOLDER: &str = "artifacts";

/// The local library. Cheap to clone; all clones are one.
#[derive(Debug, Clone)]
pub struct Library {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) database: Database,
    pub(crate) titles: TitleCache,
    pub(crate) artifact_folder: PathBuf,
    pub(crate) limits: Limits,
    /// Released when the last clone is dropped, or by the system when the process dies.
    _lock: File,
}

/// What [`Library::open`] found.
#[derive(Debug)]
pub struct Opened {
    /// The library, ready.
    pub library: Library,
    /// Set when the file was damaged, so that the person can be told.
    pub repaired: Option<Repaired>,
}

/// The damaged file was set aside and a new one begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// Where the damaged file is now.
    pub kept_aside: PathBuf,
    /// What was wrong with it.
    pub reason: String,
    /// Whether drafts, launch inputs, presets and run snapshots, which no server has, could all be
    /// taken over. Workflows and runs come back with the next synchronisation.
    pub is_complete: bool,
}

impl Library {
    /// Opens the library below `folder`, which is made if needed. A damaged file is set aside and a
    /// new one begun.
    ///
    /// Several processes may have the same library open. Only one that is alone tidies up and
    /// repairs; another one cannot open a damaged file ([`LibraryError::Damaged`]).
    pub fn open(folder: &Path) -> Result<Opened, LibraryError> {
        let artifact_folder = folder.join(ARTIFACT_FOLDER);
        fs::create_dir_all(&artifact_folder)
            .map_err(|error| LibraryError::io(&artifact_folder, error))?;
        let lock_path = folder.join(LOCK_FILE);
        let (lock, is_alone) = lock(&lock_path)?;
        let path = folder.join(DATABASE_FILE);
        let (database, repaired) = open_database(&path, is_alone)?;
        if is_alone {
            artifacts::tidy(&database, &artifact_folder)?;
            share(&lock, &lock_path)?;
        }
        let inner = Inner {
            database,
            titles: TitleCache::default(),
            artifact_folder,
            limits: Limits::default(),
            _lock: lock,
        };
        Ok(Opened {
            library: Self {
                inner: Arc::new(inner),
            },
            repaired,
        })
    }

    /// The bytes of recordings and other artifacts.
    pub fn artifacts(&self) -> ArtifactStore {
        ArtifactStore::new(self.inner.clone())
    }
}

/// The lock file, and whether nobody else has the library open. Then the lock is exclusive until
/// [`share`]; else this waits until whoever is opening the library alone is done.
fn lock(path: &Path) -> Result<(File, bool), LibraryError> {
    let fault = |error| LibraryError::io(path, error);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(fault)?;
    match file.try_lock() {
        Ok(()) => Ok((file, true)),
        Err(TryLockError::WouldBlock) => {
            file.lock_shared().map_err(fault)?;
            Ok((file, false))
        }
        Err(TryLockError::Error(error)) => Err(fault(error)),
    }
}

/// Lets others in. Whoever gets an exclusive lock between the two calls finds a sound library that
/// nobody works with yet.
fn share(lock: &File, path: &Path) -> Result<(), LibraryError> {
    lock.unlock()
        .and_then(|()| lock.lock_shared())
        .map_err(|error| LibraryError::io(path, error))
}

fn open_database(
    path: &Path,
    may_repair: bool,
) -> Result<(Database, Option<Repaired>), LibraryError> {
    match open_sound(path, may_repair) {
        Ok(database) => Ok((database, None)),
        Err(LibraryError::Damaged { detail }) if may_repair => {
            let kept_aside = repair::set_aside(path)?;
            database::clear_suspicion(path)?;
            let database = Database::open(path)?;
            let is_complete = repair::salvage(&kept_aside, &database);
            tracing::warn!(kept_aside = %kept_aside.display(), %detail, is_complete, "the library was damaged");
            Ok((
                database,
                Some(Repaired {
                    kept_aside,
                    reason: detail,
                    is_complete,
                }),
            ))
        }
        Err(error) => Err(error),
    }
}

fn open_sound(path: &Path, is_alone: bool) -> Result<Database, LibraryError> {
    let database = Database::open(path)?;
    if is_alone {
        database::check(path)?;
    }
    Ok(database)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_is_shared_between_threads() {
        fn check<T: Clone + Send + Sync + 'static>() {}
        check::<Library>();
        check::<ArtifactStore>();
        let (_folder, library) = crate::fixtures::library();
        let record = crate::fixtures::workflow("w_1", "One");
        std::thread::scope(|scope| {
            for number in 0..8 {
                let (library, record) = (library.clone(), &record);
                scope.spawn(move || {
                    let connection = format!("c_{}", number % 4);
                    for _ in 0..10 {
                        crate::fixtures::keep(&library, &connection, record);
                        assert_eq!(library.rows(&connection).unwrap().len(), 1);
                        assert_eq!(library.search(&connection, "one", 9).unwrap().len(), 1);
                    }
                });
            }
        });
    }
}
