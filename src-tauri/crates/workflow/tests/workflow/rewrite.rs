//! A text keeps what an edit did not touch.

use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::text::{export_yaml, import, read, read_value, rewrite};

use crate::arbitrary::{create, value};
use crate::fixtures;

const TEXT: &str = r#"# Fetches invoices.
title: "Invoices"   # as in the portal
description: >-
  Opens the portal
  and fetches everything.

  Then it stops.
workflow_definition:
  version: 2

  parameters:
    # Which month.
    - {key: month, parameter_type: workflow, workflow_parameter_type: string} # required
    - key: vendors
      parameter_type: workflow
      workflow_parameter_type: json
      default_value: [a, b]

  blocks:
    # Opens the start page.
    - block_type: goto_url
      label: open_page # first
      url: 'https://example.com'

    # Does the work.
    - label: fetch
      block_type: navigation
      navigation_goal: |
        Open the invoices of {{ month }}.
          Indented.

        Download them.
      # Only a few.
      max_retries: 2
      error_code_mapping:
        none: There is nothing
        locked: "It is locked"
        # the end of the codes

    - block_type: for_loop
      label: each
      loop_over_parameter_key: vendors
      loop_blocks:
      - block_type: wait
        label: pause
        wait_sec: 0x10 # seconds
# The end.
"#;

/// Reads `TEXT`, changes it, and says which lines went (-) and came (+).
#[track_caller]
fn check(change: impl FnOnce(&mut Value), expected: &str) {
    check_in(TEXT, change, expected);
}

#[track_caller]
fn check_in(text: &str, change: impl FnOnce(&mut Value), expected: &str) {
    let mut value = read_any(text);
    change(&mut value);
    let rewritten = rewrite(text, &value);
    assert_eq!(read_any(&rewritten), value, "{rewritten}");
    assert_eq!(
        difference(text, &rewritten),
        expected.trim_matches('\n'),
        "{rewritten}"
    );
}

fn read_any(text: &str) -> Value {
    read_value(text).unwrap_or_else(|fault| panic!("{fault}\n{text}"))
}

/// The lines between the common beginning and end of both texts.
fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[same..], &new[same..]);
    let end = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let lines = |sign: char, lines: &[&str]| -> Vec<String> {
        lines.iter().map(|line| format!("{sign}{line}")).collect()
    };
    let gone = lines('-', &old[..old.len() - end]);
    [gone, lines('+', &new[..new.len() - end])]
        .concat()
        .join("\n")
}

fn definition(value: &mut Value) -> &mut Value {
    &mut value["workflow_definition"]
}

fn block(value: &mut Value, place: usize) -> &mut serde_json::Map<String, Value> {
    definition(value)["blocks"][place].as_object_mut().unwrap()
}

fn blocks(value: &mut Value) -> &mut Vec<Value> {
    definition(value)["blocks"].as_array_mut().unwrap()
}

#[test]
fn nothing_changes_where_nothing_changed() {
    check(|_| {}, "");
}

