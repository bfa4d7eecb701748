//! How the arguments of a launch travel: body, query and headers, by the usual and by the legacy route (reference B.2).

use std::collections::BTreeMap;

use serde_json::json;
use skyvern_api::runs::{LaunchRun, Proxy, ProxyLocation};

use crate::requests::{check, sent};

fn full_launch() -> LaunchRun {
    let headers = |name: &str| BTreeMap::from([(name.to_owned(), "b".to_owned())]);
    let mut launch = LaunchRun {
        title: Some("T".into()),
        proxy_location: Proxy::At(ProxyLocation::Named("RESIDENTIAL_DE".into())),
        webhook_url: Some("https://w".into()),
        totp_identifier: Some("me".into()),
        totp_url: Some("https://t".into()),
        browser_session_id: Some("pbs_1".into()),
        browser_profile_id: Some("bp_1".into()),
        browser_address: Some("ws://c".into()),
        run_with: Some("code".into()),
        ai_fallback: Some(false),
        max_screenshot_scrolls: Some(2),
        extra_http_headers: headers("x-a"),
        cdp_connect_headers: headers("x-c"),
        template: true,
        max_steps_override: Some(9),
        user_agent: Some("skyvern-ui".into()),
        max_elapsed_time_minutes: Some(30),
        run_metadata: Some(json!({ "ticket": 1 })),
        start_fresh_browser: true,
        reuse_browser_session: Some(false),
        partial: None,
        ..LaunchRun::new("wpid_1")
    };
    launch.parameters.insert("n".into(), json!(2));
    launch
}

#[tokio::test]
async fn every_argument_of_a_launch() {
    let launch = full_launch();
    let (line, body, request) =
        sent(|client| async move { client.runs().launch(&launch).await }).await;
    assert_eq!(line, "POST /v1/run/workflows?template=true");
    assert_eq!(request.headers["x-max-steps-override"], "9");
    assert_eq!(request.headers["x-user-agent"], "skyvern-ui");
    let expected = json!({
        "workflow_id": "wpid_1", "parameters": { "n": 2 }, "title": "T", "proxy_location": "RESIDENTIAL_DE",
        "webhook_url": "https://w", "totp_identifier": "me", "totp_url": "https://t",
        "browser_session_id": "pbs_1", "browser_profile_id": "bp_1", "browser_address": "ws://c",
        "run_with": "code", "ai_fallback": false, "max_screenshot_scrolls": 2,
        "extra_http_headers": { "x-a": "b" }, "cdp_connect_headers": { "x-c": "b" },
        "max_elapsed_time_minutes": 30, "run_metadata": { "ticket": 1 },
        "start_fresh_browser": true, "reuse_browser_session": false,
    });
    assert_eq!(body, expected);
}

#[tokio::test]
async fn every_argument_of_a_launch_of_an_older_version() {
    let launch = LaunchRun {
        version: Some(3),
        ..full_launch()
    };
    let (line, body, request) =
        sent(|client| async move { client.runs().launch(&launch).await }).await;
    assert_eq!(
        line,
        "POST /api/v1/workflows/wpid_1/run?version=3&template=true"
    );
    assert_eq!(request.headers["x-max-steps-override"], "9");
    let expected = json!({
        "data": { "n": 2 }, "proxy_location": "RESIDENTIAL_DE",
        "webhook_callback_url": "https://w", "totp_identifier": "me", "totp_verification_url": "https://t",
        "browser_session_id": "pbs_1", "browser_profile_id": "bp_1", "browser_address": "ws://c",
        "run_with": "code", "ai_fallback": false, "max_screenshot_scrolls": 2,
        "extra_http_headers": { "x-a": "b" }, "cdp_connect_headers": { "x-c": "b" },
        "max_elapsed_time_minutes": 30, "run_metadata": { "ticket": 1 },
        "start_fresh_browser": true, "reuse_browser_session": false,
    });
    assert_eq!(body, expected);
}

#[tokio::test]
async fn a_proxy_is_inherited_left_to_the_server_or_named() {
    let geo = ProxyLocation::Geo {
        country: "US".into(),
        subdivision: Some("CA".into()),
        city: None,
    };
    let own = ProxyLocation::Custom {
        url: "http://me:pw@proxy:1".into(),
    };
    let debug = format!("{own:?}");
    assert_eq!(debug, "Custom(<redacted>)");
    for (proxy, expected) in [
        (
            Proxy::Inherit,
            json!({ "workflow_id": "wpid_1", "proxy_location": null }),
        ),
        (Proxy::ServerDefault, json!({ "workflow_id": "wpid_1" })),
        (
            Proxy::At(geo),
            json!({ "workflow_id": "wpid_1", "proxy_location": { "country": "US", "subdivision": "CA" } }),
        ),
        (
            Proxy::At(own),
            json!({ "workflow_id": "wpid_1", "proxy_location": { "url": "http://me:pw@proxy:1" } }),
        ),
    ] {
        let launch = LaunchRun {
            proxy_location: proxy,
            ..LaunchRun::new("wpid_1")
        };
        check(
            |client| async move { client.runs().launch(&launch).await },
            "POST /v1/run/workflows",
            expected,
        )
        .await;
    }
}

#[test]
fn a_launch_shows_no_values_in_debug_texts() {
    let debug = format!("{:?}", full_launch());
    assert!(debug.contains("x-a") && debug.contains("\"n\""), "{debug}");
    assert!(
        !debug.contains("\"b\"") && !debug.contains("Number(2)"),
        "{debug}"
    );
}
