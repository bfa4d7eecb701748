//! Opening the app: its ports, its state, its end.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use library::{Library, LibraryError, Repaired};
use secrets::MemoryVault;
use serde_json::Value;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::connections::registry::Registry;
use crate::connections::unknown;
use crate::editor::Sessions;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::ids::ConnectionId;
use crate::launch::form_cache::FormCache;
use crate::recordings::fetching::Fetching;
use crate::recordings::media_server::MediaServer;
use crate::runs::watching::Watchers;
use crate::settings;
use crate::views::connections::KeychainView;
use crate::views::settings::Settings;
use crate::workflows::deletion::Deletions;

/// What the app needs from the place where it runs.
#[derive(Clone)]
pub struct Ports {
    /// Folder of the library; made if it is not there.
    pub data_folder: PathBuf,
    /// Where the log is written; only shown to the person.
    pub log_folder: PathBuf,
    /// Where API keys are kept.
    pub vault: Arc<dyn secrets::Vault>,
    /// Where settings that are no secrets are kept.
    pub store: Arc<dyn SettingsStore>,
}

impl std::fmt::Debug for Ports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ports")
            .field("data_folder", &self.data_folder)
            .finish_non_exhaustive()
    }
}

/// A small store of named JSON values that survives a restart.
pub trait SettingsStore: Send + Sync {
    /// The value under `name`, if there is one.
    fn load(&self, name: &str) -> Option<Value>;
    /// Keeps `value` under `name`, on disk before it returns.
    ///
    /// # Errors
    /// [`Error::File`] when it cannot be written.
    fn save(&self, name: &str, value: Value) -> Result<()>;
}

/// Eyrie without its windows. Cheap to clone; all clones share one state.
#[derive(Clone)]
pub struct App {
    pub(crate) state: Arc<State>,
}

pub(crate) struct State {
    pub(crate) ports: Ports,
    pub(crate) library: Library,
    pub(crate) repaired: Option<Repaired>,
    /// What was found wrong when the app was opened, as sentences.
    pub(crate) start_notices: Mutex<Vec<String>>,
    /// Keys that a person chose not to keep.
    pub(crate) memory: MemoryVault,
    /// What the last check of the keychain found.
    pub(crate) keychain: Mutex<Option<KeychainView>>,
    pub(crate) events: broadcast::Sender<Event>,
    pub(crate) settings: Mutex<Settings>,
    /// Held while settings are written, so that the last change is also the last that is written.
    pub(crate) settings_file: Mutex<()>,
    /// Held while rows of workflows are read and sent, so that older ones cannot overtake newer ones.
    pub(crate) telling: tokio::sync::Mutex<()>,
    pub(crate) connections: Mutex<Registry>,
    pub(crate) watchers: Watchers,
    pub(crate) deletions: Deletions,
    pub(crate) form_cache: FormCache,
    /// Drafts that are being worked on.
    pub(crate) editor: Sessions,
    pub(crate) fetching: Fetching,
    pub(crate) media: MediaServer,
    /// Background work; ends when `stop` is cancelled.
    pub(crate) tasks: TaskTracker,
    pub(crate) stop: CancellationToken,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("data_folder", &self.state.ports.data_folder)
            .finish_non_exhaustive()
    }
}

/// How long pending deletions may take when the app quits.
const FAREWELL: Duration = Duration::from_secs(10);

/// So many events may wait for a slow window before the oldest are dropped.
const EVENT_BACKLOG: usize = 1024;

impl App {
    /// Opens the library, reads settings and connections and starts their background work.
    ///
    /// # Errors
    /// [`Error::Library`] when the data folder cannot be used.
    pub async fn open(ports: Ports) -> Result<Self> {
        let folder = ports.data_folder.clone();
        let opened = blocking(move || Library::open(&folder)).await??;
        let media = MediaServer::start().await?;
        let app = Self {
            state: Arc::new(State {
                settings: Mutex::new(settings::load(ports.store.as_ref())),
                settings_file: Mutex::default(),
                telling: tokio::sync::Mutex::default(),
                library: opened.library,
                repaired: opened.repaired,
                start_notices: Mutex::default(),
                memory: MemoryVault::new(),
                keychain: Mutex::default(),
                events: broadcast::Sender::new(EVENT_BACKLOG),
                connections: Mutex::new(Registry::default()),
                watchers: Watchers::default(),
                deletions: Deletions::default(),
                form_cache: FormCache::default(),
                editor: Sessions::default(),
                fetching: Fetching::default(),
                media,
                tasks: TaskTracker::new(),
                stop: CancellationToken::new(),
                ports,
            }),
        };
        app.serve_media();
        app.forget_opened_files();
        if let Err(fault) = app.make_room().await {
            tracing::warn!(%fault, "what is kept could not be made to fit into its limit");
        }
        app.open_connections();
        Ok(app)
    }

    /// Everything that changes from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.state.events.subscribe()
    }

    /// Carries out pending deletions and stops watching. Runs on servers go on.
    pub async fn close(&self) {
        // A server that does not answer does not keep a person from quitting; nothing is deleted on it then.
        if tokio::time::timeout(FAREWELL, self.carry_out_deletions())
            .await
            .is_err()
        {
            tracing::warn!("workflows were not deleted because their server did not answer");
        }
        self.state.stop.cancel();
        self.state.tasks.close();
        self.state.tasks.wait().await;
    }

    /// Notes what was found wrong while the app was opened; no window listens yet.
    pub(crate) fn tell_at_start(&self, notice: String) {
        lock(&self.state.start_notices).push(notice);
    }

    pub(crate) fn emit(&self, event: Event) {
        // Without a window there is nobody to tell; that is no fault.
        let _ = self.state.events.send(event);
    }

    /// Starts background work that ends with the app.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let stop = self.state.stop.clone();
        self.state.tasks.spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = work => {}
            }
        });
    }

    /// Runs `work`, which writes what belongs to a connection. Nothing is written for one that is deleted.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a connection that is not there (any more), and those of the library.
    pub(crate) async fn keep<T: Send + 'static>(
        &self,
        connection: &ConnectionId,
        work: impl FnOnce(&Library) -> std::result::Result<T, LibraryError> + Send + 'static,
    ) -> Result<T> {
        let gate = lock(&self.state.connections)
            .entry(connection)
            .map(|entry| entry.gate.clone());
        let pass = gate.ok_or_else(unknown)?.read_owned().await;
        // It may have been deleted while this waited.
        self.saved(connection)?;
        self.library(move |library| {
            let outcome = work(library);
            drop(pass);
            outcome
        })
        .await
    }

    /// Runs `work` on the library, off the async threads.
    pub(crate) async fn library<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Library) -> std::result::Result<T, LibraryError> + Send + 'static,
    ) -> Result<T> {
        let library = self.state.library.clone();
        Ok(blocking(move || work(&library)).await??)
    }
}

/// Runs `work` where blocking is allowed.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|fault| Error::Library(format!("A background task of Eyrie broke off: {fault}.")))
}

/// A lock whose holder panicked is used on: each of ours guards plain values that are replaced whole.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