#[test]
fn a_scalar_changes_in_its_own_style() {
    check(
        |it| it["title"] = "Other \"x\"".into(),
        "-title: \"Invoices\"   # as in the portal\n+title: \"Other \\\"x\\\"\"   # as in the portal",
    );
    check(
        |it| block(it, 0)["url"] = "it's".into(),
        "-      url: 'https://example.com'\n+      url: 'it''s'",
    );
    check(
        |it| block(it, 0)["label"] = "yes".into(),
        "-      label: open_page # first\n+      label: \"yes\" # first",
    );
    check(
        |it| block(it, 2)["loop_blocks"][0]["wait_sec"] = 5.into(),
        "-        wait_sec: 0x10 # seconds\n+        wait_sec: 5 # seconds",
    );
    check(
        |it| block(it, 1)["error_code_mapping"]["none"] = Value::Null,
        "-        none: There is nothing\n+        none: null",
    );
    check(
        |it| definition(it)["parameters"][0]["key"] = "a, b".into(),
        "-    - {key: month, parameter_type: workflow, workflow_parameter_type: string} # required
+    - {key: \"a, b\", parameter_type: workflow, workflow_parameter_type: string} # required",
    );
}

#[test]
fn a_text_of_several_lines_stays_one() {
    let mut text = read_any(TEXT)["workflow_definition"]["blocks"][1]["navigation_goal"]
        .as_str()
        .unwrap()
        .to_owned();
    text = text.replace("Download", "Fetch");
    check(
        |it| block(it, 1)["navigation_goal"] = text.clone().into(),
        "-        Download them.\n+        Fetch them.",
    );
    check(
        |it| block(it, 1)["navigation_goal"] = format!("  {}", text.trim_end()).into(),
        "
-      navigation_goal: |
-        Open the invoices of {{ month }}.
-          Indented.
-
-        Download them.
+      navigation_goal: |2-
+          Open the invoices of {{ month }}.
+          Indented.
+
+        Fetch them.",
    );
    check(
        |it| block(it, 1)["navigation_goal"] = "One line".into(),
        "
-      navigation_goal: |
-        Open the invoices of {{ month }}.
-          Indented.
-
-        Download them.
+      navigation_goal: |-
+        One line",
    );
    check(
        |it| it["description"] = "Opens the portal and fetches everything.\nThen it ends.".into(),
        "-  Then it stops.\n+  Then it ends.",
    );
    check(
        |it| it["description"] = "A  b\n c".into(),
        "
-description: >-
-  Opens the portal
-  and fetches everything.
-
-  Then it stops.
+description: |-
+  A  b
+   c",
    );
    check(
        |it| block(it, 0)["label"] = "a\nb".into(),
        "
-      label: open_page # first
+      label: |- # first
+        a
+        b",
    );
}

#[test]
fn keys_come_and_go_without_their_neighbours() {
    check(
        |it| drop(block(it, 1).shift_remove("max_retries")),
        "-      # Only a few.\n-      max_retries: 2",
    );
    check(
        |it| drop(block(it, 0).insert("continue_on_failure".into(), true.into())),
        "+      continue_on_failure: true",
    );
    check(
        |it| drop(block(it, 1).insert("title".into(), "x".into())),
        "+      title: x",
    );
    check(
        |it| drop(block(it, 0).shift_remove("block_type")),
        "-    - block_type: goto_url\n+    -",
    );
    // Long things stay last.
    check(
        |it| drop(block(it, 2).insert("complete_if_empty".into(), true.into())),
        "+      complete_if_empty: true",
    );
    check(
        |it| {
            drop(
                it.as_object_mut()
                    .unwrap()
                    .insert("run_with".into(), "code".into()),
            );
        },
        "+run_with: code",
    );
    check(
        |it| drop(it.as_object_mut().unwrap().shift_remove("title")),
        "-title: \"Invoices\"   # as in the portal",
    );
    check(
        |it| drop(block(it, 1).insert("error_code_mapping".into(), json!({}))),
        "
-      error_code_mapping:
-        none: There is nothing
-        locked: \"It is locked\"
+      error_code_mapping: {}",
    );
}

#[test]
fn items_move_with_their_comments() {
    check(
        |it| drop(blocks(it).remove(0)),
        "
-    # Opens the start page.
-    - block_type: goto_url
-      label: open_page # first
-      url: 'https://example.com'
-",
    );
    check(
        |it| drop(blocks(it).remove(1)),
        "
-    # Does the work.
-    - label: fetch
-      block_type: navigation
-      navigation_goal: |
-        Open the invoices of {{ month }}.
-          Indented.
-
-        Download them.
-      # Only a few.
-      max_retries: 2
-      error_code_mapping:
-        none: There is nothing
-        locked: \"It is locked\"
-        # the end of the codes
-",
    );
    check(
        |it| {
            blocks(it).insert(
                1,
                json!({"block_type": "wait", "label": "pause_2", "wait_sec": 1}),
            );
        },
        "
+    - block_type: wait
+      label: pause_2
+      wait_sec: 1
+",
    );
    let loops = "- block_type: for_loop
      label: each
      loop_over_parameter_key: vendors
      loop_blocks:
      - block_type: wait
        label: pause
        wait_sec: 0x10 # seconds
";
    let mut value = read_any(TEXT);
    blocks(&mut value).swap(0, 2);
    let rewritten = rewrite(TEXT, &value);
    let body = &rewritten[rewritten.find("  blocks:\n").unwrap()..];
    assert!(
        body.starts_with(&format!("  blocks:\n    {loops}\n    # Does the work.\n")),
        "{body}"
    );
    let end =
        "\n    # Opens the start page.\n    - block_type: goto_url\n      label: open_page # first
      url: 'https://example.com'\n# The end.\n";
    assert!(body.ends_with(end), "{body}");
    assert_eq!(read_any(&rewritten), value);
    // Moved and changed at once.
    block(&mut value, 2).insert("url".into(), "x".into());
    let changed = rewrite(TEXT, &value);
    assert_eq!(
        difference(&rewritten, &changed),
        "-      url: 'https://example.com'\n+      url: 'x'"
    );
}

#[test]
fn a_renamed_block_is_changed_and_not_replaced() {
    check(
        |it| drop(block(it, 1).insert("label".into(), "get".into())),
        "-    - label: fetch\n+    - label: get",
    );
}

#[test]
fn lists_between_brackets_stay_there_while_they_are_short() {
    check(
        |it| definition(it)["parameters"][1]["default_value"] = json!(["b", "c, d", 1]),
        "-      default_value: [a, b]\n+      default_value: [b, \"c, d\", 1]",
    );
    check(
        |it| definition(it)["parameters"][1]["default_value"] = json!(["b".repeat(99)]),
        &format!(
            "-      default_value: [a, b]\n+      default_value:\n+        - {}",
            "b".repeat(99)
        ),
    );
}

#[test]
fn aliases_stay_until_what_they_name_is_changed() {
    let text = "a: &x\n  - one # 1\n  - two\nb: *x # same\nc: {<<: &y {d: 1}, e: 2}\nf:\n  <<: *y\n  g: 3 # own\n";
    check_in(text, |it| it["b"] = 1.into(), "-b: *x # same\n+b: 1 # same");
    check_in(
        text,
        |it| it["a"][1] = "three".into(),
        "
-  - two
-b: *x # same
+  - three
+b: # same
+  - one
+  - two",
    );
    check_in(
        text,
        |it| it["f"]["g"] = 4.into(),
        "-  g: 3 # own\n+  g: 4 # own",
    );
    check_in(text, |it| it["f"]["d"] = 4.into(), "+  d: 4");
    check_in(text, |it| it["f"]["h"] = 4.into(), "+  h: 4");
}

#[test]
fn odd_ways_of_writing_survive_an_edit_beside_them() {
    for (text, expected) in [
        ("? a\n: b\nc: 1\n", None),
        ("--- # note\n- 1\n- c: 1\n", None),
        (
            "a:\n- # first\n  b: x\n- c: 1\n  d: |+\n    x\n\n\ne: 1\n",
            Some(""),
        ),
        ("{a: [1, {b: 2}],\n c: 1}\n", Some("")),
        ("a: !!str 1\nb: !mine [1]\nc: 1\n", Some("")),
        ("a: 'x\n  y'\nb: p\n  q\nc: 1", Some("")),
        ("\"a b\" : &q x\nb: *q\nc: 1 # é\n", Some("")),
        ("- - 1\n  - c: 1\n- - 2\n", Some("")),
        ("%YAML 1.1\n---\nc: 1\n...\n", Some("")),
        ("a: \"x\\\n  y\"\nc: 1\n", Some("")),
    ] {
        let before = read_any(text);
        let mut after = before.clone();
        assert!(set(&mut after), "{text}");
        let rewritten = rewrite(text, &after);
        assert_eq!(read_any(&rewritten), after, "{text}\n{rewritten}");
        if expected.is_some() {
            let changed = text.replace("c: 1", "c: two words");
            assert_eq!(rewritten.trim_end(), changed.trim_end(), "{text}");
        }
    }
}

/// Sets the first `c` that it finds.
fn set(value: &mut Value) -> bool {
    match value {
        Value::Object(map) if map.contains_key("c") => {
            map.insert("c".into(), "two words".into());
            true
        }
        Value::Object(map) => map.values_mut().any(set),
        Value::Array(items) => items.iter_mut().any(set),
        _ => false,
    }
}

#[test]
fn line_breaks_of_another_system_stay() {
    let text = TEXT.replace('\n', "\r\n");
    let mut value = read(&text).unwrap();
    block(&mut value, 0).insert("title".into(), "a\nb".into());
    blocks(&mut value).swap(0, 1);
    let rewritten = rewrite(&text, &value);
    assert_eq!(read(&rewritten).unwrap(), value);
    assert!(
        !rewritten.replace("\r\n", "").contains(['\r', '\n']),
        "{rewritten:?}"
    );
    assert!(rewritten.contains("# Does the work.\r\n"));
}

#[test]
fn a_bare_definition_becomes_a_workflow_with_its_comments() {
    let text = "# About.\nversion: 1\nparameters: []\nblocks:\n  # Waits.\n  - block_type: wait\n    label: a\n    text: |\n      x\n\n      y\n";
    let create = import(text, "flow.yaml").unwrap().remove(0).create;
    let expected = "title: flow\nworkflow_definition:\n  # About.\n  version: 1\n  parameters: []\n  blocks:\n    # Waits.\n    - block_type: wait\n      label: a\n      text: |\n        x\n\n        y\n";
    assert_eq!(rewrite(text, &create), expected);
}

#[test]
fn every_field_of_every_fixture_can_change_alone() {
    let mut edits = 0;
    for name in fixtures::names() {
        let text = fixtures::read(&format!("workflows/{name}"));
        let Ok(before) = read(&text) else {
            assert_eq!(name, "several-documents.yaml");
            continue;
        };
        let count = workflow::document::every_block(&before).count();
        for place in 0..count {
            let mut after = before.clone();
            let mut left = place;
            let block = nth(&mut definition(&mut after)["blocks"], &mut left).unwrap();
            block.insert("prompt".into(), "Some {{ words }}: \"these\"".into());
            let rewritten = rewrite(&text, &after);
            assert_eq!(read(&rewritten).unwrap(), after, "{name}");
            let lines = difference(&text, &rewritten).lines().count();
            assert!(lines <= 12, "{name}: {lines} lines for one field");
            edits += 1;
        }
    }
    assert!(edits > 80, "{edits}");
}

fn nth<'a>(
    list: &'a mut Value,
    left: &mut usize,
) -> Option<&'a mut serde_json::Map<String, Value>> {
    for block in list.as_array_mut()? {
        let block = block.as_object_mut()?;
        if *left == 0 {
            return Some(block);
        }
        *left -= 1;
        if block.contains_key("loop_blocks") {
            let inside = block.get_mut("loop_blocks").unwrap();
            let many = inside.as_array().map_or(0, |list| count(list));
            if *left < many {
                return nth(inside, left);
            }
            *left -= many;
        }
    }
    None
}

