//! How the arguments of schedules, tags, browsers and uploads travel (reference B.4, B.6 and B.7).

use std::collections::BTreeMap;

use chrono::DateTime;
use serde_json::{Value, json};
use skyvern_api::browser_profiles::ProfileSource;
use skyvern_api::browser_sessions::CreateBrowserSession;
use skyvern_api::runs::ProxyLocation;
use skyvern_api::schedules::{ScheduleSpec, Timing};
use skyvern_api::tags::TagChange;
use skyvern_api::uploads::UploadFile;

use crate::requests::{check, sent};

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
