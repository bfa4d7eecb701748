//! What to launch, and how its arguments travel: some in the body, one in the query, two as headers (reference B.2).

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::ids::{BrowserProfileId, BrowserSessionId, WorkflowId};
use crate::runs::RunRequest;

/// A launch of a workflow. Everything but the workflow has a default.
///
/// `Debug` shows the names of parameters and headers, not their values, which may be secrets.
#[derive(Clone, PartialEq)]
pub struct LaunchRun {
    /// The workflow to run.
    pub workflow_id: WorkflowId,
    /// The version to run; the newest if not told. An older one goes through the legacy route, which every server has.
    pub version: Option<u32>,
    /// The inputs by key. A missing one falls back to its default, or is refused if it has none.
    pub parameters: Map<String, Value>,
    /// A title. Skyvern takes it and shows the workflow's instead.
    pub title: Option<String>,
    /// Where the browser goes out to the internet.
    pub proxy_location: Proxy,
    /// Who is told when the run ends.
    pub webhook_url: Option<String>,
    /// Under which name login codes arrive.
    pub totp_identifier: Option<String>,
    /// Where login codes are asked for.
    pub totp_url: Option<String>,
    /// The browser session to run in.
    pub browser_session_id: Option<BrowserSessionId>,
    /// The saved browser state to begin with.
    pub browser_profile_id: Option<BrowserProfileId>,
    /// The browser to use, as a CDP address.
    pub browser_address: Option<String>,
    /// `agent` or `code`; the workflow's own setting if not told.
    pub run_with: Option<String>,
    /// Whether the agent takes over when the code fails.
    pub ai_fallback: Option<bool>,
    /// How far pages are scrolled for screenshots.
    pub max_screenshot_scrolls: Option<u32>,
    /// Headers for every request of the browser.
    pub extra_http_headers: BTreeMap<String, String>,
    /// Headers for connecting to `browser_address`.
    pub cdp_connect_headers: BTreeMap<String, String>,
    /// Whether the workflow is a global template.
    pub template: bool,
    /// The most steps the run may take.
    pub max_steps_override: Option<u32>,
    /// Skyvern's `x-user-agent`: `skyvern-ui` makes the run count as manual. The API is assumed otherwise.
    pub user_agent: Option<String>,
    /// The longest time the run may take, in minutes (servers from 1.0.37).
    pub max_elapsed_time_minutes: Option<u32>,
    /// Notes of your own that stay with the run (servers from 1.0.37).
    pub run_metadata: Option<Value>,
    /// Begin without any saved state (servers from 1.0.48; not with session, profile or address).
    pub start_fresh_browser: bool,
    /// Keep using the workflow's browser session (newest servers).
    pub reuse_browser_session: Option<bool>,
    /// Only some blocks of the newest version. Needs `browser_session_id` or `browser_address` (servers from 0.2.12).
    pub partial: Option<PartialLaunch>,
}

/// Some blocks of a workflow, and what stands for the others (`POST /v1/run/workflows/blocks`).
///
/// `Debug` shows the labels, not the outputs.
#[derive(Clone, Default, PartialEq)]
pub struct PartialLaunch {
    /// The labels of the blocks to run, in their order.
    pub block_labels: Vec<String>,
    /// The outputs of blocks that do not run, by label.
    pub block_outputs: Map<String, Value>,
}

/// Where the browser of a run goes out to the internet.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Proxy {
    /// As the workflow says (sent as `null`).
    #[default]
    Inherit,
    /// Not told, which Skyvern takes as a residential proxy whatever the workflow says (left out).
    ServerDefault,
    /// Here.
    At(ProxyLocation),
}

/// A way out to the internet (reference A.1).
#[derive(Clone, PartialEq)]
pub enum ProxyLocation {
    /// One of Skyvern's names: `RESIDENTIAL`, `RESIDENTIAL_DE`, `US-CA`, `NONE` …
    Named(String),
    /// A place.
    Geo {
        /// The country, as ISO 3166-1 alpha-2.
        country: String,
        /// The state or region.
        subdivision: Option<String>,
        /// The city.
        city: Option<String>,
    },
    /// A proxy of one's own (self-hosted servers only). The address may hold a password; `Debug` hides it.
    Custom {
        /// `http://user:password@host:port`.
        url: String,
    },
}

