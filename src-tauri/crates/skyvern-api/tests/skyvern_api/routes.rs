//! Older servers: which route is asked first, which after it, and what is remembered.

use serde_json::{Value, json};
use skyvern_api::folders::ListFolders;
use skyvern_api::runs::{ListRuns, ListWorkflowRuns};
use skyvern_api::uploads::UploadFile;
use skyvern_api::workflows::{GetWorkflow, ListWorkflows};
use skyvern_api::{ApiKey, Client, Error, Feature};
use wiremock::ResponseTemplate;

use crate::recorded::Exchange;
use crate::server::{KEY, answering, calls, client, json as answer, no_such_route};

fn recorded(name: &str) -> ResponseTemplate {
    answer(Exchange::load(name).response.body)
}

fn method_not_allowed() -> ResponseTemplate {
    ResponseTemplate::new(405).set_body_json(json!({ "detail": "Method Not Allowed" }))
}

/// Asks twice a server that has only the older route, then again with what was learnt: the newer route is asked once.
async fn check<F, T>(
    feature: Feature,
    newer: &str,
    older: &str,
    recording: &str,
    ask: impl Fn(Client) -> F,
) where
    F: Future<Output = Result<T, Error>>,
{
    for missing in [no_such_route(), method_not_allowed()] {
        let (verb, newer_path) = newer.split_once(' ').unwrap();
        let older_path = older.split_once(' ').unwrap().1;
        let server = answering(&[
            (verb, newer_path, missing),
            (verb, older_path, recorded(recording)),
        ])
        .await;
        let first = client(&server.uri());
        for _ in 0..2 {
            let outcome = ask(first.clone()).await;
            assert!(outcome.is_ok(), "{feature:?}: {:?}", outcome.err());
        }
        assert_eq!(first.capabilities().knows(feature), Some(false));
        let stored = serde_json::to_string(&first.capabilities()).unwrap();
        let second = Client::builder(server.uri(), ApiKey::new(KEY))
            .capabilities(serde_json::from_str(&stored).unwrap())
            .build()
            .unwrap();
        assert!(ask(second).await.is_ok());
        assert_eq!(
            calls(&server).await,
            [newer, older, older, older],
            "{feature:?}"
        );
    }
}

#[tokio::test]
async fn older_routes_of_workflows_are_found_and_remembered() {
    check(
        Feature::WorkflowRoutes,
        "GET /v1/workflows",
        "GET /api/v1/workflows",
        "agents-list",
        |client| async move { client.workflows().list(&ListWorkflows::default()).await },
    )
    .await;
    check(
        Feature::GetWorkflow,
        "GET /v1/workflows/wpid_1",
        "GET /api/v1/workflows/wpid_1",
        "agents-get",
        |client| async move {
            client
                .workflows()
                .get(&"wpid_1".into(), GetWorkflow::default())
                .await
        },
    )
    .await;
    check(
        Feature::WorkflowVersions,
        "GET /v1/workflows/wpid_1/versions",
        "GET /api/v1/workflows/wpid_1/versions",
        "agents-versions",
        |client| async move { client.workflows().versions(&"wpid_1".into(), false).await },
    )
    .await;
}

#[tokio::test]
async fn older_routes_of_runs_are_found_and_remembered() {
    check(
        Feature::RunList,
        "GET /v1/runs",
        "GET /api/v1/workflows/runs",
        "agents-runs-list",
        |client| async move { client.runs().list(&ListRuns::default()).await },
    )
    .await;
    check(
        Feature::WorkflowRuns,
        "GET /v1/workflows/wpid_1/runs",
        "GET /api/v1/workflows/wpid_1/runs",
        "agent-runs-of-one",
        |client| async move {
            client
                .runs()
                .list_of_workflow(&"wpid_1".into(), &ListWorkflowRuns::default())
                .await
        },
    )
    .await;
    check(
        Feature::CancelRun,
        "POST /v1/runs/wr_1/cancel",
        "POST /api/v1/workflows/runs/wr_1/cancel",
        "run-cancel-running",
        |client| async move { client.runs().cancel(&"wr_1".into()).await },
    )
    .await;
    check(
        Feature::RunArtifacts,
        "GET /v1/runs/wr_1/artifacts",
        "GET /api/v1/workflow_run/wr_1/artifacts",
        "artifacts-after-finalise",
        |client| async move { client.artifacts().list_of_run(&"wr_1".into(), &[]).await },
    )
    .await;
    check(
        Feature::Upload,
        "POST /v1/upload_file",
        "POST /api/v1/upload_file",
        "upload-file",
        |client| async move {
            let file = UploadFile {
                name: "a".into(),
                media_type: "text/plain".into(),
                bytes: "a".into(),
            };
            client.uploads().send(file).await
        },
    )
    .await;
}

#[tokio::test]
async fn a_missing_thing_is_not_a_missing_route() {
    let gone = ResponseTemplate::new(404)
        .set_body_json(json!({ "detail": "Workflow not found. workflow_permanent_id=wpid_1" }));
    let server = answering(&[("GET", "/v1/workflows/wpid_1", gone)]).await;
    let client = client(&server.uri());
    let error = client
        .workflows()
        .get(&"wpid_1".into(), GetWorkflow::default())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::NotFound { .. }), "{error:?}");
    assert_eq!(calls(&server).await, ["GET /v1/workflows/wpid_1"]);
    assert_eq!(
        client.capabilities().features.get(&Feature::GetWorkflow),
        None
    );
}

