//! `cargo xtask bundle`: the installer of this system.

use anyhow::Result;
use pico_args::Arguments;

use crate::setup::{self, Purpose};
use crate::steps::{self, Step};

pub(crate) fn run(args: &mut Arguments) -> Result<()> {
    crate::no_more(args)?;
    setup::prepare(Purpose::Run)?;
    // The CLI takes the folder it is started in for the project: it must be the root,
    // although it is installed with the UI's packages. It builds the UI itself.
    let cli = steps::ui_dir()
        .join("node_modules/.bin")
        .join(if cfg!(windows) { "tauri.cmd" } else { "tauri" });
    Step::new("bundle", &cli.to_string_lossy())
        .args(["build", "--bundles", kinds()])
        .run()?;
    println!("\nThe bundle is in target/release/bundle.");
    Ok(())
}

fn kinds() -> &'static str {
    match std::env::consts::OS {
        "macos" => "app,dmg",
        "windows" => "nsis",
        _ => "deb",
    }
}
