//! A schema as a list of fields, and back.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// How deep fields may stand in each other to be shown as such.
const DEEPEST: usize = 16;

/// One field of the data that a schema describes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct SchemaField {
    /// The way to it: the names of the fields around it, its own last. Lists add none.
    pub path: Vec<String>,
    /// Its key.
    pub name: String,
    /// What it is; for a list what its items are.
    pub kind: FieldKind,
    /// Whether it holds a list of such values.
    pub list: bool,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it may be null.
    pub nullable: bool,
    /// What it means, in words for the model.
    pub description: Option<String>,
    /// The texts to choose from; empty for any text.
    pub options: Vec<String>,
    /// The fields of an object or of the objects in a list.
    pub children: Vec<SchemaField>,
}

/// What a field can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum FieldKind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// Yes or no.
    YesNo,
    /// An object with fields.
    Object,
    /// The address of a page or file.
    Url,
    /// A day.
    Date,
    /// A day and a time.
    Moment,
    /// A mail address.
    Email,
    /// Anything.
    Any,
}

/// The kinds with what a schema calls them.
const KINDS: &[(FieldKind, Option<&str>, Option<&str>)] = &[
    (FieldKind::Text, Some("string"), None),
    (FieldKind::Url, Some("string"), Some("uri")),
    (FieldKind::Date, Some("string"), Some("date")),
    (FieldKind::Moment, Some("string"), Some("date-time")),
    (FieldKind::Email, Some("string"), Some("email")),
    (FieldKind::Number, Some("number"), None),
    (FieldKind::Integer, Some("integer"), None),
    (FieldKind::YesNo, Some("boolean"), None),
    (FieldKind::Object, Some("object"), None),
    (FieldKind::Any, None, None),
];

/// The fields that `schema` describes: those of the object at its top. `None` where it says
/// anything that a list of fields cannot show, so that only its text should be offered.
pub fn fields(schema: &Value) -> Option<Vec<SchemaField>> {
    let map = schema.as_object()?;
    if map.is_empty() {
        return Some(Vec::new());
    }
    let root = field("", schema, true, &[], 0)?;
    let is_object = root.kind == FieldKind::Object && !root.list && !root.nullable;
    let fields = root.children;
    (is_object && same(&from_fields(&fields), schema)).then_some(fields)
}

/// The schema of an object with these `fields`. Their paths follow from where they stand and are
/// not read.
pub fn from_fields(fields: &[SchemaField]) -> Value {
    let mut schema = Map::new();
    schema.insert("type".to_owned(), "object".into());
    put_fields(fields, &mut schema);
    Value::Object(schema)
}

/// Whether both say the same: nothing required is the same as saying nothing of it, and the order
/// in which keys are required has no meaning.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let is_nothing = |key: &String, value: &Value| {
                key == "required" && value.as_array().is_some_and(Vec::is_empty)
            };
            let len = |map: &Map<String, Value>| {
                map.iter()
                    .filter(|(key, value)| !is_nothing(key, value))
                    .count()
            };
            len(one) == len(other)
                && one.iter().all(|(key, value)| match other.get(key) {
                    _ if is_nothing(key, value) => true,
                    Some(other) if key == "required" => same_set(value, other),
                    Some(other) => same(value, other),
                    None => false,
                })
        }
        _ => one == other,
    }
}

fn same_set(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().all(|item| other.contains(item))
        }
        // A field may be called “required”.
        _ => same(one, other),
    }
}

