//! The live picture of a run, over a channel of the window that asks.

use app::App;
use app::ids::{ConnectionId, RunId};
use app::views::runs::LiveFrame;
use tauri::ipc::Channel;
use tauri::{State, WebviewWindow};

use crate::error::CommandResult;
use crate::shell::live_views::LiveViews;

/// Sends the live picture to `frames` until the run ends, the window closes or asks for another.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_live_view(
    window: WebviewWindow,
    views: State<'_, LiveViews>,
    app: State<'_, App>,
    connection: ConnectionId,
    run: RunId,
    frames: Channel<LiveFrame>,
) -> CommandResult<()> {
    let pictures = app.live_view(&connection, &run)?;
    views.show(&window, pictures, frames);
    Ok(())
}

/// Stops the live picture of this window.
#[tauri::command]
#[specta::specta]
pub(crate) async fn hide_live_view(
    window: WebviewWindow,
    views: State<'_, LiveViews>,
) -> CommandResult<()> {
    views.hide(&window);
    Ok(())
}
