//! Folding: what makes "Événement" and "evenement" the same text.

use nucleo_matcher::chars::{normalize, to_lower_case};

/// A text without case and accents, and where its characters stood before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Folded {
    pub(crate) chars: Vec<char>,
    at: Vec<u32>,
}

impl Folded {
    pub(crate) fn new(text: &str) -> Self {
        let mut folded = Self {
            chars: Vec::with_capacity(text.len()),
            at: Vec::with_capacity(text.len()),
        };
        for (at, original) in (0_u32..).zip(text.chars()) {
            if let Some(char) = fold(original) {
                folded.chars.push(char);
                folded.at.push(at);
            }
        }
        folded
    }

    /// Where the folded character `index` stood in the original text, in characters.
    pub(crate) fn original(&self, index: usize) -> u32 {
        self.at.get(index).copied().unwrap_or_default()
    }

    /// Whether a word, in the sense of the index, begins at `index`.
    pub(crate) fn is_word_start(&self, index: usize) -> bool {
        let char = self.chars.get(index).copied().unwrap_or(' ');
        let before = index
            .checked_sub(1)
            .and_then(|before| self.chars.get(before))
            .copied();
        is_single(char)
            || before.is_none_or(|before| !before.is_alphanumeric() || is_single(before))
    }
}

/// One character without case and accent; none for a combining mark, which folds into its letter.
pub(crate) fn fold(char: char) -> Option<char> {
    if char.is_ascii() {
        return Some(if char == '\0' {
            ' '
        } else {
            char.to_ascii_lowercase()
        });
    }
    let is_combining = matches!(char, '\u{300}'..='\u{36f}');
    (!is_combining).then(|| to_lower_case(normalize(char)))
}

/// Whether a character is a word by itself: scripts written without spaces.
pub(crate) fn is_single(char: char) -> bool {
    matches!(char,
        '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Appends `text` folded, for the index of parts.
pub(crate) fn push_folded(target: &mut String, text: &str) {
    target.extend(text.chars().filter_map(fold));
}

/// Appends `text` folded, with scripts without spaces cut into characters, for the index of words.
pub(crate) fn push_words(target: &mut String, text: &str) {
    for char in text.chars().filter_map(fold) {
        if is_single(char) {
            target.push(' ');
            target.push(char);
            target.push(' ');
        } else {
            target.push(char);
        }
    }
}
