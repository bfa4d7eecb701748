//! A typed, asynchronous client of the [Skyvern](https://www.skyvern.com) API.
//!
//! It speaks to Skyvern Cloud and to servers of one's own, from 0.2 on: where versions differ, the client finds out
//! what the server has and remembers it ([`Capabilities`]).
//!
//! ```no_run
//! # async fn example() -> Result<(), skyvern_api::Error> {
//! use skyvern_api::runs::{LaunchRun, WaitOptions};
//! use skyvern_api::{ApiKey, Client};
//!
//! let client = Client::builder("https://api.skyvern.com", ApiKey::new("…")).build()?;
//! let launched = client.runs().launch(&LaunchRun::new("wpid_1")).await?;
//! let run = client.runs().wait(&launched.run_id, &WaitOptions::default()).await?;
//! println!("{}: {}", run.status, run.output);
//! # Ok(())
//! # }
//! ```
//!
//! - Calls are grouped by resource: [`Client::workflows`], [`Client::runs`], [`Client::artifacts`] …
//! - Objects of the server lose nothing: unknown fields stay ([`Workflow::extra`](workflows::Workflow::extra)), unknown
//!   values of enums are kept (`Other`), and an object that is serialised is the object that came.
//! - Times without a zone are UTC.
//! - Reads are retried ([`RetryPolicy`]); whatever changes something is sent once.
//! - Errors say what happened ([`Error`]); none holds the key.
//!
//! "Reference" in these pages means the written description of Skyvern's API that the project keeps; it names sections
//! such as B.3.
#![warn(missing_docs)]

mod answer;
mod base_url;
mod call;
mod capabilities;
mod client;
mod decode;
mod error;
mod ids;
mod key;
mod open_enum;
mod record;
mod retry;
mod transport;
mod unreachable;

pub mod artifacts;
pub mod browser_profiles;
pub mod browser_sessions;
pub mod credentials;
pub mod folders;
pub mod live;
pub mod models;
pub mod organizations;
pub mod runs;
pub mod schedules;
pub mod server;
pub mod tags;
pub mod uploads;
pub mod workflows;

pub use crate::base_url::{AddressFault, BaseUrl};
pub use crate::capabilities::{Capabilities, Feature, ServerVersion};
pub use crate::client::{Client, ClientBuilder, UsualPorts};
pub use crate::error::{Error, ForeignAnswer, Problem, TlsFault, Unreachable};
pub use crate::ids::{
    ActionId, ArtifactId, BlockRunId, BrowserProfileId, BrowserSessionId, CredentialId, FileId,
    FolderId, OrganizationId, RunId, ScheduleId, ScriptId, StepId, TaskId, ThoughtId, WorkflowId,
    WorkflowVersionId,
};
pub use crate::key::ApiKey;
pub use crate::retry::RetryPolicy;
