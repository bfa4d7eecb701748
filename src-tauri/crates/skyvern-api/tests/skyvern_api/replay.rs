//! Every recorded exchange goes through the client: the call that fits the recorded request is made, the recorded
//! answer is served, and what the client sent and returns is compared with the recording.

mod calls;

use serde::Serialize;
use serde_json::{Value, json};
use skyvern_api::credentials::Credential;
use skyvern_api::runs::Run;
use skyvern_api::{Client, Error};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::recorded::{Exchange, names};
use crate::server::client;

/// Recordings that no call of the client makes, each with the reason.
const NO_CALL: &[(&str, &str)] = &[
    (
        "agents-list-trailing-slash",
        "the client sends no trailing slashes",
    ),
    (
        "api-v1-workflows-put",
        "the legacy update with a bare YAML body; the client uses POST, which every server has",
    ),
    ("cors-preflight", "browsers send it, programs do not"),
    (
        "custom-llms-list",
        "editing models is left to Skyvern's own interface",
    ),
    (
        "err-agents-delete-verb",
        "the client deletes by POST …/delete",
    ),
    ("err-agents-put", "the client updates by POST"),
    ("err-create-empty-body", "a definition is always sent"),
    ("err-create-no-body", "a definition is always sent"),
    ("err-create-not-json", "the client sends JSON"),
    ("err-folders-create-empty", "a title is always sent"),
    (
        "err-run-agent-bad-params-type",
        "parameters are an object by their type",
    ),
    ("err-run-agent-missing-id", "a workflow is always named"),
    ("err-runs-bulk-cancel-empty", "a list is always sent"),
    ("heartbeat-v1", "the heartbeat has no such route"),
    (
        "internal-auth-status",
        "of use only on the server's own machine",
    ),
    (
        "internal-auth-status-nokey",
        "of use only on the server's own machine",
    ),
    (
        "legacy-api-v1-agents-list",
        "the client uses the workflow names, which every server has",
    ),
    ("method-not-allowed", "there is no such method"),
    (
        "organizations-me-v1",
        "the client asks for the list, which every server has",
    ),
    ("root", "the root has no route"),
    (
        "scripts-list",
        "generated scripts are not part of the client",
    ),
    ("tags-set", "tags are a list by their type"),
    ("unknown-route", "there is no such route"),
    ("version-head", "the client asks by GET"),
];

/// Recordings whose answer a call of the client gets, but whose request it does not make.
const OTHER_REQUEST: &[(&str, &str)] = &[
    (
        "agent-run-retry",
        "the recording has an empty object as body, which says nothing",
    ),
    (
        "agents-runs-list",
        "the client uses the route under /api/v1, which every server has",
    ),
    (
        "agents-runs-list-empty",
        "the client uses the route under /api/v1, which every server has",
    ),
    (
        "api-v1-workflow-run-detail2",
        "the client uses the route without the workflow's id",
    ),
    (
        "workflows-runs-list-old",
        "the client uses the route under /api/v1, which every server has",
    ),
    (
        "api-v1-workflows-run-legacy",
        "the client takes this route only for a version, and tells it",
    ),
    ("auth-bad-key-garbage", "made without our key"),
    ("auth-bad-key-jwt", "made without our key"),
    ("auth-bearer", "made without our key"),
    ("auth-empty-key", "made without our key"),
    ("auth-no-key", "made without our key"),
    ("err-artifact-content-no-key", "made without our key"),
    (
        "heartbeat-api",
        "made with the key, which the client keeps back until it knows the server",
    ),
    (
        "version",
        "made with the key, which the client keeps back until it knows the server",
    ),
];

/// Reads an answer as a type and writes it again.
type Through = fn(Value) -> Value;

/// Recordings whose answer has a type of the client although no call of it was made.
const TYPE_ONLY: &[(&str, Through)] = &[
    ("credentials-create", through::<Credential>),
    ("run-tasks-start", through::<Run>),
];