impl LaunchRun {
    /// A launch with nothing but defaults.
    pub fn new(workflow_id: impl Into<WorkflowId>) -> Self {
        Self {
            workflow_id: workflow_id.into(),
            version: None,
            parameters: Map::new(),
            title: None,
            proxy_location: Proxy::Inherit,
            webhook_url: None,
            totp_identifier: None,
            totp_url: None,
            browser_session_id: None,
            browser_profile_id: None,
            browser_address: None,
            run_with: None,
            ai_fallback: None,
            max_screenshot_scrolls: None,
            extra_http_headers: BTreeMap::new(),
            cdp_connect_headers: BTreeMap::new(),
            template: false,
            max_steps_override: None,
            user_agent: None,
            max_elapsed_time_minutes: None,
            run_metadata: None,
            start_fresh_browser: false,
            reuse_browser_session: None,
            partial: None,
        }
    }

    /// The launch that would do the same as an earlier run; `None` for runs that are not of a workflow. Browser session
    /// and profile are taken over too, although the session may be gone.
    pub fn again(request: &RunRequest) -> Option<Self> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let headers = request
            .extra_http_headers
            .as_object()
            .cloned()
            .unwrap_or_default();
        Some(Self {
            parameters: request.parameters.as_object().cloned().unwrap_or_default(),
            title: request.title.clone(),
            proxy_location: request
                .proxy_location
                .as_ref()
                .and_then(ProxyLocation::read)
                .map_or(Proxy::Inherit, Proxy::At),
            webhook_url: request.webhook_url.clone(),
            totp_identifier: request.totp_identifier.clone(),
            totp_url: request.totp_url.clone(),
            browser_session_id: request.browser_session_id.clone(),
            browser_profile_id: request.browser_profile_id.clone(),
            browser_address: request.browser_address.clone(),
            run_with: request.run_with.clone(),
            ai_fallback: request.ai_fallback,
            max_screenshot_scrolls: request.max_screenshot_scrolls,
            extra_http_headers: headers
                .iter()
                .filter_map(|(k, v)| Some((k.clone(), text(v)?)))
                .collect(),
            max_elapsed_time_minutes: request.max_elapsed_time_minutes,
            start_fresh_browser: request.start_fresh_browser,
            ..Self::new(request.workflow_id.clone()?)
        })
    }

    /// The call that launches.
    pub(super) fn call(&self) -> Call {
        let call = match self.version {
            _ if self.partial.is_some() => {
                Call::post("v1/run/workflows/blocks", &[]).json(self.body())
            }
            None => Call::post("v1/run/workflows", &[]).json(self.body()),
            Some(version) => Call::post("api/v1/workflows/{}/run", &[self.workflow_id.as_str()])
                .query("version", version)
                .json(self.legacy_body()),
        };
        call.query_if("template", self.template.then_some(true))
            .header_if("x-max-steps-override", self.max_steps_override)
            .header_if("x-user-agent", self.agent())
    }

    /// The route for some blocks takes an API key only together with the name of Skyvern's own interface.
    fn agent(&self) -> Option<&str> {
        match &self.user_agent {
            Some(agent) => Some(agent),
            None => self.partial.is_some().then_some("skyvern-ui"),
        }
    }

    fn body(&self) -> Value {
        let mut body = Map::new();
        body.insert("workflow_id".into(), json!(self.workflow_id));
        let inputs = (!self.parameters.is_empty()).then_some(&self.parameters);
        put(&mut body, "parameters", inputs);
        put(&mut body, "title", self.title.as_ref());
        put(&mut body, "webhook_url", self.webhook_url.as_ref());
        put(&mut body, "totp_url", self.totp_url.as_ref());
        self.put_shared(&mut body);
        if let Some(partial) = &self.partial {
            body.insert("block_labels".into(), json!(partial.block_labels));
            body.insert("block_outputs".into(), json!(partial.block_outputs));
        }
        Value::Object(body)
    }

    /// The legacy route has other names for three arguments, and none for the title.
    fn legacy_body(&self) -> Value {
        let mut body = Map::new();
        body.insert("data".into(), Value::Object(self.parameters.clone()));
        put(&mut body, "webhook_callback_url", self.webhook_url.as_ref());
        put(&mut body, "totp_verification_url", self.totp_url.as_ref());
        self.put_shared(&mut body);
        Value::Object(body)
    }

    fn put_shared(&self, body: &mut Map<String, Value>) {
        match &self.proxy_location {
            Proxy::Inherit => drop(body.insert("proxy_location".into(), Value::Null)),
            Proxy::ServerDefault => {}
            Proxy::At(place) => drop(body.insert("proxy_location".into(), place.write())),
        }
        put(body, "totp_identifier", self.totp_identifier.as_ref());
        put(body, "browser_session_id", self.browser_session_id.as_ref());
        put(body, "browser_profile_id", self.browser_profile_id.as_ref());
        put(body, "browser_address", self.browser_address.as_ref());
        put(body, "run_with", self.run_with.as_ref());
        put(body, "ai_fallback", self.ai_fallback);
        put(body, "max_screenshot_scrolls", self.max_screenshot_scrolls);
        let headers = |headers: &BTreeMap<_, _>| (!headers.is_empty()).then(|| json!(headers));
        put(
            body,
            "extra_http_headers",
            headers(&self.extra_http_headers),
        );
        put(
            body,
            "cdp_connect_headers",
            headers(&self.cdp_connect_headers),
        );
        put(
            body,
            "max_elapsed_time_minutes",
            self.max_elapsed_time_minutes,
        );
        put(body, "run_metadata", self.run_metadata.as_ref());
        put(
            body,
            "start_fresh_browser",
            self.start_fresh_browser.then_some(true),
        );
        put(body, "reuse_browser_session", self.reuse_browser_session);
    }
}

