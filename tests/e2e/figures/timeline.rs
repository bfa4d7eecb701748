//! The window of a run of a thousand blocks with five thousand actions: to open it, and to show what is new.

use std::time::Instant;

use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};

use crate::bodies::{self, RUN, Run};
use crate::page::{PATIENCE, connect, invoke, numbers, painted, prepare, until};
use crate::process;
use crate::server::{Server, Stock};
use crate::session::{Keychain, Session};
use crate::statistics::{median, percentile, tenths};
use crate::window::App;

const LONG: Run = Run {
    blocks: 1000,
    actions_of_block: 5,
};
/// The same window with hardly anything in it.
const SMALL: Run = Run {
    blocks: 1,
    actions_of_block: 1,
};

pub(crate) async fn measure(is_short: bool) -> Value {
    let (opened, events) = if is_short { (2, 8) } else { (7, 40) };
    let small = Times::of(SMALL, opened, events).await;
    let long = Times::of(LONG, opened, events).await;
    json!({
        "figure": "timeline", "blocks": LONG.blocks, "actions": LONG.blocks * LONG.actions_of_block,
        "limits": { "open_ms": 500, "event_p95_ms": 50 },
        "open_ms": median(long.open), "baseline_open_ms": median(small.open),
        "event_p95_ms": percentile(long.event.clone(), 95), "event_p50_ms": median(long.event),
        "baseline_event_p95_ms": percentile(small.event, 95),
        "merge_p95_ms": percentile(long.merge, 95), "events": events,
    })
}

#[derive(Debug)]
struct Times {
    /// From the wish to open the window to its blocks on the screen, one a window.
    open: Vec<f64>,
    /// From an event to the screen that shows it.
    event: Vec<f64>,
    /// The part of it that takes in the event.
    merge: Vec<f64>,
}

impl Times {
    async fn of(run: Run, opened: usize, events: usize) -> Self {
        let stock = Stock {
            workflows: 1,
            workflow: |at| bodies::workflow(at, 20),
            run,
        };
        let server = Server::start(stock).await;
        server.begin_run();
        let session = Session::start(Keychain::Unlocked);
        let app = App::start(&session).await;
        app.resize(1280, 800).await;
        prepare(&app).await;
        let connection = connect(&app, &server, stock.workflows).await;
        let main = app.current_window().await;
        let mut open = Vec::new();
        for at in 0..opened {
            if at > 0 {
                close_window(&app, &main).await;
            }
            open.push(open_window(&app, &connection).await);
        }
        let (event, merge) = take_events(&app, &server, run, events).await;
        app.quit().await;
        Self { open, event, merge }
    }
}

async fn open_window(app: &App, connection: &str) -> f64 {
    let before = app.windows().await;
    let input = json!({ "connection": connection, "run": RUN, "title": "The long run" });
    let wished = process::now();
    invoke(app, "open_run", &input).await;
    app.turn_to_new_window(&before).await;
    tenths(painted(app, "timeline").await - wished)
}

/// Closes the window of the run as a person does. The driver would take only its page and leave the window, which the
/// app then brings to the front, empty, in the place of a new one.
async fn close_window(app: &App, main: &WindowHandle) {
    let close = "window.__TAURI_INTERNALS__.invoke('plugin:window|close', \
                 { label: window.__TAURI_INTERNALS__.metadata.currentWindow.label })";
    // Later: the page that is asked goes with its window.
    app.value(&format!("setTimeout(() => {close})")).await;
    app.turn_to(main).await;
    let began = Instant::now();
    while invoke(app, "plugin:window|get_all_windows", &json!({})).await != json!(["main"]) {
        assert!(began.elapsed() < PATIENCE, "the window of the run stays");
    }
}

/// Lets the run go on, block after block, and waits for each to be seen.
async fn take_events(app: &App, server: &Server, run: Run, events: usize) -> (Vec<f64>, Vec<f64>) {
    prepare(app).await;
    let is_shown = "({ nodes }) => nodes.every(({ label }) => \
                    document.querySelector(`[role=treeitem][aria-label^=\"${label}\"]`))";
    app.value(&format!("figures.watchEvents('run-changed', {is_shown})"))
        .await;
    for at in 0..events {
        server.next_block();
        let label = format!("step_{}", run.blocks + at);
        let what = format!("{label} in the window");
        let is_drawn = format!(
            "document.querySelector(\"[role=treeitem][aria-label^='{label},']\") !== null && \
             figures.causes.length > {at} && figures.causes.every(({{ painted }}) => painted !== null)"
        );
        until(app, &what, &is_drawn).await;
    }
    let times = "figures.causes.map(({ at, painted }) => painted - at)";
    let merges = "figures.causes.map(({ at, handled }) => handled - at)";
    (numbers(app, times).await, numbers(app, merges).await)
}
