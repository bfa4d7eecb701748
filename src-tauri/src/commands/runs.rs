//! Runs: lists, windows of their own, watching, cancelling.

use app::App;
use app::ids::{ConnectionId, NodeId, RunId};
use app::views::runs::{BulkReport, NodeDetail, RunList, RunQuery, RunView};
use tauri::{AppHandle, State, WebviewWindow};

use crate::error::CommandResult;
use crate::shell::{watching::Watching, windows};

#[tauri::command]
#[specta::specta]
pub(crate) async fn runs(
    app: State<'_, App>,
    connection: ConnectionId,
    query: RunQuery,
) -> CommandResult<RunList> {
    Ok(app.runs(&connection, &query).await?)
}

/// Opens the window of a run, or brings it to the front.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_run(
    handle: AppHandle,
    connection: ConnectionId,
    run: RunId,
    title: String,
) -> CommandResult<()> {
    windows::open_run(&handle, &connection, &run, &title)
}

/// Everything known of a run; its changes follow as `RunChanged` until the window closes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn watch_run(
    window: WebviewWindow,
    watching: State<'_, Watching>,
    app: State<'_, App>,
    connection: ConnectionId,
    run: RunId,
) -> CommandResult<RunView> {
    let view = app.watch_run(&connection, &run).await?;
    watching.add(&window, &connection, &run);
    Ok(view)
}

/// Inputs and output of one block of a run.
#[tauri::command]
#[specta::specta]
pub(crate) async fn node_detail(
    app: State<'_, App>,
    connection: ConnectionId,
    run: RunId,
    node: NodeId,
) -> CommandResult<NodeDetail> {
    Ok(app.node_detail(&connection, &run, &node).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_runs(
    app: State<'_, App>,
    connection: ConnectionId,
    runs: Vec<RunId>,
) -> CommandResult<BulkReport> {
    Ok(app.cancel_runs(&connection, &runs).await?)
}

/// Starts finished runs again with the same inputs; `done` holds the new runs.
#[tauri::command]
#[specta::specta]
pub(crate) async fn retry_runs(
    app: State<'_, App>,
    connection: ConnectionId,
    runs: Vec<RunId>,
) -> CommandResult<BulkReport> {
    Ok(app.retry_runs(&connection, &runs).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn approve_run(
    app: State<'_, App>,
    connection: ConnectionId,
    run: RunId,
) -> CommandResult<()> {
    Ok(app.approve_run(&connection, &run).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn reject_run(
    app: State<'_, App>,
    connection: ConnectionId,
    run: RunId,
) -> CommandResult<()> {
    Ok(app.reject_run(&connection, &run).await?)
}
