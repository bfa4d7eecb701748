//! `cargo xtask bench [NAME]`: the figures, one JSON line each.

use anyhow::{Context, Result, bail};
use pico_args::Arguments;

use crate::run::{FEATURES, PACKAGES, build_ui};
use crate::steps::Step;
use crate::test;

/// A figure's name, and what measures it against a baseline in the same run.
#[derive(Debug)]
struct Figure {
    name: &'static str,
    measured_by: MeasuredBy,
}

#[derive(Debug)]
enum MeasuredBy {
    Example {
        package: &'static str,
        example: &'static str,
    },
    /// The app in a window on a virtual display.
    Window,
}

const FIGURES: &[Figure] = &[
    example("library", "library", "library_figures"),
    example("workflow", "workflow", "figures"),
    example("workflow", "workflow", "lint_figures"),
    example("client-decode", "skyvern-api", "client_decode"),
    window("library-window"),
    window("start"),
    window("watch-idle"),
    window("timeline"),
    window("editor"),
];

const fn example(name: &'static str, package: &'static str, example: &'static str) -> Figure {
    let measured_by = MeasuredBy::Example { package, example };
    Figure { name, measured_by }
}

const fn window(name: &'static str) -> Figure {
    let measured_by = MeasuredBy::Window;
    Figure { name, measured_by }
}

pub(crate) fn run(args: &mut Arguments) -> Result<()> {
    let is_short = args.contains("--short");
    let name: Option<String> = args.opt_free_from_str()?;
    crate::no_more(args)?;
    let is_wanted = |figure: &&Figure| name.as_ref().is_none_or(|name| figure.name == name);
    let wanted: Vec<_> = FIGURES.iter().filter(is_wanted).collect();
    if wanted.is_empty() {
        let mut names: Vec<_> = FIGURES.iter().map(|figure| figure.name).collect();
        names.dedup();
        bail!("there is no such figure; there are: {}", names.join(", "));
    }
    let is_in_window = |figure: &&Figure| matches!(figure.measured_by, MeasuredBy::Window);
    if wanted.iter().any(is_in_window) {
        test::can_drive_a_window().context("some figures need a window")?;
        build_app()?;
    }
    // Each prints its own line; whoever reads them gets nothing else on standard output.
    for figure in wanted {
        figure.measure(is_short)?;
    }
    Ok(())
}

/// The app, the empty window beside it and what drives both, as a person gets them: optimised.
fn build_app() -> Result<()> {
    build_ui().all_on_stderr().run()?;
    Step::cargo("the app")
        .words("build --quiet --release --bins --examples")
        .args(PACKAGES)
        .args(FEATURES)
        .run()
}

impl Figure {
    fn measure(&self, is_short: bool) -> Result<()> {
        match self.measured_by {
            MeasuredBy::Example { package, example } => Step::cargo(self.name)
                .words("run --quiet --release --package")
                .args([package, "--example", example])
                .run(),
            MeasuredBy::Window => {
                let program = crate::root().join("target/release/examples/window_figures");
                Step::new(self.name, "xvfb-run")
                    .args(test::DISPLAY)
                    .args([program.into_os_string()])
                    .args([self.name])
                    .args(is_short.then_some("--short"))
                    .run()
            }
        }
    }
}
