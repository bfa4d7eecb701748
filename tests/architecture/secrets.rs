//! Rule 5: a secret is never serialised, typed for the window, printed or derived into text.

use crate::source::{Source, finds, hold};

/// A type that holds a secret has one of these in its name, or ends with "Key".
const SECRET_NAMES: [&str; 4] = ["Secret", "ApiKey", "Password", "Passphrase"];

/// What a secret type may have all the same: type, derive, reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[(
    "TypedKey",
    "Type",
    "a key comes from its input field once; the type cannot be serialised, so it has no way back",
)];

/// What would carry a secret out.
const LEAKS: [&str; 4] = ["Serialize", "Type", "Display", "Debug"];

fn leaking_derives(file: &Source) -> Vec<String> {
    if !concerns(file) {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    let mut derived: Vec<&str> = Vec::new();
    let mut inside: Option<(usize, Vec<&str>)> = None;
    for (number, line) in file.code().enumerate() {
        if let Some(list) = line.trim().strip_prefix("#[derive(") {
            derived.extend(list.trim_end_matches(")]").split(',').map(short));
        } else if let Some(name) = type_name(line) {
            let leaks = LEAKS.iter().copied().filter(|leak| derived.contains(leak));
            let leaks: Vec<&str> = leaks.collect();
            let unexcused = leaks.iter().filter(|leak| !is_excused(name, leak));
            let unexcused: Vec<_> = unexcused.collect();
            if is_secret(name) && !unexcused.is_empty() {
                complaints.push(file.complain(number, &format!("{name} derives {unexcused:?}")));
            }
            derived.clear();
            inside = line.ends_with('{').then_some((number, leaks));
        } else if line == "}" {
            inside = None;
        } else if let Some((_, leaks)) = &inside
            && holds_secret(line)
            && leaks.iter().any(|leak| *leak != "Debug")
        {
            complaints.push(file.complain(number, &format!("beside derived {leaks:?}")));
        }
    }
    complaints
}

fn leaking_impls(file: &Source) -> Vec<String> {
    if !concerns(file) {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    for (number, line) in file.code().enumerate() {
        let Some((what, who)) = line
            .strip_prefix("impl")
            .and_then(|line| line.split_once(" for "))
        else {
            continue;
        };
        // `Debug` may be written by hand: that is how a secret prints as redacted.
        let leak = LEAKS
            .iter()
            .find(|leak| **leak != "Debug" && short(what) == **leak);
        let name = who.split(['<', ' ', '{']).next().unwrap_or_default();
        if let Some(leak) = leak.filter(|_| is_secret(short(name))) {
            complaints.push(file.complain(number, &format!("{leak} for {name}")));
        }
    }
    complaints
}

fn concerns(file: &Source) -> bool {
    file.is_in("src-tauri/") && file.is_rust() && !file.is_test()
}

/// The name of the struct or enum that begins on this line.
fn type_name(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = line
        .strip_prefix("pub(crate) ")
        .or(line.strip_prefix("pub "))
        .unwrap_or(line);
    let rest = line
        .strip_prefix("struct ")
        .or(line.strip_prefix("enum "))?;
    rest.split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
}

fn is_secret(name: &str) -> bool {
    name.ends_with("Key") || SECRET_NAMES.iter().any(|word| name.contains(word))
}

fn is_excused(name: &str, leak: &str) -> bool {
    EXCEPTIONS
        .iter()
        .any(|(who, what, _)| *who == name && *what == leak)
}

/// Whether a field's type is one of a secret.
fn holds_secret(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    let kind = code.split_once(": ").map_or("", |(_, kind)| kind);
    ["Secret<", "ApiKey"].iter().any(|word| kind.contains(word))
}

/// The last part of a path, without spaces: `serde::Serialize` is `Serialize`.
fn short(path: &str) -> &str {
    path.trim().rsplit("::").next().unwrap_or_default()
}

#[test]
fn no_secret_can_leave() {
    hold(leaking_derives);
    hold(leaking_impls);
}

#[test]
fn bad_examples_are_found() {
    let path = "src-tauri/crates/app/src/a.rs";
    let check = |count: usize, text: &str| finds(count, leaking_derives, path, text);
    check(1, "#[derive(Clone, Serialize)]\npub struct ApiKey(String);");
    check(
        1,
        "#[derive(serde::Serialize)]\nstruct SecretText {\n    a: String,\n}",
    );
    check(1, "#[derive(Debug)]\npub(crate) struct Password(String);");
    check(
        1,
        "#[derive(specta::Type)]\npub struct View {\n    key: Option<Secret<String>>,\n}",
    );
    check(
        0,
        "#[derive(Debug)]\npub struct Held {\n    key: Secret<String>,\n}",
    );
    check(0, "#[derive(Clone)]\npub struct ApiKey(String);");
    check(1, "#[derive(Type)]\npub struct OtherKey(String);");
    check(
        0,
        "#[derive(Deserialize, Type)]\npub struct TypedKey(String);",
    );
    check(
        1,
        "#[derive(Serialize, Type)]\npub struct TypedKey(String);",
    );
    check(
        0,
        "#[derive(Serialize)]\nstruct A {\n    name: String,\n}\nfn f(key: ApiKey) {}",
    );

    finds(1, leaking_impls, path, "impl Serialize for ApiKey {}");
    finds(
        1,
        leaking_impls,
        path,
        "impl<T> fmt::Display for Secret<T> {}",
    );
    finds(0, leaking_impls, path, "impl fmt::Debug for ApiKey {}");
}
