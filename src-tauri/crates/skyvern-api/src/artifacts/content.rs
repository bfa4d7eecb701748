//! The bytes of artifacts, over the routes that servers of different ages have for them.

use std::fmt;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use reqwest::header::{self, HeaderMap, HeaderName};
use reqwest::{Response, StatusCode};
use url::Url;

use crate::answer::Answer;
use crate::artifacts::{Artifact, ArtifactKind, Artifacts};
use crate::call::Call;
use crate::capabilities::Feature;
use crate::client::Client;
use crate::error::{Error, Unreachable};
use crate::ids::ArtifactId;

/// A part of a file, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteRange {
    /// The first byte, from 0.
    pub start: u64,
    /// The last byte, included; `None` for the end of the file.
    pub end: Option<u64>,
}

impl fmt::Display for ByteRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.end {
            Some(end) => write!(f, "bytes={}-{end}", self.start),
            None => write!(f, "bytes={}-", self.start),
        }
    }
}

/// Which part of a file an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentRange {
    /// The first byte, from 0.
    pub start: u64,
    /// The last byte, included.
    pub end: u64,
    /// The length of the whole file, if the server tells.
    pub total: Option<u64>,
}

impl ContentRange {
    fn parse(text: &str) -> Option<Self> {
        let (part, total) = text.trim().strip_prefix("bytes ")?.split_once('/')?;
        let (start, end) = part.split_once('-')?;
        Some(Self {
            start: start.parse().ok()?,
            end: end.parse().ok()?,
            total: total.parse().ok(),
        })
    }
}

/// The bytes of an artifact on their way.
pub struct Content {
    /// The media type. Self-hosted servers call some texts `application/json`.
    pub content_type: Option<String>,
    /// Which part this is; `None` for the whole file, also if a part was asked for and the server does not give parts.
    pub range: Option<ContentRange>,
    /// How many bytes come.
    pub length: Option<u64>,
    bytes: Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>,
}

impl Content {
    /// The length of the whole file in bytes, if the server tells.
    pub fn total_length(&self) -> Option<u64> {
        match self.range {
            Some(range) => range.total,
            None => self.length,
        }
    }

    /// The bytes as they come. The stream ends with an error if the connection breaks off.
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes, Error>> + Send + Unpin {
        self.bytes
    }

    /// All bytes at once. Recordings can be large; prefer [`into_stream`](Self::into_stream) for them.
    pub async fn into_bytes(self) -> Result<Bytes, Error> {
        let mut whole = BytesMut::new();
        let mut parts = self.bytes;
        while let Some(part) = parts.try_next().await? {
            whole.extend_from_slice(&part);
        }
        Ok(whole.freeze())
    }

    fn from_response(response: Response, host: String) -> Self {
        let headers = response.headers();
        let range = (response.status() == StatusCode::PARTIAL_CONTENT)
            .then(|| text(headers, &header::CONTENT_RANGE).and_then(ContentRange::parse))
            .flatten();
        Self {
            content_type: text(headers, &header::CONTENT_TYPE).map(str::to_owned),
            range,
            length: text(headers, &header::CONTENT_LENGTH).and_then(|length| length.parse().ok()),
            bytes: response
                .bytes_stream()
                .map_err(move |error| lost(&error, &host))
                .boxed(),
        }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content")
            .field("content_type", &self.content_type)
            .field("range", &self.range)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

pub(super) async fn open(
    artifacts: &Artifacts<'_>,
    id: &ArtifactId,
    range: Option<ByteRange>,
) -> Result<Content, Error> {
    let client = artifacts.client;
    let seen = client.with_capabilities(|known| known.seen(Feature::ArtifactContent));
    if seen != Some(false) {
        // A part of a compressed answer would be a part of something else.
        let call = Call::get("v1/artifacts/{}/content", &[id.as_str()])
            .header_if("accept-encoding", Some("identity"))
            .header_if("range", range);
        match client.open(&call).await {
            Ok(response) => {
                client.learn(Feature::ArtifactContent, true);
                return follow(client, response, range).await;
            }
            Err(failure) if failure.is_missing_route && seen.is_none() => {}
            Err(failure) => return Err(failure.error),
        }
    }
    let artifact = artifacts.get(id).await?;
    client.learn(Feature::ArtifactContent, false);
    older_way(client, &artifact, range).await
}

/// Cloud servers may send to their storage, which must not see the key.
async fn follow(
    client: &Client,
    response: Response,
    range: Option<ByteRange>,
) -> Result<Content, Error> {
    if !response.status().is_redirection() {
        let host = client.base_url().host().to_owned();
        return Ok(Content::from_response(response, host));
    }
    let location = text(response.headers(), &header::LOCATION).unwrap_or_default();
    let target = response
        .url()
        .join(location)
        .map_err(|_| Error::ServerFault {
            status: response.status().as_u16(),
            body: "it redirects to no address".into(),
        })?;
    fetch_elsewhere(client, target, range).await
}

async fn older_way(
    client: &Client,
    artifact: &Artifact,
    range: Option<ByteRange>,
) -> Result<Content, Error> {
    let signed = artifact
        .signed_url
        .as_deref()
        .and_then(|url| Url::parse(url).ok());
    if let Some(url) = signed.filter(|url| matches!(url.scheme(), "http" | "https")) {
        return fetch_elsewhere(client, url, range).await;
    }
    let Some(path) = artifact.uri.strip_prefix("file://") else {
        return Err(Error::NotSupported {
            feature: Feature::ArtifactContent,
        });
    };
    let mut url = client
        .base_url()
        .with_port(client.inner.settings.ports.artifacts)
        .route(artifact_route(&artifact.kind), &[]);
    url.query_pairs_mut().append_pair("path", path);
    // That server answers nothing without a range.
    let range = range.or(Some(ByteRange {
        start: 0,
        end: None,
    }));
    match fetch_elsewhere(client, url, range).await {
        Err(Error::Unreachable {
            kind: Unreachable::Refused,
            ..
        }) => Err(Error::NotSupported {
            feature: Feature::ArtifactContent,
        }),
        outcome => outcome,
    }
}

fn artifact_route(kind: &ArtifactKind) -> &'static str {
    match kind {
        ArtifactKind::Recording => "artifact/recording",
        kind if kind.is_screenshot() => "artifact/image",
        ArtifactKind::LlmRequest | ArtifactKind::LlmResponse | ArtifactKind::LlmResponseParsed => {
            "artifact/json"
        }
        _ => "artifact/text",
    }
}

/// Fetches an address that the server handed out, without the key.
async fn fetch_elsewhere(
    client: &Client,
    url: Url,
    range: Option<ByteRange>,
) -> Result<Content, Error> {
    let host = url.host_str().unwrap_or_default().to_owned();
    let mut request = client
        .elsewhere(&url)?
        .get(url)
        .header("accept-encoding", "identity");
    if let Some(range) = range {
        request = request.header("range", range.to_string());
    }
    let response = request.send().await.map_err(|error| lost(&error, &host))?;
    if response.status().is_success() {
        return Ok(Content::from_response(response, host));
    }
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response
        .bytes()
        .await
        .map_err(|error| lost(&error, &host))?;
    let answer = Answer {
        status,
        headers,
        body,
    };
    Err(
        match answer.into_error(&Call::get("the signed address", &[])) {
            // The storage refuses its own signature: it has expired. Our key has nothing to do with it.
            Error::BadKey { message } => Error::Forbidden { message },
            error => error,
        },
    )
}

fn lost(error: &reqwest::Error, host: &str) -> Error {
    Error::Unreachable {
        host: host.to_owned(),
        kind: crate::unreachable::kind(error),
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
