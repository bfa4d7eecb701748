//! A schema from a sample.

use serde_json::{Map, Value, json};

/// How deep a sample is looked into; deeper values may be anything.
const DEEPEST: usize = 32;

/// A JSON Schema for values like `sample`: an output that a block once gave. Every key of an
/// object is required that all samples of the object have, so for the objects of a list those that
/// every one of them has.
pub fn infer(sample: &Value) -> Value {
    of_all(&[sample], 0)
}

/// A schema that all `samples` fit.
fn of_all(samples: &[&Value], depth: usize) -> Value {
    let is_null = samples.iter().any(|sample| sample.is_null());
    let known: Vec<&Value> = samples
        .iter()
        .copied()
        .filter(|sample| !sample.is_null())
        .collect();
    if known.is_empty() || depth >= DEEPEST {
        return json!({});
    }
    let mut types: Vec<&str> = Vec::new();
    for name in known.iter().map(|sample| name(sample)) {
        if !types.contains(&name) {
            types.push(name);
        }
    }
    if types.contains(&"number") {
        types.retain(|name| *name != "integer");
    }
    let mut schema = Map::new();
    if is_null {
        types.push("null");
    }
    schema.insert(
        "type".to_owned(),
        match types.as_slice() {
            [one] => Value::from(*one),
            several => Value::from(several.to_vec()),
        },
    );
    if types.contains(&"object") {
        objects(&known, &mut schema, depth);
    }
    if types.contains(&"array") {
        let lists = known.iter().filter_map(|sample| sample.as_array());
        let items: Vec<&Value> = lists.flatten().collect();
        if !items.is_empty() {
            schema.insert("items".to_owned(), of_all(&items, depth + 1));
        }
    }
    if let ["string"] = types.as_slice() {
        let format = format(&known);
        schema.extend(format.map(|format| ("format".to_owned(), format.into())));
    }
    Value::Object(schema)
}

fn objects(samples: &[&Value], schema: &mut Map<String, Value>, depth: usize) {
    let objects: Vec<&Map<String, Value>> = samples
        .iter()
        .filter_map(|sample| sample.as_object())
        .collect();
    let mut by_key: Map<String, Value> = Map::new();
    for key in objects.iter().flat_map(|object| object.keys()) {
        if !by_key.contains_key(key) {
            let values: Vec<&Value> = objects
                .iter()
                .filter_map(|object| object.get(key))
                .collect();
            by_key.insert(key.clone(), of_all(&values, depth + 1));
        }
    }
    let in_all = |key: &&String| objects.iter().all(|object| object.contains_key(*key));
    let required: Vec<Value> = by_key
        .keys()
        .filter(in_all)
        .map(|key| key.clone().into())
        .collect();
    schema.insert("properties".to_owned(), Value::Object(by_key));
    if !required.is_empty() {
        schema.insert("required".to_owned(), Value::Array(required));
    }
}

fn name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The form that all of these texts have, if it is one that JSON Schema names.
fn format(samples: &[&Value]) -> Option<&'static str> {
    let texts: Vec<&str> = samples
        .iter()
        .filter_map(|sample| sample.as_str())
        .collect();
    let all = |is: fn(&str) -> bool| texts.iter().all(|text| is(text));
    if all(is_url) {
        Some("uri")
    } else if all(is_date) {
        Some("date")
    } else if all(is_moment) {
        Some("date-time")
    } else if all(is_mail) {
        Some("email")
    } else {
        None
    }
}

fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty()) && !text.contains(char::is_whitespace)
}

/// As in `2026-11-23`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |text: &str, length: usize| {
        let fits = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| text.parse::<u32>().ok()).flatten()
    };
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
}

/// As in `2026-11-23T10:00:00Z`.
fn is_moment(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    let clock = time.get(..8).is_some_and(|clock| {
        clock.bytes().enumerate().all(|(place, byte)| match place {
            2 | 5 => byte == b':',
            _ => byte.is_ascii_digit(),
        })
    });
    let zone = time.get(8..).unwrap_or_default().trim_start_matches('.');
    let zone = zone.trim_start_matches(|c: char| c.is_ascii_digit());
    is_date(date) && clock && (zone == "Z" || zone.starts_with(['+', '-']))
}

fn is_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !text.contains([' ', '/', ':'])
    })
}
