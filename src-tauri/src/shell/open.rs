//! Handing files, folders and links to the system.

use std::path::{Path, PathBuf};

use app::views::settings::AboutView;
use serde::Deserialize;
use specta::Type;
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt;

use crate::error::{CommandError, CommandResult, ErrorCode};

/// A folder of the app that a person may want to see.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Folder {
    Data,
    Log,
}

/// Opens a page in the browser. Anything but http and https could start a program, so it is refused.
pub(crate) fn link(handle: &AppHandle, url: &str) -> CommandResult<()> {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return Err(refused(format!(
            "Only web addresses are opened, and this is none: {url}"
        )));
    }
    handle
        .opener()
        .open_url(url, None::<&str>)
        .map_err(|error| {
            refused(format!(
                "No browser could be started: {error}. The address is {url}"
            ))
        })
}

/// Opens a file with the program that the system has for it.
pub(crate) fn file(handle: &AppHandle, path: &Path) -> CommandResult<()> {
    handle
        .opener()
        .open_path(path.to_string_lossy(), None::<&str>)
        .map_err(|error| refused(format!("No program opened {}: {error}", path.display())))
}

/// Shows a file in the file browser.
pub(crate) fn reveal(handle: &AppHandle, path: &Path) -> CommandResult<()> {
    handle.opener().reveal_item_in_dir(path).map_err(|error| {
        refused(format!(
            "The folder of {} could not be shown: {error}",
            path.display()
        ))
    })
}

pub(crate) fn folder(handle: &AppHandle, about: &AboutView, folder: Folder) -> CommandResult<()> {
    let path = match folder {
        Folder::Data => &about.data_folder,
        Folder::Log => &about.log_folder,
    };
    file(handle, &PathBuf::from(path))
}

pub(crate) async fn write_text(path: &Path, text: &str) -> CommandResult<()> {
    tokio::fs::write(path, text)
        .await
        .map_err(|error| refused(format!("{} could not be written: {error}", path.display())))
}

fn refused(message: String) -> CommandError {
    CommandError {
        code: ErrorCode::File,
        message,
        field: None,
    }
}
