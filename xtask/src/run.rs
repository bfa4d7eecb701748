//! `cargo xtask run`: set up, build and start the app.

use anyhow::Result;
use pico_args::Arguments;

use crate::setup::{self, Purpose};
use crate::steps::Step;

/// The packages whose tests are compiled together. Always the same ones with the same features,
/// or their dependencies would be compiled again; never this program, which is running.
pub(crate) const PACKAGES: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// Loads the built files of `ui/` into the window, as a bundled app does.
pub(crate) const FEATURES: [&str; 2] = ["--features", "custom-protocol"];

pub(crate) fn run(args: &mut Arguments) -> Result<()> {
    let release = args.contains("--release");
    let rest = std::mem::replace(args, Arguments::from_vec(Vec::new())).finish();
    setup::prepare(Purpose::Run)?;
    build_ui().run()?;
    let app = Step::cargo("the app").words("run").args(FEATURES);
    let app = if release { app.words("--release") } else { app };
    app.words("--")
        .args(rest.into_iter().filter(|arg| arg != "--"))
        .run()
}

/// The step that makes `ui/dist`, which the app's binary carries.
pub(crate) fn build_ui() -> Step {
    Step::npm("UI build").words("run build")
}
