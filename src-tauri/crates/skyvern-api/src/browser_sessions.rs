//! Browsers that live longer than a run (reference B.7).

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::capabilities::Feature;
use crate::client::Client;
use crate::error::Error;
use crate::ids::{BrowserProfileId, BrowserSessionId, OrganizationId};
use crate::open_enum::open_enum;
use crate::record::record;
use crate::runs::{FileInfo, ProxyLocation};

/// The calls about browser sessions. Made by [`Client::browser_sessions`].
#[derive(Clone, Copy, Debug)]
pub struct BrowserSessions<'c> {
    pub(crate) client: &'c Client,
}

open_enum! {
    /// How far a session is (reference B.7).
    SessionStatus {
        Created = "created",
        Running = "running",
        Failed = "failed",
        Completed = "completed",
        Timeout = "timeout",
        Retry = "retry",
    }
}

record! {
    /// A browser session.
    BrowserSession {
        /// Its id.
        required browser_session_id: BrowserSessionId,
        /// The organisation that it belongs to.
        optional organization_id: OrganizationId,
        /// How far it is.
        optional status: SessionStatus,
        /// What uses it now, e.g. `workflow_run`.
        optional runnable_type: String,
        /// The id of what uses it.
        optional runnable_id: String,
        /// How long it may live, in minutes.
        optional timeout: u64,
        /// Where its browser is controlled, as a CDP address.
        optional browser_address: String,
        /// Its page in Skyvern's own web interface.
        optional app_url: String,
        /// Extensions of its browser.
        default extensions: Vec<String>,
        /// `msedge`, `chrome` or `stealth-chromium`.
        optional browser_type: String,
        /// The saved state it began with.
        optional browser_profile_id: BrowserProfileId,
        /// Whether its state will be saved as a profile.
        default generate_browser_profile: bool,
        /// Whether it can be seen through VNC.
        default vnc_streaming_supported: bool,
        /// How its live view comes: `cdp` or `vnc`.
        optional stream_transport: String,
        /// Files that were downloaded in it.
        nested downloaded_files: Vec<FileInfo>,
        /// Its recordings, once it is closed.
        nested recordings: Vec<FileInfo>,
        /// When it began.
        optional started_at: DateTime<Utc>,
        /// When it ended.
        optional completed_at: DateTime<Utc>,
        /// When it was asked for.
        required created_at: DateTime<Utc>,
        /// When it last changed.
        optional modified_at: DateTime<Utc>,
        /// What the server warns of.
        optional warning: String,
        /// How long it will still live, in seconds.
        optional remaining_lifetime_seconds: u64,
    }
}

record! {
    /// A kind of browser that the server offers.
    BrowserType {
        /// The value for [`CreateBrowserSession::browser_type`].
        required value: String,
        /// Its name.
        required label: String,
    }
}

/// A session to be opened. Everything has a default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateBrowserSession {
    /// The page to open.
    pub url: Option<String>,
    /// How long it may live, in minutes.
    pub timeout: Option<u32>,
    /// Where it goes out to the internet.
    pub proxy_location: Option<ProxyLocation>,
    /// Sessions with the same text go out through the same address.
    pub proxy_session_id: Option<String>,
    /// `ad-blocker`, `captcha-solver`.
    pub extensions: Vec<String>,
    /// `msedge`, `chrome` or `stealth-chromium`.
    pub browser_type: Option<String>,
    /// The saved state to begin with.
    pub browser_profile_id: Option<BrowserProfileId>,
    /// Whether to save its state as a profile at the end.
    pub generate_browser_profile: bool,
    /// Whether it will be looked at.
    pub needs_live_view: bool,
}

