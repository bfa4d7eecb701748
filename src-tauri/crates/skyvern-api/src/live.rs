//! Live pictures of running browsers (reference B.5, Screencast).

mod socket;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::Stream;
use serde_json::Value;

use crate::capabilities::Feature;
use crate::client::Client;
use crate::error::Error;
use crate::ids::{BrowserSessionId, RunId};
use crate::open_enum::open_enum;

/// The live views. Made by [`Client::live`].
#[derive(Clone, Copy, Debug)]
pub struct Live<'c> {
    pub(crate) client: &'c Client,
}

open_enum! {
    /// What a live view tells about what it shows: the status of the run or session, or why there is no picture.
    LiveStatus {
        Created = "created",
        Queued = "queued",
        Running = "running",
        Paused = "paused",
        Completed = "completed",
        Failed = "failed",
        Terminated = "terminated",
        Canceled = "canceled",
        TimedOut = "timed_out",
        NotFound = "not_found",
        // Five minutes without a change.
        Timeout = "timeout",
        SessionExpired = "session_expired",
    }
}

impl LiveStatus {
    /// Whether no picture will follow.
    pub fn is_final(&self) -> bool {
        !matches!(
            self,
            Self::Created | Self::Queued | Self::Running | Self::Paused | Self::Other(_)
        )
    }
}

/// A message of a live view.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum LiveMessage {
    /// A picture.
    Frame(LiveFrame),
    /// A status without a picture: before the first one, and at the end.
    Status(LiveStatus),
    /// The server refuses, in its own words: a bad key arrives like this.
    Refused(String),
    /// This server shows browsers through VNC only. The last message; use screenshots instead.
    UseVnc,
    /// The connection is closed, by the server or by its loss. The last message.
    Closed {
        /// The code, if the server closed properly.
        code: Option<u16>,
        /// The reason, in the server's words or ours; empty after a final status.
        reason: String,
    },
}

/// A picture of the browser. `Debug` leaves the picture out.
#[derive(Clone, PartialEq)]
pub struct LiveFrame {
    /// The picture in Base64, as it came.
    pub data: String,
    /// `jpeg` or `png`.
    pub format: String,
    /// The width of the page in CSS pixels; the picture may be smaller.
    pub width: Option<u32>,
    /// The height of the page in CSS pixels.
    pub height: Option<u32>,
    /// The address of the page.
    pub url: Option<String>,
    /// The status of the run or session.
    pub status: LiveStatus,
}

impl LiveFrame {
    /// The picture as an address that a browser shows.
    pub fn data_url(&self) -> String {
        format!("data:image/{};base64,{}", self.format, self.data)
    }
}

impl fmt::Debug for LiveFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LiveFrame")
            .field("format", &self.format)
            .field("length", &self.data.len())
            .field("url", &self.url)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// A stream of [`LiveMessage`]s. Dropping it closes the connection.
pub struct LiveView {
    messages: Pin<Box<dyn Stream<Item = LiveMessage> + Send>>,
}

impl Stream for LiveView {
    type Item = LiveMessage;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<LiveMessage>> {
        self.messages.as_mut().poll_next(context)
    }
}

impl fmt::Debug for LiveView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LiveView")
    }
}

impl Live<'_> {
    /// The browser of a run (`/api/v1/stream/workflow_runs/{id}`, for tasks `/api/v1/stream/tasks/{id}`).
    ///
    /// An unknown run, a finished run and a bad key are messages, not errors.
    ///
    /// # Errors
    /// [`Error::Unreachable`] if no connection comes about.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use futures_util::StreamExt as _;
    /// use skyvern_api::live::LiveMessage;
    ///
    /// let mut view = client.live().run(&"wr_1".into()).await?;
    /// while let Some(message) = view.next().await {
    ///     match message {
    ///         LiveMessage::Frame(frame) => println!("{:?}", frame.url),
    ///         other => println!("{other:?}"),
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn run(&self, id: &RunId) -> Result<LiveView, Error> {
        let template = if id.as_str().starts_with("tsk_") {
            "api/v1/stream/tasks/{}"
        } else {
            "api/v1/stream/workflow_runs/{}"
        };
        socket::open(self.client, template, id.as_str(), None).await
    }

    /// The browser of a session (`/v1/stream/browser_sessions/{id}`).
    ///
    /// # Errors
    /// [`Error::Unreachable`], [`Error::NotSupported`] before Skyvern 1.0.25.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let view = client.live().browser_session(&"pbs_1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn browser_session(&self, id: &BrowserSessionId) -> Result<LiveView, Error> {
        let feature = Some(Feature::SessionLiveView);
        socket::open(
            self.client,
            "v1/stream/browser_sessions/{}",
            id.as_str(),
            feature,
        )
        .await
    }
}

impl LiveMessage {
    /// Reads one text message of the server.
    pub(crate) fn read(text: &str) -> Self {
        let Ok(Value::Object(mut fields)) = serde_json::from_str(text) else {
            return Self::Refused(crate::answer::one_line(text));
        };
        let status = match fields.get("status").and_then(Value::as_str) {
            Some(status) => LiveStatus::from(status),
            None => LiveStatus::Running,
        };
        let Some(Value::String(data)) = fields.get_mut("screenshot").map(Value::take) else {
            return Self::Status(status);
        };
        let text = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
        let number = |name: &str| fields.get(name).and_then(Value::as_u64)?.try_into().ok();
        Self::Frame(LiveFrame {
            data,
            // Servers in VNC mode send PNG and do not say so.
            format: text("format").unwrap_or_else(|| "png".into()),
            width: number("viewport_width"),
            height: number("viewport_height"),
            url: text("url"),
            status,
        })
    }
}
