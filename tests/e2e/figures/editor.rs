//! The block editor with large workflows: to open, drag, drop, scroll, type and go on for ten thousand steps.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::bodies::{Run, Words};
use crate::flows;
use crate::mouse::{Point, Way};
use crate::page::{ask, connect, invoke, numbers, prepare, until, wait_for_sync};
use crate::process;
use crate::server::{Server, Stock};
use crate::session::{Keychain, Session};
use crate::statistics::{median, percentile, ratio, tenths};
use crate::window::App;

/// Blocks of the workflows; the first is what the others are compared with.
const SIZES: [usize; 4] = [1, 50, 300, 1000];
const LARGEST: usize = SIZES[3];
const STOCK: Stock = Stock {
    workflows: SIZES.len(),
    workflow: |at| flows::workflow(at, SIZES[at]),
    run: Run {
        blocks: 0,
        actions_of_block: 0,
    },
};

const CANVAS: &str = "document.querySelector('.canvas-scroller')";
const PROMPT: &str = "document.querySelector('[data-field=data_extraction_goal] .cm-content')";
/// The block that is dragged: no other refers to it.
const DRAGGED: &str = "document.querySelector('.canvas [data-key=open_0]')";
/// The block that is read before the dragged one.
const BEFORE_DRAGGED: &str = "(() => { \
    const keys = [...document.querySelectorAll('.canvas [data-key]')].map((card) => card.dataset.key); \
    return keys[keys.indexOf('open_0') - 1] ?? 'none'; })()";
const TYPED: &str = " Only rows of {{ mounth }} count and those of {{ month }} that are new.";
/// Pixels from a card to another place for it: inside the first loop.
const DOWN: f64 = 260.0;
/// Pixels a frame: a turn of the wheel.
const SCROLL_STEP: u32 = 60;
/// What ten thousand steps are reckoned from in a short run.
const STEPS: usize = 10_000;
/// Memory has no event for "idle".
const SETTLED: Duration = Duration::from_secs(5);
/// Of an extraction block.
const FIELD: &str = "data_extraction_goal";

/// How often each thing is done.
#[derive(Debug, Clone, Copy)]
struct Counts {
    opened: usize,
    moves: usize,
    drops: usize,
    texts: usize,
    scrolled: usize,
    steps: usize,
}

impl Counts {
    const LONG: Self = Self {
        opened: 7,
        moves: 600,
        drops: 20,
        texts: 4,
        scrolled: 600,
        steps: STEPS,
    };
    const SHORT: Self = Self {
        opened: 2,
        moves: 200,
        drops: 4,
        texts: 1,
        scrolled: 200,
        steps: 500,
    };
}

pub(crate) async fn measure(is_short: bool) -> Value {
    let counts = if is_short {
        Counts::SHORT
    } else {
        Counts::LONG
    };
    let server = Server::start(STOCK).await;
    let session = Session::start(Keychain::Unlocked);
    let app = App::start(&session).await;
    prepare(&app).await;
    let connection = connect(&app, &server, STOCK.workflows).await;
    app.quit().await;

    let app = start(&session).await;
    let opened = Opened::measure(&app, counts).await;
    let hands = Hands::measure(&app, counts).await;
    app.quit().await;
    let steps = Steps::measure(&session, &connection, counts.steps).await;

    let mut figure = json!({
        "figure": "editor", "sizes": SIZES[1..],
        "limits": {
            "open_ms": [150, 300, 600], "frame_p95_ms": 16.7, "frame_ratio": 1.2, "drop_ms": 50,
            "key_p95_ms": 16, "undo_disk_mb": 50, "undo_memory_mb": 50,
        },
    });
    for part in [opened.figure(), hands.figure(), steps.figure()] {
        crate::bodies::merge(&mut figure, part);
    }
    figure
}

/// The app with the library of the first start in a window of the size that the editor is made for.
async fn start(session: &Session) -> App {
    let app = App::start(session).await;
    app.resize(1500, 980).await;
    prepare(&app).await;
    wait_for_sync(&app, STOCK.workflows).await;
    app
}

