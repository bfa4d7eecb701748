//! Settings, facts about the app, links and files outside of it.

use app::App;
use app::views::settings::{AboutView, LayoutEntry, Settings};
use tauri::{AppHandle, State};

use crate::error::CommandResult;
use crate::shell::{dialogs, open};

#[tauri::command]
#[specta::specta]
pub(crate) async fn settings(app: State<'_, App>) -> CommandResult<Settings> {
    Ok(app.settings())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn update_settings(app: State<'_, App>, settings: Settings) -> CommandResult<()> {
    Ok(app.update_settings(settings).await?)
}

/// Keeps the size of a panel or the like under a name.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_layout(app: State<'_, App>, entry: LayoutEntry) -> CommandResult<()> {
    Ok(app.set_layout(entry).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn about(app: State<'_, App>) -> CommandResult<AboutView> {
    Ok(app.about())
}

/// Opens a web page in the browser of the system; only http and https.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_link(handle: AppHandle, url: String) -> CommandResult<()> {
    open::link(&handle, &url)
}

/// Shows the data or the log folder in the file browser.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_folder(
    handle: AppHandle,
    app: State<'_, App>,
    folder: open::Folder,
) -> CommandResult<()> {
    open::folder(&handle, &app.about(), folder)
}

/// Asks where to and saves a text (outputs as JSON or CSV); `false` when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_text(
    handle: AppHandle,
    name: String,
    text: String,
) -> CommandResult<bool> {
    let Some(to) = dialogs::pick_save_path(&handle, &name).await else {
        return Ok(false);
    };
    open::write_text(&to, &text).await?;
    Ok(true)
}
