//! Folding: what makes "Événement" and "evenement" the same text.

use nucleo_matcher::chars::{normalize, to_lower_case};

/// A text without case and accents that knows where its characters stood before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Folded {
    pub(crate) text: String,
    is_ascii: bool,
    /// The original position of each character; only where combining marks were left out.
    original: Option<Vec<u32>>,
}

impl Folded {
    pub(crate) fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self {
                text: text.to_ascii_lowercase(),
                is_ascii: true,
                original: None,
            };
        }
        let mut folded = String::with_capacity(text.len());
        push_folded(&mut folded, text);
        let original = text.chars().any(is_combining).then(|| {
            let kept = (0..)
                .zip(text.chars())
                .filter(|(_, char)| !is_combining(*char));
            kept.map(|(at, _)| at).collect()
        });
        Self {
            text: folded,
            is_ascii: false,
            original,
        }
    }

    /// Which character of the original text stands at byte `at` of the folded one.
    pub(crate) fn original(&self, at: usize) -> u32 {
        let index = if self.is_ascii {
            at
        } else {
            self.text[..at].chars().count()
        };
        self.original_of_char(index)
    }

    /// Which character of the original text became the folded character `index`.
    pub(crate) fn original_of_char(&self, index: usize) -> u32 {
        match &self.original {
            Some(original) => original
                .get(index)
                .or(original.last())
                .copied()
                .unwrap_or_default(),
            None => u32::try_from(index).unwrap_or(u32::MAX),
        }
    }

    /// Whether a word, in the sense of the index, begins at byte `at`.
    pub(crate) fn is_word_start(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        let here = self.text[at..].chars().next();
        here.is_some_and(is_single)
            || before.is_none_or(|before| !before.is_alphanumeric() || is_single(before))
    }

    /// How many characters the folded text has.
    pub(crate) fn len(&self) -> usize {
        if self.is_ascii {
            self.text.len()
        } else {
            self.text.chars().count()
        }
    }

    pub(crate) fn is_ascii(&self) -> bool {
        self.is_ascii
    }
}

/// A mark that folds into the letter before it.
fn is_combining(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}')
}

fn fold(char: char) -> char {
    match char {
        // Nothing that is searched for; and it ends a text for some of SQLite's functions.
        '\0' => ' ',
        _ if char.is_ascii() => char.to_ascii_lowercase(),
        _ => to_lower_case(normalize(char)),
    }
}

/// Whether a character is a word by itself: scripts written without spaces.
pub(crate) fn is_single(char: char) -> bool {
    matches!(char,
        '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Appends `text` folded, for the index of parts.
pub(crate) fn push_folded(target: &mut String, text: &str) {
    target.extend(text.chars().filter(|char| !is_combining(*char)).map(fold));
}

/// Appends the words of `text` folded, for the index of words. Nothing but spaces stands between
/// them, so that the database cuts exactly where the query is cut.
pub(crate) fn push_words(target: &mut String, text: &str) {
    for char in text.chars().filter(|char| !is_combining(*char)).map(fold) {
        if is_single(char) {
            target.extend([' ', char, ' ']);
        } else {
            target.push(if char.is_alphanumeric() { char } else { ' ' });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_and_accents() {
        let check = |text: &str, folded: &str| assert_eq!(Folded::new(text).text, folded, "{text}");
        check("Download_Invoice", "download_invoice");
        check("Événement ÜBER", "evenement uber");
        check("E\u{301}te\u{301}", "ete");
        check("ΑΒΓ Привет 発注", "αβγ привет 発注");
        check("a\0é", "a e");
    }

    #[test]
    fn knows_where_characters_stood() {
        let decomposed = Folded::new("E\u{301}te\u{301} x");
        assert_eq!(decomposed.original(decomposed.text.find('x').unwrap()), 6);
        let composed = Folded::new("Événement x");
        assert_eq!(composed.original(composed.text.find('x').unwrap()), 10);
        assert_eq!(Folded::new("abc x").original(4), 4);
    }

    #[test]
    fn knows_where_words_begin() {
        let check = |text: &str, at: usize, is_start: bool| {
            assert_eq!(Folded::new(text).is_word_start(at), is_start, "{text} {at}");
        };
        check("get invoice", 0, true);
        check("get_invoice", 4, true);
        check("get_invoice", 5, false);
        check("発注", 3, true);
    }
}
