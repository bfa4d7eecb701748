//! What is too much for a template. minijinja reads a chain such as `1 + 1 + …` into a tree as
//! deep as the chain is long, and walks that tree recursively.

use super::{FaultKind, TemplateFault, utf16};

/// For one rendering: bounds the time, and the memory to about 64 bytes each.
pub(super) const FUEL: u64 = 300_000;

/// The most words and signs in one tag.
const LARGEST_TAG: usize = 600;

/// The most `{% elif %}` in one template: each stands inside the one before it.
const MOST_ELIFS: usize = 150;

/// The largest text that is read as a template, in bytes.
const LARGEST: usize = 8 << 20;

/// Whether reading `text` is safe.
pub(super) fn check(text: &str) -> Result<(), TemplateFault> {
    if text.len() > LARGEST {
        return Err(too_large("The text is too large to be checked", None));
    }
    let mut elifs = 0;
    for tag in crate::references::tags(text) {
        let inside = &text[tag.clone()];
        if weight(inside) > LARGEST_TAG {
            let range = utf16::range(text, tag);
            return Err(too_large("The tag is too long to be checked", Some(range)));
        }
        elifs += usize::from(
            inside
                .trim_start_matches(['-', '+', ' '])
                .starts_with("elif"),
        );
    }
    if elifs > MOST_ELIFS {
        return Err(too_large("There are too many `elif` to be checked", None));
    }
    Ok(())
}

/// Where the first tag stands that is not closed, and what would close it. Comments and raw parts
/// are skipped.
pub(super) fn open_tag(text: &str) -> Option<(usize, &'static str)> {
    let mut from = 0;
    while let Some(found) = text[from..].find('{') {
        let open = from + found;
        let close = match text.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                from = open + 1;
                continue;
            }
        };
        let Some(end) = text[open + 2..].find(close) else {
            return Some((open, close));
        };
        from = open + 2 + end + 2;
        let inside = text[open + 2..open + 2 + end].trim_matches(['-', '+', ' ']);
        if close == "%}" && inside == "raw" {
            from = text[from..]
                .find("endraw")
                .map_or(text.len(), |at| from + at);
        }
    }
    None
}

/// How many words and signs there are that can make a tree deeper; quoted texts count as one.
fn weight(tag: &str) -> usize {
    let mut weight = 0;
    let mut quote = None;
    let mut in_word = false;
    for byte in tag.bytes() {
        let is_word = byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'"' || byte == b'\'' => {
                quote = Some(byte);
                weight += 1;
            }
            None if is_word => weight += usize::from(!in_word),
            None if byte.is_ascii_whitespace() || matches!(byte, b',' | b':') => {}
            None => weight += 1,
        }
        in_word = is_word && quote.is_none();
    }
    weight
}

fn too_large(message: &str, range: Option<(u32, u32)>) -> TemplateFault {
    TemplateFault {
        kind: FaultKind::TooLarge,
        message: message.to_owned(),
        range,
    }
}
