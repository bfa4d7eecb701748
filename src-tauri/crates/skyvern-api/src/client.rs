//! The client and how it is made. What it can do is grouped by resource: [`Client::workflows`], [`Client::runs`] …

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use reqwest::header::HeaderValue;
use url::Url;

use crate::artifacts::Artifacts;
use crate::base_url::{BaseUrl, is_loopback};
use crate::browser_profiles::BrowserProfiles;
use crate::browser_sessions::BrowserSessions;
use crate::capabilities::Capabilities;
use crate::credentials::Credentials;
use crate::error::Error;
use crate::folders::Folders;
use crate::key::ApiKey;
use crate::live::Live;
use crate::models::Models;
use crate::organizations::Organizations;
use crate::retry::RetryPolicy;
use crate::runs::Runs;
use crate::schedules::Schedules;
use crate::server::Server;
use crate::tags::Tags;
use crate::uploads::Uploads;
use crate::workflows::Workflows;

/// A client of one Skyvern server. Cloning is cheap; clones share connections and what was learnt about the server.
///
/// Every call can be cancelled by dropping its future.
///
/// ```no_run
/// # async fn example() -> Result<(), skyvern_api::Error> {
/// use skyvern_api::{ApiKey, Client, workflows::ListWorkflows};
///
/// let client = Client::builder("localhost:8000", ApiKey::new("…")).build()?;
/// for workflow in client.workflows().list(&ListWorkflows::default()).await? {
///     println!("{} {}", workflow.workflow_id, workflow.title);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) base: BaseUrl,
    pub(crate) key: ApiKey,
    pub(crate) key_header: HeaderValue,
    pub(crate) http: reqwest::Client,
    /// For addresses that the server hands out (signed links): never with the key. The first is for hosts beyond this
    /// machine, the second, without a proxy, for this one.
    pub(crate) elsewhere: [OnceLock<reqwest::Client>; 2],
    /// For sockets, which need HTTP/1.1.
    pub(crate) sockets: OnceLock<reqwest::Client>,
    pub(crate) settings: Settings,
    capabilities: Mutex<Capabilities>,
}

#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) retry: RetryPolicy,
    pub(crate) connect_timeout: Duration,
    pub(crate) read_timeout: Duration,
    pub(crate) ports: UsualPorts,
    user_agent: String,
}

/// The ports that Skyvern's own set-up gives to the parts of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsualPorts {
    /// The API, looked for there by [`Server::probe`](crate::server::Server::probe) when the web interface answers.
    pub api: u16,
    /// The artifact server of Skyvern before 1.0.25, which gives the bytes of files.
    pub artifacts: u16,
}

impl Default for UsualPorts {
    /// 8000 and 9090.
    fn default() -> Self {
        Self {
            api: 8000,
            artifacts: 9090,
        }
    }
}

impl Client {
    /// Starts a client for the server at `base_url`, in any form that [`BaseUrl::parse`] takes.
    pub fn builder(base_url: impl Into<String>, key: ApiKey) -> ClientBuilder {
        ClientBuilder {
            base_url: base_url.into(),
            key,
            capabilities: Capabilities::default(),
            settings: Settings {
                retry: RetryPolicy::default(),
                connect_timeout: Duration::from_secs(10),
                read_timeout: Duration::from_secs(30),
                ports: UsualPorts::default(),
                user_agent: concat!("skyvern-api/", env!("CARGO_PKG_VERSION")).to_owned(),
            },
        }
    }

    /// The address of the server.
    pub fn base_url(&self) -> &BaseUrl {
        &self.inner.base
    }

    /// What was learnt about the server so far, to be stored.
    pub fn capabilities(&self) -> Capabilities {
        self.with_capabilities(|known| known.clone())
    }

