//! The editor: one draft for each workflow, kept on this computer with its undo history.
//!
//! A draft is worked on in memory (`session`) and kept step by step (`journal`) before anybody is told of a change,
//! so nothing that was answered is ever lost. Windows send edits and draw what changed.

mod automatic_keys;
mod blocks;
mod catalogue;
mod choices;
mod editing;
mod elsewhere;
mod forms;
mod history;
mod inspecting;
mod journal;
mod merging;
mod opening;
mod outputs;
mod promoting;
mod publishing;
mod refusals;
mod saving;
mod secrets;
mod session;
mod sessions;
mod yaml;

pub(crate) use sessions::Sessions;
