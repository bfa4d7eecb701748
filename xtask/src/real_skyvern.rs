//! `cargo xtask real-skyvern`: the real server on this machine, on loopback only, with a
//! database file, the system's Chromium and a scripted model. For trying things and for the tests in a window.
//!
//! It runs until Ctrl+C, or until its server ends; however this program ends, the server ends too.

pub(crate) mod install;
mod model;
mod server;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use pico_args::Arguments;
use serde_json::json;

use self::install::Installation;
use self::server::Server;

#[derive(Debug)]
struct Options {
    port: Option<u16>,
    data: Option<PathBuf>,
    model: Option<String>,
}

pub(crate) fn run(args: &mut Arguments) -> Result<()> {
    let options = Options {
        port: args.opt_value_from_str("--port")?,
        data: args.opt_value_from_str("--dir")?,
        model: args.opt_value_from_str("--llm")?,
    };
    crate::no_more(args)?;
    start(options)
}

fn start(options: Options) -> Result<()> {
    let begun = Instant::now();
    install::can_install()?;
    let installation = Installation::open()?;
    let installed = Instant::now();

    let model = options.model.map_or_else(model::start, Ok)?;
    let data = options.data.unwrap_or_else(|| installation.data_dir());
    let mut server = Server::start(&installation, &data, options.port, &model)?;
    eprintln!(
        "Starting the server, half a minute; its log is {}",
        server.log().display()
    );
    let version = server.ready()?;

    println!(
        "{}",
        json!({
            "base_url": server.base_url(),
            "api_key": server.api_key()?,
            "pid": server.pid(),
            "version": version,
            "model_url": model,
            "data_dir": server.data_dir(),
            "log": server.log(),
            "install_s": seconds(installed - begun),
            "start_s": seconds(installed.elapsed()),
        })
    );
    eprintln!("It runs until Ctrl+C.");
    let status = server.wait()?;
    if !(status.success() || was_asked_to_end(status)) {
        bail!("the server ended: {status}; see {}", server.log().display());
    }
    Ok(())
}

/// Seconds to a tenth.
fn seconds(took: Duration) -> f64 {
    (took.as_secs_f64() * 10.0).round() / 10.0
}

#[cfg(unix)]
fn was_asked_to_end(status: std::process::ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const INTERRUPT: i32 = 2;
    const TERMINATE: i32 = 15;
    matches!(status.signal(), Some(INTERRUPT | TERMINATE))
}

#[cfg(not(unix))]
fn was_asked_to_end(_: std::process::ExitStatus) -> bool {
    false
}
