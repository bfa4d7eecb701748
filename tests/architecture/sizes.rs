//! Files that have outgrown their room.

use crate::source::{Source, all, clean, finds};

const RUST_LINES: usize = 500;
const TYPESCRIPT_LINES: usize = 300;

/// Files that may be longer, each with its reason. One that no longer is, is taken out.
const EXCEPTIONS: &[(&str, &str)] = &[];

fn too_long(file: &Source) -> Vec<String> {
    let (lines, most) = if file.is_rust() && !file.is_test() {
        (file.code().count(), RUST_LINES)
    } else if file.is_typescript() && !file.is_test() {
        (file.text.lines().count(), TYPESCRIPT_LINES)
    } else {
        return Vec::new();
    };
    if lines <= most {
        return Vec::new();
    }
    vec![format!(
        "{}: {lines} lines of code, {most} at most",
        file.path
    )]
}

/// The rule with its exceptions: complaints about long files that are none, and about exceptions
/// that are not needed.
fn with_exceptions(files: &[Source], exceptions: &[(&str, &str)]) -> Vec<String> {
    let excepted = |path: &str| exceptions.iter().any(|(name, _)| *name == path);
    let long = files.iter().filter(|file| !excepted(&file.path));
    let mut complaints: Vec<String> = long.flat_map(too_long).collect();
    for (path, _) in exceptions {
        let file = files.iter().find(|file| file.path == *path);
        if file.is_none_or(|file| too_long(file).is_empty()) {
            complaints.push(format!("{path} needs no exception"));
        }
    }
    complaints
}

#[test]
fn files_are_short() {
    clean(&with_exceptions(&all(), EXCEPTIONS));
}

#[test]
fn bad_examples_are_found() {
    let long = "x\n".repeat(RUST_LINES + 1);
    finds(1, too_long, "src-tauri/src/a.rs", &long);
    finds(
        0,
        too_long,
        "src-tauri/src/a.rs",
        &format!("x\n#[cfg(test)]\n{long}"),
    );
    finds(0, too_long, "src-tauri/crates/a/src/b/tests.rs", &long);
    finds(
        1,
        too_long,
        "ui/src/app/a.tsx",
        &"x\n".repeat(TYPESCRIPT_LINES + 1),
    );
    finds(0, too_long, "ui/src/app/a.test.tsx", &long);
    finds(0, too_long, "ui/src/ipc/bindings.ts", &long);

    let files = [Source::new("a.rs", &long), Source::new("b.rs", "")];
    assert_eq!(
        with_exceptions(&files, &[("a.rs", "a uniform list")]).len(),
        0
    );
    assert_eq!(
        with_exceptions(&files, &[("a.rs", "x"), ("b.rs", "x")]).len(),
        1
    );
    assert_eq!(with_exceptions(&files, &[("gone.rs", "x")]).len(), 2);
}
