//! Words and fixes that several rules share.

use serde_json::Value;

use crate::document::list as items;
use crate::edit::Edit;
use crate::edit::labels::is_identifier;
use crate::lint::Fix;
use crate::lint::report::fix;
use crate::names::reading::Item;

/// The most problems of one kind that are told for one text.
pub(super) const MOST: usize = 20;

/// The most characters of a name in a message.
const LONGEST: usize = 60;

/// `name` as it fits in a message.
pub(super) fn short(name: &str) -> String {
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() <= LONGEST {
        return name;
    }
    let start: String = name.chars().take(LONGEST).collect();
    format!("{start}…")
}

/// The options in words.
pub(super) fn list(options: &[&str]) -> String {
    match options.split_last() {
        None => "nothing".to_owned(),
        Some((last, [])) => format!("`{last}`"),
        Some((last, others)) => {
            let others: Vec<String> = others.iter().map(|it| format!("`{it}`")).collect();
            format!("{} and `{last}`", others.join(", "))
        }
    }
}

/// The identifier that is nearest to `name`.
pub(super) fn identifier(name: &str) -> String {
    let mut made = String::new();
    for c in name.trim().chars().take(LONGEST) {
        if c == '_' || c.is_alphanumeric() {
            made.push(c);
        } else if !made.is_empty() && !made.ends_with('_') {
            made.push('_');
        }
    }
    let made = made.trim_end_matches('_');
    if is_identifier(made) {
        made.to_owned()
    } else if made.is_empty() {
        "name".to_owned()
    } else {
        format!("_{made}")
    }
}

/// Adds `key` to the `parameter_keys` of a block.
pub(super) fn hand_over(item: &Item<'_>, key: &str) -> Fix {
    let keys = items(item.block, "parameter_keys").iter().cloned();
    fix(
        format!("Hand over `{}`", short(key)),
        Edit::SetField {
            block: item.key.clone(),
            field: "parameter_keys".to_owned(),
            value: keys.chain([Value::from(key)]).collect(),
        },
    )
}
