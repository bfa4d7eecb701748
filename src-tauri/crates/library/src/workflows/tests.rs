use super::*;
use crate::fixtures::{HOME, at, head, keep, library, run, sync, workflow};

fn ids(rows: &[WorkflowRow]) -> Vec<&str> {
    let mut ids: Vec<_> = rows.iter().map(|row| row.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn a_sync_tells_what_changed_and_what_went() {
    let (_folder, library) = library();
    let check = |records: &[WorkflowRecord], changed: &[&str], gone: &[&str]| {
        let (found_changed, found_gone) = sync(&library, records);
        assert_eq!(
            (found_changed.as_slice(), found_gone.as_slice()),
            (&owned(changed)[..], &owned(gone)[..])
        );
        assert_eq!(library.workflow_count(HOME).unwrap(), records.len());
    };
    let (one, two) = (workflow("w_1", "One"), workflow("w_2", "Two"));
    let three = workflow("w_3", "Three");
    let two_changed = WorkflowRecord {
        version: 2,
        ..workflow("w_2", "Zwei")
    };

    check(&[], &[], &[]);
    check(&[one.clone(), two.clone()], &["w_1", "w_2"], &[]);
    check(&[one.clone(), two], &[], &[]);
    check(
        &[one, two_changed.clone(), three.clone()],
        &["w_2", "w_3"],
        &[],
    );
    assert_eq!(library.row(HOME, "w_2").unwrap().unwrap().title, "Zwei");
    check(&[two_changed, three], &[], &["w_1"]);
    assert_eq!(library.sync_state(HOME).unwrap().synced_at, Some(at(100)));
}

fn owned(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn an_unchanged_page_asks_for_no_record_and_writes_nothing() {
    let (folder, library) = library();
    let records: Vec<_> = (0..50)
        .map(|at| workflow(&format!("w_{at}"), "Same"))
        .collect();
    sync(&library, &records);
    let log = folder.path().join("library.db-wal");
    let before = std::fs::read(&log).unwrap();
    let mut sync = library.begin_sync(HOME).unwrap();
    let heads: Vec<_> = records.iter().map(head).collect();
    let changed = sync
        .page(&heads, |at| panic!("asked for record {at}"))
        .unwrap();
    assert!(changed.is_empty());
    assert_eq!(
        std::fs::read(&log).unwrap(),
        before,
        "something was written"
    );
}

#[test]
fn a_sync_that_breaks_off_removes_nothing() {
    let (_folder, library) = library();
    sync(&library, &[workflow("w_1", "One"), workflow("w_2", "Two")]);
    let mut sync = library.begin_sync(HOME).unwrap();
    let three = workflow("w_3", "Three");
    sync.page(&[head(&three)], |_| three.clone()).unwrap();
    drop(sync);
    assert_eq!(ids(&library.rows(HOME).unwrap()), ["w_1", "w_2", "w_3"]);
}

#[test]
fn what_is_kept_during_a_sync_survives_it() {
    let (_folder, library) = library();
    sync(&library, &[workflow("w_old", "Old")]);
    let sync = library.begin_sync(HOME).unwrap();
    assert!(keep(&library, HOME, &workflow("w_new", "New")));
    assert_eq!(sync.finish(at(200)).unwrap(), ["w_old"]);
    assert_eq!(ids(&library.rows(HOME).unwrap()), ["w_new"]);
}

#[test]
fn a_row_brings_back_all_of_the_record() {
    let (_folder, library) = library();
    let record = WorkflowRecord {
        folder: Some("fld_1".to_owned()),
        version: 7,
        is_template: true,
        ..workflow("w_1", "Rechnung \"März\"")
    };
    assert!(keep(&library, HOME, &record));
    assert!(
        !keep(&library, HOME, &record),
        "the same again is no change"
    );
    let row = library.row(HOME, "w_1").unwrap().unwrap();
    let expected = WorkflowRow {
        id: record.id.clone(),
        title: record.title.clone(),
        description: record.description.clone(),
        folder: record.folder.clone(),
        version: 7,
        status: "published".to_owned(),
        created_at: at(0),
        updated_at: at(1),
        is_template: true,
        kinds: record.kinds.clone(),
        block_count: 2,
        parameter_count: 1,
        recent_runs: Vec::new(),
        last_seconds: None,
    };
    assert_eq!(row, expected);
    assert_eq!(library.rows(HOME).unwrap(), [expected]);
    assert_eq!(library.body(HOME, "w_1").unwrap().unwrap(), record.body);
    assert_eq!(library.row(HOME, "w_2").unwrap(), None);
    assert_eq!(library.body(HOME, "w_2").unwrap(), None);
    assert_eq!(library.rows("elsewhere").unwrap(), []);
}

#[test]
fn a_changed_workflow_keeps_its_runs() {
    let (_folder, library) = library();
    keep(&library, HOME, &workflow("w_1", "One"));
    library.upsert_runs(HOME, &[run("r_1", "w_1", 10)]).unwrap();
    keep(&library, HOME, &workflow("w_1", "Changed"));
    let row = library.row(HOME, "w_1").unwrap().unwrap();
    assert_eq!(
        (row.title.as_str(), row.recent_runs.len(), row.last_seconds),
        ("Changed", 1, Some(90.0))
    );
}

#[test]
fn moving_is_known_at_once_and_taken_from_the_server_next_time() {
    let (_folder, library) = library();
    let record = WorkflowRecord {
        folder: Some("fld_a".to_owned()),
        ..workflow("w_1", "One")
    };
    sync(&library, std::slice::from_ref(&record));
    let folder = || library.row(HOME, "w_1").unwrap().unwrap().folder;
    assert!(!library.set_folder(HOME, "w_1", Some("fld_a")).unwrap());
    assert!(library.set_folder(HOME, "w_1", None).unwrap());
    assert_eq!(folder(), None);
    assert!(!library.set_folder(HOME, "w_2", None).unwrap());
    let (changed, _) = sync(&library, &[record]);
    assert_eq!(
        (changed, folder()),
        (owned(&["w_1"]), Some("fld_a".to_owned()))
    );
}

#[test]
fn removing_takes_the_versions_along_and_leaves_the_runs() {
    let (_folder, library) = library();
    keep(&library, HOME, &workflow("w_1", "One"));
    library.store_version(HOME, "w_1", 3, "{\"v\":3}").unwrap();
    library
        .store_version(HOME, "w_1", 3, "{\"v\":\"another\"}")
        .unwrap();
    assert_eq!(
        library.version(HOME, "w_1", 3).unwrap().unwrap(),
        "{\"v\":3}"
    );
    assert_eq!(library.version(HOME, "w_1", 2).unwrap(), None);
    library.upsert_runs(HOME, &[run("r_1", "w_1", 10)]).unwrap();
    assert!(library.remove_workflow(HOME, "w_1").unwrap());
    assert!(!library.remove_workflow(HOME, "w_1").unwrap());
    assert_eq!(library.version(HOME, "w_1", 3).unwrap(), None);
    assert_eq!(library.body(HOME, "w_1").unwrap(), None);
    assert!(library.run(HOME, "r_1").unwrap().is_some());
}
