//! Connections and keys.

use app::App;
use app::ids::ConnectionId;
use app::views::connections::{
    ConnectionForm, ConnectionReport, ConnectionView, ConnectionsView, KeyStorage, KeychainView,
    TypedKey,
};
use tauri::State;

use crate::error::CommandResult;

/// All connections and the state of the keychain.
#[tauri::command]
#[specta::specta]
pub(crate) async fn connections(app: State<'_, App>) -> CommandResult<ConnectionsView> {
    Ok(app.connections().await?)
}

/// Probes an address; without a key the kept key of `existing` is used.
#[tauri::command]
#[specta::specta]
pub(crate) async fn test_connection(
    app: State<'_, App>,
    form: ConnectionForm,
    key: Option<TypedKey>,
    existing: Option<ConnectionId>,
) -> CommandResult<ConnectionReport> {
    Ok(app
        .test_connection(form, key.map(TypedKey::into_secret), existing)
        .await?)
}

/// Keeps a new connection and makes it the active one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_connection(
    app: State<'_, App>,
    form: ConnectionForm,
    key: TypedKey,
    storage: KeyStorage,
) -> CommandResult<ConnectionView> {
    Ok(app.add_connection(form, key.into_secret(), storage).await?)
}

/// Changes a connection; a new key replaces the kept one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn update_connection(
    app: State<'_, App>,
    id: ConnectionId,
    form: ConnectionForm,
    key: Option<TypedKey>,
    storage: KeyStorage,
) -> CommandResult<ConnectionView> {
    Ok(app
        .update_connection(&id, form, key.map(TypedKey::into_secret), storage)
        .await?)
}

/// Forgets a connection with its key and its part of the library.
#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_connection(app: State<'_, App>, id: ConnectionId) -> CommandResult<()> {
    Ok(app.delete_connection(&id).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn select_connection(app: State<'_, App>, id: ConnectionId) -> CommandResult<()> {
    Ok(app.select_connection(&id).await?)
}

/// Asks the server again now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_connection(
    app: State<'_, App>,
    id: ConnectionId,
) -> CommandResult<ConnectionView> {
    Ok(app.check_connection(&id).await?)
}

/// Starts a synchronisation; progress arrives as events.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sync_connection(app: State<'_, App>, id: ConnectionId) -> CommandResult<()> {
    Ok(app.sync_connection(&id)?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn check_keychain(app: State<'_, App>) -> CommandResult<KeychainView> {
    Ok(app.check_keychain().await)
}
