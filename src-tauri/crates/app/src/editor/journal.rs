//! Keeping a draft: each step is in the library before anybody is told of it.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, Utc};
use library::{DraftBase, DraftStep, Library, LibraryError, MovedBase, StepWrite};
use serde_json::Value;
use workflow::edit::Patch;

use super::session::{Base, Journal, Session, Step, Typing, Yaml};
use crate::error::{Error, Result};
use crate::views::editor::{DraftId, EditorChange};

/// The whole document is kept after so many steps, so that opening goes through few of them.
const STEPS_BETWEEN: u32 = 200;
/// … or after so many bytes of steps more than the document has.
const BYTES_BETWEEN: usize = 64 * 1024;

/// Counts the changes of a draft over all of its sessions.
#[derive(Debug, Default)]
pub(super) struct Revision(AtomicU32);

impl Revision {
    pub(super) fn now(&self) -> u32 {
        self.0.load(Ordering::SeqCst)
    }

    pub(super) fn next(&self) -> u32 {
        self.0.fetch_add(1, Ordering::SeqCst) + 1
    }
}

/// What became of a step. The outer result is the library's.
pub(super) type Kept<T> = std::result::Result<Result<T>, LibraryError>;

/// Another process went on with the draft; what this one believes is not so any more.
fn overtaken() -> Error {
    Error::Conflict(
        "Another Eyrie changed this draft meanwhile. Open it again to go on from there.".to_owned(),
    )
}

/// Keeps a step and makes it the state of the session. None if it changes nothing.
pub(super) fn take(
    library: &Library,
    session: &mut Session,
    mut step: Step,
    revision: &Revision,
    now: DateTime<Utc>,
) -> Kept<Option<EditorChange>> {
    let patch = Patch::between(&session.document, &step.document);
    let yaml = step.yaml.take();
    session
        .chosen_keys
        .extend(std::mem::take(&mut step.chosen_keys));
    let changes = !patch.is_empty() || step.base.is_some();
    let change = if changes {
        let row = Row::of(session, &step, patch, now);
        if !row.write(library, session, &step)? {
            return Ok(Err(overtaken()));
        }
        Some(row.become_of(session, step, revision, now))
    } else {
        None
    };
    if let Some(yaml) = yaml {
        keep_text(library, session, yaml)?;
    }
    Ok(Ok(change))
}

/// A step as it is written.
struct Row {
    step: DraftStep,
    patch: Patch,
    base: Base,
    /// The whole document, where it is time for it.
    snapshot: Option<String>,
    /// Bytes of steps since the last whole document.
    since: usize,
}

impl Row {
    fn of(session: &Session, step: &Step, patch: Patch, now: DateTime<Utc>) -> Self {
        let cursor = session.journal.cursor;
        let going_on = session
            .is_typing(step, now)
            .map(|typing| typing.patch.clone());
        let (seq, patch) = match going_on {
            Some(first) => (cursor, together(session, first, patch, &step.document)),
            None => (cursor + 1, patch),
        };
        let moved_base = step.base.as_ref().map(|base| MovedBase {
            before: session.base.version,
            after: base.version,
        });
        let json = to_json(&patch);
        let since = session.journal.since_snapshot + json.len();
        let is_due = snapshot_is_due(&session.journal, seq, since);
        Self {
            base: step.base.clone().unwrap_or_else(|| session.base.clone()),
            snapshot: is_due.then(|| step.document.to_string()),
            since: if is_due { 0 } else { since },
            step: DraftStep {
                seq,
                name: step.name.clone(),
                patch: json,
                at: now,
                moved_base,
            },
            patch,
        }
    }

    fn write(
        &self,
        library: &Library,
        session: &Session,
        step: &Step,
    ) -> std::result::Result<bool, LibraryError> {
        let begins = !session.journal.is_kept;
        // Only a draft that begins, or a base that moves, is written with its document.
        let with_base = begins || step.base.is_some();
        let base = DraftBase {
            version: self.base.version,
            document: if with_base {
                self.base.document.to_string()
            } else {
                String::new()
            },
        };
        let beginning = begins.then(|| session.document.to_string());
        let write = StepWrite {
            step: &self.step,
            cursor: session.journal.cursor,
            snapshot: self.snapshot.as_deref(),
            base: &base,
            beginning: beginning.as_deref(),
        };
        let DraftId {
            connection,
            workflow,
        } = &session.id;
        library.write_draft_step(connection.as_str(), workflow.as_str(), write)
    }

