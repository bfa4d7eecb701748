//! Editing: what can be done to a workflow document, and how.
//!
//! A document is the create shape (reference A.7). An edit is a value that can be stored, sent and
//! applied again; applying it gives a [`Patch`] that takes the document from one state to the next
//! and back, so undoing needs no copy of the document.

mod apply;
mod branches;
mod clipboard;
mod command;
mod draft;
mod empty;
mod fields;
mod find;
mod gaps;
pub(crate) mod keys;
pub(crate) mod labels;
pub(crate) mod layout;
mod loose;
mod node;
mod nodes;
mod parameters;
mod patch;
mod publish;
mod python;
mod refused;
pub(crate) mod renaming;
mod standing;
mod structure;
mod whole;

pub use apply::{Applied, Notice, apply};
pub use clipboard::{Clip, blocks_as_yaml, parse_blocks};
pub use command::{BlockId, Edit, Gap, Scope, TextQuery, Wrapper};
pub use find::{Hit, find};
pub use gaps::{GapVerdict, gaps, gaps_for_new};
pub use keys::keyed;
pub use node::{BranchHead, Node};
pub use nodes::nodes;
pub use patch::{Misfit, Patch};
pub use publish::{publishable, turned_off};
pub use refused::Refused;

/// The field that marks a block which is turned off. Only drafts have it; no server sees it.
pub const OFF: &str = "eyrie_off";
