//! Which call of the client fits a recorded request, and with which arguments.

use serde::Serialize;
use serde_json::{Value, json};
use skyvern_api::artifacts::ByteRange;
use skyvern_api::browser_profiles::ListBrowserProfiles;
use skyvern_api::browser_sessions::CreateBrowserSession;
use skyvern_api::credentials::ListCredentials;
use skyvern_api::folders::ListFolders;
use skyvern_api::runs::{LaunchRun, Launched, ListRuns, ListWorkflowRuns, Proxy};
use skyvern_api::schedules::{ListSchedules, ScheduleSpec, Timing};
use skyvern_api::uploads::UploadFile;
use skyvern_api::workflows::{CreateWorkflow, Definition, GetWorkflow, ListWorkflows};
use skyvern_api::{ApiKey, Client, Error};

use crate::recorded::Exchange;
use crate::server::KEY;

/// Makes the call that fits a recorded request. `null` stands for an answer of which the client keeps nothing.
pub(super) async fn call(client: &Client, exchange: &Exchange) -> Result<Value, Error> {
    let route = exchange.route();
    let path: Vec<&str> = route.split('/').skip(1).collect();
    let verb = exchange.request.method.as_str();
    match path.as_slice() {
        ["v1", "runs", ..] => of_runs(client, exchange, verb, &path).await,
        ["v1", "folders", ..] => of_folders(client, exchange, verb, &path).await,
        path if path.iter().any(|segment| ["run", "runs"].contains(segment)) => {
            of_runs_of_workflows(client, exchange, verb, path).await
        }
        ["v1", "workflows", ..] | ["api", "v1", ..] => {
            of_workflows(client, exchange, verb, &path).await
        }
        _ => of_others(client, exchange, verb, &path).await,
    }
}

async fn of_workflows(
    client: &Client,
    exchange: &Exchange,
    verb: &str,
    path: &[&str],
) -> Result<Value, Error> {
    let workflows = client.workflows();
    match (verb, path) {
        ("GET", ["v1", "workflows"]) => value(workflows.list(&list_workflows(exchange)).await),
        ("GET", ["api", "v1", "workflows"]) => client_without(client, "workflow_routes")
            .workflows()
            .list(&list_workflows(exchange))
            .await
            .map(to_value),
        ("POST", ["v1", "workflows"]) => value(workflows.create(&create_workflow(exchange)).await),
        ("GET", ["v1", "workflows", id]) => {
            value(workflows.get(&(*id).into(), get_workflow(exchange)).await)
        }
        ("POST", ["v1", "workflows", id]) => {
            value(workflows.update(&(*id).into(), &definition(exchange)).await)
        }
        ("GET", ["v1", "workflows", id, "versions"]) => {
            value(workflows.versions(&(*id).into(), false).await)
        }
        ("POST", ["v1", "workflows", id, "delete"]) => {
            nothing(workflows.delete(&(*id).into()).await)
        }
        ("PUT", ["v1", "workflows", id, "folder"]) => {
            let folder = body(exchange)["folder_id"].as_str().map(Into::into);
            value(workflows.set_folder(&(*id).into(), folder.as_ref()).await)
        }
        ("GET", ["v1", "workflows", id, "tags"]) => {
            value(client.tags().of_workflow(&(*id).into()).await)
        }
        ("POST", ["v1", "workflows", id, "schedules"]) => value(
            client
                .schedules()
                .create(&(*id).into(), &schedule(exchange))
                .await,
        ),
        ("GET", ["api", "v1", "models"]) => value(client.models().list().await),
        ("GET", ["api", "v1", "organizations"]) => value(client.organizations().list().await),
        ("GET", ["api", "v1", "heartbeat"]) => nothing(client.server().heartbeat().await),
        _ => panic!("{}: no call for {verb} {path:?}", exchange.name),
    }
}

