//! Commands as they are pasted.

use super::*;
use crate::views::launch::{BrowserChoice, HeaderRow, LaunchOptions, ProxyChoice, RunWith};

const BASE: &str = "http://localhost:8000";

fn request(version: Option<u32>, options: LaunchOptions) -> LaunchRequest {
    LaunchRequest {
        workflow: "wpid_1".into(),
        version,
        inputs: Vec::new(),
        options,
        partial: None,
    }
}

fn check(request: &LaunchRequest, values: &Value, language: CommandLanguage, expected: &str) {
    let values = values.as_object().expect("values by key").clone();
    assert_eq!(text(BASE, request, values, language), expected);
}

#[test]
fn the_shortest_launch() {
    let request = request(None, LaunchOptions::default());
    let none = json!({});
    check(
        &request,
        &none,
        CommandLanguage::Curl,
        r#"curl -X POST 'http://localhost:8000/v1/run/workflows' \
  -H "x-api-key: $SKYVERN_API_KEY" \
  -H 'content-type: application/json' \
  -d '{
  "workflow_id": "wpid_1",
  "proxy_location": null
}'"#,
    );
    check(
        &request,
        &none,
        CommandLanguage::Python,
        r#"import json
import os
import urllib.request

body = json.loads(r"""
{
  "workflow_id": "wpid_1",
  "proxy_location": null
}
""")
request = urllib.request.Request(
    "http://localhost:8000/v1/run/workflows",
    data=json.dumps(body).encode(),
    headers={
        "x-api-key": os.environ["SKYVERN_API_KEY"],
        "content-type": "application/json",
    },
)
with urllib.request.urlopen(request) as response:
    print(json.load(response)["run_id"])
"#,
    );
    check(
        &request,
        &none,
        CommandLanguage::Typescript,
        r#"const response = await fetch("http://localhost:8000/v1/run/workflows", {
  method: "POST",
  headers: {
    "x-api-key": process.env.SKYVERN_API_KEY ?? "",
    "content-type": "application/json",
  },
  body: JSON.stringify({
    "workflow_id": "wpid_1",
    "proxy_location": null
  }),
});
if (!response.ok) throw new Error(await response.text());
console.log((await response.json()).run_id);
"#,
    );
}

#[test]
fn texts_with_every_kind_of_quotation_mark() {
    let request = request(None, LaunchOptions::default());
    let odd = json!({ "it's": "say \"\"\"hi\"\"\" \\ 'now' $HOME `x`\nbye" });
    check(
        &request,
        &odd,
        CommandLanguage::Curl,
        r#"curl -X POST 'http://localhost:8000/v1/run/workflows' \
  -H "x-api-key: $SKYVERN_API_KEY" \
  -H 'content-type: application/json' \
  -d '{
  "workflow_id": "wpid_1",
  "parameters": {
    "it'\''s": "say \"\"\"hi\"\"\" \\ '\''now'\'' $HOME `x`\nbye"
  },
  "proxy_location": null
}'"#,
    );
    let python = text(
        BASE,
        &request,
        odd.as_object().expect("an object").clone(),
        CommandLanguage::Python,
    );
    let body = r#"
body = json.loads(r"""
{
  "workflow_id": "wpid_1",
  "parameters": {
    "it's": "say \"\"\"hi\"\"\" \\ 'now' $HOME `x`\nbye"
  },
  "proxy_location": null
}
""")
"#;
    assert!(python.contains(body), "{python}");
}

fn every_option() -> LaunchOptions {
    LaunchOptions {
        run_with: Some(RunWith::Code),
        ai_fallback: Some(false),
        proxy: ProxyChoice::Custom {
            url: "http://me:hunter2@proxy.example.com:8080".to_owned(),
        },
        browser: BrowserChoice::Session {
            id: "pbs_1".to_owned(),
        },
        max_steps: Some(7),
        webhook_url: "https://example.com/hook".to_owned(),
        totp_identifier: "me".to_owned(),
        totp_url: "https://example.com/code".to_owned(),
        headers: [("Accept", "text/html"), ("X-Auth-Token", "hunter2")]
            .map(|(name, value)| HeaderRow {
                name: name.to_owned(),
                value: value.to_owned(),
            })
            .to_vec(),
        max_screenshot_scrolls: Some(3),
        max_elapsed_minutes: Some(60),
        title: "Nightly".to_owned(),
        is_template: true,
    }
}

#[test]
fn every_option_and_no_secret() {
    check(
        &request(None, every_option()),
        &json!({ "n": 2 }),
        CommandLanguage::Curl,
        r#"curl -X POST 'http://localhost:8000/v1/run/workflows?template=true' \
  -H "x-api-key: $SKYVERN_API_KEY" \
  -H 'content-type: application/json' \
  -H 'x-max-steps-override: 7' \
  -d '{
  "workflow_id": "wpid_1",
  "parameters": {
    "n": 2
  },
  "title": "Nightly",
  "webhook_url": "https://example.com/hook",
  "totp_url": "https://example.com/code",
  "proxy_location": {
    "url": "http://me@proxy.example.com:8080/"
  },
  "totp_identifier": "me",
  "browser_session_id": "pbs_1",
  "run_with": "code",
  "ai_fallback": false,
  "max_screenshot_scrolls": 3,
  "extra_http_headers": {
    "Accept": "text/html",
    "X-Auth-Token": "YOUR_VALUE"
  },
  "max_elapsed_time_minutes": 60
}'"#,
    );
}

#[test]
fn an_older_version_goes_by_the_older_route() {
    check(
        &request(Some(3), every_option()),
        &json!({ "n": 2 }),
        CommandLanguage::Typescript,
        r#"const response = await fetch("http://localhost:8000/api/v1/workflows/wpid_1/run?version=3&template=true", {
  method: "POST",
  headers: {
    "x-api-key": process.env.SKYVERN_API_KEY ?? "",
    "content-type": "application/json",
    "x-max-steps-override": "7",
  },
  body: JSON.stringify({
    "data": {
      "n": 2
    },
    "webhook_callback_url": "https://example.com/hook",
    "totp_verification_url": "https://example.com/code",
    "proxy_location": {
      "url": "http://me@proxy.example.com:8080/"
    },
    "totp_identifier": "me",
    "browser_session_id": "pbs_1",
    "run_with": "code",
    "ai_fallback": false,
    "max_screenshot_scrolls": 3,
    "extra_http_headers": {
      "Accept": "text/html",
      "X-Auth-Token": "YOUR_VALUE"
    },
    "max_elapsed_time_minutes": 60
  }),
});
if (!response.ok) throw new Error(await response.text());
console.log((await response.json()).workflow_run_id);
"#,
    );
}