    /// Makes what was written the state of the session.
    fn become_of(
        self,
        session: &mut Session,
        step: Step,
        revision: &Revision,
        now: DateTime<Utc>,
    ) -> EditorChange {
        let seq = self.step.seq;
        let patch = self.patch;
        session.journal = Journal {
            is_kept: true,
            cursor: seq,
            snapshot_at: match self.snapshot {
                Some(_) => seq,
                None => session.journal.snapshot_at,
            },
            since_snapshot: self.since,
            undo: Some(step.name),
            redo: None,
        };
        session.typing = step.typing.map(|place| Typing {
            place,
            at: now,
            patch,
        });
        session.document = step.document;
        session.base = self.base;
        session.server_version = session.server_version.max(session.base.version);
        EditorChange {
            touched: step.touched,
            renamed: step.renamed,
            select: step.select,
            notices: step.notices,
            ..session.look(revision.next())
        }
    }
}

/// Which way to go in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Back,
    Forth,
}

/// Takes the last step back, or does the next one again. None if there is none.
pub(super) fn go(
    library: &Library,
    session: &mut Session,
    way: Way,
    revision: &Revision,
) -> Kept<Option<EditorChange>> {
    let cursor = session.journal.cursor;
    let (seq, to) = match way {
        Way::Back => (cursor, cursor.checked_sub(1)),
        Way::Forth => (cursor + 1, Some(cursor + 1)),
    };
    let DraftId {
        connection,
        workflow,
    } = session.id.clone();
    let (connection, workflow) = (connection.as_str(), workflow.as_str());
    let step = library.draft_step(connection, workflow, seq)?;
    let (Some(to), Some(step)) = (to, step) else {
        return Ok(Ok(None));
    };
    let mut document = session.document.clone();
    if !walk(&mut document, &step, way) {
        return Ok(Err(unreadable()));
    }
    let base = match moved_base(library, session, &step, way)? {
        Some(base) => base,
        None => session.base.clone(),
    };
    if !library.move_draft_cursor(connection, workflow, cursor, to, base.version)? {
        return Ok(Err(overtaken()));
    }
    let (undo, redo) = match way {
        Way::Back => {
            let before = library.draft_step(connection, workflow, to)?;
            (before.map(|step| step.name), Some(step.name))
        }
        Way::Forth => {
            let after = library.draft_step(connection, workflow, to + 1)?;
            (Some(step.name), after.map(|step| step.name))
        }
    };
    session.journal.cursor = to;
    session.journal.undo = undo;
    session.journal.redo = redo;
    session.typing = None;
    session.base = base;
    let touched = super::blocks::changed(&session.document, &document);
    session.document = document;
    Ok(Ok(Some(EditorChange {
        touched,
        ..session.look(revision.next())
    })))
}

/// The draft as it is kept, if it is.
pub(super) fn open(library: &Library, id: &DraftId) -> Kept<Option<Session>> {
    let (connection, workflow) = (id.connection.as_str(), id.workflow.as_str());
    let Some(draft) = library.draft(connection, workflow)? else {
        return Ok(Ok(None));
    };
    let parsed = |json: &str| serde_json::from_str::<Value>(json);
    let (Ok(mut document), Ok(base)) = (parsed(&draft.snapshot), parsed(&draft.base.document))
    else {
        return Ok(Err(unreadable()));
    };
    let way = if draft.cursor < draft.snapshot_at {
        Way::Back
    } else {
        Way::Forth
    };
    let is_whole = match way {
        Way::Forth => draft
            .between
            .iter()
            .all(|step| walk(&mut document, step, way)),
        Way::Back => draft
            .between
            .iter()
            .rev()
            .all(|step| walk(&mut document, step, way)),
    };
    if !is_whole {
        return Ok(Err(unreadable()));
    }
    let journal = Journal {
        is_kept: true,
        cursor: draft.cursor,
        snapshot_at: draft.snapshot_at,
        since_snapshot: draft.between.iter().map(|step| step.patch.len()).sum(),
        undo: draft.undo,
        redo: draft.redo,
    };
    let base = Base {
        version: draft.base.version,
        document: base,
    };
    let mut session = Session::new(id.clone(), document, base, journal);
    session.yaml = draft.text.and_then(|text| {
        let document = workflow::text::read(&text).ok()?;
        Some(Yaml { text, document })
    });
    session.sent = draft.sent.and_then(|sent| serde_json::from_str(&sent).ok());
    Ok(Ok(Some(session)))
}

