//! Rule 6: a command is a thin adapter, known by every list that has to know it.

use std::collections::BTreeSet;

use crate::source::{Source, all, clean, finds, hold, read};

const LINES: usize = 10;
const FOLDER: &str = "src-tauri/src/commands/";

/// Words with which a command would decide something about the domain.
const DECISIONS: [&str; 4] = ["if ", "match ", "for ", "while "];

fn thick(file: &Source) -> Vec<String> {
    if !file.is_in(FOLDER) {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    for command in commands(file) {
        let mut complain = |what: &str| {
            complaints.push(file.complain(command.line, &format!("{}: {what}", command.name)));
        };
        if command.body.len() > LINES {
            complain(&format!("{} lines, {LINES} at most", command.body.len()));
        }
        let code = command.body.iter().map(|line| line.trim_start());
        if code
            .clone()
            .any(|line| DECISIONS.iter().any(|word| line.starts_with(word)))
        {
            complain("it decides; that belongs into crate app");
        }
        let calls: usize = code.map(|line| line.matches("app.").count()).sum();
        if calls > 1 {
            complain("more than one call of crate app");
        }
    }
    complaints
}

/// A command as it stands in its file.
struct Command<'a> {
    name: &'a str,
    line: usize,
    body: Vec<&'a str>,
}

/// The commands of a file. It is formatted, so a function ends with a brace of its own.
fn commands(file: &Source) -> Vec<Command<'_>> {
    let mut found = Vec::new();
    let mut lines = file.code().enumerate();
    while let Some((_, line)) = lines.next() {
        if !line.starts_with("#[tauri::command") {
            continue;
        }
        let is_begin = |line: &str| line.contains("fn ") && !line.starts_with(['#', '/', ' ']);
        let Some((number, begin)) = lines.by_ref().find(|(_, line)| is_begin(line)) else {
            break;
        };
        let name = begin.split_once("fn ").map_or("", |(_, rest)| rest);
        let name = name.split(['(', '<']).next().unwrap_or_default();
        if !begin.ends_with('{') {
            lines.by_ref().find(|(_, line)| line.ends_with('{'));
        }
        let body = lines
            .by_ref()
            .map(|(_, line)| line)
            .take_while(|line| *line != "}");
        found.push(Command {
            name,
            line: number,
            body: body.collect(),
        });
    }
    found
}

/// Complaints about commands that one list has and another has not.
fn uneven(lists: &[(&str, BTreeSet<String>)]) -> Vec<String> {
    let every: BTreeSet<&String> = lists.iter().flat_map(|(_, list)| list).collect();
    let mut complaints = Vec::new();
    for name in every {
        for (place, _) in lists.iter().filter(|(_, list)| !list.contains(name)) {
            complaints.push(format!("{name} is missing in {place}"));
        }
    }
    complaints
}

fn written(files: &[Source]) -> BTreeSet<String> {
    let files = files.iter().filter(|file| file.is_in(FOLDER));
    files
        .flat_map(commands)
        .map(|command| command.name.to_owned())
        .collect()
}

/// The names in `collect_commands![…]`.
fn collected(bindings: &str) -> BTreeSet<String> {
    let list = between(bindings, "collect_commands![", "]");
    let paths = list
        .split(',')
        .map(str::trim)
        .filter(|path| !path.is_empty());
    paths
        .map(|path| path.rsplit("::").next().unwrap_or(path).to_owned())
        .collect()
}

/// The names in the build script's list.
fn declared(build: &str) -> BTreeSet<String> {
    let list = between(build, "COMMANDS: &[&str] = &[", "]");
    let names = list.split('"').skip(1).step_by(2);
    names.map(str::to_owned).collect()
}

/// The own commands that a capability allows.
fn allowed(capability: &str) -> BTreeSet<String> {
    let words = capability.split('"').skip(1).step_by(2);
    let own = words.filter_map(|word| word.strip_prefix("allow-"));
    own.map(|word| word.replace('-', "_")).collect()
}

fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    let rest = text.split_once(begin).map_or("", |(_, rest)| rest);
    rest.split_once(end).map_or("", |(list, _)| list)
}

#[test]
fn commands_are_adapters() {
    hold(thick);
}

#[test]
fn every_list_knows_every_command() {
    let files = all();
    let capabilities = files
        .iter()
        .filter(|file| file.is_in("src-tauri/capabilities/"));
    let allowed = capabilities.flat_map(|file| allowed(&file.text)).collect();
    let lists = [
        (FOLDER, written(&files)),
        (
            "src-tauri/src/bindings.rs",
            collected(&read("src-tauri/src/bindings.rs").text),
        ),
        (
            "src-tauri/build.rs",
            declared(&read("src-tauri/build.rs").text),
        ),
        ("src-tauri/capabilities", allowed),
    ];
    assert!(
        lists[0].1.len() > 10,
        "the commands were not found: {:?}",
        lists[0].1
    );
    clean(&uneven(&lists));
}

/// The same word through the layers: `commands/runs.rs` adapts `app::runs`.
#[test]
fn topics_have_the_same_name_in_app() {
    let files = all();
    let topics = files
        .iter()
        .filter_map(|file| file.path.strip_prefix(FOLDER));
    let is_in_app = |topic: &str| {
        let path = format!("src-tauri/crates/app/src/{topic}");
        files.iter().any(|file| file.path == path)
    };
    let strangers = topics.filter(|topic| !is_in_app(topic));
    let complaints = strangers.map(|topic| format!("app has no {topic}"));
    clean(&complaints.collect::<Vec<_>>());
}

#[test]
fn bad_examples_are_found() {
    let path = "src-tauri/src/commands/runs.rs";
    let command = |body: &str| {
        format!(
            "#[tauri::command]\n#[specta::specta]\npub(crate) async fn run(\n    app: A,\n) -> R {{\n{body}\n}}\n"
        )
    };
    finds(0, thick, path, &command("    Ok(app.run().await?)"));
    finds(1, thick, path, &command(&"    a();\n".repeat(LINES + 1)));
    finds(1, thick, path, &command("    if a {\n    }"));
    finds(1, thick, path, &command("    app.a();\n    app.b()"));
    finds(0, thick, path, "fn free() {\n    if a {\n    }\n}\n");

    let text = command("    app.run()");
    assert_eq!(
        written(&[Source::new(path, &text)]),
        ["run".to_owned()].into()
    );
    let bindings = "collect_commands![\n    commands::runs::run,\n    commands::runs::stop,\n]";
    assert_eq!(
        collected(bindings),
        ["run".to_owned(), "stop".to_owned()].into()
    );
    let build = "const COMMANDS: &[&str] = &[\n    \"run\",\n    \"stop_now\",\n];";
    assert_eq!(
        declared(build),
        ["run".to_owned(), "stop_now".to_owned()].into()
    );
    let capability =
        "{ \"permissions\": [\"core:default\", \"core:window:allow-close\", \"allow-stop-now\"] }";
    assert_eq!(allowed(capability), ["stop_now".to_owned()].into());
    let lists = [("a", collected(bindings)), ("b", declared(build))];
    assert_eq!(uneven(&lists).len(), 2);
}
