//! cURL commands, as browsers and documentation give them, as the fields of an `http_request`
//! block (reference A.3).

mod encoding;
mod request;
mod words;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use request::{CurlRequest, parse};

/// Why a command cannot be taken over.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum CurlFault {
    /// It does not begin with `curl`.
    #[error("This is no cURL command: it must begin with “curl”")]
    NotCurl,
    /// A quote is opened and never closed.
    #[error("The quote {quote} is opened and never closed: part of the command is missing")]
    OpenQuote {
        /// The quote.
        quote: char,
    },
    /// An option stands at the end that needs a value.
    #[error("The option {option} has no value: part of the command is missing")]
    NoValue {
        /// The option.
        option: String,
    },
    /// No address.
    #[error("The command names no address")]
    NoUrl,
    /// The command is longer than anything a browser copies.
    #[error("The command is longer than 2 MB")]
    TooLong,
}
