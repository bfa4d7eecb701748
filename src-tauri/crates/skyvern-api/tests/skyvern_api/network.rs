//! Connections that fail, and what is sent again and what is not.

use std::time::Duration;

use skyvern_api::runs::LaunchRun;
use skyvern_api::workflows::{CreateWorkflow, Definition, ListWorkflows};
use skyvern_api::{ApiKey, Client, Error, TlsFault, Unreachable};
use tokio::io::AsyncReadExt as _;
use tokio::sync::mpsc;
use wiremock::matchers::{any, header, header_exists};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::server::{
    AT_ONCE, KEY, NO_NAME, Raw, Tls, calls, client, closed_port, impatient, json, read_head,
};

const EMPTY_LIST: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n[]";
const BUSY: &str = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n";

async fn list(client: &Client) -> Result<usize, Error> {
    client
        .workflows()
        .list(&ListWorkflows::default())
        .await
        .map(|list| list.len())
}

/// What a read makes of a server that writes `texts`, one a connection, and how often it asks.
async fn check_read(texts: &[&str], expected: Result<usize, Unreachable>, times: usize) {
    let server = Raw::writing(texts).await;
    let outcome = list(&client(&server.base_url)).await;
    let expected = expected.map_err(|kind| Error::Unreachable {
        host: "127.0.0.1".into(),
        kind,
    });
    assert_eq!(outcome, expected, "for {texts:?}");
    assert_eq!(server.requests(), times, "requests for {texts:?}");
}

