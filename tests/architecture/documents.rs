//! The documents tell the truth where a program can see it.

use crate::source::{Source, all, clean, read, root};

/// Links to files that are not there, with the places that `exists` knows.
fn dead_links(file: &Source, exists: impl Fn(&str) -> bool) -> Vec<String> {
    if file.extension() != "md" {
        return Vec::new();
    }
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut complaints = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        let targets = line
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        let files = targets.filter(|target| !target.contains("://") && !target.starts_with('#'));
        for target in files {
            let target = target.split('#').next().unwrap_or_default();
            let path = if folder.is_empty() {
                target.to_owned()
            } else {
                format!("{folder}/{target}")
            };
            if !exists(&path) {
                complaints.push(file.complain(number, &format!("{path} is not there")));
            }
        }
    }
    complaints
}

#[test]
fn links_lead_somewhere() {
    let files = all();
    let exists = |path: &str| root().join(path).exists();
    let complaints = files.iter().flat_map(|file| dead_links(file, exists));
    clean(&complaints.collect::<Vec<_>>());
}

/// Every crate has its place in the picture, every command in the list.
#[test]
fn crates_and_commands_are_described() {
    let picture = read("docs/architecture.md").text;
    let crates = std::fs::read_dir(root().join("src-tauri/crates")).unwrap();
    let crates = crates.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let strangers = crates.filter(|name| !picture.contains(&format!("crates/{name}")));
    clean(
        &strangers
            .map(|name| format!("{name} is not in the picture"))
            .collect::<Vec<_>>(),
    );

    let commands = read("xtask/src/main.rs").text;
    let commands = commands
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Some(\""));
    let commands = commands.filter_map(|line| line.split('"').next());
    let list = read("CONTRIBUTING.md").text;
    let unknown = commands.filter(|name| !list.contains(&format!("cargo xtask {name}")));
    clean(
        &unknown
            .map(|name| format!("{name} is not in the list"))
            .collect::<Vec<_>>(),
    );
}

/// The keys in the README are those of Settings › Shortcuts.
#[test]
fn keys_are_described() {
    let map = read("ui/src/features/settings/shortcut-map.ts").text;
    let keys = map
        .split("what: \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let keys: Vec<&str> = keys.collect();
    assert!(keys.len() > 10, "the keys were not found: {keys:?}");
    let readme = read("README.md").text;
    let unknown = keys
        .iter()
        .filter(|what| !readme.contains(&format!("| {what} |")));
    clean(
        &unknown
            .map(|what| format!("{what:?} is not in README.md"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn bad_examples_are_found() {
    let there = |path: &str| path == "docs/a.md";
    let check = |count: usize, path: &str, text: &str| {
        let complaints = dead_links(&Source::new(path, text), there);
        assert_eq!(complaints.len(), count, "{path} {text} {complaints:?}");
    };
    check(
        0,
        "README.md",
        "[a](docs/a.md#part) [b](https://example.com/b) [c](#c)",
    );
    check(1, "README.md", "![picture](docs/b.png)");
    check(0, "docs/c.md", "[a](a.md)");
    check(1, "docs/c.md", "see [a](docs/a.md)");
    check(0, "a.rs", "[a](gone.md)");
}
