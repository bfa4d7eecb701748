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
mod library;
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

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    // Shorter than what counts, to see whether the figure works at all.
    let is_short = arguments.next().as_deref() == Some("--short");
    let mut figure: Value = match name.as_str() {
        "library-window" => library::measure(is_short).await,
        "start" => start::measure(is_short).await,
        "watch-idle" => watch::measure(is_short).await,
        "timeline" => timeline::measure(is_short).await,
        other => panic!("there is no figure “{other}”"),
    };
    figure["load"] = process::load().into();
    println!("{figure}");
}
