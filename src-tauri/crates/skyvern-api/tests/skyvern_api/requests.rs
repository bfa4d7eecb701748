//! How arguments travel: what goes into the path, the query, the body and the headers (reference B.1 to B.7).

use std::collections::BTreeMap;

use chrono::DateTime;
use futures_util::TryStreamExt as _;
use serde_json::{Value, json};
use skyvern_api::artifacts::{ArtifactKind, Owner};
use skyvern_api::browser_profiles::{ListBrowserProfiles, ProfileSource};
use skyvern_api::browser_sessions::CreateBrowserSession;
use skyvern_api::credentials::{CredentialKind, ListCredentials};
use skyvern_api::runs::{
    LaunchRun, ListRuns, ListWorkflowRuns, Proxy, ProxyLocation, RunKind, RunStatus,
};
use skyvern_api::schedules::{ListSchedules, ScheduleSpec, Timing};
use skyvern_api::tags::TagChange;
use skyvern_api::uploads::UploadFile;
use skyvern_api::workflows::{GetWorkflow, ListWorkflows, WorkflowStatus};
use skyvern_api::{Client, Error};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::server::{client, json as answer};

/// What is sent by a call: `verb path?query`, and the body. The answer does not matter.
async fn sent<T, F>(call: impl FnOnce(Client) -> F) -> (String, Value, Request)
where
    F: Future<Output = Result<T, Error>>,
{
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(answer(Value::Null))
        .mount(&server)
        .await;
    // Most answers cannot be read as null, which is of no interest here.
    let _ = call(client(&server.uri())).await;
    let request = server.received_requests().await.unwrap().swap_remove(0);
    let query = request
        .url
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    let line = format!("{} {}{query}", request.method, request.url.path());
    (line, request.body_json().unwrap_or_default(), request)
}

async fn check<T, F>(call: impl FnOnce(Client) -> F, line: &str, body: Value)
where
    F: Future<Output = Result<T, Error>>,
{
    let (sent_line, sent_body, _) = sent(call).await;
    assert_eq!(sent_line, line);
    assert_eq!(sent_body, body, "body of {line}");
}

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

#[tokio::test]
async fn lists_and_their_filters() {
    let workflows = ListWorkflows {
        page: Some(2),
        page_size: Some(50),
        only_saved_tasks: true,
        only_workflows: true,
        only_templates: true,
        search_key: Some("a b&c".into()),
        title: Some("t".into()),
        folder_id: Some("fld_1".into()),
        status: vec![WorkflowStatus::Draft, WorkflowStatus::Published],
        tags: vec!["env:prod".into()],
        template: true,
    };
    check(
        |client| async move { client.workflows().list(&workflows).await },
        "GET /v1/workflows?page=2&page_size=50&only_saved_tasks=true&only_workflows=true&only_templates=true\
         &search_key=a+b%26c&title=t&folder_id=fld_1&status=draft&status=published&tags=env%3Aprod&template=true",
        Value::Null,
    )
    .await;
    let runs = ListRuns {
        page: Some(1),
        page_size: Some(100),
        status: vec![RunStatus::Failed],
        search_key: Some("x".into()),
        run_type: vec![RunKind::Workflow],
        workflow_id: vec!["wpid_1".into(), "wpid_2".into()],
        tags: vec!["t".into()],
    };
    check(
        |client| async move { client.runs().list(&runs).await },
        "GET /v1/runs?page=1&page_size=100&status=failed&search_key=x&run_type=workflow_run\
         &workflow_permanent_id=wpid_1&workflow_permanent_id=wpid_2&tags=t",
        Value::Null,
    )
    .await;
    let of_one = ListWorkflowRuns {
        page: Some(1),
        page_size: Some(10),
        status: vec![RunStatus::Failed],
        search_key: Some("x".into()),
        error_code: Some("E".into()),
        created_at_start: DateTime::from_timestamp(0, 0),
        created_at_end: DateTime::from_timestamp(86_400, 0),
        tags: vec!["t".into()],
        include_child_runs: true,
    };
    check(
        |client| async move {
            client
                .runs()
                .list_of_workflow(&"wpid_1".into(), &of_one)
                .await
        },
        "GET /v1/workflows/wpid_1/runs?page=1&page_size=10&status=failed&search_key=x&error_code=E\
         &created_at_start=1970-01-01T00%3A00%3A00Z&created_at_end=1970-01-02T00%3A00%3A00Z&tags=t\
         &include_child_runs=true",
        Value::Null,
    )
    .await;
    check(
        |client| async move {
            let kinds = [ArtifactKind::Recording, ArtifactKind::Download];
            client.artifacts().list_of_run(&"wr_1".into(), &kinds).await
        },
        "GET /v1/runs/wr_1/artifacts?artifact_type=recording&artifact_type=download",
        Value::Null,
    )
    .await;
}

