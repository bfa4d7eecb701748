//! Stored to create, on what servers really answered and on generated documents.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use workflow::convert::{Shape, shape, to_create};
use workflow::document;

use crate::arbitrary::store::{settled, store};
use crate::arbitrary::{create, value};
use crate::fixtures;

/// What no create request may hold (reference A.8; `err-roundtrip-get-to-post-code` shows the
/// refusal).
fn assert_creatable(name: &str, create: &Value) {
    const SERVER_SIDE: &[&str] = &[
        "workflow_id",
        "workflow_permanent_id",
        "agent_id",
        "organization_id",
        "version",
        "created_at",
        "modified_at",
        "deleted_at",
        "is_template",
        "import_error",
        "created_by",
        "edited_by",
        "copilot_authored",
        "original_created_by",
        "original_created_at",
    ];
    for key in SERVER_SIDE {
        assert!(create.get(key).is_none(), "{name}: {key}");
    }
    let definition = document::definition(create).unwrap();
    for parameter in definition["parameters"].as_array().unwrap() {
        assert_ne!(parameter["parameter_type"], "output", "{name}");
        let is_stored = |key: &&String| key.ends_with("_parameter_id") || *key == "source";
        assert_eq!(
            parameter.as_object().unwrap().keys().find(is_stored),
            None,
            "{name}"
        );
    }
    for block in document::every_block(create) {
        for key in [
            "output_parameter",
            "parameters",
            "loop_over",
            "task_type",
            "smtp_host",
        ] {
            assert!(!block.contains_key(key), "{name}: {}.{key}", block["label"]);
        }
    }
}

#[test]
fn every_recorded_workflow_becomes_creatable_and_stays_so() {
    for (name, workflow) in fixtures::recorded() {
        let create = to_create(&workflow);
        if shape(&workflow) == Shape::Create {
            assert_eq!(create, workflow, "{name}");
        } else {
            assert_creatable(&name, &create);
        }
        assert_eq!(shape(&create), Shape::Create, "{name}");
        assert_eq!(to_create(&create), create, "{name}");
    }
}

#[test]
fn answers_are_stored_and_requests_are_not() {
    let answer = fixtures::json("skyvern/recorded/agents-get.json")["response"]["body"].clone();
    assert_eq!(shape(&answer), Shape::Stored);
    assert_eq!(shape(&answer["workflow_definition"]), Shape::Stored);
    let request = fixtures::json("skyvern/recorded/agents-create-json.json");
    assert_eq!(
        shape(&request["request"]["json"]["json_definition"]),
        Shape::Create
    );
    for odd in [
        json!(null),
        json!([]),
        json!({}),
        json!({"workflow_definition": 1}),
    ] {
        assert_eq!(shape(&odd), Shape::Create);
        assert_eq!(to_create(&odd), odd);
    }
}

/// What was sent comes back: the create request that a recorded answer was made from.
#[test]
fn a_converted_answer_says_what_the_request_said() {
    let mut pairs = 0;
    for name in [
        "agents-create-json",
        "agents-create-draft",
        "agents-create-finally",
        "create-conditional",
        "agents-update",
    ] {
        let exchange = fixtures::json(&format!("skyvern/recorded/{name}.json"));
        let sent = &exchange["request"]["json"]["json_definition"];
        let back = to_create(&exchange["response"]["body"]);
        assert_contains(name, sent, &back);
        pairs += 1;
    }
    assert_eq!(pairs, 5);
}

/// Everything that `sent` says, `back` says too.
fn assert_contains(place: &str, sent: &Value, back: &Value) {
    match (sent, back) {
        (Value::Object(sent), Value::Object(back)) => {
            for (key, value) in sent {
                assert_contains(
                    &format!("{place}.{key}"),
                    value,
                    back.get(key).unwrap_or(&Value::Null),
                );
            }
        }
        (Value::Array(sent), Value::Array(back)) => {
            assert_eq!(sent.len(), back.len(), "{place}");
            for (index, (sent, back)) in sent.iter().zip(back).enumerate() {
                assert_contains(&format!("{place}[{index}]"), sent, back);
            }
        }
        _ => assert_eq!(sent, back, "{place}"),
    }
}

/// Fields that servers take and do not keep, or replace (seen on 1.0.56).
const NOT_KEPT: &[(&str, &str)] = &[
    ("task_v2", "disable_cache"),
    ("validation", "disable_cache"),
    ("file_upload", "azure_folder_path"),
    ("code", "steps"),
];

