//! `cargo xtask bench [NAME]`: the figures, one JSON line each.

use anyhow::{Result, bail};
use pico_args::Arguments;

use crate::steps::Step;

/// A figure's name, and the example that measures it against a baseline in the same run.
#[derive(Debug)]
struct Figure {
    name: &'static str,
    package: &'static str,
    example: &'static str,
}

const FIGURES: &[Figure] = &[
    Figure {
        name: "library",
        package: "library",
        example: "library_figures",
    },
    Figure {
        name: "workflow",
        package: "workflow",
        example: "figures",
    },
];

pub(crate) fn run(args: &mut Arguments) -> Result<()> {
    let name: Option<String> = args.opt_free_from_str()?;
    crate::no_more(args)?;
    let is_wanted = |figure: &&Figure| name.as_ref().is_none_or(|name| figure.name == name);
    let wanted: Vec<_> = FIGURES.iter().filter(is_wanted).collect();
    if wanted.is_empty() {
        let names: Vec<_> = FIGURES.iter().map(|figure| figure.name).collect();
        bail!("there is no such figure; there are: {}", names.join(", "));
    }
    // Each example prints its own line; whoever reads them gets nothing else on standard output.
    for figure in wanted {
        Step::cargo(figure.name)
            .words("run --quiet --release --package")
            .args([figure.package, "--example", figure.example])
            .run()?;
    }
    Ok(())
}
