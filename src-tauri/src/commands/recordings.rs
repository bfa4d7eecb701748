//! Recordings, screenshots, downloads and the space they take.

use app::App;
use app::ids::{ArtifactId, ConnectionId, RunId};
use app::views::recordings::{RecordingRow, RunMedia, ScreenshotView, StorageUsage};
use tauri::{AppHandle, State};

use crate::error::CommandResult;
use crate::shell::{dialogs, open};

/// What can be played of a run; `MediaChanged` tells when more is there.
#[tauri::command]
#[specta::specta]
pub(crate) async fn run_media(
    app: State<'_, App>,
    connection: ConnectionId,
    run: RunId,
) -> CommandResult<RunMedia> {
    Ok(app.run_media(&connection, &run).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn screenshots(
    app: State<'_, App>,
    connection: ConnectionId,
    run: RunId,
) -> CommandResult<Vec<ScreenshotView>> {
    Ok(app.screenshots(&connection, &run).await?)
}

/// An artifact id after this address makes an address for `img` and `video`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn media_base(
    app: State<'_, App>,
    connection: ConnectionId,
) -> CommandResult<String> {
    Ok(app.media_base(&connection)?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn recordings(
    app: State<'_, App>,
    connection: ConnectionId,
) -> CommandResult<Vec<RecordingRow>> {
    Ok(app.recordings(&connection).await?)
}

/// A pinned recording is never removed to make room.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pin_recording(
    app: State<'_, App>,
    connection: ConnectionId,
    run: RunId,
    is_pinned: bool,
) -> CommandResult<()> {
    Ok(app.pin_recording(&connection, &run, is_pinned).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_recording(
    app: State<'_, App>,
    connection: ConnectionId,
    run: RunId,
) -> CommandResult<()> {
    Ok(app.remove_recording(&connection, &run).await?)
}

/// Opens a download with the program that the system has for it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_download(
    handle: AppHandle,
    app: State<'_, App>,
    connection: ConnectionId,
    run: RunId,
    artifact: ArtifactId,
) -> CommandResult<()> {
    let file = app.artifact_file(&connection, &run, &artifact).await?;
    open::file(&handle, &file)
}

/// Shows a download in the file browser.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reveal_download(
    handle: AppHandle,
    app: State<'_, App>,
    connection: ConnectionId,
    run: RunId,
    artifact: ArtifactId,
) -> CommandResult<()> {
    let file = app.artifact_file(&connection, &run, &artifact).await?;
    open::reveal(&handle, &file)
}

/// Asks where to and saves an artifact; `false` when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_artifact(
    handle: AppHandle,
    app: State<'_, App>,
    connection: ConnectionId,
    run: RunId,
    artifact: ArtifactId,
    name: String,
) -> CommandResult<bool> {
    let Some(to) = dialogs::pick_save_path(&handle, &name).await else {
        return Ok(false);
    };
    app.save_artifact(&connection, &run, &artifact, &to).await?;
    Ok(true)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn storage_usage(app: State<'_, App>) -> CommandResult<StorageUsage> {
    Ok(app.storage_usage().await?)
}
