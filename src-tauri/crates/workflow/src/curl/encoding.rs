//! Forms and addresses, encoded.

use serde_json::{Map, Value};

/// The names and values of an encoded form; `None` if it is none, or has a name twice.
pub(super) fn form(data: &str) -> Option<Map<String, Value>> {
    let mut map = Map::new();
    for pair in data.split('&') {
        let (name, value) = pair.split_once('=')?;
        let known = map.insert(decode(name)?, decode(value)?.into());
        if known.is_some() {
            return None;
        }
    }
    Some(map)
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

/// `text` with everything escaped that has a meaning in an address.
pub(super) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let digit = |digit: u8| char::from(b"0123456789ABCDEF"[usize::from(digit & 15)]);
            out.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
    out
}

/// The beginning of `text`, in quotes.
pub(super) fn short(text: &str) -> String {
    let start: String = text.chars().take(40).collect();
    if start.len() < text.len() {
        format!("“{start}…”")
    } else {
        format!("“{start}”")
    }
}
