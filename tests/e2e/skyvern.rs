//! A real Skyvern server, started by `cargo xtask real-skyvern`.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Ends with the test.
#[derive(Debug)]
pub(crate) struct Skyvern {
    process: Child,
    _data: TempDir,
    /// Without a slash at the end.
    pub(crate) base_url: String,
    /// The server's own key.
    pub(crate) api_key: String,
}

impl Skyvern {
    /// Starts the server on empty data; takes half a minute.
    pub(crate) fn start() -> Self {
        let data = TempDir::with_prefix("eyrie-skyvern-").expect("a folder for the server");
        let mut process = Command::new(program("xtask"))
            .args(["real-skyvern", "--dir"])
            .arg(data.path())
            // It takes its own folder for that of the package that is tested otherwise.
            .env_remove("CARGO_MANIFEST_DIR")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("xtask was built before these tests");
        let out = process.stdout.take().expect("its output");
        let mut line = String::new();
        BufReader::new(out)
            .read_line(&mut line)
            .expect("one line when the server is ready");
        let told: Value = serde_json::from_str(&line)
            .unwrap_or_else(|fault| panic!("the server did not start ({fault}): {line}"));
        let text = |field: &str| told[field].as_str().expect("a text").to_owned();
        Self {
            process,
            _data: data,
            base_url: text("base_url"),
            api_key: text("api_key"),
        }
    }

    /// Saves a workflow past the app, as somebody else does: a new one, or the next version of `id`. Answers what the
    /// server made of it.
    pub(crate) async fn save(&self, id: Option<&str>, definition: &Value) -> Value {
        let path = id.map_or_else(String::new, |id| format!("/{id}"));
        let body = serde_json::json!({ "json_definition": definition });
        let request = reqwest::Client::new()
            .post(format!("{}/v1/workflows{path}", self.base_url))
            .json(&body);
        self.answer(request).await
    }

    /// The newest version of the workflow with this title.
    pub(crate) async fn workflow(&self, title: &str) -> Value {
        let request = reqwest::Client::new()
            .get(format!("{}/v1/workflows", self.base_url))
            .query(&[("page_size", "100")]);
        let all = self.answer(request).await;
        let mut all = all.as_array().expect("a list of workflows").iter();
        let found = all.find(|workflow| workflow["title"] == title);
        found
            .unwrap_or_else(|| panic!("the server has no “{title}”"))
            .clone()
    }

    async fn answer(&self, request: reqwest::RequestBuilder) -> Value {
        let answer = request.header("x-api-key", &self.api_key).send().await;
        let answer = answer.expect("the server answers");
        let status = answer.status();
        let text = answer.text().await.expect("an answer");
        assert!(status.is_success(), "the server refuses ({status}): {text}");
        serde_json::from_str(&text).expect("the answer is JSON")
    }

    /// Stops the server, as when somebody pulls its plug.
    pub(crate) fn stop(&mut self) {
        // xtask takes the server down with itself.
        Command::new("kill")
            .arg(self.process.id().to_string())
            .status()
            .expect("kill is there");
        self.process.wait().expect("the server ends");
    }
}

impl Drop for Skyvern {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            self.stop();
        }
    }
}

/// A program of this workspace, built beside this test.
pub(crate) fn program(name: &str) -> std::path::PathBuf {
    let this = std::env::current_exe().expect("the path of this test");
    let folder = this.ancestors().nth(2).expect("target/debug").to_owned();
    let path = folder.join(name);
    assert!(
        path.exists(),
        "{} is not built; run `cargo xtask test`",
        path.display()
    );
    path
}
