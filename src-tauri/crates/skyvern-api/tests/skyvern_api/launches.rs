//! A launch whose answer is lost is looked for, never sent again; and runs are waited for.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use serde_json::{Value, json};
use skyvern_api::runs::{LaunchRun, Launched, RunStatus, WaitOptions};
use skyvern_api::{Error, Unreachable};

use crate::server::{Raw, client, closed_port, impatient};

/// How a launch's answer is lost.
const LOST: [&str; 4] = [
    // The connection breaks off, before or in the middle of the answer.
    "",
    "HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{\"run_id\":",
    // The answer is cut off inside, or comes from a gateway that lost its server.
    "HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"run_id\": \"w",
    "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n",
];

/// A run in the server's list: its id, how many seconds after the launch it was created, and its inputs.
type Row = (&'static str, i64, Value);

/// Launches with `{"n": 2}` at a server that loses the answer and then lists `rows`. Its clock is an hour ahead.
async fn launch_at(lost: &'static str, rows: Vec<Row>) -> (Result<Launched, Error>, Raw) {
    let now = Utc::now() + TimeDelta::hours(1);
    let server = Raw::routing(move |head| {
        if head.starts_with("POST") {
            return lost.to_owned();
        }
        let row = |(id, after, _): &Row| {
            let created = now + TimeDelta::seconds(*after);
            json!({
                "workflow_run_id": id,
                "status": "running",
                "created_at": created.naive_utc().to_string().replace(' ', "T"),
            })
        };
        let rich = |(id, _, inputs): &Row| {
            let created = now.to_rfc3339();
            json!({
                "workflow_run_id": id, "workflow_id": "wpid_1", "status": "running",
                "created_at": created, "parameters": inputs,
            })
        };
        let asked = rows
            .iter()
            .find(|(id, _, _)| head.contains(&format!("/runs/{id} ")));
        let body = asked
            .map_or_else(|| rows.iter().map(row).collect(), rich)
            .to_string();
        let date = now.format("%a, %d %b %Y %H:%M:%S GMT");
        let length = body.len();
        format!("HTTP/1.1 200 OK\r\ndate: {date}\r\ncontent-length: {length}\r\n\r\n{body}")
    })
    .await;
    let mut launch = LaunchRun::new("wpid_1");
    launch.parameters.insert("n".into(), json!(2));
    let outcome = client(&server.base_url).runs().launch(&launch).await;
    (outcome, server)
}

fn posts(server: &Raw) -> usize {
    server
        .heads()
        .iter()
        .filter(|head| head.starts_with("POST"))
        .count()
}

/// What a launch gives that was lost at a server with these runs: the run's id, or the candidates.
async fn check(rows: &[Row], expected: Result<&str, &[&str]>) {
    for lost in LOST {
        let (outcome, server) = launch_at(lost, rows.to_vec()).await;
        let told = match &outcome {
            Ok(launched) => Ok(launched.run_id.as_str()),
            Err(Error::OutcomeUnknown {
                candidates,
                workflow_id,
                ..
            }) => {
                assert_eq!(workflow_id.as_str(), "wpid_1");
                Err(candidates
                    .iter()
                    .map(|run| run.run_id.as_str())
                    .collect::<Vec<_>>())
            }
            Err(other) => panic!("{other:?}"),
        };
        assert_eq!(told, expected.map_err(<[_]>::to_vec), "after {lost:?}");
        assert_eq!(posts(&server), 1, "launches sent, after {lost:?}");
    }
}

#[tokio::test]
async fn a_lost_launch_is_found_by_workflow_time_and_inputs() {
    check(
        &[
            ("wr_new", 0, json!({"n": 2, "url": "a default"})),
            ("wr_old", -600, json!({"n": 2})),
        ],
        Ok("wr_new"),
    )
    .await;
    check(
        &[
            ("wr_other", 0, json!({"n": 3})),
            ("wr_new", 0, json!({"n": "2"})),
        ],
        Ok("wr_new"),
    )
    .await;
}

#[tokio::test]
async fn what_is_not_certain_is_reported_as_unknown() {
    check(&[], Err(&[])).await;
    check(&[("wr_old", -600, json!({"n": 2}))], Err(&[])).await;
    check(
        &[("wr_a", 1, json!({"n": 2})), ("wr_b", 0, json!({"n": 2}))],
        Err(&["wr_a", "wr_b"]),
    )
    .await;
}

#[tokio::test]
async fn a_launch_that_was_refused_or_never_sent_is_not_looked_for() {
    let error = client(&closed_port().await)
        .runs()
        .launch(&LaunchRun::new("wpid_1"))
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            Error::Unreachable {
                kind: Unreachable::Refused,
                ..
            }
        ),
        "{error:?}"
    );

    for refusal in [
        "400 Bad Request",
        "404 Not Found",
        "500 Internal Server Error",
    ] {
        let answer =
            format!("HTTP/1.1 {refusal}\r\ncontent-length: 15\r\n\r\n{{\"detail\": \"no\"}}");
        let server = Raw::writing(&[&answer]).await;
        let error = client(&server.base_url)
            .runs()
            .launch(&LaunchRun::new("wpid_1"))
            .await
            .unwrap_err();
        assert!(!matches!(error, Error::OutcomeUnknown { .. }), "{error:?}");
        assert_eq!(server.requests(), 1, "after {refusal}");
    }
}

