//! Fields, settings, and whole definitions.

use serde_json::{Value, json};
use workflow::edit::Edit;

use super::{LISTINGS, block, done, graph, key, listings, messages, picture, refused, trimmed};

fn set(block: &str, field: &str, value: Value) -> Edit {
    Edit::SetField {
        block: key(block),
        field: field.to_owned(),
        value,
    }
}

fn set_block(block: &str, value: Value) -> Edit {
    let block = key(block);
    Edit::SetBlock { block, value }
}

#[test]
fn fields_are_set_and_reset() {
    let (edited, applied) = done(&listings(), &set("open", "url", json!("https://a.example")));
    assert_eq!(block(&edited, "open")["url"], "https://a.example");
    assert_eq!(applied.name, "Change url of open");
    assert_eq!(applied.changed, [key("open")]);
    let reset = |fields: &[&str]| Edit::ResetFields {
        block: key("scrape"),
        fields: fields.iter().map(|&field| field.to_owned()).collect(),
    };
    let (edited, _) = done(
        &listings(),
        &reset(&["parameter_keys", "data_extraction_goal"]),
    );
    let scrape = block(&edited, "scrape");
    assert_eq!(scrape.get("parameter_keys"), None);
    assert_eq!(scrape["data_extraction_goal"], "", "what is required stays");
    let (_, applied) = done(
        &listings(),
        &set("open", "url", json!("{{ current_value.url }}")),
    );
    assert!(applied.patch.is_empty() && applied.changed.is_empty());
    assert_eq!(
        refused(&listings(), &set("open", "label", json!("x"))),
        "`label` of `open` is not set like other fields; rename the block"
    );
}

#[test]
fn a_new_reference_takes_the_place_of_the_older_list() {
    let mut document = listings();
    let each = &mut document["workflow_definition"]["blocks"][2];
    each["loop_over_parameter_key"] = json!("board");
    let (edited, _) = done(
        &document,
        &set("each", "loop_variable_reference", json!("{{ x }}")),
    );
    assert_eq!(block(&edited, "each")["loop_over_parameter_key"], "");
}