async fn of_runs_of_workflows(
    client: &Client,
    exchange: &Exchange,
    verb: &str,
    path: &[&str],
) -> Result<Value, Error> {
    match (verb, path) {
        ("GET", ["v1", "workflows", "runs"]) => value(
            // Its twin under /api/v1 is the one that every server has.
            client_without(client, "run_list")
                .runs()
                .list(&list_runs(exchange))
                .await,
        ),
        ("GET", ["v1", "workflows", id, "runs"]) => value(
            client
                .runs()
                .list_of_workflow(&(*id).into(), &ListWorkflowRuns::default())
                .await,
        ),
        ("POST", ["v1", "workflows", "runs", id, "retry"]) => {
            launched(client.runs().retry(&(*id).into()).await)
        }
        (
            "GET",
            ["api", "v1", "workflows", "runs", id] | ["api", "v1", "workflows", _, "runs", id],
        ) => value(client.runs().get_rich(&(*id).into()).await),
        ("POST", ["v1", "run", "workflows"]) => {
            launched(client.runs().launch(&launch(exchange, None)).await)
        }
        ("POST", ["api", "v1", "workflows", _, "run"]) => {
            // The legacy answer has only ids, and the client keeps only the run's.
            let launched = client.runs().launch(&launch(exchange, Some(1))).await?;
            assert_eq!(
                json!(launched.run_id),
                exchange.response.body["workflow_run_id"]
            );
            Ok(Value::Null)
        }
        _ => panic!("{}: no call for {verb} {path:?}", exchange.name),
    }
}

async fn of_runs(
    client: &Client,
    exchange: &Exchange,
    verb: &str,
    path: &[&str],
) -> Result<Value, Error> {
    let runs = client.runs();
    match (verb, path) {
        ("GET", ["v1", "runs"]) => value(runs.list(&list_runs(exchange)).await),
        ("POST", ["v1", "runs", "cancel"]) => {
            let ids: Vec<_> = body(exchange)["run_ids"]
                .as_array()
                .expect("ids")
                .iter()
                .map(text)
                .collect();
            let ids: Vec<_> = ids.into_iter().map(Into::into).collect();
            value(runs.cancel_many(&ids).await)
        }
        ("GET", ["v1", "runs", id]) => value(runs.get(&(*id).into()).await),
        ("POST", ["v1", "runs", id, "cancel"]) => nothing(runs.cancel(&(*id).into()).await),
        ("GET", ["v1", "runs", id, "timeline"]) => value(runs.timeline(&(*id).into()).await),
        ("GET", ["v1", "runs", id, "artifacts"]) => {
            let kinds: Vec<_> = all(exchange, "artifact_type")
                .into_iter()
                .map(Into::into)
                .collect();
            value(client.artifacts().list_of_run(&(*id).into(), &kinds).await)
        }
        ("POST", ["v1", "runs", id, "retry_webhook"]) => {
            value(runs.retry_webhook(&(*id).into(), None).await)
        }
        _ => panic!("{}: no call for {verb} {path:?}", exchange.name),
    }
}

async fn of_folders(
    client: &Client,
    exchange: &Exchange,
    verb: &str,
    path: &[&str],
) -> Result<Value, Error> {
    let folders = client.folders();
    let body = exchange.request.json.clone().unwrap_or_default();
    let (title, description) = (body["title"].as_str(), body["description"].as_str());
    match (verb, path) {
        ("GET", ["v1", "folders"]) => {
            let query = ListFolders {
                page: number(exchange, "page"),
                page_size: number(exchange, "page_size"),
                search: one(exchange, "search"),
            };
            value(folders.list(&query).await)
        }
        ("POST", ["v1", "folders"]) => {
            value(folders.create(title.expect("a title"), description).await)
        }
        ("GET", ["v1", "folders", id]) => value(folders.get(&(*id).into()).await),
        ("PUT", ["v1", "folders", id]) => {
            value(folders.update(&(*id).into(), title, description).await)
        }
        ("DELETE", ["v1", "folders", id]) => {
            let with_workflows = one(exchange, "delete_workflows").is_some();
            nothing(folders.delete(&(*id).into(), with_workflows).await)
        }
        _ => panic!("{}: no call for {verb} {path:?}", exchange.name),
    }
}

