//! Comparisons as pictures: the numbers on both sides, the block, what happened, the fields.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::compare::{Change, Comparison, FieldChange, compare};
use workflow::convert::to_create;

use crate::arbitrary::create::create;
use crate::arbitrary::tree;
use crate::fixtures;

/// The workflow with these blocks in YAML.
pub(crate) fn document(yaml: &str) -> Value {
    let yaml = format!("title: T\nworkflow_definition:\n  parameters: []\n  blocks:\n{yaml}");
    let mut all = workflow::text::import(&yaml, "test.yaml").unwrap();
    all.remove(0).create
}

fn check(before: &str, after: &str, expected: &str) {
    let comparison = compare(&document(before), &document(after));
    assert_eq!(picture(&comparison), expected.trim_start_matches('\n'));
}

pub(crate) fn picture(comparison: &Comparison) -> String {
    let mut out = String::new();
    for change in &comparison.settings {
        writeln!(out, "setting {}", field(change)).unwrap();
    }
    for parameter in &comparison.parameters {
        write!(out, "parameter {}: {:?}", parameter.key, parameter.change).unwrap();
        list(&parameter.fields, &mut out);
    }
    for block in &comparison.blocks {
        let number = |place: &Option<workflow::compare::BlockPlace>| {
            place
                .as_ref()
                .map_or_else(String::new, |it| it.number.clone())
        };
        let place = block.after.as_ref().or(block.before.as_ref()).unwrap();
        write!(
            out,
            "{:<6} {:<6} {}{}: {:?}",
            number(&block.before),
            number(&block.after),
            "  ".repeat(place.depth as usize),
            place.key.0,
            block.change,
        )
        .unwrap();
        list(&block.fields, &mut out);
    }
    out
}

fn list(fields: &[FieldChange], out: &mut String) {
    out.push('\n');
    for change in fields {
        writeln!(out, "    {}", field(change)).unwrap();
    }
}

fn field(change: &FieldChange) -> String {
    let value = |value: &Option<Value>| value.as_ref().map_or("-".to_owned(), Value::to_string);
    let words: String = change
        .words
        .iter()
        .map(|words| match words.change {
            Change::Added => format!("[+{}]", words.text),
            Change::Removed => format!("[-{}]", words.text),
            _ => words.text.clone(),
        })
        .collect();
    match (change.secret, words.is_empty()) {
        (true, _) => format!("{}: secret", change.field),
        (false, false) => format!("{}: {words}", change.field),
        (false, true) => {
            format!(
                "{}: {} -> {}",
                change.field,
                value(&change.before),
                value(&change.after)
            )
        }
    }
}