#[test]
fn described_steps_follow_their_lines() {
    let steps = json!([{"line_start": 1, "line_end": 1}, {"line_start": 2, "line_end": 3}, {"line_start": 4, "line_end": 4}]);
    let document = json!({"blocks": [
        {"block_type": "code", "label": "c", "code": "a\nb\nc\nd", "steps": steps},
    ]});
    let after = |code: &str| {
        let (edited, _) = done(&document, &set("c", "code", json!(code)));
        let spans = block(&edited, "c")["steps"].as_array().unwrap().clone();
        spans
            .iter()
            .map(|it| {
                (
                    it["line_start"].as_u64().unwrap(),
                    it["line_end"].as_u64().unwrap(),
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(after("a\nb\nx\nc\nd"), [(1, 1), (2, 4), (5, 5)]);
    assert_eq!(after("a\nd"), [(1, 1), (2, 2)]);
    assert_eq!(after(""), []);
    assert_eq!(after("z\na\nb\nc\nd"), [(2, 2), (3, 4), (5, 5)]);
}

#[test]
fn what_decides_is_set() {
    let criterion = |block: &str, branch, expression: Option<&str>| Edit::SetCriterion {
        block: key(block),
        branch,
        expression: expression.map(str::to_owned),
        description: Some("New".into()),
    };
    let (edited, _) = done(
        &listings(),
        &criterion("is_match", Some(0), Some("is it good?")),
    );
    let branch = &block(&edited, "is_match")["branch_conditions"][0];
    assert_eq!(
        branch["criteria"],
        json!({"criteria_type": "prompt", "expression": "is it good?", "description": null})
    );
    assert_eq!(
        (&branch["description"], &branch["next_block_label"]),
        (&json!("New"), &json!("summarize"))
    );
    let (edited, applied) = done(&listings(), &criterion("is_match", Some(0), None));
    let branches = &block(&edited, "is_match")["branch_conditions"];
    assert_eq!(
        (&branches[0]["criteria"], &branches[0]["is_default"]),
        (&Value::Null, &json!(true))
    );
    assert_eq!(branches[1]["is_default"], false);
    assert_eq!(
        messages(&applied),
        ["Branch 2 of `is_match` was taken when no other was; now it needs a condition"]
    );
    assert_eq!(
        refused(&listings(), &criterion("mail", None, Some("x"))),
        "`mail` is neither a condition nor a while loop; wrap it in one first"
    );
    let (looped, _) = done(
        &listings(),
        &Edit::AddKind {
            kind: "while_loop".into(),
            at: super::start(),
        },
    );
    let (edited, _) = done(&looped, &criterion("while_loop", None, Some("{{ a < 1 }}")));
    assert_eq!(
        block(&edited, "while_loop")["condition"],
        json!({"criteria_type": "jinja2_template", "expression": "{{ a < 1 }}", "description": "New"})
    );
}

#[test]
fn settings_stand_where_they_belong() {
    let set = |key: &str, value: Value| Edit::SetSetting {
        key: key.into(),
        value,
    };
    let (edited, _) = done(&listings(), &set("title", json!("Jobs")));
    assert_eq!(edited["title"], "Jobs");
    let (edited, _) = done(&edited, &set("workflow_system_prompt", json!("Be brief.")));
    assert_eq!(
        edited["workflow_definition"]["workflow_system_prompt"],
        "Be brief."
    );
    let reset = Edit::ResetSettings {
        keys: vec!["workflow_system_prompt".into()],
    };
    let (edited, _) = done(&edited, &reset);
    assert_eq!(
        edited["workflow_definition"].get("workflow_system_prompt"),
        None
    );
    assert_eq!(
        refused(&listings(), &set("blocks", json!([]))),
        "`blocks` cannot be set like this; edit the blocks"
    );
}

#[test]
fn a_block_gets_another_definition_and_keeps_its_place() {
    let (edited, applied) = done(
        &listings(),
        &set_block(
            "scrape",
            json!({"block_type": "wait", "label": "pause", "wait_sec": 2}),
        ),
    );
    assert_eq!(
        picture(&edited),
        trimmed(LISTINGS).replace("scrape", "pause")
    );
    assert_eq!(
        block(&edited, "each")["loop_variable_reference"],
        "{{ pause_output.extracted_information }}"
    );
    assert_eq!(applied.renamed, [(key("scrape"), key("pause"))]);
    assert_eq!(block(&edited, "pause")["next_block_label"], "each");
    let inner = json!({"block_type": "for_loop", "label": "each", "loop_blocks": [
        {"block_type": "wait", "label": "append"}, {"block_type": "wait", "label": "new"},
    ]});
    let (edited, _) = done(&listings(), &set_block("each", inner));
    assert_eq!(
        picture(&edited),
        "open_board\nscrape\neach\n  append\n  new\nmail"
    );
    assert_eq!(block(&edited, "append")["next_block_label"], "new");
    let taken = json!({"block_type": "for_loop", "label": "each", "loop_blocks": [{"block_type": "wait", "label": "mail"}]});
    assert_eq!(
        refused(&listings(), &set_block("each", taken)),
        "Another block is called `mail`; choose another name"
    );
}

#[test]
fn a_condition_keeps_the_blocks_of_its_branches() {
    let mut value = Value::Object(block(&listings(), "is_match").clone());
    value["branch_conditions"]
        .as_array_mut()
        .unwrap()
        .swap(0, 1);
    let (edited, _) = done(&listings(), &set_block("is_match", value.clone()));
    assert!(picture(&edited).contains("| Otherwise\n    log\n   | Remote\n    summarize"));
    value["branch_conditions"]
        .as_array_mut()
        .unwrap()
        .truncate(1);
    assert_eq!(
        refused(&listings(), &set_block("is_match", value)),
        "The new definition of `is_match` has no place for the blocks of branch 1; move them out first"
    );
}

#[test]
fn a_block_of_a_list_without_order_keeps_its_links() {
    let mut value = Value::Object(block(&graph(), "a").clone());
    value["branch_conditions"][0]["next_block_label"] = json!("c");
    value["note"] = json!("x");
    let (edited, _) = done(&graph(), &set_block("a", value.clone()));
    assert_eq!(Value::Object(block(&edited, "a").clone()), value);
}

#[test]
fn several_edits_are_one_step() {
    let edits = vec![
        Edit::AddKind {
            kind: "wait".into(),
            at: super::start(),
        },
        Edit::Rename {
            block: key("wait"),
            to: "first".into(),
        },
    ];
    let (edited, applied) = done(
        &listings(),
        &Edit::Several {
            name: "Begin slowly".into(),
            edits: edits.clone(),
        },
    );
    assert!(picture(&edited).starts_with("first\nopen_board"));
    assert_eq!(
        (applied.name.as_str(), &applied.select[..]),
        ("Begin slowly", &[key("first")][..])
    );
    let mut wrong = edits;
    wrong.push(Edit::Rename {
        block: key("wait"),
        to: "x".into(),
    });
    refused(
        &listings(),
        &Edit::Several {
            name: String::new(),
            edits: wrong,
        },
    );
}

#[test]
fn other_documents_take_the_place_of_this_one() {
    let (edited, _) = done(&listings(), &Edit::SetDocument { value: graph() });
    assert_eq!(edited, graph());
    for (value, expected) in [
        (
            json!([]),
            "This is no workflow: a list stands where a workflow should; open its YAML to mend it",
        ),
        (
            json!({"workflow_definition": {"blocks": 1}}),
            "This is no workflow: a number stands where a list of blocks should; open its YAML to mend it",
        ),
    ] {
        assert_eq!(refused(&listings(), &Edit::SetDocument { value }), expected);
    }
}
