//! Connections: adding, changing, switching, forgetting. Keys in `keys`, the background work in `crate::sync`.

use chrono::Utc;
use secrets::Secret;
use skyvern_api::Client;

use crate::App;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::ids::ConnectionId;
use crate::open::lock;
use crate::views::connections::{
    ConnectionForm, ConnectionStatus, ConnectionView, ConnectionsView, KeyPlace, KeyStorage,
};

mod keys;
mod limits;
mod probe;
pub(crate) mod registry;

use registry::{Entry, SavedConnection};

/// Name of the list in the settings store.
const NAME: &str = "connections";

impl App {
    /// All connections, which of them is active, and the state of the keychain.
    pub async fn connections(&self) -> Result<ConnectionsView> {
        let keychain = self.known_keychain().await;
        let active = self.settings().active_connection;
        let connections = lock(&self.state.connections)
            .entries
            .iter()
            .map(Entry::view)
            .collect();
        Ok(ConnectionsView {
            connections,
            active,
            keychain,
        })
    }

    /// Keeps a new connection, its key in `storage`, makes it the active one and starts its synchronisation.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an address that is none, [`Error::Keychain`] when the key cannot be kept there; nothing
    /// is added then.
    pub async fn add_connection(
        &self,
        form: ConnectionForm,
        key: Secret<String>,
        storage: KeyStorage,
    ) -> Result<ConnectionView> {
        let id = ConnectionId(format!("con_{}", uuid::Uuid::new_v4().simple()));
        let saved = checked(id.clone(), form, storage, &key)?;
        self.keep_key(&id, key, storage).await?;
        lock(&self.state.connections)
            .entries
            .push(Entry::new(saved, self.state.stop.child_token()));
        self.save_connections()?;
        self.connect(&id).await;
        self.check_health(&id).await;
        self.select_connection(&id).await?;
        self.start_sync(&id);
        self.connection(&id)
    }

    /// Changes a connection; a new key replaces the kept one.
    ///
    /// # Errors
    /// As [`App::add_connection`]; the connection stays as it was then.
    pub async fn update_connection(
        &self,
        id: &ConnectionId,
        form: ConnectionForm,
        key: Option<Secret<String>>,
        storage: KeyStorage,
    ) -> Result<ConnectionView> {
        let before = self.saved(id)?;
        if let Some(key) = key {
            let saved = checked(id.clone(), form, storage, &key)?;
            self.keep_key(id, key, storage).await?;
            self.replace_saved(id, saved)?;
        } else {
            let key_in_keychain = before.key_in_keychain;
            let base_url = cleaned(&form.base_url)?;
            let saved = SavedConnection {
                base_url,
                key_in_keychain,
                ..named(id.clone(), form)?
            };
            self.replace_saved(id, saved)?;
        }
        self.connect(id).await;
        self.wake_sync(id, true);
        self.connection(id)
    }

    /// Forgets a connection: its key, its part of the library, its recordings.
    ///
    /// # Errors
    /// [`Error::Keychain`] when the key cannot be deleted; the connection stays then, so that it can be tried again.
    pub async fn delete_connection(&self, id: &ConnectionId) -> Result<()> {
        let saved = self.saved(id)?;
        self.forget_key(id, saved.key_in_keychain).await?;
        let position = {
            let mut registry = lock(&self.state.connections);
            let position = registry
                .entries
                .iter()
                .position(|entry| &entry.saved.id == id);
            position
                .map(|at| (at, registry.entries.remove(at).stop.cancel()))
                .map(|(at, ())| at)
        };
        self.save_connections()?;
        self.state.watchers.forget_connection(id);
        let connection = id.clone();
        self.library(move |library| library.delete_connection(connection.as_str()))
            .await?;
        if self.settings().active_connection.as_ref() == Some(id) {
            self.activate_neighbour(position.unwrap_or_default())
                .await?;
        }
        self.tell_connections().await;
        Ok(())
    }

    /// Makes a connection the one that the main window shows.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an id that is none, [`Error::File`] when the choice cannot be written.
    pub async fn select_connection(&self, id: &ConnectionId) -> Result<()> {
        self.saved(id)?;
        let mut settings = self.settings();
        settings.active_connection = Some(id.clone());
        self.update_settings(settings).await?;
        self.wake_sync(id, false);
        self.tell_connections().await;
        Ok(())
    }

