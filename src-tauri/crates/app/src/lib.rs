//! Eyrie's use cases. Knows no window: everything here runs, and is tested, without Tauri.

pub mod connections;
pub mod editor;
pub mod error;
pub mod event;
pub mod folders;
pub mod ids;
pub mod launch;
pub mod lists;
pub mod live;
pub mod recordings;
pub mod runs;
pub mod settings;
pub mod views;
pub mod workflows;

mod open;
mod sync;

pub use open::{App, Ports, SettingsStore};
