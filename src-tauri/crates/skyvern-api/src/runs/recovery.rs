//! Finding the run of a launch whose answer was lost, instead of launching again.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header;
use serde_json::{Map, Value};

use crate::call::Call;
use crate::error::Error;
use crate::runs::{LaunchRun, Launched, RunSummary, Runs, of_workflow};

/// How often the list is looked at: the run may appear only when the server has recovered.
const LOOKS: u32 = 4;
/// The `Date` header has whole seconds, and the server's clock may be read late.
const MARGIN: TimeDelta = TimeDelta::seconds(2);
/// More runs of one workflow within seconds are not told apart one by one.
const MOST_CANDIDATES: usize = 5;

/// Looks for the run that `launch`, sent at `sent`, may have started. `cause` is what happened to its answer.
pub(super) async fn find(
    runs: &Runs<'_>,
    launch: &LaunchRun,
    sent: Instant,
    cause: Error,
) -> Result<Launched, Error> {
    let mut candidates = Vec::new();
    for look in 0..LOOKS {
        tokio::time::sleep(
            runs.client
                .inner
                .settings
                .retry
                .backoff(look, rand::random()),
        )
        .await;
        let Ok(begun) = begun_since(runs, launch, sent).await else {
            continue;
        };
        candidates = with_these_inputs(runs, launch, begun).await;
        match candidates.as_slice() {
            [] => {}
            [run] => {
                return Ok(Launched {
                    run_id: run.run_id.clone(),
                    run: None,
                });
            }
            _ => break,
        }
    }
    let workflow_id = launch.workflow_id.clone();
    Err(Error::OutcomeUnknown {
        workflow_id,
        candidates,
        cause: Box::new(cause),
    })
}

/// Runs of the workflow that were created after the launch was sent, by the server's clock: the time since then is
/// measured here and taken off the server's time of its answer, so that this machine's clock does not matter.
async fn begun_since(
    runs: &Runs<'_>,
    launch: &LaunchRun,
    sent: Instant,
) -> Result<Vec<RunSummary>, Error> {
    let first_page = |call: Call| call.query("page", 1).query("page_size", 20);
    let call = of_workflow(&launch.workflow_id, first_page);
    let answered = runs.client.exchange_versioned(call).await;
    let (call, answer) = answered.map_err(|failure| failure.error)?;
    let server_time = answer
        .header(&header::DATE)
        .and_then(|date| DateTime::parse_from_rfc2822(date).ok())
        .map_or_else(Utc::now, |date| date.with_timezone(&Utc));
    let since = server_time - elapsed(sent.elapsed()) - MARGIN;
    let rows: Vec<RunSummary> = runs.client.decode(&call, &answer)?;
    Ok(rows
        .into_iter()
        .filter(|row| row.created_at >= since)
        .take(MOST_CANDIDATES)
        .collect())
}

/// Those that do not contradict the inputs of the launch.
async fn with_these_inputs(
    runs: &Runs<'_>,
    launch: &LaunchRun,
    begun: Vec<RunSummary>,
) -> Vec<RunSummary> {
    let mut fitting = Vec::new();
    for row in begun {
        let told = runs.get_rich(&row.run_id).await.map(|run| run.parameters);
        if told.is_ok_and(|told| contradicts(&launch.parameters, &told)) {
            continue;
        }
        fitting.push(row);
    }
    fitting
}

/// Whether a run with the inputs `told` cannot come from a launch with `sent`. Inputs that the workflow does not have
/// are not told, and defaults are told in addition.
fn contradicts(sent: &Map<String, Value>, told: &Value) -> bool {
    sent.iter()
        .any(|(key, value)| told.get(key).is_some_and(|told| !is_same(value, told)))
}

/// The server converts inputs to their declared types, so `"2"` may come back as `2`.
fn is_same(sent: &Value, told: &Value) -> bool {
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let parsed = |value: &Value| {
        value
            .as_str()
            .and_then(|text| serde_json::from_str(text).ok())
    };
    sent == told
        || text(sent) == text(told)
        || parsed(sent).is_some_and(|sent: Value| sent == *told)
}

fn elapsed(since: Duration) -> TimeDelta {
    TimeDelta::from_std(since).unwrap_or(TimeDelta::MAX)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(sent: &Value, told: &Value, expected: bool) {
        let inputs = sent.as_object().unwrap();
        assert_eq!(
            contradicts(inputs, told),
            expected,
            "sent {sent}, told {told}"
        );
    }

    #[test]
    fn inputs_are_compared_as_the_server_converts_them() {
        check(&json!({"n": 2}), &json!({"n": 2, "url": "default"}), false);
        check(&json!({"n": "2"}), &json!({"n": 2}), false);
        check(&json!({"list": "[1, 2]"}), &json!({"list": [1, 2]}), false);
        check(&json!({"unknown": 1}), &json!({"n": 2}), false);
        check(&json!({}), &json!(null), false);
        check(&json!({"n": 2}), &json!({"n": 3}), true);
        check(&json!({"n": 2, "s": "a"}), &json!({"n": 2, "s": "b"}), true);
    }
}
