//! A person's computer with Eyrie on it, without the windows.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::error::{Error, Result};
use app::event::Event;
use app::ids::ConnectionId;
use app::views::connections::{
    ConnectionColor, ConnectionForm, ConnectionKind, ConnectionStatus, ConnectionView, KeyStorage,
};
use app::{App, Ports, SettingsStore};
use secrets::{Backing, MemoryVault, Secret, Vault, VaultFault};
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::broadcast;

use crate::skyvern::{KEY, Skyvern};

/// Longer than anything of the app waits.
const PATIENCE: Duration = Duration::from_mins(20);

pub(crate) struct Desk {
    pub(crate) folder: Arc<TempDir>,
    pub(crate) store: Arc<Store>,
    pub(crate) ring: Arc<Ring>,
    pub(crate) app: App,
    events: broadcast::Receiver<Event>,
}

impl Desk {
    /// Eyrie is started for the first time.
    pub(crate) async fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        Self::open(Arc::new(folder), Arc::default(), Arc::default()).await
    }

    /// Eyrie is quit and started again.
    pub(crate) async fn restart(self) -> Self {
        let Self {
            folder,
            store,
            ring,
            app,
            ..
        } = self;
        app.close().await;
        drop(app);
        Self::open(folder, store, ring).await
    }

    pub(crate) async fn open(folder: Arc<TempDir>, store: Arc<Store>, ring: Arc<Ring>) -> Self {
        let app = Self::try_open(folder.path(), &store, &ring)
            .await
            .expect("the app opens");
        let events = app.events();
        Self {
            folder,
            store,
            ring,
            app,
            events,
        }
    }

    pub(crate) async fn try_open(
        folder: &Path,
        store: &Arc<Store>,
        ring: &Arc<Ring>,
    ) -> Result<App> {
        App::open(Ports {
            data_folder: folder.join("data"),
            log_folder: folder.join("logs"),
            vault: Arc::clone(ring) as Arc<dyn Vault>,
            store: Arc::clone(store) as Arc<dyn SettingsStore>,
        })
        .await
    }

    /// Adds the server and waits until its workflows and runs are here.
    pub(crate) async fn connect(&mut self, server: &Skyvern) -> ConnectionId {
        let connection = self.add(server).await;
        self.synchronised(&connection).await;
        connection
    }

    /// Adds the server.
    pub(crate) async fn add(&self, server: &Skyvern) -> ConnectionId {
        let form = form(&server.base_url());
        let added = self
            .app
            .add_connection(form, Secret::from(KEY), KeyStorage::Keychain)
            .await;
        added.expect("the connection is added").id
    }

    /// Waits until the next comparison with the whole list has ended well.
    pub(crate) async fn synchronised(&mut self, connection: &ConnectionId) {
        self.until_connection(connection, |view| view.sync.is_running)
            .await;
        self.until_connection(connection, |view| {
            !view.sync.is_running && view.sync.error.is_none()
        })
        .await;
    }

    /// Compares with the whole list now.
    pub(crate) async fn synchronise(&mut self, connection: &ConnectionId) {
        self.forget_events();
        self.app.sync_connection(connection).expect("it is there");
        self.synchronised(connection).await;
    }

    /// Waits for a connection to stand so.
    pub(crate) async fn until_connection(
        &mut self,
        connection: &ConnectionId,
        is_so: impl Fn(&ConnectionView) -> bool,
    ) -> ConnectionView {
        self.until(|event| {
            let Event::ConnectionsChanged(view) = event else {
                return None;
            };
            let mut views = view.connections.iter();
            views
                .find(|view| &view.id == connection && is_so(view))
                .cloned()
        })
        .await
    }

    /// Waits for an event and takes something out of it.
    pub(crate) async fn until<T>(&mut self, mut take: impl FnMut(&Event) -> Option<T>) -> T {
        let waiting = async {
            loop {
                let event = self.events.recv().await.expect("no event was missed");
                if let Some(taken) = take(&event) {
                    return taken;
                }
            }
        };
        tokio::time::timeout(PATIENCE, waiting)
            .await
            .expect("the event comes")
    }

    /// What was told since the last look.
    pub(crate) fn told(&mut self) -> Vec<Event> {
        let mut told = Vec::new();
        while let Ok(event) = self.events.try_recv() {
            told.push(event);
        }
        told
    }

    pub(crate) fn forget_events(&mut self) {
        self.told();
    }

    /// How a connection stands.
    pub(crate) async fn view(&self, connection: &ConnectionId) -> ConnectionView {
        let all = self.app.connections().await.expect("the connections");
        let mut views = all.connections.into_iter();
        views
            .find(|view| &view.id == connection)
            .expect("the connection is there")
    }

    pub(crate) async fn status(&self, connection: &ConnectionId) -> ConnectionStatus {
        self.view(connection).await.status
    }

    /// The titles of the workflows, sorted.
    pub(crate) async fn titles(&self, connection: &ConnectionId) -> Vec<String> {
        let rows = self.app.workflows(connection).await.expect("the workflows");
        let mut titles: Vec<String> = rows.into_iter().map(|row| row.title).collect();
        titles.sort();
        titles
    }
}

pub(crate) fn form(base_url: &str) -> ConnectionForm {
    ConnectionForm {
        name: "Mine".to_owned(),
        color: ConnectionColor::Teal,
        kind: ConnectionKind::OwnServer,
        base_url: base_url.to_owned(),
    }
}

/// Settings that survive a restart, unless there is no room for them.
#[derive(Default)]
pub(crate) struct Store {
    values: Mutex<HashMap<String, Value>>,
    pub(crate) is_full: AtomicBool,
}

impl Store {
    pub(crate) fn put(&self, name: &str, value: Value) {
        self.values.lock().unwrap().insert(name.to_owned(), value);
    }

    pub(crate) fn get(&self, name: &str) -> Option<Value> {
        self.values.lock().unwrap().get(name).cloned()
    }
}

impl SettingsStore for Store {
    fn load(&self, name: &str) -> Option<Value> {
        self.get(name)
    }

    fn save(&self, name: &str, value: Value) -> Result<()> {
        if self.is_full.load(Ordering::SeqCst) {
            return Err(Error::File("The settings could not be written.".to_owned()));
        }
        self.put(name, value);
        Ok(())
    }
}

/// A keychain that refuses when it is told to.
#[derive(Default)]
pub(crate) struct Ring {
    keys: MemoryVault,
    pub(crate) is_locked: AtomicBool,
}

impl Ring {
    fn keys(&self) -> std::result::Result<&MemoryVault, VaultFault> {
        if self.is_locked.load(Ordering::SeqCst) {
            return Err(VaultFault::Locked);
        }
        Ok(&self.keys)
    }

    /// The key of a connection, also while it is locked.
    pub(crate) fn key(&self, connection: &ConnectionId) -> Option<String> {
        let key = self.keys.read(connection.as_str()).expect("memory");
        key.map(|key| key.expose().clone())
    }
}

impl Vault for Ring {
    fn store(&self, entry: &str, secret: Secret<String>) -> std::result::Result<(), VaultFault> {
        self.keys()?.store(entry, secret)
    }

    fn read(&self, entry: &str) -> std::result::Result<Option<Secret<String>>, VaultFault> {
        self.keys()?.read(entry)
    }

    fn delete(&self, entry: &str) -> std::result::Result<(), VaultFault> {
        self.keys()?.delete(entry)
    }

    fn health(&self) -> std::result::Result<Backing, VaultFault> {
        self.keys()?.health()
    }
}
