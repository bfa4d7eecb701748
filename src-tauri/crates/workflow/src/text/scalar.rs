//! What an unquoted word means in YAML.
//!
//! The server reads with `PyYAML`, a reader of YAML 1.1: there `yes` is true, `010` is eight, and
//! `1e3` is a text. Most other readers follow YAML 1.2, where it is the other way round. So words
//! are read as the server reads them, and written so that both kinds of reader agree.

use serde_json::{Number, Value};

/// The value of the plain scalar `word` as `PyYAML` reads it.
///
/// Times, numbers to the base of 60, infinities and whole numbers beyond 64 bits have no form in
/// JSON or none that a person writing them can have meant; they stay texts.
pub(super) fn read_plain(word: &str) -> Value {
    match word {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => Value::Bool(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            Value::Bool(false)
        }
        _ => integer(word)
            .or_else(|| float(word))
            .unwrap_or_else(|| Value::from(word)),
    }
}

/// The value of a scalar that is tagged as `kind` of the core schema; `None` if it cannot be one.
pub(super) fn read_tagged(kind: &str, word: &str) -> Option<Value> {
    let value = match kind {
        "str" => return Some(Value::from(word)),
        "float" => integer(word).or_else(|| float(word)).or_else(|| real(word)),
        _ => Some(read_plain(word)),
    }?;
    let fits = match kind {
        "int" => value.is_i64() || value.is_u64(),
        "float" => value.is_number(),
        "bool" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    };
    fits.then_some(value)
}

/// Whether a reader of YAML 1.1 or of YAML 1.2 may take the unquoted `word` for anything but this
/// text.
pub(super) fn is_ambiguous(word: &str) -> bool {
    // "y" and "n" are booleans in the letter of YAML 1.1, though not for PyYAML; "=" and "<<" have
    // meanings of their own. Every number and time, in any notation, begins like a number.
    matches!(word, "y" | "Y" | "n" | "N" | "=" | "<<")
        || !read_plain(word).is_string()
        || word.starts_with(|c: char| c.is_ascii_digit())
        || word.starts_with(['+', '-', '.'])
            && word[1..].starts_with(|c: char| c.is_ascii_digit() || c == '.' || "iInN".contains(c))
}

/// `number` in a form that is a number for both kinds of reader: `PyYAML` wants a point and a sign
/// in "1.0e+21".
pub(super) fn write_number(number: &Number) -> String {
    let text = number.to_string();
    let Some((mantissa, exponent)) = text.split_once('e') else {
        return text;
    };
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with('-') { "" } else { "+" };
    format!(
        "{mantissa}{point}e{sign}{}",
        exponent.trim_start_matches('+')
    )
}

/// Decimal, octal (`010`), hexadecimal (`0x1F`) and binary (`0b11`), with `_` between digits.
fn integer(word: &str) -> Option<Value> {
    let (negative, digits) = sign(word);
    let (radix, digits) = match digits.as_bytes() {
        [b'0', b'b', ..] => (2, &digits[2..]),
        [b'0', b'x', ..] => (16, &digits[2..]),
        [b'0', _, ..] => (8, &digits[1..]),
        [b'0'..=b'9', ..] => (10, digits),
        _ => return None,
    };
    let digits: String = digits.chars().filter(|c| *c != '_').collect();
    if !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    // `0_` is a zero, octal and without a digit.
    let digits = if digits.is_empty() && radix == 8 {
        "0"
    } else {
        &digits
    };
    let number = i128::from_str_radix(digits, radix).ok()?;
    let number = if negative { -number } else { number };
    i64::try_from(number)
        .map(Value::from)
        .or_else(|_| u64::try_from(number).map(Value::from))
        .ok()
}

/// Decimal with a point; an exponent needs its sign.
fn float(word: &str) -> Option<Value> {
    let (_, digits) = sign(word);
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        None => (digits, None),
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
    };
    let (whole, fraction) = mantissa.split_once('.')?;
    let is_number = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'_')
    };
    // Without a digit before the point there may be no sign.
    let starts = if whole.is_empty() && digits == word {
        fraction
    } else {
        whole
    };
    let exponent_fits = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']);
        digits
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
    });
    let fits = starts.starts_with(|c: char| c.is_ascii_digit())
        && is_number(whole)
        && is_number(fraction)
        && exponent_fits;
    if fits {
        real(&word.replace('_', ""))
    } else {
        None
    }
}

fn real(word: &str) -> Option<Value> {
    word.parse()
        .ok()
        .and_then(Number::from_f64)
        .map(Value::Number)
}

fn sign(word: &str) -> (bool, &str) {
    match word.as_bytes() {
        [b'-', ..] => (true, &word[1..]),
        [b'+', ..] => (false, &word[1..]),
        _ => (false, word),
    }
}
