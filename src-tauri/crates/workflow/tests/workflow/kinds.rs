//! The catalogue against the schemas that a server 1.0.56 serves.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use workflow::kinds::{Accepts, COMMON_FIELDS, Category, Field, Holds, KINDS, UNKNOWN, find, of};

use crate::fixtures;

/// Where the catalogue says something else than the schema, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    // The schema names no default, since it is made anew for each block.
    ("conditional", "branch_conditions", "default"),
    ("send_email", "bcc", "default"),
    ("send_email", "cc", "default"),
];

#[test]
fn every_kind_and_field_is_as_the_server_says() {
    let schemas = fixtures::json("skyvern/block-schemas.json");
    let enums = schemas["enums"].as_object().unwrap();
    let blocks = schemas["blocks"].as_object().unwrap();
    let known: BTreeSet<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let served: BTreeSet<&str> = blocks.keys().map(String::as_str).collect();
    assert_eq!(known, served);

    let mut differences = Vec::new();
    for kind in KINDS {
        let schema = &blocks[kind.name];
        let properties = schema["properties"].as_object().unwrap();
        let fields: BTreeMap<&str, &Field> = kind.all_fields().map(|it| (it.name, it)).collect();
        let names: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
        assert_eq!(
            fields.keys().copied().collect::<BTreeSet<_>>(),
            names,
            "{}",
            kind.name
        );
        for (name, field) in fields {
            let required = schema["required"]
                .as_array()
                .unwrap()
                .iter()
                .any(|it| it == name);
            for what in compare(field, &properties[name], required, enums) {
                differences.push((kind.name, name, what));
            }
        }
    }
    assert_eq!(differences, EXCEPTIONS);
}

pub(crate) fn compare(
    field: &Field,
    schema: &Value,
    required: bool,
    enums: &Map<String, Value>,
) -> Vec<&'static str> {
    let mut differences = Vec::new();
    let mut forms = forms(schema, enums);
    let nullable = forms.remove("null");
    if forms != expected(field.holds) {
        differences.push("type");
    }
    if required != field.required {
        differences.push("required");
    }
    let default = schema
        .get("default")
        .cloned()
        .or(nullable.then_some(Value::Null));
    if !required && default != Some(field.default.to_value()) {
        differences.push("default");
    }
    differences
}

/// The JSON forms a schema allows, in words.
fn forms(schema: &Value, enums: &Map<String, Value>) -> BTreeSet<String> {
    let one = |form: &str| BTreeSet::from([form.to_owned()]);
    if let Some(any) = schema.get("anyOf").and_then(Value::as_array) {
        return any.iter().flat_map(|schema| forms(schema, enums)).collect();
    }
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.rsplit('/').next().unwrap();
        return one(&enums
            .get(name)
            .map_or(name.to_owned(), |options| format!("one of {options}")));
    }
    if let Some(options) = schema.get("enum") {
        return one(&format!("one of {options}"));
    }
    let inside = |key: &str| match schema.get(key) {
        Some(inner @ Value::Object(map)) if !map.is_empty() => forms(inner, enums)
            .into_iter()
            .collect::<Vec<_>>()
            .join("|"),
        _ => "any".to_owned(),
    };
    match schema["type"].as_str().unwrap() {
        "array" => one(&format!("list of {}", inside("items"))),
        "object" => one(&format!("object of {}", inside("additionalProperties"))),
        other => one(other),
    }
}

fn expected(holds: Holds) -> BTreeSet<String> {
    let one = |form: &str| BTreeSet::from([form.to_owned()]);
    let all = |forms: &[&str]| forms.iter().map(|form| (*form).to_owned()).collect();
    match holds {
        Holds::Text
        | Holds::Prompt
        | Holds::Code
        | Holds::Url
        | Holds::BlockLabel
        | Holds::ParameterKey
        | Holds::Credential
        | Holds::Workflow => one("string"),
        Holds::Integer => one("integer"),
        Holds::Number => one("number"),
        Holds::Boolean => one("boolean"),
        Holds::Choice { options } => one(&format!("one of {}", Value::from(options.to_vec()))),
        Holds::TextList | Holds::ParameterKeys => one("list of string"),
        Holds::TextMap => one("object of string"),
        Holds::Data { accepts } | Holds::Schema { accepts } => match accepts {
            Accepts::Object => one("object of any"),
            Accepts::ObjectOrText => all(&["object of any", "string"]),
            Accepts::ObjectListOrText => all(&["object of any", "list of any", "string"]),
        },
        Holds::Model => one("object of any"),
        Holds::Blocks => one("list of Block"),
        Holds::Branches => one("list of BranchConditionYAML"),
        Holds::Criterion => one("BranchCriteriaYAML"),
        Holds::CodeSteps => one("list of CodeBlockStepYAML"),
    }
}

#[test]
fn the_fixture_with_every_kind_sets_every_field() {
    let workflow = fixtures::workflow("every-kind.yaml");
    let mut set: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for block in workflow::document::every_block(&workflow) {
        let kind = block["block_type"].as_str().unwrap();
        set.entry(kind)
            .or_default()
            .extend(block.keys().map(String::as_str));
    }
    for kind in KINDS {
        for field in kind.fields {
            let is_set = set
                .get(kind.name)
                .is_some_and(|fields| fields.contains(field.name));
            assert!(is_set, "{}.{}", kind.name, field.name);
        }
    }
}

#[test]
fn every_kind_says_what_a_person_needs() {
    let mut names = BTreeSet::new();
    for kind in KINDS {
        assert!(
            names.insert(kind.title),
            "the title “{}” stands twice",
            kind.title
        );
        assert!(kind.title.starts_with(char::is_uppercase), "{}", kind.title);
        assert!(
            !kind.title.ends_with('.') && kind.doc.ends_with('.'),
            "{}",
            kind.name
        );
        assert!(
            kind.glyph
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        );
        let mut fields = BTreeSet::new();
        for field in kind.all_fields() {
            assert!(
                fields.insert(field.name),
                "{}.{} stands twice",
                kind.name,
                field.name
            );
            assert!(field.doc.ends_with('.'), "{}.{}", kind.name, field.name);
        }
    }
    assert_eq!(COMMON_FIELDS.len(), 6);
}

#[test]
fn exactly_the_fields_that_servers_encrypt_are_secret() {
    let secrets: BTreeSet<&str> = KINDS
        .iter()
        .flat_map(|kind| kind.all_fields())
        .filter(|field| field.secret)
        .map(|field| field.name)
        .collect();
    let encrypted = [
        "aws_secret_access_key",
        "azure_storage_account_key",
        "custom_smtp_password",
        "sftp_password",
        "sftp_private_key",
        "sftp_private_key_passphrase",
    ];
    assert_eq!(secrets, BTreeSet::from(encrypted));
}

#[test]
fn an_unknown_kind_is_opaque() {
    assert!(find("teleport").is_none());
    assert_eq!(of("teleport").name, UNKNOWN.name);
    assert_eq!(of("teleport").category, Category::Flow);
    assert_eq!(of("wait").name, "wait");
}