impl BrowserSessions<'_> {
    /// The open sessions (`GET /v1/browser_sessions`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let open = client.browser_sessions().list().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list(&self) -> Result<Vec<BrowserSession>, Error> {
        self.fetch(Call::get("v1/browser_sessions", &[])).await
    }

    /// One page of all sessions, closed ones too (`GET /v1/browser_sessions/history`).
    ///
    /// # Errors
    /// [`Error::NotSupported`] before Skyvern 0.2.16.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let past = client.browser_sessions().history(1, 50).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn history(&self, page: u32, page_size: u32) -> Result<Vec<BrowserSession>, Error> {
        let call = Call::get("v1/browser_sessions/history", &[])
            .query("page", page)
            .query("page_size", page_size);
        self.client
            .fetch_versioned(call.needs(Feature::SessionHistory))
            .await
    }

    /// One session (`GET /v1/browser_sessions/{id}`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let session = client.browser_sessions().get(&"pbs_1".into()).await?;
    /// println!("{:?} at {:?}", session.status, session.browser_address);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get(&self, id: &BrowserSessionId) -> Result<BrowserSession, Error> {
        self.fetch(Call::get("v1/browser_sessions/{}", &[id.as_str()]))
            .await
    }

    /// Opens a session (`POST /v1/browser_sessions`). Its browser is there some seconds later: ask until `running`.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::browser_sessions::CreateBrowserSession;
    ///
    /// let new = CreateBrowserSession { timeout: Some(30), ..CreateBrowserSession::default() };
    /// let session = client.browser_sessions().create(&new).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create(&self, new: &CreateBrowserSession) -> Result<BrowserSession, Error> {
        self.fetch(Call::post("v1/browser_sessions", &[]).json(new.body()))
            .await
    }

    /// Closes a session (`POST /v1/browser_sessions/{id}/close`). Closing a closed one succeeds.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// client.browser_sessions().close(&"pbs_1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn close(&self, id: &BrowserSessionId) -> Result<(), Error> {
        let call = Call::post("v1/browser_sessions/{}/close", &[id.as_str()]);
        self.client
            .fetch_versioned(call.needs(Feature::BrowserSessions))
            .await
    }

    /// Lets a session live longer (`POST /v1/browser_sessions/{id}/extend`).
    ///
    /// # Errors
    /// [`Error::NotSupported`] on servers without it (seen in 1.0.56).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let session = client.browser_sessions().extend(&"pbs_1".into(), 15).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn extend(
        &self,
        id: &BrowserSessionId,
        minutes: u32,
    ) -> Result<BrowserSession, Error> {
        let call = Call::post("v1/browser_sessions/{}/extend", &[id.as_str()])
            .json(json!({ "additional_minutes": minutes }));
        self.client
            .fetch_versioned(call.needs(Feature::ExtendSession))
            .await
    }

    /// The kinds of browser that the server offers; may be none (`GET /v1/browser_types`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let kinds = client.browser_sessions().types().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn types(&self) -> Result<Vec<BrowserType>, Error> {
        let call = Call::get("v1/browser_types", &[]).needs(Feature::BrowserTypes);
        self.client.fetch_versioned(call).await
    }

    async fn fetch<T: crate::decode::Part>(&self, call: Call) -> Result<T, Error> {
        self.client
            .fetch_versioned(call.needs(Feature::BrowserSessions))
            .await
    }
}

impl CreateBrowserSession {
    fn body(&self) -> Value {
        let flag = |set: bool| set.then(|| json!(true));
        let fields = [
            ("url", self.url.as_ref().map(|url| json!(url))),
            ("timeout", self.timeout.map(|minutes| json!(minutes))),
            (
                "proxy_location",
                self.proxy_location.as_ref().map(ProxyLocation::write),
            ),
            (
                "proxy_session_id",
                self.proxy_session_id.as_ref().map(|id| json!(id)),
            ),
            (
                "extensions",
                (!self.extensions.is_empty()).then(|| json!(self.extensions)),
            ),
            (
                "browser_type",
                self.browser_type.as_ref().map(|kind| json!(kind)),
            ),
            (
                "browser_profile_id",
                self.browser_profile_id.as_ref().map(|id| json!(id)),
            ),
            (
                "generate_browser_profile",
                flag(self.generate_browser_profile),
            ),
            ("needs_live_view", flag(self.needs_live_view)),
        ];
        let given = fields
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Value::Object(given.collect::<Map<_, _>>())
    }
}