fn count(list: &[Value]) -> usize {
    list.iter()
        .map(|block| {
            1 + block["loop_blocks"]
                .as_array()
                .map_or(0, |list| count(list))
        })
        .sum()
}

/// `value` with one thing in it replaced, removed, added or moved, chosen by `choices`.
fn mutate(value: &mut Value, choices: &[usize], new: &Value) {
    let Some((choice, rest)) = choices.split_first() else {
        *value = new.clone();
        return;
    };
    match value {
        Value::Array(items) if !items.is_empty() => {
            let place = choice / 8 % items.len();
            match choice % 8 {
                0 => drop(items.remove(place)),
                1 => items.insert(place, new.clone()),
                2 => items.rotate_left(place),
                3 => items.reverse(),
                _ => mutate(&mut items[place], rest, new),
            }
        }
        Value::Object(map) if !map.is_empty() => {
            let key = map.keys().nth(choice / 8 % map.len()).unwrap().clone();
            match choice % 8 {
                0 => drop(map.shift_remove(&key)),
                1 => drop(map.insert(format!("{key} new"), new.clone())),
                2 => *map = std::mem::take(map).into_iter().rev().collect(),
                _ => mutate(&mut map[&key], rest, new),
            }
        }
        _ => *value = new.clone(),
    }
}

