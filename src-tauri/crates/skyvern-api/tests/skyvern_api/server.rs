//! Servers for tests: wiremock for well-behaved answers, a bare socket for the others.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use skyvern_api::{ApiKey, Client, ClientBuilder, RetryPolicy};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_native_tls::native_tls::{self, Identity};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// As in the recordings.
pub(crate) const KEY: &str = "<API_KEY>";

/// A name that no resolver is asked for: its label is too long for one.
pub(crate) const NO_NAME: &str =
    "http://a-name-with-more-than-the-sixty-three-characters-that-a-label-can-have";

/// Three retries without a pause.
pub(crate) const AT_ONCE: RetryPolicy = RetryPolicy {
    retries: 3,
    base: Duration::ZERO,
    cap: Duration::ZERO,
    patience: Duration::from_millis(50),
};

pub(crate) fn client(base_url: &str) -> Client {
    builder(base_url).build().expect("a client")
}

/// A client that does not wait for servers which never answer.
pub(crate) fn impatient(base_url: &str) -> Client {
    builder(base_url)
        .read_timeout(Duration::from_millis(200))
        .build()
        .expect("a client")
}

pub(crate) fn builder(base_url: &str) -> ClientBuilder {
    Client::builder(base_url, ApiKey::new(KEY)).retry(AT_ONCE)
}

/// Answers `verb route` with `body`, and anything else with 500 and the route that was not expected.
pub(crate) async fn answering(answers: &[(&str, &str, ResponseTemplate)]) -> MockServer {
    let server = MockServer::start().await;
    for (verb, route, answer) in answers {
        Mock::given(method(*verb))
            .and(path(*route))
            .respond_with(answer.clone())
            .mount(&server)
            .await;
    }
    Mock::given(wiremock::matchers::any())
        .respond_with(|request: &wiremock::Request| {
            let called = format!("{} {} was not expected", request.method, request.url.path());
            ResponseTemplate::new(500).set_body_string(called)
        })
        .with_priority(u8::MAX)
        .mount(&server)
        .await;
    server
}

/// `verb path` of all requests so far.
pub(crate) async fn calls(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.expect("recording is on");
    requests
        .iter()
        .map(|request| format!("{} {}", request.method, request.url.path()))
        .collect()
}

/// `FastAPI`'s answer to a path that it does not have.
pub(crate) fn no_such_route() -> ResponseTemplate {
    ResponseTemplate::new(404).set_body_json(serde_json::json!({ "detail": "Not Found" }))
}

pub(crate) fn json(body: serde_json::Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

/// An address at which nothing listens.
pub(crate) async fn closed_port() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    format!("http://{}", listener.local_addr().expect("an address"))
}

/// A server at the level of bytes.
pub(crate) struct Raw {
    pub(crate) base_url: String,
    connections: Arc<AtomicUsize>,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Raw {
    /// To the n-th connection: reads one request, writes the n-th text (the last one again and again), closes.
    pub(crate) async fn writing(texts: &[&str]) -> Self {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let count = AtomicUsize::new(0);
        Self::routing(move |_| {
            let number = count.fetch_add(1, Ordering::SeqCst);
            texts[number.min(texts.len() - 1)].clone()
        })
        .await
    }

    /// To each connection: reads one request, writes what `route` makes of its head, closes.
    pub(crate) async fn routing(route: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        let route = Arc::new(route);
        let heads = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&heads);
        let server = Self::start(move |mut socket, _| {
            let (route, notes) = (Arc::clone(&route), Arc::clone(&notes));
            async move {
                let head = read_request(&mut socket).await;
                notes.lock().expect("a note").push(head.clone());
                // The client may be gone already; that is its right.
                let _ = socket.write_all(route(&head).as_bytes()).await;
                let _ = socket.shutdown().await;
            }
        })
        .await;
        Self { heads, ..server }
    }

    /// Takes requests and never answers.
    pub(crate) async fn silent() -> Self {
        Self::start(|mut socket, _| async move {
            read_head(&mut socket).await;
            std::future::pending::<()>().await;
        })
        .await
    }

    pub(crate) async fn start<F, T>(serve: F) -> Self
    where
        F: Fn(TcpStream, usize) -> T + Send + 'static,
        T: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base_url = format!("http://{}", listener.local_addr().expect("an address"));
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let number = counter.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(socket, number));
            }
        });
        Self {
            base_url,
            connections,
            heads: Arc::default(),
        }
    }

    /// How often somebody connected; each connection takes one request.
    pub(crate) fn requests(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// The heads of the requests so far.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().expect("notes").clone()
    }
}

/// A server that speaks TLS with a certificate of its own making.
pub(crate) struct Tls {
    pub(crate) base_url: String,
}

impl Tls {
    pub(crate) async fn self_signed() -> Self {
        let made =
            rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).expect("a certificate");
        let (certificate, key) = (made.cert.pem(), made.signing_key.serialize_pem());
        let identity =
            Identity::from_pkcs8(certificate.as_bytes(), key.as_bytes()).expect("an identity");
        let acceptor = native_tls::TlsAcceptor::new(identity).expect("an acceptor");
        let acceptor = tokio_native_tls::TlsAcceptor::from(acceptor);
        let plain = Raw::start(move |socket, _| {
            let acceptor = acceptor.clone();
            async move {
                // Clients that do not trust the certificate, or speak no TLS, are gone at this point.
                let _ = acceptor.accept(socket).await;
            }
        })
        .await;
        Self {
            base_url: plain.base_url.replace("http:", "https:"),
        }
    }
}

pub(crate) async fn read_head(socket: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match socket.read(&mut byte).await {
            Ok(1) => head.push(byte[0]),
            _ => break,
        }
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// Reads the head and the body of a request, so that closing the socket is not taken for a refusal of the body.
async fn read_request(socket: &mut TcpStream) -> String {
    let head = read_head(socket).await;
    let length = head.lines().find_map(|line| {
        line.to_lowercase()
            .strip_prefix("content-length:")
            .and_then(|length| length.trim().parse().ok())
    });
    let mut body = vec![0; length.unwrap_or(0)];
    // A client that goes away in the middle of its request is answered into the void.
    let _ = socket.read_exact(&mut body).await;
    head
}
