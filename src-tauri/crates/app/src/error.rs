//! What can go wrong in a use case, in terms of what a person can do about it.

use library::LibraryError;

use crate::views::launch::FieldFault;

/// A use case that did not do what it should. Its text is a sentence or two for the person at the screen.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The server does not answer.
    #[error("{0}")]
    Offline(String),
    /// The key is refused or missing.
    #[error("{0}")]
    Unauthorized(String),
    /// What was asked for is not there.
    #[error("{0}")]
    NotFound(String),
    /// Somebody else changed it, or a name is taken.
    #[error("{0}")]
    Conflict(String),
    /// What was typed cannot be used.
    #[error("{}", .0.message)]
    Invalid(FieldFault),
    /// This server is too old for it.
    #[error("{0}")]
    NotSupported(String),
    /// The keychain gives or takes nothing now.
    #[error("{problem} {advice}")]
    Keychain {
        /// What is wrong.
        problem: String,
        /// What to do about it.
        advice: String,
    },
    /// A file or folder of this computer cannot be read or written.
    #[error("{0}")]
    File(String),
    /// The library on this computer does not work.
    #[error("{0}")]
    Library(String),
    /// The server answered with a fault or with something that cannot be read.
    #[error("{0}")]
    Server(String),
}

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A fault of one field of a form.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(FieldFault {
            field: field.into(),
            message: message.into(),
        })
    }
}

impl From<LibraryError> for Error {
    fn from(fault: LibraryError) -> Self {
        Self::Library(fault.to_string())
    }
}

impl From<skyvern_api::Error> for Error {
    fn from(fault: skyvern_api::Error) -> Self {
        use skyvern_api::Error as Api;
        let text = sentence(&fault.to_string());
        match fault {
            Api::Unreachable { .. } => Self::Offline(text),
            Api::BadKey { .. } | Api::InvalidKey => Self::Unauthorized(text),
            Api::NotFound { .. } => Self::NotFound(text),
            Api::Conflict { .. } => Self::Conflict(text),
            Api::NotSupported { .. } => Self::NotSupported(text),
            Api::InvalidBaseUrl { .. } => Self::invalid("baseUrl", text),
            Api::InvalidDefinition { problems } | Api::InvalidRequest { problems, .. } => {
                let field = problems.iter().find_map(|problem| problem.field.clone());
                Self::invalid(field.unwrap_or_default(), text)
            }
            _ => Self::Server(text),
        }
    }
}

/// Begins with a capital letter and ends with a full stop.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let mut sentence: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    if !sentence.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
    }
    sentence
}
