//! What templates and code refer to.

use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::edit::Edit;
use workflow::lint::{RULES, lint};

use super::{check, check_blocks, workflow};
use crate::arbitrary::{create, value};

fn say(label: &str, prompt: &str) -> Value {
    json!({"block_type": "text_prompt", "label": label, "prompt": prompt})
}

fn each(blocks: &Value) -> Value {
    json!({"block_type": "for_loop", "label": "each", "loop_variable_reference": "{{ [1, 2] }}", "loop_blocks": blocks})
}

fn parameter(key: &str, kind: &str) -> Value {
    json!({"key": key, "parameter_type": "workflow", "workflow_parameter_type": kind})
}

#[test]
fn unknown_names_and_what_was_meant() {
    let blocks = json!([
        say("scrape_listings", "x"),
        say(
            "summarize",
            "Größe: {{ scrape_listing_output }} {{ recipient }} {{ scrape_listing_output }}"
        ),
    ]);
    check_blocks(
        &blocks,
        &[
            "warning unknown-reference summarize.prompt: There is no `scrape_listing_output` → Use `scrape_listings_output`",
            "warning unknown-reference summarize.prompt: There is no `recipient` → Add parameter `recipient`",
        ],
    );
    let problems = lint(&workflow(&json!([]), &blocks));
    // In UTF-16 units; both places of the name are mended.
    assert_eq!(problems[0].place.range, Some((10, 31)));
    let Edit::SetField { field, value, .. } = &problems[0].fixes[0].edit else {
        panic!("{:?}", problems[0].fixes);
    };
    assert_eq!(field, "prompt");
    assert_eq!(
        value,
        "Größe: {{ scrape_listings_output }} {{ recipient }} {{ scrape_listings_output }}"
    );
}

#[test]
fn words_after_open_braces_are_no_names() {
    check_blocks(
        &json!([say(
            "a",
            "Sum up {{ nobody }}. Stop after {{ ma. Leave out recruiters."
        )]),
        &[
            "error template-syntax a.prompt: `{{` is not closed with `}}`",
            "warning unknown-reference a.prompt: There is no `nobody` → Add parameter `nobody`",
        ],
    );
}

#[test]
fn expressions_are_mended_where_they_stand() {
    let document = workflow(
        &json!([parameter("month", "string")]),
        &json!([{"block_type": "conditional", "label": "choose", "branch_conditions": [
            {"criteria": {"expression": "{{ monht == 5 }}", "description": "May"}, "next_block_label": "a"},
            {"is_default": true, "next_block_label": "a"},
        ]}, {"block_type": "wait", "label": "a", "wait_sec": 1}]),
    );
    let problems = lint(&document);
    let unknown = problems
        .iter()
        .find(|it| it.code == "unknown-reference")
        .unwrap();
    assert_eq!(unknown.place.path, ["0", "criteria", "expression"]);
    let Edit::SetCriterion {
        branch, expression, ..
    } = &unknown.fixes[0].edit
    else {
        panic!("{:?}", unknown.fixes);
    };
    assert_eq!(
        (*branch, expression.as_deref()),
        (Some(0), Some("{{ month == 5 }}"))
    );
}

#[test]
fn names_that_templates_bind_or_have_are_known() {
    let fine = [
        "{% for row in [1] %}{{ row }}{{ loop.index }}{% endfor %}",
        "{% macro f(a, b=1) %}{{ a }}{{ b }}{% endmacro %}{{ f(1) }}",
        "{% raw %}{{ nobody }}{% endraw %}",
        "{% set ns = namespace(x=1) %}{{ ns.x }} {{ range(3) }}",
        "{{ workflow_run_outputs.a }} {{ workflow_title }} {{ browser_session_id }}",
        "no { template } {at all",
    ];
    for text in fine {
        check_blocks(&json!([say("a", text)]), &[]);
    }
}

