//! References in blocks, parameters and settings: finding them, and following a new name.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::{Map, Value};

use super::python;
use crate::document::{Block, text};
use crate::flow::links;
use crate::kinds::{self, Field, Holds};
use crate::references::references;

/// Fields that hold the key of a parameter or output.
pub(super) const KEY_FIELDS: &[&str] = &[
    "loop_over_parameter_key",
    "smtp_host_secret_parameter_key",
    "smtp_port_secret_parameter_key",
    "smtp_username_secret_parameter_key",
    "smtp_password_secret_parameter_key",
];

/// Fields in which a text that is exactly the key of a parameter stands for its value.
const BARE_KEYS: &[&str] = &[
    "recipients",
    "cc",
    "bcc",
    "file_attachments",
    "totp_identifier",
    "path",
];

/// Fields that are no texts of the block's author.
const STRUCTURE: &[&str] = &[
    "block_type",
    "label",
    "next_block_label",
    "loop_blocks",
    "parameter_keys",
];

/// Settings that are no templates.
const NO_TEMPLATES: &[&str] = &[
    "title",
    "description",
    "workflow_definition",
    "parameters",
    "blocks",
];

/// What is called otherwise from now on.
#[derive(Default)]
pub(crate) struct Renames {
    /// Names at the beginning of what a template looks up.
    names: HashMap<String, String>,
    /// Keys of parameters and outputs.
    keys: HashMap<String, String>,
    /// Labels of blocks.
    labels: HashMap<String, String>,
}

impl Renames {
    /// `alias` says whether templates may also look up the bare label.
    pub(crate) fn label(&mut self, old: &str, new: &str, alias: bool) {
        let output = |label: &str| format!("{label}_output");
        if alias {
            self.names.insert(old.to_owned(), new.to_owned());
        }
        self.names.insert(output(old), output(new));
        self.keys.insert(output(old), output(new));
        self.labels.insert(old.to_owned(), new.to_owned());
    }

    pub(crate) fn parameter(&mut self, old: &str, new: &str) {
        self.keys.insert(old.to_owned(), new.to_owned());
        for end in ["", "_real_username", "_real_password"] {
            self.names
                .insert(format!("{old}{end}"), format!("{new}{end}"));
        }
    }

    /// Whether there is anything to do.
    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Follows in one block, what is inside a loop excepted. Gives what has to be looked at.
    pub(crate) fn rewrite_block(&self, block: &mut Map<String, Value>) -> Option<String> {
        if let Some(label) = block.next().and_then(|label| self.labels.get(label)) {
            links::set_next(block, Some(label));
        }
        for branch in 0..block.branches().len() {
            let target = block.branches()[branch].as_object().and_then(Block::next);
            if let Some(label) = target.and_then(|label| self.labels.get(label)) {
                links::set_target(block, branch, Some(label));
            }
        }
        let doubt = self.rewrite_code(block);
        let kind = kinds::find(block.kind());
        for (field, value) in block.iter_mut() {
            if field == "parameter_keys" {
                self.rewrite_keys(value);
            } else if KEY_FIELDS.contains(&field.as_str()) {
                self.rewrite_key(value);
            } else if is_templated(kind, field) {
                if stands_for_parameter(kind.and_then(|it| it.field(field)), field) {
                    self.rewrite_bare(value);
                }
                if field == "loop_variable_reference" {
                    self.rewrite_path(value);
                }
                self.rewrite(value);
            }
        }
        doubt
    }

    /// Follows in a parameter.
    pub(crate) fn rewrite_parameter(&self, parameter: &mut Map<String, Value>) {
        let is_credential = text(parameter, "parameter_type") == "credential";
        for (field, value) in parameter.iter_mut() {
            match field.as_str() {
                "source_parameter_key" | "url_parameter_key" => self.rewrite_key(value),
                "credential_id" if is_credential => self.rewrite_key(value),
                "key" | "description" | "default_value" => {}
                _ => self.rewrite(value),
            }
        }
    }

    /// Follows in the settings of the workflow or its definition.
    pub(crate) fn rewrite_settings(&self, settings: &mut Map<String, Value>) {
        for (key, value) in settings.iter_mut() {
            if key == "finally_block_label" {
                if let Some(label) = value.as_str().and_then(|label| self.labels.get(label)) {
                    *value = label.as_str().into();
                }
            } else if !NO_TEMPLATES.contains(&key.as_str()) {
                self.rewrite(value);
            }
        }
    }

    fn rewrite_keys(&self, value: &mut Value) {
        if let Value::Array(keys) = value {
            for key in keys {
                self.rewrite_key(key);
            }
        }
    }

    fn rewrite_key(&self, value: &mut Value) {
        if let Some(key) = value.as_str().and_then(|key| self.keys.get(key)) {
            *value = key.as_str().into();
        }
    }

    fn rewrite_bare(&self, value: &mut Value) {
        self.rewrite_key(value);
        self.rewrite_keys(value);
    }