#[tokio::test]
async fn smaller_lists() {
    let credentials = ListCredentials {
        page: Some(1),
        page_size: Some(100),
        kind: Some(CredentialKind::Password),
        vault_type: Some("bitwarden".into()),
        search: Some("s".into()),
        folder_id: Some("fld_1".into()),
    };
    check(
        |client| async move { client.credentials().list(&credentials).await },
        "GET /v1/credentials?page=1&page_size=100&credential_type=password&vault_type=bitwarden&search=s\
         &folder_id=fld_1",
        Value::Null,
    )
    .await;
    let profiles = ListBrowserProfiles {
        page: Some(1),
        page_size: Some(20),
        include_deleted: true,
        search_key: Some("s".into()),
        managed: Some(false),
    };
    check(
        |client| async move { client.browser_profiles().list(&profiles).await },
        "GET /v1/browser_profiles?page=1&page_size=20&include_deleted=true&search_key=s&managed=false",
        Value::Null,
    )
    .await;
    let schedules = ListSchedules {
        page: Some(1),
        page_size: Some(5),
        active: Some(false),
        search: Some("s".into()),
    };
    check(
        |client| async move { client.schedules().list(&schedules).await },
        "GET /v1/schedules?page=1&page_size=5&status=paused&search=s",
        Value::Null,
    )
    .await;
    check(
        |client| async move { client.browser_sessions().history(2, 50).await },
        "GET /v1/browser_sessions/history?page=2&page_size=50",
        Value::Null,
    )
    .await;
    check(
        |client| async move { client.tags().values(Some("env")).await },
        "GET /v1/tag-values?key=env",
        Value::Null,
    )
    .await;
    for (owner, path) in [
        (Owner::Step("stp_1".into()), "step/stp_1"),
        (Owner::Task("tsk_1".into()), "task/tsk_1"),
        (Owner::WorkflowRun("wr_1".into()), "workflow_run/wr_1"),
        (Owner::BlockRun("wrb_1".into()), "workflow_run_block/wrb_1"),
        (Owner::Thought("ot_1".into()), "thought/ot_1"),
    ] {
        let line = format!("GET /api/v1/{path}/artifacts");
        check(
            |client| async move { client.artifacts().list_of(&owner).await },
            &line,
            Value::Null,
        )
        .await;
    }
}

#[tokio::test]
async fn ids_that_look_like_paths_stay_one_segment() {
    let get =
        |id: &'static str| move |client: Client| async move { client.runs().get(&id.into()).await };
    check(
        get("../../admin?x=1"),
        "GET /v1/runs/..%2F..%2Fadmin%3Fx=1",
        Value::Null,
    )
    .await;
    check(get("wr 1/ü"), "GET /v1/runs/wr%201%2F%C3%BC", Value::Null).await;
}

#[tokio::test]
async fn workflows_one_by_one() {
    let which = GetWorkflow {
        version: Some(3),
        template: true,
    };
    check(
        |client| async move { client.workflows().get(&"wpid_1".into(), which).await },
        "GET /v1/workflows/wpid_1?version=3&template=true",
        Value::Null,
    )
    .await;
    check(
        |client| async move { client.workflows().versions(&"wpid_1".into(), true).await },
        "GET /v1/workflows/wpid_1/versions?template=true",
        Value::Null,
    )
    .await;
    check(
        |client| async move {
            client
                .workflows()
                .set_template(&"wpid_1".into(), true)
                .await
        },
        "PUT /v1/workflows/wpid_1/template?is_template=true",
        Value::Null,
    )
    .await;
    check(
        |client| async move { client.workflows().templates().await },
        "GET /api/v1/workflows/templates",
        Value::Null,
    )
    .await;
    check(
        |client| async move { client.runs().get_with_workflow(&"wr_1".into()).await },
        "GET /v1/workflows/runs/wr_1",
        Value::Null,
    )
    .await;
    check(
        |client| async move { client.runs().approve(&"wr_1".into()).await },
        "POST /v1/workflows/runs/wr_1/continue",
        Value::Null,
    )
    .await;
    check(
        |client| async move {
            client
                .runs()
                .retry_webhook(&"wr_1".into(), Some("https://w"))
                .await
        },
        "POST /v1/runs/wr_1/retry_webhook",
        json!({ "webhook_url": "https://w" }),
    )
    .await;
}

