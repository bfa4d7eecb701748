//! Secrets of a document never leave for a window: they are left out, or a placeholder stands for them that goes back
//! unchanged.
//!
//! Secret are the fields that the catalogue calls so, texts that the server has encrypted (reference A.9), the headers
//! for connecting to a browser, and proxies with a password.

use serde_json::{Map, Value};
use workflow::document;
use workflow::edit::Edit;
use workflow::kinds;

use super::blocks;
use crate::error::{Error, Result};

/// Stands where a secret is set.
pub(super) const PLACEHOLDER: &str = "•••••• (set)";
/// How the server marks a text that it has encrypted.
const ENCRYPTED: &str = "skyvern_enc:";
/// Settings whose value is a secret as a whole.
const SECRET_SETTINGS: &[&str] = &["cdp_connect_headers"];

/// The fields of a block without its secrets and the blocks inside, and the names of the secrets.
pub(super) fn told_fields(block: &Map<String, Value>) -> (Map<String, Value>, Vec<String>) {
    let mut secrets = Vec::new();
    let mut told = Map::new();
    for (name, value) in block {
        if name == "loop_blocks" || name == "block_type" {
            continue;
        }
        if is_secret_field(block, name, value) {
            secrets.push(name.clone());
        } else {
            told.insert(name.clone(), hidden(value.clone()));
        }
    }
    (told, secrets)
}

/// The settings of a workflow without its secrets, and the names of the secrets.
pub(super) fn told_settings(document: &Value) -> (Map<String, Value>, Vec<String>) {
    let mut secrets = Vec::new();
    let mut told = Map::new();
    let own = document.as_object().into_iter().flatten();
    let own = own.filter(|(name, _)| *name != "workflow_definition");
    let defined = document::definition(document).into_iter().flatten();
    let defined = defined.filter(|(name, _)| !STRUCTURE.contains(&name.as_str()));
    for (name, value) in own.chain(defined) {
        if is_secret_setting(name, value) {
            secrets.push(name.clone());
        } else {
            told.insert(name.clone(), hidden(value.clone()));
        }
    }
    (told, secrets)
}

/// Parts of a definition that are no settings.
const STRUCTURE: &[&str] = &["version", "parameters", "blocks"];

/// The parameters as a window may see them.
pub(super) fn told_parameters(document: &Value) -> Vec<Value> {
    let definition = document::definition(document);
    let list = definition.and_then(|it| it.get("parameters")?.as_array());
    list.into_iter().flatten().cloned().map(hidden).collect()
}

/// The document with placeholders for all secrets.
pub(super) fn masked(document: &Value) -> Value {
    let mut masked = document.clone();
    if let Some(fields) = masked.as_object_mut() {
        for (name, value) in fields
            .iter_mut()
            .filter(|(name, _)| *name != "workflow_definition")
        {
            mask_setting(name, value);
        }
    }
    let definition = match masked.get_mut("workflow_definition") {
        Some(definition) => definition,
        None => &mut masked,
    };
    if let Some(fields) = definition.as_object_mut() {
        for (name, value) in fields {
            match (name.as_str(), value) {
                ("blocks", Value::Array(blocks)) => blocks.iter_mut().for_each(mask_block),
                (name, value) => mask_setting(name, value),
            }
        }
    }
    masked
}

