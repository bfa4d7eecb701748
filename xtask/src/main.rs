//! The project's own commands: `cargo xtask <command>`. One file a command.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line program speaks on its streams"
)]

mod bench;
mod bundle;
mod check;
mod counts;
mod real_skyvern;
mod run;
mod setup;
mod steps;
mod test;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use pico_args::Arguments;

const USAGE: &str = "\
The commands of Eyrie's repository

  cargo xtask run [--release] [-- ARGS]   set up, build and start the app
  cargo xtask test [FILTER]               set up, then every test: Rust, UI, real window
  cargo xtask check                       format, lints, types, rules, licences, unused code
  cargo xtask setup [--for run|check|test]
                                          check for what is missing and install it, no more
  cargo xtask bench [NAME] [--short]      measure the figures, one JSON line each
  cargo xtask bundle                      make the installer of this system (.deb on Linux)
  cargo xtask real-skyvern [--port N] [--dir DIR] [--llm URL]
                                          start a real Skyvern server on this machine until
                                          Ctrl+C; prints one JSON line with its URL and key
        --port N     the server's port (default: a free one)
        --dir DIR    where the server keeps its data (default: kept beside its installation)
        --llm URL    OpenAI-compatible endpoint for AI blocks (default: a scripted one)

With CI=true, or without a terminal, nothing is asked.
";

fn main() -> ExitCode {
    let mut args = Arguments::from_env();
    match dispatch(&mut args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("\nerror: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &mut Arguments) -> Result<()> {
    match args.subcommand()?.as_deref() {
        Some("run") => run::run(args),
        Some("test") => test::run(args),
        Some("check") => check::run(args),
        Some("setup") => setup::run(args),
        Some("bench") => bench::run(args),
        Some("bundle") => bundle::run(args),
        Some("real-skyvern") => real_skyvern::run(args),
        Some(other) => anyhow::bail!("there is no command {other:?}\n\n{USAGE}"),
        None => {
            print!("{USAGE}");
            Ok(())
        }
    }
}

/// The repository's root, wherever the command was given.
fn root() -> PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.parent().map_or(own.clone(), Path::to_path_buf)
}

/// Whether a person can be asked.
fn attended() -> bool {
    use std::io::IsTerminal;
    !in_ci() && std::io::stdin().is_terminal()
}

/// Whether this is the continuous integration's machine, where nothing may be left out.
fn in_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

/// Refuses what a command does not know, so that a typing error is not taken for consent.
fn no_more(args: &mut Arguments) -> Result<()> {
    let rest = std::mem::replace(args, Arguments::from_vec(Vec::new())).finish();
    anyhow::ensure!(rest.is_empty(), "not understood: {rest:?}\n\n{USAGE}");
    Ok(())
}
