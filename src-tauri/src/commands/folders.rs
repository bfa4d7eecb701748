//! Folders.

use app::App;
use app::ids::{ConnectionId, FolderId};
use app::views::workflows::FolderView;
use tauri::State;

use crate::error::CommandResult;

#[tauri::command]
#[specta::specta]
pub(crate) async fn folders(
    app: State<'_, App>,
    connection: ConnectionId,
) -> CommandResult<Vec<FolderView>> {
    Ok(app.folders(&connection).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn create_folder(
    app: State<'_, App>,
    connection: ConnectionId,
    title: String,
) -> CommandResult<FolderView> {
    Ok(app.create_folder(&connection, &title).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn rename_folder(
    app: State<'_, App>,
    connection: ConnectionId,
    folder: FolderId,
    title: String,
) -> CommandResult<FolderView> {
    Ok(app.rename_folder(&connection, &folder, &title).await?)
}

/// Deletes a folder; its workflows go with it, or to "No folder".
#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_folder(
    app: State<'_, App>,
    connection: ConnectionId,
    folder: FolderId,
    with_workflows: bool,
) -> CommandResult<()> {
    Ok(app
        .delete_folder(&connection, &folder, with_workflows)
        .await?)
}
