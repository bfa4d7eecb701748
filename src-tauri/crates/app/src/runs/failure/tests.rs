//! Failures as their banner shows them: title, reason, next step, error codes.

use serde_json::{Value, json};

use crate::runs::recorded::{Recording, body, made_of, names};
use crate::views::runs::RunView;

fn text(view: &RunView) -> Vec<String> {
    let Some(failure) = &view.head.failure else {
        return Vec::new();
    };
    let mut lines = vec![failure.title.clone(), failure.reason.clone()];
    lines.extend(failure.next_step.clone());
    lines.extend(
        failure
            .error_codes
            .iter()
            .map(|code| format!("code {code}")),
    );
    lines
}

fn check(name: &str, expected: &[&str]) {
    assert_eq!(text(&Recording::of(name).view()), expected, "{name}");
}

const REACH: &str =
    "Check that the page can be reached from the server, not only from this computer.";
const ON_PURPOSE: &str =
    "The model or a check stopped the run on purpose; read its reasoning in Actions.";

#[test]
fn recorded_failures() {
    check(
        "code-raises",
        &[
            "boom failed",
            "Failed to execute code block. Reason: Exception: boom from code.",
        ],
    );
    check(
        "loop-code-current-value",
        &[
            "c failed for “7”, 1 of 2",
            "Failed to execute code block. Reason: NameError: name 'current_value' is not defined.",
        ],
    );
    check("http-500", &["h failed", "HTTP 500: {'status': 'x'}."]);
    check(
        "finally",
        &[
            "h failed",
            "HTTP request failed: Cannot connect to host 127.0.0.1:1 ssl:default [Connect call failed ('127.0.0.1', 1)].",
            REACH,
        ],
    );
    check(
        "goto-conn-refused",
        &[
            "g failed",
            "Failed to navigate to url http://127.0.0.1:1/. Error message: Page.goto: net::ERR_UNSAFE_PORT at http://127.0.0.1:1/.",
            "code net::ERR_UNSAFE_PORT",
        ],
    );
    check(
        "goto-no-dns",
        &[
            "g failed",
            "Failed to navigate to url http://no-such-host.invalid/. Error message: no-such-host.invalid has no DNS address record: Page.goto: net::ERR_NAME_NOT_RESOLVED at http://no-such-host.invalid/.",
            "Check the address of the page: its host name is not known to the server.",
            "code net::ERR_SKYVERN_UNRESOLVABLE_HOST",
        ],
    );
    check(
        "terminate",
        &[
            "t was terminated",
            "Terminate block terminated. Reason: enough.",
            ON_PURPOSE,
            "code E_STOP",
        ],
    );
    check(
        "validation-fail-llm",
        &[
            "v was terminated",
            "Validation block terminated. Reason: scripted.",
            ON_PURPOSE,
        ],
    );
    let view = Recording::of("text-prompt-no-llm").view();
    assert_eq!(
        text(&view).last().map(String::as_str),
        Some("Check the model that the server uses: its key, its quota, whether it answers.")
    );
}

#[test]
fn only_failures_have_a_banner() {
    for name in names() {
        let view = Recording::of(&name).view();
        let banner = text(&view);
        assert_eq!(banner.is_empty(), !view.head.status.is_failure(), "{name}");
    }
}

/// A run that ended so, with such blocks.
fn check_made(status: &str, reason: &Value, timeline: &Value, expected: &[&str]) {
    let mut run = body("run-wait1-run");
    run["status"] = json!(status);
    run["failure_reason"] = reason.clone();
    assert_eq!(text(&made_of(&run, timeline).view()), expected);
}

fn block(second: u32, label: &str, failure: Option<&str>, more: &Value, children: &Value) -> Value {
    let at = format!("2026-11-22T23:50:{second:02}");
    let mut block = json!({
        "workflow_run_block_id": format!("wrb_{second}"), "workflow_run_id": "wr_1", "label": label,
        "block_type": "code", "status": if failure.is_some() { "failed" } else { "completed" },
        "failure_reason": failure, "created_at": at, "modified_at": at,
    });
    for (name, value) in more.as_object().into_iter().flatten() {
        block[name] = value.clone();
    }
    json!({ "type": "block", "block": block, "children": children, "created_at": at })
}

#[test]
fn the_place_is_the_innermost_turn() {
    let leaf = block(
        3,
        "leaf",
        Some("boom"),
        &json!({ "current_index": 1 }),
        &json!([]),
    );
    let values = json!({ "loop_values": ["x", "y"], "block_type": "for_loop", "current_index": 0 });
    let inner = block(2, "inner", Some("boom"), &values, &json!([leaf]));
    let values = json!({ "loop_values": ["Papier Union"], "block_type": "for_loop" });
    let outer = block(1, "outer", Some("boom"), &values, &json!([inner]));
    check_made(
        "failed",
        &json!("for_loop block failed. failure reason: boom"),
        &json!([outer]),
        &["leaf failed for “y”, 2 of 2", "Boom."],
    );
    let leaf = block(
        2,
        "leaf",
        Some("boom"),
        &json!({ "current_index": 2 }),
        &json!([]),
    );
    let endless = block(
        1,
        "again",
        Some("boom"),
        &json!({ "block_type": "while_loop" }),
        &json!([leaf]),
    );
    check_made(
        "failed",
        &json!("boom"),
        &json!([endless]),
        &["leaf failed in turn 3", "Boom."],
    );
}

#[test]
fn the_block_that_failed_with_the_reason_is_named() {
    let timeline = json!([
        block(1, "may_fail", Some("not so bad"), &json!({}), &json!([])),
        block(2, "culprit", Some("too bad"), &json!({}), &json!([])),
        block(3, "at_the_end", Some("no mail"), &json!({}), &json!([])),
    ]);
    let told = json!("code block failed. failure reason: too bad");
    check_made("failed", &told, &timeline, &["culprit failed", "Too bad."]);
    check_made(
        "failed",
        &json!("something else"),
        &timeline,
        &["at_the_end failed", "Something else."],
    );
    check_made(
        "failed",
        &json!(null),
        &timeline,
        &["at_the_end failed", "No mail."],
    );
}

#[test]
fn a_failure_without_a_block_or_a_reason_is_told_too() {
    let none = json!([]);
    check_made(
        "failed",
        &json!(null),
        &none,
        &["The run failed", "The server gives no reason."],
    );
    check_made(
        "failed",
        &json!("  "),
        &none,
        &["The run failed", "The server gives no reason."],
    );
    check_made(
        "timed_out",
        &json!("max elapsed time reached"),
        &json!([block(
            1,
            "slow",
            Some("late"),
            &json!({ "status": "timed_out" }),
            &json!([])
        )]),
        &[
            "slow timed out",
            "Max elapsed time reached.",
            "Allow more time in the options of the run, or split the workflow.",
        ],
    );
    check_made(
        "failed",
        &json!("login block failed. failure reason: credential cred_1 has no password"),
        &none,
        &[
            "The run failed",
            "Credential cred_1 has no password.",
            "Check the credential that this block uses.",
        ],
    );
}
