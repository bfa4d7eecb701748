//! The query as letters in order, with gaps between them ("dlinv" for "Download invoices").

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::query::Terms;

/// Fewer letters than these are in nearly every title, in any order.
const MIN_LETTERS: usize = 2;

/// Matches one query against many titles.
pub(super) struct Fuzzy {
    pattern: Option<Pattern>,
    matcher: Matcher,
    perfect: f64,
}

impl Fuzzy {
    pub(super) fn new(terms: &Terms) -> Self {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let chars: Vec<char> = terms.whole.chars().collect();
        let pattern = (chars.len() >= MIN_LETTERS).then(|| {
            let (case, marks) = (CaseMatching::Ignore, Normalization::Smart);
            Pattern::new(&terms.whole, case, marks, AtomKind::Fuzzy)
        });
        let perfect = pattern
            .as_ref()
            .and_then(|pattern| pattern.score(Utf32Str::Unicode(&chars), &mut matcher))
            .map_or(f64::INFINITY, f64::from);
        Self {
            pattern,
            matcher,
            perfect,
        }
    }

    /// How near `title` comes to a perfect match, between 0 and 1; none if it does not match.
    pub(super) fn share(&mut self, title: Utf32Str<'_>) -> Option<f64> {
        let score = self.pattern.as_ref()?.score(title, &mut self.matcher)?;
        Some((f64::from(score) / self.perfect).min(1.0))
    }

    /// The characters of `title` that match, in order.
    pub(super) fn matched(&mut self, title: Utf32Str<'_>) -> Vec<u32> {
        let mut indices = Vec::new();
        if let Some(pattern) = &self.pattern {
            pattern.indices(title, &mut self.matcher, &mut indices);
        }
        indices.sort_unstable();
        indices
    }
}
