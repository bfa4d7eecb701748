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
    pub(crate) whole: String,
}

/// What stands between two spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) text: String,
    /// Its words: `download_inv` has two. None if it is only punctuation.
    pub(crate) words: Vec<String>,
}

impl Terms {
    pub(crate) fn parse(text: &str) -> Self {
        let terms: Vec<Term> = text
            // A NUL would end the query for the database.
            .split(|char: char| char.is_whitespace() || char == '\0')
            .map(|term| Term::new(&term.chars().take(MAX_TERM_CHARS).collect::<String>()))
            .filter(|term| !term.text.is_empty())
            .take(MAX_TERMS)
            .collect();
        let texts: Vec<&str> = terms.iter().map(|term| term.text.as_str()).collect();
        let whole = texts.join(" ");
        Self { terms, whole }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The query for a table of words; none if there is no word long enough.
    pub(crate) fn word_query(&self) -> Option<String> {
        let last = self.terms.len().checked_sub(1)?;
        let terms = self.terms.iter().enumerate();
        all_of(terms.filter_map(|(at, term)| term.words_in_order(at == last)))
    }

    /// The query for a table of trigrams; none if there is no term long enough.
    pub(crate) fn part_query(&self) -> Option<String> {
        all_of(self.terms.iter().flat_map(Term::parts))
    }

    /// The query for a table of trigrams that holds the words of a term together (`download_inv`).
    pub(crate) fn together_query(&self) -> Option<String> {
        all_of(
            self.terms
                .iter()
                .filter(|term| term.words.len() > 1)
                .flat_map(Term::parts),
        )
    }
}

impl Term {
    fn new(text: &str) -> Self {
        let text = Folded::new(text).text;
        let words = words_of(&text);
        Self { text, words }
    }

    /// All its words, the last one as the beginning of a word.
    fn words_in_order(&self, is_last: bool) -> Option<String> {
        let end = self.words.last()?;
        let is_at_least = |min: usize| end.chars().count() >= min || end.chars().any(is_single);
        if self.words.len() == 1 && !is_at_least(MIN_PREFIX) {
            return None;
        }
        let min = if is_last {
            MIN_PREFIX
        } else {
            MIN_INNER_PREFIX
        };
        let star = if is_at_least(min) && !end.chars().any(is_single) {
            " *"
        } else {
            ""
        };
        let words: Vec<String> = self.words.iter().map(|word| quoted(word)).collect();
        Some(words.join(" AND ") + star)
    }

    fn parts(&self) -> Vec<String> {
        let starts: Vec<usize> = self.text.char_indices().map(|(at, _)| at).collect();
        let ends = starts.iter().copied().skip(PART).chain([self.text.len()]);
        starts
            .iter()
            .zip(ends)
            .filter(|_| starts.len() >= PART)
            .map(|(start, end)| quoted(&self.text[*start..end]))
            .collect()
    }
}

fn all_of(queries: impl Iterator<Item = String>) -> Option<String> {
    let queries: Vec<String> = queries.collect();
    (!queries.is_empty()).then(|| queries.join(" AND "))
}

fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_open = false;
    for char in text.chars() {
        match words.last_mut() {
            _ if is_single(char) => words.push(char.into()),
            _ if !char.is_alphanumeric() => {}
            Some(word) if is_open => word.push(char),
            _ => words.push(char.into()),
        }
        is_open = char.is_alphanumeric() && !is_single(char);
    }
    words
}

/// A string of the full-text query language, in which only quotes mean something.
fn quoted(text: &str) -> String {
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
        check("download_inv", Some(r#""download" AND "inv" *"#));
        check(
            "https://example.com/a",
            Some(r#""https" AND "example" AND "com" AND "a""#),
        );
        check("a", None);
        check("invoice a", Some(r#""invoice" *"#));
        check("{{ }}", None);
        check(
            r#"say "no" OR NEAR(x"#,
            Some(r#""say" * AND "no" AND "or" AND "near" AND "x""#),
        );
        check("発注", Some(r#""発" AND "注""#));
        check("", None);
        // Letters, numbers and marks that other definitions of a word cut elsewhere.
        check(
            "x\u{2160}y\u{93e}z\u{2081}",
            Some("\"x\u{2170}y\u{93e}z\u{2081}\" *"),
        );
    }

    #[test]
    fn becomes_a_query_of_parts() {
        let check = |text: &str, parts: Option<&str>, together: Option<&str>| {
            let terms = Terms::parse(text);
            assert_eq!(terms.part_query().as_deref(), parts, "{text:?}");
            assert_eq!(terms.together_query().as_deref(), together, "{text:?}");
        };
        check("Voice", Some(r#""voi" AND "oic" AND "ice""#), None);
        check(
            r#"a"b to abc"#,
            Some(r#""a""b" AND "abc""#),
            Some(r#""a""b""#),
        );
        check("発注書", Some(r#""発注書""#), Some(r#""発注書""#));
        check("\0\"0 ", None, None);
        check("to be", None, None);
    }

    #[test]
    fn a_pasted_page_is_cut() {
        let terms = Terms::parse(&"word ".repeat(10_000));
        assert_eq!(terms.terms.len(), MAX_TERMS);
        let terms = Terms::parse(&"x".repeat(10_000));
        assert_eq!(terms.whole.len(), MAX_TERM_CHARS);
    }
}
