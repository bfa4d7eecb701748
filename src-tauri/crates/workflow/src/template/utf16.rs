//! Places in texts as the window counts them.

use std::ops::Range;

/// The place of `bytes` in `text`, in UTF-16 code units. A place inside a character is taken back
/// to its beginning.
pub(crate) fn range(text: &str, bytes: Range<usize>) -> (u32, u32) {
    let start = units(text, bytes.start);
    (start, start.max(units(text, bytes.end)))
}

fn units(text: &str, byte: usize) -> u32 {
    let end = text.floor_char_boundary(byte.min(text.len()));
    let before = &text[..end];
    let units = if before.is_ascii() {
        before.len()
    } else {
        before.encode_utf16().count()
    };
    u32::try_from(units).unwrap_or(u32::MAX)
}
