//! The parts of the desktop that are not commands: windows, dialogs, notifications, the settings file.

pub(crate) mod dialogs;
pub(crate) mod live_views;
pub(crate) mod notifications;
pub(crate) mod open;
pub(crate) mod quitting;
pub(crate) mod store;
pub(crate) mod watching;
pub(crate) mod windows;
