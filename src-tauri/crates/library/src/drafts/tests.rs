use crate::fixtures::{HOME, at, library};
use crate::{Draft, DraftBase, DraftStep, Library, MovedBase, StepWrite};

const FLOW: &str = "wpid_1";

fn base(version: u32) -> DraftBase {
    DraftBase {
        version,
        document: format!("document {version}"),
    }
}

fn step(seq: u32, name: &str) -> DraftStep {
    DraftStep {
        seq,
        name: name.to_owned(),
        patch: format!("patch of {name}"),
        at: at(i64::from(seq)),
        moved_base: None,
    }
}

fn write(library: &Library, step: &DraftStep, cursor: u32, snapshot: Option<&str>) -> bool {
    let write = StepWrite {
        step,
        cursor,
        snapshot,
        base: &base(12),
        beginning: None,
    };
    library.write_draft_step(HOME, FLOW, write).unwrap()
}

fn draft(library: &Library) -> Draft {
    library.draft(HOME, FLOW).unwrap().expect("a draft")
}

/// What undo and redo would do, and the numbers of the steps between the snapshot and the cursor.
#[track_caller]
fn check(library: &Library, undo: Option<&str>, redo: Option<&str>, between: &[u32]) {
    let draft = draft(library);
    assert_eq!((draft.undo.as_deref(), draft.redo.as_deref()), (undo, redo));
    let numbers: Vec<u32> = draft.between.iter().map(|step| step.seq).collect();
    assert_eq!(numbers, between);
}

#[test]
fn a_draft_begins_with_its_first_step() {
    let (_folder, library) = library();
    assert_eq!(library.draft(HOME, FLOW).unwrap(), None);
    assert!(write(&library, &step(1, "a"), 0, None));
    let expected = Draft {
        base: base(12),
        snapshot: "document 12".to_owned(),
        snapshot_at: 0,
        cursor: 1,
        between: vec![step(1, "a")],
        undo: Some("a".to_owned()),
        redo: None,
        sent: None,
        text: None,
    };
    assert_eq!(draft(&library), expected);
    assert_eq!(library.drafts(HOME).unwrap(), [FLOW]);
    assert!(library.delete_draft(HOME, FLOW).unwrap());
    assert!(!library.delete_draft(HOME, FLOW).unwrap());
    assert_eq!(library.draft_step(HOME, FLOW, 1).unwrap(), None);
}

#[test]
fn steps_are_taken_back_and_done_again() {
    let (_folder, library) = library();
    for (place, name) in ["a", "b", "c"].iter().enumerate() {
        let done = u32::try_from(place).unwrap();
        assert!(write(&library, &step(done + 1, name), done, None));
    }
    check(&library, Some("c"), None, &[1, 2, 3]);
    assert!(library.move_draft_cursor(HOME, FLOW, 3, 1, 12).unwrap());
    check(&library, Some("a"), Some("b"), &[1]);
    // Typing goes on in the same step, and forgets what was taken back.
    assert!(write(&library, &step(1, "A"), 1, None));
    check(&library, Some("A"), None, &[1]);
    assert_eq!(library.draft_step(HOME, FLOW, 2).unwrap(), None);
    assert!(write(&library, &step(2, "d"), 1, Some("whole")));
    check(&library, Some("d"), None, &[]);
    assert!(library.move_draft_cursor(HOME, FLOW, 2, 0, 12).unwrap());
    check(&library, None, Some("A"), &[1, 2]);
    library
        .write_draft_snapshot(HOME, FLOW, 0, "begun")
        .unwrap();
    check(&library, None, Some("A"), &[]);
}

#[test]
fn nobody_writes_over_the_steps_of_another_process() {
    let (_folder, library) = library();
    assert!(!write(&library, &step(4, "lost"), 3, None));
    assert!(write(&library, &step(1, "a"), 0, None));
    assert!(!write(&library, &step(1, "b"), 0, None));
    assert!(!library.move_draft_cursor(HOME, FLOW, 2, 1, 12).unwrap());
    check(&library, Some("a"), None, &[1]);
}

#[test]
fn the_base_moves_with_a_merge_and_with_publishing() {
    let (_folder, library) = library();
    let merge = DraftStep {
        moved_base: Some(MovedBase {
            before: 12,
            after: 13,
        }),
        ..step(1, "Merge v13")
    };
    let write = StepWrite {
        step: &merge,
        cursor: 0,
        snapshot: None,
        base: &base(13),
        beginning: Some("document 12"),
    };
    assert!(library.write_draft_step(HOME, FLOW, write).unwrap());
    assert_eq!(draft(&library).base, base(13));
    assert_eq!(draft(&library).between, [merge]);
    assert!(library.move_draft_cursor(HOME, FLOW, 1, 0, 12).unwrap());
    assert_eq!(draft(&library).base, base(12));

    library.set_draft_sent(HOME, FLOW, Some("sent")).unwrap();
    assert_eq!(draft(&library).sent.as_deref(), Some("sent"));
    library.set_draft_base(HOME, FLOW, &base(14)).unwrap();
    library.set_draft_base(HOME, FLOW, &base(15)).unwrap();
    assert_eq!(
        (draft(&library).base, draft(&library).sent),
        (base(15), None)
    );
    let kept = |version| library.draft_base(HOME, FLOW, version).unwrap();
    assert_eq!(
        (kept(12), kept(13), kept(14)),
        (Some(base(12)), Some(base(13)), None)
    );
}

#[test]
fn notes_and_texts_are_kept() {
    let (_folder, library) = library();
    library
        .set_draft_text(HOME, FLOW, Some("nobody's"))
        .unwrap();
    assert!(write(&library, &step(1, "a"), 0, None));
    assert_eq!(draft(&library).text, None);
    library
        .set_draft_text(HOME, FLOW, Some("title: A # so"))
        .unwrap();
    assert_eq!(draft(&library).text.as_deref(), Some("title: A # so"));
    library.set_version_note(HOME, FLOW, 13, "first").unwrap();
    library.set_version_note(HOME, FLOW, 13, "better").unwrap();
    library.set_version_note(HOME, FLOW, 12, "before").unwrap();
    assert_eq!(
        library.version_notes(HOME, FLOW).unwrap(),
        [(12, "before".to_owned()), (13, "better".to_owned())]
    );
    library.store_version(HOME, FLOW, 1, "{}").unwrap();
    library.store_version(HOME, FLOW, 3, "{}").unwrap();
    assert_eq!(library.kept_versions(HOME, FLOW).unwrap(), [3, 1]);
    library.remove_workflow(HOME, FLOW).unwrap();
    assert_eq!(library.draft(HOME, FLOW).unwrap(), None);
}

#[test]
fn a_long_history_is_small_and_opens_at_once() {
    const STEPS: u32 = 10_000;
    let (folder, library) = library();
    let begun = std::time::Instant::now();
    for done in 0..STEPS {
        let snapshot = (done % 100 == 99).then_some("document");
        assert!(write(
            &library,
            &step(done + 1, "Change prompt"),
            done,
            snapshot
        ));
    }
    let each = begun.elapsed() / STEPS;
    assert!(each.as_millis() < 50, "one step took {each:?}");
    let opened = std::time::Instant::now();
    check(&library, Some("Change prompt"), None, &[]);
    assert!(opened.elapsed().as_millis() < 100);
    let size = std::fs::metadata(folder.path().join("library.db"))
        .unwrap()
        .len();
    assert!(size < 5_000_000, "{size} bytes");
}