    /// Asks the server again now, with the key read anew.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an id that is none. That the server does not answer stands in the view.
    pub async fn check_connection(&self, id: &ConnectionId) -> Result<ConnectionView> {
        self.saved(id)?;
        self.connect(id).await;
        self.check_health(id).await;
        self.wake_sync(id, true);
        self.connection(id)
    }

    /// Starts a comparison with the whole list of the server; progress arrives as events.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an id that is none.
    pub fn sync_connection(&self, id: &ConnectionId) -> Result<()> {
        self.saved(id)?;
        self.wake_sync(id, true);
        Ok(())
    }

    /// Reads the connections of the last time and starts their background work.
    pub(crate) fn open_connections(&self) -> Result<()> {
        for saved in self.load_connections()? {
            let id = saved.id.clone();
            lock(&self.state.connections)
                .entries
                .push(Entry::new(saved, self.state.stop.child_token()));
            let app = self.clone();
            // A keychain may take seconds to answer, and the window is not to wait for it.
            self.spawn(async move {
                app.recall(&id).await;
                app.connect(&id).await;
                app.start_sync(&id);
            });
        }
        Ok(())
    }

    /// What the library knows of a connection, for the time before its server answers.
    async fn recall(&self, id: &ConnectionId) {
        let name = id.clone();
        let known = self
            .library(move |library| {
                Ok((
                    library.rows(name.as_str())?.len(),
                    library.sync_state(name.as_str())?,
                ))
            })
            .await;
        match known {
            Ok((count, state)) => self.change(id, |entry| {
                entry.workflow_count = u32::try_from(count).unwrap_or(u32::MAX);
                entry.sync.last_finished_at = state.synced_at;
            }),
            Err(fault) => tracing::warn!(%fault, "what is kept of a connection cannot be read"),
        }
    }

    /// Reads the key and makes the client. What stands in the way becomes the status.
    pub(crate) async fn connect(&self, id: &ConnectionId) {
        let Ok(saved) = self.saved(id) else { return };
        let name = id.clone();
        let known = self
            .library(move |library| library.sync_state(name.as_str()))
            .await;
        let known = known.ok().and_then(|state| state.capabilities);
        let (key, client, status) = match self.kept_key(id, saved.key_in_keychain).await {
            Ok(Some((key, place))) => match keys::client(&saved.base_url, &key, known.as_deref()) {
                Ok(client) => (place, Some(client), ConnectionStatus::Checking),
                Err(fault) => {
                    let message = Error::from(fault).to_string();
                    (place, None, ConnectionStatus::Unusable { message })
                }
            },
            Ok(None) => (KeyPlace::Missing, None, key_missing(saved.key_in_keychain)),
            Err(fault) => {
                let message = fault.to_string();
                (
                    KeyPlace::Missing,
                    None,
                    ConnectionStatus::KeyMissing { message },
                )
            }
        };
        self.change(id, |entry| {
            entry.key = key;
            entry.client = client;
            entry.status = status;
        });
        self.tell_connections().await;
    }

    /// The client of a connection.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an id that is none, [`Error::Unauthorized`] while its key is missing.
    pub(crate) fn client(&self, id: &ConnectionId) -> Result<Client> {
        let registry = lock(&self.state.connections);
        let entry = registry.entry(id).ok_or_else(unknown)?;
        entry.client.clone().ok_or_else(|| {
            Error::Unauthorized(format!(
                "The API key of “{}” is missing. Type it again in Settings, under Servers.",
                entry.saved.name
            ))
        })
    }

    /// Turns a fault of the server into one for the person, and notes what it says about the connection.
    pub(crate) async fn fault(&self, id: &ConnectionId, fault: skyvern_api::Error) -> Error {
        tracing::info!(connection = %id, %fault, "the server did not do what was asked");
        let error = Error::from(fault);
        if let Error::Offline(_) | Error::Unauthorized(_) = &error {
            self.note_status(id, status_of(&error)).await;
        }
        error
    }

    /// Changes an entry in place; nothing happens if the connection is gone.
    pub(crate) fn change(&self, id: &ConnectionId, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = lock(&self.state.connections).entry_mut(id) {
            change(entry);
        }
    }

    /// Sets the status and tells the windows, if it differs.
    pub(crate) async fn note_status(&self, id: &ConnectionId, status: ConnectionStatus) {
        let mut differs = false;
        self.change(id, |entry| {
            // "Unreachable since" keeps its time.
            let is_still_away = matches!(
                (&entry.status, &status),
                (ConnectionStatus::Unreachable { message: before, .. }, ConnectionStatus::Unreachable { message, .. })
                    if before == message
            );
            differs = !is_still_away && entry.status != status;
            if differs {
                entry.status = status;
            }
        });
        if differs {
            self.tell_connections().await;
        }
    }

