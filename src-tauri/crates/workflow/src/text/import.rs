//! Workflows from a text that somebody gives: a file, the clipboard, an answer of the server.

use serde_json::{Map, Value};

use super::fault::{Diagnostic, FaultAt, ImportFault, Problem};
use super::{json, yaml_reader};
use crate::convert::{self, Shape};
use crate::document::{self, Block};
use crate::kinds;

/// A workflow that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Its title; the name of the file if it has none.
    pub title: String,
    /// What to send to create it.
    pub create: Value,
    /// The folder it was in. Not part of `create`: the id means nothing to another server, and
    /// servers fail on one that they do not know.
    pub folder_id: Option<String>,
    /// What the text was.
    pub was: Format,
    /// What was read otherwise than it was written, and what a server may refuse.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a text was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Its notation.
    pub syntax: Syntax,
    /// What it said.
    pub form: Form,
}

/// A notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// YAML.
    Yaml,
    /// JSON.
    Json,
}

/// What a text can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A create request.
    Create,
    /// A workflow as the server answers it.
    Stored,
    /// A `workflow_definition` alone.
    Definition,
}

/// All workflows that `text` holds. `file_name` tells JSON from YAML where it ends in one of
/// them, names the faults, and gives a title where there is none.
///
/// Taken are a create request, alone or as `json_definition` or `yaml_definition`; a workflow as
/// the server answers it; a bare `workflow_definition`; lists of these; and several YAML
/// documents of any of them.
pub fn import(text: &str, file_name: &str) -> Result<Vec<Imported>, ImportFault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let read = || {
        let mut imported = Vec::new();
        let (syntax, documents) = documents(text, file_name)?;
        for document in documents {
            let source = Source {
                syntax,
                file_name,
                line: document.line,
            };
            let first = imported.len();
            source.workflows(document.value, "", &mut imported)?;
            for workflow in &mut imported[first..] {
                let known = std::mem::take(&mut workflow.diagnostics);
                workflow.diagnostics = document.diagnostics.iter().cloned().chain(known).collect();
            }
        }
        if imported.is_empty() {
            return Err(FaultAt::start(
                "There is no workflow in this file: it is empty",
            ));
        }
        Ok(imported)
    };
    read().map_err(|fault| fault.in_file(file_name))
}

/// Tries JSON where the name or the first character says so, and YAML otherwise; text that begins
/// like JSON may be YAML in braces.
fn documents(text: &str, file_name: &str) -> Result<(Syntax, Vec<yaml_reader::Document>), FaultAt> {
    let extension = file_name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    let named_json = extension.as_deref() == Some("json");
    let named_yaml = matches!(extension.as_deref(), Some("yaml" | "yml"));
    let read_yaml = || yaml_reader::read(text).map(|documents| (Syntax::Yaml, documents));
    if text.trim().is_empty() {
        return Ok((Syntax::Yaml, Vec::new()));
    }
    if !named_json && !text.trim_start().starts_with(['{', '[']) {
        return read_yaml();
    }
    match json::read(text) {
        Ok((value, diagnostics)) => Ok((
            Syntax::Json,
            vec![yaml_reader::Document {
                value,
                line: 1,
                diagnostics,
            }],
        )),
        Err(fault) if named_json => Err(fault),
        Err(fault) => read_yaml().map_err(|of_yaml| if named_yaml { of_yaml } else { fault }),
    }
}

/// What is known of the text that a value comes from.
#[derive(Clone, Copy)]
struct Source<'a> {
    syntax: Syntax,
    file_name: &'a str,
    line: usize,
}

