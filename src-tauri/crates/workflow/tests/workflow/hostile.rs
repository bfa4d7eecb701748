//! Input that nobody means well: a clear message with the place, or it works; never a panic or a
//! hang.

use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::text::{decode, export_yaml, import, locate, read, read_block, rewrite};
use workflow::{convert, outline, references, texts};

use crate::arbitrary::value;

/// All that reads a document, which must take whatever it is.
fn look_at(document: &Value) {
    let create = convert::to_create(document);
    outline::outline(document);
    outline::kinds_of(document);
    texts::texts(document);
    references::references(&document.to_string());
    let yaml = export_yaml(&create);
    assert!(!yaml.is_empty());
}

/// What is said of `text`.
fn told(text: &str) -> String {
    let told = match import(text, "a.yaml") {
        Ok(imported) => {
            for workflow in &imported {
                look_at(&workflow.create);
            }
            "read".to_owned()
        }
        Err(fault) => fault.to_string(),
    };
    let _read = read(text).is_ok();
    let _located = locate(text).is_ok();
    let rewritten = rewrite(text, &json!({"blocks": [], "title": "x"}));
    assert_eq!(
        read(&rewritten).unwrap()["workflow_definition"]["title"],
        "x"
    );
    told
}

fn nested(levels: usize, open: &str, close: &str) -> String {
    format!("blocks: {}1{}\n", open.repeat(levels), close.repeat(levels))
}

fn loops(levels: usize) -> String {
    let levels = (0..levels).map(|level| " ".repeat(level * 2) + "- loop_blocks:\n");
    "blocks:\n".to_owned() + &levels.collect::<String>()
}

#[track_caller]
fn check(cases: Vec<(&str, String, &str)>) {
    let mut others = Vec::new();
    for (name, text, expected) in cases {
        let told = told(&text);
        if !told.starts_with(expected) {
            others.push((name, told));
        }
    }
    assert_eq!(others, []);
}

#[test]
fn hostile_texts_are_told_or_read() {
    check(vec![
        ("an alias within itself", "blocks: &a [*a]\n".into(), "a.yaml, line 1, column 13: An alias cannot stand inside what it stands for"),
        ("a thousand brackets", nested(1000, "[", "]"), "a.yaml, line 1, column 264: The YAML is nested more than 127 levels deep"),
        ("a thousand braces", nested(1000, "{a: ", "}"), "a.yaml, line 1, column 513: The YAML is nested more than 127 levels deep"),
        ("a thousand dashes", nested(1000, "\n - ", ""), "read"),
        ("a thousand loops", loops(1000), "a.yaml, line 65, column 129: The YAML is nested more than 127 levels deep"),
        ("a block of the future", "blocks: [{block_type: teleport, label: a, loop_blocks: 3}]\n".into(), "read"),
        ("blocks that are none", "blocks: [1, null, [], {}, {label: [x]}]\nparameters: {a: 1}\n".into(), "read"),
        ("a circle", "blocks:\n  - {block_type: wait, label: a, next_block_label: b}\n  - {block_type: wait, label: b, next_block_label: a}\nversion: 2\n".into(), "read"),
        ("a file of another kind", "%PDF-1.7\n%âãÏÓ\n1 0 obj\n".into(), "a.yaml, line 3, column 1"),
        ("a page of the web", "<!doctype html>\n<html lang=\"en\">\n<title>x: y</title>".into(), "a.yaml, line 3, column 9"),
        ("control characters", "blocks: \u{1}\n".into(), "a.yaml, line 1, column 9"),
    ]);
}

#[test]
fn large_texts_are_told_or_read() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let (this, before) = (char::from(b'a' + level), char::from(b'a' + level - 1));
        let aliases = vec![format!("*{before}"); 10].join(", ");
        bomb.push_str(&[&format!("{this}: &{this} ["), &aliases, "]\n"].concat());
    }
    bomb.push_str("blocks: []\n");
    let prompt = "word ".repeat(1 << 20);
    let wide = (0..20_000)
        .map(|key| format!("k{key}: {key}\n"))
        .collect::<Vec<_>>()
        .concat();
    check(vec![
        (
            "a bomb of aliases",
            bomb,
            "a.yaml, line 6, column 20: The aliases of this file stand for too much; write it out",
        ),
        (
            "a prompt of 5 MB",
            format!(
                "blocks:\n  - block_type: navigation\n    label: a\n    navigation_goal: {prompt}\n"
            ),
            "read",
        ),
        ("a wide object", format!("{wide}blocks: []\n"), "read"),
    ]);
}

#[test]
fn what_is_no_text_is_told_with_its_place() {
    for (bytes, expected) in [
        (
            &b"title: x\nbl\xffocks: []"[..],
            "a.yaml, line 2, column 3: This is no text in UTF-8; save the file again in that encoding",
        ),
        (
            &b"\xff\xfet\x00\x00\xd8x\x00"[..],
            "a.yaml, line 1, column 1: The text is damaged; save it again as UTF-8",
        ),
        (
            &b"PK\x03\x04\x14\x00\x08\x00\x90"[..],
            "a.yaml, line 1, column 9: This is no text in UTF-8; save the file again in that encoding",
        ),
    ] {
        assert_eq!(decode(bytes, "a.yaml").unwrap_err().to_string(), expected);
    }
}

#[test]
fn deep_documents_are_looked_at() {
    let mut block = json!({"block_type": "wait", "label": "last"});
    for level in 0..1000 {
        let mut loops = json!({"block_type": "for_loop", "label": format!("b{level}")});
        loops["loop_blocks"] = Value::Array(vec![block]);
        block = loops;
    }
    let mut document = json!({});
    document["blocks"] = Value::Array(vec![block]);
    look_at(&document);
    let text = export_yaml(&document);
    let fault = read(&text).unwrap_err();
    assert!(
        fault
            .message
            .starts_with("The YAML is nested more than 127"),
        "{fault}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_json_is_looked_at(value in value::value(), other in value::value()) {
        look_at(&value);
        look_at(&json!({"workflow_definition": {"blocks": value, "parameters": other}}));
        look_at(&json!({"blocks": [{"block_type": "conditional", "branch_conditions": value, "label": other}]}));
    }

    #[test]
    fn any_text_is_read_located_and_rewritten(
        text in value::text(),
        noise in "[ \\n\\t\\r:#'\"{}\\[\\],&*!|>%?<=0a\u{e9}\u{feff}-]{0,80}",
        value in value::value(),
    ) {
        for text in [&text, &noise, &format!("blocks:\n  - label: a\n    x: {noise}\n")] {
            let _block = read_block(text).is_ok();
            if let (Ok(_), Ok(located)) = (read(text), locate(text)) {
                for spot in located.spots() {
                    prop_assert!(spot.range.from_line <= spot.range.to_line);
                }
                let _holder = located.holder_at(2);
            }
            let after = json!({"blocks": [{"label": "a", "x": value}]});
            let rewritten = rewrite(text, &after);
            prop_assert_eq!(&read(&rewritten).unwrap()["workflow_definition"], &after, "{}", rewritten);
        }
    }
}
