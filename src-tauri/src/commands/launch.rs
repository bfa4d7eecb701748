//! Launching runs.

use std::path::PathBuf;

use app::App;
use app::ids::{ConnectionId, WorkflowId};
use app::views::launch::{
    CommandLanguage, FieldFault, LaunchForm, LaunchInput, LaunchOutcome, LaunchRequest,
    UploadedFile,
};
use tauri::{AppHandle, State};

use crate::error::CommandResult;
use crate::shell::dialogs;

#[tauri::command]
#[specta::specta]
pub(crate) async fn launch_form(
    app: State<'_, App>,
    connection: ConnectionId,
    workflow: WorkflowId,
    version: Option<u32>,
) -> CommandResult<LaunchForm> {
    Ok(app.launch_form(&connection, &workflow, version).await?)
}

/// Checks without sending.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_launch(
    app: State<'_, App>,
    connection: ConnectionId,
    request: LaunchRequest,
) -> CommandResult<Vec<FieldFault>> {
    Ok(app.check_launch(&connection, &request).await?)
}

/// Checks, sends once, remembers inputs and options.
#[tauri::command]
#[specta::specta]
pub(crate) async fn launch(
    app: State<'_, App>,
    connection: ConnectionId,
    request: LaunchRequest,
) -> CommandResult<LaunchOutcome> {
    Ok(app.launch(&connection, &request).await?)
}

/// The launch as a command to paste elsewhere; the key is a variable.
#[tauri::command]
#[specta::specta]
pub(crate) async fn launch_command(
    app: State<'_, App>,
    connection: ConnectionId,
    request: LaunchRequest,
    language: CommandLanguage,
) -> CommandResult<String> {
    Ok(app.launch_command(&connection, &request, language).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_preset(
    app: State<'_, App>,
    connection: ConnectionId,
    workflow: WorkflowId,
    name: String,
    inputs: Vec<LaunchInput>,
) -> CommandResult<()> {
    Ok(app
        .save_preset(&connection, &workflow, &name, inputs)
        .await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_preset(
    app: State<'_, App>,
    connection: ConnectionId,
    workflow: WorkflowId,
    name: String,
) -> CommandResult<()> {
    Ok(app.delete_preset(&connection, &workflow, &name).await?)
}

/// Uploads a file that was dropped onto a field.
#[tauri::command]
#[specta::specta]
pub(crate) async fn upload_file(
    app: State<'_, App>,
    connection: ConnectionId,
    path: PathBuf,
) -> CommandResult<UploadedFile> {
    Ok(app.upload_file(&connection, path).await?)
}

/// Asks for a file and uploads it; nothing when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_and_upload(
    handle: AppHandle,
    app: State<'_, App>,
    connection: ConnectionId,
) -> CommandResult<Option<UploadedFile>> {
    let Some(path) = dialogs::pick_file(&handle).await else {
        return Ok(None);
    };
    Ok(Some(app.upload_file(&connection, path).await?))
}
