//! Saved browser states: cookies and storage to begin a run with (reference B.7).

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::capabilities::Feature;
use crate::client::Client;
use crate::decode::Part;
use crate::error::Error;
use crate::ids::{BrowserProfileId, BrowserSessionId, OrganizationId, RunId, WorkflowId};
use crate::record::record;

/// The calls about browser profiles; all need Skyvern 0.2.21 ([`Error::NotSupported`] before). Made by
/// [`Client::browser_profiles`].
#[derive(Clone, Copy, Debug)]
pub struct BrowserProfiles<'c> {
    pub(crate) client: &'c Client,
}

record! {
    /// A saved browser state.
    BrowserProfile {
        /// Its id.
        required browser_profile_id: BrowserProfileId,
        /// Its name.
        required name: String,
        /// What it is for.
        optional description: String,
        /// The organisation that it belongs to.
        optional organization_id: OrganizationId,
        /// The browser it was made with.
        optional source_browser_type: String,
        /// Whether the server keeps it for a workflow by itself.
        default is_managed: bool,
        /// The workflow it is kept for.
        optional workflow_id: WorkflowId = "workflow_permanent_id",
        /// When it was made.
        required created_at: DateTime<Utc>,
        /// When it last changed.
        optional modified_at: DateTime<Utc>,
        /// When it was deleted.
        optional deleted_at: DateTime<Utc>,
    }
}

/// Which profiles to list. The default is the server's first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListBrowserProfiles {
    /// The page, from 1.
    pub page: Option<u32>,
    /// Profiles a page; the server takes 10 if not told.
    pub page_size: Option<u32>,
    /// Deleted ones too.
    pub include_deleted: bool,
    /// Text to search in names and descriptions.
    pub search_key: Option<String>,
    /// Only those that the server keeps by itself, or only the others.
    pub managed: Option<bool>,
}

/// What a profile is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileSource {
    /// A browser session.
    Session(BrowserSessionId),
    /// A finished run of a workflow that keeps its session.
    Run(RunId),
}

impl BrowserProfiles<'_> {
    /// One page of profiles (`GET /v1/browser_profiles`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::browser_profiles::ListBrowserProfiles;
    ///
    /// let profiles = client.browser_profiles().list(&ListBrowserProfiles::default()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list(&self, query: &ListBrowserProfiles) -> Result<Vec<BrowserProfile>, Error> {
        let call = Call::get("v1/browser_profiles", &[])
            .query_if("page", query.page)
            .query_if("page_size", query.page_size)
            .query_if("include_deleted", query.include_deleted.then_some(true))
            .query_if("search_key", query.search_key.as_ref())
            .query_if("managed", query.managed);
        self.fetch(call).await
    }

    /// One profile (`GET /v1/browser_profiles/{id}`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let profile = client.browser_profiles().get(&"bp_1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get(&self, id: &BrowserProfileId) -> Result<BrowserProfile, Error> {
        self.fetch(Call::get("v1/browser_profiles/{}", &[id.as_str()]))
            .await
    }

    /// Saves the state of a session or a run (`POST /v1/browser_profiles`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::browser_profiles::ProfileSource;
    ///
    /// let source = ProfileSource::Session("pbs_1".into());
    /// let profile = client.browser_profiles().create("Logged in", None, &source).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create(
        &self,
        name: &str,
        description: Option<&str>,
        source: &ProfileSource,
    ) -> Result<BrowserProfile, Error> {
        let mut body = named(Some(name), description);
        match source {
            ProfileSource::Session(id) => body.insert("browser_session_id".into(), json!(id)),
            ProfileSource::Run(id) => body.insert("workflow_run_id".into(), json!(id)),
        };
        self.fetch(Call::post("v1/browser_profiles", &[]).json(Value::Object(body)))
            .await
    }

    /// Changes name or description, whichever is given (`PATCH /v1/browser_profiles/{id}`, Skyvern 1.0.37).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let profile = client.browser_profiles().update(&"bp_1".into(), Some("Shop"), None).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update(
        &self,
        id: &BrowserProfileId,
        name: Option<&str>,
        description: Option<&str>,
    ) -> Result<BrowserProfile, Error> {
        let call = Call::patch("v1/browser_profiles/{}", &[id.as_str()])
            .json(Value::Object(named(name, description)));
        self.client
            .fetch_versioned(call.needs(Feature::EditProfile))
            .await
    }

    /// Deletes a profile (`DELETE /v1/browser_profiles/{id}`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// client.browser_profiles().delete(&"bp_1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete(&self, id: &BrowserProfileId) -> Result<(), Error> {
        self.fetch(Call::delete("v1/browser_profiles/{}", &[id.as_str()]))
            .await
    }

    async fn fetch<T: Part>(&self, call: Call) -> Result<T, Error> {
        self.client
            .fetch_versioned(call.needs(Feature::BrowserProfiles))
            .await
    }
}

fn named(name: Option<&str>, description: Option<&str>) -> Map<String, Value> {
    let mut body = Map::new();
    body.extend(name.map(|name| ("name".to_owned(), json!(name))));
    body.extend(description.map(|description| ("description".to_owned(), json!(description))));
    body
}