#[tokio::test]
async fn reads_are_sent_again_when_the_failure_may_pass() {
    check_read(&[BUSY, BUSY, EMPTY_LIST], Ok(0), 3).await;
    check_read(&["", EMPTY_LIST], Ok(0), 2).await;
    let cut_off = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[{";
    check_read(&[cut_off, EMPTY_LIST], Ok(0), 2).await;
    check_read(&[cut_off], Err(Unreachable::Reset), 4).await;
    check_read(&["SSH-2.0-OpenSSH_9.2\r\n"], Err(Unreachable::NotHttp), 1).await;
}

#[tokio::test]
async fn retries_are_limited_and_wait_as_long_as_the_server_asks() {
    let server = Raw::writing(&[BUSY]).await;
    let error = list(&client(&server.base_url)).await.unwrap_err();
    assert_eq!(
        error,
        Error::ServerFault {
            status: 503,
            body: String::new()
        }
    );
    assert_eq!(server.requests(), 4);

    let soon = "HTTP/1.1 429 Too Many Requests\r\nretry-after: 0\r\ncontent-length: 0\r\n\r\n";
    check_read(&[soon, EMPTY_LIST], Ok(0), 2).await;

    let late = "HTTP/1.1 429 Too Many Requests\r\nretry-after: 90\r\ncontent-length: 0\r\n\r\n";
    let server = Raw::writing(&[late, EMPTY_LIST]).await;
    let error = list(&client(&server.base_url)).await.unwrap_err();
    assert_eq!(
        error,
        Error::RateLimited {
            retry_after: Some(Duration::from_secs(90))
        }
    );
    assert_eq!(
        server.requests(),
        1,
        "a longer wait than our patience is the caller's to decide"
    );
}

#[tokio::test]
async fn whatever_changes_something_is_sent_once() {
    for failure in [
        BUSY,
        "",
        "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n",
    ] {
        let server = Raw::writing(&[failure]).await;
        let client = client(&server.base_url);
        let new = CreateWorkflow {
            definition: Definition::Yaml(String::new()),
            folder_id: None,
            idempotency_key: None,
        };
        client.workflows().create(&new).await.unwrap_err();
        client
            .workflows()
            .delete(&"wpid_1".into())
            .await
            .unwrap_err();
        client.runs().cancel(&"wr_1".into()).await.unwrap_err();
        client.folders().create("a", None).await.unwrap_err();
        assert_eq!(server.requests(), 4, "after {failure:?}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_apart() {
    let check = |address: String, expected: Unreachable| async move {
        let error = list(&impatient(&address)).await.unwrap_err();
        assert!(
            matches!(&error, Error::Unreachable { kind, .. } if *kind == expected),
            "{error:?} is not {expected:?}"
        );
    };
    check(closed_port().await, Unreachable::Refused).await;
    check(NO_NAME.into(), Unreachable::Dns).await;
    let silent = Raw::silent().await;
    check(silent.base_url.clone(), Unreachable::Timeout).await;
    assert_eq!(silent.requests(), 1, "a timeout has cost its time");
}

#[tokio::test]
async fn certificates_that_are_not_trusted_are_told_apart() {
    let server = Tls::self_signed().await;
    let error = list(&client(&server.base_url)).await.unwrap_err();
    let kind = Unreachable::Tls(TlsFault::SelfSigned);
    assert_eq!(
        error,
        Error::Unreachable {
            host: "127.0.0.1".into(),
            kind
        }
    );

    let plain = MockServer::start().await;
    let error = list(&client(&plain.uri().replace("http:", "https:")))
        .await
        .unwrap_err();
    let kind = Unreachable::Tls(TlsFault::NotTls);
    assert_eq!(
        error,
        Error::Unreachable {
            host: "127.0.0.1".into(),
            kind
        }
    );
}

#[tokio::test]
async fn dropping_a_call_closes_its_connection() {
    let (tell, mut told) = mpsc::unbounded_channel();
    let server = Raw::start(move |mut socket, _| {
        let tell = tell.clone();
        async move {
            read_head(&mut socket).await;
            tell.send("asked").unwrap();
            // The end of what the client sends: it is gone.
            let left = socket.read(&mut [0; 64]).await;
            tell.send(if matches!(left, Ok(0) | Err(_)) {
                "gone"
            } else {
                "still here"
            })
            .unwrap();
        }
    })
    .await;
    let client = client(&server.base_url);
    let call = tokio::spawn(async move { list(&client).await });
    assert_eq!(told.recv().await, Some("asked"));
    call.abort();
    assert_eq!(told.recv().await, Some("gone"));
}

#[tokio::test]
async fn requests_carry_the_key_and_ask_for_compression() {
    let server = MockServer::start().await;
    Mock::given(header("x-api-key", KEY))
        .and(header_exists("user-agent"))
        .respond_with(json(serde_json::json!([])))
        .mount(&server)
        .await;
    assert_eq!(list(&client(&server.uri())).await, Ok(0));
    let requests = server.received_requests().await.unwrap();
    let encodings = requests[0].headers["accept-encoding"].to_str().unwrap();
    assert!(
        ["gzip", "br", "deflate"]
            .iter()
            .all(|name| encodings.contains(name)),
        "{encodings}"
    );
}

#[tokio::test]
async fn the_key_stays_with_its_server() {
    let other = MockServer::start().await;
    Mock::given(any())
        .respond_with(json(serde_json::json!([])))
        .mount(&other)
        .await;
    let server = MockServer::start().await;
    let away = ResponseTemplate::new(307)
        .insert_header("location", format!("{}/v1/workflows", other.uri()));
    Mock::given(any()).respond_with(away).mount(&server).await;
    let client = client(&server.uri());
    assert!(matches!(list(&client).await, Err(Error::NotSkyvern { .. })));
    assert_eq!(
        calls(&other).await,
        Vec::<String>::new(),
        "a redirection was followed"
    );

    // The bytes of files may lie elsewhere; they are fetched there without the key.
    let content = client
        .artifacts()
        .content(&"a_1".into(), None)
        .await
        .unwrap();
    assert_eq!(content.into_bytes().await.unwrap(), "[]");
    let asked = other.received_requests().await.unwrap();
    assert_eq!(asked.len(), 1);
    assert!(
        !format!("{asked:?}").contains(KEY),
        "the key went to another host"
    );
}

#[tokio::test]
async fn redirections_within_the_server_are_followed() {
    let server = MockServer::start().await;
    Mock::given(wiremock::matchers::path("/v1/workflows"))
        .respond_with(ResponseTemplate::new(307).insert_header("location", "/v1/workflows/"))
        .mount(&server)
        .await;
    Mock::given(wiremock::matchers::path("/v1/workflows/"))
        .and(header("x-api-key", KEY))
        .respond_with(json(serde_json::json!([])))
        .mount(&server)
        .await;
    assert_eq!(list(&client(&server.uri())).await, Ok(0));
}

#[test]
fn the_key_is_in_no_debug_text() {
    let builder = Client::builder("http://localhost:1", ApiKey::new("sk-secret-1"));
    let text = format!("{builder:?} {:?}", builder.clone().build().unwrap());
    assert!(
        text.contains("<redacted>") && !text.contains("sk-secret-1"),
        "{text}"
    );
}

#[test]
fn keys_are_taken_as_pasted_and_refused_if_no_header_can_carry_them() {
    assert_eq!(ApiKey::new(" abc\n"), ApiKey::new("abc"));
    let broken = Client::builder("http://localhost:1", ApiKey::new("a\nb")).build();
    assert_eq!(broken.unwrap_err(), Error::InvalidKey);
}

/// Run as a process of its own, because the system's proxy is read from the environment.
#[tokio::test]
async fn this_machine_is_asked_without_a_proxy() {
    const PROXY: &str = "http_proxy";
    const NAME: &str = "network::this_machine_is_asked_without_a_proxy";
    if std::env::var(PROXY).as_deref() == Ok("http://127.0.0.1:1") {
        let server = Raw::writing(&[EMPTY_LIST]).await;
        assert_eq!(list(&client(&server.base_url)).await, Ok(0));
        let far = Client::builder("http://192.0.2.1", ApiKey::new(KEY))
            .retry(AT_ONCE)
            .build()
            .unwrap();
        let error = list(&far).await.unwrap_err();
        assert!(
            matches!(
                error,
                Error::Unreachable {
                    kind: Unreachable::Refused,
                    ..
                }
            ),
            "{error:?}"
        );
        return;
    }
    let again = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", NAME])
        .env(PROXY, "http://127.0.0.1:1")
        .output()
        .unwrap();
    assert!(
        again.status.success(),
        "{}",
        String::from_utf8_lossy(&again.stdout)
    );
}

#[tokio::test]
async fn a_lost_launch_is_not_launched_again() {
    let server = Raw::writing(&[""]).await;
    let error = client(&server.base_url)
        .runs()
        .launch(&LaunchRun::new("wpid_1"))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::OutcomeUnknown { .. }), "{error:?}");
    let posts = server
        .heads()
        .iter()
        .filter(|head| head.starts_with("POST"))
        .count();
    assert_eq!(posts, 1);
}