/// Opens the editor and answers with the milliseconds from the click to the first paint of cards.
async fn open(app: &App, blocks: usize) -> f64 {
    app.click("row", &flows::title(blocks)).await;
    // The button beside the list is that of the row before until then.
    let is_chosen = format!(
        "document.querySelector('.preview-title')?.textContent === {:?}",
        flows::title(blocks)
    );
    until(app, "the chosen workflow", &is_chosen).await;
    app.wait_for_frames().await;
    let button = app.find("button", "Edit").await;
    app.value("figures.watchClick('editor')").await;
    button.click().await.expect("the button can be clicked");
    let took = until(app, "cards", "figures.sinceClick('editor')").await;
    tenths(took.as_f64().expect("a time"))
}

async fn close(app: &App) {
    app.click("button", "Back to workflows").await;
    app.find("row", &flows::title(LARGEST)).await;
}

/// Milliseconds to the first paint of cards.
#[derive(Debug)]
struct Opened {
    /// The very first time, when the editor's code is read as well.
    first: f64,
    /// By size, as in [`SIZES`].
    medians: Vec<f64>,
}

impl Opened {
    async fn measure(app: &App, counts: Counts) -> Self {
        let first = open(app, SIZES[0]).await;
        close(app).await;
        let mut times = vec![Vec::new(); SIZES.len()];
        // In turns, so that a busy machine is busy for all.
        for _ in 0..counts.opened {
            for (times, blocks) in times.iter_mut().zip(SIZES) {
                times.push(open(app, blocks).await);
                close(app).await;
            }
        }
        let medians = times.into_iter().map(median).collect();
        Self { first, medians }
    }

    fn figure(&self) -> Value {
        json!({
            "open_ms": self.medians[1..], "baseline_open_ms": self.medians[0],
            "first_open_ms": self.first,
        })
    }
}

/// What hands do in the largest workflow, and the same on an empty page in the same window.
#[derive(Debug)]
struct Hands {
    dragged: Frames,
    empty_dragged: Frames,
    scrolled: Frames,
    empty_scrolled: Frames,
    drops: Vec<f64>,
    keys: Vec<f64>,
    bare_keys: Vec<f64>,
}

impl Hands {
    async fn measure(app: &App, counts: Counts) -> Self {
        open(app, LARGEST).await;
        until(app, "the card", &format!("{DRAGGED} !== null")).await;
        let place = app
            .value(&format!(
                "(() => {{ const {{ left, top, right, bottom }} = {CANVAS}.getBoundingClientRect(); \
                 return [left, top, right, bottom]; }})()"
            ))
            .await;
        let from = grip(app).await;
        let way = Way::over(from, &place, counts.moves);
        let dragged = drag(app, &way).await;
        let scrolled = scroll(app, CANVAS, counts.scrolled).await;
        let mut drops = Vec::new();
        for turn in 0..counts.drops {
            drops.push(drop_elsewhere(app, turn, from).await);
        }
        let keys = type_in_prompt(app, counts.texts).await;
        let bare_keys = type_in_bare_field(app, counts.texts).await;

        let height = app.value(&format!("{CANVAS}.scrollHeight")).await;
        app.value(&format!("figures.emptyPage({height})")).await;
        app.wait_for_frames().await;
        let empty_dragged = drag(app, &way).await;
        let empty = "document.getElementById('empty-page')";
        let empty_scrolled = scroll(app, empty, counts.scrolled).await;
        Self {
            dragged,
            empty_dragged,
            scrolled,
            empty_scrolled,
            drops,
            keys,
            bare_keys,
        }
    }

    fn figure(&self) -> Value {
        let (drag, empty_drag) = (self.dragged.p95(), self.empty_dragged.p95());
        let (scroll, empty_scroll) = (self.scrolled.p95(), self.empty_scrolled.p95());
        let (key, bare_key) = (
            percentile(self.keys.clone(), 95),
            percentile(self.bare_keys.clone(), 95),
        );
        json!({
            "drag_frame_p95_ms": drag, "baseline_drag_frame_p95_ms": empty_drag,
            "drag_frame_ratio": ratio(drag, empty_drag),
            "drag_frames": self.dragged.gaps.len(), "drag_moves": self.dragged.moves,
            "drag_frame_max_ms": percentile(self.dragged.gaps.clone(), 100),
            "scroll_frame_p95_ms": scroll, "baseline_scroll_frame_p95_ms": empty_scroll,
            "scroll_frame_ratio": ratio(scroll, empty_scroll), "scroll_frames": self.scrolled.gaps.len(),
            "drop_p50_ms": median(self.drops.clone()), "drop_p95_ms": percentile(self.drops.clone(), 95),
            "drops": self.drops.len(),
            "key_p50_ms": median(self.keys.clone()), "key_p95_ms": key,
            "baseline_key_p95_ms": bare_key, "key_ratio": ratio(key, bare_key), "keys": self.keys.len(),
        })
    }
}

