//! Drafts: what a person changed in a workflow and has not published, with every step that led
//! there. Each write is one transaction, so what was answered survives the death of the process.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::connections::{connection_no, known_no};
use crate::error::LibraryError;
use crate::open::Library;
use crate::time::{from_micros, to_micros};

mod notes;
#[cfg(test)]
mod tests;

/// A draft as it is needed to go on with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What it is compared with.
    pub base: DraftBase,
    /// The document as JSON after the first `snapshot_at` steps.
    pub snapshot: String,
    /// See `snapshot`.
    pub snapshot_at: u32,
    /// How many steps are done.
    pub cursor: u32,
    /// The steps between `snapshot_at` and `cursor`, in the order of their numbers: to be done if
    /// the cursor is ahead of the snapshot, to be taken back otherwise.
    pub between: Vec<DraftStep>,
    /// The name of the last step that is done.
    pub undo: Option<String>,
    /// The name of the step after it.
    pub redo: Option<String>,
    /// What was sent to be published, while it is not known what became of it.
    pub sent: Option<String>,
    /// The YAML that was typed last.
    pub text: Option<String>,
}

/// A version of the server that a draft is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftBase {
    /// Its number.
    pub version: u32,
    /// Its document as JSON.
    pub document: String,
}

/// One step of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftStep {
    /// Its number, from 1 without gaps.
    pub seq: u32,
    /// What undo calls it.
    pub name: String,
    /// What it changed, as JSON of the caller's.
    pub patch: String,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// The base before and after, if it took in another version.
    pub moved_base: Option<MovedBase>,
}

/// From one base to another, by the numbers of their versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MovedBase {
    /// The version before.
    pub before: u32,
    /// The version after.
    pub after: u32,
}

/// A step to be kept.
#[derive(Debug, Clone, Copy)]
pub struct StepWrite<'a> {
    /// The step. One that has its number, and all that come after, are gone then.
    pub step: &'a DraftStep,
    /// Where the draft stands, as far as the caller knows.
    pub cursor: u32,
    /// The document after the step, if it is to be kept whole.
    pub snapshot: Option<&'a str>,
    /// The base from now on. Begins the draft if there is none.
    pub base: &'a DraftBase,
    /// The document before the first step, for a draft that begins.
    pub beginning: Option<&'a str>,
}

impl Library {
    /// The draft of a workflow.
    pub fn draft(&self, connection: &str, workflow: &str) -> Result<Option<Draft>, LibraryError> {
        self.inner.database.read(|state| {
            let Some(no) = draft_no(state, connection, workflow)? else {
                return Ok(None);
            };
            let mut draft = state
                .prepare_cached(
                    "SELECT base_version, document, snapshot, snapshot_at, cursor, sent, text \
                     FROM drafts JOIN draft_bases ON draft = no AND version = base_version \
                     WHERE no = ?1",
                )?
                .query_row([no], |row| {
                    Ok(Draft {
                        base: DraftBase {
                            version: row.get(0)?,
                            document: row.get(1)?,
                        },
                        snapshot: row.get(2)?,
                        snapshot_at: row.get(3)?,
                        cursor: row.get(4)?,
                        between: Vec::new(),
                        undo: None,
                        redo: None,
                        sent: row.get(5)?,
                        text: row.get(6)?,
                    })
                })?;
            let (from, to) = (
                draft.snapshot_at.min(draft.cursor),
                draft.snapshot_at.max(draft.cursor),
            );
            draft.between = state
                .prepare_cached(&format!(
                    "SELECT {STEP} FROM draft_steps WHERE draft = ?1 AND seq > ?2 AND seq <= ?3 \
                     ORDER BY seq"
                ))?
                .query_map(params![no, from, to], step)?
                .collect::<rusqlite::Result<_>>()?;
            draft.undo = step_name(state, no, draft.cursor)?;
            draft.redo = step_name(state, no, draft.cursor + 1)?;
            Ok(Some(draft))
        })
    }

    /// One step of a draft by its number.
    pub fn draft_step(
        &self,
        connection: &str,
        workflow: &str,
        seq: u32,
    ) -> Result<Option<DraftStep>, LibraryError> {
        self.inner.database.read(|state| {
            let Some(no) = draft_no(state, connection, workflow)? else {
                return Ok(None);
            };
            state
                .prepare_cached(&format!(
                    "SELECT {STEP} FROM draft_steps WHERE draft = ?1 AND seq = ?2"
                ))?
                .query_row(params![no, seq], step)
                .optional()
        })
    }

