//! From what the server says to what the window shows.

use std::collections::HashMap;

use chrono::TimeDelta;
use serde_json::Value;
use skyvern_api::runs::{Action, ActionStatus as WireStatus, BlockRun, FileInfo, TimelineEntry};
use workflow::outline::outline;

use super::{RunSnapshot, failure, log, timeline};
use crate::ids::{ArtifactId, ConnectionId, NodeId, RunId, WorkflowId};
use crate::views::runs::{
    ActionStatus, ActionView, ApprovalView, DownloadView, Freshness, RunHead, RunStatus, RunView,
    TimelineNode,
};

/// All that a run window shows of `snapshot`.
pub(super) fn view(
    connection: &ConnectionId,
    snapshot: &RunSnapshot,
    freshness: Freshness,
    trigger: Option<String>,
) -> RunView {
    let status = RunStatus::of_word(&snapshot.rich.status.to_string());
    let plan = snapshot.workflow.as_ref().map(outline);
    let state = timeline::RunState {
        status,
        finished_at: snapshot.rich.finished_at,
    };
    let nodes = timeline::nodes(&snapshot.timeline, plan.as_ref(), state);
    let actions = actions(&snapshot.timeline, status);
    let mut head = head(connection, snapshot, status, freshness, trigger);
    head.failure = failure::of(&snapshot.rich, status, &nodes);
    head.approval = approval(&snapshot.timeline, status);
    let log = log::lines(&head, &nodes, &actions);
    RunView {
        head,
        nodes,
        actions,
        log,
    }
}

/// Each block that ran, with the node that shows it.
pub(super) fn every_block(timeline: &[TimelineEntry]) -> Vec<&BlockRun> {
    let mut blocks = Vec::new();
    for entry in timeline {
        blocks.extend(entry.block.as_ref());
        blocks.extend(every_block(&entry.children));
    }
    blocks
}

fn head(
    connection: &ConnectionId,
    snapshot: &RunSnapshot,
    status: RunStatus,
    freshness: Freshness,
    trigger: Option<String>,
) -> RunHead {
    let rich = &snapshot.rich;
    let run = snapshot.run.as_ref();
    let steps = rich.total_steps.or_else(|| run?.step_count);
    RunHead {
        connection: connection.clone(),
        id: RunId(rich.run_id.as_str().to_owned()),
        workflow: Some(WorkflowId(rich.workflow_id.as_str().to_owned())),
        title: rich
            .workflow_title
            .clone()
            .unwrap_or_else(|| "Untitled run".to_owned()),
        version: snapshot.version(),
        status,
        is_final: status.is_final(),
        freshness,
        created_at: Some(rich.created_at),
        started_at: rich.started_at,
        finished_at: rich.finished_at,
        steps: steps.and_then(|steps| u32::try_from(steps).ok()),
        max_steps: None,
        ran_with: rich.run_with.clone(),
        browser_profile: rich.browser_profile_id.as_ref().map(ToString::to_string),
        browser_session: rich.browser_session_id.as_ref().map(ToString::to_string),
        trigger,
        app_url: run.and_then(|run| run.app_url.clone()),
        inputs: rich.parameters.clone(),
        outputs: outputs(snapshot),
        failure: None,
        approval: None,
        downloads: rich.downloaded_files.iter().map(download).collect(),
        retried_from: rich
            .retried_from
            .as_ref()
            .map(|id| RunId(id.as_str().to_owned())),
        retried_by: rich
            .retried_by
            .as_ref()
            .map(|id| RunId(id.as_str().to_owned())),
        webhook_failure: rich
            .webhook_failure_reason
            .clone()
            .filter(|text| !text.is_empty()),
        can_retry: status.is_final(),
    }
}

/// The outputs of the run; servers leave them out of one of the two answers at times.
fn outputs(snapshot: &RunSnapshot) -> Value {
    if !snapshot.rich.outputs.is_null() {
        return snapshot.rich.outputs.clone();
    }
    snapshot
        .run
        .as_ref()
        .map_or(Value::Null, |run| run.output.clone())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sizes are shown, not counted with"
)]
fn download(file: &FileInfo) -> DownloadView {
    let from_url = || file.url.rsplit('/').next().unwrap_or_default().to_owned();
    DownloadView {
        artifact: file
            .artifact_id
            .as_ref()
            .map(|id| ArtifactId(id.as_str().to_owned())),
        name: file
            .filename
            .clone()
            .filter(|name| !name.is_empty())
            .unwrap_or_else(from_url),
        bytes: file.file_size.map(|bytes| bytes as f64),
        is_kept: false,
    }
}

