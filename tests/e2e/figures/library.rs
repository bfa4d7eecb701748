//! A library of ten thousand workflows in the window: first rows, search as one types, scrolling, unchanged sync.

use serde_json::{Value, json};

use crate::bodies::{self, Run};
use crate::page::{ask, connect, numbers, painted, prepare, time_origin, until, wait_for_sync};
use crate::process;
use crate::screen::Screen;
use crate::server::{Server, Stock};
use crate::session::{Keychain, Session};
use crate::statistics::{median, percentile, tenths};
use crate::window::App;

const BLOCKS: usize = 20;
/// How much of a view is scrolled in a frame: a fast turn of the wheel.
const SCROLL_STEP: f64 = 0.5;

/// What is typed, letter by letter.
const QUERIES: [&str; 6] = [
    "download invoice",
    "portal42.example",
    "wpid_0000000000000004",
    "dlinv",
    "Überweisung",
    "extract the table",
];

pub(crate) async fn measure(is_short: bool) -> Value {
    let (workflows, starts) = if is_short { (10_000, 1) } else { (10_000, 5) };
    let stock = Stock {
        workflows,
        workflow: |at| bodies::workflow(at, BLOCKS),
        run: Run {
            blocks: 0,
            actions_of_block: 0,
        },
    };
    let server = Server::start(stock).await;
    let session = Session::start(Keychain::Unlocked);
    let app = App::start(&session).await;
    prepare(&app).await;
    connect(&app, &server, workflows).await;
    let first_sync = process::written(process::started("eyrie"));
    app.quit().await;

    let screen = Screen::watch();
    let mut firsts = Firsts::default();
    for _ in 0..starts - 1 {
        firsts.start(&session, &screen).await.quit().await;
    }
    let pages = server.pages_read();
    let app = firsts.start(&session, &screen).await;
    wait_for_sync(&app, workflows).await;
    // Reading the rows wrote nothing; what was written until now is the start's and the comparison's.
    let unchanged_sync = process::written(process::started("eyrie"));

    let typed = type_queries(&app, "[role='grid'][aria-label='Workflows']").await;
    let scrolled = scroll(&app).await;
    let bare = type_into_bare_field(&app).await;
    app.quit().await;
    json!({
        "figure": "library-window", "workflows": workflows, "blocks": BLOCKS,
        "limits": { "first_rows_ms": 300, "key_p95_ms": 50, "blank_frames": 0 },
        "first_rows_ms": median(firsts.rows), "baseline_first_paint_ms": median(firsts.paints),
        "page_to_first_rows_ms": median(firsts.rows_in_page),
        "key_p50_ms": percentile(typed.clone(), 50), "key_p95_ms": percentile(typed.clone(), 95),
        "keys": typed.len(), "baseline_key_p95_ms": percentile(bare, 95),
        "blank_frames": scrolled["blank"], "frames": scrolled["frames"],
        "slow_frames": scrolled["long"], "highest_gap_px": scrolled["worst"],
        "unchanged_pages": server.pages_read() - pages,
        "unchanged_sync_written_mb": megabytes(unchanged_sync),
        "baseline_first_sync_written_mb": megabytes(first_sync),
    })
}

/// Milliseconds from the window on the screen to what is in it, one of each start.
#[derive(Debug, Default)]
struct Firsts {
    rows: Vec<f64>,
    rows_in_page: Vec<f64>,
    /// The first paint of anything, which no list could be before.
    paints: Vec<f64>,
}

impl Firsts {
    async fn start(&mut self, session: &Session, screen: &Screen) -> App {
        let app = App::start(session).await;
        prepare(&app).await;
        let rows = painted(&app, "workflows").await;
        let shown = screen.first_shown();
        self.rows.push(rows - shown);
        self.rows_in_page.push(rows - time_origin(&app).await);
        let paint = painted(&app, "first-contentful-paint").await;
        self.paints.push(paint - shown);
        app
    }
}

/// Milliseconds from each key to the list that it leads to, those that change nothing left out.
async fn type_queries(app: &App, region: &str) -> Vec<f64> {
    app.value(&format!(
        "figures.watchKeys(document.querySelector({region:?}))"
    ))
    .await;
    let mut keys = 0;
    let mut times = Vec::new();
    for query in QUERIES {
        app.value("document.querySelector(\"input[aria-label='Search workflows']\").select()")
            .await;
        app.value("document.querySelector(\"input[aria-label='Search workflows']\").focus()")
            .await;
        for key in query.chars() {
            app.press(&[], key).await;
            keys += 1;
            until(app, "a quiet list", &format!("figures.isQuiet({keys})")).await;
        }
    }
    times.extend(numbers(app, "figures.times()").await);
    times
}

async fn type_into_bare_field(app: &App) -> Vec<f64> {
    app.value("figures.bareField()").await;
    for (at, key) in QUERIES[0].chars().enumerate() {
        app.press(&[], key).await;
        let is_quiet = format!("figures.isQuiet({})", at + 1);
        until(app, "a quiet page", &is_quiet).await;
    }
    numbers(app, "figures.times()").await
}

async fn scroll(app: &App) -> Value {
    // The whole list again.
    app.type_into("Search workflows", " ").await;
    let grid = "document.querySelector(\"[role='grid'][aria-label='Workflows']\")";
    let is_whole = format!("Number({grid}.getAttribute('aria-rowcount')) > 10000");
    until(app, "the whole list", &is_whole).await;
    // The heads of the columns cover the top of the view.
    let lines = ".grid-line, [role=columnheader]";
    let scrolling = format!("figures.scrollThrough({grid}, {lines:?}, {SCROLL_STEP})");
    let mut result = ask(app, &scrolling).await;
    result["worst"] = json!(tenths(result["worst"].as_f64().unwrap_or_default()));
    result
}

fn megabytes(bytes: u64) -> f64 {
    tenths(bytes as f64 / 1e6)
}
