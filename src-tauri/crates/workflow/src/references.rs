//! The names that a template refers to: `{{ … }}` and `{% … %}` (reference A.6).
//!
//! This is a scan, not a parser: it finds what a template may look up, also in one that is not
//! finished, and leaves judging the syntax to the lint.

use std::collections::HashSet;
use std::ops::Range;

/// One look-up in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference<'a> {
    /// The name looked up: a parameter, an output or a name of the run.
    pub root: &'a str,
    /// The name with the attributes after it, as written: `rows_output.items`.
    pub path: &'a str,
    /// Where `path` stands in the text, in bytes.
    pub at: Range<usize>,
}

/// Words that are not looked up.
const KEYWORDS: &[&str] = &[
    "and",
    "as",
    "block",
    "break",
    "call",
    "continue",
    "do",
    "elif",
    "else",
    "endblock",
    "endcall",
    "endfilter",
    "endfor",
    "endif",
    "endmacro",
    "endraw",
    "endset",
    "endwith",
    "extends",
    "false",
    "False",
    "filter",
    "for",
    "from",
    "if",
    "import",
    "in",
    "include",
    "is",
    "macro",
    "none",
    "None",
    "not",
    "or",
    "raw",
    "recursive",
    "set",
    "true",
    "True",
    "with",
    "without",
];

/// The references in `text`, in order. Names that the template binds itself (`for`, `set`) and the
/// `loop` variable are left out.
pub fn references(text: &str) -> Vec<Reference<'_>> {
    let words: Vec<Word<'_>> = tags(text).flat_map(|tag| words(text, tag)).collect();
    let bound: HashSet<&str> = words
        .iter()
        .filter(|word| word.binds)
        .map(|word| word.root)
        .collect();
    let looked_up = words
        .into_iter()
        .filter(|word| !word.binds && word.root != "loop" && !bound.contains(word.root));
    looked_up
        .map(|word| Reference {
            root: word.root,
            path: &text[word.at.clone()],
            at: word.at,
        })
        .collect()
}

struct Word<'a> {
    root: &'a str,
    at: Range<usize>,
    /// Whether the template gives the name its value.
    binds: bool,
}

/// The insides of all `{{ }}` and `{% %}`; comments are skipped.
pub(crate) fn tags(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let open = from + text[from..].find('{')?;
            let (closing, is_comment) = match text.as_bytes().get(open + 1) {
                Some(b'{') => ("}}", false),
                Some(b'%') => ("%}", false),
                Some(b'#') => ("#}", true),
                _ => {
                    from = open + 1;
                    continue;
                }
            };
            let start = open + 2;
            let end = end_of_tag(text, start, closing, is_comment);
            from = (end + 2).min(text.len());
            if !is_comment {
                return Some(start..end);
            }
        }
    })
}

/// Where `closing` stands outside quotes, or the end of the text.
fn end_of_tag(text: &str, start: usize, closing: &str, is_comment: bool) -> usize {
    let bytes = text.as_bytes();
    let mut place = start;
    while place < bytes.len() {
        match bytes[place] {
            quote @ (b'"' | b'\'') if !is_comment => place = end_of_text(bytes, place, quote),
            _ if bytes[place..].starts_with(closing.as_bytes()) => return place,
            _ => place += 1,
        }
    }
    bytes.len()
}

/// The place after the quoted text that begins at `open`.
fn end_of_text(bytes: &[u8], open: usize, quote: u8) -> usize {
    let mut place = open + 1;
    while place < bytes.len() && bytes[place] != quote {
        place += if bytes[place] == b'\\' { 2 } else { 1 };
    }
    (place + 1).min(bytes.len())
}

/// The names in one tag that are looked up or bound.
fn words(text: &str, tag: Range<usize>) -> Vec<Word<'_>> {
    let is_statement = text.as_bytes().get(tag.start.wrapping_sub(1)) == Some(&b'%');
    let tokens = tokens(text, tag);
    let token = |place: usize| tokens.get(place).map_or("", |at| &text[at.clone()]);
    let before = |place: usize, back: usize| place.checked_sub(back).map_or("", token);
    let mut found = Vec::new();
    let mut binds = false;
    for (place, at) in tokens.iter().enumerate() {
        let root = &text[at.clone()];
        if place == 0 && matches!(root, "for" | "set") {
            binds = true;
        } else if binds && matches!(root, "in" | "=") {
            binds = false;
        }
        let is_name = root.starts_with(|c: char| c == '_' || c.is_alphabetic());
        let is_attribute = matches!(before(place, 1), "." | "|" | "is")
            || (before(place, 1) == "not" && before(place, 2) == "is");
        let is_argument = !binds && token(place + 1) == "=" && token(place + 2) != "=";
        let is_verb = is_statement && place == 0;
        if is_name && !is_verb && !is_attribute && !is_argument && !KEYWORDS.contains(&root) {
            found.push(Word {
                root,
                at: at.start..end_of_path(&tokens, text, place),
                binds,
            });
        }
    }
    found
}

/// Names, quoted texts and single other characters, without white space and the `-` and `+` that
/// stand at the edge of a tag.
pub(crate) fn tokens(text: &str, tag: Range<usize>) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut place = tag.start;
    while place < tag.end {
        let start = place;
        place = match bytes[start] {
            quote @ (b'"' | b'\'') => end_of_text(bytes, start, quote).min(tag.end),
            byte if is_part_of_name(byte) => (start..tag.end)
                .find(|at| !is_part_of_name(bytes[*at]))
                .unwrap_or(tag.end),
            _ => start + 1,
        };
        if !matches!(bytes[start], b' ' | b'\n' | b'\r' | b'\t' | b'-' | b'+') {
            tokens.push(start..place);
        }
    }
    tokens
}

fn is_part_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// The end of `.a.0.b` after the name at `place`.
fn end_of_path(tokens: &[Range<usize>], text: &str, place: usize) -> usize {
    let mut end = tokens[place].end;
    for pair in tokens[place + 1..].chunks_exact(2) {
        let is_name = text
            .as_bytes()
            .get(pair[1].start)
            .is_some_and(|it| is_part_of_name(*it));
        if &text[pair[0].clone()] != "." || !is_name {
            break;
        }
        end = pair[1].end;
    }
    end
}
