//! What the server says is kept: order, nulls, unknown fields and values, numbers, times.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use skyvern_api::artifacts::{Artifact, ArtifactKind};
use skyvern_api::folders::Folder;
use skyvern_api::runs::{
    ActionKind, BlockStatus, RichRun, Run, RunStatus, RunSummary, TimelineEntry, oldest_first,
};
use skyvern_api::workflows::{Workflow, WorkflowStatus};

use crate::recorded::{Exchange, names};

/// Reads `text` as `T` and writes it again: every byte is as before.
#[track_caller]
fn check<T: DeserializeOwned + Serialize>(text: &str) -> T {
    let read: T = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
    read
}

fn body(name: &str) -> Value {
    Exchange::load(name).response.body
}

#[test]
fn recorded_objects_are_written_as_they_were_read() {
    for name in names(false) {
        let exchange = Exchange::load(&name);
        let text = exchange.response.body.to_string();
        let route = exchange.route();
        if exchange.response.status != 200 || text == "[]" || text == "null" {
            continue;
        }
        if route.ends_with("/timeline") {
            check::<Vec<TimelineEntry>>(&text);
        } else if route.ends_with("/artifacts") {
            check::<Vec<Artifact>>(&text);
        } else if route == "/v1/workflows" && text.starts_with('[') {
            check::<Vec<Workflow>>(&text);
        } else if name.starts_with("run-") && name.ends_with("-run") {
            check::<Run>(&text);
        }
    }
}

