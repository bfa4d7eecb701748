//! A server that saves workflows, in front of the scripted one: what it does not answer itself, that one answers.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Response, StatusCode, header};
use serde_json::{Value, json};

use crate::skyvern::Skyvern;

/// What goes wrong with the next save.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mishap {
    /// It is done, and the connection breaks before the answer.
    LostAnswer,
    /// The connection breaks before it is done.
    LostRequest,
    /// It is done, somebody else saves right after it, and the answer is lost.
    OvertakenAnswer,
    /// It is refused with this body.
    Refused(Value),
    /// The server does not answer anything from then on.
    Gone,
}

/// The server as a journey holds it.
#[derive(Clone)]
pub(crate) struct Front {
    pub(crate) behind: Arc<Skyvern>,
    address: std::net::SocketAddr,
    client: reqwest::Client,
    state: Arc<Mutex<Told>>,
}

#[derive(Default)]
struct Told {
    mishap: Option<Mishap>,
    is_away: bool,
    /// Bodies of what was sent to be saved or run, the last one last.
    sent: Vec<(String, Value)>,
}

impl Front {
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let front = Self {
            behind: Arc::new(Skyvern::start().await),
            address: listener.local_addr().expect("an address"),
            client: reqwest::Client::new(),
            state: Arc::default(),
        };
        let routes = Router::new().fallback(answer).with_state(front.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        front
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Puts a workflow on the server as somebody else would; returns its id.
    pub(crate) fn put(&self, definition: &Value) -> String {
        let mut world = self.behind.world();
        let id = world.id("wpid");
        let mut workflow = definition.clone();
        workflow["workflow_permanent_id"] = json!(id);
        workflow["workflow_id"] = json!(world.id("w"));
        workflow["version"] = json!(1);
        workflow["created_at"] = json!("2026-11-23T00:00:00");
        workflow["modified_at"] = json!("2026-11-23T00:00:00");
        world.workflows.insert(0, workflow);
        id
    }

    /// Somebody else saves the workflow with a change.
    pub(crate) fn save(&self, id: &str, change: impl FnOnce(&mut Value)) {
        self.behind.world().save(id, |workflow| {
            workflow["edited_by"] = json!("maria@example.com");
            change(workflow);
        });
    }

    pub(crate) fn newest(&self, id: &str) -> Value {
        let world = self.behind.world();
        let mut all = world.workflows.iter();
        let found = all.find(|one| one["workflow_permanent_id"] == id);
        found.expect("the workflow is on the server").clone()
    }

    pub(crate) fn next_save(&self, mishap: Mishap) {
        self.state.lock().unwrap().mishap = Some(mishap);
    }

    /// Whether nobody can reach it from now on.
    pub(crate) fn set_away(&self, is_away: bool) {
        self.state.lock().unwrap().is_away = is_away;
    }

    /// What was sent to routes that end so.
    pub(crate) fn sent(&self, route: &str) -> Vec<Value> {
        let told = self.state.lock().unwrap();
        let sent = told.sent.iter().filter(|(path, _)| path.ends_with(route));
        sent.map(|(_, body)| body.clone()).collect()
    }
}

async fn answer(State(front): State<Front>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX)
        .await
        .expect("the whole request");
    if front.state.lock().unwrap().is_away {
        return broken();
    }
    let path = head.uri.path().to_owned();
    let parts: Vec<&str> = path
        .trim_start_matches("/api")
        .trim_matches('/')
        .split('/')
        .collect();
    let sent: Value = serde_json::from_slice(&body).unwrap_or_default();
    if head.method == Method::POST {
        front
            .state
            .lock()
            .unwrap()
            .sent
            .push((path.clone(), sent.clone()));
    }
    match (&head.method, parts.as_slice()) {
        (&Method::POST, ["v1", "workflows", id]) => front.update(id, &sent["json_definition"]),
        (&Method::GET, ["v1", "models"]) => json_answer(
            200,
            &json!({ "models": { "GPT_5": "GPT-5", "CLAUDE": "Claude" } }),
        ),
        (&Method::POST, ["v1", "browser_sessions"]) => json_answer(
            200,
            &json!({ "browser_session_id": "pbs_7", "created_at": "2026-11-23T00:00:00" }),
        ),
        (&Method::POST, ["v1", "run", "workflows", "blocks"]) => front.run_blocks(&head.headers),
        _ => front.pass_on(&head, body).await,
    }
}

impl Front {
    fn update(&self, id: &str, definition: &Value) -> Response<Body> {
        let mishap = self.state.lock().unwrap().mishap.take();
        match &mishap {
            Some(Mishap::LostRequest) => return broken(),
            Some(Mishap::Refused(body)) => return json_answer(422, body),
            _ => {}
        }
        self.behind.world().save(id, |workflow| {
            let kept = [
                "workflow_permanent_id",
                "workflow_id",
                "version",
                "created_at",
                "folder_id",
            ];
            let old = std::mem::replace(workflow, definition.clone());
            for name in kept {
                workflow[name] = old[name].clone();
            }
            workflow["modified_at"] = json!("2026-11-23T02:00:00");
        });
        match mishap {
            Some(Mishap::OvertakenAnswer) => {
                self.save(id, |workflow| {
                    workflow["description"] = json!("by somebody else");
                });
                broken()
            }
            Some(Mishap::Gone) => {
                self.set_away(true);
                broken()
            }
            Some(Mishap::LostAnswer) => broken(),
            _ => json_answer(200, &self.newest(id)),
        }
    }

    /// Takes the key only with the name of Skyvern's own interface (reference B.2).
    fn run_blocks(&self, headers: &HeaderMap) -> Response<Body> {
        if headers
            .get("x-user-agent")
            .is_none_or(|agent| agent != "skyvern-ui")
        {
            return json_answer(403, &json!({ "detail": "Invalid credentials" }));
        }
        let run = self.behind.world().id("wr");
        json_answer(200, &json!({ "run_id": run, "run_type": "workflow_run" }))
    }

    async fn pass_on(&self, head: &axum::http::request::Parts, body: Bytes) -> Response<Body> {
        let url = format!(
            "{}{}",
            self.behind.base_url(),
            head.uri.path_and_query().map_or("/", |path| path.as_str())
        );
        let mut headers = head.headers.clone();
        headers.remove(header::HOST);
        headers.remove(header::CONTENT_LENGTH);
        let asked = self
            .client
            .request(head.method.clone(), url)
            .headers(headers)
            .body(body);
        let Ok(answered) = asked.send().await else {
            return broken();
        };
        let mut response = Response::builder().status(answered.status());
        for name in [header::CONTENT_TYPE.as_str(), "x-skyvern-api-version"] {
            if let Some(value) = answered.headers().get(name) {
                response = response.header(name, value);
            }
        }
        let bytes = answered.bytes().await.expect("the whole answer");
        response.body(Body::from(bytes)).expect("an answer")
    }
}

fn json_answer(status: u16, body: &Value) -> Response<Body> {
    Response::builder()
        .status(StatusCode::from_u16(status).expect("a status"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .expect("an answer")
}

/// An answer that promises more than comes.
fn broken() -> Response<Body> {
    let end = futures_util::stream::once(async {
        Err::<Bytes, _>(std::io::Error::other("the server died"))
    });
    let mut answer = Response::new(Body::from_stream(end));
    answer
        .headers_mut()
        .insert(header::CONTENT_LENGTH, 1.into());
    answer
}
