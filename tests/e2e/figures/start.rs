//! From the start of the program to its first paint, and the memory of all its processes, against an empty window.

use std::time::Duration;

use serde_json::{Value, json};

use crate::bodies::{self, Run};
use crate::page::{connect, painted, prepare};
use crate::process;
use crate::server::{Server, Stock};
use crate::session::{Keychain, Session};
use crate::statistics::{median, ratio, tenths};
use crate::window::App;

const WORKFLOWS: usize = 100;
/// After so long nothing is still being loaded.
const SETTLED: Duration = Duration::from_secs(10);

/// What was measured of one program, one number a start.
#[derive(Debug, Default)]
struct Starts {
    paints: Vec<f64>,
    memory: Vec<f64>,
}

pub(crate) async fn measure(is_short: bool) -> Value {
    let rounds = if is_short { 2 } else { 7 };
    let stock = Stock {
        workflows: WORKFLOWS,
        workflow: |at| bodies::workflow(at, 20),
        run: Run {
            blocks: 0,
            actions_of_block: 0,
        },
    };
    let server = Server::start(stock).await;
    let session = Session::start(Keychain::Unlocked);
    let app = App::start(&session).await;
    prepare(&app).await;
    connect(&app, &server, WORKFLOWS).await;
    app.quit().await;

    let (mut eyrie, mut empty) = (Starts::default(), Starts::default());
    // In turns, so that a busy machine is busy for both.
    for _ in 0..rounds {
        empty.measure(&session, "empty-window").await;
        eyrie.measure(&session, "eyrie").await;
    }
    let (paint, baseline_paint) = (median(eyrie.paints), median(empty.paints));
    let (memory, baseline_memory) = (median(eyrie.memory), median(empty.memory));
    json!({
        "figure": "start", "workflows": WORKFLOWS, "rounds": rounds,
        "limits": { "first_paint_ratio": 1.25, "memory_ratio": 1.25 },
        "first_paint_ratio": ratio(paint, baseline_paint), "memory_ratio": ratio(memory, baseline_memory),
        "first_paint_ms": paint, "baseline_first_paint_ms": baseline_paint,
        "memory_mb": memory, "baseline_memory_mb": baseline_memory,
    })
}

impl Starts {
    async fn measure(&mut self, session: &Session, program: &str) {
        let app = App::start_program(session, program).await;
        let process = process::started(program);
        let paint = painted(&app, "first-contentful-paint").await;
        self.paints.push(tenths(paint - process::start(process)));
        // Memory has no event for "idle".
        tokio::time::sleep(SETTLED).await;
        self.memory.push(process::memory(process));
        app.quit().await;
    }
}
