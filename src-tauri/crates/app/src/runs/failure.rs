//! Why a run failed: which block, at which turn, the reason, and what could be done next.

use skyvern_api::runs::RichRun;

use super::build::by_id;
use crate::error::sentence;
use crate::views::runs::{FailureView, NodeRole, RunStatus, TimelineNode};

#[cfg(test)]
mod tests;

pub(super) fn of(run: &RichRun, status: RunStatus, nodes: &[TimelineNode]) -> Option<FailureView> {
    if !status.is_failure() {
        return None;
    }
    let told = run
        .failure_reason
        .as_deref()
        .filter(|text| !text.trim().is_empty());
    let node = failing(nodes, told.unwrap_or_default());
    let reason = told
        .or_else(|| node?.failure.as_deref())
        .unwrap_or("The server gives no reason.");
    let error_codes = run
        .errors
        .iter()
        .filter_map(|problem| problem.error_code.clone())
        .collect();
    Some(FailureView {
        node: node.map(|node| node.id.clone()),
        title: title(node, status, nodes),
        next_step: next_step(reason, status).map(str::to_owned),
        reason: sentence(shortened(reason)),
        error_codes,
    })
}

/// The deepest block that failed with this reason, else the last that failed: a loop fails because a block in it did,
/// and blocks that may fail, or that run at the end whatever happened, are not why a run failed.
fn failing<'n>(nodes: &'n [TimelineNode], reason: &str) -> Option<&'n TimelineNode> {
    let is_failing =
        |node: &&TimelineNode| node.role == NodeRole::Block && node.status.is_failure();
    let is_inner = |node: &&TimelineNode| !has_failing_inside(node, nodes);
    let is_told = |node: &&TimelineNode| {
        let own = node.failure.as_deref();
        own.is_some_and(|own| reason.contains(own))
    };
    let mut failing = nodes.iter().rev().filter(is_failing).filter(is_inner);
    failing.clone().find(is_told).or_else(|| failing.next())
}

fn has_failing_inside(node: &TimelineNode, nodes: &[TimelineNode]) -> bool {
    nodes
        .iter()
        .any(|one| one.parent.as_ref() == Some(&node.id) && one.status.is_failure())
}

/// E.g. "`download_pdf` failed for “Papier Union”, 4 of 5".
fn title(node: Option<&TimelineNode>, status: RunStatus, nodes: &[TimelineNode]) -> String {
    let Some(node) = node else {
        return format!("The run {}", verb(status));
    };
    let verb = match node.status {
        RunStatus::TimedOut => verb(RunStatus::TimedOut),
        _ => verb(status),
    };
    match place(node, nodes) {
        Some(place) => format!("{} {verb} {place}", node.label),
        None => format!("{} {verb}", node.label),
    }
}

/// What became of a run or a block that did not reach its end.
pub(super) fn verb(status: RunStatus) -> &'static str {
    match status {
        RunStatus::TimedOut => "timed out",
        RunStatus::Terminated => "was terminated",
        _ => "failed",
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

/// Skyvern begins a reason with the block's kind twice, and the browser ends it with its own log; what stands between
/// is what counts.
fn shortened(reason: &str) -> &str {
    let reason = match reason.split_once("failure reason: ") {
        Some((_, rest)) if !rest.trim().is_empty() => rest,
        _ => reason,
    };
    let reason = reason.split("\nCall log:").next().unwrap_or(reason);
    reason.trim()
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
