//! A scripted Skyvern server: it answers from recordings and from what it was told, and does wrong on request.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Response, header};
use chrono::Utc;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

#[path = "../../src/runs/recorded/answers.rs"]
pub(crate) mod answers;
mod faults;
mod live;
mod routes;
mod world;

pub(crate) use faults::Fault;
pub(crate) use live::Scene;
pub(crate) use world::World;

/// The key that the server takes.
pub(crate) const KEY: &str = "sk-marker-4f1d7c9e2b";

/// The server, at one address from its beginning to its end, also while it is stopped.
pub(crate) struct Skyvern {
    pub(crate) address: std::net::SocketAddr,
    world: Arc<Mutex<World>>,
    stop: CancellationToken,
    ended: Option<tokio::task::JoinHandle<()>>,
}

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Skyvern {
    /// Starts a server with nothing on it.
    pub(crate) async fn start() -> Self {
        let mut server = Self {
            address: ([127, 0, 0, 1], 0).into(),
            world: Arc::default(),
            stop: CancellationToken::new(),
            ended: None,
        };
        server.start_again().await;
        server
    }

    /// Starts the stopped server at the address where it was.
    pub(crate) async fn start_again(&mut self) {
        let (listener, sockets) = live::Sorted::bind(self.address).await;
        self.address = listener.address;
        self.stop = CancellationToken::new();
        let routes = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&self.world));
        let (stop, world) = (self.stop.clone(), Arc::clone(&self.world));
        self.ended = Some(tokio::spawn(async move {
            let ended = stop.clone().cancelled_owned();
            let sockets = live::serve(sockets, world, stop.clone());
            let serve = axum::serve(listener, routes).with_graceful_shutdown(ended);
            let (served, ()) = tokio::join!(serve, sockets);
            served.expect("the server ends well");
        }));
    }

    /// Stops the server: nothing listens any more, and all connections are closed.
    pub(crate) async fn stop(&mut self) {
        self.world().faults.clear();
        self.stop.cancel();
        if let Some(ended) = self.ended.take() {
            ended.await.expect("the server ends");
        }
    }

    /// What is on the server.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        lock(&self.world)
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on, does wrong wherever `METHOD path` contains `route`.
    pub(crate) fn break_down(&self, route: &str, fault: Fault) {
        self.world().faults.push((route.to_owned(), fault));
    }

    /// From now on, does everything right.
    pub(crate) fn recover(&self) {
        self.world().faults.clear();
    }

    /// `METHOD path` of each request since this was asked last.
    pub(crate) fn asked(&self) -> Vec<String> {
        let requests = std::mem::take(&mut self.world().asked);
        requests.iter().map(Asked::line).collect()
    }

    /// How many requests since `asked` contain `part`.
    pub(crate) fn count(&self, part: &str) -> usize {
        let world = self.world();
        let lines = world.asked.iter().map(Asked::line);
        lines.filter(|line| line.contains(part)).count()
    }
}

impl Asked {
    pub(crate) fn line(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A whole number from the query.
    pub(crate) fn number(&self, name: &str, otherwise: usize) -> usize {
        self.query(name)
            .map_or(otherwise, |text| text.parse().expect("a number"))
    }
}

async fn answer(State(world): State<Arc<Mutex<World>>>, request: Request) -> Response<Body> {
    let asked = read(request).await;
    let (fault, answer, date) = {
        let mut world = lock(&world);
        world.asked.push(asked.clone());
        world.come_to_harm();
        let line = asked.line();
        let fault = world.faults.iter().find(|(route, _)| line.contains(route));
        let fault = fault.map(|(_, fault)| fault.clone());
        // What does wrong before it looks at the request does nothing with it.
        let answer = match &fault {
            Some(fault) if !fault.is_after_the_deed() => None,
            _ => Some(routes::route(&mut world, &asked)),
        };
        let date = (Utc::now() + world.ahead).to_rfc2822();
        (fault, answer, date.replace("+0000", "GMT"))
    };
    let mut response: Response<Body> = match fault {
        Some(fault) => fault.answer(answer).await,
        None => answer.expect("an answer without a fault").into(),
    };
    let date = date.parse().expect("a date");
    response.headers_mut().insert(header::DATE, date);
    response
}

async fn read(request: Request) -> Asked {
    let (head, body) = request.into_parts();
    let body: Bytes = axum::body::to_bytes(body, usize::MAX)
        .await
        .expect("the whole request");
    let query = head.uri.query().unwrap_or_default();
    Asked {
        method: head.method,
        path: head.uri.path().to_owned(),
        query: url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect(),
        headers: head.headers,
        body: serde_json::from_slice(&body).unwrap_or_default(),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