/// The block that waits for a person, if one does.
fn approval(timeline: &[TimelineEntry], status: RunStatus) -> Option<ApprovalView> {
    if status.is_final() {
        return None;
    }
    let blocks = every_block(timeline);
    let waiting = blocks.iter().rev().find(|block| {
        block.block_type == "human_interaction"
            && block
                .status
                .as_ref()
                .is_none_or(|status| !status.is_final())
    })?;
    let text = |text: &Option<String>, otherwise: &str| {
        text.clone()
            .filter(|text| !text.trim().is_empty())
            .unwrap_or_else(|| otherwise.to_owned())
    };
    Some(ApprovalView {
        node: NodeId(waiting.block_run_id.as_str().to_owned()),
        instructions: text(&waiting.instructions, "This run waits for your decision."),
        approve_label: text(&waiting.positive_descriptor, "Approve"),
        reject_label: text(&waiting.negative_descriptor, "Reject"),
        times_out_at: timeout(waiting),
    })
}

fn timeout(block: &BlockRun) -> Option<chrono::DateTime<chrono::Utc>> {
    let seconds = block
        .extra()
        .find(|(name, _)| *name == "timeout_seconds")?
        .1
        .as_i64()?;
    block
        .created_at
        .checked_add_signed(TimeDelta::try_seconds(seconds)?)
}

fn actions(timeline: &[TimelineEntry], run: RunStatus) -> Vec<ActionView> {
    let mut views: Vec<ActionView> = every_block(timeline)
        .into_iter()
        .flat_map(|block| {
            let actions = block.actions.iter().enumerate();
            actions.map(move |(place, action)| action_view(block, place, action, run))
        })
        .collect();
    views.sort_by_key(|action| action.at);
    views
}

fn action_view(block: &BlockRun, place: usize, action: &Action, run: RunStatus) -> ActionView {
    let node = NodeId(block.block_run_id.as_str().to_owned());
    let seconds = action
        .started_at
        .zip(action.finished_at)
        .map(|(from, to)| timeline::seconds_between(from, to));
    let id = action
        .action_id
        .as_ref()
        .map_or_else(|| format!("{node}:{place}"), ToString::to_string);
    let texts = [&action.reasoning, &action.intention, &action.description];
    ActionView {
        id,
        kind: action.kind.to_string(),
        title: action_title(action),
        reasoning: texts
            .into_iter()
            .flatten()
            .find(|text| !text.is_empty())
            .cloned(),
        status: action_status(action, run),
        at: action.started_at.or(action.created_at),
        seconds,
        step: action
            .step_order
            .and_then(|order| u32::try_from(order + 1).ok()),
        screenshot: action
            .screenshot_artifact_id
            .as_ref()
            .map(|id| ArtifactId(id.as_str().to_owned())),
        failure: action
            .errors
            .iter()
            .find_map(|error| error.reasoning.clone()),
        node,
    }
}

/// An action that has begun and not ended is under way, unless the run is over.
fn action_status(action: &Action, run: RunStatus) -> ActionStatus {
    match &action.status {
        Some(WireStatus::Completed) => ActionStatus::Completed,
        Some(WireStatus::Failed) => ActionStatus::Failed,
        Some(WireStatus::Skipped) => ActionStatus::Skipped,
        Some(WireStatus::Pending) | None if run.is_final() => ActionStatus::Skipped,
        Some(WireStatus::Pending) if action.started_at.is_some() => ActionStatus::Running,
        Some(WireStatus::Pending) | None => ActionStatus::Pending,
        Some(_) => ActionStatus::Unknown,
    }
}

/// The action in plain words, with what it was done with.
fn action_title(action: &Action) -> String {
    let kind = action.kind.to_string();
    let verb = VERBS
        .iter()
        .find(|(name, _)| *name == kind)
        .map_or_else(|| kind.replace('_', " "), |(_, verb)| (*verb).to_owned());
    match object(action) {
        Some(object) => format!(
            "{} “{}”",
            upper_first(&verb),
            timeline::value_words(&Value::String(object))
        ),
        None => upper_first(&verb),
    }
}

fn object(action: &Action) -> Option<String> {
    let option = action
        .option
        .as_ref()
        .and_then(|option| option.get("label")?.as_str().map(str::to_owned));
    let texts = [action.text.clone(), option, action.file_url.clone()];
    texts.into_iter().flatten().find(|text| !text.is_empty())
}

/// Skyvern's kinds of action (reference A.1) as verbs.
const VERBS: &[(&str, &str)] = &[
    ("input_text", "type"),
    ("paste_text", "paste"),
    ("upload_file", "upload"),
    ("download_file", "download a file"),
    ("select_option", "choose"),
    ("checkbox", "tick a box"),
    ("null_action", "nothing to do"),
    ("solve_captcha", "solve a captcha"),
    ("terminate", "give up"),
    ("complete", "done"),
    ("reload_page", "reload the page"),
    ("close_page", "close the page"),
    ("new_tab", "open a tab"),
    ("switch_tab", "switch tab"),
    ("extract", "read data"),
    ("verification_code", "enter a code"),
    ("goto_url", "open"),
    ("go_back", "go back"),
    ("go_forward", "go forward"),
    ("keypress", "press"),
    ("left_mouse", "hold the mouse"),
    ("execute_js", "run a script"),
];

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

/// The nodes by id.
pub(super) fn by_id(nodes: &[TimelineNode]) -> HashMap<&NodeId, &TimelineNode> {
    nodes.iter().map(|node| (&node.id, node)).collect()
}
