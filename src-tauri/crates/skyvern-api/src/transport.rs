//! Sending calls: once, or again if they are reads; to the newer route, or to the older one.

use std::time::{Duration, Instant};

use chrono::Utc;
use reqwest::{RequestBuilder, Response};
use serde_json::Value;

use crate::answer::Answer;
use crate::call::{Call, Content, Versioned};
use crate::capabilities::Feature;
use crate::client::Client;
use crate::decode::Part;
use crate::error::{Error, ForeignAnswer};

/// A call that failed, with what a caller cannot see from the error alone.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: Error,
    /// The server has no such route: nothing was done, an older one may do it.
    pub(crate) is_missing_route: bool,
    /// The server may have done what it was asked although the answer was lost.
    pub(crate) may_be_done: bool,
    /// How long the server asks to wait.
    retry_after: Option<Duration>,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self {
            error,
            is_missing_route: false,
            may_be_done: false,
            retry_after: None,
        }
    }
}

impl Client {
    /// Sends `call` and reads its answer as `T`.
    pub(crate) async fn fetch<T: Part>(&self, call: Call) -> Result<T, Error> {
        let answer = self
            .exchange(&call)
            .await
            .map_err(|failure| failure.error)?;
        self.decode(&call, &answer)
    }

    /// Sends the call's newer route, or its older one if the server is known or found not to have the newer.
    pub(crate) async fn fetch_versioned<T: Part>(&self, call: Versioned) -> Result<T, Error> {
        let (call, answer) = self
            .exchange_versioned(call)
            .await
            .map_err(|failure| failure.error)?;
        self.decode(&call, &answer)
    }

    pub(crate) async fn exchange_versioned(
        &self,
        call: Versioned,
    ) -> Result<(Call, Answer), Failure> {
        let Versioned {
            feature,
            newer,
            older,
        } = call;
        let seen = self.with_capabilities(|known| known.seen(feature));
        if seen != Some(false) || older.is_none() {
            match self.exchange(&newer).await {
                Ok(answer) => {
                    self.learn(feature, true);
                    return Ok((newer, answer));
                }
                // Once a route was seen, "Not Found" is about the thing, not the route.
                Err(failure) if !failure.is_missing_route || seen == Some(true) => {
                    return Err(failure);
                }
                Err(_) => {}
            }
        }
        let Some(older) = older else {
            self.learn(feature, false);
            return Err(Error::NotSupported { feature }.into());
        };
        match self.exchange(&older).await {
            Err(failure) if failure.is_missing_route => Err(Error::NotSupported { feature }.into()),
            outcome => {
                self.learn(feature, false);
                outcome.map(|answer| (older, answer))
            }
        }
    }

    /// Whether the server was found not to have `feature`.
    pub(crate) fn lacks(&self, feature: Feature) -> bool {
        self.with_capabilities(|known| known.seen(feature)) == Some(false)
    }

    pub(crate) fn learn(&self, feature: Feature, present: bool) {
        self.with_capabilities(|known| known.learn(feature, present));
    }

    /// Sends `call`, again if it is a read that failed for a passing reason.
    pub(crate) async fn exchange(&self, call: &Call) -> Result<Answer, Failure> {
        self.retried(call, || self.exchange_once(call)).await
    }

    /// Sends `call` like [`exchange`](Self::exchange), and leaves the body of a success or a redirection unread.
    pub(crate) async fn open(&self, call: &Call) -> Result<Response, Failure> {
        self.retried(call, || self.open_once(call)).await
    }

    async fn open_once(&self, call: &Call) -> Result<Response, Failure> {
        let response = self.send(call).await?;
        let status = response.status();
        if status.is_success() || status.is_redirection() {
            return Ok(response);
        }
        let headers = response.headers().clone();
        let body = response.bytes().await.map_err(|error| self.lost(&error))?;
        Err(self.failure(
            call,
            Answer {
                status,
                headers,
                body,
            },
        ))
    }