#[tokio::test]
async fn schedules() {
    let spec = |timing| ScheduleSpec {
        timing,
        timezone: "Europe/Berlin".into(),
        enabled: Some(false),
        parameters: Some(json!({ "n": 1 }).as_object().unwrap().clone()),
        name: Some("N".into()),
        description: Some("D".into()),
    };
    let with = |field: &str, value: Value| {
        let mut body = json!({
            "timezone": "Europe/Berlin", "enabled": false, "parameters": { "n": 1 }, "name": "N", "description": "D",
        });
        body[field] = value;
        body
    };
    let noon = DateTime::from_timestamp(43_200, 0).unwrap();
    let cron = spec(Timing::Cron("0 3 * * *".into()));
    check(
        |client| async move { client.schedules().create(&"wpid_1".into(), &cron).await },
        "POST /v1/workflows/wpid_1/schedules",
        with("cron_expression", json!("0 3 * * *")),
    )
    .await;
    let every = spec(Timing::Every {
        seconds: 60,
        first: Some(noon),
    });
    let mut body = with("interval_seconds", json!(60));
    body["first_fire_at"] = json!("1970-01-01T12:00:00Z");
    check(
        |client| async move {
            client
                .schedules()
                .update(&"wpid_1".into(), &"wfs_1".into(), &every)
                .await
        },
        "PUT /v1/workflows/wpid_1/schedules/wfs_1",
        body,
    )
    .await;
    let once = spec(Timing::Once(noon));
    check(
        |client| async move { client.schedules().create(&"wpid_1".into(), &once).await },
        "POST /v1/workflows/wpid_1/schedules",
        with("run_at", json!("1970-01-01T12:00:00Z")),
    )
    .await;
}

#[tokio::test]
async fn schedules_that_are_there() {
    for (enabled, word) in [(true, "enable"), (false, "disable")] {
        let line = format!("POST /v1/workflows/wpid_1/schedules/wfs_1/{word}");
        check(
            |client| async move {
                client
                    .schedules()
                    .set_enabled(&"wpid_1".into(), &"wfs_1".into(), enabled)
                    .await
            },
            &line,
            Value::Null,
        )
        .await;
    }
    check(
        |client| async move {
            client
                .schedules()
                .delete(&"wpid_1".into(), &"wfs_1".into())
                .await
        },
        "DELETE /v1/workflows/wpid_1/schedules/wfs_1",
        Value::Null,
    )
    .await;
}

#[tokio::test]
async fn tags() {
    let change = TagChange {
        set: vec![(Some("env".into()), "prod".into()), (None, "urgent".into())],
        remove_keys: vec!["team".into()],
        remove_labels: vec!["old".into()],
        colors: BTreeMap::from([("env".into(), "green".into())]),
    };
    let body = json!({
        "tags": [{ "key": "env", "value": "prod" }, { "key": null, "value": "urgent" }],
        "tags_to_delete": [{ "key": "team" }, { "value": "old" }],
        "colors": { "env": "green" },
    });
    let of_run = change.clone();
    check(
        |client| async move {
            client
                .tags()
                .change_workflow(&"wpid_1".into(), &change)
                .await
        },
        "POST /v1/workflows/wpid_1/tags",
        body.clone(),
    )
    .await;
    check(
        |client| async move { client.tags().change_run(&"wr_1".into(), &of_run).await },
        "POST /v1/runs/wr_1/tags",
        body,
    )
    .await;
    check(
        |client| async move { client.tags().of_workflows(&["wpid_1".into()]).await },
        "POST /v1/workflow-tags",
        json!({ "workflow_permanent_ids": ["wpid_1"] }),
    )
    .await;
    check(
        |client| async move { client.tags().of_runs(&["wr_1".into()]).await },
        "POST /v1/run-tags",
        json!({ "workflow_run_ids": ["wr_1"] }),
    )
    .await;
}