/// Keeps the whole document, so that the next opening goes through no step.
pub(super) fn settle(
    library: &Library,
    session: &mut Session,
) -> std::result::Result<(), LibraryError> {
    let Journal {
        is_kept,
        cursor,
        snapshot_at,
        ..
    } = session.journal;
    if !is_kept || cursor == snapshot_at {
        return Ok(());
    }
    library.write_draft_snapshot(
        session.id.connection.as_str(),
        session.id.workflow.as_str(),
        cursor,
        &session.document.to_string(),
    )?;
    session.journal.snapshot_at = cursor;
    session.journal.since_snapshot = 0;
    Ok(())
}

/// Keeps the text that was typed.
pub(super) fn keep_text(
    library: &Library,
    session: &mut Session,
    yaml: Yaml,
) -> std::result::Result<(), LibraryError> {
    let DraftId {
        connection,
        workflow,
    } = &session.id;
    library.set_draft_text(connection.as_str(), workflow.as_str(), Some(&yaml.text))?;
    session.yaml = Some(yaml);
    Ok(())
}

/// The step that typing began with and what was typed now, as one.
fn together(session: &Session, first: Patch, now: Patch, document: &Value) -> Patch {
    let mut before = session.document.clone();
    let begun = first.revert(&mut before);
    match first.then(now.clone()) {
        Some(both) => both,
        None if begun.is_ok() => Patch::between(&before, document),
        None => now,
    }
}

fn snapshot_is_due(journal: &Journal, seq: u32, since: usize) -> bool {
    // What was kept as a whole must not hold steps that are gone.
    seq <= journal.snapshot_at
        || seq - journal.snapshot_at >= STEPS_BETWEEN
        || since > BYTES_BETWEEN && seq - journal.snapshot_at >= 8
}

fn walk(document: &mut Value, step: &DraftStep, way: Way) -> bool {
    let patch = serde_json::from_str::<Patch>(&step.patch);
    let walked = patch.map(|patch| match way {
        Way::Back => patch.revert(document),
        Way::Forth => patch.apply(document),
    });
    matches!(walked, Ok(Ok(())))
}

/// The base that a step leads to. One that has moved on since, as publishing does, stays.
fn moved_base(
    library: &Library,
    session: &Session,
    step: &DraftStep,
    way: Way,
) -> std::result::Result<Option<Base>, LibraryError> {
    let Some(MovedBase { before, after }) = step.moved_base else {
        return Ok(None);
    };
    let (from, to) = match way {
        Way::Back => (after, before),
        Way::Forth => (before, after),
    };
    if session.base.version != from {
        return Ok(None);
    }
    let DraftId {
        connection,
        workflow,
    } = &session.id;
    let kept = library.draft_base(connection.as_str(), workflow.as_str(), to)?;
    Ok(kept.and_then(|base| {
        Some(Base {
            version: base.version,
            document: serde_json::from_str(&base.document).ok()?,
        })
    }))
}

fn unreadable() -> Error {
    Error::Library("The steps of this draft cannot be read.".to_owned())
}

fn to_json(patch: &Patch) -> String {
    // A patch has texts for keys only, so it always becomes JSON.
    serde_json::to_string(patch).unwrap_or_default()
}
