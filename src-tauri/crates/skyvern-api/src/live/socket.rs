//! The socket under a live view.
//!
//! The handshake goes through the HTTP stack of the client, so that the system's proxy and certificates hold for
//! sockets too; the frames are tungstenite's.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use reqwest::{Response, StatusCode, Upgraded, header};
use tokio::time::{Instant, Interval, MissedTickBehavior};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::client::generate_key;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role};

use crate::capabilities::Feature;
use crate::client::Client;
use crate::error::{Error, Unreachable};
use crate::live::{LiveMessage, LiveView};

/// How often the server is asked whether it is still there. Pictures come only when something changes.
const PING: Duration = Duration::from_secs(20);
/// After this long without any sign the connection counts as lost.
const SILENCE: Duration = Duration::from_secs(50);
/// The code with which a server says that it shows browsers through VNC only.
const USE_VNC: u16 = 4001;

pub(super) async fn open(
    client: &Client,
    template: &str,
    id: &str,
    feature: Option<Feature>,
) -> Result<LiveView, Error> {
    let settings = &client.inner.settings;
    let limit = settings.connect_timeout + settings.read_timeout;
    let handshake = tokio::time::timeout(limit, shake_hands(client, template, id, feature));
    let stream = handshake
        .await
        .unwrap_or_else(|_| Err(unreachable(client, Unreachable::Timeout)))?;
    let socket = WebSocketStream::from_raw_socket(stream, Role::Client, None).await;
    let mut ping = tokio::time::interval(PING);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ping.reset();
    let connection = Connection {
        client: client.clone(),
        socket,
        ping,
        heard: Instant::now(),
        is_over: false,
    };
    let messages = futures_util::stream::unfold(Some(connection), |connection| async {
        let mut connection = connection?;
        let message = connection.next().await;
        let is_last = matches!(message, LiveMessage::Closed { .. } | LiveMessage::UseVnc);
        Some((message, (!is_last).then_some(connection)))
    });
    Ok(LiveView {
        messages: messages.boxed(),
    })
}

struct Connection {
    client: Client,
    socket: WebSocketStream<Upgraded>,
    ping: Interval,
    heard: Instant,
    /// Whether the last message was a final status: the server closes next, not always properly.
    is_over: bool,
}

impl Connection {
    async fn next(&mut self) -> LiveMessage {
        loop {
            let message = tokio::select! {
                message = self.socket.next() => message,
                _ = self.ping.tick() => {
                    if self.heard.elapsed() > SILENCE {
                        return closed(None, "the server is silent");
                    }
                    // A socket that cannot be written to tells so when it is read.
                    let _ = self.socket.send(Message::Ping(bytes::Bytes::new())).await;
                    continue;
                }
            };
            self.heard = Instant::now();
            match message {
                Some(Ok(Message::Text(text))) => return self.read(&text),
                Some(Ok(Message::Close(frame))) => return ended(frame.as_ref()),
                // Pings are answered by tungstenite; no binary messages come on these sockets.
                Some(Ok(_)) => {}
                Some(Err(_)) if !self.is_over => return closed(None, "the connection broke off"),
                Some(Err(_)) | None => return closed(None, ""),
            }
        }
    }

    fn read(&mut self, text: &str) -> LiveMessage {
        let message = LiveMessage::read(text);
        self.is_over = matches!(&message, LiveMessage::Status(status) if status.is_final());
        match message {
            LiveMessage::Refused(words) => {
                LiveMessage::Refused(self.client.inner.key.redact(words))
            }
            message => message,
        }
    }
}

fn ended(frame: Option<&CloseFrame>) -> LiveMessage {
    match frame {
        Some(frame) if u16::from(frame.code) == USE_VNC => LiveMessage::UseVnc,
        Some(frame) => closed(Some(frame.code.into()), &frame.reason),
        None => closed(None, ""),
    }
}

fn closed(code: Option<u16>, reason: &str) -> LiveMessage {
    LiveMessage::Closed {
        code,
        reason: reason.to_owned(),
    }
}

async fn shake_hands(
    client: &Client,
    template: &str,
    id: &str,
    feature: Option<Feature>,
) -> Result<Upgraded, Error> {
    let mut url = client.base_url().route(template, &[id]);
    url.query_pairs_mut()
        .append_pair("apikey", client.inner.key.reveal());
    let nonce = generate_key();
    let request = client
        .sockets()?
        .get(url)
        .header(header::CONNECTION, "Upgrade")
        .header(header::UPGRADE, "websocket")
        .header(header::SEC_WEBSOCKET_VERSION, "13")
        .header(header::SEC_WEBSOCKET_KEY, &nonce);
    let response = request
        .send()
        .await
        .map_err(|error| client.lost(&error).error)?;
    if response.status() != StatusCode::SWITCHING_PROTOCOLS {
        return Err(refused(&response, feature));
    }
    let accept = response.headers().get(header::SEC_WEBSOCKET_ACCEPT);
    if accept
        .is_none_or(|accept| accept.as_bytes() != derive_accept_key(nonce.as_bytes()).as_bytes())
    {
        return Err(unreachable(client, Unreachable::NotHttp));
    }
    response
        .upgrade()
        .await
        .map_err(|error| client.lost(&error).error)
}

/// A socket that does not exist is refused with 403, as is one that a gateway does not let through.
fn refused(response: &Response, feature: Option<Feature>) -> Error {
    let status = response.status().as_u16();
    match (status, feature) {
        (403 | 404, Some(feature)) => Error::NotSupported { feature },
        (401, _) => Error::BadKey {
            message: "the socket was refused".into(),
        },
        (403, None) => Error::Forbidden {
            message: "the socket was refused".into(),
        },
        (404, None) => Error::NotFound {
            message: "the server has no such socket".into(),
        },
        _ => Error::ServerFault {
            status,
            body: "no socket was opened".into(),
        },
    }
}

fn unreachable(client: &Client, kind: Unreachable) -> Error {
    Error::Unreachable {
        host: client.base_url().host().to_owned(),
        kind,
    }
}
