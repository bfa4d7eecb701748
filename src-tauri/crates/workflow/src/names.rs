//! What a text may refer to, and what refers to what (reference A.6).

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::edit::BlockId;
use crate::lint::{Holder, Place};
use crate::template::utf16;

mod nested;
pub(crate) mod position;
mod python;
pub(crate) mod reading;
pub(crate) mod used_texts;

use position::{Ran, loops_around, ran};
use reading::{Item, LOOP_NAMES, Named, Owner, RUN_NAMES, Reading};
use used_texts::{Role, UsedText, used_texts};

pub use nested::nested;

/// A name that a template can use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Name {
    /// What to write: `month`, `rows_output`, `current_value`.
    pub path: String,
    /// Where its value comes from.
    pub origin: Origin,
    /// The type of a parameter, the title of a block's kind, or what it is in plain words.
    pub detail: String,
    /// The block it comes from: whose output it is, or the loop.
    pub of: Option<BlockId>,
}

/// Where the value of a name comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    /// A parameter of the workflow.
    Parameter,
    /// The output of an earlier block.
    Block,
    /// The loop around the block.
    Loop,
    /// The run itself.
    Run,
}

/// What a template in `block` may refer to, in the order of use: the values of the loop around it,
/// the parameters, the outputs of earlier blocks with the nearest first, the names of the run.
pub fn names(document: &Value, block: &BlockId) -> Vec<Name> {
    let reading = Reading::of(document);
    let Some(here) = reading.item(block) else {
        return Vec::new();
    };
    let mut names = loop_names(&reading, here.index);
    names.extend(
        reading
            .parameters
            .iter()
            .filter(|it| !it.key.is_empty())
            .map(|parameter| {
                let kind = match parameter.kind() {
                    "workflow" => crate::document::text(parameter.map, "workflow_parameter_type"),
                    kind => kind,
                };
                Name {
                    path: parameter.key.to_owned(),
                    origin: Origin::Parameter,
                    detail: kind.to_owned(),
                    of: None,
                }
            }),
    );
    names.extend(earlier(&reading, here.index).into_iter().map(|item| {
        Name {
            path: format!("{}_output", item.label),
            origin: Origin::Block,
            detail: item
                .kind
                .map_or(item.kind_name(), |kind| kind.title)
                .to_owned(),
            of: Some(item.key.clone()),
        }
    }));
    names.extend(RUN_NAMES.iter().map(|name| Name {
        path: (*name).to_owned(),
        origin: Origin::Run,
        detail: name.replace('_', " "),
        of: None,
    }));
    names
}

/// Where `name`, a parameter or a block's label or output, is used: references in templates, names
/// in code, and fields that hold its key.
pub fn usages(document: &Value, name: &str) -> Vec<Place> {
    let reading = Reading::of(document);
    let alias = match reading.resolve(name) {
        Some(Named::Output(index)) => reading.blocks[index].label,
        _ => name,
    };
    let output = format!("{alias}_output");
    let is_it = |found: &str| found == name || found == alias || found == output;
    let mut places = Vec::new();
    for text in &used_texts(&reading) {
        let in_templates = text.references.iter().filter(|it| is_it(it.root));
        let in_templates = in_templates.map(|it| it.at.start..it.at.start + it.root.len());
        let in_code = text
            .variables
            .iter()
            .filter(|at| is_it(&text.text[(*at).clone()]))
            .cloned();
        for at in in_templates.chain(in_code) {
            places.push(Place {
                holder: reading.holder(text.owner),
                field: Some(text.field.to_owned()),
                path: text.path(),
                range: Some(utf16::range(text.text, at)),
            });
        }
        if text.role != Role::List && text.text.trim() == name && text.owner != Owner::Workflow {
            places.push(Place {
                holder: reading.holder(text.owner),
                field: Some(text.field.to_owned()),
                path: text.path(),
                range: None,
            });
        }
    }
    for item in &reading.blocks {
        for (field, path, key) in keys_of(item) {
            if is_it(key) {
                places.push(Place {
                    holder: reading.holder(Owner::Block(item.index)),
                    field: Some(field.to_owned()),
                    path,
                    range: None,
                });
            }
        }
    }
    places
}

