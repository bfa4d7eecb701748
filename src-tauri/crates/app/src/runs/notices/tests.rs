//! Steps of a run, and what a person is told of them.

use serde_json::{Value, json};

use super::*;
use crate::runs::recorded::{Recording, body, made_of};

fn text(notice: Option<Notice>) -> Option<String> {
    notice.map(|it| format!("{:?}: {} | {}", it.kind, it.title, it.body))
}

fn check(before: &RunHead, now: &RunHead, expected: Option<&str>) {
    let notice = of(before, now);
    if let Some(notice) = &notice {
        assert_eq!(notice.run.as_ref(), Some(&now.id));
        assert_eq!(notice.connection.as_ref(), Some(&now.connection));
    }
    assert_eq!(text(notice).as_deref(), expected);
}

/// The run a moment before its end, and at its end.
fn check_end(name: &str, expected: Option<&str>) {
    let recording = Recording::of(name);
    let begin = recording.moments()[2];
    let (running, over) = (recording.at(begin).view().head, recording.view().head);
    assert!(!running.is_final && over.is_final, "{name}");
    check(&running, &over, expected);
    check(&over, &over, None);
    check(&running, &running, None);
}

#[test]
fn the_end_of_a_run_is_told_once() {
    check_end(
        "demo10",
        Some("RunCompleted: Order lamps (demo) completed | It took 2m 10s."),
    );
    check_end(
        "wait1",
        Some("RunCompleted: run-wait completed | It took 2s."),
    );
    check_end(
        "http-500",
        Some("RunFailed: fail-http failed | h failed. HTTP 500: {'status': 'x'}."),
    );
    check_end(
        "terminate",
        Some(
            "RunFailed: terminate was terminated | t was terminated. Terminate block terminated. Reason: enough.",
        ),
    );
    // Whoever cancelled it knows.
    check_end("cancelled", None);
}

fn waiting(label: &str, instructions: &Value) -> RunHead {
    let at = "2026-11-23T00:00:01";
    let mut run = body("run-wait-while-running");
    run["status"] = json!("paused");
    let block = json!({
        "workflow_run_block_id": format!("wrb_{label}"), "workflow_run_id": "wr_1", "label": label,
        "block_type": "human_interaction", "status": "running", "instructions": instructions,
        "created_at": at, "modified_at": at, "timeout_seconds": 7200,
        "positive_descriptor": "Pay", "negative_descriptor": "",
    });
    let entry = json!({ "type": "block", "block": block, "children": [], "created_at": at });
    made_of(&run, &json!([entry])).view().head
}

#[test]
fn a_run_that_needs_a_person_says_for_what() {
    let recording = Recording::of("cancelled");
    let running = recording.at(recording.moments()[2]).view().head;
    let asking = waiting("ask", &json!("Is the amount right?"));
    check(
        &running,
        &asking,
        Some("NeedsPerson: cancel-me needs you | Is the amount right?"),
    );
    check(&asking, &asking, None);
    check(&asking, &running, None);
    // A second question right after the first is a new one.
    check(
        &asking,
        &waiting("again", &json!("Really?")),
        Some("NeedsPerson: cancel-me needs you | Really?"),
    );
    check(
        &running,
        &waiting("ask", &json!(" ")),
        Some("NeedsPerson: cancel-me needs you | This run waits for your decision."),
    );
    let approval = asking.approval.expect("it waits");
    assert_eq!(
        (
            approval.approve_label.as_str(),
            approval.reject_label.as_str()
        ),
        ("Pay", "Reject")
    );
    let until = approval.times_out_at.map(|at| at.to_rfc3339());
    assert_eq!(until.as_deref(), Some("2026-11-23T02:00:01+00:00"));
}
