//! What failures become: the recorded ones, and constructed answers of every other shape.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::json;
use skyvern_api::workflows::{CreateWorkflow, Definition, ListWorkflows};
use skyvern_api::{Client, Error};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::recorded::{Exchange, names};
use crate::replay::{is_replayed, replay};
use crate::server::{KEY, client};

#[tokio::test]
async fn recorded_failures_say_what_happened() {
    let server = MockServer::start().await;
    let client = client(&server.uri());
    let mut text = String::new();
    for name in names(false).into_iter().filter(|name| is_replayed(name)) {
        let exchange = Exchange::load(&name);
        if exchange.response.status >= 400 {
            let error = replay(&client, &server, &exchange).await.unwrap_err();
            writeln!(text, "{name}\n    {} · {error}", kind(&error)).unwrap();
        }
    }
    insta::assert_snapshot!("recorded_failures", text);
}

/// The calls whose failures differ in kind.
#[derive(Clone, Copy)]
enum Asked {
    Run,
    Workflows,
    Creation,
}

async fn ask(client: &Client, asked: Asked) -> Error {
    match asked {
        Asked::Run => client.runs().get(&"wr_1".into()).await.unwrap_err(),
        Asked::Workflows => client
            .workflows()
            .list(&ListWorkflows::default())
            .await
            .unwrap_err(),
        Asked::Creation => {
            let new = CreateWorkflow {
                definition: Definition::Json(json!({})),
                folder_id: None,
                idempotency_key: None,
            };
            client.workflows().create(&new).await.unwrap_err()
        }
    }
}

async fn check(asked: Asked, answer: ResponseTemplate, expected: &str) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    let error = ask(&client(&server.uri()), asked).await;
    assert_eq!(format!("{} · {error}", kind(&error)), expected, "{error:?}");
    assert!(
        !format!("{error} {error:?}").contains(KEY),
        "the key is in {error:?}"
    );
}

fn text(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body, "application/json")
}

fn html(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body, "text/html; charset=utf-8")
}

#[tokio::test]
async fn statuses() {
    let table = [
        (
            401,
            r#"{"detail":"Token expired"}"#,
            "BadKey · the server does not accept the API key (Token expired)",
        ),
        (
            403,
            r#"{"detail":"Invalid credentials"}"#,
            "BadKey · the server does not accept the API key (Invalid credentials)",
        ),
        (
            403,
            "",
            "BadKey · the server does not accept the API key (403 Forbidden)",
        ),
        (
            403,
            r#"{"detail":"Tagging is switched off"}"#,
            "Forbidden · the server does not allow this: Tagging is switched off",
        ),
        (
            402,
            r#"{"detail":"No credits left"}"#,
            "Forbidden · the server does not allow this: No credits left",
        ),
        (
            404,
            "",
            "NotFound · not found: nothing is there (GET /v1/runs/{})",
        ),
        (
            404,
            r#"{"detail":"Run not found"}"#,
            "NotFound · not found: Run not found",
        ),
        (
            404,
            r#"{"detail":"Not Found"}"#,
            "NotFound · not found: the server has no such route (GET /v1/runs/{})",
        ),
        (
            413,
            "too large",
            "InvalidRequest · the server does not accept this request: too large",
        ),
        (
            500,
            r#"{"error":"Unexpected error: KeyError"}"#,
            "ServerFault · the server failed with status 500: Unexpected error: KeyError",
        ),
        (
            503,
            r#"{"error":"Database temporarily unavailable"}"#,
            "ServerFault · the server failed with status 503: Database temporarily unavailable",
        ),
        (500, "", "ServerFault · the server failed with status 500"),
        (
            501,
            "line one\n\n  line two",
            "ServerFault · the server failed with status 501: line one line two",
        ),
    ];
    for (status, body, expected) in table {
        check(Asked::Run, text(status, body), expected).await;
    }
    let taken = r#"{"detail":"Key was used for something else"}"#;
    let expected =
        "Conflict · the change conflicts with another one: Key was used for something else";
    check(Asked::Creation, text(409, taken), expected).await;
}

