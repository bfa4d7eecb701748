//! Texts and JSON.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

/// Texts that are hard to write down, and any others.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(ODD_TEXTS).prop_map(str::to_owned),
        "[a-z \\n\\t:#'\"{}\\[\\],&*!|>%@`\\\\?~=<0-9._é👋\\r\u{a0}\u{2028}-]{0,12}",
        any::<String>(),
    ]
}

const ODD_TEXTS: &[&str] = &[
    "",
    " ",
    "\n",
    "\n\n",
    "yes",
    "No",
    "on",
    "y",
    "n",
    "~",
    "null",
    "true",
    "=",
    "<<",
    "-",
    "---",
    "...",
    "1",
    "-1",
    "+1",
    "010",
    "0x1F",
    "0b1",
    "0o7",
    "1_000",
    "1e3",
    "1.0e+3",
    ".5",
    "5.",
    ".inf",
    ".NaN",
    "12:30",
    "1:2:3.5",
    "2026-11-23",
    "2026-11-23 10:00:00",
    "a: b",
    "a:",
    ": a",
    "a #b",
    "#a",
    "- a",
    "? a",
    "!a",
    "&a",
    "*a",
    "|",
    ">",
    "%a",
    "@a",
    "`a",
    "{{ x }}",
    "{% if %}",
    "[a]",
    "{a}",
    "a, b",
    "'a'",
    "\"a\"",
    "a\\b",
    "  a\nb\n",
    "\n\n  a\n b\n",
    "a\n \nb",
    "a\n   ",
    "\ta\nb",
    "a\n\tb",
    "a\n---\nb",
    "---\na",
    "a\r\nb",
    "a\nb\n\n\n",
    "a \nb",
    "\u{feff}a",
    "a\u{85}b",
    "\u{0}",
    "C:\\x",
    "https://a.example/b?c=d#e",
];

/// Any JSON that a field can hold.
pub(crate) fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // What reading can round is not the matter here.
        any::<i32>().prop_map(|number| Value::from(f64::from(number) / 64.0)),
        prop::sample::select(&[1e21, -2.5e-7, 1e300, 5e-324, 0.1][..]).prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::Array),
            vec((text(), inner), 0..4).prop_map(|entries| entries.into_iter().collect()),
        ]
    })
}
