//! The client against recorded exchanges of a real server, and against servers that misbehave.

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
