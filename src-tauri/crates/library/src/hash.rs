//! Content hashes.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// What a record was made from, in short: equal hashes mean that nothing has to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash(pub [u8; 32]);

impl ContentHash {
    /// The hash of the bytes a record was made from, e.g. the server's JSON of one workflow.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Never the hash of a record: what carries it is written at the next occasion.
    pub(crate) const STALE: Self = Self([0; 32]);
}

/// A name for `text` that every file system takes: 32 hexadecimal digits.
pub(crate) fn file_name(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest
        .iter()
        .take(16)
        .fold(String::with_capacity(32), |mut name, byte| {
            // Writing to a String cannot fail.
            write!(name, "{byte:02x}").ok();
            name
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_bytes_have_equal_hashes() {
        assert_eq!(ContentHash::of(b"a"), ContentHash::of(b"a"));
        assert_ne!(ContentHash::of(b"a"), ContentHash::of(b"b"));
        assert_ne!(ContentHash::of(b""), ContentHash::STALE);
        assert_eq!(file_name(""), "e3b0c44298fc1c149afbf4c8996fb924");
    }
}
