//! What was typed, taken apart. Nothing in it is an operator.

use super::fold::{Folded, is_single};

/// More terms than this only make a query slow; a pasted page is not a search.
const MAX_TERMS: usize = 12;
const MAX_TERM_CHARS: usize = 100;

/// The shortest beginning of a word to look for: one letter is in every text.
const MIN_PREFIX: usize = 2;
/// Words before the last one are taken for beginnings from this length on ("invoice" for "invoices").
const MIN_INNER_PREFIX: usize = 3;
/// The length of what the index of parts knows.
const PART: usize = 3;

/// The terms of a query, folded. All of them have to be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Terms {
    pub(crate) terms: Vec<Term>,
    /// All of it as one text with single spaces.
    pub(crate) whole: Vec<char>,
}

/// What stands between two spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) chars: Vec<char>,
    /// Its words: `download_inv` has two. None if it is only punctuation.
    pub(crate) words: Vec<Vec<char>>,
}

impl Terms {
    pub(crate) fn parse(text: &str) -> Self {
        let terms: Vec<Term> = text
            .split_whitespace()
            .map(|term| Term::new(&term.chars().take(MAX_TERM_CHARS).collect::<String>()))
            .filter(|term| !term.chars.is_empty())
            .take(MAX_TERMS)
            .collect();
        let texts: Vec<&[char]> = terms.iter().map(|term| term.chars.as_slice()).collect();
        let whole = texts.join(&' ');
        Self { terms, whole }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The query for a table of words; none if there is no word long enough.
    pub(crate) fn word_query(&self) -> Option<String> {
        let last = self.terms.len().checked_sub(1)?;
        let phrases: Vec<String> = self
            .terms
            .iter()
            .enumerate()
            .filter_map(|(at, term)| term.phrase(at == last))
            .collect();
        (!phrases.is_empty()).then(|| phrases.join(" AND "))
    }

    /// The query for a table of trigrams; none if there is no term long enough.
    pub(crate) fn part_query(&self) -> Option<String> {
        let parts: Vec<String> = self
            .terms
            .iter()
            .flat_map(|term| term.chars.windows(PART))
            .map(quoted)
            .collect();
        (!parts.is_empty()).then(|| parts.join(" AND "))
    }
}

impl Term {
    fn new(text: &str) -> Self {
        let chars = Folded::new(text).chars;
        let words = words_of(&chars);
        Self { chars, words }
    }

    /// The words one after the other, the last one as the beginning of a word.
    fn phrase(&self, is_last: bool) -> Option<String> {
        let end = self.words.last()?;
        let is_short = |min: usize| end.len() < min && !end.iter().copied().any(is_single);
        if self.words.len() == 1 && is_short(MIN_PREFIX) {
            return None;
        }
        let min = if is_last {
            MIN_PREFIX
        } else {
            MIN_INNER_PREFIX
        };
        let star = if is_short(min) || end.iter().copied().any(is_single) {
            ""
        } else {
            " *"
        };
        let words: Vec<String> = self
            .words
            .iter()
            .map(|word| word.iter().collect())
            .collect();
        Some(format!("\"{}\"{star}", words.join(" ")))
    }
}

fn words_of(chars: &[char]) -> Vec<Vec<char>> {
    let mut words: Vec<Vec<char>> = Vec::new();
    let mut is_open = false;
    for &char in chars {
        match char {
            _ if is_single(char) => {
                words.push(vec![char]);
                is_open = false;
            }
            _ if !char.is_alphanumeric() => is_open = false,
            _ => match words.last_mut() {
                Some(word) if is_open => word.push(char),
                _ => {
                    words.push(vec![char]);
                    is_open = true;
                }
            },
        }
    }
    words
}

/// A string of the full-text query language, in which only quotes mean something.
fn quoted(chars: &[char]) -> String {
    let text: String = chars.iter().collect();
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn becomes_a_query_of_words() {
        let check = |text: &str, query: Option<&str>| {
            assert_eq!(
                Terms::parse(text).word_query().as_deref(),
                query,
                "{text:?}"
            );
        };
        check("invoice", Some(r#""invoice" *"#));
        check("Événement", Some(r#""evenement" *"#));
        check("get invoice", Some(r#""get" * AND "invoice" *"#));
        check("to be", Some(r#""to" AND "be" *"#));
        check("download_inv", Some(r#""download inv" *"#));
        check("https://example.com/a", Some(r#""https example com a""#));
        check("a", None);
        check("invoice a", Some(r#""invoice" *"#));
        check("{{ }}", None);
        check(
            r#"say "no" OR NEAR(x"#,
            Some(r#""say" * AND "no" AND "or" AND "near x""#),
        );
        check("発注", Some(r#""発 注""#));
        check("", None);
    }

    #[test]
    fn becomes_a_query_of_parts() {
        let check = |text: &str, query: Option<&str>| {
            assert_eq!(
                Terms::parse(text).part_query().as_deref(),
                query,
                "{text:?}"
            );
        };
        check("Voice", Some(r#""voi" AND "oic" AND "ice""#));
        check(r#"a"b to abc"#, Some(r#""a""b" AND "abc""#));
        check("to be", None);
    }

    #[test]
    fn a_pasted_page_is_cut() {
        let terms = Terms::parse(&"word ".repeat(10_000));
        assert_eq!(terms.terms.len(), MAX_TERMS);
        let terms = Terms::parse(&"x".repeat(10_000));
        assert_eq!(terms.whole.len(), MAX_TERM_CHARS);
    }
}
