//! Bytes of a file as text.

use std::borrow::Cow;

use super::fault::{FaultAt, ImportFault};

/// The text in `bytes`: UTF-8, or UTF-16 with a byte-order mark.
pub fn decode<'a>(bytes: &'a [u8], file_name: &str) -> Result<Cow<'a, str>, ImportFault> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|pair| unit([pair[0], pair[1]]))
            .collect();
        let text = String::from_utf16(&units).map(Cow::Owned);
        text.map_err(|_| FaultAt::start("The text is damaged; save it again as UTF-8"))
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => std::str::from_utf8(bytes)
            .map(Cow::Borrowed)
            .map_err(|fault| {
                let read = String::from_utf8_lossy(&bytes[..fault.valid_up_to()]);
                let (line, column) = end_of(&read);
                let message =
                    "This is no text in UTF-8; save the file again in that encoding".into();
                FaultAt {
                    line,
                    column,
                    message,
                }
            }),
    };
    text.map_err(|fault| fault.in_file(file_name))
}

/// The line and column after `text`, from 1.
fn end_of(text: &str) -> (usize, usize) {
    let last = text.rsplit('\n').next().unwrap_or_default();
    (text.matches('\n').count() + 1, last.chars().count() + 1)
}
