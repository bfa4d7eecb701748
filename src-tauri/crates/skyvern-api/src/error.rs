//! What can go wrong, said so that a program can act on it and a person can read it.
//!
//! No error holds the key, a query or a whole body: addresses are cut to their path, texts of the server to one short
//! line.

use std::time::Duration;

use crate::base_url::AddressFault;
use crate::capabilities::Feature;
use crate::ids::{RunId, WorkflowId};
use crate::runs::RunSummary;

/// A call that did not do what it should. Its `Display` is one sentence for the person at the screen.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address of the server is not one.
    #[error("this is no server address: {fault}")]
    InvalidBaseUrl {
        /// What is wrong with it.
        fault: AddressFault,
    },

    /// The key has characters that cannot be sent, such as line breaks.
    #[error("the API key has characters that no key has; paste it again")]
    InvalidKey,

    /// The network stack of this machine could not be set up.
    #[error("the network connection could not be set up: {message}")]
    Setup {
        /// What the stack said.
        message: String,
    },

    /// The server does not accept the key (403 with a text about credentials, or 401).
    #[error("the server does not accept the API key ({message})")]
    BadKey {
        /// What the server said.
        message: String,
    },

    /// The key is good, but not for this (403 for another reason, or 402).
    #[error("the server does not allow this: {message}")]
    Forbidden {
        /// What the server said.
        message: String,
    },

    /// The thing asked for does not exist, or no longer (404 from the application, not a missing route).
    #[error("not found: {message}")]
    NotFound {
        /// What the server said, or, if it said nothing, the route.
        message: String,
    },

    /// The server refuses a workflow definition (reference A.9).
    #[error("the workflow is not valid: {}", joined(problems))]
    InvalidDefinition {
        /// At least one problem, in the order of the server.
        problems: Vec<Problem>,
    },

    /// The server refuses an argument (400, 413 or 422).
    #[error("the server does not accept this request: {}", joined(problems))]
    InvalidRequest {
        /// The status code.
        status: u16,
        /// At least one problem, in the order of the server.
        problems: Vec<Problem>,
    },

    /// Somebody else was faster, or an idempotency key was used for something else (409).
    #[error("the change conflicts with another one: {message}")]
    Conflict {
        /// What the server said.
        message: String,
    },

    /// Too many requests (429).
    #[error("the server asks to wait{}", waiting(*retry_after))]
    RateLimited {
        /// How long the server asks to wait, if it says.
        retry_after: Option<Duration>,
    },

    /// The server failed (5xx, or an answer that makes no sense).
    #[error("the server failed with status {status}{}", said(body))]
    ServerFault {
        /// The status code.
        status: u16,
        /// The beginning of its text in one line, possibly empty.
        body: String,
    },

    /// No answer came.
    #[error("{host} cannot be reached: {kind}")]
    Unreachable {
        /// The host that was asked.
        host: String,
        /// How far it got.
        kind: Unreachable,
    },

    /// The port speaks the other of `http` and `https`.
    #[error("this port speaks {}; use {suggestion}", scheme_of(suggestion))]
    WrongScheme {
        /// The address with the right scheme.
        suggestion: String,
    },

    /// Something answers there, but not Skyvern's API.
    #[error("{answer}{}", try_instead(suggestion.as_deref()))]
    NotSkyvern {
        /// What answered.
        answer: ForeignAnswer,
        /// An address at which Skyvern's API does answer, if one was found.
        suggestion: Option<String>,
    },

    /// This server's version has no such route.
    #[error("the version of this server does not support {feature}")]
    NotSupported {
        /// What it lacks.
        feature: Feature,
    },

    /// The answer is not the JSON that was expected.
    #[error("the answer to {endpoint} cannot be read{}: {message}", at_path(path))]
    Decode {
        /// Method and route, e.g. `GET /v1/workflows/{}`.
        endpoint: String,
        /// The place in the JSON, e.g. `[3].created_at`; empty if it is no JSON at all.
        path: String,
        /// What was expected and what came.
        message: String,
    },

    /// A launch was sent, but its answer was lost: the run may or may not exist. It was looked for and not found for
    /// certain. Launching again may run the workflow twice.
    #[error("it is unknown whether the run was started ({cause})")]
    OutcomeUnknown {
        /// The workflow that was launched.
        workflow_id: WorkflowId,
        /// Runs of this workflow that began after the launch was sent, newest first; may be empty.
        candidates: Vec<RunSummary>,
        /// What happened to the answer.
        cause: Box<Error>,
    },

    /// [`wait`](crate::runs::Runs::wait) gave up; the run goes on.
    #[error("{run_id} is still not finished after {} seconds", waited.as_secs())]
    WaitTimedOut {
        /// The run that was waited for.
        run_id: RunId,
        /// How long.
        waited: Duration,
    },

    /// The part of the file asked for does not exist (416).
    #[error("the file has no such part")]
    RangeNotSatisfiable {
        /// The length of the file in bytes, if the server says.
        total: Option<u64>,
    },
}