#[test]
fn the_order_in_which_blocks_run() {
    check_blocks(
        &json!([
            say(
                "first",
                "{{ second }} {{ first_output }} {{ inside_output }}"
            ),
            each(&json!([
                say(
                    "inside",
                    "{{ first_output }} {{ after_output }} {{ each_output }} {{ next_output }}"
                ),
                say("next", "{{ inside_output.llm_response }}"),
            ])),
            say("second", "{{ inside_output }} {{ each_output[0] }}"),
            say("after", "{{ first }}"),
        ]),
        &[
            "warning reference-order first.prompt: `second` has not run when this is read",
            "warning reference-order first.prompt: A block cannot refer to its own output",
            "warning reference-order first.prompt: `inside` has not run when this is read",
            "warning reference-order inside.prompt: `after` has not run when this is read",
            "warning reference-order inside.prompt: `each` is around this block and has not ended when this is read",
            "hint reference-order inside.prompt: `next` runs later; in the first round it has left nothing",
            "warning reference-order second.prompt: `inside` runs in each round of `each`; here only the last round is left",
        ],
    );
}

#[test]
fn other_branches_have_not_run() {
    let linked = |label: &str, prompt: &str, next: Value| {
        let mut block = say(label, prompt);
        block["next_block_label"] = next;
        block
    };
    check_blocks(
        &json!([
            {"block_type": "conditional", "label": "choose", "next_block_label": "join", "branch_conditions": [
                {"criteria": {"expression": "{{ current_date }}"}, "next_block_label": "left"},
                {"is_default": true, "next_block_label": "right"},
            ]},
            linked("left", "x", json!("join")),
            linked("right", "{{ left_output }} {{ choose_output.branch_index }}", json!("join")),
            linked("join", "{{ left_output }} {{ right_output }}", json!(null)),
        ]),
        &[
            "warning reference-order right.prompt: `left` stands in another branch of `choose`, so it has not run",
            "warning reference-order right.prompt: `choose` is around this block and has not ended when this is read",
        ],
    );
}

#[test]
fn values_of_loops() {
    check_blocks(
        &json!([
            say("before", "{{ current_value.url }}"),
            each(&json!([
                say("inside", "{{ current_value }} {{ current_index }}"),
                {"block_type": "code", "label": "calc", "code": "# current_value\nx = current_value['a']\ny = f\"{current_index}\"\nz = '{{ current_item }}'"},
                {"block_type": "while_loop", "label": "again", "condition": {"expression": "{{ current_index < 2 and step_output }}"},
                 "loop_blocks": [say("step", "{{ current_item }}")]},
            ])),
        ]),
        &[
            "warning loop-value before.prompt: `current_value` has a value only inside a loop",
            "error code-loop-value calc.code: `current_value` is no variable in code; write it as a template \
             → Use `{{ current_value | tojson }}`",
            "hint reference-order again.condition.expression: `step` runs later; in the first round it has left nothing",
            "warning loop-value step.prompt: `current_item` is empty in a while loop, which has no items",
        ],
    );
}

#[test]
fn templates_that_cannot_be_read() {
    let faults = [
        (
            "{{ current_date",
            "error template-syntax a.prompt: `{{` is not closed with `}}`",
        ),
        (
            "{% if current_date",
            "error template-syntax a.prompt: `{%` is not closed with `%}`",
        ),
        (
            "{# a",
            "error template-syntax a.prompt: `{#` is not closed with `#}`",
        ),
        (
            "{% shout %}",
            "warning template-syntax a.prompt: `{% shout %}` is no statement of templates",
        ),
        (
            "{{ current_date | shout }}",
            "warning unknown-filter a.prompt: There is no filter `shout`",
        ),
    ];
    for (text, fault) in faults {
        check_blocks(&json!([say("a", text)]), &[fault]);
    }
    let unread = lint(&workflow(
        &json!([]),
        &json!([say("a", "ü {{ current_date ) }}")]),
    ));
    assert_eq!(unread[0].code, "template-syntax");
    assert!(
        unread[0]
            .message
            .starts_with("The template cannot be read: unexpected `)`"),
        "{}",
        unread[0].message
    );
    assert_eq!(unread[0].place.range, Some((18, 19)));
}

#[test]
fn what_is_turned_off_leaves_nothing() {
    check_blocks(
        &json!([
            {"block_type": "text_prompt", "label": "off", "prompt": "x", "eyrie_off": true},
            say("reads", "{{ off_output }}"),
        ]),
        &[
            "warning reference-off reads.prompt: `off` is turned off and leaves nothing → Turn `off` on",
        ],
    );
}

