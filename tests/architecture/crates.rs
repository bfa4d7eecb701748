//! Rules 1, 2, 5 and 9: which crate may know which.

use std::process::Command;

use serde_json::Value;

use crate::source::{Source, clean, finds, hold, root};

/// Our packages, and which of ours each may depend on: arrows go downwards only.
const BELOW: &[(&str, &[&str])] = &[
    (
        "eyrie",
        &["eyrie-app", "library", "secrets", "skyvern-api", "workflow"],
    ),
    (
        "eyrie-app",
        &["library", "secrets", "skyvern-api", "workflow"],
    ),
    ("skyvern-api", &["workflow"]),
    ("library", &[]),
    ("secrets", &[]),
    ("workflow", &[]),
    ("e2e", &[]),
    ("empty-window", &[]),
    ("xtask", &[]),
];

/// Crates of others that only some of ours may know: what their names begin with, who, and why.
const RESERVED: &[(&str, &[&str], &str)] = &[
    (
        "tauri",
        // The other is an empty app to measure against.
        &["eyrie", "empty-window"],
        "only the desktop package knows Tauri",
    ),
    ("keyring", &["secrets"], KEYCHAIN),
    ("secret-service", &["secrets"], KEYCHAIN),
    ("zbus-secret-service", &["secrets"], KEYCHAIN),
    ("apple-native-keyring", &["secrets"], KEYCHAIN),
    ("windows-native-keyring", &["secrets"], KEYCHAIN),
    (
        "rusqlite",
        &["library"],
        "only `library` knows the database",
    ),
    (
        "reqwest",
        &["skyvern-api"],
        "only `skyvern-api` speaks HTTP to a server",
    ),
    ("specta", &["eyrie", "eyrie-app", "workflow"], WINDOW),
];

const KEYCHAIN: &str = "only `secrets` touches the keychain";
const WINDOW: &str = "only views and the language cross to the window";

/// What the pure crate may use: none of these reads a file, a clock, a socket or a die. Of
/// minijinja and its filters only those features are on that do neither.
const PURE: &[&str] = &[
    "base64",
    "granit-parser",
    "imara-diff",
    "minijinja",
    "minijinja-contrib",
    "regex",
    "serde",
    "serde_json",
    "specta",
    "specta-typescript",
    "strsim",
    "thiserror",
];

/// Words that give away IO, waiting, clocks or chance in the pure crate.
const IMPURE: &[&str] = &[
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "async fn",
    ".await",
    "rand::",
];

fn directions(metadata: &Value) -> Vec<String> {
    let mut complaints = Vec::new();
    for (package, dependency, _) in dependencies(metadata) {
        let Some((_, below)) = BELOW.iter().find(|(name, _)| *name == package) else {
            complaints.push(format!("{package} has no place in this test's table"));
            continue;
        };
        let is_ours = BELOW.iter().any(|(name, _)| *name == dependency);
        if is_ours && !below.contains(&dependency) {
            complaints.push(format!("{package} must not depend on {dependency}"));
        }
    }
    complaints
}

fn reserved(metadata: &Value) -> Vec<String> {
    let mut complaints = Vec::new();
    for (package, dependency, is_for_tests) in dependencies(metadata) {
        for (begin, who, why) in RESERVED {
            let may = who.contains(&package) || is_for_tests || package == "e2e";
            if dependency.starts_with(begin) && !may {
                complaints.push(format!("{package} depends on {dependency}: {why}"));
            }
        }
    }
    complaints
}

fn pure_dependencies(metadata: &Value) -> Vec<String> {
    let used = dependencies(metadata);
    let impure = used.filter(|(package, dependency, is_for_tests)| {
        *package == "workflow" && !is_for_tests && !PURE.contains(dependency)
    });
    impure
        .map(|(_, name, _)| format!("workflow must not depend on {name}"))
        .collect()
}

fn pure_code(file: &Source) -> Vec<String> {
    if !(file.is_in("src-tauri/crates/workflow/src/") && file.is_rust()) || file.is_test() {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    for (number, line) in file.code().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for word in IMPURE.iter().filter(|word| code.contains(**word)) {
            complaints.push(file.complain(number, &format!("{word} in the pure crate")));
        }
    }
    complaints
}

/// Package, dependency, and whether it is for the package's tests only.
fn dependencies(metadata: &Value) -> impl Iterator<Item = (&str, &str, bool)> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages.flat_map(|package| {
        let name = package["name"].as_str().unwrap_or_default();
        let all = package["dependencies"].as_array().into_iter().flatten();
        all.map(move |dependency| {
            let is_for_tests = dependency["kind"] == "dev";
            (
                name,
                dependency["name"].as_str().unwrap_or_default(),
                is_for_tests,
            )
        })
    })
}

fn metadata() -> Value {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version",
        "1",
    ]);
    let output = cargo.current_dir(root()).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn crates_depend_downwards() {
    clean(&directions(&metadata()));
}

#[test]
fn reserved_crates_stay_where_they_belong() {
    clean(&reserved(&metadata()));
}

#[test]
fn the_workflow_crate_is_pure() {
    clean(&pure_dependencies(&metadata()));
    hold(pure_code);
}

#[test]
fn bad_examples_are_found() {
    let example = |package: &str, dependency: &str, kind: Option<&str>| {
        serde_json::json!({ "packages": [{
            "name": package,
            "dependencies": [{ "name": dependency, "kind": kind }],
        }] })
    };
    assert_eq!(
        directions(&example("workflow", "skyvern-api", None)).len(),
        1
    );
    assert_eq!(
        directions(&example("library", "secrets", Some("dev"))).len(),
        1
    );
    assert_eq!(directions(&example("newcomer", "serde", None)).len(), 1);
    assert_eq!(directions(&example("eyrie-app", "library", None)).len(), 0);

    assert_eq!(
        reserved(&example("eyrie-app", "tauri-plugin-log", None)).len(),
        1
    );
    assert_eq!(
        reserved(&example("eyrie-app", "keyring-core", None)).len(),
        1
    );
    assert_eq!(
        reserved(&example("eyrie-app", "reqwest", Some("dev"))).len(),
        0
    );
    assert_eq!(reserved(&example("secrets", "keyring-core", None)).len(), 0);

    assert_eq!(
        pure_dependencies(&example("workflow", "tokio", None)).len(),
        1
    );
    assert_eq!(
        pure_dependencies(&example("workflow", "proptest", Some("dev"))).len(),
        0
    );

    let pure = "src-tauri/crates/workflow/src/text.rs";
    finds(1, pure_code, pure, "fn a() { std::fs::read(\"x\"); }");
    finds(
        0,
        pure_code,
        pure,
        "// std::fs is not for here\n#[cfg(test)]\nuse std::fs;",
    );
    finds(
        0,
        pure_code,
        "src-tauri/crates/library/src/a.rs",
        "use std::fs;",
    );
}