#[test]
fn the_mock_of_the_design() {
    check(
        "
  - {block_type: goto_url, label: find_hiring_thread, url: https://a.example}
  - {block_type: extraction, label: scrape_listings, data_extraction_goal: 'Extract every comment that is a job ad. Keep all posts that mention one of {{ keywords }}.', max_steps_per_run: 10}
  - {block_type: wait, label: wait_for_comments, wait_sec: 10}
  - block_type: for_loop
    label: process_each
    loop_variable_reference: scrape_listings_output.listings
    loop_blocks:
    - {block_type: goto_url, label: open_listing, url: '{{ current_value.url }}', next_block_label: is_match}
    - {block_type: conditional, label: is_match, branch_conditions: [{criteria: {expression: '{{ a }}'}, next_block_label: summarize}, {is_default: true}]}
    - {block_type: text_prompt, label: summarize, prompt: Summarize it.}
  - {block_type: code, label: append_row, code: pass}
  - {block_type: http_request, label: send_digest, url: https://b.example}
",
        "
  - {block_type: goto_url, label: find_hiring_thread, url: https://a.example}
  - {block_type: extraction, label: scrape_listings, data_extraction_goal: 'Extract every comment that is a job ad, posted in {{ search_month }}. Keep only posts that mention one of {{ keywords }}.', max_steps_per_run: 20}
  - block_type: for_loop
    label: process_each
    loop_variable_reference: scrape_listings_output.listings
    loop_blocks:
    - {block_type: goto_url, label: open_listing, url: '{{ current_value.url }}', next_block_label: is_match}
    - {block_type: conditional, label: is_match, next_block_label: append_row, branch_conditions: [{criteria: {expression: '{{ a }}'}, next_block_label: summarize}, {is_default: true, next_block_label: log_rejected}]}
    - {block_type: text_prompt, label: summarize, prompt: Summarize it in two lines., next_block_label: append_row}
    - {block_type: http_request, label: log_rejected, method: POST, url: /rejected, next_block_label: append_row}
    - {block_type: code, label: append_row, code: pass}
  - {block_type: http_request, label: send_digest, url: https://b.example}
",
        r"
1      1      find_hiring_thread: Same
2      2      scrape_listings: Changed
    data_extraction_goal: Extract every comment that is a job ad[+, posted in {{ search_month }}]. Keep [-all][+only] posts that mention one of {{ keywords }}.
    max_steps_per_run: 10 -> 20
3             wait_for_comments: Removed
4      3      process_each: Same
4.1    3.1      open_listing: Same
4.2    3.2      is_match: Same
4.2a   3.2a       summarize: Changed
    prompt: Summarize it[+ in two lines].
       3.2b       log_rejected: Added
5      3.3      append_row: Moved
6      4      send_digest: Same
",
    );
}

#[test]
fn fields_are_told_by_name_and_path() {
    check(
        "
  - {block_type: http_request, label: post, url: https://a.example, headers: {Accept: json, X-Old: '1'}, body: {list: [1, 2, 3], same: true}}
  - {block_type: navigation, label: go, navigation_goal: Go., max_retries: 0, parameter_keys: [b, a], future: null}
  - {block_type: code, label: run, code: 'a = 1'}
",
        "
  - {block_type: http_request, label: post, method: GET, url: https://a.example, headers: {Accept: html, X-New: '1'}, body: {same: true, list: [1, 3, 4]}}
  - {block_type: navigation, label: go, navigation_goal: Go., parameter_keys: [a, b], engine: skyvern-2.0}
  - {block_type: wait, label: run, wait_sec: 1}
",
        r#"
1      1      post: Changed
    headers.Accept: [-json][+html]
    headers.X-New: - -> "1"
    headers.X-Old: "1" -> -
    body.list.1: 2 -> -
    body.list.2: - -> 4
2      2      go: Changed
    engine: - -> "skyvern-2.0"
3      3      run: Changed
    block_type: "code" -> "wait"
    wait_sec: - -> 1
    code: "a = 1" -> -
"#,
    );
}

#[test]
fn a_renamed_block_is_the_same_block() {
    check(
        "
  - {block_type: goto_url, label: open, url: https://news.example/item/1}
  - {block_type: text_prompt, label: sum_up, prompt: Summarize the page in two sentences.}
  - {block_type: wait, label: a, wait_sec: 1}
",
        "
  - {block_type: goto_url, label: open_item, url: https://news.example/item/1}
  - {block_type: text_prompt, label: summarize, prompt: Summarize the page in three sentences.}
  - {block_type: validation, label: a2, complete_criterion: Nothing of the kind.}
",
        r#"
1      1      open_item: Changed
    label: "open" -> "open_item"
2      2      summarize: Changed
    label: "sum_up" -> "summarize"
    prompt: Summarize the page in [-two][+three] sentences.
3             a: Removed
       3      a2: Added
"#,
    );
}

#[test]
fn as_few_blocks_as_possible_moved() {
    check(
        "
  - {block_type: wait, label: a, wait_sec: 1}
  - {block_type: wait, label: b, wait_sec: 1}
  - {block_type: wait, label: c, wait_sec: 1}
  - block_type: for_loop
    label: l
    loop_variable_reference: x
    loop_blocks: [{block_type: wait, label: d, wait_sec: 1}, {block_type: wait, label: e, wait_sec: 1}]
",
        "
  - {block_type: wait, label: c, wait_sec: 1}
  - {block_type: wait, label: a, wait_sec: 1}
  - {block_type: wait, label: b, wait_sec: 2}
  - {block_type: wait, label: d, wait_sec: 1}
",
        r"
3      1      c: Moved
1      2      a: Same
2      3      b: Changed
    wait_sec: 1 -> 2
4             l: Removed
4.2             e: Removed
4.1    4      d: Moved
",
    );
}

#[test]
fn branches_are_matched_by_what_decides() {
    let first = "{criteria: {expression: '{{ a }}'}, next_block_label: x}";
    let second = "{criteria: {expression: '{{ b }}'}, next_block_label: y}";
    let other = "{is_default: true, next_block_label: z}";
    let new = "{criteria: {expression: '{{ c }}'}, next_block_label: n}";
    let blocks = |branches: &[&str], labels: &str| {
        let branches = branches.join(", ");
        let mut text =
            format!("\n  - {{block_type: conditional, label: c, branch_conditions: [{branches}]}}");
        for label in labels.split(' ') {
            write!(
                text,
                "\n  - {{block_type: wait, label: {label}, wait_sec: 1}}"
            )
            .unwrap();
        }
        text
    };
    check(
        &blocks(&[first, second, other], "x y z"),
        &blocks(&[new, first, other], "n x z"),
        r#"
1      1      c: Changed
    branch_conditions.0: - -> {"criteria":{"expression":"{{ c }}"}}
    branch_conditions.1: {"criteria":{"expression":"{{ b }}"}} -> -
       1a       n: Added
1a     1b       x: Same
1c     1c       z: Same
1b              y: Removed
"#,
    );
}

#[test]
fn secrets_are_only_told_as_changed() {
    let block = |password: &str, token: &str| {
        format!(
            "
  - {{block_type: send_email, label: mail, recipients: [], subject: s, body: b, custom_smtp_password: {password}}}
  - {{block_type: http_request, label: post, headers: {{Authorization: {token}, Cookie: '{{{{ cookie }}}}'}}}}
"
        )
    };
    check(
        &block("hunter2", "skyvern_enc:1"),
        &block("hunter3", "skyvern_enc:2"),
        r"
1      1      mail: Changed
    custom_smtp_password: secret
2      2      post: Changed
    headers.Authorization: secret
",
    );
    let before = document(&block("hunter2", "Bearer abc"));
    let mut after = document(&block("hunter3", "skyvern_enc:2"));
    after["workflow_definition"]["blocks"][1]["headers"] = json!(null);
    let all = serde_json::to_string(&[compare(&before, &after), compare(&after, &before)]).unwrap();
    for secret in ["hunter", "abc", "skyvern_enc"] {
        assert!(!all.contains(secret), "{secret} is told");
    }
}

#[test]
fn settings_and_parameters_are_compared_too() {
    let of = |head: Value, definition: Value| {
        let mut document = head;
        document["workflow_definition"] = definition;
        document
    };
    let parameter = |key: &str, default: Value| json!({"parameter_type": "workflow", "key": key, "workflow_parameter_type": "string", "default_value": default});
    let before = of(
        json!({"title": "Old title", "proxy_location": null, "run_with": "agent"}),
        json!({
            "version": 1,
            "parameters": [parameter("a", json!("1")), parameter("b", json!(null)), parameter("c", json!(null))],
            "blocks": [{"block_type": "wait", "label": "w"}, {"block_type": "wait", "label": "v"}],
            "finally_block_label": "w",
            "workflow_system_prompt": "Be kind.",
        }),
    );
    let after = of(
        json!({"title": "New title", "run_with": "code"}),
        json!({
            "version": 2,
            "parameters": [parameter("c", json!(null)), parameter("a", json!("2")), parameter("d", json!(null))],
            "blocks": [{"block_type": "wait", "label": "w"}, {"block_type": "wait", "label": "v"}],
            "finally_block_label": "v",
            "workflow_system_prompt": "Be very kind.",
        }),
    );
    assert_eq!(
        picture(&compare(&before, &after)),
        r#"setting title: [-Old][+New] title
setting run_with: - -> "code"
setting workflow_system_prompt: Be [+very ]kind.
setting finally_block_label: "w" -> "v"
parameter c: Moved
parameter a: Changed
    default_value: [-1][+2]
parameter d: Added
parameter b: Removed
2      1      w: Moved
1      2      v: Same
"#
    );
}

#[test]
fn where_there_is_no_tree_links_are_compared() {
    check(
        "
  - {block_type: wait, label: a, next_block_label: b}
  - {block_type: wait, label: b, next_block_label: a}
",
        "
  - {block_type: wait, label: b, next_block_label: b}
  - {block_type: wait, label: a, next_block_label: b}
",
        r"
2      1      b: Changed
    next_block_label: [-a][+b]
1      2      a: Same
",
    );
}

#[test]
fn a_branch_with_several_blocks_numbers_them() {
    let mut blocks = vec![json!({
        "block_type": "conditional", "label": "c",
        "branch_conditions": (0..28).map(|n| json!({"criteria": {"expression": n.to_string()}, "next_block_label": format!("b{n}")})).collect::<Vec<_>>(),
    })];
    for n in 0..28 {
        blocks.push(json!({"block_type": "wait", "label": format!("b{n}")}));
    }
    blocks.push(json!({"block_type": "for_loop", "label": "l", "loop_blocks": [{"block_type": "wait", "label": "in"}]}));
    blocks[1]["next_block_label"] = "l".into();
    let document = json!({"workflow_definition": {"version": 2, "blocks": blocks}});
    let comparison = compare(&document, &document);
    let number = |label: &str| {
        let mut places = comparison.blocks.iter().filter_map(|it| it.after.clone());
        places.find(|it| it.key.0 == label).unwrap().number
    };
    let numbers = ["c", "b0", "l", "in", "b1", "b25", "b26", "b27"].map(number);
    assert_eq!(
        numbers,
        ["1", "1a.1", "1a.2", "1a.2.1", "1b", "1z", "1aa", "1ab"]
    );
}

#[test]
fn long_texts_are_compared_in_time() {
    let text = |step: usize| -> String {
        let words = (0..700_000).map(|n| format!("w{}", n * step % 5003));
        words.collect::<Vec<_>>().join(" ")
    };
    let of = |prompt: String| json!({"workflow_definition": {"blocks": [{"block_type": "text_prompt", "label": "a", "prompt": prompt}]}});
    let (before, after) = (of(text(7)), of(text(11)));
    let started = Instant::now();
    assert_eq!(compare(&before, &after).blocks[0].change, Change::Changed);
    assert!(
        started.elapsed() < Duration::from_secs(30),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn a_thousand_levels_of_nesting_are_compared() {
    let mut blocks = vec![json!({"block_type": "wait", "label": "in", "wait_sec": 1})];
    for level in 0..1000 {
        let mut block = json!({"block_type": "for_loop", "label": format!("l{level}")});
        block["loop_blocks"] = blocks.into();
        blocks = vec![block];
    }
    let mut before = json!({"workflow_definition": {}});
    before["workflow_definition"]["blocks"] = blocks.into();
    let after = json!({"workflow_definition": {"blocks": []}});
    assert_eq!(compare(&before, &after).blocks.len(), 1001);
    assert_eq!(compare(&before, &before).blocks.len(), 1001);
}

fn is_same(comparison: &Comparison) -> bool {
    comparison.settings.is_empty()
        && comparison.parameters.is_empty()
        && comparison
            .blocks
            .iter()
            .all(|it| it.change == Change::Same && it.fields.is_empty())
}

#[test]
fn recorded_workflows_are_like_themselves() {
    for (name, workflow) in fixtures::recorded() {
        let create = to_create(&workflow);
        let comparison = compare(&create, &create);
        assert!(is_same(&comparison), "{name}: {}", picture(&comparison));
    }
}

proptest! {
    #[test]
    fn a_document_is_like_itself(document in create()) {
        prop_assert!(is_same(&compare(&document, &document)));
    }

    #[test]
    fn every_block_is_told_once(before in tree::tree(), after in tree::tree()) {
        let of = |tree: &tree::Tree| json!({"workflow_definition": {"version": 2, "blocks": tree.to_blocks()}});
        let (before, after) = (of(&before), of(&after));
        let comparison = compare(&before, &after);
        let count = |workflow: &Value| workflow::outline::block_count(workflow);
        let told = |place: fn(&workflow::compare::BlockChange) -> bool| comparison.blocks.iter().filter(|it| place(it)).count();
        prop_assert_eq!(told(|it| it.before.is_some()), count(&before));
        prop_assert_eq!(told(|it| it.after.is_some()), count(&after));
    }

    #[test]
    fn no_links_are_too_tangled(before in tree::linked_blocks(), after in tree::linked_blocks()) {
        let of = |blocks: &[Value]| json!({"workflow_definition": {"version": 2, "blocks": blocks}});
        let (before, after) = (of(&before), of(&after));
        prop_assert!(is_same(&compare(&before, &before)));
        prop_assert!(compare(&before, &after).blocks.len() >= before["workflow_definition"]["blocks"].as_array().unwrap().len());
    }
}
