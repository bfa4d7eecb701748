//! Checking and converting what was entered for a parameter.
//!
//! The rules are those of a server 1.0.56, tried one by one: a fraction for a whole number is
//! accepted there and breaks every later look at the run, a number beyond 64 bits is a server
//! fault, JSON that is neither object nor list must be sent as text.

use serde_json::{Map, Number, Value};
use thiserror::Error;

use super::{Parameter, ParameterKind};

/// Why an input will not do, in a sentence that fits under a field.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InputFault {
    /// Nothing was entered, and there is no default.
    #[error("Needs a value")]
    Missing,
    /// Not a text.
    #[error("A text")]
    NotText,
    /// Not a whole number.
    #[error("A whole number, e.g. 40")]
    NotWhole,
    /// A whole number that the server cannot keep.
    #[error("A whole number of at most 18 digits")]
    TooLarge,
    /// Not a number.
    #[error("A number, e.g. 2.5")]
    NotNumber,
    /// Neither yes nor no.
    #[error("Either true or false")]
    NotBoolean,
    /// Not JSON. The place is where reading it stopped, counted from 1.
    #[error("JSON, e.g. {{\"month\": 5}}; line {line}, column {column} is not")]
    NotJson {
        /// The line.
        line: usize,
        /// The character in the line.
        column: usize,
    },
    /// JSON null, which counts as no value.
    #[error("JSON other than null")]
    JsonNull,
    /// Not an address.
    #[error("An address, e.g. https://example.com/file.pdf")]
    NotUrl,
    /// The parameter is not asked for at launch.
    #[error("Set in the workflow, not at launch")]
    NotAnInput,
}

/// The value to send for `parameter` when `input` was entered, typed as text or given as JSON.
/// `None` is to send nothing, so that the default counts. Null is nothing entered; so is a blank
/// text, except where the parameter is a text itself.
pub fn check_input(parameter: &Parameter, input: &Value) -> Result<Option<Value>, InputFault> {
    if !parameter.is_input() {
        return Err(InputFault::NotAnInput);
    }
    let is_blank = match input {
        Value::Null => true,
        Value::String(text) => parameter.kind != ParameterKind::String && text.trim().is_empty(),
        _ => false,
    };
    if is_blank {
        return if parameter.required {
            Err(InputFault::Missing)
        } else {
            Ok(None)
        };
    }
    let value = match parameter.kind {
        ParameterKind::String => string(input),
        ParameterKind::Integer => integer(input),
        ParameterKind::Float => float(input),
        ParameterKind::Boolean => boolean(input),
        ParameterKind::Json => json(input),
        ParameterKind::FileUrl => file_url(input),
        ParameterKind::CredentialId => credential_id(input),
        ParameterKind::Other(_) => Err(InputFault::NotAnInput),
    };
    value.map(Some)
}

/// What to send for all `parameters` when `inputs` were entered by key, or each fault with its
/// key. Inputs for keys that are not asked for are left out.
pub fn check_inputs(
    parameters: &[Parameter],
    inputs: &Map<String, Value>,
) -> Result<Map<String, Value>, Vec<(String, InputFault)>> {
    let mut values = Map::new();
    let mut faults = Vec::new();
    for parameter in parameters.iter().filter(|parameter| parameter.is_input()) {
        match check_input(
            parameter,
            inputs.get(&parameter.key).unwrap_or(&Value::Null),
        ) {
            Ok(None) => {}
            Ok(Some(value)) => {
                values.insert(parameter.key.clone(), value);
            }
            Err(fault) => faults.push((parameter.key.clone(), fault)),
        }
    }
    if faults.is_empty() {
        Ok(values)
    } else {
        Err(faults)
    }
}

fn string(input: &Value) -> Result<Value, InputFault> {
    match input {
        Value::String(_) => Ok(input.clone()),
        // The server itself would make "1" of true.
        Value::Number(_) | Value::Bool(_) => Ok(input.to_string().into()),
        _ => Err(InputFault::NotText),
    }
}

fn integer(input: &Value) -> Result<Value, InputFault> {
    let text = match input {
        Value::Number(number) if number.is_i64() => return Ok(input.clone()),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        _ => return Err(InputFault::NotWhole),
    };
    let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
    // What a JSON writer makes of a whole number that went through a floating-point one.
    let digits = digits
        .strip_suffix(".0")
        .filter(|_| input.is_number())
        .unwrap_or(digits);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(InputFault::NotWhole);
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    format!("{sign}{digits}")
        .parse::<i64>()
        .map(Value::from)
        .map_err(|_| InputFault::TooLarge)
}

fn float(input: &Value) -> Result<Value, InputFault> {
    let number = match input {
        Value::Number(_) => return Ok(input.clone()),
        Value::String(text)
            if !text.contains(|c: char| c.is_ascii_alphabetic() && c != 'e' && c != 'E') =>
        {
            text.trim().parse::<f64>().ok()
        }
        _ => None,
    };
    number
        .and_then(Number::from_f64)
        .map(Value::Number)
        .ok_or(InputFault::NotNumber)
}

fn boolean(input: &Value) -> Result<Value, InputFault> {
    let text = match input {
        Value::Bool(_) => return Ok(input.clone()),
        Value::String(text) => text.trim().to_ascii_lowercase(),
        Value::Number(number) => number.to_string(),
        _ => return Err(InputFault::NotBoolean),
    };
    match text.as_str() {
        "true" | "yes" | "on" | "1" => Ok(true.into()),
        "false" | "no" | "off" | "0" => Ok(false.into()),
        _ => Err(InputFault::NotBoolean),
    }
}

fn json(input: &Value) -> Result<Value, InputFault> {
    let value = match input {
        Value::String(text) => serde_json::from_str(text).map_err(|fault| InputFault::NotJson {
            line: fault.line(),
            column: fault.column(),
        })?,
        other => other.clone(),
    };
    match value {
        Value::Null => Err(InputFault::JsonNull),
        Value::Object(_) | Value::Array(_) => Ok(value),
        scalar => Ok(scalar.to_string().into()),
    }
}

fn file_url(input: &Value) -> Result<Value, InputFault> {
    let text = input.as_str().map(str::trim).ok_or(InputFault::NotUrl)?;
    let (scheme, rest) = text.split_once("://").ok_or(InputFault::NotUrl)?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if is_scheme && !rest.is_empty() && !text.contains(char::is_whitespace) {
        Ok(text.into())
    } else {
        Err(InputFault::NotUrl)
    }
}

fn credential_id(input: &Value) -> Result<Value, InputFault> {
    input
        .as_str()
        .map(|id| id.trim().into())
        .ok_or(InputFault::NotText)
}