    /// Tells the windows how all connections stand.
    pub(crate) async fn tell_connections(&self) {
        match self.connections().await {
            Ok(view) => self.emit(Event::ConnectionsChanged(view)),
            Err(fault) => tracing::error!(%fault, "the connections cannot be told"),
        }
    }

    pub(crate) fn connection(&self, id: &ConnectionId) -> Result<ConnectionView> {
        lock(&self.state.connections)
            .entry(id)
            .map(Entry::view)
            .ok_or_else(unknown)
    }

    pub(crate) fn saved(&self, id: &ConnectionId) -> Result<SavedConnection> {
        lock(&self.state.connections)
            .entry(id)
            .map(|entry| entry.saved.clone())
            .ok_or_else(unknown)
    }

    async fn activate_neighbour(&self, position: usize) -> Result<()> {
        let next = {
            let registry = lock(&self.state.connections);
            let at = position.min(registry.entries.len().saturating_sub(1));
            registry.entries.get(at).map(|entry| entry.saved.id.clone())
        };
        let mut settings = self.settings();
        settings.active_connection = next;
        self.update_settings(settings).await
    }

    fn replace_saved(&self, id: &ConnectionId, saved: SavedConnection) -> Result<()> {
        self.change(id, |entry| entry.saved = saved);
        self.save_connections()
    }

    fn load_connections(&self) -> Result<Vec<SavedConnection>> {
        let Some(kept) = self.state.ports.store.load(NAME) else {
            return Ok(Vec::new());
        };
        serde_json::from_value(kept).map_err(|fault| {
            Error::File(format!(
                "The list of connections cannot be read ({fault}). It is in settings.json in {}.",
                self.state.ports.data_folder.display()
            ))
        })
    }

    fn save_connections(&self) -> Result<()> {
        let saved: Vec<SavedConnection> = lock(&self.state.connections)
            .entries
            .iter()
            .map(|entry| entry.saved.clone())
            .collect();
        let value = serde_json::to_value(saved)
            .map_err(|fault| Error::File(format!("The connections cannot be written: {fault}.")))?;
        self.state.ports.store.save(NAME, value)
    }
}

/// What a fault says about the connection.
pub(crate) fn status_of(fault: &Error) -> ConnectionStatus {
    let message = fault.to_string();
    match fault {
        Error::Offline(_) => ConnectionStatus::Unreachable {
            since: Utc::now(),
            message,
        },
        Error::Unauthorized(_) => ConnectionStatus::KeyRefused { message },
        _ => ConnectionStatus::Unusable { message },
    }
}

fn key_missing(was_in_keychain: bool) -> ConnectionStatus {
    let message = if was_in_keychain {
        "The keychain no longer has the API key. Type it again."
    } else {
        "The API key was kept in memory only and is gone since Eyrie quit. Type it again."
    };
    ConnectionStatus::KeyMissing {
        message: message.to_owned(),
    }
}

fn unknown() -> Error {
    Error::NotFound("This connection is no longer there.".to_owned())
}

/// The connection to keep, if the form and the key can be used.
fn checked(
    id: ConnectionId,
    form: ConnectionForm,
    storage: KeyStorage,
    key: &Secret<String>,
) -> Result<SavedConnection> {
    if key.expose().is_empty() {
        return Err(Error::invalid("key", "Paste the API key."));
    }
    let base_url = cleaned(&form.base_url)?;
    keys::client(&base_url, key, None)?;
    let key_in_keychain = storage == KeyStorage::Keychain;
    Ok(SavedConnection {
        base_url,
        key_in_keychain,
        ..named(id, form)?
    })
}

fn named(id: ConnectionId, form: ConnectionForm) -> Result<SavedConnection> {
    let name = form.name.trim().to_owned();
    if name.is_empty() {
        return Err(Error::invalid("name", "Give the server a name."));
    }
    Ok(SavedConnection {
        id,
        name,
        color: form.color,
        kind: form.kind,
        base_url: form.base_url,
        key_in_keychain: false,
    })
}

/// The address as it is kept: with a scheme, without `/v1` and the like.
fn cleaned(address: &str) -> Result<String> {
    let parsed = skyvern_api::BaseUrl::parse(address)?;
    Ok(parsed.to_string().trim_end_matches('/').to_owned())
}
