//! What the backend says changed, as typed Tauri events.

use app::App;
use app::event::{Event, Notice, WorkflowsChange};
use app::ids::{ConnectionId, RunId};
use app::views::connections::ConnectionsView;
use app::views::editor::EditorChange;
use app::views::runs::RunChange;
use app::views::settings::Settings;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::AppHandle;
use tauri_specta::Event as _;
use tokio::sync::broadcast::error::RecvError;

use crate::shell::{notifications, windows};

#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub(crate) struct ConnectionsChanged(pub(crate) ConnectionsView);

#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub(crate) struct WorkflowsChanged(pub(crate) WorkflowsChange);

#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub(crate) struct FoldersChanged {
    pub(crate) connection: ConnectionId,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub(crate) struct RunsChanged {
    pub(crate) connection: ConnectionId,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub(crate) struct RunChanged(pub(crate) RunChange);

#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub(crate) struct MediaChanged {
    pub(crate) connection: ConnectionId,
    pub(crate) run: RunId,
}

#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub(crate) struct SettingsChanged(pub(crate) Settings);

#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub(crate) struct EditorChanged(pub(crate) EditorChange);

#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub(crate) struct NoticeShown(pub(crate) Notice);

/// Passes the app's events on to the windows for as long as the app lives.
pub(crate) fn forward(handle: AppHandle, app: &App) {
    let mut events = app.events();
    tauri::async_runtime::spawn(async move {
        loop {
            match events.recv().await {
                Ok(event) => send(&handle, event),
                Err(RecvError::Lagged(missed)) => tracing::warn!(missed, "events were dropped"),
                Err(RecvError::Closed) => break,
            }
        }
    });
}

fn send(handle: &AppHandle, event: Event) {
    let sent = match event {
        Event::ConnectionsChanged(view) => ConnectionsChanged(view).emit(handle),
        Event::WorkflowsChanged(change) => WorkflowsChanged(change).emit(handle),
        Event::FoldersChanged { connection } => FoldersChanged { connection }.emit(handle),
        Event::RunsChanged { connection } => RunsChanged { connection }.emit(handle),
        Event::RunChanged(change) => RunChanged(*change).emit(handle),
        Event::MediaChanged { connection, run } => MediaChanged { connection, run }.emit(handle),
        Event::EditorChanged(change) => EditorChanged(*change).emit(handle),
        Event::SettingsChanged(settings) => {
            windows::zoom_all(handle, settings.text_percent);
            SettingsChanged(settings).emit(handle)
        }
        Event::Notice(notice) => {
            notifications::show(handle, &notice);
            NoticeShown(notice).emit(handle)
        }
    };
    if let Err(error) = sent {
        tracing::error!(%error, "an event did not reach the window");
    }
}