impl ProxyLocation {
    /// Reads the form in which runs and workflows tell it.
    pub fn read(value: &Value) -> Option<Self> {
        if let Some(name) = value.as_str() {
            return Some(Self::Named(name.to_owned()));
        }
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        if let Some(url) = text("url") {
            return Some(Self::Custom { url });
        }
        Some(Self::Geo {
            country: text("country")?,
            subdivision: text("subdivision"),
            city: text("city"),
        })
    }

    pub(crate) fn write(&self) -> Value {
        match self {
            Self::Named(name) => json!(name),
            Self::Geo {
                country,
                subdivision,
                city,
            } => {
                let mut place = Map::new();
                place.insert("country".into(), json!(country));
                put(&mut place, "subdivision", subdivision.as_ref());
                put(&mut place, "city", city.as_ref());
                Value::Object(place)
            }
            Self::Custom { url } => json!({ "url": url }),
        }
    }
}

impl fmt::Debug for ProxyLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => write!(f, "Named({name:?})"),
            Self::Geo {
                country,
                subdivision,
                city,
            } => {
                write!(f, "Geo({country:?}, {subdivision:?}, {city:?})")
            }
            Self::Custom { .. } => f.write_str("Custom(<redacted>)"),
        }
    }
}

impl fmt::Debug for PartialLaunch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartialLaunch")
            .field("block_labels", &self.block_labels)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for LaunchRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LaunchRun")
            .field("workflow_id", &self.workflow_id)
            .field("version", &self.version)
            .field("parameters", &self.parameters.keys().collect::<Vec<_>>())
            .field("proxy_location", &self.proxy_location)
            .field(
                "extra_http_headers",
                &self.extra_http_headers.keys().collect::<Vec<_>>(),
            )
            .finish_non_exhaustive()
    }
}

/// Arguments that are not given are left out, so that the server's default holds.
fn put(body: &mut Map<String, Value>, name: &str, value: Option<impl serde::Serialize>) {
    if let Some(value) = value {
        body.insert(name.to_owned(), json!(value));
    }
}
