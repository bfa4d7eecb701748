//! The log of recorded runs as text: seconds since the run was created, level, line.

use serde_json::json;

use super::*;
use crate::runs::recorded::{Recording, body, made_of};
use crate::views::runs::RunView;

fn text(view: &RunView) -> Vec<String> {
    let begin = view.head.created_at.expect("a run has a beginning");
    let line = |line: &LogLine| {
        let at = line.at.map_or_else(
            || "-".to_owned(),
            |at| {
                let millis = (at - begin).num_milliseconds();
                format!("{}.{}", millis / 1000, millis % 1000 / 100)
            },
        );
        let level = match line.level {
            LogLevel::Plain => "",
            LogLevel::Warning => "warning: ",
            LogLevel::Problem => "problem: ",
        };
        format!("{at} {level}{}", line.text)
    };
    view.log.iter().map(line).collect()
}

fn check(name: &str, expected: &[&str]) {
    assert_eq!(text(&Recording::of(name).view()), expected, "{name}");
}

#[test]
fn recorded_runs_are_told_in_the_order_of_time() {
    check(
        "navigation-llm",
        &[
            "0.0 Run created",
            "0.4 Run started",
            "0.5 nav started",
            "19.7 nav: Type “lamp”",
            "59.8 nav: Click",
            "96.0 nav: Done",
            "111.6 nav completed in 105.4 s",
            "117.6 Run completed",
        ],
    );
    check(
        "finally",
        &[
            "0.0 Run created",
            "0.0 Run started",
            "0.1 h started",
            "0.1 problem: h failed: HTTP request failed: Cannot connect to host 127.0.0.1:1 ssl:default [Connect call failed ('127.0.0.1', 1)]",
            "0.2 fin started",
            "0.2 fin completed in 0.0 s",
            "0.2 problem: Run failed: HTTP request failed: Cannot connect to host 127.0.0.1:1 ssl:default [Connect call failed ('127.0.0.1', 1)].",
        ],
    );
    check(
        "cancelled",
        &[
            "0.0 Run created",
            "0.5 Run started",
            "0.8 w started",
            "4.1 warning: w was canceled",
            "4.1 warning: Run canceled",
        ],
    );
    check(
        "terminate",
        &[
            "0.0 Run created",
            "0.5 Run started",
            "0.8 t started",
            "1.1 problem: t was terminated: enough",
            "1.2 problem: Run was terminated: Terminate block terminated. Reason: enough.",
        ],
    );
    check(
        "loop-code-current-value",
        &[
            "0.0 Run created",
            "0.8 Run started",
            "0.9 l started",
            "1.2 c started",
            "8.1 warning: c: Nothing to do failed",
            "9.4 problem: c failed: Failed to execute code block. Reason: NameError: name 'current_value' is not defined",
            "10.0 problem: l failed: Failed to execute code block. Reason: NameError: name 'current_value' is not defined",
            "10.0 problem: Run failed: Failed to execute code block. Reason: NameError: name 'current_value' is not defined.",
        ],
    );
}

#[test]
fn a_run_that_has_not_begun_has_one_line() {
    let view = made_of(&body("run-code-start"), &json!([])).view();
    assert_eq!(text(&view), ["0.0 Run created"]);
}

#[test]
fn a_step_under_way_is_told_of_when_it_is_over() {
    let lines_with = |status: &str, errors: serde_json::Value| {
        let mut timeline = body("run-navigation-llm-timeline");
        let click = &mut timeline[0]["block"]["actions"][1];
        click["status"] = json!(status);
        click["errors"] = errors;
        let mut run = body("run-navigation-llm-run");
        run["status"] = json!("running");
        let lines = text(&made_of(&run, &timeline).view());
        lines
            .into_iter()
            .filter(|line| line.contains("Click"))
            .collect::<Vec<_>>()
    };
    assert_eq!(lines_with("pending", json!(null)), Vec::<String>::new());
    assert_eq!(lines_with("completed", json!(null)), ["59.8 nav: Click"]);
    assert_eq!(
        lines_with("failed", json!([{ "reasoning": "The button is gone." }])),
        ["59.8 warning: nav: Click failed: The button is gone."]
    );
    assert_eq!(
        lines_with("failed", json!([])),
        ["59.8 warning: nav: Click failed"]
    );
}
