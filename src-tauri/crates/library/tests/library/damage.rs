//! Damaged files, and files of a newer version.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use library::{Library, LibraryError, Preset, Repaired, SnapshotPart};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::shelf::{HOME, check, keep, open};

/// A library of `count` workflows, with what no server has.
fn filled(count: usize) -> TempDir {
    let folder = TempDir::new().unwrap();
    let library = open(folder.path());
    (0..count).for_each(|number| keep(&library, number).unwrap());
    let preset = Preset {
        name: "January".to_owned(),
        inputs: "{}".to_owned(),
    };
    library.save_preset(HOME, "wpid_00000", &preset).unwrap();
    library
        .set_last_inputs(HOME, "wpid_00000", "{\"a\":1}")
        .unwrap();
    library
        .store_snapshot(HOME, "wr_00000", SnapshotPart::Run, "{}")
        .unwrap();
    folder
}

fn database(folder: &Path) -> std::path::PathBuf {
    folder.join("library.db")
}

/// Opens the library and asserts that it was built anew, and that the new one works.
fn repaired(folder: &Path) -> (Library, Repaired) {
    let opened = Library::open(folder).unwrap();
    let repaired = opened.repaired.expect("the library was built anew");
    assert!(repaired.kept_aside.exists() && repaired.kept_aside.starts_with(folder));
    assert!(!repaired.reason.is_empty());
    assert_eq!(opened.library.rows(HOME).unwrap(), []);
    (opened.library, repaired)
}

#[test]
fn a_file_that_is_no_database_is_set_aside() {
    let check = |content: &[u8]| {
        let folder = filled(2);
        fs::write(database(folder.path()), content).unwrap();
        let (library, found) = repaired(folder.path());
        assert_eq!(fs::read(&found.kept_aside).unwrap(), content);
        assert!(!found.is_complete);
        // The films are files of their own.
        assert_eq!(library.artifacts().list(HOME).unwrap().len(), 2);
        keep(&library, 0).unwrap();
        keep(&library, 1).unwrap();
        drop(library);
        crate::shelf::check(folder.path(), 0..2);
    };
    check(
        b"This was never a database, and it is longer than the header of one, too. "
            .repeat(9)
            .as_slice(),
    );
    check(&[0; 10_000]);
}

#[test]
fn a_file_that_was_cut_off_is_set_aside() {
    let folder = filled(30);
    let path = database(folder.path());
    let len = fs::metadata(&path).unwrap().len();
    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(len / 2)
        .unwrap();
    repaired(folder.path());
}

#[test]
fn an_empty_file_is_a_new_library() {
    let folder = TempDir::new().unwrap();
    fs::write(database(folder.path()), b"").unwrap();
    keep(&open(folder.path()), 0).unwrap();
    check(folder.path(), 0..1);
}

#[test]
fn what_no_server_has_is_taken_over() {
    let folder = filled(30);
    overwrite_table(&database(folder.path()), "workflow_bodies");
    let (library, found) = repaired(folder.path());
    assert!(found.is_complete, "{found:?}");
    assert_eq!(library.presets(HOME, "wpid_00000").unwrap().len(), 1);
    assert_eq!(
        library.launch(HOME, "wpid_00000").unwrap().inputs.unwrap(),
        "{\"a\":1}"
    );
    assert!(
        library
            .load_snapshot(HOME, "wr_00000", SnapshotPart::Run)
            .unwrap()
            .is_some()
    );
    assert_eq!(library.artifacts().list(HOME).unwrap().len(), 30);

    // Twice on one day, too.
    drop(library);
    overwrite_table(&database(folder.path()), "launch_presets");
    let (library, second) = repaired(folder.path());
    assert_ne!(second.kept_aside, found.kept_aside);
    assert!(!second.is_complete, "the presets are gone: {second:?}");
    assert_eq!(
        library.launch(HOME, "wpid_00000").unwrap().inputs.unwrap(),
        "{\"a\":1}"
    );
}

#[test]
fn damage_deep_in_a_large_file_is_met_when_it_is_read() {
    let folder = filled(5);
    let path = database(folder.path());
    // Beyond the size that is read as a whole at the start.
    let library = open(folder.path());
    let long = "x".repeat(1 << 20);
    (0..10).for_each(|run| {
        library
            .store_snapshot(HOME, &format!("r_{run}"), SnapshotPart::Timeline, &long)
            .unwrap();
    });
    drop(library);
    overwrite_table(&path, "workflow_bodies");

    let library = open(folder.path());
    assert_eq!(library.rows(HOME).unwrap().len(), 5);
    let met = library.body(HOME, "wpid_00003");
    assert!(matches!(met, Err(LibraryError::Damaged { .. })), "{met:?}");
    assert_eq!(library.rows(HOME).unwrap().len(), 5, "the rest goes on");
    drop(library);
    let (library, _) = repaired(folder.path());
    keep(&library, 0).unwrap();
    drop(library);
    drop(open(folder.path()));
}

/// Fills the pages of a table with rubbish.
fn overwrite_table(path: &Path, table: &str) {
    let database = Connection::open(path).unwrap();
    let mut select = database
        .prepare("SELECT pageno FROM dbstat WHERE name = ?1")
        .unwrap();
    let pages: Vec<u64> = select
        .query_map([table], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let size: u64 = database
        .query_row("PRAGMA page_size", [], |row| row.get(0))
        .unwrap();
    drop(select);
    database.close().unwrap();
    assert!(!pages.is_empty());
    let mut file = File::options().write(true).open(path).unwrap();
    for page in pages {
        file.seek(SeekFrom::Start((page - 1) * size)).unwrap();
        file.write_all(&[0xA5; 512]).unwrap();
    }
}

#[test]
fn a_second_process_does_not_repair_below_the_feet_of_the_first() {
    let folder = filled(1);
    let first = open(folder.path());
    // The mark that the first leaves when it meets damage.
    fs::write(
        folder.path().join("library.damaged.txt"),
        "a page is rubbish",
    )
    .unwrap();
    drop(open(folder.path()));
    assert_eq!(first.rows(HOME).unwrap().len(), 1);
    drop(first);
    let (_, found) = repaired(folder.path());
    assert_eq!(
        (found.reason.as_str(), found.is_complete),
        ("a page is rubbish", true)
    );
    drop(open(folder.path()));
}

#[test]
fn a_newer_format_is_left_as_it_is() {
    let folder = filled(1);
    let path = database(folder.path());
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    connection.close().unwrap();
    let before = fs::read(&path).unwrap();
    let refused = Library::open(folder.path()).unwrap_err();
    assert!(
        matches!(refused, LibraryError::NewerSchema { found: 99, .. }),
        "{refused:?}"
    );
    assert!(refused.to_string().contains("Update Eyrie"), "{refused}");
    assert_eq!(fs::read(&path).unwrap(), before);
}
