//! The merged workflow: its settings, its parameters and its blocks.

use serde_json::{Map, Value};

use super::decisions::{About, Decisions, Three};
use super::labels::Aligned;
use super::sheet::{Id, List, Sheets};
use super::write::{self, Writer};
use super::{existence, parameters, places, values};
use crate::compare::fields::Catalogue;
use crate::compare::values::Comparer;
use crate::document::{self, text};

const FINALLY: &str = "finally_block_label";

/// Whether `document` can be merged part by part as the others are.
pub(super) fn is_workflow(document: &Value) -> bool {
    let parameters = document::definition(document).and_then(|it| it.get("parameters"));
    let is_list = parameters.is_none_or(|it| match it {
        Value::Array(parameters) => parameters.iter().all(Value::is_object),
        other => other.is_null(),
    });
    is_list && document::definition(document).is_some_and(|it| it.contains_key("blocks"))
}

/// The merged document.
pub(super) fn merge(
    aligned: &Aligned<'_>,
    sheets: &Sheets,
    decisions: &mut Decisions<'_>,
) -> Value {
    let documents = aligned.as_documents();
    let settings = |maps: Three<Map<String, Value>>, decisions: &mut Decisions<'_>| {
        let maps = Three {
            base: &maps.base,
            ours: &maps.ours,
            theirs: &maps.theirs,
        };
        values::fields(&About::workflow(), "", Catalogue::Settings, maps, decisions)
    };
    let is_whole = documents.ours.get("workflow_definition").is_some();
    let heads = documents.map(|it| without(it.as_object(), &["workflow_definition"]));
    let mut head = if is_whole {
        settings(heads, decisions)
    } else {
        Map::new()
    };
    let parts: &[&str] = if sheets.is_open {
        &["parameters", "blocks", "version", FINALLY]
    } else {
        &["parameters"]
    };
    let definitions = documents.map(|it| without(document::definition(it), parts));
    let mut definition = settings(definitions, decisions);
    let parameters = parameters::merge(documents, decisions);
    put(&mut definition, "parameters", Value::Array(parameters));
    if sheets.is_open {
        put_blocks(&mut definition, aligned, sheets, decisions);
    }
    if !is_whole {
        return Value::Object(definition);
    }
    head.insert("workflow_definition".to_owned(), Value::Object(definition));
    Value::Object(head)
}

/// A copy in which `parts` hold nothing but their place.
fn without(map: Option<&Map<String, Value>>, parts: &[&str]) -> Map<String, Value> {
    let mut map = map.cloned().unwrap_or_default();
    for part in parts {
        if let Some(value) = map.get_mut(*part) {
            *value = Value::Null;
        }
    }
    map
}

/// Writes a part; nothing is not written where there was no such part.
fn put(map: &mut Map<String, Value>, part: &str, value: Value) {
    let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    if !is_empty || map.contains_key(part) {
        map.insert(part.to_owned(), value);
    }
}

fn put_blocks(
    definition: &mut Map<String, Value>,
    aligned: &Aligned<'_>,
    sheets: &Sheets,
    decisions: &mut Decisions<'_>,
) {
    let documents = aligned.as_documents();
    let alive = existence::alive(sheets, aligned, decisions);
    let lists = places::lists(sheets, &alive, aligned, decisions);
    let top = lists.get(&List::Top).map_or(&[][..], Vec::as_slice);
    let mut label = finally(documents, decisions);
    if let Some(text) = label.as_str().map(str::to_owned) {
        let id = Id::Block(text.clone());
        if sheets.ids.contains(&id) && !top.contains(&id) {
            decisions.notice(format!(
                "No block runs at the end any more: `{text}` is gone or stands inside another block."
            ));
            label = Value::Null;
        }
    }
    put(definition, "version", version(documents));
    put(definition, FINALLY, label);
    let writer = Writer {
        sheets,
        lists: &lists,
        fields: write::all_fields(sheets, &alive, aligned, decisions),
        linked: false,
    };
    write_blocks(definition, writer);
}

/// Writes blocks into `document` in the way in which it runs.
pub(crate) fn set_blocks(document: &mut Value, writer: Writer<'_>) {
    if let Some(definition) = document::definition_mut(document) {
        write_blocks(definition, writer);
    }
}

/// A definition with a condition at the top runs by its links (reference A.5).
fn write_blocks(definition: &mut Map<String, Value>, mut writer: Writer<'_>) {
    let last = Some(text(definition, FINALLY)).filter(|label| !label.is_empty());
    let last = last.map(|label| Id::Block(label.to_owned()));
    let top = writer.lists.get(&List::Top).map_or(&[][..], Vec::as_slice);
    let last = last.filter(|id| top.contains(id));
    let is_condition = |id: &Id| {
        let branches = List::Branches(id.label().to_owned());
        writer.lists.get(&branches).is_some_and(|it| !it.is_empty())
    };
    let has_condition = top.iter().any(is_condition);
    let version = definition.get("version").and_then(Value::as_u64);
    writer.linked = match version {
        Some(version) => version >= 2 || has_condition,
        None => writer.sheets.was_linked(&List::Top) || has_condition,
    };
    if version.is_some_and(|version| version < 2) && has_condition {
        definition.insert("version".to_owned(), Value::from(2));
    }
    let blocks = writer.top(last.as_ref());
    definition.insert("blocks".to_owned(), Value::Array(blocks));
}

/// The newer way of running if the sides differ.
fn version(documents: Three<&Value>) -> Value {
    let versions = documents.map(|it| {
        let version = document::definition(it).and_then(|it| it.get("version"));
        version.cloned().unwrap_or_default()
    });
    versions.settled().unwrap_or_else(|versions| {
        let (ours, theirs) = (versions.ours.as_u64(), versions.theirs.as_u64());
        if ours >= theirs {
            versions.ours
        } else {
            versions.theirs
        }
    })
}

/// The label of the block that runs at the end.
fn finally(documents: Three<&Value>, decisions: &mut Decisions<'_>) -> Value {
    let labels = documents.map(|it| {
        let definition = document::definition(it);
        let label = definition.map_or("", |it| text(it, FINALLY));
        if label.is_empty() {
            Value::Null
        } else {
            label.into()
        }
    });
    labels.settled().unwrap_or_else(|labels| {
        let values = Three {
            base: Some(&labels.base),
            ours: Some(&labels.ours),
            theirs: Some(&labels.theirs),
        };
        let comparer = Comparer::new(FINALLY, false);
        let side = decisions.of_value(&About::workflow(), FINALLY, comparer, values);
        labels.side(side)
    })
}
