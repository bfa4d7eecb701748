//! The workflows of `tests/fixtures`, which the whole project shares.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::Value;
use workflow::text::{Imported, import};

pub(crate) fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../tests/fixtures")
        .join(name)
}

pub(crate) fn read(name: &str) -> String {
    let path = path(name);
    fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

pub(crate) fn json(name: &str) -> Value {
    serde_json::from_str(&read(name)).unwrap()
}

/// The one workflow of a file in `workflows/`.
pub(crate) fn workflow(name: &str) -> Value {
    let all = imported(name);
    assert_eq!(all.len(), 1, "{name} holds one workflow");
    all.into_iter().next().unwrap().create
}

pub(crate) fn imported(name: &str) -> Vec<Imported> {
    import(&read(&format!("workflows/{name}")), name).unwrap()
}

/// All YAML files of `workflows/`.
pub(crate) fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(path("workflows"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.to_ascii_lowercase().ends_with(".yaml"))
        .collect();
    names.sort();
    assert!(names.len() >= 12, "the fixtures are where they should be");
    names
}

/// Every workflow that a server answered or was sent in a recorded exchange, with the name of the
/// exchange.
pub(crate) fn recorded() -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path("skyvern/recorded")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        find(
            &name,
            &json(&format!("skyvern/recorded/{name}")),
            &mut found,
        );
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(
        found.len() >= 100,
        "only {} recorded workflows",
        found.len()
    );
    found
}

/// The fields that a stored block of `kind` has and a create request does not take.
pub(crate) fn stored_only(kind: &str) -> Vec<String> {
    static SCHEMAS: LazyLock<Value> = LazyLock::new(|| json("skyvern/block-schemas.json"));
    let names = SCHEMAS["blocks"][kind]["stored_only"].as_array();
    names
        .into_iter()
        .flatten()
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

fn find(name: &str, value: &Value, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(map) if map.get("workflow_definition").is_some_and(Value::is_object) => {
            found.push((name.to_owned(), value.clone()));
        }
        Value::Object(map) => map.values().for_each(|value| find(name, value, found)),
        Value::Array(items) => items.iter().for_each(|value| find(name, value, found)),
        _ => {}
    }
}
