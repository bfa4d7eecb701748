//! The filters that a template names.

use std::ops::Range;

use crate::references::{tags, tokens};

/// What Jinja2 and Skyvern know.
const KNOWN: &[&str] = &[
    "abs",
    "attr",
    "batch",
    "capitalize",
    "center",
    "count",
    "d",
    "default",
    "dictsort",
    "e",
    "escape",
    "filesizeformat",
    "first",
    "float",
    "forceescape",
    "format",
    "groupby",
    "indent",
    "int",
    "items",
    "join",
    "json",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "pprint",
    "random",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "safe",
    "select",
    "selectattr",
    "slice",
    "sort",
    "string",
    "striptags",
    "sum",
    "title",
    "tojson",
    "trim",
    "truncate",
    "unique",
    "upper",
    "urlencode",
    "urlize",
    "wordcount",
    "wordwrap",
    "xmlattr",
];

/// The names after `|` in the tags of `text` that are no filters, with their places in bytes.
pub(crate) fn filters(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut unknown = Vec::new();
    if !text.contains('|') {
        return unknown;
    }
    for tag in tags(text) {
        let tokens = tokens(text, tag);
        for pair in tokens.windows(2) {
            let name = &text[pair[1].clone()];
            let is_name = name.starts_with(|c: char| c == '_' || c.is_alphabetic());
            if &text[pair[0].clone()] == "|" && is_name && !KNOWN.contains(&name) {
                unknown.push((name, pair[1].clone()));
            }
        }
    }
    unknown
}
