//! What gives way when there is no more room.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::place::Place;
use super::{ArtifactStore, delete_file};
use crate::error::LibraryError;

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

impl ArtifactStore {
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

    pub(super) fn limit(&self) -> u64 {
        self.inner.limits.bytes.load(Ordering::SeqCst)
    }

    pub(super) fn deciding(&self) -> MutexGuard<'_, ()> {
        self.inner
            .limits
            .deciding
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Deletes files, then their rows. A file that cannot be deleted, because somebody reads it on
    /// Windows, keeps its row and gives way another time.
    pub(super) fn evict(&self, victims: Vec<Victim>) -> Result<u64, LibraryError> {
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
}

/// What has to give way, and whether that is enough.
pub(super) struct Victims {
    pub(super) files: Vec<Victim>,
    pub(super) is_enough: bool,
}

pub(super) struct Victim {
    place: Place,
    size: u64,
}

/// Chooses what gives way so that `added` bytes fit below `limit` in the place of `replaced`.
pub(super) fn victims(
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
