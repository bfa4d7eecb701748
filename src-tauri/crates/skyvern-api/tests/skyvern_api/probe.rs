//! What the connection dialog learns, from servers of all kinds.

use serde_json::json;
use skyvern_api::server::{KeyCheck, StreamingMode};
use skyvern_api::{Error, Feature, ForeignAnswer, TlsFault, Unreachable, UsualPorts};
use wiremock::{MockServer, ResponseTemplate};

use crate::recorded::Exchange;
use crate::server::{
    KEY, NO_NAME, Raw, Tls, answering, builder, calls, client, closed_port, impatient,
    json as answer, no_such_route,
};

fn heartbeat() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_string("Server is running.")
}

fn organizations() -> ResponseTemplate {
    answer(Exchange::load("organizations-api-v1").response.body)
}

fn refused() -> ResponseTemplate {
    ResponseTemplate::new(403).set_body_json(json!({ "detail": "Invalid credentials" }))
}

fn page() -> ResponseTemplate {
    let page = "<!doctype html><html><head><title>Skyvern</title></head><body></body></html>";
    ResponseTemplate::new(200).set_body_raw(page, "text/html")
}

async fn skyvern(key: ResponseTemplate) -> MockServer {
    answering(&[
        ("GET", "/api/v1/heartbeat", heartbeat()),
        ("GET", "/v1/version", answer(json!({ "version": "1.0.56" }))),
        (
            "GET",
            "/v1/config/runtime",
            answer(json!({ "browser_streaming_mode": "cdp" })),
        ),
        ("GET", "/api/v1/organizations", key),
    ])
    .await
}

#[tokio::test]
async fn a_server_tells_all_about_itself() {
    let server = skyvern(organizations()).await;
    let probed = client(&format!("{}/api/v1/", server.uri()));
    let probe = probed.server().probe().await.unwrap();
    assert_eq!(probe.base_url, server.uri());
    assert_eq!(probe.version.as_deref(), Some("1.0.56"));
    assert_eq!(probe.streaming, Some(StreamingMode::Cdp));
    assert_eq!(
        (
            probe.has(Feature::RunTags),
            probe.release().map(|r| r.minor)
        ),
        (Some(true), Some(0))
    );
    let KeyCheck::Accepted {
        organization: Some(organization),
    } = probe.key
    else {
        panic!("{:?}", probe.key)
    };
    assert_eq!(organization.name.as_deref(), Some("Skyvern-local"));
    assert_eq!(
        probed.capabilities().server_version.as_deref(),
        Some("1.0.56")
    );
}

#[tokio::test]
async fn a_refused_key_is_told_apart_and_sent_only_where_it_must() {
    let server = skyvern(refused()).await;
    let probe = client(&server.uri()).server().probe().await.unwrap();
    assert_eq!(
        probe.key,
        KeyCheck::Refused {
            message: "Invalid credentials".into()
        }
    );
    let requests = server.received_requests().await.unwrap();
    let with_key = requests
        .iter()
        .filter(|request| format!("{request:?}").contains(KEY));
    let with_key: Vec<_> = with_key.map(|request| request.url.path()).collect();
    assert_eq!(with_key, ["/api/v1/organizations"]);
}

#[tokio::test]
async fn an_old_server_tells_less() {
    let server = answering(&[
        ("GET", "/api/v1/heartbeat", heartbeat()),
        ("GET", "/v1/version", no_such_route()),
        ("GET", "/api/v1/version", no_such_route()),
        ("GET", "/v1/config/runtime", no_such_route()),
        ("GET", "/api/v1/organizations", organizations()),
    ])
    .await;
    let probe = client(&server.uri()).server().probe().await.unwrap();
    assert_eq!((&probe.version, &probe.streaming), (&None, &None));
    assert_eq!(probe.has(Feature::Folders), None);
    assert!(matches!(probe.key, KeyCheck::Accepted { .. }));
}

