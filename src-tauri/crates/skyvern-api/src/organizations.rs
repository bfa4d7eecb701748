//! The organisation that a key belongs to (reference B.0).

use chrono::{DateTime, Utc};

use crate::call::Call;
use crate::client::Client;
use crate::error::Error;
use crate::ids::OrganizationId;
use crate::record::record;

/// The call about organisations. Made by [`Client::organizations`].
#[derive(Clone, Copy, Debug)]
pub struct Organizations<'c> {
    pub(crate) client: &'c Client,
}

record! {
    /// An organisation.
    Organization {
        /// Its id.
        required organization_id: OrganizationId,
        /// Its name.
        optional name: String = "organization_name",
        /// The most steps a task takes unless told otherwise.
        optional max_steps_per_run: u64,
        /// When it was made.
        optional created_at: DateTime<Utc>,
    }
}

record! {
    /// The organisations of a key.
    OrganizationList {
        /// The organisations; a key has one.
        nested organizations: Vec<Organization>,
    }
}

impl Organizations<'_> {
    /// The organisations of the key (`GET /api/v1/organizations`). The cheapest call that checks a key.
    ///
    /// # Errors
    /// [`Error::BadKey`].
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let mine = client.organizations().list().await?.organizations;
    /// println!("{:?}", mine.first().and_then(|organization| organization.name.as_deref()));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list(&self) -> Result<OrganizationList, Error> {
        self.client
            .fetch(Call::get("api/v1/organizations", &[]))
            .await
    }
}
