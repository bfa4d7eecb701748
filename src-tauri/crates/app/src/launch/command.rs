//! "Copy as command": the launch for a terminal or a program. The key is the variable `SKYVERN_API_KEY`, never the key.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use skyvern_api::runs::{LaunchRun, Proxy, ProxyLocation};

use super::{options, values};
use crate::App;
use crate::error::Result;
use crate::ids::ConnectionId;
use crate::views::launch::{CommandLanguage, LaunchInput, LaunchRequest};

#[cfg(test)]
mod tests;

/// Stands in the place of what must not be copied.
const YOUR_VALUE: &str = "YOUR_VALUE";

impl App {
    /// The launch as text to paste elsewhere. Fields that cannot be used yet stand in it as they were typed.
    pub async fn launch_command(
        &self,
        connection: &ConnectionId,
        request: &LaunchRequest,
        language: CommandLanguage,
    ) -> Result<String> {
        let asked = self
            .asked(connection, &request.workflow, request.version)
            .await?;
        let values = values(&asked, &request.inputs).unwrap_or_else(|_| as_typed(&request.inputs));
        let base = self.saved(connection)?.base_url;
        Ok(text(&base, request, values, language))
    }
}

fn text(
    base: &str,
    request: &LaunchRequest,
    values: Map<String, Value>,
    language: CommandLanguage,
) -> String {
    let call = Call::new(base, &without_secrets(request), values);
    match language {
        CommandLanguage::Curl => call.curl(),
        CommandLanguage::Python => call.python(),
        CommandLanguage::Typescript => call.typescript(),
    }
}

/// The request as it goes over the wire.
struct Call {
    url: String,
    max_steps: Option<u32>,
    body: Value,
    /// The field of the answer that names the run.
    answer: &'static str,
}

impl Call {
    fn new(base: &str, request: &LaunchRequest, values: Map<String, Value>) -> Self {
        let launch = options::launch_run(request, values);
        let id = &launch.workflow_id;
        // Only the older route runs a version of one's choice (reference B.2).
        let (url, body, answer) = match launch.version {
            Some(version) => (
                format!("{base}/api/v1/workflows/{id}/run?version={version}"),
                older_body(&launch),
                "workflow_run_id",
            ),
            None => (
                format!("{base}/v1/run/workflows"),
                newer_body(&launch),
                "run_id",
            ),
        };
        let separator = if launch.version.is_some() { '&' } else { '?' };
        let template = if launch.template {
            format!("{separator}template=true")
        } else {
            String::new()
        };
        Self {
            url: url + &template,
            max_steps: launch.max_steps_override,
            body: Value::Object(body),
            answer,
        }
    }

    fn curl(&self) -> String {
        let steps = self.max_steps.map_or_else(String::new, |steps| {
            format!(" \\\n  -H 'x-max-steps-override: {steps}'")
        });
        format!(
            r#"curl -X POST {url} \
  -H "x-api-key: $SKYVERN_API_KEY" \
  -H 'content-type: application/json'{steps} \
  -d {body}"#,
            url = shell_quoted(&self.url),
            body = shell_quoted(&format!("{:#}", self.body)),
        )
    }

    /// Quotation marks inside texts are always escaped in JSON, so three in a row cannot end the raw text.
    fn python(&self) -> String {
        let steps = self.max_steps.map_or_else(String::new, |steps| {
            format!("\n        \"x-max-steps-override\": \"{steps}\",")
        });
        format!(
            r#"import json
import os
import urllib.request

body = json.loads(r"""
{body:#}
""")
request = urllib.request.Request(
    {url},
    data=json.dumps(body).encode(),
    headers={{
        "x-api-key": os.environ["SKYVERN_API_KEY"],
        "content-type": "application/json",{steps}
    }},
)
with urllib.request.urlopen(request) as response:
    print(json.load(response)["{answer}"])
"#,
            body = self.body,
            url = json!(self.url),
            answer = self.answer,
        )
    }

