//! What a text says that a person is writing beside the blocks.

use serde_json::{Map, Value};

use super::fault::{Diagnostic, FaultAt, Problem, TextFault};
use super::{json, yaml_reader};
use crate::convert;

/// The one workflow that `text` says, in the create shape. Taken are YAML and JSON, a whole
/// workflow or a bare `workflow_definition`, stored or not.
///
/// Unlike an import this adds nothing, and refuses what would lose something: a key that stands
/// twice, a second document.
pub fn read(text: &str) -> Result<Value, TextFault> {
    read_text(text, |text| {
        let (map, line) = one_object(text, EXPECTED_WORKFLOW)?;
        let is_workflow = match map.get("workflow_definition") {
            Some(definition) => definition.is_object(),
            None => map.get("blocks").is_some_and(Value::is_array),
        };
        if !is_workflow {
            return Err(on_line(line, EXPECTED_WORKFLOW));
        }
        let is_whole = map.contains_key("workflow_definition");
        let value = convert::to_create(&Value::Object(map));
        Ok(if is_whole {
            value
        } else {
            Map::from_iter([("workflow_definition".to_owned(), value)]).into()
        })
    })
}

/// The one block that `text` says, with all that is in it.
pub fn read_block(text: &str) -> Result<Value, TextFault> {
    read_text(text, |text| {
        let (map, line) = one_object(text, EXPECTED_BLOCK)?;
        if map.get("block_type").is_some_and(Value::is_string) {
            Ok(Value::Object(map))
        } else {
            Err(on_line(line, EXPECTED_BLOCK))
        }
    })
}

/// The one value that `text` says, whatever it is: for the text of a field that holds data.
pub fn read_value(text: &str) -> Result<Value, TextFault> {
    read_text(text, |text| {
        let document = one_document(text, "Expected a value")?;
        Ok(document.value)
    })
}

const EXPECTED_WORKFLOW: &str =
    "This is no workflow: expected a title and a workflow_definition with blocks";
const EXPECTED_BLOCK: &str = "This is no block: expected block_type, label and its fields";

fn read_text(
    text: &str,
    read: impl FnOnce(&str) -> Result<Value, FaultAt>,
) -> Result<Value, TextFault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    read(text).map_err(|fault| fault.in_text(text))
}

/// The one object in `text` and the line in which it begins.
fn one_object(text: &str, expected: &str) -> Result<(Map<String, Value>, usize), FaultAt> {
    let document = one_document(text, expected)?;
    match document.value {
        Value::Object(map) => Ok((map, document.line)),
        _ => Err(on_line(document.line, expected)),
    }
}

fn one_document(text: &str, expected: &str) -> Result<yaml_reader::Document, FaultAt> {
    let mut documents = documents(text)?.into_iter();
    let Some(document) = documents.next() else {
        return Err(FaultAt::start(format!("There is nothing here. {expected}")));
    };
    if let Some(second) = documents.next() {
        let message = "Here begins a second document; only one can be edited at a time";
        return Err(on_line(second.line, message));
    }
    let duplicate = document.diagnostics.iter().find_map(|it| twice(text, it));
    match duplicate {
        Some(fault) => Err(fault),
        None => Ok(document),
    }
}

/// JSON is nearly always YAML as well; where it is not, as with tabs, it is read as JSON.
fn documents(text: &str) -> Result<Vec<yaml_reader::Document>, FaultAt> {
    yaml_reader::read(text).or_else(|of_yaml| {
        if !text.trim_start().starts_with(['{', '[']) {
            return Err(of_yaml);
        }
        let (value, diagnostics) = json::read(text).map_err(|_| of_yaml)?;
        Ok(vec![yaml_reader::Document {
            value,
            line: 1,
            diagnostics,
        }])
    })
}

/// The fault that a key stands twice, if `diagnostic` says so.
fn twice(text: &str, diagnostic: &Diagnostic) -> Option<FaultAt> {
    let Problem::DuplicateKey { key } = &diagnostic.problem else {
        return None;
    };
    let line = diagnostic.line.unwrap_or(1);
    let before = text.lines().nth(line - 1)?.split(key.as_str()).next()?;
    Some(FaultAt {
        line,
        column: before.chars().count() + 1,
        message: format!("“{key}” stands twice here; take one of the two out"),
    })
}

fn on_line(line: usize, message: impl Into<String>) -> FaultAt {
    FaultAt {
        line,
        ..FaultAt::start(message)
    }
}
