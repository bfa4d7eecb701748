//! What is left over when blocks or parameters are gone: keys that the server would refuse are
//! taken out, references in texts are told.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::Notice;
use super::draft::Draft;
use super::layout::Id;
use super::renaming::{KEY_FIELDS, names_in};
use crate::document::{Block, list, text};

/// Names that mean nothing any more.
pub(super) struct Gone {
    /// Of parameters and outputs.
    keys: HashSet<String>,
    /// Of all that templates may look up.
    names: HashSet<String>,
}

impl Gone {
    pub(super) fn parameter(key: &str) -> Self {
        let keys = HashSet::from([key.to_owned()]);
        Self {
            names: keys.clone(),
            keys,
        }
    }

    /// Those of `blocks` whose labels no block that stays has.
    pub(super) fn blocks(draft: &Draft, blocks: &[Id], stay: &[Id]) -> Self {
        let staying: HashSet<&str> = stay.iter().map(|id| draft.label(*id)).collect();
        let labels = blocks.iter().map(|id| draft.label(*id));
        let labels: Vec<&str> = labels
            .filter(|label| !label.is_empty() && !staying.contains(label))
            .collect();
        let keys: HashSet<String> = labels.iter().map(|it| format!("{it}_output")).collect();
        let mut names = keys.clone();
        names.extend(labels.into_iter().map(str::to_owned));
        for parameter in list(&draft.definition, "parameters") {
            names.remove(parameter.as_object().map_or("", |it| text(it, "key")));
        }
        Self { keys, names }
    }

    /// Takes the keys out of the blocks that `stay`, and tells who still refers to the names.
    pub(super) fn clear(&self, draft: &mut Draft, stay: &[Id]) -> Vec<Notice> {
        let mut notices = Vec::new();
        if self.names.is_empty() {
            return notices;
        }
        for id in stay {
            let block = &mut draft.blocks[*id];
            let lost_list = self.names.contains(text(block, "loop_over_parameter_key"));
            self.clear_block(block);
            let label = block.label();
            if lost_list && text(block, "loop_variable_reference").trim().is_empty() {
                notices.push(Notice::plain(format!("`{label}` has no list any more")));
            }
            let mut names = names_in(block).into_iter();
            if let Some(name) = names.find(|name| self.names.contains(*name)) {
                notices.push(Notice::plain(format!(
                    "`{label}` still refers to `{name}`, which is gone"
                )));
            }
        }
        for parameter in list(&draft.definition, "parameters") {
            let Some(parameter) = parameter.as_object() else {
                continue;
            };
            let source = text(parameter, "source_parameter_key");
            if self.keys.contains(source) {
                let key = text(parameter, "key");
                notices.push(Notice::plain(format!(
                    "The parameter `{key}` still takes its value from `{source}`, which is gone"
                )));
            }
        }
        notices
    }

    pub(super) fn clear_block(&self, block: &mut Map<String, Value>) {
        if let Some(Value::Array(keys)) = block.get_mut("parameter_keys") {
            keys.retain(|key| key.as_str().is_none_or(|key| !self.keys.contains(key)));
        }
        for field in KEY_FIELDS {
            if self.keys.contains(text(block, field)) {
                if *field == "loop_over_parameter_key" {
                    block.insert((*field).to_owned(), "".into());
                } else {
                    block.shift_remove(*field);
                }
            }
        }
    }
}
