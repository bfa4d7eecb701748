//! Live views against a local socket that replays recorded ones.

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::Value;
use skyvern_api::live::{LiveMessage, LiveStatus, LiveView};
use skyvern_api::{Error, Feature, Unreachable};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio_tungstenite::accept_hdr_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::http::StatusCode;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use crate::recorded::{folder, names};
use crate::server::{KEY, Raw, client, closed_port, impatient, read_head};

/// The sockets that the client opens, and what their recordings must give. Frames that follow each other are counted.
const EXPECTED: &[(&str, &str)] = &[
    (
        "ws-stream-browser-session",
        "16 frames of jpeg 1920x1080, last of http://127.0.0.1:18010/; completed; closed",
    ),
    (
        "ws-stream-browser-session-nokey",
        "refused: No valid credential provided; closed 1000",
    ),
    ("ws-stream-browser-session-unknown", "not_found; closed"),
    (
        "ws-stream-workflow-run",
        "49 frames of jpeg 1920x1080, last of http://127.0.0.1:18010/search?q=lamp; closed",
    ),
    (
        "ws-stream-workflow-run-badkey",
        "refused: Invalid credential provided; closed",
    ),
    ("ws-stream-workflow-run-finished", "completed; closed"),
    (
        "ws-stream-workflow-run-nokey",
        "refused: No valid credential provided; closed",
    ),
    ("ws-stream-workflow-run-unknown", "not_found; closed"),
];

/// Recorded sockets that are no live views of the client.
const OTHERS: &[(&str, &str)] = &[
    (
        "ws-cdp-input-browser-session",
        "taking over the browser is not part of the client",
    ),
    (
        "ws-messages-browser-session",
        "taking over the browser is not part of the client",
    ),
    (
        "ws-stream-workflow-run-v1-prefix",
        "runs have their socket under /api/v1 only; see sockets_that_are_refused",
    ),
    (
        "ws-vnc-browser-session",
        "raw VNC; the client falls back to screenshots",
    ),
];

#[tokio::test]
async fn recorded_sockets_are_understood() {
    let known = EXPECTED.len() + OTHERS.len();
    assert_eq!(names(true).len(), known, "all recordings are accounted for");
    for (name, expected) in EXPECTED {
        let text = std::fs::read(folder().join(format!("{name}.json"))).unwrap();
        let recording: Value = serde_json::from_slice(&text).unwrap();
        let log = recording["log"].as_array().unwrap().clone();
        let url = url::Url::parse(recording["url"].as_str().unwrap()).unwrap();
        let wanted = format!("{}?apikey=%3CAPI_KEY%3E", url.path());
        let server = serving(wanted, move |mut socket| {
            let log = log.clone();
            async move {
                for event in &log {
                    play(&mut socket, event).await;
                }
            }
        })
        .await;
        let client = client(&server.base_url);
        let id = url.path_segments().unwrap().next_back().unwrap().to_owned();
        let view = if url.path().contains("browser_sessions") {
            client.live().browser_session(&id.into()).await
        } else {
            client.live().run(&id.into()).await
        };
        assert_eq!(told(view.unwrap()).await, *expected, "{name}");
    }
}

type Socket = tokio_tungstenite::WebSocketStream<TcpStream>;

/// Does what the recorded server did. Without a code it dropped the connection.
async fn play(socket: &mut Socket, event: &Value) {
    if let Some(frame) = event.get("json") {
        socket.send(Message::text(frame.to_string())).await.unwrap();
    } else if let Some(text) = event["text"].as_str() {
        socket.send(Message::text(text)).await.unwrap();
    } else if event["event"] == "closed"
        && let Some(code) = event["code"].as_u64()
    {
        let code = u16::try_from(code).unwrap().into();
        socket
            .close(Some(CloseFrame {
                code,
                reason: "".into(),
            }))
            .await
            .unwrap();
    }
}

