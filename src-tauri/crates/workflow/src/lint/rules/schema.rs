//! Whether a value is a JSON Schema: its structure, not every keyword there is.

use serde_json::{Map, Value};

use super::words::short;

/// What is wrong with a schema.
pub(super) struct SchemaFault {
    pub(super) message: String,
    /// Keys and numbers that lead to it.
    pub(super) path: Vec<String>,
    /// Whether there is a template anywhere in the schema, so that a server checks it later.
    pub(super) has_template: bool,
}

const TYPES: &[&str] = &[
    "array", "boolean", "integer", "null", "number", "object", "string",
];

/// Keywords that hold schemas by name.
const MAPS: &[&str] = &[
    "properties",
    "patternProperties",
    "$defs",
    "definitions",
    "dependentSchemas",
];

/// Keywords that hold a list of schemas.
const LISTS: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords that hold a schema.
const SINGLE: &[&str] = &[
    "additionalProperties",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
];

/// The first thing that is wrong with `schema`.
pub(super) fn fault(schema: &Value) -> Option<SchemaFault> {
    let mut has_template = false;
    let mut first = None;
    let mut rest: Vec<(&Value, Vec<String>)> = vec![(schema, Vec::new())];
    while let Some((schema, path)) = rest.pop() {
        let found = match schema {
            Value::Bool(_) if !path.is_empty() => None,
            Value::Object(map) => {
                has_template |= map.values().any(is_template);
                inside(map, &path, &mut rest).or_else(|| keywords(map, &path))
            }
            Value::String(text) if text.contains("{{") || text.contains("{%") => {
                has_template = true;
                None
            }
            _ => Some(("A schema must be an object".to_owned(), path)),
        };
        first = first.or(found);
    }
    first.map(|(message, path)| SchemaFault {
        message,
        path,
        has_template,
    })
}

type Found = Option<(String, Vec<String>)>;

/// Puts the schemas inside of `map` on the list of those to check.
fn inside<'a>(
    map: &'a Map<String, Value>,
    path: &[String],
    rest: &mut Vec<(&'a Value, Vec<String>)>,
) -> Found {
    for (key, value) in map {
        let key = key.as_str();
        match value {
            Value::Object(schemas) if MAPS.contains(&key) => {
                rest.extend(
                    schemas
                        .iter()
                        .map(|(name, schema)| (schema, joined(path, &[key, name]))),
                );
            }
            _ if is_template(value) => {}
            _ if MAPS.contains(&key) => {
                return Some((format!("`{key}` must be an object"), joined(path, &[key])));
            }
            Value::Array(schemas) if LISTS.contains(&key) || key == "items" => {
                rest.extend(
                    schemas
                        .iter()
                        .enumerate()
                        .map(|(index, schema)| (schema, joined(path, &[key, &index.to_string()]))),
                );
            }
            _ if LISTS.contains(&key) => {
                return Some((
                    format!("`{key}` must be a list of schemas"),
                    joined(path, &[key]),
                ));
            }
            _ if SINGLE.contains(&key) => rest.push((value, joined(path, &[key]))),
            _ => {}
        }
    }
    None
}

fn keywords(map: &Map<String, Value>, path: &[String]) -> Found {
    let at = |key: &str, message: String| Some((message, joined(path, &[key])));
    match map.get("type") {
        None => {}
        Some(Value::String(name)) if TYPES.contains(&name.as_str()) || name.contains("{{") => {}
        Some(Value::String(name)) => {
            return at("type", format!("`{}` is no type of JSON", short(name)));
        }
        Some(Value::Array(names)) => {
            let is_type = |name: &Value| name.as_str().is_some_and(|name| TYPES.contains(&name));
            if !names.iter().all(is_type) || names.is_empty() {
                return at("type", "`type` must list types of JSON".to_owned());
            }
        }
        Some(_) => return at("type", "`type` must be a text".to_owned()),
    }
    match map.get("required") {
        None => {}
        Some(Value::Array(names)) if names.iter().all(Value::is_string) => {}
        Some(value) if is_template(value) => {}
        Some(_) => return at("required", "`required` must be a list of names".to_owned()),
    }
    match map.get("enum") {
        None | Some(Value::Array(_)) => {}
        Some(value) if is_template(value) => {}
        Some(_) => return at("enum", "`enum` must be a list".to_owned()),
    }
    None
}

fn is_template(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| text.contains("{{") || text.contains("{%"))
}

fn joined(path: &[String], keys: &[&str]) -> Vec<String> {
    path.iter()
        .cloned()
        .chain(keys.iter().map(|key| (*key).to_owned()))
        .collect()
}
