//! At most one live picture a window; it ends with the window.

use std::collections::HashMap;
use std::sync::Mutex;

use app::views::runs::LiveFrame;
use futures_util::{Stream, StreamExt};
use tauri::WebviewWindow;
use tauri::async_runtime::JoinHandle;
use tauri::ipc::Channel;

/// The running pictures by window label.
#[derive(Default)]
pub(crate) struct LiveViews(Mutex<HashMap<String, JoinHandle<()>>>);

impl LiveViews {
    /// Sends `pictures` to `frames` until they end; a picture that this window showed before stops.
    pub(crate) fn show(
        &self,
        window: &WebviewWindow,
        pictures: impl Stream<Item = LiveFrame> + Send + 'static,
        frames: Channel<LiveFrame>,
    ) {
        let task = tauri::async_runtime::spawn(async move {
            let mut pictures = std::pin::pin!(pictures);
            while let Some(frame) = pictures.next().await {
                if frames.send(frame).is_err() {
                    break;
                }
            }
        });
        self.replace(window.label(), Some(task));
    }

    pub(crate) fn hide(&self, window: &WebviewWindow) {
        self.forget(window.label());
    }

    /// For a window that is gone.
    pub(crate) fn forget(&self, label: &str) {
        self.replace(label, None);
    }

    fn replace(&self, label: &str, task: Option<JoinHandle<()>>) {
        let mut views = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let before = match task {
            Some(task) => views.insert(label.to_owned(), task),
            None => views.remove(label),
        };
        if let Some(before) = before {
            before.abort();
        }
    }
}