/// A server that takes sockets at `wanted` (path and query) and lets `serve` speak.
async fn serving<F, T>(wanted: String, serve: F) -> Raw
where
    F: Fn(Socket) -> T + Clone + Send + 'static,
    T: Future<Output = ()> + Send + 'static,
{
    Raw::start(move |stream, _| {
        let (wanted, serve) = (wanted.clone(), serve.clone());
        async move {
            #[expect(clippy::result_large_err, reason = "the signature is tungstenite's")]
            let check = |request: &Request, response: Response| {
                let asked = request.uri().path_and_query().map(ToString::to_string);
                if asked.as_deref() == Some(wanted.as_str()) {
                    return Ok(response);
                }
                let mut refusal = ErrorResponse::new(None);
                *refusal.status_mut() = StatusCode::FORBIDDEN;
                Err(refusal)
            };
            if let Ok(socket) = accept_hdr_async(stream, check).await {
                serve(socket).await;
            }
        }
    })
    .await
}

/// All messages of a view in words, up to its end.
async fn told(mut view: LiveView) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut frames = 0;
    let mut last = String::new();
    while let Some(message) = view.next().await {
        if let LiveMessage::Frame(frame) = message {
            frames += 1;
            assert!(
                frame
                    .data_url()
                    .starts_with("data:image/jpeg;base64,/9j/4AAQ"),
                "{frame:?}"
            );
            let (width, height) = (frame.width.unwrap(), frame.height.unwrap());
            last = format!(
                "frames of {} {width}x{height}, last of {}",
                frame.format,
                frame.url.unwrap()
            );
            continue;
        }
        if frames > 0 {
            words.push(format!("{frames} {last}"));
            frames = 0;
        }
        words.push(match message {
            LiveMessage::Status(status) => status.to_string(),
            LiveMessage::Refused(text) => format!("refused: {text}"),
            LiveMessage::UseVnc => "use VNC".into(),
            LiveMessage::Closed {
                code: Some(code), ..
            } => format!("closed {code}"),
            LiveMessage::Closed { code: None, .. } => "closed".into(),
            other => format!("{other:?}"),
        });
    }
    words.join("; ")
}

#[tokio::test]
async fn a_server_in_vnc_mode_says_so_or_sends_png() {
    let path = "/api/v1/stream/workflow_runs/wr_1?apikey=%3CAPI_KEY%3E".to_owned();
    let server = serving(path, |mut socket| async move {
        let frame = r#"{"workflow_run_id":"wr_1","status":"running","screenshot":"iVBORw0KGgo="}"#;
        socket.send(Message::text(frame)).await.unwrap();
        let frame = CloseFrame {
            code: 4001.into(),
            reason: "use-vnc-streaming".into(),
        };
        socket.close(Some(frame)).await.unwrap();
    })
    .await;
    let mut view = client(&server.base_url)
        .live()
        .run(&"wr_1".into())
        .await
        .unwrap();
    let Some(LiveMessage::Frame(frame)) = view.next().await else {
        panic!("no frame")
    };
    assert_eq!(frame.data_url(), "data:image/png;base64,iVBORw0KGgo=");
    assert_eq!((frame.status, frame.url), (LiveStatus::Running, None));
    assert_eq!(view.next().await, Some(LiveMessage::UseVnc));
    assert_eq!(view.next().await, None);
}