async fn of_others(
    client: &Client,
    exchange: &Exchange,
    verb: &str,
    path: &[&str],
) -> Result<Value, Error> {
    let sessions = client.browser_sessions();
    match (verb, path) {
        ("GET", ["v1", "artifacts", id]) => value(client.artifacts().get(&(*id).into()).await),
        ("GET", ["v1", "artifacts", id, "signed-url"]) => {
            value(client.artifacts().signed_url(&(*id).into()).await)
        }
        ("GET", ["v1", "artifacts", id, "content"]) => content(client, exchange, id).await,
        ("GET", ["v1", "browser_sessions"]) => value(sessions.list().await),
        ("POST", ["v1", "browser_sessions"]) => {
            let timeout = body(exchange)["timeout"]
                .as_u64()
                .map(|minutes| u32::try_from(minutes).expect("minutes"));
            value(
                sessions
                    .create(&CreateBrowserSession {
                        timeout,
                        ..CreateBrowserSession::default()
                    })
                    .await,
            )
        }
        ("GET", ["v1", "browser_sessions", id]) => value(sessions.get(&(*id).into()).await),
        ("POST", ["v1", "browser_sessions", id, "close"]) => {
            nothing(sessions.close(&(*id).into()).await)
        }
        ("GET", ["v1", "browser_types"]) => value(sessions.types().await),
        ("GET", ["v1", "browser_profiles"]) => value(
            client
                .browser_profiles()
                .list(&ListBrowserProfiles::default())
                .await,
        ),
        ("GET", ["v1", "credentials"]) => {
            value(client.credentials().list(&ListCredentials::default()).await)
        }
        ("GET", ["v1", "schedules"]) => {
            value(client.schedules().list(&ListSchedules::default()).await)
        }
        ("GET", ["v1", "tag-keys"]) => value(client.tags().keys().await),
        ("POST", ["v1", "upload_file"]) => {
            let file = UploadFile {
                name: "a.txt".into(),
                media_type: "text/plain".into(),
                bytes: "a".into(),
            };
            value(client.uploads().send(file).await)
        }
        ("GET", ["v1", "version"]) => value(client.server().version().await),
        _ => panic!("{}: no call for {verb} {path:?}", exchange.name),
    }
}

/// Bytes have no JSON to compare; they are compared here.
async fn content(client: &Client, exchange: &Exchange, id: &str) -> Result<Value, Error> {
    let range = exchange
        .request
        .headers
        .contains_key("range")
        .then_some(ByteRange {
            start: 0,
            end: Some(99),
        });
    let content = client.artifacts().content(&id.into(), range).await?;
    assert_eq!(
        content.content_type.as_deref(),
        exchange.response.headers["content-type"].as_str()
    );
    assert_eq!(content.length, Some(exchange.body().len() as u64));
    if range.is_some() {
        assert_eq!(
            (content.range.map(|range| range.end), content.total_length()),
            (Some(99), Some(9683))
        );
    }
    assert_eq!(content.into_bytes().await?, exchange.body());
    Ok(Value::Null)
}

fn list_workflows(exchange: &Exchange) -> ListWorkflows {
    let is_set = |name| one(exchange, name).is_some();
    ListWorkflows {
        page: number(exchange, "page"),
        page_size: number(exchange, "page_size"),
        only_saved_tasks: is_set("only_saved_tasks"),
        only_workflows: is_set("only_workflows"),
        only_templates: is_set("only_templates"),
        search_key: one(exchange, "search_key"),
        title: one(exchange, "title"),
        folder_id: one(exchange, "folder_id").map(Into::into),
        status: all(exchange, "status")
            .into_iter()
            .map(Into::into)
            .collect(),
        tags: all(exchange, "tags"),
        template: is_set("template"),
    }
}

