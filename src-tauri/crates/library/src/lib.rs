//! The local library: what Eyrie knows of each server, kept on this computer.
//!
//! One `SQLite` file and a folder of artifacts below a folder of the caller's. It is a cache that
//! works offline (workflows, folders, runs, recordings), and the home of what exists only here
//! (drafts, launch inputs, presets). Everything belongs to a connection, named by an id that means nothing
//! to this crate.
//!
//! Start at [`Library::open`]. All calls are synchronous and may touch the disk; run them where
//! blocking is allowed. Reading never waits for writing.
#![warn(missing_docs)]

mod artifacts;
mod connections;
mod database;
mod drafts;
mod error;
#[cfg(test)]
mod fixtures;
mod folders;
mod hash;
mod launches;
mod open;
mod repair;
mod runs;
mod search;
mod snapshots;
mod time;
mod workflows;

pub use artifacts::{ArtifactStore, ArtifactWriter, KeptArtifact, OpenArtifact, Usage};
pub use connections::SyncState;
pub use drafts::{Draft, DraftBase, DraftStep, MovedBase, StepWrite};
pub use error::LibraryError;
pub use folders::FolderRecord;
pub use hash::ContentHash;
pub use launches::{Launch, Preset};
pub use open::{Library, Opened, Repaired};
pub use runs::{RecentRun, RunPage, RunQuery, RunRecord};
pub use search::{Hit, HitPlace, MatchRange};
pub use snapshots::SnapshotPart;
pub use workflows::{IndexText, WorkflowHead, WorkflowRecord, WorkflowRow, WorkflowSync};