    /// A reference without braces: `rows_output.items`.
    fn rewrite_path(&self, value: &mut Value) {
        let Some(path) = value.as_str() else { return };
        let name = path.trim();
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let is_path = !name.contains(char::is_whitespace) && !name.contains('{');
        if let Some(new) = self.names.get(&name[..end]).filter(|_| is_path) {
            *value = format!("{new}{}", &name[end..]).into();
        }
    }

    fn rewrite(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Some(new) = self.rewritten(text) {
                    *text = new;
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.rewrite(item)),
            Value::Object(map) => map.values_mut().for_each(|item| self.rewrite(item)),
            _ => {}
        }
    }

    fn rewritten(&self, text: &str) -> Option<String> {
        if !is_template(text) {
            return None;
        }
        let mut new = String::new();
        let mut done = 0;
        for reference in references(text) {
            let start = reference.at.start;
            let root = start..start + reference.root.len();
            let of_outputs = label_in_outputs(text, reference.root, &reference.at);
            let (at, name) = match (self.names.get(reference.root), of_outputs) {
                (Some(name), _) => (root, name),
                (None, Some(at)) => match self.labels.get(&text[at.clone()]) {
                    Some(name) => (at, name),
                    None => continue,
                },
                (None, None) => continue,
            };
            new.push_str(&text[done..at.start]);
            new.push_str(name);
            done = at.end;
        }
        new.push_str(&text[done..]);
        (done > 0).then_some(new)
    }

    /// The values handed to code are variables there.
    fn rewrite_code(&self, block: &mut Map<String, Value>) -> Option<String> {
        if block.kind() != "code" {
            return None;
        }
        let handed: HashMap<String, &str> = crate::document::list(block, "parameter_keys")
            .iter()
            .filter_map(Value::as_str)
            .filter_map(|key| self.keys.get_key_value(key))
            .flat_map(|(old, new)| {
                let ends = ["", "_real_username", "_real_password"];
                ends.map(|end| (format!("{old}{end}"), format!("{new}{end}")))
            })
            .filter_map(|(old, _)| {
                let new = self.names.get(&old)?;
                Some((old, new.as_str()))
            })
            .collect();
        let code = text(block, "code");
        match python::rename(code, &handed) {
            Ok(None) => None,
            Ok(Some(new)) => {
                block.insert("code".to_owned(), new.into());
                None
            }
            Err(in_doubt) => Some(in_doubt.name),
        }
    }
}

/// All names that the templates of a block look up, and the keys that it names, each once.
pub(super) fn names_in(block: &Map<String, Value>) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    let kind = kinds::find(block.kind());
    for (field, value) in block {
        if field == "parameter_keys" || KEY_FIELDS.contains(&field.as_str()) {
            let keys = value
                .as_array()
                .map_or(std::slice::from_ref(value), Vec::as_slice);
            names.extend(keys.iter().filter_map(Value::as_str));
        } else if is_templated(kind, field) {
            if let (Value::String(path), "loop_variable_reference") = (value, field.as_str()) {
                let path = path.trim();
                names.push(&path[..path.find(['.', '[', ' ', '{']).unwrap_or(path.len())]);
            }
            collect(value, &mut names);
        }
    }
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    names
}

fn collect<'a>(value: &'a Value, names: &mut Vec<&'a str>) {
    match value {
        Value::String(text) if is_template(text) => {
            for reference in references(text) {
                names.push(reference.root);
                names.extend(
                    label_in_outputs(text, reference.root, &reference.at).map(|at| &text[at]),
                );
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Object(map) => map.values().for_each(|item| collect(item, names)),
        _ => {}
    }
}

fn is_template(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

/// Whether the texts of a field are rendered. What is not known is taken to be.
fn is_templated(kind: Option<&kinds::Kind>, field: &str) -> bool {
    if STRUCTURE.contains(&field) {
        return false;
    }
    kind.and_then(|kind| kind.field(field)).is_none_or(|field| {
        let of_conditions = matches!(
            field.holds,
            Holds::Branches | Holds::Criterion | Holds::Schema { .. }
        );
        field.templated || of_conditions
    })
}

fn stands_for_parameter(known: Option<&Field>, field: &str) -> bool {
    known.is_some_and(|known| known.holds == Holds::Url || BARE_KEYS.contains(&field))
}

/// Where a label stands in `workflow_run_outputs.label` or `workflow_run_outputs["label"]`.
fn label_in_outputs(text: &str, root: &str, path: &Range<usize>) -> Option<Range<usize>> {
    if root != "workflow_run_outputs" {
        return None;
    }
    let after = path.start + root.len();
    let rest = &text[after..];
    let (open, ends): (usize, &[char]) = if rest.starts_with('.') {
        (1, &['.', '[', ' ', '|', '}', ')', ',', '('])
    } else if rest.starts_with("['") || rest.starts_with("[\"") {
        (2, &['\'', '"'])
    } else {
        return None;
    };
    let label = &rest[open..];
    let end = label.find(ends).unwrap_or(label.len());
    Some(after + open..after + open + end)
}
