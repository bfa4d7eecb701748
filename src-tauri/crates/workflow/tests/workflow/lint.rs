//! The rules, on small examples, on every recorded workflow and on anything.

mod blocks;
mod corpus;
mod flow;
mod references;
mod shape;

use serde_json::{Value, json};
use workflow::lint::{Holder, Problem, Severity, lint};

/// A workflow of version 1 with these parameters and blocks.
pub(crate) fn workflow(parameters: &Value, blocks: &Value) -> Value {
    json!({
        "title": "T",
        "workflow_definition": {"parameters": parameters, "blocks": blocks},
    })
}

/// A problem in one line: `error wrong-type a.wait_sec: …`, with its fixes after arrows.
pub(crate) fn line(problem: &Problem) -> String {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    let holder = match &problem.place.holder {
        Holder::Workflow => "workflow".to_owned(),
        Holder::Parameter { key } => format!("parameter {key}"),
        Holder::Block { block } => block.0.clone(),
    };
    let field = problem.place.field.iter().cloned();
    let place: Vec<String> = [holder]
        .into_iter()
        .chain(field)
        .chain(problem.place.path.clone())
        .collect();
    let message = [problem.message.clone()].into_iter();
    let titles = problem.fixes.iter().map(|fix| fix.title.clone());
    let words: Vec<String> = message.chain(titles).collect();
    format!(
        "{severity} {} {}: {}",
        problem.code,
        place.join("."),
        words.join(" → ")
    )
}

/// The problems of `document` must be exactly these.
pub(crate) fn check(document: &Value, expected: &[&str]) {
    let found: Vec<String> = lint(document).iter().map(line).collect();
    assert_eq!(found, expected, "{document}");
}

/// As [`check`], for blocks alone.
pub(crate) fn check_blocks(blocks: &Value, expected: &[&str]) {
    check(&workflow(&json!([]), blocks), expected);
}