/// `text` with comments and blank lines where YAML lets them stand.
fn strew(text: &str, seed: usize) -> String {
    let mut out = String::new();
    let mut seed = seed;
    let mut literal: Option<usize> = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if literal.is_some_and(|outer| line.trim().is_empty() || indent > outer) {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        literal = None;
        let blanks = " ".repeat(indent);
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        match seed >> 60 {
            0 => out.push('\n'),
            1 => out.extend([&blanks, "# note ", &(seed % 97).to_string(), "\n"]),
            2 => out.extend(["\n", &blanks, "  # deeper\n\n"]),
            _ => {}
        }
        out.push_str(line);
        let head = line.trim_end_matches(|c: char| "+-2".contains(c));
        if head.ends_with([':', '|']) && head.ends_with('|') {
            let dashes = line[indent..].len() - line[indent..].trim_start_matches("- ").len();
            literal = Some(indent + dashes);
        } else if seed >> 58 == 60 && line.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            out.push_str(" # here");
        }
        out.push('\n');
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// Whatever the text looked like and whatever changed: the new text says exactly that.
    #[test]
    fn a_rewritten_text_says_what_it_should(
        create in create::create(),
        edits in prop::collection::vec((prop::collection::vec(any::<usize>(), 1..7), value::value()), 1..4),
        seed in any::<usize>(),
    ) {
        let text = strew(&export_yaml(&create), seed);
        let Ok(mut after) = read(&text) else {
            // A strewn comment may have cut a text short; then there is nothing to keep.
            return Ok(());
        };
        for (choices, new) in &edits {
            mutate(definition(&mut after), choices, new);
        }
        let rewritten = rewrite(&text, &after);
        prop_assert_eq!(read_value(&rewritten).unwrap(), after, "{}", rewritten);
    }

    /// Values of any kind become values of any kind.
    #[test]
    fn any_value_can_become_any_other(one in value::value(), other in value::value(), keep in value::value()) {
        let text = export_yaml(&json!({"blocks": [], "v": one, "keep": keep}));
        let after = json!({"blocks": [], "v": other, "keep": keep});
        let rewritten = rewrite(&text, &after);
        prop_assert_eq!(read_value(&rewritten).unwrap(), after, "{}\n->\n{}", text, rewritten);
    }

    /// Text that nobody can have meant is replaced and hurts nobody.
    #[test]
    fn noise_is_replaced(noise in "[ \\n\\t:#'\"{}\\[\\],&*!|>%?<=0a-]{0,60}", after in value::value()) {
        let after = json!({"a": after});
        let rewritten = rewrite(&noise, &after);
        prop_assert_eq!(read_value(&rewritten).unwrap(), after, "{}\n->\n{}", noise, rewritten);
    }
}