/// The stored files were answered by a real server to the create files beside them.
#[test]
fn every_field_of_every_kind_comes_back_from_a_real_server() {
    let sent = fixtures::workflow("every-kind.yaml");
    let stored = fixtures::json("workflows/every-kind.stored.json");
    let back = to_create(&stored);
    assert_creatable("every-kind", &back);
    let (sent, back) = (by_label(&sent), by_label(&back));
    assert_eq!(
        sent.keys().collect::<Vec<_>>(),
        back.keys().collect::<Vec<_>>()
    );
    let mut not_kept = Vec::new();
    for (label, block) in sent {
        for (key, value) in block.as_object().unwrap() {
            if key != "loop_blocks"
                && key != "branch_conditions"
                && back[&label].get(key) != Some(value)
            {
                not_kept.push((
                    block["block_type"].as_str().unwrap().to_owned(),
                    key.clone(),
                ));
            }
        }
    }
    not_kept.sort();
    let mut expected: Vec<_> = NOT_KEPT
        .iter()
        .map(|(kind, key)| ((*kind).to_owned(), (*key).to_owned()))
        .collect();
    expected.sort();
    assert_eq!(not_kept, expected);
    let branches = &back["which"]["branch_conditions"];
    assert_contains(
        "branches",
        &by_label(&fixtures::workflow("every-kind.yaml"))["which"]["branch_conditions"],
        branches,
    );
    assert!(
        branches
            .as_array()
            .unwrap()
            .iter()
            .all(|branch| branch.get("id").is_none())
    );
}

#[test]
fn every_parameter_comes_back_from_a_real_server() {
    let sent = fixtures::workflow("every-parameter.yaml");
    let back = to_create(&fixtures::json("workflows/every-parameter.stored.json"));
    let by_key = |workflow: &Value| -> Map<String, Value> {
        let parameters = workflow["workflow_definition"]["parameters"]
            .as_array()
            .unwrap()
            .clone();
        parameters
            .into_iter()
            .map(|it| (it["key"].as_str().unwrap().to_owned(), it))
            .collect()
    };
    let (sent, back) = (by_key(&sent), by_key(&back));
    assert_eq!(sent.len(), back.len());
    for (key, parameter) in sent {
        assert_contains(&key, &parameter, &back[&key]);
    }
}

fn by_label(workflow: &Value) -> Map<String, Value> {
    document::every_block(workflow)
        .map(|block| {
            (
                block["label"].as_str().unwrap().to_owned(),
                Value::Object(block.clone()),
            )
        })
        .collect()
}

#[test]
fn what_is_not_known_is_kept() {
    let stored = json!({
        "workflow_permanent_id": "wpid_1",
        "title": "t",
        "hologram": {"depth": 3},
        "run_sequentially": null,
        "proxy_location": null,
        "workflow_definition": {
            "quantum": "entangled",
            "parameters": [
                {"parameter_type": "output", "key": "a_output", "output_parameter_id": "op_1"},
                {"parameter_type": "coordinates", "key": "place", "latitude": 52.5},
            ],
            "blocks": [
                {"block_type": "teleport", "label": "a", "output_parameter": {"key": "a_output"},
                 "energy": 9000, "task_type": "general", "disable_cache": false,
                 "parameters": [{"parameter_type": "coordinates", "key": "place"}]},
                {"block_type": "wait", "label": "b", "output_parameter": {}, "wait_sec": 1,
                 "disable_cache": false, "parameters": [], "snooze": true},
                {"block_type": "teleport", "label": "c", "output_parameter": {}, "parameters": {"x": 1}},
                "not a block",
            ],
        },
    });
    let create = json!({
        "title": "t",
        "hologram": {"depth": 3},
        "proxy_location": null,
        "workflow_definition": {
            "quantum": "entangled",
            "parameters": [{"parameter_type": "coordinates", "key": "place", "latitude": 52.5}],
            "blocks": [
                {"block_type": "teleport", "label": "a", "energy": 9000, "task_type": "general",
                 "disable_cache": false, "parameter_keys": ["place"]},
                {"block_type": "wait", "label": "b", "wait_sec": 1, "snooze": true},
                {"block_type": "teleport", "label": "c", "parameters": {"x": 1}},
                "not a block",
            ],
        },
    });
    assert_eq!(to_create(&stored), create);
}

#[test]
fn mail_blocks_name_secrets_only_where_there_are_any() {
    let secret = |id: &str| json!({"parameter_type": "aws_secret", "key": "host", "aws_secret_parameter_id": id});
    let keys = |block: Value| {
        let mut block = block;
        block["block_type"] = "send_email".into();
        block["output_parameter"] = json!({});
        let create = to_create(&json!({"blocks": [block]}));
        create["blocks"][0]
            .get("smtp_host_secret_parameter_key")
            .cloned()
    };
    assert_eq!(
        keys(json!({"smtp_host": secret("asp_1")})),
        Some("host".into())
    );
    assert_eq!(keys(json!({"smtp_host": secret("placeholder_x")})), None);
    assert_eq!(
        keys(json!({"smtp_host": secret("asp_1"), "custom_smtp_host": "mail"})),
        None
    );
    assert_eq!(
        keys(json!({"smtp_host": secret("asp_1"), "custom_smtp_host": null})),
        Some("host".into())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// What a server was given comes back, and a second round changes nothing.
    #[test]
    fn stored_and_converted_is_what_was_given(create in create::create()) {
        let back = to_create(&store(&create));
        prop_assert_eq!(&back, &settled(&create));
        prop_assert_eq!(to_create(&store(&back)), back);
        prop_assert_eq!(to_create(&create), create);
    }

    /// No document makes the conversion fail.
    #[test]
    fn any_json_can_be_converted(value in value::value(), key in "(blocks|parameters|workflow_definition|workflow_id)") {
        let odd = json!({key: value, "output_parameter": 1});
        let once = to_create(&odd);
        prop_assert_eq!(to_create(&once), once);
    }
}