#[tokio::test]
async fn tasks_have_a_socket_of_their_own() {
    let path = "/api/v1/stream/tasks/tsk_1?apikey=%3CAPI_KEY%3E".to_owned();
    let server = serving(path, |mut socket| async move {
        socket
            .send(Message::text(r#"{"task_id":"tsk_1","status":"timeout"}"#))
            .await
            .unwrap();
    })
    .await;
    let mut view = client(&server.base_url)
        .live()
        .run(&"tsk_1".into())
        .await
        .unwrap();
    assert_eq!(
        view.next().await,
        Some(LiveMessage::Status(LiveStatus::Timeout))
    );
    assert!(LiveStatus::Timeout.is_final() && !LiveStatus::Running.is_final());
}

#[tokio::test]
async fn a_server_that_echoes_the_key_does_not_get_it_into_a_message() {
    let path = "/api/v1/stream/workflow_runs/wr_1?apikey=%3CAPI_KEY%3E".to_owned();
    let server = serving(path, |mut socket| async move {
        socket
            .send(Message::text(format!("bad key {KEY}")))
            .await
            .unwrap();
    })
    .await;
    let mut view = client(&server.base_url)
        .live()
        .run(&"wr_1".into())
        .await
        .unwrap();
    assert_eq!(
        view.next().await,
        Some(LiveMessage::Refused("bad key <redacted>".into()))
    );
}

#[tokio::test]
async fn dropping_a_view_closes_its_socket() {
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let path = "/v1/stream/browser_sessions/pbs_1?apikey=%3CAPI_KEY%3E".to_owned();
    let server = serving(path, move |mut socket| {
        let tell = tell.clone();
        async move {
            socket
                .send(Message::text(r#"{"status":"running"}"#))
                .await
                .unwrap();
            let next = socket.next().await;
            tell.send(!matches!(
                next,
                Some(Ok(Message::Text(_) | Message::Binary(_)))
            ))
            .unwrap();
        }
    })
    .await;
    let mut view = client(&server.base_url)
        .live()
        .browser_session(&"pbs_1".into())
        .await
        .unwrap();
    assert_eq!(
        view.next().await,
        Some(LiveMessage::Status(LiveStatus::Running))
    );
    drop(view);
    assert_eq!(told.recv().await, Some(true));
}

/// The clock stands still while something happens and jumps to the next ping when nothing does.
#[tokio::test]
async fn a_connection_without_any_sign_of_life_counts_as_lost() {
    let path = "/api/v1/stream/workflow_runs/wr_1?apikey=%3CAPI_KEY%3E".to_owned();
    let server = serving(path, |socket| async move {
        std::future::pending::<()>().await;
        drop(socket);
    })
    .await;
    let client = client(&server.base_url);
    let mut view = client.live().run(&"wr_1".into()).await.unwrap();
    tokio::time::pause();
    let lost = LiveMessage::Closed {
        code: None,
        reason: "the server is silent".into(),
    };
    assert_eq!(view.next().await, Some(lost));
    assert_eq!(view.next().await, None);
}

#[tokio::test]
async fn a_close_without_words_is_normal_after_a_final_status() {
    for (status, reason) in [("completed", ""), ("running", "the connection broke off")] {
        let path = "/api/v1/stream/workflow_runs/wr_1?apikey=%3CAPI_KEY%3E".to_owned();
        let server = serving(path, move |mut socket| async move {
            let message = format!(r#"{{"status":"{status}"}}"#);
            socket.send(Message::text(message)).await.unwrap();
        })
        .await;
        let client = client(&server.base_url);
        let view = client.live().run(&"wr_1".into()).await.unwrap();
        let messages: Vec<_> = view.collect().await;
        let closed = LiveMessage::Closed {
            code: None,
            reason: reason.into(),
        };
        assert_eq!(messages, [LiveMessage::Status(status.into()), closed]);
    }
}

#[tokio::test]
async fn sockets_that_are_refused() {
    let server = serving("nowhere".into(), |_| async {}).await;
    let client = client(&server.base_url);
    let error = client
        .live()
        .browser_session(&"pbs_1".into())
        .await
        .unwrap_err();
    assert_eq!(
        error,
        Error::NotSupported {
            feature: Feature::SessionLiveView
        }
    );
    let error = client.live().run(&"wr_1".into()).await.unwrap_err();
    assert!(matches!(error, Error::Forbidden { .. }), "{error:?}");
}

#[tokio::test]
async fn sockets_that_do_not_come_about() {
    let check = |address: String, expected: Unreachable| async move {
        let error = impatient(&address)
            .live()
            .run(&"wr_1".into())
            .await
            .unwrap_err();
        assert_eq!(
            error,
            Error::Unreachable {
                host: "127.0.0.1".into(),
                kind: expected
            }
        );
        assert!(
            !format!("{error} {error:?}").contains("apikey"),
            "{error:?}"
        );
    };
    check(closed_port().await, Unreachable::Refused).await;
    check(Raw::silent().await.base_url, Unreachable::Timeout).await;
    let liar = Raw::start(|mut stream, _| async move {
        read_head(&mut stream).await;
        let answer = b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: no\r\n\r\n";
        stream.write_all(answer).await.unwrap();
    })
    .await;
    check(liar.base_url, Unreachable::NotHttp).await;
}
