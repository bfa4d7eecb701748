//! `cargo xtask setup`: what building, running and testing need, checked and installed.

mod system;

use std::process::Command;

use anyhow::{Context, Result, bail};
use pico_args::Arguments;

use crate::steps::{self, Step};

/// What Vite asks for: major, minor.
const NODE_AT_LEAST: (u32, u32) = (20, 19);

/// What the machine is to be made ready for. Each includes what building needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Run,
    Check,
    Test,
}

pub(crate) fn run(args: &mut Arguments) -> Result<()> {
    let purpose = args.opt_value_from_fn("--for", purpose)?;
    crate::no_more(args)?;
    prepare(purpose.unwrap_or(Purpose::Run))?;
    println!("\nEverything is there.");
    Ok(())
}

/// Checks for all that `purpose` needs and installs what is missing, after saying what.
pub(crate) fn prepare(purpose: Purpose) -> Result<()> {
    node()?;
    if purpose == Purpose::Check {
        rust_components()?;
    }
    system::prepare(purpose)?;
    ui_packages()
}

fn purpose(word: &str) -> Result<Purpose> {
    match word {
        "run" => Ok(Purpose::Run),
        "check" => Ok(Purpose::Check),
        "test" => Ok(Purpose::Test),
        _ => bail!("--for takes run, check or test, not {word:?}"),
    }
}

fn node() -> Result<()> {
    let (major, minor) = NODE_AT_LEAST;
    let wanted = format!("Node.js {major}.{minor} or later is needed");
    let get = "get it from nodejs.org or with your package manager";
    let version = answer("node", &["--version"]).with_context(|| format!("{wanted}; {get}"))?;
    if node_version(&version).is_none_or(|version| version < NODE_AT_LEAST) {
        bail!("{wanted}, this is {version}; {get}");
    }
    answer(steps::npm(), &["--version"])
        .context("npm is needed; it comes with Node.js, on Debian as the package npm")?;
    Ok(())
}

/// Major and minor of what `node --version` says, e.g. `v20.20.2`.
fn node_version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn rust_components() -> Result<()> {
    for (component, asked) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        answer("cargo", &[asked, "--version"]).with_context(|| {
            format!("{component} is needed; get it with: rustup component add {component}")
        })?;
    }
    Ok(())
}

/// `npm ci` when what is installed is older than the lock file.
fn ui_packages() -> Result<()> {
    let ui = steps::ui_dir();
    let changed = |path: &str| std::fs::metadata(ui.join(path)).and_then(|it| it.modified());
    let wanted = changed("package-lock.json").context("ui/package-lock.json")?;
    // npm writes this file last, so that it dates the whole installation.
    let is_fresh = changed("node_modules/.package-lock.json").is_ok_and(|there| there >= wanted);
    if is_fresh {
        return Ok(());
    }
    println!("\nThe UI's packages are missing or old.");
    Step::npm("npm ci").words("ci").run()
}

/// What a program prints first, without the line end; an error when it cannot be started or fails.
fn answer(program: &str, args: &[&str]) -> Result<String> {
    let output = Command::new(program).args(args).output()?;
    if !output.status.success() {
        bail!("{program} {}: {}", args.join(" "), output.status);
    }
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().next().unwrap_or_default().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_compare() {
        assert_eq!(node_version("v20.20.2"), Some((20, 20)));
        assert!(node_version("v18.20.4") < Some(NODE_AT_LEAST));
        assert!(node_version("v20.9.0") < Some(NODE_AT_LEAST));
        assert!(node_version("v24.1.0") > Some(NODE_AT_LEAST));
        assert_eq!(node_version("20.1"), None);
        assert_eq!(node_version(""), None);
    }
}
