//! What a server does with a create request.

use serde_json::{Value, json};

use crate::fixtures;

/// What a server makes of a create request: the stored shape (reference A.2, A.3, A.7).
pub(crate) fn store(create: &Value) -> Value {
    let mut stored = json!({
        "workflow_id": "w_1",
        "organization_id": "o_1",
        "workflow_permanent_id": "wpid_1",
        "version": 3,
    });
    let workflow = stored.as_object_mut().unwrap();
    workflow.extend(create.as_object().unwrap().clone());
    workflow.extend(
        json!({
            "run_sequentially": null,
            "is_template": false,
            "import_error": null,
            "created_by": null,
            "edited_by": null,
            "copilot_authored": false,
            "created_at": "2026-11-22T23:48:55.245665",
            "modified_at": "2026-11-22T23:48:55.245665",
            "deleted_at": null,
            "agent_id": "wpid_1",
        })
        .as_object()
        .unwrap()
        .clone(),
    );
    let definition = stored["workflow_definition"].as_object_mut().unwrap();
    if let Some(Value::Array(blocks)) = definition.get_mut("blocks") {
        for one in blocks.iter_mut() {
            store_block(one);
        }
    }
    if let Some(Value::Array(parameters)) = definition.get_mut("parameters") {
        for one in parameters.iter_mut() {
            store_parameter(one);
        }
        parameters.insert(0, output_parameter("b1_output"));
    }
    stored
}

fn store_parameter(parameter: &mut Value) {
    let map = parameter.as_object_mut().unwrap();
    match map["parameter_type"].as_str().unwrap() {
        "context" => {
            let key = map.shift_remove("source_parameter_key").unwrap();
            map.insert("source".into(), full_parameter(&key));
            map.insert("value".into(), Value::Null);
        }
        "coordinates" => {}
        kind => {
            map.insert(format!("{kind}_parameter_id"), "id_1".into());
            map.insert("workflow_id".into(), "w_1".into());
            for time in ["created_at", "modified_at", "deleted_at"] {
                map.insert(time.into(), Value::Null);
            }
        }
    }
}

fn full_parameter(key: &Value) -> Value {
    json!({
        "parameter_type": "workflow",
        "key": key,
        "description": null,
        "workflow_parameter_id": "wp_1",
        "workflow_parameter_type": "string",
        "default_value": null,
    })
}

fn output_parameter(key: &str) -> Value {
    json!({"parameter_type": "output", "key": key, "output_parameter_id": "op_1"})
}

fn store_block(block: &mut Value) {
    let map = block.as_object_mut().unwrap();
    let label = map["label"].as_str().unwrap().to_owned();
    let kind = map["block_type"].as_str().unwrap().to_owned();
    map.insert(
        "output_parameter".into(),
        output_parameter(&format!("{label}_output")),
    );
    let objects = |keys: Value| -> Value {
        keys.as_array()
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .map(full_parameter)
            .collect()
    };
    if let Some(keys) = map.shift_remove("parameter_keys") {
        map.insert("parameters".into(), objects(keys));
    }
    if let Some(key) = map.shift_remove("loop_over_parameter_key") {
        map.insert(
            "loop_over".into(),
            if key == "" {
                Value::Null
            } else {
                full_parameter(&key)
            },
        );
    }
    if let Some(Value::Array(branches)) = map.get_mut("branch_conditions") {
        for branch in branches.iter_mut() {
            branch["id"] = "uuid".into();
        }
    }
    if let Some(Value::Array(inside)) = map.get_mut("loop_blocks") {
        for one in inside.iter_mut() {
            store_block(one);
        }
    }
    let own_server = map
        .get("custom_smtp_host")
        .is_some_and(|host| !host.is_null() && host != "");
    for part in ["host", "port", "username", "password"] {
        let key = map.shift_remove(&format!("smtp_{part}_secret_parameter_key"));
        if let Some(key) = key.filter(|key| !key.is_null()) {
            let id = if own_server { "placeholder_1" } else { "as_1" };
            let secret =
                json!({"parameter_type": "aws_secret", "key": key, "aws_secret_parameter_id": id});
            map.insert(format!("smtp_{part}"), secret);
        }
    }
    for name in fixtures::stored_only(&kind) {
        if name != "loop_over" && !name.starts_with("smtp_") {
            map.entry(name.clone()).or_insert(match &*name {
                "parameters" => json!([]),
                "task_type" => json!("general"),
                "disable_cache" | "continue_on_empty" => json!(false),
                _ => Value::Null,
            });
        }
    }
}

/// `create` as it comes back from a server that keeps all of it: without keys of mail secrets that
/// name nothing, and with lists in place of absent ones.
pub(crate) fn settled(create: &Value) -> Value {
    let mut create = create.clone();
    if let Some(Value::Array(blocks)) = create.pointer_mut("/workflow_definition/blocks") {
        for one in blocks.iter_mut() {
            settle_block(one);
        }
    }
    create
}

fn settle_block(block: &mut Value) {
    let map = block.as_object_mut().unwrap();
    let own_server = map
        .get("custom_smtp_host")
        .is_some_and(|host| !host.is_null() && host != "");
    map.retain(|key, value| {
        let names_a_secret = key.starts_with("smtp_");
        !names_a_secret || !(own_server || value.is_null() || value == "")
    });
    if let Some(keys @ Value::Null) = map.get_mut("parameter_keys") {
        *keys = json!([]);
    }
    if let Some(Value::Array(inside)) = map.get_mut("loop_blocks") {
        for one in inside.iter_mut() {
            settle_block(one);
        }
    }
}