impl Source<'_> {
    /// Adds the workflows in `value`; `place` says where in the document it stands.
    fn workflows(
        self,
        value: Value,
        place: &str,
        imported: &mut Vec<Imported>,
    ) -> Result<(), FaultAt> {
        match value {
            Value::Array(items) => {
                for (index, item) in items.into_iter().enumerate() {
                    self.workflows(item, &format!("{place}[{}]", index + 1), imported)?;
                }
                Ok(())
            }
            Value::Object(mut map) => {
                if let Some(inner) = map
                    .remove("json_definition")
                    .filter(|inner| !inner.is_null())
                {
                    return self.workflows(inner, place, imported);
                }
                if let Some(Value::String(text)) = map.get("yaml_definition") {
                    return self.yaml_definition(text, imported);
                }
                let form = form(&map).ok_or_else(|| self.no_workflow(&map, place))?;
                let workflow = self.workflow(map, form, imported.len());
                imported.push(workflow);
                Ok(())
            }
            _ => Err(FaultAt {
                line: self.line,
                ..FaultAt::start(EXPECTED)
            }),
        }
    }

    fn yaml_definition(self, text: &str, imported: &mut Vec<Imported>) -> Result<(), FaultAt> {
        let documents = yaml_reader::read(text).map_err(|fault| FaultAt {
            message: format!(
                "In line {} of yaml_definition: {}",
                fault.line, fault.message
            ),
            line: self.line,
            column: 1,
        })?;
        for document in documents {
            // No wrapper inside a wrapper: the server does not take that either.
            let Value::Object(map) = document.value else {
                continue;
            };
            let form = form(&map).ok_or_else(|| self.no_workflow(&map, ""))?;
            let mut workflow = self.workflow(map, form, imported.len());
            workflow.diagnostics.splice(0..0, document.diagnostics);
            imported.push(workflow);
        }
        Ok(())
    }

    fn workflow(self, mut map: Map<String, Value>, form: Form, before: usize) -> Imported {
        let mut problems = Vec::new();
        if form == Form::Definition {
            let title = map.shift_remove("title");
            let mut whole = Map::new();
            whole.extend(title.map(|title| ("title".to_owned(), title)));
            whole.insert("workflow_definition".to_owned(), Value::Object(map));
            map = whole;
        }
        let whole = Value::Object(map);
        let form = match (form, convert::shape(&whole)) {
            (Form::Create, Shape::Stored) => Form::Stored,
            (form, _) => form,
        };
        let mut create = convert::to_create(&whole);
        let title = if let Some(title) = document::title(&create) {
            title.to_owned()
        } else {
            problems.push(Problem::NoTitle);
            self.title(before)
        };
        let folder_id = complete(&mut create, &title);
        problems.extend(
            folder_id
                .clone()
                .map(|folder| Problem::FolderOfElsewhere { folder }),
        );
        problems.extend(document::every_block(&create).filter_map(problem_of_kind));
        problems.extend(document::every_block(&create).filter_map(problem_of_label));
        let diagnostics = problems.into_iter().map(|problem| Diagnostic {
            problem,
            line: None,
        });
        Imported {
            title,
            was: Format {
                syntax: self.syntax,
                form,
            },
            folder_id,
            diagnostics: diagnostics.collect(),
            create,
        }
    }

    /// The name of the file in place of a title; `before` workflows of it are there already.
    fn title(self, before: usize) -> String {
        let name = self
            .file_name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default();
        let name = name.rsplit_once('.').map_or(name, |(name, _)| name).trim();
        let name = if name.is_empty() {
            "Imported workflow"
        } else {
            name
        };
        if before == 0 {
            name.to_owned()
        } else {
            format!("{name} {}", before + 1)
        }
    }

    fn no_workflow(self, map: &Map<String, Value>, place: &str) -> FaultAt {
        let keys: Vec<&str> = map.keys().take(5).map(String::as_str).collect();
        let found = if keys.is_empty() {
            "nothing".to_owned()
        } else {
            keys.join(", ")
        };
        let item = if place.is_empty() {
            String::new()
        } else {
            format!(" in item {place}")
        };
        let message = format!("{EXPECTED}{item}; found {found}");
        FaultAt {
            line: self.line,
            column: 1,
            message,
        }
    }
}

/// What `map` says, before its shape is looked at.
fn form(map: &Map<String, Value>) -> Option<Form> {
    match map.get("workflow_definition") {
        Some(Value::Object(_)) => Some(Form::Create),
        None if map.get("blocks").is_some_and(Value::is_array) => Some(Form::Definition),
        _ => None,
    }
}

const EXPECTED: &str =
    "This is no workflow: expected a title and a workflow_definition with blocks";

/// Fills in what the server insists on, and takes out the folder.
fn complete(create: &mut Value, title: &str) -> Option<String> {
    let workflow = create.as_object_mut()?;
    if workflow.get("title").and_then(Value::as_str) != Some(title) {
        workflow.shift_insert(0, "title".to_owned(), title.into());
    }
    if let Some(Value::Object(definition)) = workflow.get_mut("workflow_definition") {
        for key in ["parameters", "blocks"] {
            definition
                .entry(key)
                .or_insert_with(|| Value::Array(Vec::new()));
        }
    }
    match workflow.shift_remove("folder_id") {
        Some(Value::String(folder)) => Some(folder),
        _ => None,
    }
}

fn problem_of_kind(block: &Map<String, Value>) -> Option<Problem> {
    let (label, kind) = (block.label().to_owned(), block.kind().to_owned());
    kinds::find(&kind)
        .is_none()
        .then_some(Problem::UnknownKind { label, kind })
}

fn problem_of_label(block: &Map<String, Value>) -> Option<Problem> {
    let label = block.label();
    let fits = label.starts_with(|c: char| c == '_' || c.is_alphabetic())
        && label.chars().all(|c| c == '_' || c.is_alphanumeric());
    (!fits).then(|| Problem::UnusableLabel {
        label: label.to_owned(),
    })
}
