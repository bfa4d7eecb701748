//! The ways in which a server does wrong.

use std::convert::Infallible;

use axum::body::{Body, Bytes};
use axum::http::{Response, StatusCode, header};
use futures_util::StreamExt as _;

use super::routes::Answer;

#[derive(Debug, Clone)]
pub(crate) enum Fault {
    /// This status with this JSON or text.
    Status(u16, &'static str),
    /// 429 with a wait in seconds.
    Busy(u32),
    /// A web page in the place of JSON.
    Html,
    /// JSON that ends in the middle, as if it were whole.
    Truncated,
    /// The connection breaks in the middle of the answer.
    BrokenOff,
    /// Takes the request and says nothing.
    Silent,
    /// Does what it was asked, and the connection breaks before the answer.
    Unanswered,
    /// The head of a file and then nothing of it.
    Empty,
}

impl Fault {
    /// Whether the request is carried out before things go wrong.
    pub(super) fn is_after_the_deed(&self) -> bool {
        matches!(self, Self::Unanswered | Self::Truncated | Self::BrokenOff)
    }

    pub(super) async fn answer(self, right: Option<Answer>) -> Response<Body> {
        let whole = || right.map(|answer| answer.body).unwrap_or_default();
        match self {
            Self::Status(status, body) => text(status, "application/json", body),
            Self::Busy(seconds) => {
                let mut answer = text(429, "application/json", r#"{"detail":"Too many requests"}"#);
                answer
                    .headers_mut()
                    .insert(header::RETRY_AFTER, seconds.into());
                answer
            }
            Self::Html => text(
                200,
                "text/html",
                "<!doctype html><html><head><title>Sign in</title></head></html>",
            ),
            Self::Truncated => {
                let body = whole();
                let half = body.slice(..body.len() / 2);
                Response::new(Body::from(half))
            }
            Self::BrokenOff => {
                let body = whole();
                broken(body.slice(..body.len() / 2), body.len())
            }
            Self::Unanswered => broken(Bytes::new(), 1),
            Self::Silent => std::future::pending().await,
            Self::Empty => Response::new(Body::empty()),
        }
    }
}

/// An answer that promises more than comes.
fn broken(part: Bytes, promised: usize) -> Response<Body> {
    let begin = futures_util::stream::iter([Ok(part)]);
    let end = futures_util::stream::once(async {
        // Let the part go out first.
        tokio::task::yield_now().await;
        Err(std::io::Error::other("the server died"))
    });
    let mut answer = Response::new(Body::from_stream(begin.chain(end)));
    answer
        .headers_mut()
        .insert(header::CONTENT_LENGTH, promised.into());
    answer
}

fn text(status: u16, kind: &'static str, body: &'static str) -> Response<Body> {
    let answer = Response::builder()
        .status(StatusCode::from_u16(status).expect("a status"))
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from_stream(futures_util::stream::iter([Ok::<
            _,
            Infallible,
        >(
            Bytes::from_static(body.as_bytes()),
        )])));
    answer.expect("an answer")
}
