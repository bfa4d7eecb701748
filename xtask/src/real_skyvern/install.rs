//! The server's installation: a Python environment with exact pins, kept outside the repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::steps::Step;
use crate::test::on_path;
use crate::tools;

/// The pins below were resolved for this one.
const PYTHON: &str = "python3.11";

/// Every package of the server, exactly; resolving them anew takes pip minutes.
const LOCK: &str = "tests/real-skyvern/requirements.lock";

/// Where the installation is put, instead of the user's cache folder.
const DIR_VARIABLE: &str = "EYRIE_REAL_SKYVERN_DIR";

/// An installed server.
#[derive(Debug)]
pub(crate) struct Installation {
    root: PathBuf,
}

/// Whether this machine can hold the server; if not, what it lacks.
pub(crate) fn can_install() -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("the real server is set up on Linux only");
    }
    if !has_python() {
        bail!("the real Skyvern server needs {PYTHON} with venv and pip");
    }
    for program in ["chromium", "ffmpeg", "setpriv"] {
        if !on_path(program) {
            bail!("the real Skyvern server needs {program}");
        }
    }
    Ok(())
}

/// Whether the right Python is there, with what it takes to make an environment.
pub(crate) fn has_python() -> bool {
    let mut python = Command::new(PYTHON);
    python.args(["-c", "import ensurepip, venv"]);
    python.output().is_ok_and(|output| output.status.success())
}

/// Installs the server unless it is there already.
pub(crate) fn installed() -> Result<()> {
    Installation::open().map(drop)
}

impl Installation {
    /// The server as the lock file pins it, installed first when it is not.
    pub(crate) fn open() -> Result<Self> {
        let root = match std::env::var_os(DIR_VARIABLE) {
            Some(dir) => PathBuf::from(dir),
            None => tools::cache_dir()?.join("real-skyvern"),
        };
        let installation = Self { root };
        let lock = crate::root().join(LOCK);
        let wanted = fs::read(&lock).with_context(|| lock.display().to_string())?;
        // Written last, so that an installation that was broken off is made again.
        let installed = installation.root.join("installed.lock");
        if fs::read(&installed).ok().as_ref() != Some(&wanted) {
            installation.install(&lock)?;
            fs::write(&installed, wanted)?;
        }
        installation.lend_browser()?;
        Ok(installation)
    }

    /// Where a server keeps its data when no folder is given.
    pub(crate) fn data_dir(&self) -> PathBuf {
        self.root.join("data")
    }

    /// The Python of the installation.
    pub(crate) fn python(&self) -> PathBuf {
        self.root.join("venv/bin/python")
    }

    /// Where Playwright looks for its browsers.
    pub(crate) fn browsers(&self) -> PathBuf {
        self.root.join("browsers")
    }

    fn install(&self, lock: &Path) -> Result<()> {
        eprintln!(
            "\nInstalling the real Skyvern server into {}",
            self.root.display()
        );
        eprintln!("(1.3 GB, once, a few minutes)");
        fs::create_dir_all(&self.root)?;
        let venv = self.root.join("venv");
        Step::new("Python environment", PYTHON)
            .words("-m venv --clear")
            .args([&venv])
            .all_on_stderr()
            .run()?;
        let python = self.python();
        let python = python.to_string_lossy();
        Step::new("Python packages", &python)
            .words("-m pip install --quiet --disable-pip-version-check")
            .words("--no-deps --no-compile --requirement")
            .args([lock])
            .all_on_stderr()
            .run()?;
        // Some packages carry files for other Pythons, which do not compile; that is no fault.
        let compiled = Step::new("Python bytecode", &python)
            .words("-m compileall -q -j 0")
            .args([venv.join("lib")])
            .all_on_stderr()
            .run();
        if let Err(fault) = compiled {
            eprintln!("{fault}; the server starts a little slower the first time");
        }
        Ok(())
    }

    /// Makes Playwright find the system's Chromium and ffmpeg where it would have put its own:
    /// Skyvern has no setting for the browser's path.
    fn lend_browser(&self) -> Result<()> {
        let chromium = self.browser_dir("chromium")?;
        link(&chromium.join("chrome-linux/chrome"), "chromium")?;
        fs::write(chromium.join("INSTALLATION_COMPLETE"), "")?;
        let ffmpeg = self.browser_dir("ffmpeg")?;
        link(&ffmpeg.join("ffmpeg-linux"), "ffmpeg")?;
        fs::write(ffmpeg.join("INSTALLATION_COMPLETE"), "")?;
        Ok(())
    }

    /// `browsers/<name>-<revision>`, the revision being the one that this Playwright asks for.
    fn browser_dir(&self, name: &str) -> Result<PathBuf> {
        let lib = self.root.join("venv/lib").join(PYTHON);
        let list = lib.join("site-packages/playwright/driver/package/browsers.json");
        let list: Value =
            serde_json::from_slice(&fs::read(&list).with_context(|| list.display().to_string())?)?;
        let browsers = list["browsers"].as_array().context("no list of browsers")?;
        let browser = browsers.iter().find(|browser| browser["name"] == name);
        let revision = browser.and_then(|browser| browser["revision"].as_str());
        let revision = revision.with_context(|| format!("Playwright names no {name}"))?;
        Ok(self.browsers().join(format!("{name}-{revision}")))
    }
}

/// Makes `at` point to the program of that name on the PATH.
fn link(at: &Path, program: &str) -> Result<()> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|dir| dir.join(program));
    let found = found.into_iter().find(|file| file.is_file());
    let found = found.with_context(|| format!("{program} is not on the PATH"))?;
    if let Some(parent) = at.parent() {
        fs::create_dir_all(parent)?;
    }
    if fs::read_link(at).is_ok_and(|target| target == found) {
        return Ok(());
    }
    let _ = fs::remove_file(at);
    symlink(&found, at)
}

#[cfg(unix)]
fn symlink(target: &Path, at: &Path) -> Result<()> {
    Ok(std::os::unix::fs::symlink(target, at)?)
}

#[cfg(not(unix))]
fn symlink(_: &Path, _: &Path) -> Result<()> {
    can_install()
}