    /// The base of a draft in one of the versions that its steps moved between.
    pub fn draft_base(
        &self,
        connection: &str,
        workflow: &str,
        version: u32,
    ) -> Result<Option<DraftBase>, LibraryError> {
        self.inner.database.read(|state| {
            let Some(no) = draft_no(state, connection, workflow)? else {
                return Ok(None);
            };
            state
                .prepare_cached(
                    "SELECT document FROM draft_bases WHERE draft = ?1 AND version = ?2",
                )?
                .query_row(params![no, version], |row| {
                    let document = row.get(0)?;
                    Ok(DraftBase { version, document })
                })
                .optional()
        })
    }

    /// Keeps a step; the draft begins with the first. False, and nothing is written, when the draft
    /// does not stand where the caller believes: another process went on with it.
    pub fn write_draft_step(
        &self,
        connection: &str,
        workflow: &str,
        write: StepWrite<'_>,
    ) -> Result<bool, LibraryError> {
        self.inner.database.write(|change| {
            let no = match draft_no(change, connection, workflow)? {
                Some(no) => no,
                None if write.cursor > 0 => return Ok(false),
                None => begin(change, connection, workflow, write)?,
            };
            if !stands_at(change, no, write.cursor)? {
                return Ok(false);
            }
            change
                .prepare_cached("DELETE FROM draft_steps WHERE draft = ?1 AND seq >= ?2")?
                .execute(params![no, write.step.seq])?;
            insert_step(change, no, write.step)?;
            if write.step.moved_base.is_some() {
                put_base(change, no, write.base)?;
            }
            change
                .prepare_cached(
                    "UPDATE drafts SET cursor = ?2, base_version = ?3, \
                     snapshot = coalesce(?4, snapshot), \
                     snapshot_at = CASE WHEN ?4 IS NULL THEN snapshot_at ELSE ?2 END WHERE no = ?1",
                )?
                .execute(params![
                    no,
                    write.step.seq,
                    write.base.version,
                    write.snapshot
                ])?;
            Ok(true)
        })
    }

    /// Notes that steps were taken back or done again. False when the draft does not stand where
    /// the caller believes.
    pub fn move_draft_cursor(
        &self,
        connection: &str,
        workflow: &str,
        from: u32,
        to: u32,
        base_version: u32,
    ) -> Result<bool, LibraryError> {
        self.inner.database.write(|change| {
            let Some(no) = draft_no(change, connection, workflow)? else {
                return Ok(false);
            };
            let moved = change
                .prepare_cached(
                    "UPDATE drafts SET cursor = ?3, base_version = ?4 WHERE no = ?1 AND cursor = ?2",
                )?
                .execute(params![no, from, to, base_version])?;
            Ok(moved > 0)
        })
    }

    /// Keeps the whole document, so that the next opening need not go through the steps.
    pub fn write_draft_snapshot(
        &self,
        connection: &str,
        workflow: &str,
        at: u32,
        snapshot: &str,
    ) -> Result<(), LibraryError> {
        self.change_draft(connection, workflow, |change, no| {
            change.execute(
                "UPDATE drafts SET snapshot = ?3, snapshot_at = ?2 WHERE no = ?1 AND cursor = ?2",
                params![no, at, snapshot],
            )
        })
    }

    /// The server has this version now, and the draft is compared with it. The steps stay.
    pub fn set_draft_base(
        &self,
        connection: &str,
        workflow: &str,
        base: &DraftBase,
    ) -> Result<(), LibraryError> {
        self.change_draft(connection, workflow, |change, no| {
            put_base(change, no, base)?;
            change.execute(
                "UPDATE drafts SET base_version = ?2, sent = NULL WHERE no = ?1",
                params![no, base.version],
            )?;
            // Bases that no step goes back to have served.
            change.execute(
                "DELETE FROM draft_bases WHERE draft = ?1 AND version <> ?2 AND version NOT IN \
                 (SELECT base_before FROM draft_steps WHERE draft = ?1 AND base_before IS NOT NULL \
                 UNION SELECT base_after FROM draft_steps WHERE draft = ?1 AND base_after IS NOT NULL)",
                params![no, base.version],
            )
        })
    }

    /// Remembers what is about to be sent, or with none that its fate is known.
    pub fn set_draft_sent(
        &self,
        connection: &str,
        workflow: &str,
        document: Option<&str>,
    ) -> Result<(), LibraryError> {
        self.change_draft(connection, workflow, |change, no| {
            change.execute(
                "UPDATE drafts SET sent = ?2 WHERE no = ?1",
                params![no, document],
            )
        })
    }

    /// Keeps the YAML as it was typed.
    pub fn set_draft_text(
        &self,
        connection: &str,
        workflow: &str,
        text: Option<&str>,
    ) -> Result<(), LibraryError> {
        self.change_draft(connection, workflow, |change, no| {
            change.execute(
                "UPDATE drafts SET text = ?2 WHERE no = ?1",
                params![no, text],
            )
        })
    }

