//! The text beside the blocks: what it says, and where in it things stand.

use serde_json::json;
use workflow::edit::BlockId;
use workflow::lint::{Holder, Place};
use workflow::text::{TextRange, locate, locate_block, read, read_block, read_value};

use crate::fixtures;

const TEXT: &str = r#"# é
title: Té 👋 x
workflow_definition:
  parameters:
    - key: month
      parameter_type: workflow
  workflow_system_prompt: "a \"b\" \u00e9 {{ c }}"
  blocks:
    - block_type: goto_url
      label: open
      url: 'it''s {{ x }}'
    - label: each
      block_type: for_loop
      loop_blocks:
        - {block_type: wait, label: open, wait_sec: 1}
        - block_type: code
          label: calc
          code: |

            a = 1
              b = {{ x }}

            c
    - block_type: conditional
      label: ""
      branch_conditions:
        - criteria:
            expression: "{{ y }}"
          is_default: false
"#;

fn block(key: &str) -> Holder {
    Holder::Block {
        block: BlockId(key.to_owned()),
    }
}

fn place(holder: Holder, field: Option<&str>, path: &[&str], range: Option<(u32, u32)>) -> Place {
    Place {
        holder,
        field: field.map(str::to_owned),
        path: path.iter().map(|it| (*it).to_owned()).collect(),
        range,
    }
}

/// The part of `TEXT` in `range`.
fn cut(text: &str, range: TextRange) -> String {
    let position = |line: usize, column: usize| {
        let start: usize = text
            .split_inclusive('\n')
            .take(line - 1)
            .map(str::len)
            .sum();
        let mut units = column - 1;
        let mut at = start;
        for character in text[start..].chars() {
            if units == 0 {
                break;
            }
            units -= character.len_utf16();
            at += character.len_utf8();
        }
        at
    };
    text[position(range.from_line, range.from_column)..position(range.to_line, range.to_column)]
        .to_owned()
}

#[test]
fn a_problem_is_found_in_the_text() {
    let located = locate(TEXT).unwrap();
    for (place, expected) in [
        (
            place(Holder::Workflow, Some("title"), &[], Some((3, 5))),
            "👋",
        ),
        (place(Holder::Workflow, Some("title"), &[], None), "Té 👋 x"),
        (
            place(Holder::Workflow, Some("run_with"), &[], None),
            "title: Té 👋 x",
        ),
        (
            place(
                Holder::Workflow,
                Some("workflow_system_prompt"),
                &[],
                Some((8, 15)),
            ),
            "{{ c }}",
        ),
        (
            place(
                Holder::Workflow,
                Some("workflow_system_prompt"),
                &[],
                Some((2, 7)),
            ),
            "\\\"b\\\" \\u00e9",
        ),
        (
            place(
                Holder::Parameter {
                    key: "month".into(),
                },
                None,
                &[],
                None,
            ),
            "key: month",
        ),
        (
            place(block("open"), Some("url"), &[], Some((5, 12))),
            "{{ x }}",
        ),
        (
            place(block("open"), Some("title"), &[], None),
            "label: open",
        ),
        (place(block("open#2"), Some("wait_sec"), &[], None), "1"),
        (place(block("open#2"), None, &[], None), "label: open"),
    ] {
        let found = located.find(&place).unwrap();
        assert_eq!(cut(TEXT, found), expected, "{place:?}");
    }
    assert_eq!(located.find(&place(block("gone"), None, &[], None)), None);
}

#[test]
fn a_problem_is_found_deep_inside() {
    let located = locate(TEXT).unwrap();
    let code = "\na = 1\n  b = {{ x }}\n\nc\n";
    let at = |needle: &str| -> (u32, u32) {
        let from = u32::try_from(code.find(needle).unwrap()).unwrap();
        (from, from + u32::try_from(needle.len()).unwrap())
    };
    for (place, expected) in [
        (
            place(block("calc"), Some("code"), &[], Some(at("{{ x }}"))),
            "{{ x }}",
        ),
        (
            place(block("calc"), Some("code"), &[], Some(at("a = 1"))),
            "a = 1",
        ),
        (place(block("calc"), Some("code"), &[], Some(at("c"))), "c"),
        (
            place(
                block("#1"),
                Some("branch_conditions"),
                &["0", "criteria", "expression"],
                Some((3, 4)),
            ),
            "y",
        ),
        (
            place(
                block("#1"),
                Some("branch_conditions"),
                &["0", "next_block_label"],
                None,
            ),
            "criteria:\n            expression: \"{{ y }}\"\n          is_default: false",
        ),
    ] {
        let found = located.find(&place).unwrap();
        assert_eq!(cut(TEXT, found), expected, "{place:?}");
    }
}

