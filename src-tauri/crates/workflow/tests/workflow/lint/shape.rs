//! Labels, keys, fields and their types.

use serde_json::json;

use super::{check, check_blocks, workflow};

#[test]
fn nothing_at_all_gets_a_word_not_a_crash() {
    for nothing in [json!(null), json!([1]), json!("text"), json!(3)] {
        check(
            &nothing,
            &["error missing-field workflow.workflow_definition: This is no workflow"],
        );
    }
    check(
        &json!({"title": "T"}),
        &["error missing-field workflow.workflow_definition: `workflow_definition` is missing"],
    );
    check(
        &json!({"workflow_definition": {}}),
        &[
            "error missing-field workflow.title: The title is missing",
            "error missing-field workflow.parameters: `parameters` is missing",
            "error missing-field workflow.blocks: `blocks` is missing",
            "hint no-blocks workflow.blocks: There is no block to run",
        ],
    );
}

#[test]
fn labels() {
    check_blocks(
        &json!([
            {"block_type": "wait", "wait_sec": 1},
            {"block_type": "wait", "wait_sec": 1, "label": " "},
            {"block_type": "wait", "wait_sec": 1, "label": "2nd step!"},
            {"block_type": "wait", "wait_sec": 1, "label": "größe"},
            {"block_type": "for_loop", "label": "each", "loop_variable_reference": "{{ [1] }}", "loop_blocks": [
                {"block_type": "wait", "wait_sec": 1, "label": "größe"},
            ]},
        ]),
        &[
            "error label-missing #1.label: The label is missing → Use `wait`",
            "error label-missing  .label: The label is missing → Use `wait`",
            "error label-invalid 2nd step!.label: `2nd step!` is no label: letters, digits and underscores only, \
             beginning with no digit → Use `_2nd_step`",
            "error label-duplicate größe#2.label: Another block is called `größe`, too → Use `größe_2`",
        ],
    );
}

#[test]
fn keys_of_parameters() {
    let text = |key: &str| json!({"parameter_type": "workflow", "workflow_parameter_type": "string", "key": key});
    let blocks = json!([{
        "block_type": "text_prompt",
        "label": "ask",
        "prompt": "{{ current_date }} {{ twice }} {{ ask_2_output }}",
    }, {"block_type": "wait", "label": "ask_2", "wait_sec": 1}]);
    let parameters = json!([
        text(""),
        text("my key"),
        text("a-b"),
        text("current_date"),
        text("twice"),
        text("twice")
    ]);
    check(
        &workflow(&parameters, &blocks),
        &[
            "error parameter-key-invalid parameter .key: The key is missing → Use `name`",
            "error parameter-key-invalid parameter my key.key: `my key` is no key: letters, digits and underscores \
             only, beginning with no digit → Use `my_key`",
            "hint unused-parameter parameter my key: Nothing uses this parameter → Remove parameter",
            "error parameter-key-invalid parameter a-b.key: `a-b` is no key: letters, digits and underscores only, \
             beginning with no digit → Use `a_b`",
            "hint unused-parameter parameter a-b: Nothing uses this parameter → Remove parameter",
            "error parameter-key-reserved parameter current_date.key: `current_date` is a name of the run itself \
             → Use `current_date_input`",
            "error parameter-key-duplicate parameter twice.key: Another parameter is called `twice`, too",
            "warning reference-order ask.prompt: `ask_2` has not run when this is read",
        ],
    );
    check(
        &workflow(
            &json!([text("ask_output")]),
            &json!([{"block_type": "wait", "label": "ask", "wait_sec": 1}]),
        ),
        &[
            "error parameter-key-reserved parameter ask_output.key: `ask_output` is the output of a block \
             → Use `ask_output_input`",
            "hint unused-parameter parameter ask_output: Nothing uses this parameter → Remove parameter",
        ],
    );
}

#[test]
fn parameters_have_what_their_type_needs() {
    let parameters = json!([
        {"key": "a"},
        {"key": "b", "parameter_type": "workflow"},
        {"key": "c", "parameter_type": "workflow", "workflow_parameter_type": "date"},
        {"key": "d", "parameter_type": "workflow", "workflow_parameter_type": "integer", "default_value": "many"},
        {"key": "e", "parameter_type": "output"},
        {"key": "f", "parameter_type": "context", "source_parameter_key": "nobody"},
        {"key": "g", "parameter_type": "credential", "credential_id": 7},
        {
            "key": "h", "parameter_type": "bitwarden_login_credential",
            "bitwarden_client_id_aws_secret_key": "x", "bitwarden_client_secret_aws_secret_key": "x",
            "bitwarden_master_password_aws_secret_key": "x", "bitwarden_collection_id": "c",
        },
        {"key": "i", "parameter_type": "coordinates"},
    ]);
    let blocks = json!([{"block_type": "text_prompt", "label": "ask", "prompt": "{{ a }}{{ b }}{{ c }}{{ d }}{{ e }}{{ f }}{{ i }}",
        "parameter_keys": ["g", "h"]}]);
    check(
        &workflow(&parameters, &blocks),
        &[
            "error missing-field parameter a.workflow_parameter_type: `workflow_parameter_type` is missing",
            "error parameter-type parameter a.parameter_type: The type is missing",
            "error missing-field parameter b.workflow_parameter_type: `workflow_parameter_type` is missing",
            "error parameter-type parameter c.workflow_parameter_type: `date` is none of `string`, `integer`, `float`, \
             `boolean`, `json`, `file_url` and `credential_id`",
            "warning parameter-default parameter d.default_value: The default value is not a whole number, e.g. 40",
            "error parameter-type parameter e.parameter_type: The server makes the outputs of blocks itself; \
             they cannot be listed",
            "error unknown-parameter-key parameter f.source_parameter_key: There is no parameter `nobody`",
            "error wrong-type parameter g.credential_id: `credential_id` must be a text",
            "error bitwarden-item parameter h.url_parameter_key: A collection without an item needs `url_parameter_key`",
            "hint parameter-type parameter i.parameter_type: This version does not know parameters of type `coordinates`",
        ],
    );
}

