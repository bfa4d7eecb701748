//! Settings that are no secrets. Each has a default, so that a file of an older or newer version still loads.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::ids::ConnectionId;

#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    pub theme: Theme,
    /// 90 to 125.
    pub text_percent: u32,
    pub more_contrast: bool,
    pub less_motion: bool,
    pub single_key_shortcuts: bool,
    pub notify_finished: bool,
    pub notify_failed: bool,
    pub notify_needs_person: bool,
    /// Bytes of recordings and pictures kept on this computer.
    pub storage_limit_bytes: f64,
    /// Sizes of panels and the like, kept for the window; the backend does not read them.
    pub layout: Vec<LayoutEntry>,
    pub active_connection: Option<ConnectionId>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LayoutEntry {
    pub name: String,
    pub value: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            text_percent: 100,
            more_contrast: false,
            less_motion: false,
            single_key_shortcuts: true,
            notify_finished: true,
            notify_failed: true,
            notify_needs_person: true,
            storage_limit_bytes: 5e9,
            layout: Vec::new(),
            active_connection: None,
        }
    }
}

/// Facts for Settings › About and for problem reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AboutView {
    pub version: String,
    pub data_folder: String,
    pub log_folder: String,
    /// Told once: the library was damaged and has been rebuilt, with the place of the old file.
    pub library_notice: Option<String>,
}