/// Times between two frames.
#[derive(Debug)]
struct Frames {
    gaps: Vec<f64>,
    /// How often the page saw the pointer move.
    moves: u64,
}

impl Frames {
    fn of(seen: &Value) -> Self {
        let gaps = seen["gaps"].as_array().expect("a list");
        Self {
            gaps: gaps.iter().filter_map(Value::as_f64).collect(),
            moves: seen["moves"].as_u64().expect("a number"),
        }
    }

    fn p95(&self) -> f64 {
        percentile(self.gaps.clone(), 95)
    }
}

/// Where the dragged card is taken.
async fn grip(app: &App) -> Point {
    let grip = format!(
        "(() => {{ const {{ left, top }} = {DRAGGED}.getBoundingClientRect(); return [left + 90, top + 20]; }})()"
    );
    Point::of(&app.value(&grip).await)
}

/// Leads the pointer with the button held, watches the frames, and gives the drag up.
async fn drag(app: &App, way: &Way) -> Frames {
    app.hold(way.from).await;
    app.value("figures.watchFrames()").await;
    app.lead(way).await;
    let seen = app.value("figures.frames()").await;
    app.press(&[], char::from(fantoccini::key::Key::Escape))
        .await;
    app.let_go().await;
    until(
        app,
        "nothing dragged",
        "document.documentElement.dataset.dragging === undefined && document.querySelector('.drag-layer') === null",
    )
    .await;
    Frames::of(&seen)
}

async fn scroll(app: &App, scroller: &str, count: usize) -> Frames {
    let scrolling = format!("figures.scrollFrames({scroller}, {SCROLL_STEP}, {count})");
    let seen = ask(app, &scrolling).await;
    app.value(&format!("({scroller}.scrollTop = 0)")).await;
    app.wait_for_frames().await;
    Frames::of(&seen)
}

/// Drags the card to another place, down and back to the first one in turns: milliseconds from letting go to the frame that shows it.
async fn drop_elsewhere(app: &App, turn: usize, first: Point) -> f64 {
    app.value(&format!("{DRAGGED}.scrollIntoView({{ block: 'center' }})"))
        .await;
    app.wait_for_frames().await;
    let before = app.value(BEFORE_DRAGGED).await;
    let from = grip(app).await;
    let down = if turn.is_multiple_of(2) {
        DOWN
    } else {
        first.y - from.y
    };
    let way = Way::straight(from, down);
    app.hold(way.from).await;
    app.lead(&way).await;
    // Once the pointer rests.
    let is_open = "document.querySelector('.drop-slot') !== null";
    until(app, "a place for the card", is_open).await;
    app.value("figures.watchDrop()").await;
    app.let_go().await;
    let took = until(app, "the card at its place", "figures.drop").await;
    let after = app.value(BEFORE_DRAGGED).await;
    assert_ne!(before, after, "the drop moved nothing");
    let is_still =
        "document.querySelector('.canvas-world').getAnimations({ subtree: true }).length === 0";
    until(app, "all cards at their places", is_still).await;
    tenths(took.as_f64().expect("a time"))
}