#[tokio::test]
async fn a_launch_that_is_not_answered_in_time_is_looked_for() {
    let server = Raw::silent().await;
    let error = impatient(&server.base_url)
        .runs()
        .launch(&LaunchRun::new("wpid_1"))
        .await
        .unwrap_err();
    let Error::OutcomeUnknown { cause, .. } = error else {
        panic!("{error:?}")
    };
    assert!(
        matches!(
            *cause,
            Error::Unreachable {
                kind: Unreachable::Timeout,
                ..
            }
        ),
        "{cause:?}"
    );
}

#[tokio::test]
async fn a_lost_retry_is_found_through_the_run_it_retries() {
    for (retried_by, expected) in [(json!("wr_2"), Some("wr_2")), (Value::Null, None)] {
        let rich = json!({
            "workflow_run_id": "wr_1", "workflow_id": "wpid_1", "status": "failed",
            "created_at": "2026-11-23T00:05:12", "retried_by_workflow_run_id": retried_by,
        });
        let rich = rich.to_string();
        let server = Raw::routing(move |head| {
            let length = rich.len();
            let found = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{rich}");
            if head.starts_with("POST") {
                String::new()
            } else {
                found
            }
        })
        .await;
        let outcome = client(&server.base_url).runs().retry(&"wr_1".into()).await;
        let found = outcome
            .as_ref()
            .ok()
            .map(|launched| launched.run_id.as_str());
        assert_eq!(found, expected);
        assert!(
            outcome.is_ok() || matches!(outcome, Err(Error::OutcomeUnknown { .. })),
            "{outcome:?}"
        );
        assert_eq!(posts(&server), 1);
    }
}

fn run(status: &str) -> String {
    let body = json!({ "run_id": "wr_1", "status": status, "created_at": "2026-11-23T00:05:12" });
    let body = body.to_string();
    format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn soon() -> WaitOptions {
    WaitOptions {
        timeout: Some(Duration::from_secs(20)),
        first: Duration::from_millis(1),
        longest: Duration::from_millis(2),
        patience: 2,
    }
}

#[tokio::test]
async fn a_run_is_waited_for_through_every_status_and_a_restart() {
    let down = "HTTP/1.1 501 Not Implemented\r\ncontent-length: 0\r\n\r\n".to_owned();
    let script = [
        run("created"),
        run("queued"),
        run("running"),
        down.clone(),
        down,
        run("paused"),
        run("brand_new"),
        run("timed_out"),
    ];
    let script: Vec<&str> = script.iter().map(String::as_str).collect();
    let server = Raw::writing(&script).await;
    let ended = client(&server.base_url)
        .runs()
        .wait(&"wr_1".into(), &soon())
        .await
        .unwrap();
    assert_eq!(ended.status, RunStatus::TimedOut);
    assert_eq!(server.requests(), 8);
}

#[tokio::test]
async fn waiting_ends_when_it_is_told_to() {
    let server = Raw::writing(&[&run("running")]).await;
    let options = WaitOptions {
        timeout: Some(Duration::from_millis(5)),
        ..soon()
    };
    let error = client(&server.base_url)
        .runs()
        .wait(&"wr_1".into(), &options)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::WaitTimedOut { .. }), "{error:?}");

    let down = "HTTP/1.1 501 Not Implemented\r\ncontent-length: 0\r\n\r\n";
    let server = Raw::writing(&[down]).await;
    let error = client(&server.base_url)
        .runs()
        .wait(&"wr_1".into(), &soon())
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::ServerFault { status: 501, .. }),
        "{error:?}"
    );
    assert_eq!(server.requests(), 3, "two failures in a row are borne");

    let gone = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
    let server = Raw::writing(&[gone]).await;
    let error = client(&server.base_url)
        .runs()
        .wait(&"wr_1".into(), &soon())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::NotFound { .. }), "{error:?}");
    assert_eq!(server.requests(), 1);
}
