//! Settings that are no secrets, and facts about the app.

use library::Repaired;
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
        self.change_settings(|before| *before = settings).await
    }

    /// Keeps the size of a panel or the like under a name.
    ///
    /// # Errors
    /// As [`App::update_settings`].
    pub async fn set_layout(&self, entry: LayoutEntry) -> Result<()> {
        self.change_settings(|settings| {
            let mut known = settings.layout.iter_mut();
            match known.find(|known| known.name == entry.name) {
                Some(known) => known.value = entry.value,
                None => settings.layout.push(entry),
            }
        })
        .await
    }

    /// Changes some of the settings; what others change at the same time stays.
    pub(crate) async fn change_settings(&self, change: impl FnOnce(&mut Settings)) -> Result<()> {
        let is_other_limit = {
            let mut settings = lock(&self.state.settings);
            let before = settings.storage_limit_bytes.to_bits();
            change(&mut settings);
            self.emit(Event::SettingsChanged(settings.clone()));
            settings.storage_limit_bytes.to_bits() != before
        };
        let written = self.save_settings();
        if is_other_limit {
            self.make_room().await?;
        }
        written
    }

    fn save_settings(&self) -> Result<()> {
        let _writing = lock(&self.state.settings_file);
        save(self.state.ports.store.as_ref(), &self.settings())
    }

    /// Facts for Settings › About.
    pub fn about(&self) -> AboutView {
        let ports = &self.state.ports;
        AboutView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            data_folder: ports.data_folder.display().to_string(),
            log_folder: ports.log_folder.display().to_string(),
            library_notice: self.start_notice(),
        }
    }

    /// What was found wrong when the app was opened.
    fn start_notice(&self) -> Option<String> {
        let library = self.state.repaired.as_ref().map(repaired);
        let others = lock(&self.state.start_notices).clone();
        let notices: Vec<String> = library.into_iter().chain(others).collect();
        (!notices.is_empty()).then(|| notices.join(" "))
    }
}

fn repaired(repaired: &Repaired) -> String {
    let missing = if repaired.is_complete {
        ""
    } else {
        " Some of your last inputs and presets could not be taken over."
    };
    format!(
        "The local library was damaged ({}) and has been built anew.{missing} The damaged file is kept at {}.",
        repaired.reason,
        repaired.kept_aside.display()
    )
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

fn save(store: &dyn SettingsStore, settings: &Settings) -> Result<()> {
    let value = serde_json::to_value(settings).map_err(|fault| {
        crate::error::Error::File(format!("The settings cannot be written: {fault}."))
    })?;
    store.save(NAME, value)
}
