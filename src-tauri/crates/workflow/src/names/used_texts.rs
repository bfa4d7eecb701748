//! The texts of a document that can refer to something, with what they refer to.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::{Map, Value};

use super::python;
use super::reading::{Item, Owner, Reading};
use crate::edit::OFF;
use crate::edit::labels::is_identifier;
use crate::kinds::{Field, Holds};
use crate::references::{Reference, references};
use crate::template;

/// One text.
pub(crate) struct UsedText<'a> {
    pub(crate) owner: Owner,
    pub(crate) field: &'a str,
    /// Keys and numbers that lead to it inside the field.
    pub(crate) path: Vec<Cow<'a, str>>,
    pub(crate) text: &'a str,
    pub(crate) role: Role,
    /// What it looks up.
    pub(crate) references: Vec<Reference<'a>>,
    /// Names that the Python in it looks up.
    pub(crate) variables: Vec<Range<usize>>,
}

/// What is made of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is rendered when the run is there.
    Template,
    /// It decides on a branch or a round: a template, or words for a model.
    Expression,
    /// The list of a for-loop: a template, a bare reference or words.
    List,
    /// Python, rendered first.
    Code,
    /// It may be rendered or not.
    Perhaps,
}

/// Fields of a block that are structure and not its texts.
const STRUCTURE: &[&str] = &[
    "block_type",
    OFF,
    "label",
    "loop_blocks",
    "next_block_label",
    "output_parameter",
    "parameter_keys",
    "parameters",
];

/// Fields of a workflow whose texts are templates or may hold references.
const NO_SETTINGS: &[&str] = &["title", "description", "workflow_definition"];

/// All texts of the document that may refer to something, in its order.
pub(crate) fn used_texts<'a>(reading: &Reading<'a>) -> Vec<UsedText<'a>> {
    let mut found = Found { texts: Vec::new() };
    if let Some(workflow) = reading.document.as_object() {
        found.settings(workflow, NO_SETTINGS);
    }
    if let Some(definition) = reading.definition {
        found.settings(
            definition,
            &["blocks", "parameters", "title", "description"],
        );
    }
    for parameter in &reading.parameters {
        for (key, value) in parameter.map {
            if key != "key" && key != "description" && key != "parameter_type" {
                found.value(Owner::Parameter(parameter.index), key, value, Role::Perhaps);
            }
        }
    }
    for item in &reading.blocks {
        found.block(item);
    }
    found.texts
}

impl<'a> UsedText<'a> {
    /// The names it looks up, in templates and in code, without what follows them.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> {
        let text = self.text;
        let variables = self.variables.iter().map(move |at| &text[at.clone()]);
        self.references.iter().map(|it| it.root).chain(variables)
    }

    /// The path for [`crate::lint::Place`].
    pub(crate) fn path(&self) -> Vec<String> {
        self.path
            .iter()
            .map(|part| part.clone().into_owned())
            .collect()
    }
}

struct Found<'a> {
    texts: Vec<UsedText<'a>>,
}

impl<'a> Found<'a> {
    fn settings(&mut self, map: &'a Map<String, Value>, without: &[&str]) {
        for (key, value) in map {
            if !without.contains(&key.as_str()) {
                let role = if key == "workflow_system_prompt" {
                    Role::Template
                } else {
                    Role::Perhaps
                };
                self.value(Owner::Workflow, key, value, role);
            }
        }
    }

    fn block(&mut self, item: &Item<'a>) {
        let owner = Owner::Block(item.index);
        for (key, value) in item.block {
            if STRUCTURE.contains(&key.as_str())
                || matches!(value, Value::Null | Value::Bool(_) | Value::Number(_))
            {
                continue;
            }
            let field = item.kind.and_then(|kind| kind.field(key));
            match field.map(|field| field.holds) {
                Some(Holds::Branches) => self.branches(owner, key, value),
                Some(Holds::Criterion) => self.expression(owner, key, value, Vec::new()),
                Some(Holds::Choice { .. } | Holds::ParameterKey | Holds::CodeSteps) => {}
                _ => self.value(owner, key, value, role(key, field)),
            }
        }
    }

