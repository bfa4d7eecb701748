//! The lines of a text, and to what the blank ones and the comments belong.

/// The beginning of the line that holds `at`.
pub(super) fn start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |found| found + 1)
}

/// The end of the line that holds `at`, before its line break.
pub(super) fn end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    if end > at && text[..end].ends_with('\r') {
        end - 1
    } else {
        end
    }
}

/// The beginning of the line after the one that holds `at`; the end of the text after the last.
pub(super) fn next(text: &str, at: usize) -> usize {
    text[at..]
        .find('\n')
        .map_or(text.len(), |found| at + found + 1)
}

/// The column of `at`, from 0.
pub(super) fn column(text: &str, at: usize) -> usize {
    text[start(text, at)..at].chars().count()
}

/// Whether nothing but blanks stands before `at` in its line.
pub(super) fn is_first(text: &str, at: usize) -> bool {
    text[start(text, at)..at].bytes().all(|byte| byte == b' ')
}

/// The first place from `at` on that is neither blank nor in a comment.
pub(super) fn skip(text: &str, at: usize) -> usize {
    let mut at = at;
    loop {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        if !text[at..].starts_with('#') {
            return at;
        }
        at = end(text, at);
    }
}

/// Where what belongs to a node at `column` ends, when its last line ends before `line`: comments
/// that stand deeper than the node are still its own, other ones belong to what follows.
pub(super) fn tail(text: &str, line: usize, column: usize) -> usize {
    let mut at = line;
    let mut tail = line;
    while at < text.len() {
        let after = next(text, at);
        let shown = text[at..after].trim_start_matches(' ');
        let indent = text[at..after].len() - shown.len();
        if shown.starts_with('#') {
            if indent > column {
                tail = after;
            }
        } else if !shown.trim().is_empty() {
            break;
        }
        at = after;
    }
    tail
}

/// The comment that ends the line in which `at` stands behind a value, with the blanks before it.
pub(super) fn comment(text: &str, at: usize) -> &str {
    let rest = &text[at..end(text, at)];
    if rest.trim_start().starts_with('#') {
        rest
    } else {
        ""
    }
}

/// How many bytes of blank lines `text` begins with.
pub(super) fn blank(text: &str) -> usize {
    let mut at = 0;
    while at < text.len() {
        let after = next(text, at);
        if !text[at..after].trim().is_empty() {
            break;
        }
        at = after;
    }
    at
}
