//! The behaviour of the crate, as data.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets the unexpected stops there"
)]

mod arbitrary;
mod compare;
mod compare_take;
mod convert;
mod curl;
mod edit;
mod fixtures;
mod hostile;
mod kinds;
mod lint;
mod merge;
mod names;
mod openapi;
mod outline;
mod pane;
mod parameters;
mod references;
mod rewrite;
mod schema;
mod template;
mod text;
mod texts;
mod yaml;
