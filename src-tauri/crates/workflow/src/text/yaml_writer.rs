//! JSON values as YAML that readers of YAML 1.1 and of YAML 1.2 take for the same values.
//!
//! Texts of several lines become literal blocks; any other text stands unquoted only where no
//! reader can take it for something else.

use serde_json::{Map, Value};

use super::scalar;

/// Longer keys must be introduced by `?`; YAML allows 1024 characters, quotes and escapes counted.
const LONGEST_KEY: usize = 1000;

/// `value` as one YAML document.
pub(super) fn write(value: &Value) -> String {
    let mut writer = Writer { out: String::new() };
    match value {
        Value::Object(map) if !map.is_empty() => writer.map(map, 0),
        Value::Array(items) if !items.is_empty() => writer.list(items, 0),
        // Readers disagree on the indent of a literal block that is the whole document.
        Value::String(text) => {
            writer.out.push_str(&line_text(text));
            writer.out.push('\n');
        }
        scalar => {
            writer.leaf(scalar, 0);
            writer.out.push('\n');
        }
    }
    writer.out
}

struct Writer {
    out: String,
}

impl Writer {
    /// The entries of `map`, one a line; the caller has indented the first.
    fn map(&mut self, map: &Map<String, Value>, indent: usize) {
        for (index, (key, value)) in map.iter().enumerate() {
            if index > 0 {
                self.indent(indent);
            }
            let key = line_text(key);
            if key.len() > LONGEST_KEY {
                self.out.push_str("? ");
                self.out.push_str(&key);
                self.out.push('\n');
                self.indent(indent);
                self.out.push(':');
            } else {
                self.out.push_str(&key);
                self.out.push(':');
            }
            self.value(value, indent);
        }
    }

    /// What follows the colon of a key.
    fn value(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Object(map) if !map.is_empty() => {
                self.out.push('\n');
                self.indent(indent + 2);
                self.map(map, indent + 2);
            }
            Value::Array(items) if !items.is_empty() => {
                self.out.push('\n');
                self.indent(indent + 2);
                self.list(items, indent + 2);
            }
            scalar => {
                self.out.push(' ');
                self.leaf(scalar, indent + 2);
                self.out.push('\n');
            }
        }
    }

    fn list(&mut self, items: &[Value], indent: usize) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.indent(indent);
            }
            self.out.push_str("- ");
            match item {
                Value::Object(map) if !map.is_empty() => self.map(map, indent + 2),
                Value::Array(items) if !items.is_empty() => self.list(items, indent + 2),
                scalar => {
                    self.leaf(scalar, indent + 2);
                    self.out.push('\n');
                }
            }
        }
    }

    /// A value on one line, or a literal block whose lines are indented by `indent`; without the
    /// line break at its end.
    fn leaf(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Null => self.out.push_str("null"),
            Value::Bool(value) => self.out.push_str(if *value { "true" } else { "false" }),
            Value::Number(number) => self.out.push_str(&scalar::write_number(number)),
            Value::String(text) if is_literal(text) => self.literal(text, indent),
            Value::String(text) => self.out.push_str(&line_text(text)),
            Value::Array(_) => self.out.push_str("[]"),
            Value::Object(_) => self.out.push_str("{}"),
        }
    }

    fn literal(&mut self, text: &str, indent: usize) {
        self.out.push('|');
        // Without the number a reader takes the indent of the first line with text for that of
        // the block.
        if text.starts_with([' ', '\n']) {
            self.out.push('2');
        }
        let body = text.trim_end_matches('\n');
        match text.len() - body.len() {
            0 => self.out.push('-'),
            1 => {}
            _ => self.out.push('+'),
        }
        for line in body.split('\n') {
            self.out.push('\n');
            if !line.is_empty() {
                self.indent(indent);
                self.out.push_str(line);
            }
        }
        for _ in 1..(text.len() - body.len()) {
            self.out.push('\n');
        }
    }

    fn indent(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }
}

/// Whether `text` has several lines and every character of it can stand in a literal block.
fn is_literal(text: &str) -> bool {
    let body = text.trim_end_matches('\n');
    let has_text = body.contains(|c: char| c != ' ' && c != '\n');
    // A line of nothing but blanks before the text, or tabs in front of it, are read differently
    // by different readers.
    let first = body
        .lines()
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    text.contains('\n')
        && has_text
        && !first.trim_start_matches(' ').is_empty()
        && !first.trim_start_matches(' ').starts_with('\t')
        && text
            .chars()
            .all(|c| c == '\n' || c == '\t' || is_printable(c))
}

/// `text` on one line: plain, single-quoted or double-quoted.
fn line_text(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else if text.contains(['"', '\\']) && text.chars().all(is_printable) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        double_quoted(text)
    }
}

/// Whether `text` means itself without quotes, for every reader. It always stands in a block, never
/// between brackets or braces, so those are free inside it.
fn is_plain(text: &str) -> bool {
    let starts = |c: char| c.is_alphanumeric() || "_/.(<$".contains(c);
    text.starts_with(starts)
        && text.chars().all(is_printable)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !scalar::is_ambiguous(text)
}

/// Characters that all readers take as they are, on one line.
fn is_printable(c: char) -> bool {
    match c {
        '\u{feff}' | '\u{2028}' | '\u{2029}' => false,
        ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => true,
        _ => false,
    }
}

fn double_quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_printable(c) => quoted.push(c),
            c => quoted.push_str(&escaped(c)),
        }
    }
    quoted.push('"');
    quoted
}

fn escaped(c: char) -> String {
    match u32::from(c) {
        code @ ..=0xff => format!("\\x{code:02x}"),
        code @ ..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    }
}
