//! The API key: a text that can be sent, and nothing else.

use std::fmt;

use reqwest::header::HeaderValue;

use crate::Error;

/// Shorter keys are not looked for in texts: they are no keys, and would take ordinary words out.
const MIN_SECRET: usize = 8;

/// A Skyvern API key.
///
/// It has no `Display` and no `Serialize`, and `Debug` prints `<redacted>`, so it cannot reach a log, an error or a
/// file by accident. The client sends it as the `x-api-key` header, and to sockets in the query (the only place they
/// take it, reference B.5).
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(String);

impl ApiKey {
    /// Takes a key as it was pasted: white space around it is dropped.
    pub fn new(key: impl AsRef<str>) -> Self {
        Self(key.as_ref().trim().to_owned())
    }

    /// The key as a header value that no log of the HTTP stack prints.
    ///
    /// # Errors
    /// [`Error::InvalidKey`] if the key has characters that no header can carry.
    pub(crate) fn header(&self) -> Result<HeaderValue, Error> {
        let mut value = HeaderValue::from_str(&self.0).map_err(|_| Error::InvalidKey)?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// The key itself, for the query of a socket.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// A body without the key: servers that echo requests must not get it into an error.
    pub(crate) fn redact_bytes(&self, body: bytes::Bytes) -> bytes::Bytes {
        let key = self.0.as_bytes();
        if key.len() < MIN_SECRET || !body.windows(key.len()).any(|window| window == key) {
            return body;
        }
        self.redact(String::from_utf8_lossy(&body).into_owned())
            .into()
    }

    /// `text` without the key, for texts of the server that end up in errors.
    pub(crate) fn redact(&self, text: String) -> String {
        if self.0.len() < MIN_SECRET || !text.contains(&self.0) {
            return text;
        }
        text.replace(&self.0, "<redacted>")
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}
