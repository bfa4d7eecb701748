//! The behaviour of the crate, as data.
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets the unexpected stops there"
)]

mod arbitrary;
mod convert;
mod fixtures;
mod kinds;
mod outline;
mod parameters;
mod references;
mod text;
mod texts;
mod yaml;