fn list_runs(exchange: &Exchange) -> ListRuns {
    ListRuns {
        page: number(exchange, "page"),
        page_size: number(exchange, "page_size"),
        status: all(exchange, "status")
            .into_iter()
            .map(Into::into)
            .collect(),
        search_key: one(exchange, "search_key"),
        ..ListRuns::default()
    }
}

fn get_workflow(exchange: &Exchange) -> GetWorkflow {
    GetWorkflow {
        version: number(exchange, "version"),
        template: false,
    }
}

fn definition(exchange: &Exchange) -> Definition {
    let body = body(exchange);
    match body["yaml_definition"].as_str() {
        Some(text) => Definition::Yaml(text.to_owned()),
        None => Definition::Json(body["json_definition"].clone()),
    }
}

fn create_workflow(exchange: &Exchange) -> CreateWorkflow {
    let key = exchange.request.headers.get("Idempotency-Key");
    CreateWorkflow {
        definition: definition(exchange),
        folder_id: one(exchange, "folder_id").map(Into::into),
        idempotency_key: key.map(text),
    }
}

fn launch(exchange: &Exchange, version: Option<u32>) -> LaunchRun {
    let body = body(exchange);
    let name = |name: &str| body[name].as_str().map(str::to_owned);
    let workflow = name("workflow_id")
        .or_else(|| name("agent_id"))
        .unwrap_or_else(|| "wpid_of_the_path".into());
    let inputs = body["parameters"]
        .as_object()
        .or_else(|| body["data"].as_object());
    LaunchRun {
        version,
        parameters: inputs.cloned().unwrap_or_default(),
        proxy_location: if body.get("proxy_location").is_some() {
            Proxy::Inherit
        } else {
            Proxy::ServerDefault
        },
        webhook_url: name("webhook_url"),
        browser_session_id: name("browser_session_id").map(Into::into),
        ..LaunchRun::new(workflow)
    }
}

fn schedule(exchange: &Exchange) -> ScheduleSpec {
    let body = body(exchange);
    ScheduleSpec {
        timing: Timing::Cron(text(&body["cron_expression"])),
        timezone: text(&body["timezone"]),
        enabled: None,
        parameters: None,
        name: body["name"].as_str().map(str::to_owned),
        description: None,
    }
}

/// The same client, told that the server lacks a newer route.
fn client_without(client: &Client, feature: &str) -> Client {
    let known = json!({ "features": { feature: false } });
    Client::builder(client.base_url().as_str(), ApiKey::new(KEY))
        .capabilities(serde_json::from_value(known).expect("capabilities"))
        .build()
        .expect("a client")
}

fn value<T: Serialize>(outcome: Result<T, Error>) -> Result<Value, Error> {
    outcome.map(to_value)
}

fn to_value<T: Serialize>(told: T) -> Value {
    serde_json::to_value(told).expect("JSON")
}

fn nothing(outcome: Result<(), Error>) -> Result<Value, Error> {
    outcome.map(|()| Value::Null)
}

fn launched(outcome: Result<Launched, Error>) -> Result<Value, Error> {
    outcome.map(|launched| to_value(launched.run.expect("the run")))
}

fn body(exchange: &Exchange) -> &Value {
    exchange.request.json.as_ref().unwrap_or(&Value::Null)
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn one(exchange: &Exchange, name: &str) -> Option<String> {
    all(exchange, name).into_iter().next()
}

fn number(exchange: &Exchange, name: &str) -> Option<u32> {
    one(exchange, name).map(|number| number.parse().expect("a number"))
}

fn all(exchange: &Exchange, name: &str) -> Vec<String> {
    let query = exchange.query();
    query
        .into_iter()
        .filter(|(other, _)| other == name)
        .map(|(_, value)| value)
        .collect()
}
