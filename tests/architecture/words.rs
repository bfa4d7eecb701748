//! Names, errors, and what must not be left in a file.

use crate::source::{Source, finds, hold, root};

/// A file with such a name would take in anything.
const VAGUE: [&str; 14] = [
    "common",
    "handler",
    "handlers",
    "helper",
    "helpers",
    "manager",
    "managers",
    "misc",
    "processor",
    "processors",
    "service",
    "services",
    "util",
    "utils",
];

/// Written in two halves, so that a search for them does not find this file.
const UNFINISHED: [&str; 5] = [
    concat!("to", "do!("),
    concat!("unimpl", "emented!("),
    concat!("FIX", "ME"),
    concat!("TO", "DO"),
    concat!("XX", "X"),
];

const SKIPPED: [&str; 10] = [
    concat!("#[ig", "nore"),
    concat!("it.sk", "ip("),
    concat!("it.on", "ly("),
    concat!("it.to", "do("),
    concat!("test.sk", "ip("),
    concat!("test.on", "ly("),
    concat!("test.to", "do("),
    concat!("describe.sk", "ip("),
    concat!("describe.on", "ly("),
    concat!("|| tr", "ue"),
];

/// Beginnings of paths that only some machines have. The folder that holds this checkout is one
/// more.
const MACHINES: [&str; 2] = [concat!("/ro", "ot/"), concat!("/wo", "rk/")];

fn vague_names(file: &Source) -> Vec<String> {
    let is_code = file.is_rust() || file.is_typescript() || file.extension() == "css";
    if !is_code {
        return Vec::new();
    }
    let words = file.path.split(['/', '-', '_', '.']);
    let vague = words.filter(|word| VAGUE.contains(word));
    vague
        .map(|word| format!("{}: {word} is no name", file.path))
        .collect()
}

fn unfinished(file: &Source) -> Vec<String> {
    words(file, is_code, &UNFINISHED, "left unfinished")
}

fn skipped_tests(file: &Source) -> Vec<String> {
    let is_run = |file: &Source| is_code(file) || file.path == ".ci/run";
    words(file, is_run, &SKIPPED, "a test that does not count")
}

fn machine_paths(file: &Source) -> Vec<String> {
    let is_written = file.extension() != "lock" && file.path != "ui/package-lock.json";
    let mut complaints = Vec::new();
    let checkout = root()
        .parent()
        .map(|folder| format!("{}/", folder.display()));
    let checkout = checkout.filter(|folder| folder.len() > 2).into_iter();
    let machines: Vec<String> = checkout.chain(MACHINES.map(str::to_owned)).collect();
    for (number, line) in file.text.lines().enumerate().filter(|_| is_written) {
        for path in &machines {
            // Inside a longer path or an address, the same letters are something else.
            let is_absolute = |at: usize| !line[..at].ends_with(|c: char| is_of_path(c));
            if line.match_indices(path).any(|(at, _)| is_absolute(at)) {
                complaints.push(file.complain(number, &format!("{path}… is one machine's")));
            }
        }
    }
    complaints
}

fn text_errors(file: &Source) -> Vec<String> {
    if !(file.is_in("src-tauri/") && file.is_rust()) || file.is_test() {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    for (number, line) in file.code().enumerate() {
        for (at, begin) in line.match_indices("Result<") {
            if last_argument(&line[at + begin.len()..]) == Some("String") {
                complaints.push(file.complain(number, "an error is a type, not a text"));
            }
        }
    }
    complaints
}

/// The second of two generic arguments, given what stands behind the opening bracket.
fn last_argument(text: &str) -> Option<&str> {
    let mut depth = 0_i32;
    let mut comma = None;
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '<' | '(' | '[' => depth += 1,
            // The arrow of a function type closes nothing.
            '>' if previous == '-' => {}
            '>' if depth == 0 => return comma.map(|from| text[from..at].trim()),
            '>' | ')' | ']' => depth -= 1,
            ',' if depth == 0 => comma = Some(at + 1),
            _ => {}
        }
        previous = c;
    }
    None
}

fn words(file: &Source, concerns: fn(&Source) -> bool, bad: &[&str], why: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in file.text.lines().enumerate().filter(|_| concerns(file)) {
        for word in bad.iter().filter(|word| has_word(line, word)) {
            complaints.push(file.complain(number, &format!("{word}: {why}")));
        }
    }
    complaints
}

fn is_code(file: &Source) -> bool {
    file.is_rust() || file.is_typescript()
}

/// Whether a line has the word, not only as a part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let is_open = word.ends_with(is_part);
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].ends_with(is_part);
        let after = is_open && line[at + word.len()..].starts_with(is_part);
        !before && !after
    })
}

fn is_of_path(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '~' | '}' | '$' | '*')
}

#[test]
fn files_have_names_of_the_domain() {
    hold(vague_names);
}

#[test]
fn nothing_is_left_unfinished() {
    hold(unfinished);
}

#[test]
fn every_test_counts() {
    hold(skipped_tests);
}

#[test]
fn no_path_is_of_one_machine() {
    hold(machine_paths);
}

#[test]
fn errors_are_types() {
    hold(text_errors);
}

#[test]
fn bad_examples_are_found() {
    let rust = "src-tauri/src/a.rs";
    finds(1, vague_names, "src-tauri/src/run_manager.rs", "");
    finds(1, vague_names, "ui/src/utils/format.ts", "");
    finds(0, vague_names, "ui/src/lib/utility-bill.ts", "");
    finds(0, vague_names, "docs/services.md", "");

    finds(1, unfinished, rust, concat!("    to", "do!()"));
    finds(1, unfinished, "ui/src/a.ts", concat!("// FIX", "ME: later"));
    finds(0, unfinished, rust, "let xxxx = mastodon;");
    finds(
        1,
        skipped_tests,
        "ui/src/a.test.ts",
        concat!("it.sk", "ip(\"a\")"),
    );
    finds(
        1,
        skipped_tests,
        ".ci/run",
        concat!("cargo xtask test || tr", "ue"),
    );

    finds(
        1,
        machine_paths,
        "README.md",
        concat!("see /ro", "ot/eyrie"),
    );
    finds(
        0,
        machine_paths,
        "README.md",
        concat!("https://example.com/ro", "ot/a and ~/ro", "ot/"),
    );

    finds(
        1,
        text_errors,
        rust,
        "fn a() -> Result<Vec<(u8, String)>, String> {",
    );
    finds(1, text_errors, rust, "fn a() -> Result<(), String>;");
    finds(
        0,
        text_errors,
        rust,
        "fn a() -> Result<String, Fault>;\nfn b() -> Result<String>;",
    );
    finds(
        0,
        text_errors,
        rust,
        "fn a() -> Result<fn(u8) -> String, Fault>;",
    );
    finds(
        0,
        text_errors,
        rust,
        "fn a() -> Result<HashMap<u8, String>>;",
    );
}
