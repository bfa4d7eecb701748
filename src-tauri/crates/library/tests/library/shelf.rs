//! Records for these tests, and checks that a library is whole.

use std::path::Path;

use chrono::{DateTime, Utc};
use library::{ContentHash, IndexText, Library, RunRecord, WorkflowRecord};
use rusqlite::Connection;

pub(crate) const HOME: &str = "home";

pub(crate) fn open(folder: &Path) -> Library {
    let opened = Library::open(folder).unwrap();
    assert_eq!(opened.repaired, None);
    opened.library
}

/// A workflow of some kilobytes.
pub(crate) fn workflow(number: usize) -> WorkflowRecord {
    let prompt = format!("Fill in the form of customer {number} and send it. ").repeat(40);
    WorkflowRecord {
        id: format!("wpid_{number:05}"),
        title: format!("Workflow {number}"),
        description: String::new(),
        folder: None,
        version: 1,
        status: "published".to_owned(),
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
        is_template: false,
        kinds: vec!["navigation".to_owned()],
        block_count: 1,
        parameter_count: 0,
        body: prompt.clone(),
        texts: vec![IndexText {
            block: Some("fill".to_owned()),
            field: "prompt".to_owned(),
            text: prompt,
        }],
    }
}

pub(crate) fn run(number: usize) -> RunRecord {
    let now: DateTime<Utc> = DateTime::UNIX_EPOCH;
    RunRecord {
        id: format!("wr_{number:05}"),
        workflow_id: Some(format!("wpid_{number:05}")),
        title: format!("Run {number}"),
        status: "completed".to_owned(),
        created_at: now,
        started_at: Some(now),
        finished_at: Some(now),
        failure: None,
        trigger: "manual".to_owned(),
        version: Some(1),
        parameter_text: Some(format!("customer {number}")),
        body: Some("{}".repeat(500)),
    }
}

/// Keeps everything of one number: a workflow, a run of it and an artifact.
pub(crate) fn keep(library: &Library, number: usize) -> Result<(), library::LibraryError> {
    let record = workflow(number);
    library.upsert_workflow(HOME, ContentHash::of(record.id.as_bytes()), &record)?;
    library.upsert_runs(HOME, &[run(number)])?;
    let mut writer = library
        .artifacts()
        .begin_write(HOME, &format!("a_{number}"))?;
    writer.append(&film(number))?;
    writer.finish("video/webm")?;
    Ok(())
}

pub(crate) fn film(number: usize) -> Vec<u8> {
    number.to_le_bytes().repeat(2_000)
}

/// Asserts that everything of the numbers is there and that nothing is half there.
pub(crate) fn check(folder: &Path, numbers: std::ops::Range<usize>) {
    let library = open(folder);
    for number in numbers {
        let record = workflow(number);
        let row = library
            .row(HOME, &record.id)
            .unwrap()
            .expect("the workflow is there");
        assert_eq!(row.recent_runs.len(), 1, "{row:?}");
        assert_eq!(
            library.body(HOME, &record.id).unwrap().unwrap(),
            record.body
        );
        assert_eq!(
            library.run(HOME, &run(number).id).unwrap().unwrap(),
            run(number)
        );
        check_film(&library, &format!("a_{number}"));
    }
    for artifact in library.artifacts().list(HOME).unwrap() {
        check_film(&library, &artifact.id);
    }
    let is_part = |path: &Path| path.extension().is_some_and(|ending| ending == "part");
    assert!(
        !files(&folder.join("artifacts"))
            .iter()
            .any(|path| is_part(path))
    );
    drop(library);
    let database = Connection::open(folder.join("library.db")).unwrap();
    let verdict: String = database
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok");
}

fn check_film(library: &Library, artifact: &str) {
    let number = artifact.trim_start_matches("a_").parse().unwrap();
    let mut open = library
        .artifacts()
        .open(HOME, artifact)
        .unwrap()
        .expect("the film is there");
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut open.file, &mut bytes).unwrap();
    assert_eq!(bytes, film(number));
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let folders = std::fs::read_dir(folder).unwrap();
    folders
        .flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect()
}
