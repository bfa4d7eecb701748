//! What the backend tells the windows. Each event says what changed; nobody polls (architecture, rule 7).

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::{ConnectionId, RunId, WorkflowId};
use crate::views::connections::ConnectionsView;
use crate::views::editor::EditorChange;
use crate::views::runs::RunChange;
use crate::views::settings::Settings;
use crate::views::workflows::WorkflowRow;

#[derive(Debug, Clone)]
pub enum Event {
    ConnectionsChanged(ConnectionsView),
    WorkflowsChanged(WorkflowsChange),
    FoldersChanged {
        connection: ConnectionId,
    },
    /// The list of runs of a connection differs; ask again.
    RunsChanged {
        connection: ConnectionId,
    },
    RunChanged(Box<RunChange>),
    /// Recording or downloads of a run are there now, or are gone.
    MediaChanged {
        connection: ConnectionId,
        run: RunId,
    },
    SettingsChanged(Settings),
    /// A draft changed, in whatever window.
    EditorChanged(Box<EditorChange>),
    Notice(Notice),
}

#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WorkflowsChange {
    pub connection: ConnectionId,
    pub changed: Vec<WorkflowRow>,
    pub removed: Vec<WorkflowId>,
}

/// Something a person should hear of wherever they are: in the app, and natively if no window of the run has focus.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Notice {
    pub kind: NoticeKind,
    pub title: String,
    pub body: String,
    pub connection: Option<ConnectionId>,
    pub run: Option<RunId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum NoticeKind {
    RunCompleted,
    RunFailed,
    NeedsPerson,
    /// A fault of the app or of its data.
    Problem,
}