/// The parameter or the block that `name` comes from.
pub fn definition(document: &Value, name: &str) -> Option<Holder> {
    let reading = Reading::of(document);
    match reading.resolve(name)? {
        Named::Parameter(index) => Some(reading.holder(Owner::Parameter(index))),
        Named::Output(index) => Some(reading.holder(Owner::Block(index))),
        Named::Loop | Named::Run | Named::Other => None,
    }
}

/// The keys of parameters, and of outputs in code, that the texts of `block` use, in the order of
/// their first use.
pub fn parameter_keys_used(document: &Value, block: &BlockId) -> Vec<String> {
    let reading = Reading::of(document);
    let Some(item) = reading.item(block) else {
        return Vec::new();
    };
    let texts = used_texts(&reading);
    let own = texts
        .iter()
        .filter(|text| text.owner == Owner::Block(item.index));
    keys_used(&reading, own)
}

/// The same for `texts` that are read already.
pub(crate) fn keys_used<'t, 'a: 't>(
    reading: &Reading<'a>,
    texts: impl Iterator<Item = &'t UsedText<'a>>,
) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut keys = Vec::new();
    for text in texts {
        // A parameter that is rendered into code is not needed as a variable, and the other way.
        let names: Vec<&str> = match text.role {
            Role::Code => text
                .variables
                .iter()
                .map(|at| &text.text[at.clone()])
                .collect(),
            _ => text.names().collect(),
        };
        for name in names {
            let is_key = reading.parameter(name).is_some()
                || (text.role == Role::Code && reading.output(name).is_some());
            if is_key && seen.insert(name) {
                keys.push(name.to_owned());
            }
        }
    }
    keys
}

/// The fields of a block that name parameters by key: field, path and key.
pub(crate) fn keys_of<'a>(item: &Item<'a>) -> Vec<(&'static str, Vec<String>, &'a str)> {
    const SINGLE: &[&str] = &[
        "loop_over_parameter_key",
        "smtp_host_secret_parameter_key",
        "smtp_port_secret_parameter_key",
        "smtp_username_secret_parameter_key",
        "smtp_password_secret_parameter_key",
    ];
    let mut keys = Vec::new();
    for (index, key) in crate::document::list(item.block, "parameter_keys")
        .iter()
        .enumerate()
    {
        if let Value::String(key) = key {
            keys.push(("parameter_keys", vec![index.to_string()], key.as_str()));
        }
    }
    let is_loop = item.kind_name() == "for_loop";
    let is_mail = item.kind_name() == "send_email";
    for field in SINGLE.iter().filter(|field| {
        if field.starts_with("loop") {
            is_loop
        } else {
            is_mail
        }
    }) {
        if let Some(Value::String(key)) = item.block.get(*field)
            && !key.is_empty()
        {
            keys.push((field, Vec::new(), key));
        }
    }
    keys
}

fn loop_names(reading: &Reading<'_>, block: usize) -> Vec<Name> {
    let Some(innermost) = loops_around(&reading.flow, block).next() else {
        return Vec::new();
    };
    let around = &reading.blocks[innermost];
    let details = [
        "the item of this round",
        "the item of this round",
        "the number of this round, from 0",
    ];
    LOOP_NAMES
        .iter()
        .zip(details)
        .filter(|(name, _)| around.kind_name() != "while_loop" || **name == "current_index")
        .map(|(name, detail)| Name {
            path: (*name).to_owned(),
            origin: Origin::Loop,
            detail: detail.to_owned(),
            of: Some(around.key.clone()),
        })
        .collect()
}

/// The blocks that can have run before `block`, the nearest first.
fn earlier<'r, 'a>(reading: &'r Reading<'a>, block: usize) -> Vec<&'r Item<'a>> {
    let flow = &reading.flow;
    let reachable = |item: &&Item<'a>| {
        !item.is_off
            && !item.label.is_empty()
            && matches!(
                ran(flow, item.index, block),
                Ran::Before | Ran::LastRound(_)
            )
    };
    let mut items: Vec<&Item<'a>> = reading.blocks.iter().filter(reachable).collect();
    let line = |index: usize| position::line(flow, index);
    items.sort_by_cached_key(|item| std::cmp::Reverse(line(item.index)));
    // Two blocks of one label give one name.
    let mut seen = HashSet::new();
    items.retain(|item| seen.insert(item.label));
    items
}
