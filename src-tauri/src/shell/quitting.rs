//! Closing windows and quitting.

use app::App;
use tauri::{AppHandle, Manager, RunEvent, WindowEvent};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons};

use crate::shell::live_views::LiveViews;
use crate::shell::watching::Watching;

/// What the app does when Tauri tells of a window or of the end.
pub(crate) fn on_event(handle: &AppHandle, event: RunEvent) {
    match event {
        RunEvent::WindowEvent {
            label,
            event: WindowEvent::Destroyed,
            ..
        } => {
            forget_window(handle, &label);
        }
        RunEvent::WindowEvent {
            event: WindowEvent::CloseRequested { api, .. },
            ..
        } if is_last(handle) => {
            api.prevent_close();
            ask_and_quit(handle.clone());
        }
        _ => {}
    }
}

fn forget_window(handle: &AppHandle, label: &str) {
    handle.state::<LiveViews>().forget(label);
    handle
        .state::<Watching>()
        .forget(label, &handle.state::<App>());
}

fn is_last(handle: &AppHandle) -> bool {
    handle.webview_windows().len() == 1
}

/// Runs go on on their servers, and a person who quits should know it; everything pending is carried out first.
fn ask_and_quit(handle: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let app = handle.state::<App>().inner().clone();
        let running = app.running_count().await;
        if running > 0 && !confirm(&handle, running).await {
            return;
        }
        app.close().await;
        handle.exit(0);
    });
}

async fn confirm(handle: &AppHandle, running: u32) -> bool {
    let (answer, chosen) = tokio::sync::oneshot::channel();
    let runs = if running == 1 {
        "1 run goes on".to_owned()
    } else {
        format!("{running} runs go on")
    };
    handle
        .dialog()
        .message(format!(
            "{runs} on the server after Eyrie quits. Eyrie shows the result when it starts again."
        ))
        .title("Quit Eyrie?")
        .buttons(MessageDialogButtons::OkCancelCustom(
            "Quit".to_owned(),
            "Stay".to_owned(),
        ))
        .show(move |yes| {
            answer.send(yes).ok();
        });
    chosen.await.unwrap_or(true)
}