#[tokio::test]
async fn the_web_interfaces_port_is_told_apart() {
    let server = answering(&[("GET", "/api/v1/heartbeat", page())]).await;
    let error = client(&server.uri()).server().probe().await.unwrap_err();
    let Error::NotSkyvern { answer, .. } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        *answer,
        ForeignAnswer::Html {
            title: Some("Skyvern".into())
        }
    );
    assert_eq!(calls(&server).await.len(), 1, "the key was not shown to it");
}

#[tokio::test]
async fn the_apis_port_is_suggested_where_it_answers() {
    let api = answering(&[("GET", "/api/v1/heartbeat", heartbeat())]).await;
    let web = answering(&[("GET", "/api/v1/heartbeat", page())]).await;
    let ports = UsualPorts {
        api: api.address().port(),
        ..UsualPorts::default()
    };
    let client = builder(&web.uri()).usual_ports(ports).build().unwrap();
    let error = client.server().probe().await.unwrap_err();
    let page = "a web page answers here (“Skyvern”), not Skyvern's API";
    assert_eq!(
        error.to_string(),
        format!("{page}; it answers at {}", api.uri())
    );
}

/// What the dialog says about a server that answers the heartbeat like this.
async fn check(heartbeat: ResponseTemplate, expected: &str) {
    let server = answering(&[("GET", "/api/v1/heartbeat", heartbeat)]).await;
    let error = client(&server.uri()).server().probe().await.unwrap_err();
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn other_servers_are_told_apart() {
    let other = "another service answers here, not Skyvern's API";
    check(answer(json!({ "hello": "world" })), other).await;
    check(no_such_route(), other).await;
    check(
        ResponseTemplate::new(200).set_body_string("hi"),
        "what answers here (status 200) is not Skyvern's API",
    )
    .await;
    check(
        ResponseTemplate::new(400),
        "what answers here (status 400) is not Skyvern's API",
    )
    .await;
    check(
        ResponseTemplate::new(503),
        "the server failed with status 503",
    )
    .await;
    let to_login = ResponseTemplate::new(302)
        .insert_header("location", "https://sso.example.org/login?next=a");
    check(
        to_login,
        "this address redirects to https://sso.example.org/login",
    )
    .await;
    let to_https =
        ResponseTemplate::new(301).insert_header("location", "https://127.0.0.1/api/v1/heartbeat");
    let server = answering(&[("GET", "/api/v1/heartbeat", to_https)]).await;
    let error = client(&server.uri()).server().probe().await.unwrap_err();
    assert_eq!(
        error,
        Error::WrongScheme {
            suggestion: server.uri().replace("http:", "https:")
        }
    );
}

#[tokio::test]
async fn http_and_https_are_told_apart() {
    let plain = skyvern(organizations()).await;
    let error = client(&plain.uri().replace("http:", "https:"))
        .server()
        .probe()
        .await
        .unwrap_err();
    assert_eq!(
        error,
        Error::WrongScheme {
            suggestion: plain.uri()
        }
    );
    assert_eq!(
        error.to_string(),
        format!("this port speaks http; use {}", plain.uri())
    );

    let secure = Tls::self_signed().await;
    let error = client(&secure.base_url.replace("https:", "http:"))
        .server()
        .probe()
        .await
        .unwrap_err();
    assert_eq!(
        error,
        Error::WrongScheme {
            suggestion: secure.base_url.clone()
        }
    );

    let error = client(&secure.base_url).server().probe().await.unwrap_err();
    let kind = Unreachable::Tls(TlsFault::SelfSigned);
    assert_eq!(
        error,
        Error::Unreachable {
            host: "127.0.0.1".into(),
            kind
        }
    );
}

#[tokio::test]
async fn servers_that_are_not_there_are_told_apart_at_once() {
    let error = client(&closed_port().await)
        .server()
        .probe()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "127.0.0.1 cannot be reached: nothing listens at that port"
    );
    let silent = Raw::silent().await;
    let error = impatient(&silent.base_url)
        .server()
        .probe()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "127.0.0.1 cannot be reached: it does not answer in time"
    );
    let error = client(NO_NAME).server().probe().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("{} cannot be reached: its name is not known", &NO_NAME[7..])
    );
}
