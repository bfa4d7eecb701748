//! Why a run failed: which block, at which turn, the reason, and what could be done next.

use skyvern_api::runs::RichRun;

use super::build::by_id;
use crate::error::sentence;
use crate::views::runs::{FailureView, NodeRole, RunStatus, TimelineNode};

pub(super) fn of(run: &RichRun, status: RunStatus, nodes: &[TimelineNode]) -> Option<FailureView> {
    if !status.is_failure() {
        return None;
    }
    let node = failing(nodes);
    let reason = run
        .failure_reason
        .clone()
        .or_else(|| node?.failure.clone())
        .filter(|text| !text.trim().is_empty())
        .unwrap_or_else(|| "The server gives no reason.".to_owned());
    let error_codes = run
        .errors
        .iter()
        .filter_map(|problem| problem.error_code.clone())
        .collect();
    Some(FailureView {
        node: node.map(|node| node.id.clone()),
        title: title(node, status, nodes),
        next_step: next_step(&reason, status).map(str::to_owned),
        reason: sentence(&shortened(&reason)),
        error_codes,
    })
}

/// The deepest block that failed last: a loop fails because a block in it did.
fn failing(nodes: &[TimelineNode]) -> Option<&TimelineNode> {
    let is_failing =
        |node: &&TimelineNode| node.role == NodeRole::Block && node.status.is_failure();
    let is_inner = |node: &&TimelineNode| !has_failing_inside(node, nodes);
    nodes.iter().rev().filter(is_failing).find(is_inner)
}

fn has_failing_inside(node: &TimelineNode, nodes: &[TimelineNode]) -> bool {
    nodes
        .iter()
        .any(|one| one.parent.as_ref() == Some(&node.id) && one.status.is_failure())
}

/// E.g. "`download_pdf` failed for “Papier Union”, 4 of 5".
fn title(node: Option<&TimelineNode>, status: RunStatus, nodes: &[TimelineNode]) -> String {
    let verb = match status {
        RunStatus::TimedOut => "timed out",
        RunStatus::Terminated => "was terminated",
        _ => "failed",
    };
    let Some(node) = node else {
        return format!("The run {verb}");
    };
    let verb = if node.status == RunStatus::TimedOut {
        "timed out"
    } else {
        verb
    };
    match place(node, nodes) {
        Some(place) => format!("{} {verb} {place}", node.label),
        None => format!("{} {verb}", node.label),
    }
}

/// The innermost turn that the block is in.
fn place(node: &TimelineNode, nodes: &[TimelineNode]) -> Option<String> {
    let by_id = by_id(nodes);
    let mut at = node;
    loop {
        at = by_id.get(at.parent.as_ref()?)?;
        let Some(turn) = &at.turn else { continue };
        let total = by_id
            .get(at.parent.as_ref()?)?
            .progress
            .and_then(|progress| progress.total);
        let count = match total {
            Some(total) => format!("{} of {total}", turn.index + 1),
            None => format!("turn {}", turn.index + 1),
        };
        return Some(match &turn.value {
            Some(value) => format!("for “{value}”, {count}"),
            None => format!("in {count}"),
        });
    }
}

/// Skyvern begins a reason with the block's kind twice; what follows is what counts.
fn shortened(reason: &str) -> String {
    match reason.split_once("failure reason: ") {
        Some((_, rest)) if !rest.trim().is_empty() => rest.trim().to_owned(),
        _ => reason.trim().to_owned(),
    }
}

/// What a person could do, for reasons that are known.
fn next_step(reason: &str, status: RunStatus) -> Option<&'static str> {
    let text = reason.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["llm", "model"]) && has(&["llmprovider", "api key", "llm call failed"]) {
        return Some(
            "Check the model that the server uses: its key, its quota, whether it answers.",
        );
    }
    if has(&["err_name_not_resolved", "name or service not known"]) {
        return Some("Check the address of the page: its host name is not known to the server.");
    }
    if has(&[
        "err_connection_refused",
        "connection refused",
        "cannot connect to host",
    ]) {
        return Some(
            "Check that the page can be reached from the server, not only from this computer.",
        );
    }
    if has(&["credential"]) {
        return Some("Check the credential that this block uses.");
    }
    match status {
        RunStatus::TimedOut => {
            Some("Allow more time in the options of the run, or split the workflow.")
        }
        RunStatus::Terminated => {
            Some("The model or a check stopped the run on purpose; read its reasoning in Actions.")
        }
        _ => None,
    }
}
