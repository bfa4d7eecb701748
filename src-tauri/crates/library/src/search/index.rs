//! What goes into the full-text tables.

use rusqlite::{Connection, params};

use super::fold::{push_folded, push_words};
use super::texts;
use crate::runs::RunRecord;
use crate::workflows::WorkflowRecord;

/// Puts a workflow's words in the place of those it had before.
pub(crate) fn put_workflow(
    change: &Connection,
    no: i64,
    record: &WorkflowRecord,
) -> rusqlite::Result<()> {
    let mut words = String::new();
    let mut parts = String::new();
    let own = [record.title.as_str(), record.id.as_str()];
    for text in own
        .into_iter()
        .chain(texts::searched(&record.texts).map(|(_, text)| text))
    {
        push_words(&mut words, text);
        words.push('\n');
        push_folded(&mut parts, text);
        parts.push('\n');
    }
    change
        .prepare_cached("INSERT OR REPLACE INTO workflow_words (rowid, words) VALUES (?1, ?2)")?
        .execute(params![no, words])?;
    change
        .prepare_cached("INSERT OR REPLACE INTO workflow_parts (rowid, parts) VALUES (?1, ?2)")?
        .execute(params![no, parts])?;
    Ok(())
}

/// Puts a run's words in the place of those it had before.
pub(crate) fn put_run(
    change: &Connection,
    no: i64,
    run: &RunRecord,
    parameter_text: Option<&str>,
) -> rusqlite::Result<()> {
    let texts = [
        Some(run.title.as_str()),
        Some(run.id.as_str()),
        run.failure.as_deref(),
        parameter_text,
    ];
    let mut words = String::new();
    for text in texts.into_iter().flatten() {
        push_words(&mut words, text);
        words.push('\n');
    }
    change
        .prepare_cached("INSERT OR REPLACE INTO run_words (rowid, words) VALUES (?1, ?2)")?
        .execute(params![no, words])?;
    Ok(())
}
