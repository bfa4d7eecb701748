//! Texts under `|` and `>`, in place.

use std::collections::HashMap;

use super::{Plan, lines};
use crate::text::tree::Node;
use crate::text::yaml_writer;

/// Folded lines are broken where the next word would reach beyond this column.
const WIDTH: usize = 100;

impl Plan<'_> {
    /// Puts `text` under the `|` or `>` that stands behind the colon at `after`, with the indent
    /// that is there. Whether it could.
    pub(super) fn block_text(
        &mut self,
        node: &Node,
        after: usize,
        indent: usize,
        text: &str,
    ) -> bool {
        let head = &self.text[after..lines::end(self.text, after)];
        let blanks = head.len() - head.trim_start_matches(' ').len();
        let comment = head.find(" #").map_or("", |found| &head[found..]);
        let old = &self.text[after..node.end];
        let first = old.lines().skip(1).find(|line| !line.trim().is_empty());
        let column = first.map_or(indent + 2, |line| {
            line.len() - line.trim_start_matches(' ').len()
        });
        if !yaml_writer::fits_literal(text) || !(1..=9).contains(&column.saturating_sub(indent)) {
            return false;
        }
        let folded = head[blanks..]
            .starts_with('>')
            .then(|| fold(text, old, column))
            .flatten();
        let (head, body) = match folded {
            Some(body) => (format!(">{}", yaml_writer::chomping(text)), body),
            None if head[blanks..].starts_with(['|', '>']) => (
                yaml_writer::literal_head(text, column - indent),
                yaml_writer::literal_body(text, column),
            ),
            None => return false,
        };
        let is_last = node.end == self.text.len() && text.ends_with('\n');
        let end = if is_last { "\n" } else { "" };
        self.edit(
            after + blanks..node.end,
            &format!("{head}{comment}{body}{end}"),
        );
        true
    }
}

/// `text` in folded lines, each with a line break before it. Paragraphs that are in `old` are
/// broken as they were. `None` if folding would change it.
fn fold(text: &str, old: &str, column: usize) -> Option<String> {
    let body = text.trim_end_matches('\n');
    let is_foldable = |line: &str| !line.starts_with([' ', '\t']) && !line.ends_with([' ', '\t']);
    if text.starts_with('\n') || !body.split('\n').all(is_foldable) {
        return None;
    }
    let known = paragraphs(old);
    let mut out = String::new();
    let mut breaks = 1;
    for line in body.split('\n') {
        if line.is_empty() {
            breaks += 1;
            continue;
        }
        out.extend(std::iter::repeat_n('\n', breaks));
        let wrapped = known
            .get(line)
            .cloned()
            .unwrap_or_else(|| wrap(line, column));
        for (number, line) in wrapped.iter().enumerate() {
            if number > 0 {
                out.push('\n');
            }
            out.extend(std::iter::repeat_n(' ', column));
            out.push_str(line);
        }
        breaks = 2;
    }
    out.extend(std::iter::repeat_n(
        '\n',
        (text.len() - body.len()).saturating_sub(1),
    ));
    Some(out)
}

/// The paragraphs of a folded text by what they say, with their lines.
fn paragraphs(old: &str) -> HashMap<String, Vec<String>> {
    let mut known = HashMap::new();
    let mut lines: Vec<String> = Vec::new();
    for line in old.lines().skip(1).chain([""]) {
        if !line.trim().is_empty() {
            lines.push(line.trim().to_owned());
        } else if !lines.is_empty() {
            known.insert(lines.join(" "), std::mem::take(&mut lines));
        }
    }
    known
}

/// `line` broken at single blanks.
fn wrap(line: &str, column: usize) -> Vec<String> {
    let width = WIDTH.saturating_sub(column).max(WIDTH / 2);
    let mut lines: Vec<String> = Vec::new();
    let mut length = usize::MAX;
    for word in line.split(' ') {
        let word_length = word.chars().count();
        let fits = length.saturating_add(word_length + 1) <= width;
        // No line may begin or end with a blank, so runs of blanks stay together.
        let in_run = word.is_empty() || lines.last().is_some_and(|line| line.ends_with(' '));
        if let Some(last) = lines.last_mut().filter(|_| fits || in_run) {
            last.push(' ');
            last.push_str(word);
            length = length.saturating_add(word_length + 1);
        } else {
            lines.push(word.to_owned());
            length = word_length;
        }
    }
    lines
}
