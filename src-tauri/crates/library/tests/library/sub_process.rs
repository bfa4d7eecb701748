//! Tests that need a process of their own run themselves a second time, in the part of the child.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Tells a test that it is the child, and which folder to work in.
const FOLDER: &str = "EYRIE_TEST_LIBRARY_FOLDER";

/// The folder of the child's work, in the child.
pub(crate) fn child_folder() -> Option<PathBuf> {
    env::var_os(FOLDER).map(PathBuf::from)
}

/// This test again, as the child, with `folder` to work in.
pub(crate) fn child(test: &str, folder: &Path) -> Command {
    wrapped(Command::new(this()), test, folder)
}

/// As [`child`], but started by another program, whose last arguments are a command.
#[cfg(target_os = "linux")]
pub(crate) fn child_of(mut starter: Command, test: &str, folder: &Path) -> Command {
    starter.arg(this());
    wrapped(starter, test, folder)
}

fn wrapped(mut command: Command, test: &str, folder: &Path) -> Command {
    command
        .args(["--exact", test, "--nocapture"])
        .env(FOLDER, folder)
        // The child's own "1 passed" is not to be counted by whoever counts the parent's.
        .stdout(Stdio::null());
    command
}

fn this() -> PathBuf {
    env::current_exe().unwrap()
}
