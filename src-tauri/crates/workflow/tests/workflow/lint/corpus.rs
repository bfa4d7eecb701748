//! What a server said is the truth: what it ran gives no alarm, what it refused gives an error.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use workflow::convert::to_create;
use workflow::lint::{Problem, Severity, lint};
use workflow::text::import;

use super::line;
use crate::fixtures;

/// Alarms on workflows that a server took, each with the reason why it is right.
const RIGHT: &[(&str, &str, &str)] = &[(
    "jinja-undefined",
    "unknown-reference",
    "recorded to see what an unknown name becomes: nothing",
)];

/// Alarms on the samples, which no server ran: what they show is on purpose.
const SAMPLES: &[(&str, &str, &str)] = &[
    (
        "conditions-in-loop.yaml",
        "unknown-reference",
        "`listings` is made up",
    ),
    ("cyclic.yaml", "link-cycle", "shows a circle"),
    ("cyclic.yaml", "unknown-link", "shows a link to nowhere"),
    ("cyclic.yaml", "unreachable", "shows a lost block"),
    (
        "merge-points.yaml",
        "unknown-reference",
        "its conditions are made up",
    ),
    (
        "nested-loops.yaml",
        "code-variable",
        "the code would stop with a NameError",
    ),
    ("odd-texts.yaml", "unknown-reference", "`a` is made up"),
    (
        "unstructured.yaml",
        "unknown-reference",
        "its conditions are made up",
    ),
];

fn alarms(document: &Value) -> impl Iterator<Item = Problem> {
    lint(document)
        .into_iter()
        .filter(|it| it.severity != Severity::Hint)
}

#[test]
fn what_a_server_took_gives_no_alarm() {
    let mut met = BTreeSet::new();
    let mut false_alarms = Vec::new();
    for (name, workflow) in fixtures::recorded() {
        if is_refused(&name) {
            continue;
        }
        let title = workflow["title"].as_str().unwrap_or_default();
        for problem in alarms(&to_create(&workflow)) {
            match RIGHT
                .iter()
                .find(|it| it.0 == title && it.1 == problem.code)
            {
                Some((title, code, _)) => {
                    met.insert((*title, *code));
                }
                None => false_alarms.push(format!("{name}, {title}: {}", line(&problem))),
            }
        }
    }
    assert_eq!(false_alarms, Vec::<String>::new());
    let right: BTreeSet<_> = RIGHT.iter().map(|it| (it.0, it.1)).collect();
    assert_eq!(met, right, "each alarm that is right is still told");
}

#[test]
fn samples_give_the_alarms_they_are_made_for() {
    let mut met = BTreeSet::new();
    for name in fixtures::names() {
        for imported in fixtures::imported(&name) {
            for problem in alarms(&imported.create) {
                met.insert((name.clone(), problem.code));
            }
        }
    }
    let expected = SAMPLES.iter().map(|it| (it.0.to_owned(), it.1.to_owned()));
    assert_eq!(met, expected.collect());
}

/// Each create or update that a server refused, and the code of the error that foretells it.
const REFUSED: &[(&str, &str)] = &[
    ("err-agents-update-bad.json", "missing-field"),
    ("err-create-bad-field-type.json", "wrong-type"),
    ("err-create-bad-label.json", "label-invalid"),
    ("err-create-bad-param-type.json", "parameter-type"),
    ("err-create-bad-yaml-syntax.json", "not read"),
    (
        "err-create-conditional-no-branches.json",
        "branches-missing",
    ),
    ("err-create-cycle.json", "link-cycle"),
    ("err-create-duplicate-labels.json", "label-duplicate"),
    ("err-create-json-missing-title.json", "missing-field"),
    (
        "err-create-loop-code-parameter-keys-current-value.json",
        "unknown-parameter-key",
    ),
    ("err-create-missing-label.json", "label-missing"),
    ("err-create-missing-required-field.json", "missing-field"),
    ("err-create-no-block-type.json", "kind-missing"),
    ("err-create-param-bad-key.json", "parameter-key-invalid"),
    ("err-create-param-duplicate.json", "parameter-key-duplicate"),
    ("err-create-unknown-block-type.json", "unknown-kind"),
    ("err-create-unknown-next-block.json", "unknown-link"),
    (
        "err-create-unknown-parameter-key.json",
        "unknown-parameter-key",
    ),
    ("err-create-v2-not-linked.json", "unreachable"),
    ("err-create-wait-too-long.json", "number-range"),
    ("err-create-wait-zero.json", "number-range"),
    ("err-create-yaml-missing-title.json", "no title"),
    ("err-roundtrip-get-to-post-code.json", "stored-field"),
    ("roundtrip-get-to-post-v2.json", "stored-field"),
];

fn is_refused(name: &str) -> bool {
    REFUSED.iter().any(|(refused, _)| *refused == name)
}

#[test]
fn what_a_server_refused_is_foretold() {
    let mut refused = Vec::new();
    for entry in fs::read_dir(fixtures::path("skyvern/recorded")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let exchange = fixtures::json(&format!("skyvern/recorded/{name}"));
        let request = &exchange["request"]["json"];
        let is_save =
            request.get("json_definition").is_some() || request.get("yaml_definition").is_some();
        if is_save && matches!(exchange["response"]["status"].as_u64(), Some(400 | 422)) {
            refused.push((name, request.clone()));
        }
    }
    refused.sort_by(|a, b| a.0.cmp(&b.0));
    let names: Vec<&str> = refused.iter().map(|(name, _)| name.as_str()).collect();
    let known: Vec<&str> = REFUSED.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, known);
    for ((name, request), (_, foretold)) in refused.iter().zip(REFUSED) {
        assert!(foretells(request, foretold), "{name}");
    }
}

fn foretells(request: &Value, code: &str) -> bool {
    let Some(yaml) = request["yaml_definition"].as_str() else {
        let problems = lint(&request["json_definition"]);
        let found = problems.iter().find(|it| it.code == code);
        // A kind from the future may be known to another server, so it is no error.
        let severity = if code == "unknown-kind" {
            Severity::Hint
        } else {
            Severity::Error
        };
        return found.is_some_and(|it| it.severity == severity);
    };
    match import(yaml, "a.yaml") {
        Err(_) => code == "not read",
        Ok(all) => all.iter().any(|it| {
            it.diagnostics
                .iter()
                .any(|it| it.to_string().contains(code))
        }),
    }
}
