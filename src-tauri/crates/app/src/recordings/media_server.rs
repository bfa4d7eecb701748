//! Recordings and pictures for the windows over 127.0.0.1. The custom schemes of the web view cannot play video on
//! Linux, so the bytes come over HTTP: only from this computer, only with a random token in the path, with ranges.

use std::io::SeekFrom;
use std::net::SocketAddr;
use std::sync::Mutex;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, HOST, HeaderMap,
    RANGE,
};
use axum::http::{Response, StatusCode};
use axum::routing::get;
use http_range_header::parse_range_header;
use library::OpenArtifact;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio::net::TcpListener;
use tokio_util::io::ReaderStream;

use crate::App;
use crate::error::{Error, Result};
use crate::ids::ConnectionId;
use crate::open::lock;

/// The server's address and secret; it answers once [`App::serve_media`] was called.
pub(crate) struct MediaServer {
    address: SocketAddr,
    token: String,
    listener: Mutex<Option<TcpListener>>,
}

impl MediaServer {
    /// Takes a free port.
    pub(crate) async fn start() -> Result<Self> {
        let fault = |fault| {
            Error::File(format!(
                "No port of this computer is free for showing recordings: {fault}."
            ))
        };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(fault)?;
        Ok(Self {
            address: listener.local_addr().map_err(fault)?,
            token: format!("{:032x}", rand::random::<u128>()),
            listener: Mutex::new(Some(listener)),
        })
    }

    pub(super) fn base(&self, connection: &ConnectionId) -> String {
        format!("http://{}/{}/{connection}/", self.address, self.token)
    }
}

impl App {
    /// Answers the windows from now on.
    pub(crate) fn serve_media(&self) {
        let Some(listener) = lock(&self.state.media.listener).take() else {
            return;
        };
        let routes = Router::new()
            .route("/{token}/{connection}/{artifact}", get(answer))
            .with_state(self.clone());
        self.spawn(async move {
            if let Err(fault) = axum::serve(listener, routes).await {
                tracing::error!(%fault, "recordings can no longer be shown");
            }
        });
    }
}

async fn answer(
    State(app): State<App>,
    Path((token, connection, artifact)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Response<Body> {
    let media = &app.state.media;
    // A page of the web that found the port has neither the token nor this host.
    let is_ours = headers
        .get(HOST)
        .is_some_and(|host| host.as_bytes() == media.address.to_string().as_bytes());
    if !is_ours || token != media.token {
        return plain(StatusCode::NOT_FOUND, "");
    }
    let connection = ConnectionId(connection);
    match open(&app, &connection, &artifact).await {
        Ok(opened) => {
            part(
                opened,
                headers.get(RANGE).and_then(|range| range.to_str().ok()),
            )
            .await
        }
        Err(fault) => plain(StatusCode::BAD_GATEWAY, &fault.to_string()),
    }
}

/// The bytes as they are kept; fetched first if they are not.
async fn open(app: &App, connection: &ConnectionId, artifact: &str) -> Result<OpenArtifact> {
    app.fetch_artifact(connection, artifact).await?;
    let (name, id) = (connection.clone(), artifact.to_owned());
    let opened = app
        .library(move |library| {
            let store = library.artifacts();
            let opened = store.open(name.as_str(), &id)?;
            store.touch(name.as_str(), &id)?;
            Ok(opened)
        })
        .await?;
    opened.ok_or_else(|| Error::NotFound("This file is no longer here.".to_owned()))
}

async fn part(opened: OpenArtifact, range: Option<&str>) -> Response<Body> {
    let len = opened.len;
    let asked =
        range.map(|range| parse_range_header(range).and_then(|parsed| parsed.validate(len)));
    let (start, end, status) = match asked {
        None => (0, len.saturating_sub(1), StatusCode::OK),
        Some(Ok(ranges)) => match ranges.first() {
            Some(first) => (*first.start(), *first.end(), StatusCode::PARTIAL_CONTENT),
            None => (0, len.saturating_sub(1), StatusCode::OK),
        },
        Some(Err(_)) => return unsatisfiable(len),
    };
    let mut file = tokio::fs::File::from_std(opened.file);
    if let Err(fault) = file.seek(SeekFrom::Start(start)).await {
        return plain(StatusCode::INTERNAL_SERVER_ERROR, &fault.to_string());
    }
    let count = end + 1 - start;
    let mut answer = Response::builder()
        .status(status)
        .header(CONTENT_TYPE, opened.mime)
        .header(CONTENT_LENGTH, count)
        .header(ACCEPT_RANGES, "bytes")
        // An artifact does not change once it is finished.
        .header(CACHE_CONTROL, "private, max-age=86400");
    if status == StatusCode::PARTIAL_CONTENT {
        answer = answer.header(CONTENT_RANGE, format!("bytes {start}-{end}/{len}"));
    }
    let body = Body::from_stream(ReaderStream::new(file.take(count)));
    answer
        .body(body)
        .unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, ""))
}

fn unsatisfiable(len: u64) -> Response<Body> {
    let answer = Response::builder()
        .status(StatusCode::RANGE_NOT_SATISFIABLE)
        .header(CONTENT_RANGE, format!("bytes */{len}"))
        .body(Body::empty());
    answer.unwrap_or_else(|_| plain(StatusCode::RANGE_NOT_SATISFIABLE, ""))
}

fn plain(status: StatusCode, text: &str) -> Response<Body> {
    let mut answer = Response::new(Body::from(text.to_owned()));
    *answer.status_mut() = status;
    answer
}
