//! A server that answers as Skyvern does, from the recordings blown up to the size that a figure asks for.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::bodies::{self, Run};

/// What is on the server.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stock {
    pub(crate) workflows: usize,
    /// The workflow with a number below that.
    pub(crate) workflow: fn(usize) -> Value,
    pub(crate) run: Run,
}

/// The running server.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) base_url: String,
    state: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    stock: Stock,
    has_run: AtomicBool,
    /// How many blocks the run has had beyond those of the stock.
    news: AtomicUsize,
    pages: AtomicUsize,
    /// The timeline as last sent, with the news in it: making it up again is no work of a server.
    timeline: Mutex<Option<(usize, Bytes)>>,
}

impl Server {
    /// Serves on a free port until the process ends. The run is not there yet.
    pub(crate) async fn start(stock: Stock) -> Self {
        let state = Arc::new(Shared {
            stock,
            has_run: AtomicBool::new(false),
            news: AtomicUsize::new(0),
            pages: AtomicUsize::new(0),
            timeline: Mutex::new(None),
        });
        let routes = Router::new()
            .route("/api/v1/heartbeat", get(async || "Server is running."))
            .route("/api/v1/organizations", recorded("organizations-api-v1"))
            .route("/v1/version", recorded("version"))
            .route("/v1/folders", get(async || answer("[]".to_owned())))
            .route("/v1/workflows", get(workflows))
            .route("/v1/workflows/{workflow}", get(workflow))
            .route("/api/v1/models", recorded("models"))
            .route("/v1/credentials", recorded("credentials-list"))
            .route("/v1/workflows/runs/{run}", get(rich_run))
            .route("/api/v1/workflows/runs/{run}", get(rich_run))
            .route("/v1/runs", get(runs))
            .route("/v1/runs/{run}", get(run))
            .route("/v1/runs/{run}/timeline", get(timeline))
            .route(
                "/v1/runs/{run}/artifacts",
                get(async || answer("[]".to_owned())),
            )
            .fallback(not_found)
            .with_state(state.clone());
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("the port");
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self {
            base_url: format!("http://{address}"),
            state,
        }
    }

    /// From now on the run is under way.
    pub(crate) fn begin_run(&self) {
        self.state.has_run.store(true, Ordering::Relaxed);
    }

    /// The run goes on to the next block.
    pub(crate) fn next_block(&self) {
        self.state.news.fetch_add(1, Ordering::Relaxed);
    }

    /// Pages of workflows that were asked for so far.
    pub(crate) fn pages_read(&self) -> usize {
        self.state.pages.load(Ordering::Relaxed)
    }
}

fn recorded(name: &'static str) -> axum::routing::MethodRouter<Arc<Shared>> {
    get(async move || answer(bodies::recorded(name).to_string()))
}

fn answer(json: impl Into<Bytes>) -> Response {
    ([(CONTENT_TYPE, "application/json")], json.into()).into_response()
}

async fn not_found(uri: Uri) -> Response {
    let body = json!({ "detail": format!("{} is not here", uri.path()) });
    (StatusCode::NOT_FOUND, answer(body.to_string())).into_response()
}

#[derive(Debug, Deserialize)]
struct Paging {
    page: usize,
    page_size: usize,
}

async fn workflows(State(state): State<Arc<Shared>>, Query(paging): Query<Paging>) -> Response {
    state.pages.fetch_add(1, Ordering::Relaxed);
    let stock = state.stock;
    let first = (paging.page - 1) * paging.page_size;
    let range = first..stock.workflows.min(first + paging.page_size);
    let page: Vec<Value> = range.map(stock.workflow).collect();
    answer(json!(page).to_string())
}

async fn workflow(State(state): State<Arc<Shared>>, Path(id): Path<String>, uri: Uri) -> Response {
    let number = id
        .strip_prefix("wpid_")
        .and_then(|digits| digits.parse().ok());
    match number {
        Some(at) if at < state.stock.workflows => answer((state.stock.workflow)(at).to_string()),
        _ => not_found(uri).await,
    }
}

async fn runs(State(state): State<Arc<Shared>>, Query(paging): Query<Paging>) -> Response {
    let is_listed = state.has_run.load(Ordering::Relaxed) && paging.page == 1;
    let listed: Vec<Value> = is_listed.then(bodies::run_in_list).into_iter().collect();
    answer(json!(listed).to_string())
}

async fn run(Path(_): Path<String>) -> Response {
    answer(bodies::run().to_string())
}

async fn rich_run(Path(_): Path<String>) -> Response {
    answer(bodies::rich_run().to_string())
}

async fn timeline(State(state): State<Arc<Shared>>, Path(_): Path<String>) -> Response {
    let news = state.news.load(Ordering::Relaxed);
    let mut kept = state.timeline.lock().expect("no request failed");
    let kept = match &*kept {
        Some((of, json)) if *of == news => json.clone(),
        _ => {
            let json: Bytes = bodies::timeline(state.stock.run, news).to_string().into();
            *kept = Some((news, json.clone()));
            json
        }
    };
    answer(kept)
}
