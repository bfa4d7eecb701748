//! The list of connections in the settings store.

use std::collections::HashSet;

use serde_json::Value;

use super::registry::SavedConnection;
use crate::error::{Error, Result};
use crate::open::lock;
use crate::{App, SettingsStore};

/// Name of the list.
const NAME: &str = "connections";
/// Name of what was found in its place.
const DAMAGED: &str = "connections-damaged";

impl App {
    /// The connections of the last time. What cannot be read is kept aside and told; the rest counts.
    pub(super) fn load_connections(&self) -> Vec<SavedConnection> {
        let store = self.state.ports.store.as_ref();
        let Some(kept) = store.load(NAME) else {
            return Vec::new();
        };
        let (connections, missing) = readable(&kept);
        if missing > 0 {
            tracing::warn!(missing, "the list of connections is damaged");
            let kept_aside = keep_aside(store, kept, &connections);
            self.tell_at_start(damage(connections.len(), &kept_aside));
        }
        connections
    }

    /// Writes the list as it is now.
    pub(super) fn save_connections(&self) -> Result<()> {
        let saved: Vec<SavedConnection> = lock(&self.state.connections)
            .entries
            .iter()
            .map(|entry| entry.saved.clone())
            .collect();
        save(self.state.ports.store.as_ref(), &saved)
    }
}

fn save(store: &dyn SettingsStore, connections: &[SavedConnection]) -> Result<()> {
    let value = serde_json::to_value(connections)
        .map_err(|fault| Error::File(format!("The connections cannot be written: {fault}.")))?;
    store.save(NAME, value)
}

/// The connections that can be read, and how many things in the list cannot.
fn readable(kept: &Value) -> (Vec<SavedConnection>, usize) {
    let Some(items) = kept.as_array() else {
        return (Vec::new(), 1);
    };
    let mut ids = HashSet::new();
    let read = items
        .iter()
        .filter_map(|item| serde_json::from_value::<SavedConnection>(item.clone()).ok());
    let connections: Vec<_> = read
        .filter(|connection| ids.insert(connection.id.clone()))
        .collect();
    let missing = items.len() - connections.len();
    (connections, missing)
}

/// Keeps the damaged list under another name, and only then what is left under its own. Returns the name.
fn keep_aside(
    store: &dyn SettingsStore,
    damaged: Value,
    left: &[SavedConnection],
) -> Result<String> {
    let names = std::iter::once(DAMAGED.to_owned())
        .chain((2..).map(|number| format!("{DAMAGED}-{number}")));
    let mut free = names.filter(|name| store.load(name).is_none());
    let name = free.next().unwrap_or_else(|| DAMAGED.to_owned());
    store.save(&name, damaged)?;
    save(store, left)?;
    Ok(name)
}

fn damage(left: usize, kept_aside: &Result<String>) -> String {
    let rest = match left {
        0 => "Add your servers again.".to_owned(),
        1 => "One server could be read; add the others again.".to_owned(),
        count => format!("{count} servers could be read; add the others again."),
    };
    match kept_aside {
        Ok(name) => format!(
            "The list of servers was damaged. {rest} What stood there is kept in settings.json under “{name}”."
        ),
        Err(fault) => format!("The list of servers is damaged. {rest} {fault}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(kept: &Value, expected: &[&str], missing: usize) {
        let (connections, lost) = readable(kept);
        let names: Vec<_> = connections.iter().map(|one| one.name.as_str()).collect();
        assert_eq!((names.as_slice(), lost), (expected, missing), "{kept}");
    }

    fn connection(id: &str, name: &str) -> Value {
        json!({
            "id": id, "name": name, "color": "teal", "kind": "ownServer",
            "baseUrl": "http://localhost:8000", "keyInKeychain": true,
        })
    }

    #[test]
    fn what_can_be_read_of_a_damaged_list_counts() {
        let (a, b) = (connection("con_a", "A"), connection("con_b", "B"));
        check(&json!([]), &[], 0);
        check(&json!([a, b]), &["A", "B"], 0);
        check(&json!([a, { "id": "con_c" }, b, 7]), &["A", "B"], 2);
        check(&json!([a, connection("con_a", "A again")]), &["A"], 1);
        check(&json!({ "con_a": a }), &[], 1);
        check(&json!("rubbish"), &[], 1);
        let mut newer = connection("con_n", "Newer");
        newer["addedLater"] = json!(true);
        check(&json!([newer]), &["Newer"], 0);
    }
}
