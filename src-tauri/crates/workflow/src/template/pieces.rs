//! Texts as a window draws them: words, and references as chips.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::utf16;
use crate::references::{references, tags};

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Piece {
    /// Where it stands, as start and end in UTF-16 code units.
    pub range: (u32, u32),
    /// Whether it is one reference with its braces, and nothing else but filters.
    pub is_reference: bool,
    /// What that reference names: `rows_output.items`. Empty for other stretches.
    pub path: String,
}

/// The stretches of `text`, which cover all of it in order.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Cut::default();
    for tag in tags(text) {
        let whole = tag.start - 2..(tag.end + 2).min(text.len());
        if let Some(path) = single_reference(text, &whole) {
            pieces.plain(text, whole.start);
            pieces.add(text, whole.end, path);
        }
    }
    pieces.plain(text, text.len());
    pieces.found
}

/// What the tag at `whole` refers to, if it prints exactly one reference.
fn single_reference<'a>(text: &'a str, whole: &Range<usize>) -> Option<&'a str> {
    let tag = &text[whole.clone()];
    let inside = tag.strip_prefix("{{")?.strip_suffix("}}")?;
    let found = references(tag);
    let [reference] = found.as_slice() else {
        return None;
    };
    let inside = inside
        .trim_start_matches(['-', '+'])
        .trim_end_matches(['-', '+'])
        .trim();
    let rest = inside.strip_prefix(reference.path)?.trim_start();
    (rest.is_empty() || rest.starts_with('|')).then_some(reference.path)
}

#[derive(Default)]
struct Cut {
    found: Vec<Piece>,
    bytes: usize,
    units: u32,
}

impl Cut {
    fn plain(&mut self, text: &str, end: usize) {
        if end > self.bytes {
            self.piece(text, end, false, "");
        }
    }

    fn add(&mut self, text: &str, end: usize, path: &str) {
        self.piece(text, end, true, path);
    }

    fn piece(&mut self, text: &str, end: usize, is_reference: bool, path: &str) {
        let (_, units) = utf16::range(&text[self.bytes..end], 0..end - self.bytes);
        self.found.push(Piece {
            range: (self.units, self.units + units),
            is_reference,
            path: path.to_owned(),
        });
        self.bytes = end;
        self.units += units;
    }
}
