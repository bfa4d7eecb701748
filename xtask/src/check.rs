//! `cargo xtask check`: everything about the code that can be said without running the app.

use anyhow::{Result, bail};
use pico_args::Arguments;

use crate::run::{FEATURES, PACKAGES, build_ui};
use crate::setup::{self, Purpose};
use crate::steps::{Step, Steps};
use crate::tools;

/// What cargo-deny looks at without the network.
const OFFLINE: [&str; 3] = ["bans", "licenses", "sources"];

pub(crate) fn run(args: &mut Arguments) -> Result<()> {
    crate::no_more(args)?;
    let mut steps = Steps::default();
    steps.run_own("Set-up", || setup::prepare(Purpose::Check))?;
    let result = run_all(&mut steps);
    steps.print_summary();
    result?;
    let failed = steps.failed();
    if failed.is_empty() {
        println!("\nEverything is as it should be.");
        return Ok(());
    }
    bail!("failed: {}", failed.join(", "))
}

/// All steps run, also after one that failed: a person wants the whole list.
fn run_all(steps: &mut Steps) -> Result<()> {
    steps.run(Step::cargo("Rust format").words("fmt --all --check"))?;
    steps.run(Step::npm("UI format and lints").words("run lint"))?;
    steps.run(Step::npm("UI types").words("run types"))?;
    steps.run(Step::npm("UI unused code").words("run unused"))?;
    dependencies(steps)?;
    // The app's binary carries the built UI, so nothing of Rust compiles without it.
    steps.run(build_ui())?;
    steps.run(clippy())?;
    steps.run(documentation())?;
    steps.run(rules())?;
    Ok(())
}

fn clippy() -> Step {
    Step::cargo("Rust lints")
        .words("clippy --workspace --all-targets")
        .args(FEATURES)
        .words("-- -D warnings")
}

fn documentation() -> Step {
    Step::cargo("Rust documentation")
        .words("doc --workspace --no-deps --document-private-items")
        .args(FEATURES)
        .env("RUSTDOCFLAGS", "-D warnings")
}

/// The generated bindings are fresh; the architecture's rules hold.
fn rules() -> Step {
    Step::cargo("Bindings and architecture")
        .words("test --test bindings --test architecture")
        .args(PACKAGES)
        .args(FEATURES)
}

fn dependencies(steps: &mut Steps) -> Result<()> {
    let shear = tools::SHEAR.program()?;
    let shear = Step::new("Unused dependencies", &shear.to_string_lossy());
    steps.run(shear.words("--deny-warnings"))?;

    let deny = tools::DENY.program()?;
    let deny = |name: &str| Step::new(name, &deny.to_string_lossy());
    steps.run(deny("Licences, sources, bans").words("check").args(OFFLINE))?;
    advisories(steps, deny("Advisories").words("check advisories"))
}

/// The database of advisories is fetched when it can be; where it cannot, that is said.
fn advisories(steps: &mut Steps, step: Step) -> Result<()> {
    if advisory_database_is_reachable() {
        steps.run(step)?;
    } else {
        steps.leave_out("Advisories", "their database cannot be reached from here");
    }
    Ok(())
}

fn advisory_database_is_reachable() -> bool {
    let url = "https://github.com/RustSec/advisory-db";
    let mut git = std::process::Command::new("git");
    git.args(["ls-remote", "--exit-code", url, "HEAD"])
        .env("GIT_TERMINAL_PROMPT", "0");
    git.output().is_ok_and(|output| output.status.success())
}
