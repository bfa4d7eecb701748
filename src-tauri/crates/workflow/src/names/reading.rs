//! A document read once: its blocks with their keys and their places in the flow, its parameters.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::position::{Position, positions};
use crate::document::{self, Block, list, text};
use crate::edit::{BlockId, OFF, keyed};
use crate::kinds::{self, Kind};
use crate::lint::Holder;
use crate::parameters::find_type;

/// A document.
pub(crate) struct Reading<'a> {
    pub(crate) document: &'a Value,
    pub(crate) definition: Option<&'a Map<String, Value>>,
    /// In the order of the document, each before the blocks inside it.
    pub(crate) blocks: Vec<Item<'a>>,
    pub(crate) parameters: Vec<Parameter<'a>>,
    pub(crate) flow: Vec<Position>,
    by_label: HashMap<&'a str, usize>,
    by_parameter: HashMap<&'a str, usize>,
}

/// One block.
pub(crate) struct Item<'a> {
    pub(crate) index: usize,
    pub(crate) block: &'a Map<String, Value>,
    pub(crate) key: BlockId,
    pub(crate) label: &'a str,
    /// None if the kind is not known.
    pub(crate) kind: Option<&'static Kind>,
    /// Whether it, or what it stands in, is turned off.
    pub(crate) is_off: bool,
}

/// One parameter.
pub(crate) struct Parameter<'a> {
    pub(crate) index: usize,
    pub(crate) map: &'a Map<String, Value>,
    pub(crate) key: &'a str,
}

/// What a name in a template stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Parameter(usize),
    /// The output of a block, by `<label>_output` or by its label alone.
    Output(usize),
    /// `current_value`, `current_item` or `current_index`.
    Loop,
    /// A name of the run.
    Run,
    /// A function of templates, or a name that the server makes of a parameter.
    Other,
}

/// Names that are there in every run (reference A.6).
pub(crate) const RUN_NAMES: &[&str] = &[
    "workflow_title",
    "workflow_id",
    "workflow_permanent_id",
    "workflow_run_id",
    "current_date",
    "browser_session_id",
    "workflow_run_outputs",
    "workflow_run_summary",
];

/// Names that are there inside loops.
pub(crate) const LOOP_NAMES: &[&str] = &["current_value", "current_item", "current_index"];

/// What templates have of their own.
const FUNCTIONS: &[&str] = &[
    "range",
    "dict",
    "lipsum",
    "cycler",
    "joiner",
    "namespace",
    "loop",
    "self",
    "super",
    "caller",
    "varargs",
    "kwargs",
];

impl<'a> Reading<'a> {
    pub(crate) fn of(document: &'a Value) -> Self {
        let definition = document::definition(document);
        let (keys, maps): (Vec<_>, Vec<_>) = keyed(document).unzip();
        let flow = positions(document, &maps);
        let mut by_label = HashMap::with_capacity(maps.len());
        let mut blocks: Vec<Item<'a>> = Vec::with_capacity(maps.len());
        for (index, (key, block)) in keys.into_iter().zip(maps).enumerate() {
            let label = block.label();
            by_label.entry(label).or_insert(index);
            blocks.push(Item {
                index,
                block,
                key,
                label,
                kind: kinds::find(block.kind()),
                is_off: block.get(OFF) == Some(&Value::Bool(true)),
            });
        }
        // What is around a block in the flow can stand after it in the document: a condition's
        // branches are its siblings.
        for index in Position::outside_in(&flow) {
            let around = flow[index].around();
            blocks[index].is_off |= around.is_some_and(|around| blocks[around].is_off);
        }
        let parameters = definition.map_or(&[][..], |it| list(it, "parameters"));
        let parameters: Vec<Parameter<'a>> = parameters
            .iter()
            .filter_map(Value::as_object)
            .enumerate()
            .map(|(index, map)| Parameter {
                index,
                map,
                key: text(map, "key"),
            })
            .collect();
        let mut by_parameter = HashMap::with_capacity(parameters.len());
        for parameter in &parameters {
            by_parameter.entry(parameter.key).or_insert(parameter.index);
        }
        Self {
            document,
            definition,
            blocks,
            parameters,
            flow,
            by_label,
            by_parameter,
        }
    }

    /// The first block of that label.
    pub(crate) fn block(&self, label: &str) -> Option<&Item<'a>> {
        self.by_label.get(label).map(|index| &self.blocks[*index])
    }

    pub(crate) fn parameter(&self, key: &str) -> Option<&Parameter<'a>> {
        self.by_parameter
            .get(key)
            .map(|index| &self.parameters[*index])
    }

    pub(crate) fn item(&self, key: &BlockId) -> Option<&Item<'a>> {
        self.block(&key.0)
            .filter(|item| item.key == *key)
            .or_else(|| self.blocks.iter().find(|item| item.key == *key))
    }

    /// The block whose output is called `key`.
    pub(crate) fn output(&self, key: &str) -> Option<&Item<'a>> {
        self.block(key.strip_suffix("_output")?)
    }

    /// What `name` stands for in a template.
    pub(crate) fn resolve(&self, name: &str) -> Option<Named> {
        if let Some(parameter) = self.parameter(name) {
            return Some(Named::Parameter(parameter.index));
        }
        if let Some(item) = self.block(name).or_else(|| self.output(name)) {
            return Some(Named::Output(item.index));
        }
        if LOOP_NAMES.contains(&name) {
            return Some(Named::Loop);
        }
        if RUN_NAMES.contains(&name) {
            return Some(Named::Run);
        }
        let secret = name
            .strip_suffix("_real_username")
            .or_else(|| name.strip_suffix("_real_password"));
        let is_secret = secret.is_some_and(|key| self.parameter(key).is_some());
        (is_secret || FUNCTIONS.contains(&name)).then_some(Named::Other)
    }

    pub(crate) fn holder(&self, owner: Owner) -> Holder {
        match owner {
            Owner::Workflow => Holder::Workflow,
            Owner::Parameter(index) => Holder::Parameter {
                key: self.parameters[index].key.to_owned(),
            },
            Owner::Block(index) => Holder::Block {
                block: self.blocks[index].key.clone(),
            },
        }
    }
}

/// What has a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Workflow,
    Parameter(usize),
    Block(usize),
}

impl Item<'_> {
    pub(crate) fn kind_name(&self) -> &str {
        self.block.kind()
    }

    pub(crate) fn text(&self, field: &str) -> &str {
        text(self.block, field)
    }

    /// Whether the field is missing, null, or a text without words.
    pub(crate) fn is_blank(&self, field: &str) -> bool {
        match self.block.get(field) {
            None | Some(Value::Null) => true,
            Some(Value::String(text)) => text.trim().is_empty(),
            Some(_) => false,
        }
    }
}

impl Parameter<'_> {
    /// Its `parameter_type`; a workflow parameter may leave it out.
    pub(crate) fn kind(&self) -> &str {
        match text(self.map, "parameter_type") {
            "" => "workflow",
            kind => kind,
        }
    }

    /// Whether its value is kept from models and logs.
    pub(crate) fn is_secret(&self) -> bool {
        match self.kind() {
            "workflow" => text(self.map, "workflow_parameter_type") == "credential_id",
            // The server keeps them from before there were vaults; no workflow can be given one.
            "azure_secret" => true,
            kind => find_type(kind).is_some_and(|it| it.secret),
        }
    }
}
