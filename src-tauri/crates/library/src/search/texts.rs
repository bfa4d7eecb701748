//! The searchable texts of a workflow as one string of the database.

use crate::workflows::IndexText;

/// Control characters between the parts; within a text they become spaces.
const FIELD_END: char = '\u{1f}';
const TEXT_END: char = '\u{1e}';

/// Beyond this much nobody reads, and a workflow of 50 MB must not make every search slow.
const TEXT_LIMIT: usize = 256 * 1024;
const WORKFLOW_LIMIT: usize = 4 * 1024 * 1024;

/// A text as [`decode`] finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlacedText<'a> {
    pub(crate) block: Option<&'a str>,
    pub(crate) field: &'a str,
    pub(crate) text: &'a str,
}

/// The texts that are searched: all, up to the limits.
pub(crate) fn searched(texts: &[IndexText]) -> impl Iterator<Item = (&IndexText, &str)> {
    let mut total = 0;
    texts.iter().map_while(move |entry| {
        let text = &entry.text[..entry.text.floor_char_boundary(TEXT_LIMIT)];
        total += text.len();
        (total <= WORKFLOW_LIMIT).then_some((entry, text))
    })
}

pub(crate) fn encode(texts: &[IndexText]) -> String {
    let mut encoded = String::new();
    for (entry, text) in searched(texts) {
        push_clean(&mut encoded, entry.block.as_deref().unwrap_or_default());
        encoded.push(FIELD_END);
        push_clean(&mut encoded, &entry.field);
        encoded.push(FIELD_END);
        push_clean(&mut encoded, text);
        encoded.push(TEXT_END);
    }
    encoded
}

fn push_clean(target: &mut String, text: &str) {
    target.extend(text.chars().map(|char| match char {
        FIELD_END | TEXT_END => ' ',
        other => other,
    }));
}

pub(crate) fn decode(encoded: &str) -> impl Iterator<Item = PlacedText<'_>> {
    encoded.split_terminator(TEXT_END).filter_map(|entry| {
        let mut parts = entry.splitn(3, FIELD_END);
        let block = parts.next()?;
        Some(PlacedText {
            block: (!block.is_empty()).then_some(block),
            field: parts.next()?,
            text: parts.next()?,
        })
    })
}