/// Puts placeholders for the secrets of a block and of the blocks inside it.
pub(super) fn mask_block(block: &mut Value) {
    let Some(fields) = block.as_object_mut() else {
        return;
    };
    let kind = fields
        .get("block_type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let kind = kinds::of(kind);
    for (name, value) in fields.iter_mut() {
        if let ("loop_blocks", Value::Array(inside)) = (name.as_str(), &mut *value) {
            inside.iter_mut().for_each(mask_block);
        } else if is_secret_of(kind, name, value) {
            *value = PLACEHOLDER.into();
        } else {
            hide(value);
        }
    }
}

/// Puts the secrets of `document` where placeholders stand in an edit that a window sends.
pub(super) fn unmask_edit(edit: &mut Edit, document: &Value) -> Result<()> {
    match edit {
        Edit::SetField {
            block,
            field,
            value,
        } => {
            let old = blocks::find(document, block).and_then(|block| block.get(field.as_str()));
            restore(value, old, field)
        }
        Edit::SetBlock { block, value } => {
            let old = blocks::find(document, block).cloned().map(Value::Object);
            let mut held = vec![std::mem::take(value)];
            let labels = Known::of(document, old.as_ref());
            restore_blocks(&mut held, &labels)?;
            *value = held.pop().unwrap_or_default();
            Ok(())
        }
        Edit::Add { blocks, .. } => restore_blocks(blocks, &Known::of(document, None)),
        Edit::SetSetting { key, value } => restore(value, blocks::setting(document, key), key),
        Edit::SetParameter { key, parameter } => {
            restore(parameter, blocks::parameter(document, key), key)
        }
        Edit::SetDocument { value } => unmask(value, document),
        Edit::Several { edits, .. } => edits
            .iter_mut()
            .try_for_each(|edit| unmask_edit(edit, document)),
        _ => Ok(()),
    }
}

/// Puts the secrets of `document` where placeholders stand in a document that was typed.
pub(super) fn unmask(typed: &mut Value, document: &Value) -> Result<()> {
    let old_settings = document.as_object();
    if let Some(fields) = typed.as_object_mut() {
        for (name, value) in fields
            .iter_mut()
            .filter(|(name, _)| *name != "workflow_definition")
        {
            let old = old_settings.and_then(|old| old.get(name.as_str()));
            if !(name == "blocks" || name == "parameters") {
                restore(value, old, name)?;
            }
        }
    }
    let old = document::definition(document);
    let definition = match typed.get_mut("workflow_definition") {
        Some(definition) => definition,
        None => typed,
    };
    let Some(fields) = definition.as_object_mut() else {
        return Ok(());
    };
    for (name, value) in fields {
        match (name.as_str(), value) {
            ("blocks", Value::Array(blocks)) => {
                restore_blocks(blocks, &Known::of(document, None))?;
            }
            ("parameters", Value::Array(parameters)) => {
                for parameter in parameters {
                    let key = parameter
                        .get("key")
                        .and_then(Value::as_str)
                        .unwrap_or_default();
                    let key = key.to_owned();
                    restore(parameter, blocks::parameter(document, &key), &key)?;
                }
            }
            (name, value) => restore(value, old.and_then(|old| old.get(name)), name)?,
        }
    }
    Ok(())
}

/// Whether a placeholder stands somewhere in it.
pub(super) fn has_placeholder(value: &Value) -> bool {
    match value {
        Value::String(text) => text == PLACEHOLDER,
        Value::Array(items) => items.iter().any(has_placeholder),
        Value::Object(fields) => fields.values().any(has_placeholder),
        _ => false,
    }
}

/// Puts the secrets of a document back into blocks that came from a text.
pub(super) fn unmask_blocks(typed: &mut [Value], document: &Value) -> Result<()> {
    restore_blocks(typed, &Known::of(document, None))
}

/// Blocks whose secrets are known.
struct Known<'a> {
    document: &'a Value,
    /// The block that another takes the place of.
    replaced: Option<&'a Value>,
}

impl<'a> Known<'a> {
    fn of(document: &'a Value, replaced: Option<&'a Value>) -> Self {
        Self { document, replaced }
    }

    /// The block that `block` was, by its label; else the only one of its kind that has such a secret.
    fn before(&self, block: &Map<String, Value>) -> Option<&'a Map<String, Value>> {
        let text = |map: &Map<String, Value>, name: &str| {
            map.get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let (label, kind) = (text(block, "label"), text(block, "block_type"));
        let mut all = document::every_block(self.document);
        if let Some(same) = all.find(|other| text(other, "label") == label) {
            return Some(same);
        }
        if let Some(replaced) = self.replaced.and_then(Value::as_object) {
            return Some(replaced);
        }
        let secret = |other: &Map<String, Value>| {
            other
                .iter()
                .any(|(name, value)| is_secret_field(other, name, value))
        };
        let mut candidates = document::every_block(self.document)
            .filter(|other| text(other, "block_type") == kind && secret(other));
        let first = candidates.next()?;
        candidates.next().is_none().then_some(first)
    }
}

