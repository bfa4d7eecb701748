//! What the types cost: 100 full workflows through the client, against the same bytes as bare JSON.
//!
//! `cargo xtask bench client-decode` prints one JSON line; the limit is 1.3. Every workflow differs from the others.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement that cannot be taken fails, and its result goes to the terminal"
)]

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use skyvern_api::workflows::ListWorkflows;
use skyvern_api::{ApiKey, Client};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const ROUNDS: usize = 61;
const WORKFLOWS: usize = 100;
const BLOCKS: usize = 20;

#[tokio::main]
async fn main() {
    let body = workflows().to_string();
    let bytes = body.len();
    let base_url = serve(body).await;
    let client = Client::builder(&base_url, ApiKey::new("key"))
        .build()
        .expect("a client");
    let plain = reqwest::Client::new();
    let query = ListWorkflows {
        page_size: Some(100),
        ..ListWorkflows::default()
    };
    let (mut typed, mut bare) = (Vec::new(), Vec::new());
    // In turns, so that a busy machine is busy for both.
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let list = client.workflows().list(&query).await.expect("the list");
        typed.push(began.elapsed());
        assert_eq!(list.len(), WORKFLOWS);

        let began = Instant::now();
        let answer = plain
            .get(format!("{base_url}/v1/workflows"))
            .send()
            .await
            .expect("an answer");
        let read: Value =
            serde_json::from_slice(&answer.bytes().await.expect("a body")).expect("JSON");
        bare.push(began.elapsed());
        assert_eq!(read.as_array().map(Vec::len), Some(WORKFLOWS));
    }
    let (typed, bare) = (median(typed), median(bare));
    let ratio = typed.as_secs_f64() / bare.as_secs_f64();
    let line = json!({
        "figure": "client-decode", "bytes": bytes, "limit": 1.3, "ratio": ratio,
        "typed_ms": typed.as_secs_f64() * 1e3, "baseline_ms": bare.as_secs_f64() * 1e3,
    });
    println!("{line}");
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Workflows as a server gives them, with twenty blocks each.
fn workflows() -> Value {
    let recorded = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../tests/fixtures/skyvern/recorded/agents-get.json"
    );
    let recorded = std::fs::read(recorded).expect("the recording");
    let exchange: Value = serde_json::from_slice(&recorded).expect("JSON");
    let mut workflow = exchange["response"]["body"].clone();
    let blocks = workflow["workflow_definition"]["blocks"]
        .as_array_mut()
        .expect("blocks");
    let model = blocks.clone();
    blocks.extend(model.into_iter().cycle().take(BLOCKS - blocks.len()));
    let prompt =
        "Open the page of the customer and read each line of the table of invoices. ".repeat(4);
    for (at, block) in blocks.iter_mut().enumerate() {
        block["label"] = json!(format!("block_{at}"));
        block["prompt"] = json!(prompt);
    }
    let one = |at: usize| {
        let mut one = workflow.clone();
        one["workflow_permanent_id"] = json!(format!("wpid_{at:018}"));
        one["title"] = json!(format!("Invoices of customer {at}"));
        one
    };
    (0..WORKFLOWS).map(one).collect()
}

/// Answers every request of every connection with `body`.
async fn serve(body: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base_url = format!("http://{}", listener.local_addr().expect("an address"));
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let answer = head + &body;
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut request = vec![0; 8192];
                // One read holds one request: they are small, and none follows before the answer.
                while socket
                    .read(&mut request)
                    .await
                    .is_ok_and(|length| length > 0)
                {
                    if socket.write_all(answer.as_bytes()).await.is_err() {
                        break;
                    }
                }
            });
        }
    });
    base_url
}
