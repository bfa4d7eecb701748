//! The models that blocks can be told to use (reference B.7).

use std::collections::BTreeMap;

use crate::call::Call;
use crate::capabilities::Feature;
use crate::client::Client;
use crate::error::Error;
use crate::record::record;

/// The call about models. Made by [`Client::models`].
#[derive(Clone, Copy, Debug)]
pub struct Models<'c> {
    pub(crate) client: &'c Client,
}

record! {
    /// The models of a server.
    ModelList {
        /// Names for people by the value of a block's `model.model_name`.
        default models: BTreeMap<String, String>,
    }
}

impl Models<'_> {
    /// All models (`GET /api/v1/models`).
    ///
    /// # Errors
    /// [`Error::NotSupported`] before Skyvern 0.2.1.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// for (name, label) in client.models().list().await?.models {
    ///     println!("{name}: {label}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list(&self) -> Result<ModelList, Error> {
        self.client
            .fetch_versioned(Call::get("api/v1/models", &[]).needs(Feature::Models))
            .await
    }
}