    fn branches(&mut self, owner: Owner, field: &'a str, branches: &'a Value) {
        for (index, branch) in branches.as_array().into_iter().flatten().enumerate() {
            if let Some(criterion) = branch.get("criteria") {
                let path = vec![index.to_string().into(), "criteria".into()];
                self.expression(owner, field, criterion, path);
            }
        }
    }

    fn expression(
        &mut self,
        owner: Owner,
        field: &'a str,
        criterion: &'a Value,
        mut path: Vec<Cow<'a, str>>,
    ) {
        if let Some(Value::String(text)) = criterion.get("expression") {
            path.push("expression".into());
            self.text(owner, field, path, text, Role::Expression);
        }
    }

    /// All texts inside `value`. A stack in place of recursion: values can be deep.
    fn value(&mut self, owner: Owner, field: &'a str, value: &'a Value, role: Role) {
        if let Value::String(text) = value {
            self.text(owner, field, Vec::new(), text, role);
            return;
        }
        let mut rest: Vec<(&'a Value, Vec<Cow<'a, str>>)> = vec![(value, Vec::new())];
        while let Some((value, path)) = rest.pop() {
            match value {
                Value::String(text) => self.text(owner, field, path, text, role),
                Value::Array(items) => rest.extend(
                    items
                        .iter()
                        .enumerate()
                        .rev()
                        .map(|(index, item)| (item, joined(&path, index.to_string().into()))),
                ),
                Value::Object(map) => rest.extend(
                    map.iter()
                        .rev()
                        .map(|(key, item)| (item, joined(&path, key.as_str().into()))),
                ),
                _ => {}
            }
        }
    }

    fn text(
        &mut self,
        owner: Owner,
        field: &'a str,
        path: Vec<Cow<'a, str>>,
        text: &'a str,
        role: Role,
    ) {
        if text.is_empty() {
            return;
        }
        let references = if role == Role::List {
            of_list(text)
        } else {
            in_template(text)
        };
        self.texts.push(UsedText {
            owner,
            field,
            path,
            references,
            variables: if role == Role::Code {
                python::variables(text)
            } else {
                Vec::new()
            },
            text,
            role,
        });
    }
}

fn role(key: &str, field: Option<&Field>) -> Role {
    match field {
        Some(field) if field.holds == Holds::Code => Role::Code,
        Some(_) if key == "loop_variable_reference" => Role::List,
        Some(field) if field.templated => Role::Template,
        _ => Role::Perhaps,
    }
}

fn joined<'a>(path: &[Cow<'a, str>], last: Cow<'a, str>) -> Vec<Cow<'a, str>> {
    let mut path = path.to_vec();
    path.push(last);
    path
}

/// The references in a template. Where it has statements, which can bind names in more ways than
/// the scan knows, minijinja has the last word.
fn in_template(text: &str) -> Vec<Reference<'_>> {
    if !text.contains('{') {
        return Vec::new();
    }
    let mut found = references(text);
    if !found.is_empty()
        && text.contains("{%")
        && let Some(names) = template::looked_up(text)
    {
        found.retain(|reference| names.contains(reference.root));
    }
    found
}

/// The list of a for-loop may be a bare reference: `rows_output.items`.
fn of_list(text: &str) -> Vec<Reference<'_>> {
    if text.contains('{') {
        return in_template(text);
    }
    let path = text.trim();
    let parts = path.split(['.', '[', ']']);
    let is_bare = parts.clone().next().is_some_and(is_identifier)
        && parts
            .skip(1)
            .all(|part| part.chars().all(|c| c.is_alphanumeric() || c == '_'));
    if !is_bare {
        return Vec::new();
    }
    let start = text.len() - text.trim_start().len();
    let end = path.find(['.', '[']).unwrap_or(path.len());
    vec![Reference {
        root: &path[..end],
        path,
        at: start..start + path.len(),
    }]
}
