//! The figures that need a window: `cargo xtask bench` builds the app and runs this below a virtual display, with the
//! name of the figure. Each prints one JSON line with its limits, its baseline of the same run, and the machine's load.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement that cannot be taken fails, and its result goes to the terminal"
)]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "figures for people"
)]

use serde_json::Value;

mod bodies;
mod editor;
mod flows;
mod library;
mod mouse;
mod page;
mod process;
mod screen;
mod server;
#[path = "../session.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod session;
#[path = "../skyvern.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod skyvern;
mod start;
mod statistics;
mod timeline;
mod watch;
#[path = "../window.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod window;

fn main() {
    // Whatever goes wrong: nothing that was started here goes on, or who started this would wait for it.
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        report(panic);
        process::end_all();
    }));
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    // Shorter than what counts, to see whether the figure works at all.
    let is_short = arguments.next().as_deref() == Some("--short");
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    let mut figure = runtime.block_on(measured(&name, is_short));
    runtime.shutdown_background();
    figure["load"] = process::load().into();
    println!("{figure}");
}

async fn measured(name: &str, is_short: bool) -> Value {
    match name {
        "library-window" => library::measure(is_short).await,
        "start" => start::measure(is_short).await,
        "watch-idle" => watch::measure(is_short).await,
        "timeline" => timeline::measure(is_short).await,
        "editor" => editor::measure(is_short).await,
        other => panic!("there is no figure “{other}”"),
    }
}
