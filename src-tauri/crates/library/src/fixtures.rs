//! Made-up records for the tests of this crate.

use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;

use crate::{ContentHash, IndexText, Library, RunRecord, WorkflowHead, WorkflowRecord};

/// The connection of most tests.
pub(crate) const HOME: &str = "home";

/// An empty library; it lasts as long as the folder.
pub(crate) fn library() -> (TempDir, Library) {
    let folder = TempDir::new().unwrap();
    let library = Library::open(folder.path()).unwrap().library;
    (folder, library)
}

/// So many seconds after some moment.
pub(crate) fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::seconds(seconds)
}

pub(crate) fn text(block: Option<&str>, field: &str, text: &str) -> IndexText {
    IndexText {
        block: block.map(str::to_owned),
        field: field.to_owned(),
        text: text.to_owned(),
    }
}

pub(crate) fn workflow(id: &str, title: &str) -> WorkflowRecord {
    WorkflowRecord {
        id: id.to_owned(),
        title: title.to_owned(),
        description: format!("What {title} does"),
        folder: None,
        version: 1,
        status: "published".to_owned(),
        created_at: at(0),
        updated_at: at(1),
        is_template: false,
        kinds: vec!["navigation".to_owned(), "for_loop".to_owned()],
        block_count: 2,
        parameter_count: 1,
        body: format!("{{\"title\":{title:?}}}"),
        texts: vec![text(None, "title", title)],
    }
}

/// A run of 90 seconds.
pub(crate) fn run(id: &str, workflow: &str, created_at: i64) -> RunRecord {
    RunRecord {
        id: id.to_owned(),
        workflow_id: Some(workflow.to_owned()),
        title: format!("Run {id}"),
        status: "completed".to_owned(),
        created_at: at(created_at),
        started_at: Some(at(created_at + 1)),
        finished_at: Some(at(created_at + 91)),
        failure: None,
        trigger: "manual".to_owned(),
        version: Some(1),
        parameter_text: None,
        body: None,
    }
}

/// The hash that goes with a record: of its body, as the caller would do it.
pub(crate) fn head(record: &WorkflowRecord) -> WorkflowHead {
    WorkflowHead {
        id: record.id.clone(),
        hash: ContentHash::of(record.body.as_bytes()),
    }
}

pub(crate) fn keep(library: &Library, connection: &str, record: &WorkflowRecord) -> bool {
    library
        .upsert_workflow(connection, head(record).hash, record)
        .unwrap()
}

/// One whole synchronisation: the ids that changed and the ids that went.
pub(crate) fn sync(library: &Library, records: &[WorkflowRecord]) -> (Vec<String>, Vec<String>) {
    let mut sync = library.begin_sync(HOME).unwrap();
    let heads: Vec<_> = records.iter().map(head).collect();
    let changed = sync.page(&heads, |at| records[at].clone()).unwrap();
    (changed, sync.finish(at(100)).unwrap())
}
