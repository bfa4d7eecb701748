//! The client against recorded exchanges of a real server, and against servers that misbehave.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]

mod errors;
mod files;
mod launch_arguments;
mod launches;
mod live;
mod network;
mod probe;
mod recorded;
mod records;
mod replay;
mod requests;
mod resource_arguments;
mod routes;
mod server;
