//! The questions of a connection dialog, in the order in which the answers mean something.

use std::time::{Duration, Instant};

use crate::answer::Answer;
use crate::base_url::BaseUrl;
use crate::call::Call;
use crate::capabilities::{Feature, ServerVersion};
use crate::client::Client;
use crate::error::{Error, ForeignAnswer, TlsFault, Unreachable};
use crate::organizations::Organization;
use crate::server::StreamingMode;

/// Looking for the API at another address must not keep a person waiting.
const DETOUR: Duration = Duration::from_secs(3);

/// What a Skyvern server told about itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    /// The address that answered, in its final form.
    pub base_url: String,
    /// The version: a release such as `1.0.56`, or a commit; `None` before Skyvern 1.0.24.
    pub version: Option<String>,
    /// How the live view of browsers comes; `None` before Skyvern 1.0.37.
    pub streaming: Option<StreamingMode>,
    /// How long the quickest question took.
    pub latency: Duration,
    /// Whether the server takes the key.
    pub key: KeyCheck,
}

/// Whether a server takes a key.
#[derive(Clone, Debug, PartialEq)]
pub enum KeyCheck {
    /// It does; the organisation is the one the key belongs to.
    Accepted {
        /// The organisation, if the server tells.
        organization: Option<Box<Organization>>,
    },
    /// It does not.
    Refused {
        /// What the server said.
        message: String,
    },
}

impl Probe {
    /// The release, unless the server names a commit.
    pub fn release(&self) -> Option<ServerVersion> {
        self.version.as_deref().and_then(ServerVersion::parse)
    }

    /// Whether this server's release has `feature`; `None` if it names no release.
    pub fn has(&self, feature: Feature) -> Option<bool> {
        self.release().map(|release| release.has(feature))
    }
}

pub(super) async fn run(client: &Client) -> Result<Probe, Error> {
    let began = Instant::now();
    match heartbeat(client).await {
        Ok(()) => {}
        Err(error) => return Err(explained(client, error).await),
    }
    let first = began.elapsed();
    let began = Instant::now();
    let version = unless_old(client.server().version().await)?.map(|answer| answer.version);
    let latency = first.min(began.elapsed());
    let config = unless_old(client.server().runtime_config().await)?;
    let key = match client.organizations().list().await {
        Ok(mut list) => KeyCheck::Accepted {
            organization: list.organizations.pop().map(Box::new),
        },
        Err(Error::BadKey { message }) => KeyCheck::Refused { message },
        Err(error) => return Err(error),
    };
    Ok(Probe {
        base_url: client.base_url().to_string(),
        version,
        streaming: config.and_then(|config| config.streaming_mode),
        latency,
        key,
    })
}

/// Asks for the heartbeat once, without the key: the server may be anybody's.
pub(super) async fn heartbeat(client: &Client) -> Result<(), Error> {
    let call = Call::get("api/v1/heartbeat", &[]).without_key();
    let foreign = |answer| Error::NotSkyvern {
        answer,
        suggestion: None,
    };
    match client
        .exchange_once(&call)
        .await
        .map_err(|failure| failure.error)
    {
        Ok(answer) if is_heartbeat(&answer) => Ok(()),
        Ok(answer) => Err(foreign(answer_of(&answer))),
        Err(Error::NotFound { .. }) => Err(foreign(ForeignAnswer::Json)),
        Err(Error::InvalidRequest { status, .. }) => Err(foreign(ForeignAnswer::Other { status })),
        Err(error) => Err(error),
    }
}

/// All servers answer with the same sentence; those from 1.0.0 also name their version in a header.
fn is_heartbeat(answer: &Answer) -> bool {
    answer.headers.contains_key("x-skyvern-api-version")
        || answer.body.starts_with(b"Server is running")
        || answer.body.starts_with(b"\"Server is running")
}

fn answer_of(answer: &Answer) -> ForeignAnswer {
    if serde_json::from_slice::<serde::de::IgnoredAny>(&answer.body).is_ok() {
        return ForeignAnswer::Json;
    }
    ForeignAnswer::Other {
        status: answer.status.as_u16(),
    }
}

/// What older servers do not have is not told.
fn unless_old<T>(outcome: Result<T, Error>) -> Result<Option<T>, Error> {
    match outcome {
        Ok(told) => Ok(Some(told)),
        Err(Error::NotSupported { .. } | Error::NotFound { .. } | Error::BadKey { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Finds out why there was no heartbeat, by asking at the addresses that a person may have meant.
async fn explained(client: &Client, error: Error) -> Error {
    let base = client.base_url();
    match &error {
        Error::NotSkyvern {
            answer: ForeignAnswer::Redirect { location },
            ..
        } => match BaseUrl::parse(location) {
            Ok(to)
                if to.scheme() == "https"
                    && base.scheme() == "http"
                    && to.host() == base.host() =>
            {
                wrong_scheme(base, "https")
            }
            _ => error,
        },
        Error::NotSkyvern { answer, .. } => {
            let answer = answer.clone();
            if base.scheme() == "http" && speaks(client, "https").await {
                return wrong_scheme(base, "https");
            }
            Error::NotSkyvern {
                answer,
                suggestion: skyvern_nearby(client).await,
            }
        }
        Error::Unreachable { kind, .. } => match (base.scheme(), kind) {
            ("http", Unreachable::NotHttp | Unreachable::Reset)
                if speaks(client, "https").await =>
            {
                wrong_scheme(base, "https")
            }
            (
                "https",
                Unreachable::Tls(TlsFault::NotTls | TlsFault::Other(_))
                | Unreachable::Reset
                | Unreachable::Timeout,
            ) if speaks(client, "http").await => wrong_scheme(base, "http"),
            _ => error,
        },
        _ => error,
    }
}

fn wrong_scheme(base: &BaseUrl, scheme: &str) -> Error {
    Error::WrongScheme {
        suggestion: base.with_scheme(scheme).to_string(),
    }
}

/// Whether anything answers at the same place in `scheme`. A certificate that is not trusted is an answer too.
async fn speaks(client: &Client, scheme: &str) -> bool {
    let other = client.at(client.base_url().with_scheme(scheme));
    let outcome = tokio::time::timeout(DETOUR, heartbeat(&other)).await;
    match outcome {
        Ok(Err(Error::Unreachable {
            kind: Unreachable::Tls(fault),
            ..
        })) => matches!(
            fault,
            TlsFault::SelfSigned
                | TlsFault::UnknownIssuer
                | TlsFault::WrongHost
                | TlsFault::Expired
        ),
        Ok(Err(Error::Unreachable { .. })) | Err(_) => false,
        Ok(_) => true,
    }
}

/// The address of Skyvern's API on the same host, or the cloud's API for the cloud's web interface.
async fn skyvern_nearby(client: &Client) -> Option<String> {
    let base = client.base_url();
    let candidate = if base.host() == "app.skyvern.com" {
        BaseUrl::parse("https://api.skyvern.com").ok()?
    } else {
        base.with_port(client.inner.settings.ports.api)
    };
    if candidate == *base {
        return None;
    }
    let other = client.at(candidate.clone());
    let outcome = tokio::time::timeout(DETOUR, heartbeat(&other)).await;
    matches!(outcome, Ok(Ok(()))).then(|| candidate.to_string())
}
