//! Which window watches which run, so that a closed window stops costing requests.

use std::sync::{Mutex, PoisonError};

use app::App;
use app::ids::{ConnectionId, RunId};
use tauri::WebviewWindow;

/// One entry for each call of `watch_run` that has not been taken back.
#[derive(Default)]
pub(crate) struct Watching(Mutex<Vec<Watch>>);

struct Watch {
    window: String,
    connection: ConnectionId,
    run: RunId,
}

impl Watching {
    pub(crate) fn add(&self, window: &WebviewWindow, connection: &ConnectionId, run: &RunId) {
        self.lock().push(Watch {
            window: window.label().to_owned(),
            connection: connection.clone(),
            run: run.clone(),
        });
    }

    /// Takes back all that a window watched.
    pub(crate) fn forget(&self, label: &str, app: &App) {
        let mut watches = self.lock();
        let (gone, kept) = watches.drain(..).partition(|watch| watch.window == label);
        *watches = kept;
        drop(watches);
        let gone: Vec<Watch> = gone;
        for watch in gone {
            app.unwatch_run(&watch.connection, &watch.run);
        }
    }

    /// Whether a window that shows `run` has the focus is the caller's question; this names the windows.
    pub(crate) fn windows_of(&self, run: &RunId) -> Vec<String> {
        self.lock()
            .iter()
            .filter(|watch| &watch.run == run)
            .map(|w| w.window.clone())
            .collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Watch>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
