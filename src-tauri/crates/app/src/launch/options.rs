//! The options of a launch: what can be wrong with them, and what is sent (reference B.2).

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use skyvern_api::runs::{LaunchRun, Proxy, ProxyLocation};
use url::Url;

use crate::views::launch::{
    BrowserChoice, FieldFault, HeaderRow, LaunchOptions, LaunchRequest, ProxyChoice, RunWith,
};

#[cfg(test)]
mod tests;

/// Longer runs are refused by the server (reference A.7).
const MOST_MINUTES: u32 = 480;
/// More is clamped by the server without a word.
const MOST_SCROLLS: u32 = 1000;

/// Every option that has to be mended, as `options.<name>`.
pub(super) fn faults(options: &LaunchOptions) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    let mut check = |is_good: bool, name: &str, message: &str| {
        if !is_good {
            faults.push(FieldFault {
                field: format!("options.{name}"),
                message: message.to_owned(),
            });
        }
    };
    check(
        is_blank_or_web(&options.webhook_url),
        "webhookUrl",
        "A web address, e.g. https://example.com/hook",
    );
    check(
        is_blank_or_web(&options.totp_url),
        "totpUrl",
        "A web address, e.g. https://example.com/code",
    );
    check(options.max_steps != Some(0), "maxSteps", "At least 1");
    check(
        options
            .max_screenshot_scrolls
            .is_none_or(|scrolls| scrolls <= MOST_SCROLLS),
        "maxScreenshotScrolls",
        "At most 1000",
    );
    check(
        options
            .max_elapsed_minutes
            .is_none_or(|minutes| (1..=MOST_MINUTES).contains(&minutes)),
        "maxElapsedMinutes",
        "From 1 to 480",
    );
    check(
        is_proxy(&options.proxy),
        "proxy",
        proxy_message(&options.proxy),
    );
    check(
        is_browser(&options.browser),
        "browser",
        browser_message(&options.browser),
    );
    check(
        options.headers.iter().all(is_header),
        "headers",
        "Names have letters, digits and hyphens only, and values one line",
    );
    faults
}

/// The launch as the client sends it.
pub(super) fn launch_run(request: &LaunchRequest, values: Map<String, Value>) -> LaunchRun {
    let options = &request.options;
    let mut launch = LaunchRun::new(request.workflow.as_str());
    launch.version = request.version;
    launch.parameters = values;
    launch.title = text(&options.title);
    launch.proxy_location = proxy(&options.proxy);
    launch.webhook_url = text(&options.webhook_url);
    launch.totp_identifier = text(&options.totp_identifier);
    launch.totp_url = text(&options.totp_url);
    launch.run_with = options.run_with.map(|with| run_with(with).to_owned());
    launch.ai_fallback = options.ai_fallback;
    launch.max_screenshot_scrolls = options.max_screenshot_scrolls;
    launch.max_elapsed_time_minutes = options.max_elapsed_minutes;
    launch.extra_http_headers = headers(&options.headers);
    launch.template = options.is_template;
    launch.max_steps_override = options.max_steps;
    match &options.browser {
        BrowserChoice::Fresh => {}
        BrowserChoice::Session { id } => launch.browser_session_id = Some(id.as_str().into()),
        BrowserChoice::Profile { id } => launch.browser_profile_id = Some(id.as_str().into()),
        BrowserChoice::Address { url } => launch.browser_address = Some(url.trim().to_owned()),
    }
    launch
}

/// The options as they may be kept on disk: no password in a proxy's address, no value of a header that carries keys.
pub(super) fn without_secrets(options: &LaunchOptions) -> LaunchOptions {
    let mut kept = options.clone();
    if let ProxyChoice::Custom { url } = &mut kept.proxy
        && let Ok(mut parsed) = Url::parse(url)
        && parsed.password().is_some()
        && parsed.set_password(None).is_ok()
    {
        *url = parsed.into();
    }
    for header in &mut kept.headers {
        if carries_key(&header.name) {
            header.value.clear();
        }
    }
    kept
}

pub(super) fn run_with(with: RunWith) -> &'static str {
    match with {
        RunWith::Agent => "agent",
        RunWith::Code => "code",
    }
}

pub(super) fn carries_key(header: &str) -> bool {
    let name = header.to_ascii_lowercase();
    [
        "authorization",
        "cookie",
        "token",
        "secret",
        "key",
        "password",
    ]
    .iter()
    .any(|word| name.contains(word))
}

fn proxy(choice: &ProxyChoice) -> Proxy {
    match choice {
        ProxyChoice::Workflow => Proxy::Inherit,
        ProxyChoice::Named { location } => Proxy::At(ProxyLocation::Named(location.clone())),
        ProxyChoice::Place {
            country,
            subdivision,
            city,
        } => Proxy::At(ProxyLocation::Geo {
            country: country.trim().to_uppercase(),
            subdivision: subdivision.as_deref().and_then(text),
            city: city.as_deref().and_then(text),
        }),
        ProxyChoice::Custom { url } => Proxy::At(ProxyLocation::Custom {
            url: url.trim().to_owned(),
        }),
    }
}

fn headers(rows: &[HeaderRow]) -> BTreeMap<String, String> {
    rows.iter()
        .filter(|row| !row.name.trim().is_empty())
        .map(|row| (row.name.trim().to_owned(), row.value.clone()))
        .collect()
}

fn text(typed: &str) -> Option<String> {
    Some(typed.trim().to_owned()).filter(|text| !text.is_empty())
}

fn is_blank_or_web(typed: &str) -> bool {
    let typed = typed.trim();
    typed.is_empty()
        || Url::parse(typed)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

fn is_proxy(choice: &ProxyChoice) -> bool {
    match choice {
        ProxyChoice::Workflow => true,
        ProxyChoice::Named { location } => !location.trim().is_empty(),
        ProxyChoice::Place { country, .. } => {
            country.trim().len() == 2 && country.trim().chars().all(|c| c.is_ascii_alphabetic())
        }
        ProxyChoice::Custom { url } => Url::parse(url.trim()).is_ok_and(|url| url.has_host()),
    }
}

fn proxy_message(choice: &ProxyChoice) -> &'static str {
    match choice {
        ProxyChoice::Workflow | ProxyChoice::Named { .. } => "Choose a location",
        ProxyChoice::Place { .. } => "A country of two letters, e.g. DE",
        ProxyChoice::Custom { .. } => "An address, e.g. http://user@proxy.example.com:8080",
    }
}

fn is_browser(choice: &BrowserChoice) -> bool {
    match choice {
        BrowserChoice::Fresh => true,
        BrowserChoice::Session { id } | BrowserChoice::Profile { id } => !id.trim().is_empty(),
        BrowserChoice::Address { url } => Url::parse(url.trim()).is_ok_and(|url| {
            matches!(url.scheme(), "http" | "https" | "ws" | "wss") && url.has_host()
        }),
    }
}

fn browser_message(choice: &BrowserChoice) -> &'static str {
    match choice {
        BrowserChoice::Fresh => "",
        BrowserChoice::Session { .. } => "Choose a session",
        BrowserChoice::Profile { .. } => "Choose a profile",
        BrowserChoice::Address { .. } => {
            "The address of a running Chrome, e.g. http://127.0.0.1:9222"
        }
    }
}

fn is_header(row: &HeaderRow) -> bool {
    let name = row.name.trim();
    let is_name = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c));
    is_name && (!name.is_empty() || row.value.is_empty()) && !row.value.contains(['\n', '\r', '\0'])
}