#[tokio::test]
async fn refused_definitions_name_their_fields() {
    let listed = json!({ "detail": [
        { "type": "missing", "loc": ["body", "json_definition", "workflow_definition", "blocks", 2, "for_loop", "loop_blocks", 0, "wait", "label"], "msg": "Field required" },
        { "type": "value_error", "loc": ["body", "json_definition", "title"], "msg": "Value error, too long" },
    ]});
    check(Asked::Creation, text(422, &listed.to_string()), "InvalidDefinition · the workflow is not valid: workflow_definition.blocks[2].loop_blocks[0].label: Field required; title: too long").await;
    check(Asked::Creation, text(422, r#"{"detail":"workflow_definition -> blocks -> 0 -> goto_url -> label: Value error, no label"}"#), "InvalidDefinition · the workflow is not valid: workflow_definition.blocks[0].label: no label").await;
    check(
        Asked::Creation,
        text(
            400,
            r#"{"detail":"Bitwarden: collection or item required"}"#,
        ),
        "InvalidDefinition · the workflow is not valid: Bitwarden: collection or item required",
    )
    .await;
    check(
        Asked::Creation,
        text(422, r#"{"detail":[]}"#),
        "InvalidDefinition · the workflow is not valid: []",
    )
    .await;
    check(
        Asked::Creation,
        text(422, ""),
        "InvalidDefinition · the workflow is not valid: 422 Unprocessable Entity",
    )
    .await;
}

#[tokio::test]
async fn rate_limits_tell_their_wait() {
    let limited = |value: &str| ResponseTemplate::new(429).insert_header("retry-after", value);
    check(
        Asked::Run,
        limited("7"),
        "RateLimited · the server asks to wait 7 seconds",
    )
    .await;
    check(
        Asked::Run,
        limited("Wed, 21 Oct 2015 07:28:00 GMT"),
        "RateLimited · the server asks to wait 0 seconds",
    )
    .await;
    check(
        Asked::Run,
        html(429, "<html>slow down</html>"),
        "RateLimited · the server asks to wait",
    )
    .await;
}

#[tokio::test]
async fn answers_that_are_not_skyvern() {
    let page = "<!DOCTYPE html><html><head><title> Skyvern </title></head></html>";
    let skyvern = "NotSkyvern · a web page answers here (“Skyvern”), not Skyvern's API";
    check(Asked::Run, html(200, page), skyvern).await;
    check(Asked::Run, html(404, page), skyvern).await;
    check(Asked::Run, text(200, page), skyvern).await;
    check(
        Asked::Run,
        html(403, "<html></html>"),
        "NotSkyvern · a web page answers here, not Skyvern's API",
    )
    .await;
    let gateway = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
    check(
        Asked::Run,
        html(502, gateway),
        "ServerFault · the server failed with status 502: 502 Bad Gateway",
    )
    .await;
    let away = ResponseTemplate::new(302)
        .insert_header("location", "https://login.example.org/in?token=abc");
    check(
        Asked::Run,
        away,
        "NotSkyvern · this address redirects to https://login.example.org/in",
    )
    .await;
}

#[tokio::test]
async fn unreadable_answers_name_endpoint_and_place() {
    check(Asked::Run, text(200, r#"{"run_id": "wr_1", "sta"#), "Decode · the answer to GET /v1/runs/{} cannot be read: no valid JSON (EOF while parsing a string at line 1 column 23)").await;
    check(
        Asked::Run,
        text(200, ""),
        "Decode · the answer to GET /v1/runs/{} cannot be read: expected an object, found null",
    )
    .await;
    check(
        Asked::Run,
        text(200, "[]"),
        "Decode · the answer to GET /v1/runs/{} cannot be read: expected an object, found a list",
    )
    .await;
    check(
        Asked::Workflows,
        text(200, r#"{"workflows": []}"#),
        "Decode · the answer to GET /v1/workflows cannot be read: expected a list, found an object",
    )
    .await;
    let mut workflow = Exchange::load("agents-get").response.body;
    workflow["version"] = json!("two");
    let good = Exchange::load("agents-get").response.body;
    check(Asked::Workflows, text(200, &json!([good, workflow]).to_string()), r#"Decode · the answer to GET /v1/workflows cannot be read at [1].version: expected a whole number, found the string "two""#).await;
    let mut run = Exchange::load("run-wait1-run").response.body;
    run["attempts"][0]["started_at"] = json!("yesterday");
    check(Asked::Run, text(200, &run.to_string()), r#"Decode · the answer to GET /v1/runs/{} cannot be read at attempts[0].started_at: expected a time, found the string "yesterday""#).await;
}

#[tokio::test]
async fn a_server_that_echoes_the_key_does_not_get_it_into_an_error() {
    let echo = format!("you sent {KEY}");
    check(
        Asked::Run,
        text(500, &echo),
        "ServerFault · the server failed with status 500: you sent <redacted>",
    )
    .await;
    check(
        Asked::Run,
        text(404, &format!(r#"{{"detail":"{echo}"}}"#)),
        "NotFound · not found: you sent <redacted>",
    )
    .await;
    check(
        Asked::Creation,
        text(422, &format!(r#"{{"detail":"{echo}"}}"#)),
        "InvalidDefinition · the workflow is not valid: you sent <redacted>",
    )
    .await;
    let in_place = json!({ "run_id": "wr_1", "status": { KEY: 1 }, "created_at": KEY });
    check(Asked::Run, text(200, &in_place.to_string()), "Decode · the answer to GET /v1/runs/{} cannot be read at status: expected a string, found an object").await;
    let in_value = json!({ "run_id": "wr_1", "status": "created", "created_at": KEY });
    check(Asked::Run, text(200, &in_value.to_string()), r#"Decode · the answer to GET /v1/runs/{} cannot be read at created_at: expected a time, found the string "<redacted>""#).await;
}

#[test]
fn what_passes_by_itself() {
    let passing = [
        Error::RateLimited {
            retry_after: Some(Duration::from_secs(1)),
        },
        Error::ServerFault {
            status: 503,
            body: String::new(),
        },
        Error::Unreachable {
            host: "h".into(),
            kind: skyvern_api::Unreachable::Dns,
        },
    ];
    assert!(passing.iter().all(Error::is_passing));
    let lasting = [
        Error::BadKey {
            message: String::new(),
        },
        Error::NotFound {
            message: String::new(),
        },
        Error::Unreachable {
            host: "h".into(),
            kind: skyvern_api::Unreachable::Tls(skyvern_api::TlsFault::SelfSigned),
        },
    ];
    assert!(!lasting.iter().any(Error::is_passing));
}

/// The name of the variant.
fn kind(error: &Error) -> String {
    let debug = format!("{error:?}");
    debug
        .split([' ', '{', '('])
        .next()
        .unwrap_or_default()
        .to_owned()
}