fn field(
    name: &str,
    schema: &Value,
    required: bool,
    around: &[String],
    depth: usize,
) -> Option<SchemaField> {
    let map = schema.as_object()?;
    if depth > DEEPEST {
        return None;
    }
    let (type_name, nullable) = type_of(map)?;
    let path: Vec<String> = match name {
        "" => Vec::new(),
        name => around.iter().cloned().chain([name.to_owned()]).collect(),
    };
    let description = match map.get("description") {
        None => None,
        Some(text) => Some(text.as_str()?.to_owned()),
    };
    if type_name == Some("array") {
        let items = map.get("items").map_or_else(
            || {
                field(
                    name,
                    &Value::Object(Map::new()),
                    required,
                    around,
                    depth + 1,
                )
            },
            |items| field(name, items, required, around, depth + 1),
        )?;
        // A list of lists, and items that say something of their own, have no place in the list.
        if items.list || items.description.is_some() || items.nullable {
            return None;
        }
        return Some(SchemaField {
            list: true,
            nullable,
            description,
            ..items
        });
    }
    let format = match map.get("format") {
        None => None,
        Some(format) => Some(format.as_str()?),
    };
    let known = KINDS
        .iter()
        .find(|kind| kind.1 == type_name && kind.2 == format)?;
    let children = if known.0 == FieldKind::Object {
        children(map, &path, depth)?
    } else {
        Vec::new()
    };
    let options = match map.get("enum") {
        None => Vec::new(),
        Some(options) => {
            let texts = options
                .as_array()?
                .iter()
                .map(|it| it.as_str().map(str::to_owned));
            texts.collect::<Option<Vec<String>>>()?
        }
    };
    Some(SchemaField {
        path,
        name: name.to_owned(),
        kind: known.0,
        list: false,
        required,
        nullable,
        description,
        options,
        children,
    })
}

fn children(map: &Map<String, Value>, path: &[String], depth: usize) -> Option<Vec<SchemaField>> {
    let required: Vec<&str> = match map.get("required") {
        None => Vec::new(),
        Some(required) => required
            .as_array()?
            .iter()
            .map(Value::as_str)
            .collect::<Option<_>>()?,
    };
    let Some(properties) = map.get("properties") else {
        return Some(Vec::new());
    };
    let properties = properties.as_object()?.iter();
    properties
        .map(|(name, schema)| {
            if name.is_empty() {
                return None;
            }
            field(
                name,
                schema,
                required.contains(&name.as_str()),
                path,
                depth + 1,
            )
        })
        .collect()
}

/// The name of a schema's type, if it has one, and whether null is allowed beside it.
fn type_of(map: &Map<String, Value>) -> Option<(Option<&str>, bool)> {
    match map.get("type") {
        None => Some((None, false)),
        Some(Value::String(name)) => Some((Some(name), false)),
        Some(Value::Array(names)) => match names.as_slice() {
            [Value::String(name), Value::String(null)] if null == "null" => {
                Some((Some(name), true))
            }
            _ => None,
        },
        Some(_) => None,
    }
}

fn to_schema(field: &SchemaField) -> Value {
    let mut schema = Map::new();
    let mut inner = Map::new();
    let (type_name, format) = KINDS
        .iter()
        .find(|kind| kind.0 == field.kind)
        .map_or((None, None), |kind| (kind.1, kind.2));
    let with_null = |name: &str, nullable: bool| -> Value {
        if nullable {
            Value::from(vec![name, "null"])
        } else {
            name.into()
        }
    };
    if let Some(name) = type_name {
        inner.insert(
            "type".to_owned(),
            with_null(name, field.nullable && !field.list),
        );
    }
    inner.extend(format.map(|format| ("format".to_owned(), format.into())));
    if !field.options.is_empty() {
        inner.insert("enum".to_owned(), field.options.clone().into());
    }
    if field.kind == FieldKind::Object {
        put_fields(&field.children, &mut inner);
    }
    let description = field
        .description
        .clone()
        .map(|text| ("description".to_owned(), text.into()));
    if !field.list {
        inner.extend(description);
        return Value::Object(inner);
    }
    schema.insert("type".to_owned(), with_null("array", field.nullable));
    schema.extend(description);
    if !inner.is_empty() {
        schema.insert("items".to_owned(), Value::Object(inner));
    }
    Value::Object(schema)
}

fn put_fields(fields: &[SchemaField], schema: &mut Map<String, Value>) {
    let properties = fields
        .iter()
        .map(|field| (field.name.clone(), to_schema(field)));
    schema.insert("properties".to_owned(), Value::Object(properties.collect()));
    let required = fields.iter().filter(|field| field.required);
    let required: Vec<Value> = required.map(|field| field.name.clone().into()).collect();
    if !required.is_empty() {
        schema.insert("required".to_owned(), Value::Array(required));
    }
}
