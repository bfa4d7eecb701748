//! JSON values as YAML that readers of YAML 1.1 and of YAML 1.2 take for the same values.
//!
//! Texts of several lines become literal blocks; any other text stands unquoted only where no
//! reader can take it for something else.

use serde_json::{Map, Value};

use super::scalar;

/// Longer keys must be introduced by `?`; YAML allows 1024 characters, quotes and escapes counted.
const LONGEST_KEY: usize = 1000;

/// What is indented further stands on one line, as JSON. No reader of ours takes anything nested
/// so deep, but it is all there.
const LARGEST_INDENT: usize = 1024;

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

/// What follows the colon of a key that stands at `indent`, line break included.
pub(super) fn after_key(value: &Value, indent: usize) -> String {
    let mut writer = Writer { out: String::new() };
    writer.value(value, indent);
    writer.out
}

/// `value` as an item of a list whose dashes stand at `indent`, which the caller has written.
pub(super) fn item(value: &Value, indent: usize) -> String {
    let mut writer = Writer { out: String::new() };
    writer.list(std::slice::from_ref(value), indent);
    writer.out
}

/// A key and its value at `indent`, which the caller has written.
pub(super) fn entry(key: &str, value: &Value, indent: usize) -> String {
    let mut writer = Writer { out: String::new() };
    writer.entry(key, value, indent);
    writer.out
}

/// `value` on one line, between brackets and braces.
pub(super) fn flow(value: &Value) -> String {
    match value {
        Value::String(text) => flow_text(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(map) => {
            let entries = map.iter();
            let entries: Vec<String> = entries
                .map(|(key, value)| format!("{}: {}", flow_text(key), flow(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        scalar => {
            let mut writer = Writer { out: String::new() };
            writer.leaf(scalar, 0);
            writer.out
        }
    }
}

/// `text` on one line between brackets or braces.
pub(super) fn flow_text(text: &str) -> String {
    if text.contains([',', '[', ']', '{', '}']) && is_plain(text) {
        double_quoted(text)
    } else {
        line_text(text)
    }
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
            self.entry(key, value, indent);
        }
    }

    fn entry(&mut self, key: &str, value: &Value, indent: usize) {
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

    /// What follows the colon of a key.
    fn value(&mut self, value: &Value, indent: usize) {
        match value {
            value if indent > LARGEST_INDENT => self.json(value),
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

    fn json(&mut self, value: &Value) {
        self.out.push(' ');
        self.out.push_str(&value.to_string());
        self.out.push('\n');
    }

    fn list(&mut self, items: &[Value], indent: usize) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.indent(indent);
            }
            self.out.push_str("- ");
            match item {
                Value::Object(map) if !map.is_empty() => self.map(map, indent + 2),
                item if indent > LARGEST_INDENT => {
                    self.out.push_str(&item.to_string());
                    self.out.push('\n');
                }
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
        self.out.push_str(&literal_head(text, 2));
        self.out.push_str(&literal_body(text, indent));
    }

    fn indent(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }
}

/// What introduces `text` as a literal block, whose lines stand `deeper` columns within what holds
/// it.
pub(super) fn literal_head(text: &str, deeper: usize) -> String {
    // Without the number a reader takes the indent of the first line with text for that of the
    // block.
    let number = if text.starts_with([' ', '\n']) {
        deeper.to_string()
    } else {
        String::new()
    };
    format!("|{number}{}", chomping(text))
}

/// The sign for as many line breaks as `text` has at its end.
pub(super) fn chomping(text: &str) -> &'static str {
    if text.ends_with("\n\n") {
        "+"
    } else if text.ends_with('\n') {
        ""
    } else {
        "-"
    }
}

/// The lines of a literal block, each with a line break before it.
pub(super) fn literal_body(text: &str, indent: usize) -> String {
    let body = text.trim_end_matches('\n');
    let mut out = String::with_capacity(text.len() + 64);
    for line in body.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(line);
        }
    }
    for _ in 1..(text.len() - body.len()) {
        out.push('\n');
    }
    out
}

fn is_literal(text: &str) -> bool {
    text.contains('\n') && fits_literal(text)
}

/// Whether every character of `text` can stand in a literal block, and something does.
pub(super) fn fits_literal(text: &str) -> bool {
    let body = text.trim_end_matches('\n');
    let has_text = body.contains(|c: char| c != ' ' && c != '\n');
    // A line of nothing but blanks before the text, or tabs in front of it, are read differently
    // by different readers.
    let first = body
        .lines()
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    has_text
        && !first.trim_start_matches(' ').is_empty()
        && !first.trim_start_matches(' ').starts_with('\t')
        && text
            .chars()
            .all(|c| c == '\n' || c == '\t' || is_printable(c))
}

/// `text` on one line: plain, single-quoted or double-quoted.
pub(super) fn line_text(text: &str) -> String {
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
pub(super) fn is_printable(c: char) -> bool {
    match c {
        '\u{feff}' | '\u{2028}' | '\u{2029}' => false,
        ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => true,
        _ => false,
    }
}

pub(super) fn double_quoted(text: &str) -> String {
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
