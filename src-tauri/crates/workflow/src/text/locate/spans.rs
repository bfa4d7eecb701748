//! From a part of a text's value to the part of the source that says it.

use std::ops::Range;

use granit_parser::ScalarStyle;

use crate::text::tree::{Form, Node};

/// Where in `text` the part `range` of `value`, in UTF-16 code units, stands that `node` says.
/// `None` where the one cannot be counted from the other, as in folded lines.
pub(super) fn part(
    text: &str,
    node: &Node,
    value: &str,
    range: (u32, u32),
) -> Option<Range<usize>> {
    let Form::Scalar(style) = node.form else {
        return None;
    };
    let from = bytes(value, range.0)?;
    let to = bytes(value, range.1)?.max(from);
    let source = text.get(node.start..node.end)?;
    let find = |at: usize| -> Option<usize> {
        match style {
            ScalarStyle::Plain => (source == value).then_some(at),
            ScalarStyle::SingleQuoted => Some(1 + at + value[..at].matches('\'').count()),
            ScalarStyle::DoubleQuoted => in_double_quotes(source, &value[..at]),
            ScalarStyle::Literal => in_literal(text, node, value, at),
            ScalarStyle::Folded => None,
        }
    };
    let is_line = style == ScalarStyle::Literal || !source.contains('\n');
    let found = node.start + find(from)?..node.start + find(to)?;
    (is_line && text.get(found.clone()).is_some()).then_some(found)
}

/// The byte at which `units` UTF-16 code units of `value` end.
fn bytes(value: &str, units: u32) -> Option<usize> {
    let mut left = usize::try_from(units).ok()?;
    for (at, character) in value.char_indices() {
        if left == 0 {
            return Some(at);
        }
        left = left.checked_sub(character.len_utf16())?;
    }
    (left == 0).then_some(value.len())
}

/// The length of what says `before` in double quotes, the quote included.
fn in_double_quotes(source: &str, before: &str) -> Option<usize> {
    let mut at = 1;
    for _ in before.chars() {
        let rest = source.get(at..)?;
        at += match rest.strip_prefix('\\').and_then(|rest| rest.chars().next()) {
            Some('x') => 4,
            Some('u') => 6,
            Some('U') => 10,
            Some(escaped) => 1 + escaped.len_utf8(),
            None => rest.chars().next()?.len_utf8(),
        };
    }
    Some(at)
}

/// Counted from the first line that is not blank, which is where `node` starts.
fn in_literal(text: &str, node: &Node, value: &str, at: usize) -> Option<usize> {
    let leading = value.len() - value.trim_start_matches('\n').len();
    let at = at.checked_sub(leading)?;
    let before = &value[leading..leading + at];
    let indent = text[..node.start].rsplit('\n').next()?.len();
    let mut line = node.start - indent;
    for _ in before.matches('\n') {
        line += text[line..].find('\n')? + 1;
    }
    let column = before.rsplit('\n').next()?.len();
    let at = if column == 0 && text[line..].starts_with(['\n', '\r']) {
        line
    } else {
        line + indent + column
    };
    at.checked_sub(node.start)
}
