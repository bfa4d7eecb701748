//! Taking parts of one document over into another: afterwards both are alike there.

use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::compare::{BlockChange, Change, Taken, compare, take};
use workflow::document::every_block;
use workflow::edit::apply;

use crate::arbitrary::create::create;
use crate::arbitrary::tree;
use crate::compare::{document, picture};

/// `target` after taking a part of `from`; as it was if there is nothing to take.
fn taken(target: &Value, from: &Value, what: &Taken) -> Value {
    let mut document = target.clone();
    if let Some(edit) = take(target, from, what) {
        apply(&mut document, &edit).unwrap_or_else(|refused| panic!("{edit:?}: {refused}"));
    }
    document
}

fn block(change: &BlockChange) -> Taken {
    Taken::Block {
        here: change.after.as_ref().map(|it| it.key.clone()),
        there: change.before.as_ref().map(|it| it.key.clone()),
    }
}

/// Takes the block called `label` over from `before` into `after`, and compares with `before`.
fn check(before: &str, after: &str, label: &str, expected: &str) {
    let (before, after) = (document(before), document(after));
    let comparison = compare(&before, &after);
    let row = comparison.blocks.iter().find(|it| {
        let places = [&it.before, &it.after];
        places.into_iter().flatten().any(|it| it.key.0 == label)
    });
    let document = taken(&after, &before, &block(row.unwrap()));
    assert_eq!(
        picture(&compare(&before, &document)),
        expected.trim_start_matches('\n'),
        "{label}"
    );
}

