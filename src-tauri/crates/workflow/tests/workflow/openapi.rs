//! The catalogues of settings and parameter types against the schemas that a server 1.0.56 serves.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use workflow::kinds::Field;
use workflow::parameters::{COMMON_FIELDS, TYPES, find_type};
use workflow::settings::{FIELDS, Part, find};

use crate::fixtures;
use crate::kinds::compare;

/// Where a catalogue says something else than the schema, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    // The names of places are suggestions, so that places of the future are no mistake.
    ("settings", "proxy_location", "type"),
    // A policy and the browser's settings are data to Eyrie; it has no form for their inside.
    ("definition", "retry_policy", "type"),
    ("definition", "browser_settings", "type"),
    // Numbers and booleans too: what it may be follows from workflow_parameter_type.
    ("workflow", "default_value", "type"),
];

/// Fields of the schema that are no settings, and why.
const ELSEWHERE: &[(&str, &str)] = &[
    // The canvas says which block runs at the end.
    ("definition", "finally_block_label"),
    // The writer of links decides.
    ("definition", "version"),
];

#[test]
fn every_setting_and_parameter_field_is_as_the_server_says() {
    let schemas = fixtures::json("skyvern/workflow-schemas.json");
    let enums = schemas["enums"].as_object().unwrap();
    let mut differences = Vec::new();
    let mut elsewhere = Vec::new();
    for (name, part) in [
        ("settings", Part::Workflow),
        ("definition", Part::Definition),
    ] {
        let fields = FIELDS.iter().filter(|setting| setting.part == part);
        let fields: Vec<&Field> = fields.map(|setting| &setting.field).collect();
        hold(
            name,
            &fields,
            &schemas[name],
            enums,
            &mut differences,
            &mut elsewhere,
        );
    }
    let served: BTreeSet<&String> = schemas["parameters"].as_object().unwrap().keys().collect();
    for name in served {
        let Some(known) = find_type(name) else {
            assert_eq!(name, "output", "the server makes outputs itself");
            continue;
        };
        let fields: Vec<&Field> = known.all_fields().collect();
        let schema = &schemas["parameters"][name];
        hold(
            known.name,
            &fields,
            schema,
            enums,
            &mut differences,
            &mut elsewhere,
        );
    }
    let as_set = |list: &[(&'static str, &'static str, &'static str)]| {
        list.iter().copied().collect::<BTreeSet<_>>()
    };
    assert_eq!(as_set(&differences), as_set(EXCEPTIONS));
    let expected: BTreeSet<(&str, String)> = ELSEWHERE
        .iter()
        .map(|(part, name)| (*part, (*name).to_owned()))
        .collect();
    assert_eq!(elsewhere.into_iter().collect::<BTreeSet<_>>(), expected);
    assert_eq!(TYPES.len(), 9);
}

fn hold(
    name: &'static str,
    fields: &[&Field],
    schema: &Value,
    enums: &Map<String, Value>,
    differences: &mut Vec<(&'static str, &'static str, &'static str)>,
    elsewhere: &mut Vec<(&'static str, String)>,
) {
    let properties = schema["properties"].as_object().unwrap();
    let by_name: BTreeMap<&str, &Field> = fields.iter().map(|it| (it.name, *it)).collect();
    assert_eq!(
        by_name.len(),
        fields.len(),
        "a field of {name} stands twice"
    );
    for field in fields {
        let Some(property) = properties.get(field.name) else {
            panic!("the server knows no {} in {name}", field.name);
        };
        let required = schema["required"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it == field.name);
        for what in compare(field, property, required, enums) {
            differences.push((name, field.name, what));
        }
    }
    let missing = properties
        .keys()
        .filter(|key| !by_name.contains_key(key.as_str()));
    elsewhere.extend(missing.map(|key| (name, key.clone())));
}

#[test]
fn the_ranges_and_choices_are_the_servers() {
    let schemas = fixtures::json("skyvern/workflow-schemas.json");
    for setting in FIELDS {
        let property = &schemas["settings"]["properties"][setting.field.name];
        let limits = property["anyOf"][0].as_object();
        let limit = |name: &str| limits.and_then(|it| it.get(name)).and_then(Value::as_f64);
        let served = limit("minimum").zip(limit("maximum"));
        let known = setting
            .range
            .map(|(least, most)| (f64::from(least), f64::from(most)));
        // The server cuts the number of scrolls instead of refusing it.
        if setting.field.name != "max_screenshot_scrolls" {
            assert_eq!(known, served, "{}", setting.field.name);
        }
    }
    let proxies = find("proxy_location").unwrap().suggestions;
    assert_eq!(
        schemas["enums"]["ProxyLocation"],
        Value::from(proxies.to_vec())
    );
}

#[test]
fn every_setting_and_type_says_what_a_person_needs() {
    let fields = FIELDS.iter().map(|it| &it.field);
    let fields = fields
        .chain(COMMON_FIELDS)
        .chain(TYPES.iter().flat_map(|it| it.fields));
    for field in fields {
        assert!(
            field.doc.ends_with('.') && field.doc.len() > 10,
            "{}",
            field.name
        );
    }
    for it in TYPES {
        assert!(
            it.title
                .starts_with(|c: char| c.is_uppercase() || c.is_numeric()),
            "{}",
            it.name
        );
        assert!(it.doc.ends_with('.'), "{}", it.name);
    }
    assert!(find("teleport").is_none());
    assert_eq!(find_type("").map(|it| it.name), Some("workflow"));
}