    async fn retried<T, F>(&self, call: &Call, once: impl Fn() -> F) -> Result<T, Failure>
    where
        F: Future<Output = Result<T, Failure>>,
    {
        let mut tried = 0;
        loop {
            let failure = match once().await {
                Err(failure) if call.is_read() => failure,
                outcome => return outcome,
            };
            let policy = &self.inner.settings.retry;
            match policy.wait(&failure.error, failure.retry_after, tried, rand::random()) {
                Some(wait) => tokio::time::sleep(wait).await,
                None => return Err(failure),
            }
            tried += 1;
        }
    }

    /// Sends `call` exactly once and reads the whole answer.
    pub(crate) async fn exchange_once(&self, call: &Call) -> Result<Answer, Failure> {
        let began = Instant::now();
        let response = self.send(call).await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.bytes().await.map_err(|error| self.lost(&error))?;
        tracing::debug!(endpoint = call.endpoint(), %status, elapsed = ?began.elapsed(), "answered");
        let answer = Answer {
            status,
            headers,
            body,
        };
        if status.is_success() && !answer.is_html() {
            return Ok(answer);
        }
        Err(self.failure(call, answer))
    }

    /// Sends `call` exactly once, up to the head of the answer.
    async fn send(&self, call: &Call) -> Result<Response, Failure> {
        self.request(call)
            .send()
            .await
            .map_err(|error| self.lost(&error))
    }

    /// What an answer to `call` means that is no success, or a web page.
    fn failure(&self, call: &Call, answer: Answer) -> Failure {
        let is_missing_route = answer.is_missing_route();
        // A gateway that lost its server does not know what that did; an error of the server itself is an answer.
        let may_be_done = matches!(answer.status.as_u16(), 502 | 504);
        let retry_after = answer.retry_after(Utc::now());
        let error = if answer.status.is_success() {
            let answer = ForeignAnswer::Html {
                title: answer.html_title(),
            };
            Error::NotSkyvern {
                answer,
                suggestion: None,
            }
        } else {
            let body = self.inner.key.redact_bytes(answer.body);
            Answer { body, ..answer }.into_error(call)
        };
        Failure {
            error,
            is_missing_route,
            may_be_done,
            retry_after,
        }
    }

    /// Reads the body as JSON; an empty body is `null`.
    pub(crate) fn decode<T: Part>(&self, call: &Call, answer: &Answer) -> Result<T, Error> {
        let mismatch = |path: String, message: String| Error::Decode {
            endpoint: call.endpoint(),
            path,
            message: self.inner.key.redact(message),
        };
        let value = if answer.body.trim_ascii().is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&answer.body)
                .map_err(|error| mismatch(String::new(), format!("no valid JSON ({error})")))?
        };
        T::decode(value).map_err(|error| mismatch(error.path, error.message))
    }

    fn request(&self, call: &Call) -> RequestBuilder {
        let ids: Vec<&str> = call.ids.iter().map(String::as_str).collect();
        let mut url = self.inner.base.route(call.template, &ids);
        if !call.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&call.query);
        }
        let mut request = self.inner.http.request(call.method.clone(), url);
        if call.with_key {
            request = request.header("x-api-key", self.inner.key_header.clone());
        }
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        match &call.content {
            Content::Empty => request,
            Content::Json(body) => request.json(body),
            Content::File {
                name,
                media_type,
                bytes,
            } => {
                let length = bytes.len() as u64;
                let part = reqwest::multipart::Part::stream_with_length(bytes.clone(), length)
                    .file_name(name.clone());
                let part = part.mime_str(media_type).unwrap_or_else(|_| {
                    reqwest::multipart::Part::stream_with_length(bytes.clone(), length)
                        .file_name(name.clone())
                });
                request.multipart(reqwest::multipart::Form::new().part("file", part))
            }
        }
    }

    /// The failure of a request whose answer did not come (whole).
    pub(crate) fn lost(&self, error: &reqwest::Error) -> Failure {
        let kind = crate::unreachable::kind(error);
        let error_of_host = Error::Unreachable {
            host: self.inner.base.host().to_owned(),
            kind,
        };
        Failure {
            error: error_of_host,
            is_missing_route: false,
            // Before there was a connection, nothing was sent.
            may_be_done: !error.is_connect() && !error.is_builder(),
            retry_after: None,
        }
    }
}