/// Milliseconds from each key to the frame with its letter, while the draft is kept and checked on the way.
async fn type_in_prompt(app: &App, texts: usize) -> Vec<f64> {
    app.value(&format!("({CANVAS}.scrollTop = 0)")).await;
    let card = app.see_css(".canvas [data-key='read_0']").await;
    card.click().await.expect("the card can be clicked");
    until(app, "the field", &format!("{PROMPT} !== null")).await;
    app.value(&format!("{PROMPT}.scrollIntoView({{ block: 'center' }})"))
        .await;
    let field = app
        .see_css("[data-field=data_extraction_goal] .cm-content")
        .await;
    field.click().await.expect("the field can be clicked");
    app.value(&format!("figures.watchKeys({PROMPT}, true)"))
        .await;
    let times = type_and_wait(app, texts).await;
    let is_checked =
        "document.querySelector('[data-field=data_extraction_goal][data-severity]') !== null";
    until(app, "the name that nobody knows", is_checked).await;
    times
}

async fn type_in_bare_field(app: &App, texts: usize) -> Vec<f64> {
    app.value("figures.bareField(true)").await;
    type_and_wait(app, texts).await
}

async fn type_and_wait(app: &App, texts: usize) -> Vec<f64> {
    for _ in 0..texts {
        app.type_on(TYPED).await;
    }
    let is_quiet = "performance.now() - figures.causes.at(-1).seen > 250";
    until(app, "a quiet field", is_quiet).await;
    numbers(app, "figures.times()").await
}

/// Steps of an edit each, kept and undone one by one.
#[derive(Debug)]
struct Steps {
    taken: usize,
    took_ms: f64,
    disk: f64,
    memory: f64,
    memory_of_all: f64,
}

impl Steps {
    async fn measure(session: &Session, connection: &str, count: usize) -> Self {
        let disk = size(&session.data_folder());
        let app = start(session).await;
        open(&app, LARGEST).await;
        let eyrie = process::started("eyrie");
        tokio::time::sleep(SETTLED).await;
        let (memory, memory_of_all) = (process::own_memory(eyrie), process::memory(eyrie));
        let took = take_steps(&app, connection, count).await;
        tokio::time::sleep(SETTLED).await;
        let after = (process::own_memory(eyrie), process::memory(eyrie));
        app.quit().await;
        Self {
            taken: count,
            took_ms: took,
            disk: (size(&session.data_folder()) - disk) / 1e6,
            memory: after.0 - memory,
            memory_of_all: after.1 - memory_of_all,
        }
    }

    fn figure(&self) -> Value {
        let times = STEPS as f64 / self.taken as f64;
        json!({
            "undo_steps": STEPS, "undo_steps_taken": self.taken, "undo_is_extrapolated": self.taken < STEPS,
            "undo_disk_mb": tenths(self.disk * times), "undo_memory_mb": tenths(self.memory * times),
            "undo_taken_disk_mb": tenths(self.disk), "undo_taken_memory_mb": tenths(self.memory),
            "undo_taken_all_processes_memory_mb": tenths(self.memory_of_all),
            "step_ms": tenths(self.took_ms / self.taken as f64),
        })
    }
}

/// Gives prompts of the largest workflow other texts; milliseconds that it took.
async fn take_steps(app: &App, connection: &str, count: usize) -> f64 {
    let mut words = Words(7);
    let texts: Vec<String> = (0..50).map(|_| words.sentence(45)).collect();
    let blocks: Vec<String> = (0..LARGEST / 8).map(|at| format!("read_{at}")).collect();
    let draft = json!({
        "connection": connection, "workflow": format!("wpid_{:018}", STOCK.workflows - 1),
    });
    // Waits for each part are bounded; the last steps of all are there to be undone.
    let part = count.min(500);
    let began = process::now();
    for from in (0..count).step_by(part) {
        let steps = format!(
            "figures.takeSteps({draft}, {}, {FIELD:?}, {}, {from}, {part})",
            json!(blocks),
            json!(texts)
        );
        ask(app, &steps).await;
    }
    let took = process::now() - began;
    let undone = invoke(app, "undo_edit", &json!({ "draft": draft })).await;
    assert!(undone["head"]["redo"].is_string(), "no step can be undone");
    took
}

/// Bytes of all files in a folder.
fn size(folder: &Path) -> f64 {
    let entries = std::fs::read_dir(folder).expect("the data folder");
    let sizes = entries.flatten().map(|entry| {
        let about = entry.metadata().expect("a file of the data folder");
        if about.is_dir() {
            size(&entry.path())
        } else {
            about.len() as f64
        }
    });
    sizes.sum()
}
