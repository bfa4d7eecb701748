//! Connections: adding, changing, switching, forgetting. Keys in `keys`, the background work in `crate::sync`.

use secrets::Secret;
use skyvern_api::Client;

use crate::App;
use crate::error::{Error, Result};
use crate::ids::ConnectionId;
use crate::open::lock;
use crate::sync::RunsUnderWay;
use crate::views::connections::{
    ConnectionForm, ConnectionStatus, ConnectionView, ConnectionsView, KeyPlace, KeyStorage,
    SyncView,
};

mod keys;
mod limits;
mod list;
mod probe;
pub(crate) mod registry;
mod status;

use registry::{Entry, SavedConnection};
pub(crate) use status::status_of;

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
    /// [`Error::Invalid`] for an address that is none, [`Error::Keychain`] when the key cannot be kept there,
    /// [`Error::File`] when the list cannot be written; nothing is added then.
    pub async fn add_connection(
        &self,
        form: ConnectionForm,
        key: Secret<String>,
        storage: KeyStorage,
    ) -> Result<ConnectionView> {
        let id = ConnectionId(format!("con_{}", uuid::Uuid::new_v4().simple()));
        let saved = checked(id.clone(), form, storage, &key)?;
        let key_in_keychain = saved.key_in_keychain;
        self.keep_key(&id, key, storage).await?;
        lock(&self.state.connections)
            .entries
            .push(Entry::new(saved, self.state.stop.child_token()));
        if let Err(fault) = self.save_connections() {
            lock(&self.state.connections).remove(&id);
            if let Err(fault) = self.forget_key(&id, key_in_keychain).await {
                tracing::warn!(%fault, "the key of a connection that was not added stays");
            }
            return Err(fault);
        }
        self.connect(&id).await;
        self.check_health(&id).await;
        self.start_sync(&id);
        self.select_connection(&id).await?;
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
        let saved = match &key {
            Some(key) => checked(id.clone(), form, storage, key)?,
            None => SavedConnection {
                base_url: cleaned(&form.base_url)?,
                key_in_keychain: before.key_in_keychain,
                ..named(id.clone(), form)?
            },
        };
        let is_elsewhere = saved.base_url != before.base_url;
        // The list first: it can be put back as it was, a key cannot.
        self.replace_saved(id, saved)?;
        if let Some(key) = key
            && let Err(fault) = self.keep_key(id, key, storage).await
        {
            self.replace_saved(id, before)?;
            return Err(fault);
        }
        if is_elsewhere {
            self.forget_server(id).await;
        }
        self.reconnect(id).await;
        self.connection(id)
    }

    /// Forgets a connection: its key, its part of the library, its recordings. Workflows that were deleted a moment ago
    /// are deleted on the server first.
    ///
    /// # Errors
    /// [`Error::Keychain`] when the key cannot be deleted, [`Error::File`] when the list cannot be written; the
    /// connection stays then, so that it can be tried again. [`Error::Library`] when something of it could not be
    /// deleted from the library; the connection is gone all the same.
    pub async fn delete_connection(&self, id: &ConnectionId) -> Result<()> {
        let saved = self.saved(id)?;
        self.carry_out_deletions_of(id).await;
        self.forget_key(id, saved.key_in_keychain).await?;
        let removed = lock(&self.state.connections).remove(id);
        let Some((place, entry)) = removed else {
            return Ok(());
        };
        let gate = entry.gate.clone();
        if let Err(fault) = self.save_connections() {
            self.put_back(place, entry);
            return Err(fault);
        }
        self.state.watchers.forget_connection(id);
        self.state.editor.forget(id);
        let activated = self.activate_neighbour_of(id, place).await;
        self.tell_connections().await;
        // What is being written at this moment is written first, and deleted with the rest.
        let closed = gate.write().await;
        let connection = id.clone();
        let deleted = self.library(move |library| library.delete_connection(connection.as_str()));
        let deleted = deleted.await;
        drop(closed);
        activated.and(deleted)
    }

    /// Makes a connection the one that the main window shows.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an id that is none, [`Error::File`] when the choice cannot be written.
    pub async fn select_connection(&self, id: &ConnectionId) -> Result<()> {
        self.saved(id)?;
        self.change_settings(|settings| settings.active_connection = Some(id.clone()))
            .await?;
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
    pub(crate) fn open_connections(&self) {
        for saved in self.load_connections() {
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
    }

    /// What the library knows of a connection, for the time before its server answers.
    async fn recall(&self, id: &ConnectionId) {
        let name = id.clone();
        let known = self
            .library(move |library| {
                Ok((
                    library.workflow_count(name.as_str())?,
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
            if entry.status == ConnectionStatus::Checking {
                return Error::Offline(format!(
                    "The API key of “{}” is still being read from the keychain. Try again in a moment.",
                    entry.saved.name
                ));
            }
            Error::Unauthorized(format!(
                "The API key of “{}” is missing. Type it again in Settings, under Servers.",
                entry.saved.name
            ))
        })
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

    /// The one that moved up takes the place of an active connection that is gone.
    async fn activate_neighbour_of(&self, id: &ConnectionId, place: usize) -> Result<()> {
        if self.settings().active_connection.as_ref() != Some(id) {
            return Ok(());
        }
        let next = {
            let registry = lock(&self.state.connections);
            let at = place.min(registry.entries.len().saturating_sub(1));
            registry.entries.get(at).map(|entry| entry.saved.id.clone())
        };
        if let Some(next) = &next {
            self.wake_sync(next, false);
        }
        self.change_settings(|settings| settings.active_connection = next)
            .await
    }

    /// Starts the background work anew: what is under way still has the old key and address.
    async fn reconnect(&self, id: &ConnectionId) {
        let stop = self.state.stop.child_token();
        self.change(id, |entry| {
            std::mem::replace(&mut entry.stop, stop).cancel();
            entry.wants_full_sync = true;
            entry.sync = SyncView {
                is_running: false,
                error: None,
                ..entry.sync.clone()
            };
        });
        self.connect(id).await;
        self.start_sync(id);
        self.state.watchers.wake_connection(id);
    }

    /// Puts a connection back whose key is gone already.
    fn put_back(&self, place: usize, entry: Entry) {
        let id = entry.saved.id.clone();
        let status = key_missing(entry.saved.key_in_keychain);
        let entry = Entry {
            key: KeyPlace::Missing,
            client: None,
            status,
            stop: self.state.stop.child_token(),
            ..entry
        };
        lock(&self.state.connections).entries.insert(place, entry);
        self.start_sync(&id);
    }

    /// What was learnt about the server at the old address says nothing about the one at the new.
    async fn forget_server(&self, id: &ConnectionId) {
        self.change(id, |entry| {
            entry.organization = None;
            entry.under_way = RunsUnderWay::default();
            entry.quiet_until = None;
        });
        let name = id.clone();
        let forgotten = self
            .keep(id, move |library| {
                library.set_capabilities(name.as_str(), "{}")
            })
            .await;
        if let Err(fault) = forgotten {
            tracing::warn!(%fault, "what was learnt about another server is still kept");
        }
    }

    /// # Errors
    /// [`Error::File`] when the list cannot be written; it is as before then.
    fn replace_saved(&self, id: &ConnectionId, saved: SavedConnection) -> Result<()> {
        let mut before = None;
        self.change(id, |entry| {
            before = Some(std::mem::replace(&mut entry.saved, saved));
        });
        let outcome = self.save_connections();
        if outcome.is_err() {
            self.change(id, |entry| {
                if let Some(before) = before {
                    entry.saved = before;
                }
            });
        }
        outcome
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

pub(crate) fn unknown() -> Error {
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
