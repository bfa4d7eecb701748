//! Short words for values, blocks and thoughts.

use serde_json::Value;
use skyvern_api::runs::BlockRun;

/// Longer words would not fit into a row.
const LONGEST: usize = 80;
/// The fields by which people know a thing, best first.
const NAMES: &[&str] = &["title", "name", "label", "subject", "number", "id", "url"];

/// A value in a few words: a text as it is, a thing by its name, a list by its length.
pub(crate) fn value_words(value: &Value) -> String {
    match value {
        Value::String(text) => cut(text),
        Value::Array(items) => match items.len() {
            1 => "1 item".to_owned(),
            count => format!("{count} items"),
        },
        Value::Object(fields) => NAMES
            .iter()
            .find_map(|name| match fields.get(*name)? {
                Value::String(text) if !text.is_empty() => Some(cut(text)),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            })
            .unwrap_or_else(|| cut(&value.to_string())),
        value => value.to_string(),
    }
}

/// What a block is about, in one line.
pub(super) fn summary(block: &BlockRun) -> Option<String> {
    let texts = [
        &block.description,
        &block.navigation_goal,
        &block.data_extraction_goal,
        &block.prompt,
        &block.instructions,
        &block.subject,
        &block.url,
    ];
    let text = texts
        .into_iter()
        .flatten()
        .find(|text| !text.trim().is_empty())?;
    Some(cut(text.trim().lines().next().unwrap_or_default()))
}

/// What kind of thought it is, in plain words (reference B.3).
pub(super) fn thought_title(kind: Option<&str>) -> &'static str {
    match kind {
        Some("plan" | "internal_plan") => "Plan",
        Some("user_goal_check") => "Check of the goal",
        Some("failure_describe") => "What went wrong",
        Some("termination") => "Why it stopped",
        _ => "Thought",
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
