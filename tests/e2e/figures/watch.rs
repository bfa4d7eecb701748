//! What it costs to watch a run in which nothing changes.

use std::time::Duration;

use serde_json::{Value, json};

use crate::bodies::{self, RUN, Run};
use crate::page::{connect, invoke, painted, prepare};
use crate::process;
use crate::server::{Server, Stock};
use crate::session::{Keychain, Session};
use crate::statistics::tenths;
use crate::window::App;

const STOCK: Stock = Stock {
    workflows: 100,
    workflow: |at| bodies::workflow(at, 20),
    run: Run {
        blocks: 20,
        actions_of_block: 5,
    },
};
/// After so long the watcher has found that nothing changes, and asks seldom.
const SETTLED: Duration = Duration::from_secs(30);

pub(crate) async fn measure(is_short: bool) -> Value {
    let span = Duration::from_secs(if is_short { 20 } else { 60 });
    let server = Server::start(STOCK).await;
    let session = Session::start(Keychain::Unlocked);
    let app = App::start(&session).await;
    prepare(&app).await;
    let connection = connect(&app, &server, STOCK.workflows).await;
    let process = process::started("eyrie");
    tokio::time::sleep(SETTLED).await;
    let baseline = Share::over(process, span).await;

    server.begin_run();
    let before = app.windows().await;
    let input = json!({ "connection": connection, "run": RUN, "title": "The long run" });
    invoke(&app, "open_run", &input).await;
    app.turn_to_new_window(&before).await;
    prepare(&app).await;
    painted(&app, "timeline").await;
    tokio::time::sleep(SETTLED).await;
    let watching = Share::over(process, span).await;
    app.quit().await;
    json!({
        "figure": "watch-idle", "seconds": span.as_secs(), "limits": { "cpu_percent": 1.0 },
        "cpu_percent": tenths(watching.app - baseline.app), "watching_percent": tenths(watching.app),
        "baseline_percent": tenths(baseline.app),
        "all_processes_percent": tenths(watching.all), "baseline_all_processes_percent": tenths(baseline.all),
    })
}

/// Percent of one core.
#[derive(Debug)]
struct Share {
    /// The app's own process.
    app: f64,
    /// With those of the web engine.
    all: f64,
}

impl Share {
    async fn over(process: u32, span: Duration) -> Self {
        let (app, all) = (process::cpu(process), process::cpu_of_all(process));
        tokio::time::sleep(span).await;
        let percent = |from: f64, to: f64| (to - from) / span.as_secs_f64() * 100.0;
        Self {
            app: percent(app, process::cpu(process)),
            all: percent(all, process::cpu_of_all(process)),
        }
    }
}
