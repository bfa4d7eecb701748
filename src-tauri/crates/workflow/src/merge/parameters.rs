//! Parameters that both sides may have changed.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::Side;
use super::decisions::{About, Decisions, Three};
use super::{order, values};
use crate::compare::fields::Catalogue;
use crate::compare::parameters::parameters;
use crate::lint::Holder;

type Parameters<'a> = HashMap<String, &'a Map<String, Value>>;

/// The parameters of the merged document.
pub(super) fn merge(documents: Three<&Value>, decisions: &mut Decisions<'_>) -> Vec<Value> {
    let lists = documents.map(parameters);
    let keys = Three {
        base: keys(&lists.base),
        ours: keys(&lists.ours),
        theirs: keys(&lists.theirs),
    };
    let maps = lists.map(|list| list.into_iter().collect::<Parameters<'_>>());
    let mut merged: HashMap<String, Map<String, Value>> = HashMap::new();
    let mut members: Vec<String> = Vec::new();
    let theirs = keys
        .theirs
        .iter()
        .filter(|key| !maps.ours.contains_key(*key));
    for key in keys.ours.iter().chain(theirs) {
        let parameter = Three {
            base: maps.base.get(key).copied(),
            ours: maps.ours.get(key).copied(),
            theirs: maps.theirs.get(key).copied(),
        };
        if let Some(parameter) = one(key, parameter, decisions) {
            merged.insert(key.clone(), parameter);
            members.push(key.clone());
        }
    }
    let lists = Three {
        base: &*keys.base,
        ours: &*keys.ours,
        theirs: &*keys.theirs,
    };
    let ordered = order::merge(&members, lists, |_| Side::Ours);
    let parameters = ordered.iter().filter_map(|key| merged.remove(key));
    parameters.map(Value::Object).collect()
}

fn keys(parameters: &[(String, &Map<String, Value>)]) -> Vec<String> {
    parameters.iter().map(|it| it.0.clone()).collect()
}

fn one(
    key: &str,
    parameter: Three<Option<&Map<String, Value>>>,
    decisions: &mut Decisions<'_>,
) -> Option<Map<String, Value>> {
    let about = About {
        holder: Holder::Parameter {
            key: key.to_owned(),
        },
        name: key,
        title: format!("parameter `{key}`"),
    };
    let same = |a, b| values::same_fields(Catalogue::None, a, b);
    let (what, message) = match (parameter.base, parameter.ours, parameter.theirs) {
        (Some(base), Some(ours), Some(theirs)) => {
            let maps = Three { base, ours, theirs };
            return Some(values::fields(&about, "", Catalogue::None, maps, decisions));
        }
        (None, Some(ours), Some(theirs)) if same(ours, theirs) => return Some(ours.clone()),
        (None, Some(_), Some(_)) => (
            "added",
            format!("Both versions added parameter `{key}`, each in its own way."),
        ),
        (Some(base), Some(ours), None) if !same(base, ours) => (
            "removed",
            format!("The other version removed parameter `{key}`, and this version changed it."),
        ),
        (Some(base), None, Some(theirs)) if !same(base, theirs) => (
            "removed",
            format!("This version removed parameter `{key}`, and the other version changed it."),
        ),
        (None, ours, theirs) => return ours.or(theirs).cloned(),
        (Some(_), ..) => return None,
    };
    let side = decisions.of_whole(
        &about,
        what,
        parameter.map(|it| it.map(values::told)),
        message,
    );
    parameter.side(side).cloned()
}