impl Error {
    /// Whether the same call may succeed a little later without anybody doing anything: the connection or the server is
    /// in trouble, not the request.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::RateLimited { .. } => true,
            Self::ServerFault { status, .. } => *status >= 500,
            Self::Unreachable { kind, .. } => {
                !matches!(kind, Unreachable::Tls(_) | Unreachable::NotHttp)
            }
            _ => false,
        }
    }
}

/// One thing that the server refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field, e.g. `workflow_definition.blocks[0].label`, if the server names one.
    pub field: Option<String>,
    /// What is wrong with it, in the server's words.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.field {
            Some(field) => write!(f, "{field}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// Why no answer came.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unreachable {
    /// The name is not known.
    Dns,
    /// Nothing listens at that port.
    Refused,
    /// The network or the host cannot be reached from here.
    NoRoute,
    /// No secure connection came about.
    Tls(TlsFault),
    /// Nothing came in time.
    Timeout,
    /// The connection broke off.
    Reset,
    /// What came is not HTTP.
    NotHttp,
    /// Anything else, in the words of the network stack.
    Other(String),
}

impl std::fmt::Display for Unreachable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Dns => "its name is not known",
            Self::Refused => "nothing listens at that port",
            Self::NoRoute => "there is no network connection to it",
            Self::Tls(fault) => return write!(f, "{fault}"),
            Self::Timeout => "it does not answer in time",
            Self::Reset => "the connection broke off",
            Self::NotHttp => "what answers there is no web server",
            Self::Other(message) => message,
        })
    }
}

/// Why no secure connection came about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TlsFault {
    /// The server made its certificate itself.
    SelfSigned,
    /// This machine does not know the authority that made the certificate.
    UnknownIssuer,
    /// The certificate is for another name.
    WrongHost,
    /// The certificate is no longer (or not yet) valid.
    Expired,
    /// The port does not speak TLS.
    NotTls,
    /// Anything else, in the words of the TLS stack.
    Other(String),
}

impl std::fmt::Display for TlsFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::SelfSigned => "its certificate is self-signed and not trusted by this machine",
            Self::UnknownIssuer => {
                "its certificate comes from an authority this machine does not trust"
            }
            Self::WrongHost => "its certificate is for another name",
            Self::Expired => "its certificate has expired",
            Self::NotTls => "the port does not speak https",
            Self::Other(message) => message,
        })
    }
}

/// What answered in Skyvern's place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ForeignAnswer {
    /// A web page; often the web interface's port instead of the API's.
    Html {
        /// The title of the page.
        title: Option<String>,
    },
    /// JSON of some other service.
    Json,
    /// A redirection to another address, which is not followed with the key.
    Redirect {
        /// Where to, without query.
        location: String,
    },
    /// Anything else.
    Other {
        /// The status code.
        status: u16,
    },
}

impl std::fmt::Display for ForeignAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Html { title: Some(title) } => {
                write!(
                    f,
                    "a web page answers here (\u{201c}{title}\u{201d}), not Skyvern's API"
                )
            }
            Self::Html { title: None } => f.write_str("a web page answers here, not Skyvern's API"),
            Self::Json => f.write_str("another service answers here, not Skyvern's API"),
            Self::Redirect { location } => write!(f, "this address redirects to {location}"),
            Self::Other { status } => {
                write!(
                    f,
                    "what answers here (status {status}) is not Skyvern's API"
                )
            }
        }
    }
}

fn joined(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}

fn waiting(retry_after: Option<Duration>) -> String {
    retry_after.map_or_else(String::new, |wait| format!(" {} seconds", wait.as_secs()))
}

fn said(body: &str) -> String {
    if body.is_empty() {
        String::new()
    } else {
        format!(": {body}")
    }
}

fn at_path(path: &str) -> String {
    if path.is_empty() {
        String::new()
    } else {
        format!(" at {path}")
    }
}

fn scheme_of(address: &str) -> &str {
    address.split("://").next().unwrap_or_default()
}

fn try_instead(suggestion: Option<&str>) -> String {
    suggestion.map_or_else(String::new, |address| format!("; it answers at {address}"))
}