#[test]
fn what_is_unknown_survives() {
    let workflow: Workflow = check(
        r#"{"zeta":{"b":1,"a":[null]},"workflow_permanent_id":"wpid_1","workflow_id":"w_1","title":"T","version":3,"status":"frozen","workflow_definition":{"blocks":[{"block_type":"teleport","x":0.1}],"parameters":[]},"model":null,"created_at":"2026-11-22T23:48:55.245665","modified_at":"2026-11-22T23:48:55Z","alpha":1.5}"#,
    );
    assert_eq!(
        workflow.status,
        Some(WorkflowStatus::Other("frozen".into()))
    );
    assert_eq!(workflow.definition["blocks"][0]["block_type"], "teleport");
    let extra: Vec<_> = workflow.extra().map(|(name, _)| name).collect();
    assert_eq!(extra, ["zeta", "alpha"]);

    let run: Run = check(
        r#"{"run_id":"wr_1","status":"dreaming","output":true,"created_at":"2026-11-22T23:48:55.2","run_type":"poem"}"#,
    );
    assert_eq!(run.status, RunStatus::Other("dreaming".into()));
    assert!(!run.status.is_final());
    assert_eq!(run.output, json!(true));

    let artifact: Artifact = check(
        r#"{"artifact_type":"hologram","artifact_id":"a_1","uri":"x","signed_url":null,"created_at":"2026-11-22T23:48:55"}"#,
    );
    assert_eq!(artifact.kind, ArtifactKind::Other("hologram".into()));

    let folder: Folder =
        check(r#"{"title":"T","folder_id":"f","created_at":"2026-11-22 23:48:55","parent":null}"#);
    assert_eq!(
        folder.extra().collect::<Vec<_>>(),
        [("parent", &Value::Null)]
    );
}

#[test]
fn debug_texts_show_each_field_once() {
    let run: Run = serde_json::from_value(body("run-wait1-run")).unwrap();
    let debug = format!("{run:?}");
    assert_eq!(debug.matches("wr_600042135649975506").count(), 2, "{debug}");
    assert!(debug.starts_with("Run { run_id: RunId("), "{debug}");
}

#[test]
fn null_and_absent_stay_apart() {
    let entry =
        r#"{"type":"block","children":[],"thought":null,"created_at":"2026-11-22T23:48:55"}"#;
    let read: TimelineEntry = check(entry);
    assert_eq!((read.block, read.thought), (None, None));
    check::<Run>(
        r#"{"run_id":"wr_1","status":"created","errors":null,"attempts":[],"created_at":"2026-11-22T23:48:55"}"#,
    );
}

#[test]
fn numbers_keep_their_digits() {
    let text = r#"{"run_id":"wr_1","status":"created","output":[0.1,1e-7,123456789012345680.0,9007199254740993,-0.0,18446744073709551615,2.0],"created_at":"2026-11-22T23:48:55"}"#;
    let run: Run = serde_json::from_str(text).unwrap();
    let written = serde_json::to_value(&run).unwrap();
    assert_eq!(written, serde_json::from_str::<Value>(text).unwrap());
    assert_eq!(written["output"][3], json!(9_007_199_254_740_993_u64));
    assert_eq!(written["output"][5], json!(u64::MAX));
}

#[test]
fn times_without_a_zone_are_utc() {
    let at = |created: &str| {
        let body = json!({ "run_id": "wr_1", "status": "created", "created_at": created });
        serde_json::from_value::<Run>(body).map(|run| run.created_at.to_rfc3339())
    };
    assert_eq!(
        at("2026-11-22T23:48:55.245665").unwrap(),
        "2026-11-22T23:48:55.245665+00:00"
    );
    assert_eq!(
        at("2026-11-22T23:48:55Z").unwrap(),
        "2026-11-22T23:48:55+00:00"
    );
    assert_eq!(
        at("2026-11-23T00:48:55+01:00").unwrap(),
        "2026-11-22T23:48:55+00:00"
    );
    assert_eq!(
        at("2026-11-22 23:48:55").unwrap(),
        "2026-11-22T23:48:55+00:00"
    );
    let error = at("soon").unwrap_err().to_string();
    assert_eq!(
        error,
        r#"created_at: expected a time, found the string "soon""#
    );
}

#[test]
fn both_forms_of_run_lists_are_one_type() {
    let brief: Vec<RunSummary> = serde_json::from_value(body("runs-list")).unwrap();
    let detailed: Vec<RunSummary> = serde_json::from_value(body("agent-runs-of-one")).unwrap();
    let same = |a: &RunSummary, b: &RunSummary| {
        assert_eq!(
            (&a.run_id, &a.workflow_id, &a.title),
            (&b.run_id, &b.workflow_id, &b.title)
        );
        assert_eq!(
            (&a.status, &a.trigger, a.finished_at),
            (&b.status, &b.trigger, b.finished_at)
        );
    };
    same(&brief[0], &detailed[0]);
    assert_eq!(brief[0].title.as_deref(), Some("cancel-me"));
}

#[test]
fn the_parts_of_a_run_are_typed() {
    let rich: RichRun = serde_json::from_value(body("api-v1-workflow-run-detail")).unwrap();
    assert_eq!(rich.outputs["w_output"]["success"], true);
    assert_eq!(rich.attempts[0].status, RunStatus::Canceled);
    let run: Run = serde_json::from_value(body("run-code-browser-print-run")).unwrap();
    let file = &run.downloaded_files[0];
    assert_eq!(
        file.artifact_id.as_ref().map(AsRef::as_ref),
        Some("a_600043273816308218")
    );
    assert_eq!(
        run.run_request.unwrap().title.as_deref(),
        Some("code-browser")
    );
}

#[test]
fn timelines_can_be_put_into_the_order_of_events() {
    let mut timeline: Vec<TimelineEntry> =
        serde_json::from_value(body("run-navigation-llm-timeline")).unwrap();
    oldest_first(&mut timeline);
    let starts: Vec<_> = timeline.iter().map(|entry| entry.created_at).collect();
    assert!(starts.is_sorted());
    let block = timeline.iter().find_map(|entry| {
        entry
            .block
            .as_ref()
            .filter(|block| !block.actions.is_empty())
    });
    let block = block.unwrap();
    assert_eq!(block.status, Some(BlockStatus::Completed));
    let kinds: Vec<_> = block.actions.iter().map(|action| &action.kind).collect();
    assert_eq!(
        kinds,
        [
            &ActionKind::InputText,
            &ActionKind::Click,
            &ActionKind::Complete
        ]
    );

    let mut looped: Vec<TimelineEntry> =
        serde_json::from_value(body("run-loop-cond-true-timeline")).unwrap();
    oldest_first(&mut looped);
    let of_loop = looped.iter().find(|entry| {
        entry
            .block
            .as_ref()
            .is_some_and(|block| block.block_type == "for_loop")
    });
    let rounds: Vec<_> = of_loop
        .unwrap()
        .children
        .iter()
        .filter_map(|child| child.block.as_ref()?.current_index)
        .collect();
    assert!(rounds.is_sorted() && rounds.len() > 1, "{rounds:?}");
}

#[test]
fn a_mismatch_deep_inside_names_its_place() {
    let mut timeline = body("run-task-block-llm-timeline");
    timeline[0]["block"]["actions"][1]["action_type"] = json!(7);
    let error = serde_json::from_value::<Vec<TimelineEntry>>(timeline.clone()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "block.actions[1].action_type: expected a string, found the number 7"
    );
    timeline[0]["block"]["actions"][1]
        .as_object_mut()
        .unwrap()
        .remove("action_type");
    let error = serde_json::from_value::<Vec<TimelineEntry>>(timeline).unwrap_err();
    assert_eq!(
        error.to_string(),
        "block.actions[1].action_type: the field is missing"
    );
}
