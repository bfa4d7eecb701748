//! How a fault crosses to the window: a code where the window acts on it, and a sentence for the person.

use serde::Serialize;
use specta::Type;

#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct CommandError {
    pub(crate) code: ErrorCode,
    /// One sentence or two for the person at the screen; never a debug dump.
    pub(crate) message: String,
    /// The field to mark, where the fault belongs to one.
    pub(crate) field: Option<String>,
}

/// Only codes on which the window acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ErrorCode {
    Offline,
    Unauthorized,
    NotFound,
    Conflict,
    Invalid,
    NotSupported,
    Keychain,
    File,
    Library,
    Server,
}

/// What every command returns.
pub(crate) type CommandResult<T> = Result<T, CommandError>;

impl From<app::error::Error> for CommandError {
    fn from(error: app::error::Error) -> Self {
        use app::error::Error;
        let message = error.to_string();
        tracing::warn!(%message, "command failed");
        let (code, field) = match error {
            Error::Offline(_) => (ErrorCode::Offline, None),
            Error::Unauthorized(_) => (ErrorCode::Unauthorized, None),
            Error::NotFound(_) => (ErrorCode::NotFound, None),
            Error::Conflict(_) => (ErrorCode::Conflict, None),
            Error::Invalid(fault) => (ErrorCode::Invalid, Some(fault.field)),
            Error::NotSupported(_) => (ErrorCode::NotSupported, None),
            Error::Keychain { .. } => (ErrorCode::Keychain, None),
            Error::File(_) => (ErrorCode::File, None),
            Error::Library(_) => (ErrorCode::Library, None),
            Error::Server(_) => (ErrorCode::Server, None),
        };
        Self {
            code,
            message,
            field,
        }
    }
}