const BEFORE: &str = "
  - {block_type: goto_url, label: open, url: https://a.example/items}
  - {block_type: wait, label: rest, wait_sec: 5}
  - block_type: for_loop
    label: each
    loop_variable_reference: open_output
    loop_blocks:
    - {block_type: wait, label: first, wait_sec: 1}
    - {block_type: wait, label: second, wait_sec: 1}
  - {block_type: text_prompt, label: sum_up, prompt: Sum up what was found., llm_key: k}
";

const AFTER: &str = "
  - {block_type: text_prompt, label: sum, prompt: Sum up what was found today., parameter_keys: [a]}
  - {block_type: goto_url, label: open, url: https://a.example/items}
  - {block_type: wait, label: new, wait_sec: 7}
  - {block_type: wait, label: second, wait_sec: 1}
";

#[test]
fn what_was_removed_comes_back_to_its_place() {
    check(
        BEFORE,
        AFTER,
        "rest",
        r#"
4      1      sum: Moved
    label: "sum_up" -> "sum"
    prompt: Sum up what was found[+ today].
    llm_key: "k" -> -
    parameter_keys: - -> ["a"]
1      2      open: Same
2      3      rest: Same
3             each: Removed
3.1             first: Removed
       4      new: Added
3.2    5      second: Moved
"#,
    );
}

#[test]
fn what_was_removed_comes_back_with_what_was_in_it() {
    check(
        BEFORE,
        AFTER,
        "each",
        r#"
4      1      sum: Moved
    label: "sum_up" -> "sum"
    prompt: Sum up what was found[+ today].
    llm_key: "k" -> -
    parameter_keys: - -> ["a"]
1      2      open: Same
2             rest: Removed
3      3      each: Same
3.1    3.1      first: Same
3.2    3.2      second: Same
       4      new: Added
"#,
    );
}

#[test]
fn what_was_added_goes() {
    check(
        BEFORE,
        AFTER,
        "new",
        r#"
4      1      sum: Moved
    label: "sum_up" -> "sum"
    prompt: Sum up what was found[+ today].
    llm_key: "k" -> -
    parameter_keys: - -> ["a"]
1      2      open: Same
2             rest: Removed
3             each: Removed
3.1             first: Removed
3.2    3      second: Moved
"#,
    );
}

#[test]
fn what_was_changed_and_moved_is_as_it_was() {
    check(
        BEFORE,
        AFTER,
        "sum",
        r"
1      1      open: Same
2             rest: Removed
3             each: Removed
3.1             first: Removed
4      2      sum_up: Same
       3      new: Added
3.2    4      second: Moved
",
    );
}

#[test]
fn what_was_put_into_something_new_stays_when_that_goes() {
    check(
        "
  - {block_type: wait, label: a, wait_sec: 1}
  - {block_type: wait, label: b, wait_sec: 1}
",
        "
  - block_type: for_loop
    label: around
    loop_variable_reference: x
    loop_blocks: [{block_type: wait, label: a, wait_sec: 1}, {block_type: wait, label: more, wait_sec: 9}, {block_type: wait, label: b, wait_sec: 1}]
",
        "around",
        r"
1      1      a: Same
2      2      b: Same
",
    );
}

#[test]
fn branches_are_taken_with_their_condition() {
    let condition = |branches: &str, blocks: &[&str]| {
        let mut text = format!(
            "\n  - {{block_type: conditional, label: c, next_block_label: end, branch_conditions: [{branches}]}}"
        );
        for label in blocks {
            text += "\n  - {block_type: wait, next_block_label: end, label: ";
            text += label;
            text += "}";
        }
        text + "\n  - {block_type: wait, label: end}"
    };
    check(
        &condition(
            "{criteria: {expression: A}, next_block_label: a}, {criteria: {expression: B}, next_block_label: b}, {is_default: true, next_block_label: end}",
            &["a", "b"],
        ),
        &condition(
            "{criteria: {expression: N}, next_block_label: n}, {criteria: {expression: B2}, next_block_label: b}",
            &["n", "b"],
        ),
        "c",
        r#"
1      1      c: Same
1a     1a       n: Changed
    label: "a" -> "n"
1b     1b       b: Same
2      2      end: Same
"#,
    );
}

fn fields(what: &[&str]) -> Taken {
    let block = || workflow::edit::BlockId("post".into());
    Taken::Fields {
        here: block(),
        there: block(),
        fields: what.iter().map(|it| (*it).to_owned()).collect(),
    }
}

#[test]
fn single_fields_are_taken() {
    let before = document(
        "\n  - {block_type: http_request, label: post, url: u, headers: {A: '1', B: '2'}, timeout: 5}",
    );
    let after = document(
        "\n  - {block_type: http_request, label: post, url: v, headers: {A: '3', B: '4'}, method: PUT}",
    );
    for (what, expected) in [
        (
            &["headers.A"][..],
            json!({"url": "v", "headers": {"A": "1", "B": "2"}, "method": "PUT"}),
        ),
        (
            &["method", "timeout"],
            json!({"url": "v", "headers": {"A": "3", "B": "4"}, "timeout": 5}),
        ),
        (
            &["nothing"],
            json!({"url": "v", "headers": {"A": "3", "B": "4"}, "method": "PUT"}),
        ),
    ] {
        let document = taken(&after, &before, &fields(what));
        let mut block = document["workflow_definition"]["blocks"][0].clone();
        let map = block.as_object_mut().unwrap();
        map.retain(|key, _| key != "label" && key != "block_type");
        assert_eq!(block, expected, "{what:?}");
    }
    assert_eq!(take(&after, &before, &fields(&["nothing"])), None);
}

#[test]
fn settings_and_parameters_are_taken() {
    let parameter = |key: &str, default: u32| json!({"parameter_type": "workflow", "key": key, "workflow_parameter_type": "integer", "default_value": default});
    let of = |title: &str, parameters: Value, last: Value| {
        let mut document =
            document("\n  - {block_type: wait, label: a}\n  - {block_type: wait, label: b}");
        document["title"] = title.into();
        document["proxy_location"] = (title == "Old").then_some("RESIDENTIAL").into();
        document["workflow_definition"]["parameters"] = parameters;
        document["workflow_definition"]["finally_block_label"] = last;
        document
    };
    let before = of(
        "Old",
        json!([parameter("a", 1), parameter("b", 1), parameter("c", 1)]),
        json!("b"),
    );
    let after = of(
        "New",
        json!([parameter("c", 1), parameter("x", 1), parameter("a", 2)]),
        json!(null),
    );
    let settings = ["title", "proxy_location", "finally_block_label"];
    let keys = ["a", "b", "c", "x"];
    let settings = settings.map(|key| Taken::Setting { key: key.into() });
    let keys = keys.map(|key| Taken::Parameter { key: key.into() });
    let mut document = after;
    for what in settings.iter().chain(&keys) {
        document = taken(&document, &before, what);
        assert_eq!(take(&document, &before, what), None, "{what:?} again");
    }
    assert_eq!(
        picture(&compare(&before, &document)),
        "1      1      a: Same\n2      2      b: Same\n"
    );
}

#[test]
fn what_is_no_tree_is_not_taken_apart() {
    let tangle = "
  - {block_type: wait, label: a, next_block_label: b}
  - {block_type: wait, label: b, next_block_label: a}";
    let (before, after) = (
        document(tangle),
        document("\n  - {block_type: wait, label: a}"),
    );
    let b = Taken::Block {
        here: None,
        there: Some(workflow::edit::BlockId("b".into())),
    };
    assert_eq!(take(&after, &before, &b), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_block_that_is_taken_is_the_same(before in create(), after in create()) {
        check_all(&before, &after)?;
    }

    #[test]
    fn every_block_of_a_tree_that_is_taken_is_the_same(before in tree::tree(), after in tree::tree()) {
        let of = |tree: &tree::Tree| json!({"title": "T", "workflow_definition": {"version": 2, "parameters": [], "blocks": tree.to_blocks()}});
        check_all(&of(&before), &of(&after))?;
    }
}

fn check_all(before: &Value, after: &Value) -> Result<(), TestCaseError> {
    let count = |document: &Value| every_block(document).count();
    let has_own_labels = |document: &Value| {
        let mut all: Vec<&str> = every_block(document)
            .filter_map(|it| it["label"].as_str())
            .collect();
        all.sort_unstable();
        all.windows(2).all(|it| it[0] != it[1])
    };
    prop_assume!(has_own_labels(before) && has_own_labels(after));
    for change in compare(before, after)
        .blocks
        .iter()
        .filter(|it| it.change != Change::Same)
    {
        let what = block(change);
        let Some(_) = take(after, before, &what) else {
            continue;
        };
        let document = taken(after, before, &what);
        prop_assert!(change.change == Change::Added || count(&document) >= count(after));
        let comparison = compare(before, &document);
        let key = |change: &BlockChange| change.before.as_ref().map(|it| it.key.clone());
        let now = comparison
            .blocks
            .iter()
            .find(|it| key(it).is_some() && key(it) == key(change));
        let Some(now) = now else {
            prop_assert!(change.before.is_none());
            continue;
        };
        // Where there is no tree, links count in a comparison and are not taken.
        let is_link = |field: &str| field.ends_with("next_block_label");
        let all_alike = now.fields.iter().all(|it| is_link(&it.field));
        prop_assert!(all_alike, "{what:?}\n{}", picture(&comparison));
        // What it stood in may not be there, or be something else now.
        let at_top = now.before.as_ref().is_some_and(|it| it.depth == 0);
        prop_assert!(
            !at_top || now.change != Change::Moved,
            "{what:?}\n{}",
            picture(&comparison)
        );
    }
    Ok(())
}
