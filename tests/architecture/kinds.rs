//! Rule 8: a kind of block is one file, one list line and one fixture, and has an icon.

use crate::source::{Source, all, clean, read};

const FOLDER: &str = "src-tauri/crates/workflow/src/kinds/";

/// Where a kind has to be named besides its file.
struct Places<'a> {
    list: &'a str,
    fixture: &'a str,
    icons: &'a str,
}

fn incomplete(file: &Source, places: &Places) -> Vec<String> {
    let is_kind = file.is_in(FOLDER) && file.text.contains("static KIND: Kind");
    let module = file
        .path
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches(".rs");
    let name = quoted(&file.text, "name: ");
    let glyph = quoted(&file.text, "glyph: ");
    let icon = [format!(" {glyph}: "), format!("\"{glyph}\": ")];
    let wanted = [
        (name == module, format!("is called {name:?}")),
        (
            places.list.contains(&format!("&{module}::KIND,")),
            "is not in KINDS".to_owned(),
        ),
        (
            has_block(places.fixture, name),
            "is not in every-kind.yaml".to_owned(),
        ),
        (
            icon.iter().any(|entry| places.icons.contains(entry)),
            format!("has an icon that the window does not know: {glyph:?}"),
        ),
    ];
    let missing = wanted.into_iter().filter(|(holds, _)| is_kind && !holds);
    missing
        .map(|(_, what)| format!("{}: {what}", file.path))
        .collect()
}

/// Whether a workflow has a block of the kind, on a line of its own or in braces.
fn has_block(fixture: &str, kind: &str) -> bool {
    let kinds = fixture.split("block_type: ").skip(1);
    let mut kinds = kinds.filter_map(|rest| rest.split([',', '\n']).next());
    kinds.any(|found| found.trim() == kind)
}

/// The text in quotes behind `begin`.
fn quoted<'a>(text: &'a str, begin: &str) -> &'a str {
    let rest = text.split_once(begin).map_or("", |(_, rest)| rest);
    rest.split('"').nth(1).unwrap_or_default()
}

#[test]
fn kinds_are_complete() {
    let list = read("src-tauri/crates/workflow/src/kinds.rs").text;
    let fixture = read("tests/fixtures/workflows/every-kind.yaml").text;
    let icons = read("ui/src/components/block-icons.ts").text;
    let places = Places {
        list: &list,
        fixture: &fixture,
        icons: &icons,
    };
    let files = all();
    let complaints = files.iter().flat_map(|file| incomplete(file, &places));
    clean(&complaints.collect::<Vec<_>>());
}

#[test]
fn bad_examples_are_found() {
    let places = Places {
        list: "&wait::KIND,",
        fixture: "  - block_type: wait",
        icons: "  timer: Timer,",
    };
    let check = |count: usize, path: &str, text: &str| {
        let file = Source::new(&format!("{FOLDER}{path}"), text);
        let complaints = incomplete(&file, &places);
        assert_eq!(complaints.len(), count, "{path} {complaints:?}");
    };
    let kind = "static KIND: Kind = Kind {\n    name: \"wait\",\n    glyph: \"timer\",\n};";
    check(0, "wait.rs", kind);
    check(2, "pause.rs", kind);
    check(1, "wait.rs", &kind.replace("timer", "clock"));
    check(2, "wait.rs", &kind.replace("\"wait\"", "\"pause\""));
    check(0, "shared.rs", "const A: Field = 1;");
}