#[test]
fn blocks_and_fields_have_their_lines() {
    let spots = locate(TEXT).unwrap().spots();
    let lines = |holder: &Holder, field: Option<&str>| {
        let spot = spots
            .iter()
            .find(|spot| spot.holder == *holder && spot.field.as_deref() == field)
            .unwrap();
        (spot.range.from_line, spot.range.to_line)
    };
    assert_eq!(lines(&Holder::Workflow, None), (2, 29));
    assert_eq!(
        lines(
            &Holder::Parameter {
                key: "month".into()
            },
            None
        ),
        (5, 6)
    );
    assert_eq!(lines(&block("open"), None), (9, 11));
    assert_eq!(lines(&block("each"), None), (12, 23));
    assert_eq!(lines(&block("open#2"), None), (15, 15));
    assert_eq!(lines(&block("calc"), Some("code")), (18, 23));
    let located = locate(TEXT).unwrap();
    for (line, holder) in [
        (1, None),
        (2, Some(Holder::Workflow)),
        (10, Some(block("open"))),
        (14, Some(block("each"))),
        (22, Some(block("calc"))),
        (99, None),
    ] {
        assert_eq!(located.holder_at(line), holder.as_ref(), "line {line}");
    }
}

#[test]
fn every_block_of_every_fixture_is_found_where_it_stands() {
    let mut found = 0;
    for name in fixtures::names() {
        let text = fixtures::read(&format!("workflows/{name}"));
        let Ok(value) = read(&text) else { continue };
        let located = locate(&text).unwrap();
        let spots = located.spots();
        for block in workflow::document::every_block(&value) {
            let label = block["label"].as_str().unwrap();
            let holder = self::block(label);
            let spot = spots
                .iter()
                .find(|it| it.holder == holder && it.field.is_none())
                .unwrap();
            let range = located
                .find(&place(holder, Some("label"), &[], None))
                .unwrap();
            assert!(
                cut(&text, range).trim_matches(['"', '\'']) == label,
                "{name} {label}"
            );
            assert!(spot.range.from_line <= range.from_line && range.to_line <= spot.range.to_line);
            found += 1;
        }
    }
    assert!(found > 80, "{found}");
}

#[test]
fn a_block_alone_is_read_and_located() {
    let text =
        "label: step\nblock_type: for_loop\nloop_blocks:\n  - {block_type: wait, label: step}\n";
    assert_eq!(read_block(text).unwrap()["loop_blocks"][0]["label"], "step");
    let located = locate_block(text, &BlockId("step#3".into())).unwrap();
    assert_eq!(located.holder_at(1), Some(&block("step#3")));
    assert_eq!(located.holder_at(4), Some(&block("step")));
}

#[test]
fn a_whole_workflow_is_read_in_any_shape() {
    let create = json!({"title": "T", "workflow_definition": {"parameters": [], "blocks": []}});
    assert_eq!(
        read("title: T\nworkflow_definition: {parameters: [], blocks: []}").unwrap(),
        create
    );
    assert_eq!(read("\u{feff}{\n\t\"title\": \"T\",\n\t\"workflow_definition\": {\"parameters\": [], \"blocks\": []}}").unwrap(), create);
    assert_eq!(
        read("blocks: []").unwrap(),
        json!({"workflow_definition": {"blocks": []}})
    );
    let stored = fixtures::read("workflows/every-kind.stored.json");
    let value = read(&stored).unwrap();
    assert_eq!(
        value,
        workflow::convert::to_create(&serde_json::from_str(&stored).unwrap())
    );
    assert_eq!(read_value("- 1\n- x").unwrap(), json!([1, "x"]));
}

#[test]
fn a_fault_has_its_place() {
    for (text, expected) in [
        (
            "",
            "Line 1, column 1: There is nothing here. This is no workflow: expected a title and a workflow_definition with blocks",
        ),
        (
            "# only this\n",
            "Line 1, column 1: There is nothing here. This is no workflow: expected a title and a workflow_definition with blocks",
        ),
        (
            "\n- 1\n",
            "Line 2, column 1: This is no workflow: expected a title and a workflow_definition with blocks",
        ),
        (
            "title: x\n",
            "Line 1, column 1: This is no workflow: expected a title and a workflow_definition with blocks",
        ),
        (
            "blocks: []\n---\nblocks: []\n",
            "Line 3, column 1: Here begins a second document; only one can be edited at a time",
        ),
        (
            "blocks:\n  - label: a\n    x: 1\n    label: b\n",
            "Line 4, column 5: “label” stands twice here; take one of the two out",
        ),
        (
            "blocks:\n\t- label: a\n",
            "Line 2, column 2: There is a tab here; YAML is indented with spaces",
        ),
        (
            "blocks: *gone\n",
            "Line 1, column 9: This alias names nothing above it",
        ),
        (
            "\"👋\": [1, }\n",
            "Line 1, column 7: This is not YAML: mismatched bracket '[' closed by '}'",
        ),
    ] {
        let fault = read(text).unwrap_err().to_string();
        assert_eq!(fault, expected, "{text:?}");
    }
}
