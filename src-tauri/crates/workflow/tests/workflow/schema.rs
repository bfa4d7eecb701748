//! JSON Schemas from samples, and as fields.

use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::schema::{FieldKind, SchemaField, fields, from_fields, infer};

use crate::arbitrary::value;

#[test]
fn a_schema_fits_its_sample() {
    for (sample, expected) in [
        (json!(null), json!({})),
        (json!("x"), json!({"type": "string"})),
        (
            json!("https://example.com/a"),
            json!({"type": "string", "format": "uri"}),
        ),
        (
            json!("2026-11-23"),
            json!({"type": "string", "format": "date"}),
        ),
        (
            json!("2026-11-23T10:00:00.5Z"),
            json!({"type": "string", "format": "date-time"}),
        ),
        (
            json!("ada@example.com"),
            json!({"type": "string", "format": "email"}),
        ),
        (json!(1), json!({"type": "integer"})),
        (json!(1.5), json!({"type": "number"})),
        (json!([]), json!({"type": "array"})),
        (
            json!([1, 2.5, null]),
            json!({"type": "array", "items": {"type": ["number", "null"]}}),
        ),
        (
            json!([1, "x"]),
            json!({"type": "array", "items": {"type": ["integer", "string"]}}),
        ),
        (
            json!([{"a": 1, "b": "x"}, {"a": 2, "c": true}]),
            json!({
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "a": {"type": "integer"},
                        "b": {"type": "string"},
                        "c": {"type": "boolean"},
                    },
                    "required": ["a"],
                },
            }),
        ),
        (json!({}), json!({"type": "object", "properties": {}})),
    ] {
        assert_eq!(infer(&sample), expected, "{sample}");
    }
}

fn field(name: &str, kind: FieldKind) -> SchemaField {
    SchemaField {
        path: vec![name.to_owned()],
        name: name.to_owned(),
        kind,
        list: false,
        required: false,
        nullable: false,
        description: None,
        options: Vec::new(),
        children: Vec::new(),
    }
}

#[test]
fn a_schema_reads_as_fields() {
    let schema = json!({
        "type": "object",
        "properties": {
            "number": {"type": "string", "description": "Its number"},
            "total": {"type": ["number", "null"]},
            "link": {"type": "string", "format": "uri"},
            "state": {"type": "string", "enum": ["open", "paid"]},
            "tags": {"type": "array", "items": {"type": "string"}},
            "rows": {
                "type": "array",
                "description": "The rows",
                "items": {
                    "type": "object",
                    "properties": {"sum": {"type": "integer"}},
                    "required": ["sum"],
                },
            },
        },
        "required": ["rows", "number"],
    });
    let mut sum = field("sum", FieldKind::Integer);
    sum.path = vec!["rows".into(), "sum".into()];
    sum.required = true;
    let expected = vec![
        SchemaField {
            required: true,
            description: Some("Its number".into()),
            ..field("number", FieldKind::Text)
        },
        SchemaField {
            nullable: true,
            ..field("total", FieldKind::Number)
        },
        field("link", FieldKind::Url),
        SchemaField {
            options: vec!["open".into(), "paid".into()],
            ..field("state", FieldKind::Text)
        },
        SchemaField {
            list: true,
            ..field("tags", FieldKind::Text)
        },
        SchemaField {
            list: true,
            required: true,
            description: Some("The rows".into()),
            children: vec![sum],
            ..field("rows", FieldKind::Object)
        },
    ];
    assert_eq!(fields(&schema), Some(expected.clone()));
    let mut back = from_fields(&expected);
    assert_eq!(back["required"], json!(["number", "rows"]));
    back["required"] = schema["required"].clone();
    assert_eq!(back, schema);
    assert_eq!(fields(&json!({})), Some(Vec::new()));
}

#[test]
fn what_the_fields_cannot_show_is_left_to_the_text() {
    for schema in [
        json!("{{ schema }}"),
        json!({"type": "array", "items": {"type": "object"}}),
        json!({"type": "object", "properties": {}, "title": "T"}),
        json!({"type": "object", "properties": {"a": {"type": "string", "minLength": 1}}}),
        json!({"type": "object", "properties": {"a": {"anyOf": []}}}),
        json!({"type": "object", "properties": {"a": {"type": ["string", "integer"]}}}),
        json!({"type": "object", "properties": {"a": {"type": "array", "items": {"type": "array"}}}}),
        json!({"type": "object", "properties": {"a": {"enum": [1]}}}),
        json!({"type": "object", "properties": {"a": true}}),
        json!({"type": "object", "properties": {}, "required": ["b"]}),
        json!({"type": "object", "properties": {"": {"type": "string"}}}),
        json!({"type": "object", "properties": {"a": {"type": "string", "format": "hostname"}}}),
    ] {
        assert_eq!(fields(&schema), None, "{schema}");
    }
}

proptest! {
    /// What reads as fields comes back the same, and what is inferred fits what it came from.
    #[test]
    fn fields_lose_nothing(sample in value::value(), noise in value::value()) {
        let schema = infer(&sample);
        prop_assert!(fits(&schema, &sample), "{schema}");
        for schema in [schema, noise, json!({"type": "object", "properties": sample})] {
            if let Some(known) = fields(&schema) {
                let back = from_fields(&known);
                if schema != json!({}) {
                    prop_assert_eq!(sorted(&back), sorted(&schema));
                }
                prop_assert_eq!(fields(&back), Some(known));
            }
        }
    }
}

/// With what is required in one order, and left out where it is nothing.
fn sorted(schema: &Value) -> Value {
    match schema {
        Value::Object(map) => map
            .iter()
            .filter(|(key, value)| *key != "required" || **value != json!([]))
            .map(|(key, value)| {
                let mut value = sorted(value);
                if let (true, Value::Array(names)) = (key == "required", &mut value) {
                    names.sort_by_key(ToString::to_string);
                }
                (key.clone(), value)
            })
            .collect(),
        other => other.clone(),
    }
}

/// Whether `sample` fits `schema`, as far as `infer` goes.
fn fits(schema: &Value, sample: &Value) -> bool {
    let name = match sample {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let types: Vec<&str> = match &schema["type"] {
        Value::Null => return true,
        Value::String(name) => vec![name],
        names => names
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it.as_str().unwrap())
            .collect(),
    };
    let type_fits = types.contains(&name) || name == "integer" && types.contains(&"number");
    type_fits
        && match sample {
            Value::Array(items) => items.iter().all(|item| fits(&schema["items"], item)),
            Value::Object(map) => {
                let required = schema["required"].as_array().cloned().unwrap_or_default();
                required
                    .iter()
                    .all(|key| map.contains_key(key.as_str().unwrap()))
                    && map
                        .iter()
                        .all(|(key, value)| fits(&schema["properties"][key], value))
            }
            _ => true,
        }
}
