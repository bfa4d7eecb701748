//! What the figures ask of the app's page, beyond what a person sees.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::server::Server;
use crate::window::App;

/// So long may a step take that is not measured.
pub(crate) const PATIENCE: Duration = Duration::from_mins(5);

/// Puts the recorder into the page.
pub(crate) async fn prepare(app: &App) {
    app.value(include_str!("recorder.js").trim()).await;
}

/// What a promise of the page comes to.
pub(crate) async fn ask(app: &App, promise: &str) -> Value {
    app.value(&format!("figures.ask({promise})")).await;
    let answer = until(app, promise, "figures.answer").await;
    assert!(answer["fault"].is_null(), "{promise}: {answer}");
    answer["value"].clone()
}

/// What a command of the backend answers.
pub(crate) async fn invoke(app: &App, command: &str, input: &Value) -> Value {
    ask(app, &format!("figures.invoke({command:?}, {input})")).await
}

/// The value of an expression as soon as it is neither null nor false.
pub(crate) async fn until(app: &App, what: &str, expression: &str) -> Value {
    let began = Instant::now();
    loop {
        let value = app.value(expression).await;
        if !matches!(value, Value::Null | Value::Bool(false)) {
            return value;
        }
        assert!(began.elapsed() < PATIENCE, "not in {PATIENCE:?}: {what}");
        // Seldom enough not to be in the way of what is measured.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Adds the server's connection and waits until its workflows are all in the library. Returns the connection's id.
pub(crate) async fn connect(app: &App, server: &Server, workflows: usize) -> String {
    let input = json!({
        "form": { "name": "Bench", "color": "blue", "kind": "ownServer", "baseUrl": server.base_url },
        "key": "key", "storage": "keychain",
    });
    let connection = invoke(app, "add_connection", &input).await;
    wait_for_sync(app, workflows).await;
    connection["id"].as_str().expect("an id").to_owned()
}

/// Waits until a comparison with the server has ended since the app was started.
pub(crate) async fn wait_for_sync(app: &App, workflows: usize) {
    let began = Instant::now();
    loop {
        let all = invoke(app, "connections", &json!({})).await;
        let one = &all["connections"][0];
        let is_done = one["sync"]["isRunning"] == false
            && one["sync"]["workflowsRead"] == workflows
            && one["workflowCount"] == workflows;
        if is_done {
            return;
        }
        assert!(began.elapsed() < PATIENCE, "not synchronised: {one}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// When the page's first content, or what a mark stands for, was on the screen: milliseconds since 1970.
pub(crate) async fn painted(app: &App, entry: &str) -> f64 {
    let place = format!("performance.getEntriesByName({entry:?})[0]");
    let expression = format!("{place} && performance.timeOrigin + {place}.startTime");
    until(app, entry, &expression)
        .await
        .as_f64()
        .expect("a time")
}

pub(crate) async fn time_origin(app: &App) -> f64 {
    let origin = app.value("performance.timeOrigin").await;
    origin.as_f64().expect("a time")
}

/// Numbers that the page has collected.
pub(crate) async fn numbers(app: &App, expression: &str) -> Vec<f64> {
    let list = app.value(expression).await;
    let list = list.as_array().cloned().unwrap_or_default();
    list.iter().filter_map(Value::as_f64).collect()
}
