//! `parameter_keys` follow what the texts of a block use. Keys that a person chose stay, and blocks that were not
//! edited are not touched.

use serde_json::{Value, json};
use workflow::edit::{self, BlockId};
use workflow::{kinds, names};

use super::blocks;
use super::session::{Session, Step};
use crate::views::editor::Edit;

const FIELD: &str = "parameter_keys";

/// Adds the keys to a step that the blocks it edited use now, and takes out those that they used before.
pub(super) fn keep_up(session: &Session, step: &mut Step) {
    for key in step.touched.clone() {
        let Some(block) = blocks::find(&step.document, &key) else {
            continue;
        };
        if kinds::of(blocks::kind(block)).field(FIELD).is_none() {
            continue;
        }
        let label = blocks::label(block).to_owned();
        let used = names::parameter_keys_used(&step.document, &key);
        let before = used_before(session, step, &key);
        if used == before {
            continue;
        }
        let own: Vec<String> = block
            .get(FIELD)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|key| key.as_str().map(str::to_owned))
            .collect();
        let is_chosen = |key: &String| {
            let chosen = (label.clone(), key.clone());
            session.chosen_keys.contains(&chosen) || step.chosen_keys.contains(&chosen)
        };
        let stays = |key: &&String| used.contains(key) || !before.contains(key) || is_chosen(key);
        let mut keys: Vec<String> = own.iter().filter(stays).cloned().collect();
        keys.extend(used.iter().filter(|key| !own.contains(key)).cloned());
        if keys != own {
            let set = Edit::SetField {
                block: key,
                field: FIELD.to_owned(),
                value: json!(keys),
            };
            // A block that takes the field takes its keys; if it does not, the lint says so.
            let _ = edit::apply(&mut step.document, &set);
        }
    }
}

/// The keys that a person chooses with an edit, with the label of the block.
pub(super) fn chosen(edit: &Edit, document: &Value) -> Vec<(String, String)> {
    let Edit::SetField {
        block,
        field,
        value,
    } = edit
    else {
        return Vec::new();
    };
    let (FIELD, Some(found), Some(keys)) = (
        field.as_str(),
        blocks::find(document, block),
        value.as_array(),
    ) else {
        return Vec::new();
    };
    let used = names::parameter_keys_used(document, block);
    keys.iter()
        .filter_map(Value::as_str)
        .filter(|key| !used.iter().any(|used| used == key))
        .map(|key| (blocks::label(found).to_owned(), key.to_owned()))
        .collect()
}

/// What the texts of a block used before the step, under the names that parameters and blocks have now.
fn used_before(session: &Session, step: &Step, key: &BlockId) -> Vec<String> {
    let renamed = step.renamed.iter().find(|(_, new)| new == key);
    let old = renamed.map_or(key, |(old, _)| old);
    let is_known = blocks::find(&session.document, old).is_some();
    if is_known {
        names::parameter_keys_used(&session.document, old)
    } else {
        Vec::new()
    }
}
