//! The system's file dialogs.

use std::path::PathBuf;

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;

/// Asks for workflow files; none when the dialog was closed.
pub(crate) async fn pick_workflow_files(handle: &AppHandle) -> Vec<PathBuf> {
    let (answer, picked) = oneshot::channel();
    handle
        .dialog()
        .file()
        .set_title("Import workflows")
        .add_filter("Workflows", &["yaml", "yml", "json"])
        .pick_files(move |files| drop(answer.send(files)));
    let files = picked.await.ok().flatten().unwrap_or_default();
    files.into_iter().filter_map(into_path).collect()
}

pub(crate) async fn pick_file(handle: &AppHandle) -> Option<PathBuf> {
    let (answer, picked) = oneshot::channel();
    handle
        .dialog()
        .file()
        .pick_file(move |file| drop(answer.send(file)));
    picked.await.ok().flatten().and_then(into_path)
}

pub(crate) async fn pick_folder(handle: &AppHandle) -> Option<PathBuf> {
    let (answer, picked) = oneshot::channel();
    handle
        .dialog()
        .file()
        .pick_folder(move |folder| drop(answer.send(folder)));
    picked.await.ok().flatten().and_then(into_path)
}

/// Asks where to save a file that is called `name` for now.
pub(crate) async fn pick_save_path(handle: &AppHandle, name: &str) -> Option<PathBuf> {
    let (answer, picked) = oneshot::channel();
    handle
        .dialog()
        .file()
        .set_file_name(name)
        .save_file(move |file| drop(answer.send(file)));
    picked.await.ok().flatten().and_then(into_path)
}

/// `None` for addresses that are no files, which only mobile systems give.
fn into_path(file: FilePath) -> Option<PathBuf> {
    file.into_path().ok()
}