fn restore_blocks(blocks: &mut [Value], known: &Known<'_>) -> Result<()> {
    for block in blocks {
        let Some(fields) = block.as_object_mut() else {
            continue;
        };
        if let Some(Value::Array(inside)) = fields.get_mut("loop_blocks") {
            restore_blocks(inside, known)?;
        }
        let is_masked =
            |(name, value): (&String, &Value)| name != "loop_blocks" && has_placeholder(value);
        if !fields.iter().any(is_masked) {
            continue;
        }
        let before = known.before(fields);
        for (name, value) in fields.iter_mut().filter(|(name, _)| *name != "loop_blocks") {
            restore(value, before.and_then(|before| before.get(name)), name)?;
        }
    }
    Ok(())
}

/// Puts `old` where placeholders stand in `value`.
fn restore(value: &mut Value, old: Option<&Value>, name: &str) -> Result<()> {
    match value {
        Value::String(text) if text == PLACEHOLDER => match old {
            Some(old) if !has_placeholder(old) => {
                *value = old.clone();
                Ok(())
            }
            _ => Err(Error::invalid(
                name,
                format!("The secret `{name}` is not known here; type it anew."),
            )),
        },
        Value::Array(items) => {
            let old = old.and_then(Value::as_array);
            items.iter_mut().enumerate().try_for_each(|(place, item)| {
                restore(item, old.and_then(|old| old.get(place)), name)
            })
        }
        Value::Object(fields) => {
            let old = old.and_then(Value::as_object);
            fields.iter_mut().try_for_each(|(key, item)| {
                restore(item, old.and_then(|old| old.get(key.as_str())), key)
            })
        }
        _ => Ok(()),
    }
}

fn is_secret_field(block: &Map<String, Value>, name: &str, value: &Value) -> bool {
    let kind = block
        .get("block_type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    is_secret_of(kinds::of(kind), name, value)
}

fn is_secret_of(kind: &kinds::Kind, name: &str, value: &Value) -> bool {
    let is_called_so = || kind.field(name).is_some_and(|field| field.secret);
    match value.as_str() {
        Some(text) if text.starts_with(ENCRYPTED) => true,
        // A reference says where the secret is, not what it is.
        Some(text) => !text.is_empty() && !text.contains("{{") && is_called_so(),
        None => !value.is_null() && is_called_so(),
    }
}

fn is_secret_setting(name: &str, value: &Value) -> bool {
    if value.is_null() {
        return false;
    }
    let is_called_so = workflow::settings::FIELDS
        .iter()
        .any(|setting| setting.field.name == name && setting.field.secret);
    let is_empty = value.as_object().is_some_and(Map::is_empty);
    if (SECRET_SETTINGS.contains(&name) || is_called_so) && !is_empty {
        return true;
    }
    value
        .as_str()
        .is_some_and(|text| text.starts_with(ENCRYPTED))
        || has_password(value)
}

/// Whether it is a proxy with a password in its address.
fn has_password(value: &Value) -> bool {
    let address = value.get("url").and_then(Value::as_str);
    let parsed = address.and_then(|address| url::Url::parse(address).ok());
    parsed.is_some_and(|url| url.password().is_some())
}

fn mask_setting(name: &str, value: &mut Value) {
    if !is_secret_setting(name, value) {
        hide(value);
    } else if let Some(fields) = value.as_object_mut() {
        // Its names are no secrets, and they make the text readable.
        fields
            .values_mut()
            .for_each(|value| *value = PLACEHOLDER.into());
    } else {
        *value = PLACEHOLDER.into();
    }
}

fn hidden(mut value: Value) -> Value {
    hide(&mut value);
    value
}

/// Puts placeholders for encrypted texts at any depth.
fn hide(value: &mut Value) {
    match value {
        Value::String(text) if text.starts_with(ENCRYPTED) => *value = PLACEHOLDER.into(),
        Value::Array(items) => items.iter_mut().for_each(hide),
        Value::Object(fields) => fields.values_mut().for_each(hide),
        _ => {}
    }
}
