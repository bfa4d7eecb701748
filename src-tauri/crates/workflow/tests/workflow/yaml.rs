//! YAML in the small: what words mean, and that nothing is lost on the way out and back.

use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::text::{export_json, export_yaml, import};

use crate::arbitrary::store::{settled, store};
use crate::arbitrary::{create, value};

/// What `text` means as a value, read as part of a workflow.
fn read(text: &str) -> Value {
    let document = format!("blocks: []\nvalue: {text}\n");
    import(&document, "a.yaml").unwrap().remove(0).create["workflow_definition"]["value"].clone()
}

#[test]
fn plain_words_mean_what_the_server_reads() {
    for (text, expected) in [
        ("yes", json!(true)),
        ("Off", json!(false)),
        ("y", json!("y")),
        ("~", json!(null)),
        ("", json!(null)),
        ("Null", json!(null)),
        ("nil", json!("nil")),
        ("12", json!(12)),
        ("-1_000", json!(-1000)),
        ("010", json!(8)),
        ("08", json!("08")),
        ("0x1F", json!(31)),
        ("0b11", json!(3)),
        ("0o17", json!("0o17")),
        ("1.5", json!(1.5)),
        ("1.", json!(1.0)),
        (".5", json!(0.5)),
        ("-.5", json!("-.5")),
        ("1e3", json!("1e3")),
        ("1.0e+3", json!(1000.0)),
        ("1.0e3", json!("1.0e3")),
        ("18446744073709551615", json!(u64::MAX)),
        // No JSON says these, or nobody means what the letter of YAML 1.1 makes of them.
        ("99999999999999999999", json!("99999999999999999999")),
        (".inf", json!(".inf")),
        ("2026-11-23", json!("2026-11-23")),
        ("12:30", json!("12:30")),
        // Quotes and tags say what it is.
        ("'yes'", json!("yes")),
        ("\"12\"", json!("12")),
        ("!!str 12", json!("12")),
        ("! 12", json!("12")),
        ("!!float 1", json!(1)),
        ("!!float 1e3", json!(1000.0)),
        ("!!bool yes", json!(true)),
        ("!!null ''", json!(null)),
        (
            "{yes: no, 1: x, null: y}",
            json!({"yes": false, "1": "x", "null": "y"}),
        ),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn merged_objects_keep_their_own_values() {
    assert_eq!(
        read("\n  <<: [{a: 1, b: 1}, {b: 2, c: 2}]\n  c: 3"),
        json!({"a": 1, "b": 1, "c": 3})
    );
    assert_eq!(read("{'<<': 1}"), json!({"<<": 1}));
}

/// How `value` is written, read as part of a definition.
fn write(value: &Value) -> String {
    let text = export_yaml(&json!({"blocks": [], "v": value}));
    text.strip_prefix("blocks: []\nv:")
        .unwrap()
        .trim_end_matches(' ')
        .to_owned()
}

#[test]
fn texts_are_written_so_that_they_are_read_and_can_be_read() {
    for (value, expected) in [
        (json!("Open the list"), " Open the list\n"),
        (
            json!("https://example.com/a?b=c#d"),
            " https://example.com/a?b=c#d\n",
        ),
        (
            json!("Month {{ month }}, it's \"new\""),
            " Month {{ month }}, it's \"new\"\n",
        ),
        (json!("{{ month }}"), " \"{{ month }}\"\n"),
        (json!("\"hi\" # he"), " '\"hi\" # he'\n"),
        (json!("C:\\x: it's"), " 'C:\\x: it''s'\n"),
        (json!("yes"), " \"yes\"\n"),
        (json!("1e3"), " \"1e3\"\n"),
        (json!("2026-11-23"), " \"2026-11-23\"\n"),
        (json!("12:30"), " \"12:30\"\n"),
        (json!(""), " \"\"\n"),
        (json!("a: b"), " \"a: b\"\n"),
        (json!("bell \u{7}"), " \"bell \\x07\"\n"),
        (json!(1e21), " 1.0e+21\n"),
        (json!(2.5e-7), " 2.5e-7\n"),
        (json!([]), " []\n"),
        (json!({}), " {}\n"),
        (json!("a\nb"), " |-\n  a\n  b\n"),
        (json!("a\nb\n"), " |\n  a\n  b\n"),
        (json!("a\n\n  b\n\n\n"), " |+\n  a\n\n    b\n\n\n"),
        (json!("  a\nb"), " |2-\n    a\n  b\n"),
        (
            json!([["a\nb"], {"k": "c\nd"}]),
            "\n  - - |-\n      a\n      b\n  - k: |-\n      c\n      d\n",
        ),
    ] {
        assert_eq!(write(&value), expected, "{value}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_value_survives_both_notations(value in value::value()) {
        let definition = json!({"blocks": [], "parameters": [], "value": value});
        let yaml = export_yaml(&definition);
        let back = import(&yaml, "a.yaml").map_err(|fault| TestCaseError::fail(format!("{fault}\n{yaml}")))?;
        prop_assert_eq!(&back[0].create["workflow_definition"], &definition, "{}", yaml);
        let json = export_json(&definition);
        let back = import(&json, "a.json").map_err(|fault| TestCaseError::fail(fault.to_string()))?;
        prop_assert_eq!(&back[0].create["workflow_definition"], &definition);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_workflow_survives_both_notations(create in create::create()) {
        let stored = store(&create);
        for (text, file) in [(export_yaml(&stored), "a.yaml"), (export_json(&stored), "a.json")] {
            let back = import(&text, file).map_err(|fault| TestCaseError::fail(format!("{fault}\n{text}")))?;
            let mut expected = settled(&create);
            if expected["title"].as_str().unwrap().trim().is_empty() {
                expected["title"] = "a".into();
            }
            prop_assert_eq!(&back[0].create, &expected);
        }
    }

    /// Any text is read or refused; none hangs or panics.
    #[test]
    fn any_text_is_read_or_refused(text in value::text(), noise in "[ \\n\\t:#'\"{}\\[\\],&*!|>%?<=0a-]{0,40}") {
        for text in [&text, &noise] {
            for file in ["a.yaml", "a.json", "a"] {
                if let Err(fault) = import(text, file) {
                    prop_assert!(fault.line >= 1 && fault.column >= 1);
                }
            }
        }
    }
}