#[tokio::test]
async fn every_recorded_exchange_goes_through_the_client() {
    let server = MockServer::start().await;
    let client = client(&server.uri());
    let mut wrong = Vec::new();
    let mut replayed = 0;
    for name in names(false) {
        let exchange = Exchange::load(&name);
        if !is_replayed(&name) {
            continue;
        }
        if let Some((_, through)) = TYPE_ONLY.iter().find(|(other, _)| *other == name) {
            assert_eq!(
                through(exchange.response.body.clone()),
                exchange.response.body,
                "{name}"
            );
            continue;
        }
        wrong.extend(
            check(&client, &server, &exchange)
                .await
                .map(|what| format!("{name} {what}")),
        );
        replayed += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(
        replayed + NO_CALL.len() + TYPE_ONLY.len(),
        362,
        "all recordings are accounted for"
    );
}

/// Whether a call of the client fits the recording.
pub(crate) fn is_replayed(name: &str) -> bool {
    !NO_CALL.iter().any(|(other, _)| *other == name)
}

/// What is wrong with the call for `exchange`, if anything.
async fn check(client: &Client, server: &MockServer, exchange: &Exchange) -> Option<String> {
    let body = &exchange.response.body;
    match replay(client, server, exchange).await {
        Ok(_) if exchange.response.status >= 400 => return Some("was taken for a success".into()),
        Ok(value) if !value.is_null() && value != *body => {
            return Some(format!("returned {value} instead of {body}"));
        }
        Err(error) if exchange.response.status < 400 => return Some(format!("failed: {error:?}")),
        _ => {}
    }
    if OTHER_REQUEST
        .iter()
        .any(|(other, _)| *other == exchange.name)
    {
        return None;
    }
    let requests = server.received_requests().await.expect("recording is on");
    let sent = requests.first().map(what_was_sent);
    let recorded = what_was_recorded(exchange);
    (sent.as_ref() != Some(&recorded)).then(|| format!("sent {sent:?} instead of {recorded:?}"))
}

/// Serves the recorded answer to whatever is asked, and makes the call.
pub(crate) async fn replay(
    client: &Client,
    server: &MockServer,
    exchange: &Exchange,
) -> Result<Value, Error> {
    server.reset().await;
    let mut answer = ResponseTemplate::new(exchange.response.status);
    for (header, value) in &exchange.response.headers {
        if header != "content-length" && header != "date" {
            answer = answer.insert_header(header.as_str(), value.as_str().expect("a header"));
        }
    }
    let media = exchange
        .response
        .headers
        .get("content-type")
        .and_then(Value::as_str);
    answer = answer.set_body_raw(exchange.body(), media.unwrap_or("text/plain"));
    Mock::given(any()).respond_with(answer).mount(server).await;
    calls::call(client, exchange).await
}

/// Method, route, query, body, and the headers that mean something.
fn what_was_sent(request: &Request) -> Value {
    let mut query: Vec<(String, String)> = request.url.query_pairs().into_owned().collect();
    query.sort();
    let header = |name: &str| {
        request
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let is_json = header("content-type").is_some_and(|kind| kind == "application/json");
    json!({
        "route": format!("{} {}", request.method, request.url.path()),
        "query": query,
        "json": is_json.then(|| request.body_json::<Value>().expect("JSON")),
        "key": header("x-api-key"),
        "idempotency-key": header("idempotency-key"),
        "range": header("range"),
    })
}

fn what_was_recorded(exchange: &Exchange) -> Value {
    let header = |name: &str| {
        let found = exchange
            .request
            .headers
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    };
    let mut body = exchange.request.json.clone();
    if let Some(fields) = body.as_mut().and_then(Value::as_object_mut)
        && let Some(id) = fields.remove("agent_id")
    {
        fields.insert("workflow_id".into(), id);
    }
    let has_key = exchange.name != "version-no-key";
    json!({
        "route": format!("{} {}", exchange.request.method, exchange.route()),
        "query": exchange.query(),
        "json": body,
        "key": has_key.then(|| header("x-api-key")).flatten(),
        "idempotency-key": header("idempotency-key"),
        "range": header("range"),
    })
}

fn through<T: serde::de::DeserializeOwned + Serialize>(value: Value) -> Value {
    serde_json::to_value(serde_json::from_value::<T>(value).expect("the type")).expect("JSON")
}