    /// Forgets a draft with its history. False when there is none.
    pub fn delete_draft(&self, connection: &str, workflow: &str) -> Result<bool, LibraryError> {
        self.inner.database.write(|change| {
            let Some(no) = draft_no(change, connection, workflow)? else {
                return Ok(false);
            };
            change.execute("DELETE FROM drafts WHERE no = ?1", [no])?;
            Ok(true)
        })
    }

    /// The workflows that have a draft.
    pub fn drafts(&self, connection: &str) -> Result<Vec<String>, LibraryError> {
        self.inner.database.read(|state| {
            let Some(no) = known_no(state, connection)? else {
                return Ok(Vec::new());
            };
            state
                .prepare_cached(
                    "SELECT workflow_id FROM drafts WHERE connection = ?1 ORDER BY workflow_id",
                )?
                .query_map([no], |row| row.get(0))?
                .collect()
        })
    }

    /// Changes a draft that is there; nothing happens if it is not.
    fn change_draft(
        &self,
        connection: &str,
        workflow: &str,
        change: impl FnOnce(&Transaction<'_>, i64) -> rusqlite::Result<usize>,
    ) -> Result<(), LibraryError> {
        self.inner.database.write(|transaction| {
            if let Some(no) = draft_no(transaction, connection, workflow)? {
                change(transaction, no)?;
            }
            Ok(())
        })
    }
}

const STEP: &str = "seq, name, patch, at, base_before, base_after";

fn step(row: &Row<'_>) -> rusqlite::Result<DraftStep> {
    let (before, after): (Option<u32>, Option<u32>) = (row.get(4)?, row.get(5)?);
    Ok(DraftStep {
        seq: row.get(0)?,
        name: row.get(1)?,
        patch: row.get(2)?,
        at: from_micros(row.get(3)?),
        moved_base: before
            .zip(after)
            .map(|(before, after)| MovedBase { before, after }),
    })
}

fn step_name(state: &Connection, no: i64, seq: u32) -> rusqlite::Result<Option<String>> {
    state
        .prepare_cached("SELECT name FROM draft_steps WHERE draft = ?1 AND seq = ?2")?
        .query_row(params![no, seq], |row| row.get(0))
        .optional()
}

fn draft_no(state: &Connection, connection: &str, workflow: &str) -> rusqlite::Result<Option<i64>> {
    state
        .prepare_cached(
            "SELECT d.no FROM drafts AS d JOIN connections AS c ON d.connection = c.no \
             WHERE c.id = ?1 AND d.workflow_id = ?2",
        )?
        .query_row([connection, workflow], |row| row.get(0))
        .optional()
}

fn stands_at(state: &Connection, no: i64, cursor: u32) -> rusqlite::Result<bool> {
    state
        .prepare_cached("SELECT cursor = ?2 FROM drafts WHERE no = ?1")?
        .query_row(params![no, cursor], |row| row.get(0))
}

fn begin(
    change: &Transaction<'_>,
    connection: &str,
    workflow: &str,
    write: StepWrite<'_>,
) -> rusqlite::Result<i64> {
    let connection = connection_no(change, connection)?;
    let beginning = write.beginning.unwrap_or(&write.base.document);
    let before = write.step.moved_base.map(|moved| moved.before);
    change.execute(
        "INSERT INTO drafts (connection, workflow_id, base_version, snapshot, snapshot_at, cursor) \
         VALUES (?1, ?2, ?3, ?4, 0, 0)",
        params![connection, workflow, write.base.version, beginning],
    )?;
    let no = change.last_insert_rowid();
    put_base(change, no, write.base)?;
    if let Some(version) = before {
        // The base that the first step left is the document that it began with.
        let document = beginning.to_owned();
        put_base(change, no, &DraftBase { version, document })?;
    }
    Ok(no)
}

fn insert_step(change: &Transaction<'_>, no: i64, step: &DraftStep) -> rusqlite::Result<()> {
    change
        .prepare_cached("INSERT INTO draft_steps VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
        .execute(params![
            no,
            step.seq,
            step.name,
            step.patch,
            to_micros(step.at),
            step.moved_base.map(|moved| moved.before),
            step.moved_base.map(|moved| moved.after),
        ])?;
    Ok(())
}

fn put_base(change: &Transaction<'_>, no: i64, base: &DraftBase) -> rusqlite::Result<()> {
    change
        .prepare_cached("INSERT OR REPLACE INTO draft_bases VALUES (?1, ?2, ?3)")?
        .execute(params![no, base.version, base.document])?;
    Ok(())
}
