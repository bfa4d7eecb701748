//! The server itself: whether it is there, its version, its settings (reference B.0, B.6).

mod probe;

use serde_json::Value;

use crate::call::Call;
use crate::capabilities::Feature;
use crate::client::Client;
use crate::error::Error;
use crate::open_enum::open_enum;
use crate::record::record;
pub use crate::server::probe::{KeyCheck, Probe};

/// The calls about the server; none but [`probe`](Server::probe) sends the key. Made by [`Client::server`].
#[derive(Clone, Copy, Debug)]
pub struct Server<'c> {
    pub(crate) client: &'c Client,
}

open_enum! {
    /// How the live view of browsers comes.
    StreamingMode {
        Cdp = "cdp",
        Vnc = "vnc",
    }
}

record! {
    /// The version of a server: a release such as `1.0.56`, or a commit.
    VersionAnswer {
        /// The version.
        required version: String,
    }
}

record! {
    /// Settings that a server tells.
    RuntimeConfig {
        /// How the live view of browsers comes.
        optional streaming_mode: StreamingMode = "browser_streaming_mode",
        /// The same for people.
        optional streaming_label: String = "browser_streaming_label",
        /// `local`, `production` …
        optional environment: String,
        /// What the server's operator should know.
        nested warnings: Vec<Value>,
    }
}

impl Server<'_> {
    /// Asks whether a server is there, whether it is Skyvern, and whether it takes the key, for a connection dialog.
    ///
    /// Each question is asked once. The key is sent only after the server was found to be Skyvern.
    ///
    /// # Errors
    /// [`Error::Unreachable`] with the reason, [`Error::WrongScheme`] if the port speaks the other of `http` and
    /// `https`, [`Error::NotSkyvern`] with what answered and, if one was found, the address at which Skyvern does. A
    /// refused key is no error but [`Probe::key`].
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let probe = client.server().probe().await?;
    /// println!("Skyvern {:?} in {:?}, key {:?}", probe.version, probe.latency, probe.key);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn probe(&self) -> Result<Probe, Error> {
        probe::run(self.client).await
    }

    /// Asks whether the server is up (`GET /api/v1/heartbeat`, which every server has).
    ///
    /// # Errors
    /// [`Error::Unreachable`], [`Error::NotSkyvern`] if something else answers.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// client.server().heartbeat().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn heartbeat(&self) -> Result<(), Error> {
        probe::heartbeat(self.client).await
    }

    /// The version of the server (`GET /v1/version`). What was learnt about another version is forgotten.
    ///
    /// # Errors
    /// [`Error::NotSupported`] before Skyvern 1.0.24.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// println!("{}", client.server().version().await?.version);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn version(&self) -> Result<VersionAnswer, Error> {
        let older = Call::get("api/v1/version", &[]).without_key();
        let call = Call::get("v1/version", &[])
            .without_key()
            .or_older(Feature::Version, older);
        let answer: VersionAnswer = self.client.fetch_versioned(call).await?;
        self.client
            .with_capabilities(|known| known.learn_version(&answer.version));
        Ok(answer)
    }

    /// Settings of the server (`GET /v1/config/runtime`).
    ///
    /// # Errors
    /// [`Error::NotSupported`] before Skyvern 1.0.37.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let config = client.server().runtime_config().await?;
    /// println!("live view by {:?}", config.streaming_mode);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn runtime_config(&self) -> Result<RuntimeConfig, Error> {
        let call = Call::get("v1/config/runtime", &[])
            .without_key()
            .needs(Feature::RuntimeConfig);
        self.client.fetch_versioned(call).await
    }

    /// The server's description of its public routes, as it comes (`GET /openapi.json`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let description = client.server().openapi().await?;
    /// println!("{}", description["info"]["title"]);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn openapi(&self) -> Result<Value, Error> {
        self.client
            .fetch(Call::get("openapi.json", &[]).without_key())
            .await
    }
}
