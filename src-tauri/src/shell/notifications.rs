//! Native notifications. The window shows each notice too, because a system without a notification daemon takes
//! them in silence.

use app::App;
use app::event::{Notice, NoticeKind};
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::NotificationExt;

use crate::shell::watching::Watching;
use crate::shell::windows;

/// Shows `notice` natively unless it is turned off or a window of its run has the focus.
pub(crate) fn show(handle: &AppHandle, notice: &Notice) {
    if !is_wanted(handle, notice) || has_focus(handle, notice) {
        return;
    }
    let shown = handle
        .notification()
        .builder()
        .title(&notice.title)
        .body(&notice.body)
        .show();
    if let Err(error) = shown {
        tracing::warn!(%error, "the system took no notification");
    }
}

fn is_wanted(handle: &AppHandle, notice: &Notice) -> bool {
    let settings = handle.state::<App>().settings();
    match notice.kind {
        NoticeKind::RunCompleted => settings.notify_finished,
        NoticeKind::RunFailed => settings.notify_failed,
        NoticeKind::NeedsPerson => settings.notify_needs_person,
        NoticeKind::Problem => true,
    }
}

fn has_focus(handle: &AppHandle, notice: &Notice) -> bool {
    let Some(run) = &notice.run else { return false };
    let mut labels = handle.state::<Watching>().windows_of(run);
    labels.push(windows::run_label(run));
    labels
        .iter()
        .filter_map(|label| handle.get_webview_window(label))
        .any(|window| window.is_focused().unwrap_or(false))
}