    fn typescript(&self) -> String {
        let steps = self.max_steps.map_or_else(String::new, |steps| {
            format!("\n    \"x-max-steps-override\": \"{steps}\",")
        });
        format!(
            r#"const response = await fetch({url}, {{
  method: "POST",
  headers: {{
    "x-api-key": process.env.SKYVERN_API_KEY ?? "",
    "content-type": "application/json",{steps}
  }},
  body: JSON.stringify({body}),
}});
if (!response.ok) throw new Error(await response.text());
console.log((await response.json()).{answer});
"#,
            url = json!(self.url),
            body = indented(&format!("{:#}", self.body)),
            answer = self.answer,
        )
    }
}

/// The request without what must not be copied: passwords in addresses, values of headers that carry keys.
fn without_secrets(request: &LaunchRequest) -> LaunchRequest {
    let mut harmless = request.clone();
    harmless.options = options::without_secrets(&request.options);
    for header in &mut harmless.options.headers {
        if options::carries_key(&header.name) {
            YOUR_VALUE.clone_into(&mut header.value);
        }
    }
    harmless
}

/// What is left to the server is left out, except the proxy: without it the server would take its own instead of the
/// workflow's.
fn newer_body(launch: &LaunchRun) -> Map<String, Value> {
    let mut body = Map::new();
    put(&mut body, "workflow_id", Some(&launch.workflow_id));
    let inputs = Some(&launch.parameters).filter(|inputs| !inputs.is_empty());
    put(&mut body, "parameters", inputs);
    put(&mut body, "title", launch.title.as_ref());
    put(&mut body, "webhook_url", launch.webhook_url.as_ref());
    put(&mut body, "totp_url", launch.totp_url.as_ref());
    put_shared(&mut body, launch);
    body
}

fn older_body(launch: &LaunchRun) -> Map<String, Value> {
    let mut body = Map::new();
    put(&mut body, "data", Some(&launch.parameters));
    let webhook = launch.webhook_url.as_ref();
    put(&mut body, "webhook_callback_url", webhook);
    put(&mut body, "totp_verification_url", launch.totp_url.as_ref());
    put_shared(&mut body, launch);
    body
}

fn put_shared(body: &mut Map<String, Value>, launch: &LaunchRun) {
    put(body, "proxy_location", Some(proxy(&launch.proxy_location)));
    put(body, "totp_identifier", launch.totp_identifier.as_ref());
    let session = launch.browser_session_id.as_ref();
    put(body, "browser_session_id", session);
    let profile = launch.browser_profile_id.as_ref();
    put(body, "browser_profile_id", profile);
    put(body, "browser_address", launch.browser_address.as_ref());
    put(body, "run_with", launch.run_with.as_ref());
    put(body, "ai_fallback", launch.ai_fallback);
    let scrolls = launch.max_screenshot_scrolls;
    put(body, "max_screenshot_scrolls", scrolls);
    let headers: Option<&BTreeMap<_, _>> =
        Some(&launch.extra_http_headers).filter(|headers| !headers.is_empty());
    put(body, "extra_http_headers", headers);
    let minutes = launch.max_elapsed_time_minutes;
    put(body, "max_elapsed_time_minutes", minutes);
}

fn put(body: &mut Map<String, Value>, name: &str, value: Option<impl serde::Serialize>) {
    if let Some(value) = value {
        body.insert(name.to_owned(), json!(value));
    }
}

fn proxy(proxy: &Proxy) -> Value {
    match proxy {
        Proxy::Inherit | Proxy::ServerDefault => Value::Null,
        Proxy::At(ProxyLocation::Named(name)) => json!(name),
        Proxy::At(ProxyLocation::Custom { url }) => json!({ "url": url }),
        Proxy::At(ProxyLocation::Geo {
            country,
            subdivision,
            city,
        }) => {
            let mut place = Map::new();
            put(&mut place, "country", Some(country));
            put(&mut place, "subdivision", subdivision.as_ref());
            put(&mut place, "city", city.as_ref());
            Value::Object(place)
        }
    }
}

fn as_typed(inputs: &[LaunchInput]) -> Map<String, Value> {
    inputs
        .iter()
        .map(|input| (input.key.clone(), json!(input.text)))
        .collect()
}

/// For a POSIX shell.
fn shell_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n  ")
}
