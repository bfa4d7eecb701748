//! The repository's files, and how a rule is held against them.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold what programs wrote.
const NOT_OURS: [&str; 7] = [
    ".git",
    "target",
    "gen",
    "permissions",
    "ui/dist",
    "ui/node_modules",
    "ui/.vite",
];

/// A file of the repository.
#[derive(Debug)]
pub(crate) struct Source {
    /// From the root, with `/` on every system.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// Whether the path begins with `folder`.
    pub(crate) fn is_in(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    /// What stands behind the last dot.
    pub(crate) fn extension(&self) -> &str {
        self.path
            .rsplit_once('.')
            .map_or("", |(_, extension)| extension)
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.extension() == "rs"
    }

    /// Whether it is TypeScript that people write.
    pub(crate) fn is_typescript(&self) -> bool {
        let is_written = self.path != "ui/src/ipc/bindings.ts";
        is_written && matches!(self.extension(), "ts" | "tsx")
    }

    /// Whether the whole file is tests.
    pub(crate) fn is_test(&self) -> bool {
        let in_tests = self
            .path
            .split('/')
            .any(|part| part == "tests" || part == "tests.rs");
        in_tests || self.path.contains(".test.")
    }

    /// The lines of a Rust file that are not its own tests, which stand at its end.
    pub(crate) fn code(&self) -> impl Iterator<Item = &str> {
        self.text.lines().take_while(|line| *line != "#[cfg(test)]")
    }

    /// A complaint about a line, counted from 0.
    pub(crate) fn complain(&self, line: usize, what: &str) -> String {
        format!("{}:{}: {what}", self.path, line + 1)
    }
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// One file of the repository.
pub(crate) fn read(path: &str) -> Source {
    let text = fs::read_to_string(root().join(path));
    Source::new(
        path,
        &text.unwrap_or_else(|fault| panic!("{path}: {fault}")),
    )
}

/// All text files that are ours.
pub(crate) fn all() -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            let shown = path.to_string_lossy().replace('\\', "/");
            if entry.file_type().unwrap().is_dir() {
                if !NOT_OURS.contains(&shown.as_str()) {
                    folders.push(path);
                }
            } else if let Ok(text) = fs::read_to_string(root().join(&path)) {
                found.push(Source { path: shown, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 50, "the repository was not found");
    found
}

/// Fails with every complaint of a rule about the repository's files.
pub(crate) fn hold(rule: impl Fn(&Source) -> Vec<String>) {
    clean(&all().iter().flat_map(rule).collect::<Vec<_>>());
}

/// Fails with the complaints, if there are any.
pub(crate) fn clean(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Fails unless the rule finds as many faults in the example as it says.
pub(crate) fn finds(count: usize, rule: impl Fn(&Source) -> Vec<String>, path: &str, text: &str) {
    let complaints = rule(&Source::new(path, text));
    assert_eq!(complaints.len(), count, "{path}\n{text}\n{complaints:?}");
}
