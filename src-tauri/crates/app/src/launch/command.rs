//! "Copy as command": the launch for a terminal or a program. The key is the variable `SKYVERN_API_KEY`, never the key.

use serde_json::{Map, Value, json};

use super::{options, values};
use crate::App;
use crate::error::Result;
use crate::ids::ConnectionId;
use crate::views::launch::{
    BrowserChoice, CommandLanguage, LaunchInput, LaunchOptions, LaunchRequest, ProxyChoice,
};

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
        let call = Call::new(&self.saved(connection)?.base_url, request, &values);
        Ok(match language {
            CommandLanguage::Curl => call.curl(),
            CommandLanguage::Python => call.python(),
            CommandLanguage::Typescript => call.typescript(),
        })
    }
}

/// The request as it goes over the wire.
struct Call {
    url: String,
    max_steps: Option<u32>,
    body: Value,
}

impl Call {
    fn new(base: &str, request: &LaunchRequest, values: &Map<String, Value>) -> Self {
        let shared = shared_fields(&options::without_secrets(&request.options));
        let max_steps = request.options.max_steps;
        // Only the older route runs a version of one's choice (reference B.2).
        let (url, mut body) = if let Some(version) = request.version {
            let route = format!("{base}/api/v1/workflows/{}/run", request.workflow);
            (
                format!("{route}?version={version}"),
                json!({ "data": values }),
            )
        } else {
            let query = if request.options.is_template {
                "?template=true"
            } else {
                ""
            };
            let body = json!({ "workflow_id": request.workflow, "parameters": values });
            (format!("{base}/v1/run/workflows{query}"), body)
        };
        if let Some(fields) = body.as_object_mut() {
            fields.extend(shared);
        }
        Self {
            url,
            max_steps,
            body,
        }
    }

    fn curl(&self) -> String {
        let steps = self.max_steps.map_or_else(String::new, |steps| {
            format!(" \\\n  -H 'x-max-steps-override: {steps}'")
        });
        format!(
            "curl -X POST {} \\\n  -H \"x-api-key: $SKYVERN_API_KEY\" \\\n  -H 'content-type: application/json'{steps} \\\n  -d {}",
            shell_quoted(&self.url),
            shell_quoted(&format!("{:#}", self.body)),
        )
    }

    fn python(&self) -> String {
        let steps = self.max_steps.map_or_else(String::new, |steps| {
            format!(", \"x-max-steps-override\": \"{steps}\"")
        });
        format!(
            "import json\nimport os\nimport urllib.request\n\nbody = json.loads(r\"\"\"\n{}\n\"\"\")\nrequest = urllib.request.Request(\n    {},\n    data=json.dumps(body).encode(),\n    headers={{\"x-api-key\": os.environ[\"SKYVERN_API_KEY\"], \"content-type\": \"application/json\"{steps}}},\n)\nwith urllib.request.urlopen(request) as response:\n    print(json.load(response)[\"run_id\"])\n",
            python_json(&self.body),
            json!(self.url),
        )
    }

    fn typescript(&self) -> String {
        let steps = self.max_steps.map_or_else(String::new, |steps| {
            format!("\n    \"x-max-steps-override\": \"{steps}\",")
        });
        format!(
            "const response = await fetch({}, {{\n  method: \"POST\",\n  headers: {{\n    \"x-api-key\": process.env.SKYVERN_API_KEY ?? \"\",\n    \"content-type\": \"application/json\",{steps}\n  }},\n  body: JSON.stringify({}),\n}});\nif (!response.ok) throw new Error(await response.text());\nconsole.log(await response.json());\n",
            json!(self.url),
            indented(&format!("{:#}", self.body)),
        )
    }
}

/// The fields that both routes share. What is left to the server is left out, except the proxy: without it the server
/// would take its own instead of the workflow's.
fn shared_fields(options: &LaunchOptions) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value);
        }
    };
    let text = |text: &str| Some(json!(text.trim())).filter(|_| !text.trim().is_empty());
    set("proxy_location", Some(proxy(&options.proxy)));
    set("title", text(&options.title));
    set("webhook_url", text(&options.webhook_url));
    set("totp_identifier", text(&options.totp_identifier));
    set("totp_url", text(&options.totp_url));
    set(
        "run_with",
        options.run_with.map(|with| json!(options::run_with(with))),
    );
    set("ai_fallback", options.ai_fallback.map(Value::Bool));
    set(
        "max_screenshot_scrolls",
        options.max_screenshot_scrolls.map(|scrolls| json!(scrolls)),
    );
    set(
        "max_elapsed_time_minutes",
        options.max_elapsed_minutes.map(|minutes| json!(minutes)),
    );
    let headers: Map<String, Value> = options
        .headers
        .iter()
        .filter(|row| !row.name.trim().is_empty())
        .map(|row| {
            (
                row.name.trim().to_owned(),
                json!(header_value(&row.name, &row.value)),
            )
        })
        .collect();
    set(
        "extra_http_headers",
        Some(Value::Object(headers)).filter(|it| it != &json!({})),
    );
    match &options.browser {
        BrowserChoice::Fresh => {}
        BrowserChoice::Session { id } => set("browser_session_id", Some(json!(id))),
        BrowserChoice::Profile { id } => set("browser_profile_id", Some(json!(id))),
        BrowserChoice::Address { url } => set("browser_address", Some(json!(url.trim()))),
    }
    fields
}

fn header_value(name: &str, value: &str) -> String {
    if options::carries_key(name) {
        "YOUR_VALUE".to_owned()
    } else {
        value.to_owned()
    }
}

fn proxy(choice: &ProxyChoice) -> Value {
    match choice {
        ProxyChoice::Workflow => Value::Null,
        ProxyChoice::Named { location } => json!(location),
        ProxyChoice::Place {
            country,
            subdivision,
            city,
        } => {
            json!({ "country": country, "subdivision": subdivision, "city": city })
        }
        ProxyChoice::Custom { url } => json!({ "url": url }),
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

/// JSON that can stand in a raw triple-quoted string: quotation marks inside texts are always escaped in JSON, so
/// three in a row cannot occur.
fn python_json(body: &Value) -> String {
    format!("{body:#}")
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n  ")
}
