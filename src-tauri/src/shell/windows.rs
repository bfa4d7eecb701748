//! The main window and the windows of runs.

use app::App;
use app::ids::{ConnectionId, RunId};
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::error::{CommandError, CommandResult, ErrorCode};

/// Label of the main window.
pub(crate) const MAIN: &str = "main";

/// Opens the main window at its last place.
pub(crate) fn open_main(handle: &AppHandle) -> tauri::Result<WebviewWindow> {
    WebviewWindowBuilder::new(handle, MAIN, WebviewUrl::App("index.html".into()))
        .title("Eyrie")
        .inner_size(1280.0, 800.0)
        .min_inner_size(880.0, 560.0)
        .build()
        .inspect(|window| zoom(window, text_percent(handle)))
}

/// Draws everything in every window larger or smaller.
pub(crate) fn zoom_all(handle: &AppHandle, percent: u32) {
    handle
        .webview_windows()
        .values()
        .for_each(|window| zoom(window, percent));
}

fn zoom(window: &WebviewWindow, percent: u32) {
    if let Err(error) = window.set_zoom(f64::from(percent) / 100.0) {
        tracing::warn!(%error, "a window does not take its text size");
    }
}

fn text_percent(handle: &AppHandle) -> u32 {
    handle.state::<App>().settings().text_percent
}

/// Brings the main window to the front; opens it when it is closed.
pub(crate) fn focus_main(handle: &AppHandle) {
    let shown = match handle.get_webview_window(MAIN) {
        Some(window) => window.unminimize().and_then(|()| window.set_focus()),
        None => open_main(handle).map(drop),
    };
    if let Err(error) = shown {
        tracing::error!(%error, "the main window could not be shown");
    }
}

/// Opens the window of a run, or brings it to the front if it is open already.
pub(crate) fn open_run(
    handle: &AppHandle,
    connection: &ConnectionId,
    run: &RunId,
    title: &str,
) -> CommandResult<()> {
    let label = run_label(run);
    let shown = match handle.get_webview_window(&label) {
        Some(window) => window.unminimize().and_then(|()| window.set_focus()),
        None => build_run(handle, &label, connection, run, title),
    };
    shown.map_err(|error| CommandError {
        code: ErrorCode::Library,
        message: format!("The window of this run could not be opened: {error}"),
        field: None,
    })
}

fn build_run(
    handle: &AppHandle,
    label: &str,
    connection: &ConnectionId,
    run: &RunId,
    title: &str,
) -> tauri::Result<()> {
    let query = format!(
        "index.html?window=run&connection={}&run={}",
        url_part(connection.as_str()),
        url_part(run.as_str())
    );
    WebviewWindowBuilder::new(handle, label, WebviewUrl::App(query.into()))
        .title(format!("{title} · Eyrie"))
        .inner_size(1100.0, 720.0)
        .min_inner_size(820.0, 520.0)
        .build()
        .inspect(|window| zoom(window, text_percent(handle)))
        .map(drop)
}

/// Window labels allow only letters, digits and a few signs.
pub(crate) fn run_label(run: &RunId) -> String {
    let id: String = run
        .as_str()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    format!("run-{id}")
}

/// Percent-encodes everything that is not plainly safe in a query.
fn url_part(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
