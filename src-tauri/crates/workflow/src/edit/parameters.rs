//! Edits of the workflow's parameters.

use serde_json::{Map, Value};

use super::apply::Done;
use super::draft::Draft;
use super::fields::rewrite;
use super::labels::Taken;
use super::loose::Gone;
use super::renaming::Renames;
use super::{Refused, refused::form};
use crate::document::text;

pub(super) fn add(document: &Value, parameter: &Value) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let map = object(parameter)?;
    let key = text(map, "key").to_owned();
    Taken::of(&draft).expect_key(&key)?;
    all(&mut draft)?.push(parameter.clone());
    Done::of(draft, format!("Add parameter {key}"), &[])
}

pub(super) fn set(document: &Value, key: &str, parameter: &Value) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let mut map = object(parameter)?.clone();
    let place = place(&mut draft, key)?;
    match map.get_mut("key") {
        Some(own) => *own = key.into(),
        None => {
            map.shift_insert(0, "key".to_owned(), key.into());
        }
    }
    all(&mut draft)?[place] = Value::Object(map);
    Done::of(draft, format!("Change parameter {key}"), &[])
}

pub(super) fn rename(document: &Value, key: &str, to: &str) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let place = place(&mut draft, key)?;
    let mut notices = Vec::new();
    if key != to {
        Taken::of(&draft).expect_key(to)?;
        let mut renames = Renames::default();
        renames.parameter(key, to);
        notices = rewrite(&mut draft, &renames);
        if let Some(parameter) = all(&mut draft)?[place].as_object_mut() {
            parameter.insert("key".to_owned(), to.into());
        }
    }
    let done = Done::of(draft, format!("Rename parameter {key} to {to}"), &[])?;
    Ok(Done { notices, ..done })
}

pub(super) fn remove(document: &Value, key: &str) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let place = place(&mut draft, key)?;
    all(&mut draft)?.remove(place);
    let stay = draft.layout.reading_order();
    let notices = Gone::parameter(key).clear(&mut draft, &stay);
    let done = Done::of(draft, format!("Remove parameter {key}"), &[])?;
    Ok(Done { notices, ..done })
}

pub(super) fn shift(document: &Value, key: &str, to: usize) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let place = place(&mut draft, key)?;
    let parameters = all(&mut draft)?;
    let parameter = parameters.remove(place);
    parameters.insert(to.min(parameters.len()), parameter);
    Done::of(draft, format!("Move parameter {key}"), &[])
}

fn all(draft: &mut Draft) -> Result<&mut Vec<Value>, Refused> {
    let expected = "a list of parameters";
    let parameters = draft.definition.get_mut("parameters");
    let found = parameters.as_deref().map_or("nothing", form);
    let fault = Refused::NoWorkflow { expected, found };
    parameters.and_then(Value::as_array_mut).ok_or(fault)
}

fn place(draft: &mut Draft, key: &str) -> Result<usize, Refused> {
    let is_it = |it: &Value| it.as_object().is_some_and(|it| text(it, "key") == key);
    let place = all(draft)?.iter().position(is_it);
    place.ok_or_else(|| Refused::NoSuchParameter {
        key: key.to_owned(),
    })
}

fn object(parameter: &Value) -> Result<&Map<String, Value>, Refused> {
    parameter.as_object().ok_or_else(|| Refused::NotAnObject {
        what: "A parameter",
        found: parameter.clone(),
    })
}
