//! Settings that are no secrets, and facts about the app.

use serde_json::Value;

use crate::error::Result;
use crate::event::Event;
use crate::open::lock;
use crate::views::settings::{AboutView, LayoutEntry, Settings};
use crate::{App, SettingsStore};

const NAME: &str = "settings";

impl App {
    /// The settings as they are now.
    pub fn settings(&self) -> Settings {
        lock(&self.state.settings).clone()
    }

    /// Replaces the settings and tells every window.
    ///
    /// # Errors
    /// [`crate::error::Error::File`] when they cannot be written; they hold until the app quits all the same.
    pub async fn update_settings(&self, settings: Settings) -> Result<()> {
        let before = std::mem::replace(&mut *lock(&self.state.settings), settings.clone());
        self.emit(Event::SettingsChanged(settings.clone()));
        if settings.storage_limit_bytes < before.storage_limit_bytes {
            self.make_room().await?;
        }
        save(self.state.ports.store.as_ref(), &settings)
    }

    /// Keeps the size of a panel or the like under a name.
    ///
    /// # Errors
    /// As [`App::update_settings`].
    pub async fn set_layout(&self, entry: LayoutEntry) -> Result<()> {
        let mut settings = self.settings();
        match settings
            .layout
            .iter_mut()
            .find(|known| known.name == entry.name)
        {
            Some(known) => known.value = entry.value,
            None => settings.layout.push(entry),
        }
        self.update_settings(settings).await
    }

    /// Facts for Settings › About.
    pub fn about(&self) -> AboutView {
        let ports = &self.state.ports;
        AboutView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            data_folder: ports.data_folder.display().to_string(),
            log_folder: ports.log_folder.display().to_string(),
            library_notice: self.state.repaired.as_ref().map(|repaired| {
                format!(
                    "The local library was damaged ({}) and has been built anew. The damaged file is kept at {}.",
                    repaired.reason,
                    repaired.kept_aside.display()
                )
            }),
        }
    }
}

/// Reads the settings; a field that is missing or of another type takes its default, so that a file of an older
/// or newer version still counts for what both know.
pub(crate) fn load(store: &dyn SettingsStore) -> Settings {
    let defaults = Settings::default();
    let Some(Value::Object(kept)) = store.load(NAME) else {
        return defaults;
    };
    let Ok(Value::Object(mut merged)) = serde_json::to_value(&defaults) else {
        return defaults;
    };
    for (name, value) in kept {
        let Some(before) = merged.insert(name.clone(), value) else {
            continue;
        };
        if serde_json::from_value::<Settings>(Value::Object(merged.clone())).is_err() {
            tracing::warn!(name, "a setting that cannot be read takes its default");
            merged.insert(name, before);
        }
    }
    serde_json::from_value(Value::Object(merged)).unwrap_or(defaults)
}

pub(crate) fn save(store: &dyn SettingsStore, settings: &Settings) -> Result<()> {
    let value = serde_json::to_value(settings).map_err(|fault| {
        crate::error::Error::File(format!("The settings cannot be written: {fault}."))
    })?;
    store.save(NAME, value)
}