#[tokio::test]
async fn browsers() {
    let new = CreateBrowserSession {
        url: Some("https://a".into()),
        timeout: Some(30),
        proxy_location: Some(ProxyLocation::Named("NONE".into())),
        proxy_session_id: Some("p".into()),
        extensions: vec!["ad-blocker".into()],
        browser_type: Some("chrome".into()),
        browser_profile_id: Some("bp_1".into()),
        generate_browser_profile: true,
        needs_live_view: true,
    };
    check(
        |client| async move { client.browser_sessions().create(&new).await },
        "POST /v1/browser_sessions",
        json!({
            "url": "https://a", "timeout": 30, "proxy_location": "NONE", "proxy_session_id": "p",
            "extensions": ["ad-blocker"], "browser_type": "chrome", "browser_profile_id": "bp_1",
            "generate_browser_profile": true, "needs_live_view": true,
        }),
    )
    .await;
    check(
        |client| async move { client.browser_sessions().extend(&"pbs_1".into(), 15).await },
        "POST /v1/browser_sessions/pbs_1/extend",
        json!({ "additional_minutes": 15 }),
    )
    .await;
    for (source, field, id) in [
        (
            ProfileSource::Session("pbs_1".into()),
            "browser_session_id",
            "pbs_1",
        ),
        (ProfileSource::Run("wr_1".into()), "workflow_run_id", "wr_1"),
    ] {
        check(
            |client| async move {
                client
                    .browser_profiles()
                    .create("N", Some("D"), &source)
                    .await
            },
            "POST /v1/browser_profiles",
            json!({ "name": "N", "description": "D", field: id }),
        )
        .await;
    }
    check(
        |client| async move {
            client
                .browser_profiles()
                .update(&"bp_1".into(), Some("N"), None)
                .await
        },
        "PATCH /v1/browser_profiles/bp_1",
        json!({ "name": "N" }),
    )
    .await;
    check(
        |client| async move { client.browser_profiles().delete(&"bp_1".into()).await },
        "DELETE /v1/browser_profiles/bp_1",
        Value::Null,
    )
    .await;
}

#[tokio::test]
async fn uploads_are_forms_with_one_file() {
    let file = UploadFile {
        name: "ä.csv".into(),
        media_type: "text/csv".into(),
        bytes: "id\n1\n".into(),
    };
    let (line, _, request) = sent(|client| async move { client.uploads().send(file).await }).await;
    assert_eq!(line, "POST /v1/upload_file");
    let media = request.headers["content-type"].to_str().unwrap();
    assert!(
        media.starts_with("multipart/form-data; boundary="),
        "{media}"
    );
    let body = String::from_utf8(request.body.clone()).unwrap();
    assert!(
        body.contains("name=\"file\"") && body.contains(".csv\""),
        "{body}"
    );
    assert!(
        body.contains("Content-Type: text/csv\r\n") && body.contains("\r\n\r\nid\n1\n\r\n"),
        "{body}"
    );
    check(
        |client| async move { client.uploads().delete(&"file_1".into()).await },
        "DELETE /v1/files/file_1",
        Value::Null,
    )
    .await;
}

#[tokio::test]
async fn pages_come_until_one_is_not_full() {
    let server = MockServer::start().await;
    let workflow = crate::recorded::Exchange::load("agents-get").response.body;
    Mock::given(any())
        .respond_with(move |request: &Request| {
            let full = !request.url.query().unwrap_or_default().contains("page=3");
            let page = vec![&workflow; if full { 2 } else { 1 }];
            ResponseTemplate::new(200).set_body_json(page)
        })
        .mount(&server)
        .await;
    let query = ListWorkflows {
        page_size: Some(2),
        ..ListWorkflows::default()
    };
    let pages = client(&server.uri()).workflows().pages(query);
    let sizes: Vec<usize> = pages.map_ok(|page| page.len()).try_collect().await.unwrap();
    assert_eq!(sizes, [2, 2, 1]);
}