#[tokio::test]
async fn a_route_that_was_seen_is_not_taken_for_missing() {
    let server = answering(&[
        ("GET", "/v1/workflows/wpid_1", recorded("agents-get")),
        ("GET", "/v1/workflows/wpid_2", no_such_route()),
    ])
    .await;
    let client = client(&server.uri());
    client
        .workflows()
        .get(&"wpid_1".into(), GetWorkflow::default())
        .await
        .unwrap();
    let error = client
        .workflows()
        .get(&"wpid_2".into(), GetWorkflow::default())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::NotFound { .. }), "{error:?}");
    assert_eq!(calls(&server).await.len(), 2);
}

#[tokio::test]
async fn what_a_server_has_under_no_route_is_not_supported() {
    let server = answering(&[
        ("GET", "/v1/folders", no_such_route()),
        ("GET", "/v1/workflows/wpid_1/versions", no_such_route()),
        ("GET", "/api/v1/workflows/wpid_1/versions", no_such_route()),
        ("POST", "/v1/workflows/runs/wr_1/continue", no_such_route()),
    ])
    .await;
    let client = client(&server.uri());
    let error = client
        .folders()
        .list(&ListFolders::default())
        .await
        .unwrap_err();
    assert_eq!(
        error,
        Error::NotSupported {
            feature: Feature::Folders
        }
    );
    assert_eq!(
        error.to_string(),
        "the version of this server does not support folders"
    );
    let error = client
        .workflows()
        .versions(&"wpid_1".into(), false)
        .await
        .unwrap_err();
    assert_eq!(
        error,
        Error::NotSupported {
            feature: Feature::WorkflowVersions
        }
    );
    let error = client.runs().approve(&"wr_1".into()).await.unwrap_err();
    assert_eq!(
        error,
        Error::NotSupported {
            feature: Feature::ContinueRun
        }
    );
}

#[tokio::test]
async fn many_runs_are_cancelled_one_by_one() {
    let unknown =
        ResponseTemplate::new(404).set_body_json(json!({ "detail": "Run not found wr_2" }));
    let server = answering(&[
        ("POST", "/v1/runs/cancel", method_not_allowed()),
        ("POST", "/v1/runs/wr_1/cancel", answer(Value::Null)),
        ("POST", "/v1/runs/wr_2/cancel", unknown),
        ("POST", "/v1/runs/wr_3/cancel", answer(Value::Null)),
    ])
    .await;
    let client = client(&server.uri());
    let ids = ["wr_1", "wr_2", "wr_3"].map(Into::into);
    for _ in 0..2 {
        let outcome = client.runs().cancel_many(&ids).await.unwrap();
        assert_eq!(outcome.cancelled, ["wr_1", "wr_3"].map(Into::into));
        assert_eq!(outcome.failed, ["wr_2"].map(Into::into));
    }
    let bulk = calls(&server)
        .await
        .iter()
        .filter(|call| *call == "POST /v1/runs/cancel")
        .count();
    assert_eq!(bulk, 1);
}

#[tokio::test]
async fn a_retry_becomes_a_launch_with_the_same_inputs() {
    let told = json!({
        "run_id": "wr_1", "status": "failed", "created_at": "2026-11-23T00:05:12",
        "run_request": {
            "workflow_id": "wpid_1", "parameters": { "n": 2 }, "proxy_location": "US-CA", "title": null,
            "extra_http_headers": { "x-a": "b" }, "browser_profile_id": "bp_1", "max_screenshot_scrolls": 4,
        },
    });
    let rich = json!({
        "workflow_run_id": "wr_2", "workflow_id": "wpid_1", "status": "failed",
        "created_at": "2026-11-23T00:05:12", "parameters": { "n": 3 },
    });
    let untold =
        json!({ "run_id": "wr_2", "status": "failed", "created_at": "2026-11-23T00:05:12" });
    let server = answering(&[
        ("POST", "/v1/workflows/runs/wr_1/retry", no_such_route()),
        ("GET", "/v1/runs/wr_1", answer(told)),
        ("GET", "/v1/runs/wr_2", answer(untold)),
        ("GET", "/api/v1/workflows/runs/wr_2", answer(rich)),
        ("POST", "/v1/run/workflows", recorded("run-wait1-start")),
    ])
    .await;
    let client = client(&server.uri());
    client.runs().retry(&"wr_1".into()).await.unwrap();
    client.runs().retry(&"wr_2".into()).await.unwrap();
    let requests = server.received_requests().await.unwrap();
    let launches: Vec<Value> = requests
        .iter()
        .filter(|request| request.url.path() == "/v1/run/workflows")
        .map(|request| request.body_json().unwrap())
        .collect();
    let first = json!({
        "workflow_id": "wpid_1", "parameters": { "n": 2 }, "proxy_location": "US-CA",
        "extra_http_headers": { "x-a": "b" }, "browser_profile_id": "bp_1", "max_screenshot_scrolls": 4,
    });
    let second =
        json!({ "workflow_id": "wpid_1", "parameters": { "n": 3 }, "proxy_location": null });
    assert_eq!(launches, [first, second]);
}

#[tokio::test]
async fn the_older_timeline_names_the_workflow() {
    let server = answering(&[
        ("GET", "/v1/runs/wr_1/timeline", no_such_route()),
        (
            "GET",
            "/api/v1/workflows/runs/wr_1",
            recorded("api-v1-workflow-run-detail"),
        ),
        (
            "GET",
            "/api/v1/workflows/wpid_600046068442231700/runs/wr_1/timeline",
            recorded("run-wait1-timeline"),
        ),
    ])
    .await;
    let client = client(&server.uri());
    for _ in 0..2 {
        assert_eq!(
            client.runs().timeline(&"wr_1".into()).await.unwrap().len(),
            1
        );
    }
    let newer = calls(&server)
        .await
        .iter()
        .filter(|call| call.contains("/v1/runs/wr_1/timeline"))
        .count();
    assert_eq!(newer, 1);
}