    /// Workflows and their versions.
    pub fn workflows(&self) -> Workflows<'_> {
        Workflows { client: self }
    }

    /// Runs: launch, follow, cancel.
    pub fn runs(&self) -> Runs<'_> {
        Runs { client: self }
    }

    /// Folders of workflows.
    pub fn folders(&self) -> Folders<'_> {
        Folders { client: self }
    }

    /// Recordings, screenshots, downloads and other files of runs.
    pub fn artifacts(&self) -> Artifacts<'_> {
        Artifacts { client: self }
    }

    /// Files sent to the server.
    pub fn uploads(&self) -> Uploads<'_> {
        Uploads { client: self }
    }

    /// Browsers that live longer than a run.
    pub fn browser_sessions(&self) -> BrowserSessions<'_> {
        BrowserSessions { client: self }
    }

    /// Saved browser states.
    pub fn browser_profiles(&self) -> BrowserProfiles<'_> {
        BrowserProfiles { client: self }
    }

    /// Schedules of workflows.
    pub fn schedules(&self) -> Schedules<'_> {
        Schedules { client: self }
    }

    /// Tags of workflows and runs.
    pub fn tags(&self) -> Tags<'_> {
        Tags { client: self }
    }

    /// Names of stored credentials; never their secrets.
    pub fn credentials(&self) -> Credentials<'_> {
        Credentials { client: self }
    }

    /// The models that blocks can be told to use.
    pub fn models(&self) -> Models<'_> {
        Models { client: self }
    }

    /// The organisation that the key belongs to.
    pub fn organizations(&self) -> Organizations<'_> {
        Organizations { client: self }
    }

    /// The server itself: whether it is there, its version, its settings.
    pub fn server(&self) -> Server<'_> {
        Server { client: self }
    }

    /// Live pictures of running browsers.
    pub fn live(&self) -> Live<'_> {
        Live { client: self }
    }

    /// The same client for another address of the same host.
    pub(crate) fn at(&self, base: BaseUrl) -> Self {
        let inner = &self.inner;
        Self {
            inner: Arc::new(Inner {
                base,
                key: inner.key.clone(),
                key_header: inner.key_header.clone(),
                http: inner.http.clone(),
                elsewhere: Default::default(),
                sockets: OnceLock::new(),
                settings: inner.settings.clone(),
                capabilities: Mutex::default(),
            }),
        }
    }

    pub(crate) fn with_capabilities<T>(&self, look: impl FnOnce(&mut Capabilities) -> T) -> T {
        // A panic while holding the lock cannot leave the map half-written: it is one insertion.
        look(
            &mut self
                .inner
                .capabilities
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// The client for an address outside the server. It has no key to give away.
    pub(crate) fn elsewhere(&self, url: &Url) -> Result<&reqwest::Client, Error> {
        let is_loopback = is_loopback(url);
        lazily(&self.inner.elsewhere[usize::from(is_loopback)], || {
            stack(&self.inner.settings, is_loopback).redirect(reqwest::redirect::Policy::limited(5))
        })
    }

    pub(crate) fn sockets(&self) -> Result<&reqwest::Client, Error> {
        lazily(&self.inner.sockets, || {
            stack(&self.inner.settings, self.inner.base.is_loopback())
                .redirect(reqwest::redirect::Policy::none())
                .http1_only()
        })
    }
}

/// Settings of a [`Client`] to be.
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    base_url: String,
    key: ApiKey,
    capabilities: Capabilities,
    settings: Settings,
}

impl ClientBuilder {
    /// How reads are retried.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = policy;
        self
    }

    /// How long a connection may take to come about; 10 s unless set.
    #[must_use]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.settings.connect_timeout = limit;
        self
    }

    /// How long the server may be silent: before its answer, and between two parts of it; 30 s unless set. A long
    /// download is not cut off as long as it flows.
    #[must_use]
    pub fn read_timeout(mut self, limit: Duration) -> Self {
        self.settings.read_timeout = limit;
        self
    }

    /// The ports at which parts of the server are looked for, if they are not the usual ones.
    #[must_use]
    pub fn usual_ports(mut self, ports: UsualPorts) -> Self {
        self.settings.ports = ports;
        self
    }

    /// The `User-Agent` header. (Skyvern's own `x-user-agent` is an argument of a launch.)
    #[must_use]
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.settings.user_agent = name.into();
        self
    }

    /// What an earlier client learnt about this server ([`Client::capabilities`]).
    #[must_use]
    pub fn capabilities(mut self, known: Capabilities) -> Self {
        self.capabilities = known;
        self
    }

    /// Makes the client. Nothing is sent yet.
    ///
    /// # Errors
    /// [`Error::InvalidBaseUrl`], [`Error::InvalidKey`], and [`Error::Setup`] if the TLS stack of this machine fails.
    pub fn build(self) -> Result<Client, Error> {
        let base = BaseUrl::parse(&self.base_url)?;
        let http = stack(&self.settings, base.is_loopback())
            .redirect(within_the_server())
            .build()
            .map_err(setup)?;
        Ok(Client {
            inner: Arc::new(Inner {
                key_header: self.key.header()?,
                key: self.key,
                base,
                http,
                elsewhere: Default::default(),
                sockets: OnceLock::new(),
                settings: self.settings,
                capabilities: Mutex::new(self.capabilities),
            }),
        })
    }
}

/// What all connections have in common: time limits, keep-alive, the system's proxy and certificates.
fn stack(settings: &Settings, is_loopback: bool) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder()
        .user_agent(&settings.user_agent)
        .connect_timeout(settings.connect_timeout)
        .read_timeout(settings.read_timeout)
        .tcp_keepalive(Duration::from_secs(30));
    if is_loopback {
        builder.no_proxy()
    } else {
        builder
    }
}

/// Follows redirections only within the server: the HTTP stack would send the key's header on to any host.
fn within_the_server() -> reqwest::redirect::Policy {
    reqwest::redirect::Policy::custom(|attempt| {
        let is_same = attempt
            .previous()
            .last()
            .is_some_and(|from| from.origin() == attempt.url().origin());
        if is_same && attempt.previous().len() <= 5 {
            attempt.follow()
        } else {
            attempt.stop()
        }
    })
}

fn lazily(
    cell: &OnceLock<reqwest::Client>,
    builder: impl FnOnce() -> reqwest::ClientBuilder,
) -> Result<&reqwest::Client, Error> {
    if let Some(made) = cell.get() {
        return Ok(made);
    }
    let made = builder().build().map_err(setup)?;
    Ok(cell.get_or_init(|| made))
}

fn setup(error: reqwest::Error) -> Error {
    Error::Setup {
        message: crate::answer::one_line(&error.without_url().to_string()),
    }
}
