//! The client against recorded exchanges of a real server, and against servers that misbehave.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]

mod errors;
mod launches;
mod live;
mod network;
mod probe;
mod recorded;
mod records;
mod replay;
mod requests;
mod routes;
mod server;
