//! What a text may refer to, and what refers to what.

use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::edit::BlockId;
use workflow::lint::{Holder, Place};
use workflow::names::{Origin, definition, names, nested, parameter_keys_used, usages};

use crate::arbitrary::{create, value};
use crate::fixtures;

fn key(label: &str) -> BlockId {
    BlockId(label.to_owned())
}

fn paths(document: &Value, block: &str, origin: Origin) -> Vec<String> {
    let all = names(document, &key(block));
    all.into_iter()
        .filter(|name| name.origin == origin)
        .map(|name| name.path)
        .collect()
}

#[test]
fn names_come_in_the_order_of_use() {
    let document = fixtures::workflow("nested-loops.yaml");
    let all = names(&document, &key("open_listing"));
    let shown: Vec<String> = all
        .iter()
        .map(|it| format!("{} ({})", it.path, it.detail))
        .collect();
    assert_eq!(
        shown[..5],
        [
            "current_value (the item of this round)",
            "current_item (the item of this round)",
            "current_index (the number of this round, from 0)",
            "boards (json)",
            "scrape_listings_output (Extract data)",
        ]
    );
    assert_eq!(all[0].of, Some(key("each_listing")));
    assert_eq!(all[4].of, Some(key("scrape_listings")));
    assert_eq!(
        paths(&document, "open_listing", Origin::Block),
        ["scrape_listings_output", "open_board_output"]
    );
    assert_eq!(paths(&document, "breathe", Origin::Loop), ["current_index"]);
    assert_eq!(
        paths(&document, "count", Origin::Block),
        [
            "breathe_output",
            "until_shown_output",
            "open_listing_output",
            "each_listing_output",
            "scrape_listings_output",
            "open_board_output",
            "each_board_output"
        ]
    );
    assert_eq!(all.last().unwrap().origin, Origin::Run);
    assert_eq!(names(&document, &key("nobody")), []);
}

#[test]
fn only_what_can_have_run_is_offered() {
    let document = fixtures::workflow("conditions-in-loop.yaml");
    assert_eq!(
        paths(&document, "summarize", Origin::Block),
        ["open_listing_output"]
    );
    assert_eq!(
        paths(&document, "append_row", Origin::Block)[..3],
        ["summarize_output", "log_rejected_output", "is_match_output"]
    );
    let mut document = fixtures::workflow("linear.yaml");
    document["workflow_definition"]["blocks"][1]["eyrie_off"] = json!(true);
    assert_eq!(
        paths(&document, "download_pdf", Origin::Block),
        ["login_portal_output"]
    );
}

fn places(document: &Value, name: &str) -> Vec<String> {
    let line = |place: Place| {
        let holder = match place.holder {
            Holder::Workflow => "workflow".to_owned(),
            Holder::Parameter { key } => key,
            Holder::Block { block } => block.0,
        };
        let range = place
            .range
            .map(|(start, end)| format!(" {start}-{end}"))
            .unwrap_or_default();
        let mut path = vec![place.field.unwrap_or_default()];
        path.extend(place.path);
        format!("{holder} {}{range}", path.join("."))
    };
    usages(document, name).into_iter().map(line).collect()
}

