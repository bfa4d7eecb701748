//! Rules 1, 7 and 9 in the UI: one door to the host, arrows downwards, no barrels, no polling.

use crate::source::{Source, finds, hold};

const SRC: &str = "ui/src/";

/// The layers, and which others each may import. A layer may always import itself.
const BELOW: &[(&str, &[&str])] = &[
    ("app", &["components", "features", "ipc", "lib", "styles"]),
    ("features", &["components", "ipc", "lib", "styles"]),
    ("components", &["lib", "styles"]),
    ("ipc", &["lib"]),
    ("lib", &[]),
    ("styles", &[]),
    // A page that shows components and layout, for development.
    ("sheet", &["app", "components", "lib", "styles"]),
];

fn one_door(file: &Source) -> Vec<String> {
    if !is_ui(file) || file.is_in("ui/src/ipc/") {
        return Vec::new();
    }
    let host = imports(file)
        .into_iter()
        .filter(|(_, what)| what.starts_with("@tauri-apps/"));
    host.map(|(line, what)| file.complain(line, &format!("{what}: the host is behind ipc")))
        .collect()
}

fn layers(file: &Source) -> Vec<String> {
    if !is_ui(file) {
        return Vec::new();
    }
    let own = place(&file.path);
    let mut complaints = Vec::new();
    for (line, what) in imports(file) {
        let Some(target) = target(&file.path, what) else {
            continue;
        };
        if let Err(why) = may_import(own, place(&target)) {
            complaints.push(file.complain(line, &format!("{what}: {why}")));
        }
    }
    complaints
}

fn barrels_and_climbing(file: &Source) -> Vec<String> {
    if !is_ui(file) {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    if file.path.ends_with("/index.ts") || file.path.ends_with("/index.tsx") {
        complaints.push(file.complain(0, "a barrel; import the file itself"));
    }
    let climbing = imports(file)
        .into_iter()
        .filter(|(_, what)| what.starts_with("../../"));
    complaints.extend(climbing.map(|(line, what)| file.complain(line, &format!("{what}: use @/"))));
    complaints
}

fn polling(file: &Source) -> Vec<String> {
    if !is_ui(file) {
        return Vec::new();
    }
    let asks = |line: &&str| line.contains("refetchInterval");
    let lines = file.text.lines().enumerate().filter(|(_, line)| asks(line));
    lines
        .map(|(number, _)| file.complain(number, "the backend says what changed"))
        .collect()
}

fn is_ui(file: &Source) -> bool {
    file.is_in(SRC) && file.is_typescript()
}

/// Layer, and within the features also which one.
type Place<'a> = (&'a str, &'a str);

fn place(path: &str) -> Place<'_> {
    let mut parts = path.strip_prefix(SRC).unwrap_or(path).split('/');
    let layer = parts.next().unwrap_or_default();
    let feature = if layer == "features" {
        parts.next()
    } else {
        None
    };
    (layer, feature.unwrap_or_default())
}

fn may_import((layer, feature): Place, (below, other): Place) -> Result<(), String> {
    let Some((_, allowed)) = BELOW.iter().find(|(name, _)| *name == layer) else {
        return Err(format!("{layer} has no place in this test's table"));
    };
    if layer != below && !allowed.contains(&below) {
        return Err(format!("{layer} must not know {below}"));
    }
    if layer == "features" && below == "features" && other != feature && other != "blocks" {
        return Err(format!("feature {feature} must not know feature {other}"));
    }
    Ok(())
}

/// The path of an imported file of ours; `None` for packages.
fn target(from: &str, what: &str) -> Option<String> {
    if let Some(path) = what.strip_prefix("@/") {
        return Some(format!("{SRC}{path}"));
    }
    if !what.starts_with('.') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in what.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// What a file imports, with the line.
fn imports(file: &Source) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        for begin in ["from \"", "import \"", "import(\"", "mock(\""] {
            let rest = line.split_once(begin).map(|(_, rest)| rest);
            let what = rest.and_then(|rest| rest.split_once('"'));
            found.extend(what.map(|(what, _)| (number, what)));
        }
    }
    found
}

#[test]
fn only_ipc_knows_the_host() {
    hold(one_door);
}

#[test]
fn layers_import_downwards() {
    hold(layers);
}

#[test]
fn there_are_no_barrels_and_no_long_climbs() {
    hold(barrels_and_climbing);
}

#[test]
fn the_window_does_not_poll() {
    hold(polling);
}

#[test]
fn bad_examples_are_found() {
    let run = "ui/src/features/runs/list.tsx";
    finds(
        1,
        one_door,
        run,
        "import { invoke } from \"@tauri-apps/api/core\";",
    );
    finds(1, one_door, run, "vi.mock(\"@tauri-apps/api/core\");");
    finds(
        0,
        one_door,
        "ui/src/ipc/client.ts",
        "import { invoke } from \"@tauri-apps/api/core\";",
    );

    finds(
        1,
        layers,
        run,
        "import { form } from \"@/features/launch/form\";",
    );
    finds(1, layers, run, "import { form } from \"../launch/form\";");
    finds(1, layers, run, "import { shell } from \"@/app/shell\";");
    finds(
        0,
        layers,
        run,
        "import { kind } from \"@/features/blocks/registry\";",
    );
    finds(
        0,
        layers,
        run,
        "import { a } from \"./a\";\nimport react from \"react\";",
    );
    finds(
        1,
        layers,
        "ui/src/components/row.tsx",
        "import type { Run } from \"@/ipc/bindings\";",
    );
    finds(
        1,
        layers,
        "ui/src/components/row.tsx",
        "const a = await import(\"@/features/runs/a\");",
    );
    finds(1, layers, "ui/src/helpers/row.tsx", "import \"./row.css\";");

    finds(1, barrels_and_climbing, "ui/src/features/runs/index.ts", "");
    finds(
        1,
        barrels_and_climbing,
        run,
        "import { a } from \"../../lib/a\";",
    );
    finds(1, polling, run, "useQuery({ refetchInterval: 1000 })");
}
