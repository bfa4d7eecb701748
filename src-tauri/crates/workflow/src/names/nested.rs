//! What can follow a name, learnt from a value it had.

use serde_json::Value;

/// The most characters of a preview.
const PREVIEW: usize = 60;

/// How deep values are looked into.
const DEEPEST: usize = 6;

/// The paths that lead into `value`, which `path` names, with a preview of what is there: first
/// the keys of the value itself, then theirs. At most `limit`. Lists show their first item.
pub fn nested(value: &Value, path: &str, limit: usize) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut level = vec![(path.to_owned(), value)];
    for _ in 0..DEEPEST {
        let mut next = Vec::new();
        for (path, value) in level {
            for (path, value) in inside(&path, value) {
                if found.len() == limit {
                    return found;
                }
                found.push((path.clone(), preview(value)));
                next.push((path, value));
            }
        }
        level = next;
    }
    found
}

fn inside<'a>(path: &str, value: &'a Value) -> Vec<(String, &'a Value)> {
    match value {
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| (joined(path, key), value))
            .collect(),
        Value::Array(items) => items
            .first()
            .map(|item| (format!("{path}[0]"), item))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// A key that is no identifier is written in brackets.
fn joined(path: &str, key: &str) -> String {
    if crate::edit::labels::is_identifier(key) {
        return format!("{path}.{key}");
    }
    let quoted = key.replace('\\', "\\\\").replace('\'', "\\'");
    format!("{path}['{quoted}']")
}

fn preview(value: &Value) -> String {
    match value {
        Value::String(text) => short(text),
        Value::Array(items) if items.len() == 1 => "1 item".to_owned(),
        Value::Array(items) => format!("{} items", items.len()),
        Value::Object(map) => short(
            &map.keys()
                .map(String::as_str)
                .take(12)
                .collect::<Vec<_>>()
                .join(", "),
        ),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Null => "nothing".to_owned(),
        Value::Number(number) => number.to_string(),
    }
}

fn short(text: &str) -> String {
    let mut words = text.chars().take(PREVIEW * 4).collect::<String>();
    words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() > PREVIEW || text.chars().nth(PREVIEW * 4).is_some() {
        words = words.chars().take(PREVIEW).collect();
        words.push('…');
    }
    words
}