#[test]
fn fields_of_outputs() {
    check_blocks(
        &json!([
            {"block_type": "http_request", "label": "call", "url": "https://a.example"},
            say("reads", "{{ call_output.respons_body }} {{ call_output.response_body.anything }} {{ call_output.items() }}"),
            say("more", "{{ reads_output.llm_response }}"),
        ]),
        &[
            "hint output-field reads.prompt: The output of `call` has no field `respons_body`, as far as this version knows \
           → Use `response_body`",
        ],
    );
}

#[test]
fn parameters_that_are_used_handed_over_and_kept() {
    let parameters = json!([
        parameter("month", "string"),
        parameter("rows", "json"),
        parameter("unused", "string"),
        parameter("list", "json"),
        parameter("address", "string"),
        {"key": "portal", "parameter_type": "credential", "credential_id": "cred_1"},
    ]);
    let blocks = json!([
        {"block_type": "goto_url", "label": "open", "url": "address"},
        {"block_type": "navigation", "label": "go", "navigation_goal": "Choose {{ month }}, log in as {{ portal }}."},
        {"block_type": "code", "label": "calc", "code": "n = len(rows)\nfor month in rows:\n    print(month, open.rows)"},
        {"block_type": "for_loop", "label": "each", "loop_over_parameter_key": "list", "loop_blocks": [
            {"block_type": "code", "label": "more", "code": "return calc_output", "parameter_keys": ["lst"]},
        ]},
    ]);
    check(
        &workflow(&parameters, &blocks),
        &[
            "hint unused-parameter parameter unused: Nothing uses this parameter → Remove parameter",
            "warning secret-in-prompt go.navigation_goal: `portal` is a secret, and a model reads this text",
            "hint parameter-not-handed go.navigation_goal: The agent is not handed `month` beside this text \
             → Hand over `month`",
            "hint parameter-not-handed go.navigation_goal: The agent is not handed `portal` beside this text \
             → Hand over `portal`",
            "warning code-variable calc.code: The code uses `rows`, which it is not handed → Hand over `rows`",
            "error unknown-parameter-key more.parameter_keys.0: There is no parameter `lst` → Use `list` → Remove `lst`",
            "warning code-variable more.code: The code uses `calc_output`, which it is not handed → Hand over `calc_output`",
        ],
    );
}

#[test]
fn every_rule_has_a_code_of_its_own_and_a_sentence() {
    let mut codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), RULES.len());
    for rule in RULES {
        assert!(
            rule.doc.ends_with('.') && rule.doc.len() > 15,
            "{}",
            rule.code
        );
    }
}

#[test]
fn large_and_deep_documents_are_read() {
    let mut block = say("leaf", &"{{ nobody }} ".repeat(50_000));
    for depth in 0..1_000 {
        let inside = block;
        block = json!({"block_type": "for_loop", "label": format!("l{depth}"), "loop_variable_reference": "{{ x }}"});
        block["loop_blocks"] = Value::Array(vec![inside]);
    }
    let mut document = workflow(&json!([]), &json!([]));
    document["workflow_definition"]["blocks"] = Value::Array(vec![block]);
    let problems = lint(&document);
    assert!(
        problems
            .iter()
            .any(|it| it.code == "unknown-reference" && it.message.contains("nobody"))
    );
    // A fix does not carry a copy of a prompt for each of its problems.
    let many: Vec<String> = (0..30_000)
        .map(|number| format!("{{{{ name_{number} }}}}"))
        .collect();
    assert_eq!(
        lint(&workflow(&json!([]), &json!([say("a", &many.join(" "))]))).len(),
        20
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn anything_can_be_checked(document in value::value(), blocks in value::value(), parameters in value::value()) {
        lint(&document);
        lint(&workflow(&parameters, &blocks));
    }

    #[test]
    fn created_documents_can_be_checked(document in create::create(), again in create::create()) {
        for problem in lint(&document).into_iter().chain(lint(&again)) {
            prop_assert!(!problem.message.is_empty() && !problem.message.contains('\n'), "{problem:?}");
            prop_assert!(RULES.iter().any(|rule| rule.code == problem.code));
        }
    }
}
