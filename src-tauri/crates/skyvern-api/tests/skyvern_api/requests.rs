//! How arguments travel: what goes into the path, the query, the body and the headers (reference B.1 to B.7). Launches and
//! smaller resources have files of their own.

use chrono::DateTime;
use futures_util::TryStreamExt as _;
use serde_json::{Value, json};
use skyvern_api::artifacts::{ArtifactKind, Owner};
use skyvern_api::browser_profiles::ListBrowserProfiles;
use skyvern_api::credentials::{CredentialKind, ListCredentials};
use skyvern_api::runs::{ListRuns, ListWorkflowRuns, RunKind, RunStatus};
use skyvern_api::schedules::ListSchedules;
use skyvern_api::workflows::{GetWorkflow, ListWorkflows, WorkflowStatus};
use skyvern_api::{Client, Error};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::server::{client, json as answer};

/// What is sent by a call: `verb path?query`, and the body. The answer does not matter.
pub(crate) async fn sent<T, F>(call: impl FnOnce(Client) -> F) -> (String, Value, Request)
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

pub(crate) async fn check<T, F>(call: impl FnOnce(Client) -> F, line: &str, body: Value)
where
    F: Future<Output = Result<T, Error>>,
{
    let (sent_line, sent_body, _) = sent(call).await;
    assert_eq!(sent_line, line);
    assert_eq!(sent_body, body, "body of {line}");
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
