//! From JSON to types, with the path of whatever does not fit.
//!
//! An answer is parsed once into a [`Value`]; the types then take what they know out of it. Parsing dominates, so a
//! list of full workflows costs hardly more than the bare `Value`, and a mismatch can say where it stands.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde_json::Value;

/// A place in the JSON that is not what the type expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mismatch {
    /// From the root of the answer, e.g. `[3].workflow_definition`; empty for the root itself.
    pub(crate) path: String,
    /// What was expected and what came.
    pub(crate) message: String,
}

impl Mismatch {
    pub(crate) fn expected(expected: &str, found: &Value) -> Self {
        let found = match found {
            Value::Null => "null".to_owned(),
            Value::Bool(_) => "a boolean".to_owned(),
            Value::Number(number) => format!("the number {number}"),
            Value::String(text) => format!("the string {:?}", shortened(text)),
            Value::Array(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
        };
        Self {
            path: String::new(),
            message: format!("expected {expected}, found {found}"),
        }
    }

    pub(crate) fn missing() -> Self {
        Self {
            path: String::new(),
            message: "the field is missing".to_owned(),
        }
    }

    /// The same mismatch seen from the object that has it in `name`.
    pub(crate) fn in_field(mut self, name: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') {
            ""
        } else {
            "."
        };
        self.path = format!("{name}{dot}{}", self.path);
        self
    }

    /// The same mismatch seen from the list that has it at `index`.
    pub(crate) fn at_index(mut self, index: usize) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') {
            ""
        } else {
            "."
        };
        self.path = format!("[{index}]{dot}{}", self.path);
        self
    }
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.path.is_empty() {
            return f.write_str(&self.message);
        }
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// A small value that is copied out of the JSON, which keeps it as well.
pub(crate) trait Scalar: Sized {
    fn read(value: &Value) -> Result<Self, Mismatch>;
}

/// A value that is moved out of the JSON and can be put back.
pub(crate) trait Part: Sized {
    fn decode(value: Value) -> Result<Self, Mismatch>;
    fn encode(self) -> Value;
}

impl Part for Value {
    fn decode(value: Value) -> Result<Self, Mismatch> {
        Ok(value)
    }

    fn encode(self) -> Value {
        self
    }
}

/// An answer of which nothing is wanted: `null`, an empty body, a message.
impl Part for () {
    fn decode(_value: Value) -> Result<Self, Mismatch> {
        Ok(())
    }

    fn encode(self) -> Value {
        Value::Null
    }
}

impl<T: Part> Part for Option<T> {
    fn decode(value: Value) -> Result<Self, Mismatch> {
        if value.is_null() {
            return Ok(None);
        }
        T::decode(value).map(Some)
    }

    fn encode(self) -> Value {
        self.map_or(Value::Null, T::encode)
    }
}

impl<T: Part> Part for Vec<T> {
    fn decode(value: Value) -> Result<Self, Mismatch> {
        match value {
            Value::Array(items) => items
                .into_iter()
                .enumerate()
                .map(|(index, item)| T::decode(item).map_err(|mismatch| mismatch.at_index(index)))
                .collect(),
            other => Err(Mismatch::expected("a list", &other)),
        }
    }

    fn encode(self) -> Value {
        Value::Array(self.into_iter().map(T::encode).collect())
    }
}

/// Objects keep the order of the server only as long as they are JSON; what is keyed by ids is looked up, not shown.
impl<T: Part> Part for BTreeMap<String, T> {
    fn decode(value: Value) -> Result<Self, Mismatch> {
        match value {
            Value::Object(entries) => entries
                .into_iter()
                .map(|(name, item)| match T::decode(item) {
                    Ok(item) => Ok((name, item)),
                    Err(mismatch) => Err(mismatch.in_field(&name)),
                })
                .collect(),
            other => Err(Mismatch::expected("an object", &other)),
        }
    }

    fn encode(self) -> Value {
        Value::Object(
            self.into_iter()
                .map(|(name, item)| (name, item.encode()))
                .collect(),
        )
    }
}

impl Scalar for String {
    fn read(value: &Value) -> Result<Self, Mismatch> {
        value
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| Mismatch::expected("a string", value))
    }
}

impl Scalar for bool {
    fn read(value: &Value) -> Result<Self, Mismatch> {
        value
            .as_bool()
            .ok_or_else(|| Mismatch::expected("true or false", value))
    }
}

impl Scalar for u64 {
    fn read(value: &Value) -> Result<Self, Mismatch> {
        value
            .as_u64()
            .ok_or_else(|| Mismatch::expected("a whole number", value))
    }
}

impl Scalar for u32 {
    fn read(value: &Value) -> Result<Self, Mismatch> {
        u64::read(value)?
            .try_into()
            .map_err(|_| Mismatch::expected("a whole number below 2^32", value))
    }
}

impl Scalar for i64 {
    fn read(value: &Value) -> Result<Self, Mismatch> {
        value
            .as_i64()
            .ok_or_else(|| Mismatch::expected("a whole number", value))
    }
}

impl Scalar for f64 {
    fn read(value: &Value) -> Result<Self, Mismatch> {
        value
            .as_f64()
            .ok_or_else(|| Mismatch::expected("a number", value))
    }
}

/// A small free-form value, such as a model choice. Big ones are moved ([`Part`]).
impl Scalar for Value {
    fn read(value: &Value) -> Result<Self, Mismatch> {
        Ok(value.clone())
    }
}

impl<T: Scalar> Scalar for Vec<T> {
    fn read(value: &Value) -> Result<Self, Mismatch> {
        let items = value
            .as_array()
            .ok_or_else(|| Mismatch::expected("a list", value))?;
        items
            .iter()
            .enumerate()
            .map(|(index, item)| T::read(item).map_err(|mismatch| mismatch.at_index(index)))
            .collect()
    }
}

impl<T: Scalar> Scalar for BTreeMap<String, T> {
    fn read(value: &Value) -> Result<Self, Mismatch> {
        let entries = value
            .as_object()
            .ok_or_else(|| Mismatch::expected("an object", value))?;
        entries
            .iter()
            .map(|(name, item)| match T::read(item) {
                Ok(item) => Ok((name.clone(), item)),
                Err(mismatch) => Err(mismatch.in_field(name)),
            })
            .collect()
    }
}

/// Skyvern writes UTC without a zone almost everywhere, and with `Z` in a few places (server.md, Runs).
impl Scalar for DateTime<Utc> {
    fn read(value: &Value) -> Result<Self, Mismatch> {
        let text = value
            .as_str()
            .ok_or_else(|| Mismatch::expected("a time", value))?;
        if let Ok(time) = DateTime::parse_from_rfc3339(text) {
            return Ok(time.with_timezone(&Utc));
        }
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f"]
            .iter()
            .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
            .map(|naive| naive.and_utc())
            .ok_or_else(|| Mismatch::expected("a time", value))
    }
}

/// The first sixty characters of `text`, so that no answer ends up whole in an error.
fn shortened(text: &str) -> String {
    const LIMIT: usize = 60;
    if text.chars().count() <= LIMIT {
        return text.to_owned();
    }
    text.chars()
        .take(LIMIT)
        .chain(std::iter::once('…'))
        .collect()
}
