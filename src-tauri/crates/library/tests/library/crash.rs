//! Death in the midst of writing, and writing beside another process.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{ChildStdout, Stdio};

use tempfile::TempDir;

use crate::shelf::{check, keep, open};
use crate::sub_process::{child, child_folder};

/// What the child prints before the number that is now kept.
const KEPT: &str = "kept ";

#[test]
fn a_kill_in_the_midst_of_writing_loses_nothing_that_was_kept() {
    if let Some(folder) = child_folder() {
        write_for_ever(&folder);
    }
    let folder = TempDir::new().unwrap();
    let mut kept = 0;
    for _ in 0..5 {
        let mut child = child(
            "crash::a_kill_in_the_midst_of_writing_loses_nothing_that_was_kept",
            folder.path(),
        )
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
        let mut numbers = kept_numbers(child.stdout.take().unwrap());
        let first = numbers.next().expect("the child keeps something");
        assert!(
            first <= kept,
            "the child goes on where the last one was killed: {first} {kept}"
        );
        kept = numbers.by_ref().nth(20).expect("the child keeps more") + 1;
        child.kill().unwrap();
        child.wait().unwrap();
        // What it still printed before it died is kept as well.
        kept = numbers.last().map_or(kept, |last| last + 1);
        check(folder.path(), 0..kept);
    }
}

#[expect(clippy::print_stdout, reason = "the parent reads it")]
fn write_for_ever(folder: &Path) -> ! {
    let library = open(folder);
    let first = library
        .workflow_count(crate::shelf::HOME)
        .unwrap()
        .saturating_sub(1);
    for number in first.. {
        keep(&library, number).unwrap();
        println!("{KEPT}{number}");
    }
    unreachable!("the parent kills this process")
}

fn kept_numbers(output: ChildStdout) -> impl Iterator<Item = usize> {
    let lines = BufReader::new(output).lines().map_while(Result::ok);
    // The test harness prints on the same line.
    lines.filter_map(|line| line.split(KEPT).nth(1)?.parse().ok())
}

#[test]
fn two_processes_write_to_one_library() {
    const EACH: usize = 40;
    if let Some(folder) = child_folder() {
        let library = open(&folder);
        return (EACH..2 * EACH).for_each(|number| keep(&library, number).unwrap());
    }
    let folder = TempDir::new().unwrap();
    let library = open(folder.path());
    let mut child = child("crash::two_processes_write_to_one_library", folder.path())
        .spawn()
        .unwrap();
    (0..EACH).for_each(|number| keep(&library, number).unwrap());
    assert!(child.wait().unwrap().success());
    // Seen by the first without being opened anew, the words of the titles included.
    assert_eq!(
        library.workflow_count(crate::shelf::HOME).unwrap(),
        2 * EACH
    );
    let hits = library
        .search(crate::shelf::HOME, "workflow 79", 10)
        .unwrap();
    assert_eq!(hits[0].id, "wpid_00079");
    drop(library);
    check(folder.path(), 0..2 * EACH);
}

#[test]
fn two_processes_begin_one_library() {
    if let Some(folder) = child_folder() {
        return keep(&open(&folder), 1).unwrap();
    }
    let folder = TempDir::new().unwrap();
    let mut child = child("crash::two_processes_begin_one_library", folder.path())
        .spawn()
        .unwrap();
    keep(&open(folder.path()), 0).unwrap();
    assert!(child.wait().unwrap().success());
    check(folder.path(), 0..2);
}

#[test]
fn a_kill_in_the_midst_of_editing_loses_no_step_that_was_kept() {
    if let Some(folder) = child_folder() {
        edit_for_ever(&folder);
    }
    let folder = TempDir::new().unwrap();
    for _ in 0..3 {
        let mut child = child(
            "crash::a_kill_in_the_midst_of_editing_loses_no_step_that_was_kept",
            folder.path(),
        )
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
        let mut numbers = kept_numbers(child.stdout.take().unwrap());
        let seen = numbers.by_ref().nth(50).expect("the child keeps more");
        child.kill().unwrap();
        child.wait().unwrap();
        let kept = numbers.last().unwrap_or(seen);
        let draft = open(folder.path()).draft(crate::shelf::HOME, "wpid_1");
        let draft = draft.unwrap().expect("the draft is there");
        assert!(draft.cursor as usize >= kept, "{} {kept}", draft.cursor);
        // From the last whole document, every step leads to where the draft stands.
        let steps: Vec<_> = draft.between.iter().map(|step| step.seq).collect();
        assert_eq!(
            steps,
            (draft.snapshot_at + 1..=draft.cursor).collect::<Vec<_>>()
        );
        assert_eq!(
            draft.snapshot,
            format!("document after {}", draft.snapshot_at)
        );
        assert_eq!(draft.undo, Some(format!("Step {}", draft.cursor)));
    }
    check(folder.path(), 0..0);
}

#[expect(clippy::print_stdout, reason = "the parent reads it")]
fn edit_for_ever(folder: &Path) -> ! {
    use library::{DraftBase, DraftStep, StepWrite};
    let library = open(folder);
    let base = DraftBase {
        version: 1,
        document: "document after 0".to_owned(),
    };
    let draft = library.draft(crate::shelf::HOME, "wpid_1").unwrap();
    let first = draft.map_or(0, |draft| draft.cursor);
    for cursor in first.. {
        let step = DraftStep {
            seq: cursor + 1,
            name: format!("Step {}", cursor + 1),
            patch: "{}".to_owned(),
            at: chrono::DateTime::UNIX_EPOCH,
            moved_base: None,
        };
        let whole = format!("document after {}", cursor + 1);
        let write = StepWrite {
            step: &step,
            cursor,
            snapshot: (cursor % 7 == 0).then_some(whole.as_str()),
            base: &base,
            beginning: None,
        };
        assert!(
            library
                .write_draft_step(crate::shelf::HOME, "wpid_1", write)
                .unwrap()
        );
        println!("{KEPT}{}", cursor + 1);
    }
    unreachable!("the parent kills this process")
}
