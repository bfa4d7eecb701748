//! `cargo xtask test [FILTER]`: the Rust tests, the UI's, and those in a real window.

use std::path::Path;

use anyhow::{Result, bail};
use pico_args::Arguments;

use crate::counts::{self, Counts};
use crate::real_skyvern::install;
use crate::run::{FEATURES, PACKAGES, build_ui};
use crate::setup::{self, Purpose};
use crate::steps::{Step, Steps};
use crate::tools;

/// The workspace package whose tests drive the built app; its one test binary has this name too.
const WINDOW_TESTS: &str = "e2e";

/// The virtual display, as `xvfb-run` takes it.
pub(crate) const DISPLAY: [&str; 2] = ["--auto-servernum", "--server-args=-screen 0 1600x1000x24"];

pub(crate) fn run(args: &mut Arguments) -> Result<()> {
    let filter: Option<String> = args.opt_free_from_str()?;
    crate::no_more(args)?;
    let mut steps = Steps::default();
    steps.run_own("Set-up", || setup::prepare(Purpose::Test))?;
    let result = run_groups(&mut steps, filter.as_deref());
    steps.print_summary();
    let failed = steps.failed().join(", ");
    let Counts {
        passed,
        failed: broken,
    } = steps.counts();
    println!("\n{passed} passed, {broken} failed");
    result?;
    if !failed.is_empty() {
        bail!("failed: {failed}");
    }
    Ok(())
}

/// Runs group after group; the first with a failed step is the last that runs.
fn run_groups(steps: &mut Steps, filter: Option<&str>) -> Result<()> {
    rust_tests(steps, filter)?;
    if steps.failed().is_empty() {
        ui_tests(steps, filter)?;
    }
    if steps.failed().is_empty() {
        window_tests(steps, filter)?;
    }
    Ok(())
}

fn rust_tests(steps: &mut Steps, filter: Option<&str>) -> Result<()> {
    // The app's binary carries the built UI, so nothing of Rust compiles without it.
    if !steps.run(build_ui())? {
        return Ok(());
    }
    let built = built_tests("Rust build").words("--no-run");
    if !steps.run(built)? {
        return Ok(());
    }
    let tests = if tools::answers(Path::new("cargo-nextest")) {
        let profile = if crate::in_ci() { "ci" } else { "default" };
        Step::cargo("Rust tests")
            .words("nextest run --all-targets")
            .args(PACKAGES)
            .words("--no-tests=pass --profile")
            .args([profile, &format!("--filterset=not package({WINDOW_TESTS})")])
            .args(FEATURES)
            .args(filter)
    } else {
        // Slower to run, but nothing has to be compiled for it first.
        let window = format!("--exclude={WINDOW_TESTS}");
        built_tests("Rust tests").args([window]).args(filter)
    };
    steps.run_tests(tests.env("INSTA_UPDATE", "no"), counts::from_cargo)?;
    let examples = Step::cargo("Rust documentation tests")
        .words("test --doc")
        .args(PACKAGES)
        .args(FEATURES)
        .args(filter);
    steps.run_tests(examples, counts::from_cargo)?;
    let own = Step::cargo("Tests of these commands").words("test --package xtask");
    steps.run_tests(own.args(filter), counts::from_cargo)?;
    Ok(())
}

fn built_tests(name: &str) -> Step {
    Step::cargo(name)
        .words("test --all-targets")
        .args(PACKAGES)
        .args(FEATURES)
}

fn ui_tests(steps: &mut Steps, filter: Option<&str>) -> Result<()> {
    let report = crate::root().join("target/xtask/vitest.json");
    // A run that dies before it writes its report must not be judged by the last one's.
    let _ = std::fs::remove_file(&report);
    let tests = Step::npm("UI tests")
        .words("test -- --passWithNoTests --reporter=default --reporter=json")
        .args([format!("--outputFile.json={}", report.display())])
        .args(filter);
    steps.run_tests(tests, |_| counts::from_vitest(&report))?;
    Ok(())
}

/// The built app in a window on a virtual display, against a real Skyvern server on this machine.
fn window_tests(steps: &mut Steps, filter: Option<&str>) -> Result<()> {
    let name = "Tests in a real window";
    if let Err(fault) = can_drive_a_window() {
        if crate::in_ci() {
            let fault = fault.context("these must not be left out in CI");
            return steps.run_own(name, || Err(fault));
        }
        steps.leave_out(name, &format!("{fault:#}"));
        return Ok(());
    }
    steps.run_own("Real Skyvern server, installed", install::installed)?;
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let tests = Step::new(name, "xvfb-run")
        .args(DISPLAY)
        .args([&cargo])
        .args(["test", "--test", WINDOW_TESTS])
        .args(PACKAGES)
        .args(FEATURES)
        .args(filter)
        .words("-- --test-threads=1");
    steps.run_tests(tests, counts::from_cargo)?;
    Ok(())
}

pub(crate) fn can_drive_a_window() -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("they need WebKit's driver and a virtual display, which Linux alone has");
    }
    for program in [
        "xvfb-run",
        "WebKitWebDriver",
        "dbus-run-session",
        "gnome-keyring-daemon",
    ] {
        if !on_path(program) {
            bail!("{program} is missing");
        }
    }
    install::can_install()
}

/// Whether a program stands in a folder of the PATH; not each of these knows `--version`.
pub(crate) fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|dir| dir.join(program).is_file())
}
