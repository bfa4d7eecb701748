//! Settings that are no secrets, in the store plugin's file.

use std::sync::Arc;

use app::SettingsStore;
use app::error::{Error, Result};
use serde_json::Value;
use tauri::AppHandle;
use tauri_plugin_store::{Store, StoreExt};

/// The file `settings.json` in the app's data folder.
pub(crate) struct StoreFile(Arc<Store<tauri::Wry>>);

impl StoreFile {
    pub(crate) fn open(handle: &AppHandle) -> std::result::Result<Self, tauri_plugin_store::Error> {
        Ok(Self(handle.store("settings.json")?))
    }
}

impl SettingsStore for StoreFile {
    fn load(&self, name: &str) -> Option<Value> {
        self.0.get(name)
    }

    fn save(&self, name: &str, value: Value) -> Result<()> {
        self.0.set(name, value);
        self.0.save().map_err(|error| {
            Error::File(format!(
                "The settings could not be written: {error}. They hold until Eyrie quits."
            ))
        })
    }
}
