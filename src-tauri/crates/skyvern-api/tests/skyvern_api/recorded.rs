//! The recorded exchanges: one request to a Skyvern 1.0.56 and its answer per file, keys replaced by `<API_KEY>`.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Debug, Deserialize)]
pub(crate) struct Exchange {
    pub(crate) name: String,
    pub(crate) request: Request,
    pub(crate) response: Response,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// With the query.
    pub(crate) path: String,
    pub(crate) headers: Map<String, Value>,
    pub(crate) json: Option<Value>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Map<String, Value>,
    #[serde(default)]
    pub(crate) body: Value,
}

impl Exchange {
    pub(crate) fn load(name: &str) -> Self {
        let text = std::fs::read(folder().join(format!("{name}.json"))).expect(name);
        serde_json::from_slice(&text).expect(name)
    }

    /// The path by today's names, without the query: the recordings use Skyvern's newer `agents` routes, of which the
    /// `workflows` routes are twins (server.md, 2).
    pub(crate) fn route(&self) -> String {
        let path = self.request.path.split('?').next().unwrap_or_default();
        path.replace("/v1/agents", "/v1/workflows")
            .replace("/run/agents", "/run/workflows")
    }

    pub(crate) fn query(&self) -> Vec<(String, String)> {
        let url = url::Url::parse(&format!("http://h{}", self.request.path)).expect("a path");
        let mut query: Vec<_> = url.query_pairs().into_owned().collect();
        query.sort();
        query
    }

    /// The bytes of the answer. Of binary files only the beginning was recorded; the rest is zeros.
    pub(crate) fn body(&self) -> Vec<u8> {
        let body = &self.response.body;
        if body.get("__binary__").is_some() {
            let length = body["bytes"].as_u64().expect("a length");
            let head = body["head_hex"].as_str().expect("a head");
            let head = (0..head.len())
                .step_by(2)
                .map(|at| u8::from_str_radix(&head[at..at + 2], 16));
            let mut bytes: Vec<u8> = head.map(|byte| byte.expect("hexadecimal")).collect();
            bytes.resize(usize::try_from(length).expect("a small file"), 0);
            return bytes;
        }
        serde_json::to_vec(body).expect("JSON")
    }
}

/// The names of all recordings of exchanges, or of all recordings of sockets.
pub(crate) fn names(sockets: bool) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .expect("the recordings")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
        .filter(|name| name.starts_with("ws-") == sockets)
        .collect();
    names.sort();
    names
}

pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/skyvern/recorded")
}