#[test]
fn types_and_choices() {
    check_blocks(
        &json!([
            {"block_type": "http_request", "label": "call", "url": "https://a.example", "timeout": "soon",
             "headers": {"n": 1}, "body": "text", "follow_redirects": "perhaps", "parameter_keys": "a", "future": [1]},
            {"block_type": "print_page", "label": "print", "format": "a4", "landscape": "yes", "custom_filename": null},
            {"block_type": "wait", "label": "pause", "wait_sec": "5", "continue_on_failure": null},
            {"block_type": 3, "label": "odd"},
            {"label": "none"},
            {"block_type": "teleport", "label": "beam", "wait_sec": [], "prompt": "{{ nobody }"},
        ]),
        &[
            "error wrong-type call.timeout: `timeout` must be a whole number",
            "error wrong-type call.headers: `headers` must be an object of texts",
            "error wrong-type call.body: `body` must be an object",
            "error wrong-type call.follow_redirects: `follow_redirects` must be yes or no",
            "error wrong-type call.parameter_keys: `parameter_keys` must be a list of texts",
            "error unknown-choice print.format: `a4` is none of `A4`, `Letter`, `Legal` and `Tabloid` → Use `A4`",
            "error wrong-type pause.continue_on_failure: `continue_on_failure` must be yes or no",
            "error kind-missing odd.block_type: The kind of the block must be a text",
            "error kind-missing none.block_type: The kind of the block is missing",
            "hint unknown-kind beam.block_type: This version does not know blocks of kind `teleport`; the block is kept as it is",
        ],
    );
}

#[test]
fn settings() {
    let mut document = workflow(
        &json!([]),
        &json!([{"block_type": "wait", "label": "a", "wait_sec": 1}, 7]),
    );
    document["max_elapsed_time_minutes"] = json!(481);
    document["max_screenshot_scrolls"] = json!(2000);
    document["code_version"] = json!(3);
    document["status"] = json!("gone");
    document["persist_browser_session"] = json!(null);
    document["extra_http_headers"] = json!({"a": 1});
    document["hologram"] = json!({"depth": 3});
    document["workflow_definition"]["workflow_system_prompt"] = json!("Be {{ kind }}.");
    check(
        &document,
        &[
            "error wrong-type workflow.persist_browser_session: `persist_browser_session` must be yes or no",
            "error wrong-type workflow.extra_http_headers: `extra_http_headers` must be an object of texts",
            "error wrong-type workflow.blocks.1: Each of `blocks` must be an object",
            "error unknown-choice workflow.status: `gone` is none of `published`, `draft`, `auto_generated`, \
             `importing` and `import_failed`",
            "error number-range workflow.max_elapsed_time_minutes: `max_elapsed_time_minutes` must be from 1 to 480",
            "error number-range workflow.code_version: `code_version` must be from 1 to 2",
            "warning number-range workflow.max_screenshot_scrolls: `max_screenshot_scrolls` counts from 0 to 1000; \
             the server takes the nearest",
            "warning unknown-reference workflow.workflow_system_prompt: There is no `kind` → Add parameter `kind`",
        ],
    );
}

#[test]
fn schemas() {
    let ask = |schema| json!([{"block_type": "text_prompt", "label": "ask", "prompt": "p", "json_schema": schema}]);
    let fine = json!({"type": "object", "required": ["a"], "additionalProperties": false, "properties": {
        "a": {"type": ["string", "null"]}, "b": {"type": "array", "items": {"anyOf": [{"type": "integer"}, true]}},
        "c": {"enum": [1, "x"]}, "d": {},
    }});
    check_blocks(&ask(fine), &[]);
    let faults = [
        (json!({"type": "text"}), "type: `text` is no type of JSON"),
        (json!({"type": 1}), "type: `type` must be a text"),
        (
            json!({"properties": []}),
            "properties: `properties` must be an object",
        ),
        (
            json!({"properties": {"a": "string"}}),
            "properties.a: A schema must be an object",
        ),
        (
            json!({"items": {"type": "list"}}),
            "items.type: `list` is no type of JSON",
        ),
        (
            json!({"required": "a"}),
            "required: `required` must be a list of names",
        ),
        (
            json!({"oneOf": {}}),
            "oneOf: `oneOf` must be a list of schemas",
        ),
        (json!({"enum": "a"}), "enum: `enum` must be a list"),
    ];
    for (schema, fault) in faults {
        check_blocks(
            &ask(schema),
            &[&format!("warning bad-schema ask.json_schema.{fault}")],
        );
    }
    let search = json!([{"block_type": "web_search", "label": "find", "query": "q", "json_schema": {"type": "text"}}]);
    check_blocks(
        &search,
        &["error bad-schema find.json_schema.type: `text` is no type of JSON"],
    );
}