#[test]
fn usages_are_found_in_templates_code_and_keys() {
    let document = json!({"title": "T", "workflow_definition": {
        "parameters": [
            {"key": "rows", "parameter_type": "workflow", "workflow_parameter_type": "json"},
            {"key": "copy", "parameter_type": "context", "source_parameter_key": "rows"},
        ],
        "workflow_system_prompt": "Ü {{ rows }}",
        "blocks": [
            {"block_type": "code", "label": "calc", "code": "n = len(rows)  # rows", "parameter_keys": ["copy", "rows"]},
            {"block_type": "text_prompt", "label": "rows_2", "prompt": "rows {{ calc }} {{ calc_output.n }}"},
            {"block_type": "for_loop", "label": "each", "loop_variable_reference": "rows.items", "loop_blocks": [
                {"block_type": "http_request", "label": "call", "body": {"a": ["{{ rows | json }}"]}},
            ]},
        ],
    }});
    assert_eq!(
        places(&document, "rows"),
        [
            "workflow workflow_system_prompt 5-9",
            "copy source_parameter_key",
            "calc code 8-12",
            "each loop_variable_reference 0-4",
            "call body.a.0 3-7",
            "calc parameter_keys.1",
        ]
    );
    assert_eq!(
        places(&document, "calc_output"),
        ["rows_2 prompt 8-12", "rows_2 prompt 19-30"]
    );
    assert_eq!(places(&document, "calc"), places(&document, "calc_output"));
    assert_eq!(
        definition(&document, "calc_output"),
        Some(Holder::Block { block: key("calc") })
    );
    assert_eq!(
        definition(&document, "rows"),
        Some(Holder::Parameter {
            key: "rows".to_owned()
        })
    );
    assert_eq!(definition(&document, "current_value"), None);
    assert_eq!(definition(&document, "nobody"), None);
}

#[test]
fn the_keys_that_a_block_needs() {
    let check = |block: Value, expected: &[&str]| {
        let parameters: Vec<Value> = ["month", "rows", "print_name", "x"]
            .iter()
            .map(|key| json!({"key": key, "parameter_type": "workflow", "workflow_parameter_type": "string"}))
            .collect();
        let mut blocks = vec![
            json!({"block_type": "wait", "label": "before", "wait_sec": 1}),
            block,
        ];
        blocks[1]["label"] = json!("it");
        let document = json!({"title": "T", "workflow_definition": {"parameters": parameters, "blocks": blocks}});
        assert_eq!(parameter_keys_used(&document, &key("it")), expected);
    };
    let code = |code: &str| json!({"block_type": "code", "code": code});
    check(
        json!({"block_type": "navigation", "navigation_goal": "{{ rows[0] }} {{ month }} x", "url": "{{ month }}"}),
        &["rows", "month"],
    );
    check(
        code("n = len(rows)\nreturn f'{month.upper()} {n}'"),
        &["rows", "month"],
    );
    check(
        code("# month\n'rows' \"\"\"x\nmonth\"\"\"; page.x(rows=1)"),
        &[],
    );
    check(code("for x in rows: print(x, '{{ month }}')"), &["rows"]);
    check(
        code("x = before_output['a']\nmonth += 1"),
        &["before_output", "month"],
    );
    check(
        code("rb'rows'; F\"{rows!r} {{month}}\"; month == 2"),
        &["rows", "month"],
    );
    check(code("'open\nrows"), &["rows"]);
}

#[test]
fn paths_are_learnt_from_a_value() {
    let value = json!({"rows": [{"name": "A  b", "my key": 1}, {}], "ok": true, "long": "x".repeat(200), "it's": null});
    let found = nested(&value, "a_output", 20);
    let shown: Vec<String> = found
        .iter()
        .map(|(path, preview)| format!("{path} = {preview}"))
        .collect();
    assert_eq!(
        shown,
        [
            "a_output.rows = 2 items".to_owned(),
            "a_output.ok = yes".to_owned(),
            format!("a_output.long = {}…", "x".repeat(60)),
            "a_output['it\\'s'] = nothing".to_owned(),
            "a_output.rows[0] = name, my key".to_owned(),
            "a_output.rows[0].name = A b".to_owned(),
            "a_output.rows[0]['my key'] = 1".to_owned(),
        ]
    );
    assert_eq!(nested(&value, "a", 2).len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_document_has_names(document in create::create(), other in value::value(), label in value::text()) {
        for document in [&document, &other] {
            for block in ["b1", "b2", label.as_str()] {
                names(document, &key(block));
                parameter_keys_used(document, &key(block));
                usages(document, block);
            }
        }
        prop_assert!(nested(&other, "x", 50).len() <= 50);
    }
}
