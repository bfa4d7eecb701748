//! Steps: commands that are shown before they run, timed, and listed at the end.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::counts::{self, Counts};

/// A command with the name under which it is listed.
#[derive(Debug)]
pub(crate) struct Step {
    name: String,
    command: Command,
}

impl Step {
    /// A step that runs `program` in the repository's root.
    pub(crate) fn new(name: &str, program: &str) -> Self {
        let mut command = Command::new(program);
        command.current_dir(crate::root());
        Self {
            name: name.to_owned(),
            command,
        }
    }

    /// A step that runs the cargo this program was started by.
    pub(crate) fn cargo(name: &str) -> Self {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        Self::new(name, &cargo)
    }

    /// A step that runs a script of `ui/package.json`.
    pub(crate) fn npm(name: &str) -> Self {
        Self::new(name, npm()).dir(ui_dir())
    }

    /// Adds arguments that are plain words, as one would type them.
    pub(crate) fn words(self, words: &str) -> Self {
        self.args(words.split_whitespace())
    }

    pub(crate) fn args<S: Into<OsString>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args.into_iter().map(Into::into));
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.command.env(name, value.into());
        self
    }

    pub(crate) fn dir(mut self, dir: PathBuf) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Sends what the command prints to standard error, where standard output holds a result.
    pub(crate) fn all_on_stderr(mut self) -> Self {
        self.command.stdout(std::io::stderr());
        self
    }

    /// Runs the command outside any list; an error when it fails.
    pub(crate) fn run(mut self) -> Result<()> {
        eprintln!("\n$ {}", self.shown());
        let status = self.command.status().with_context(|| self.not_started())?;
        if !status.success() {
            bail!("{} failed: {status}", self.name);
        }
        Ok(())
    }

    fn shown(&self) -> String {
        let program = std::path::Path::new(self.command.get_program());
        let program = program.file_name().unwrap_or(program.as_os_str());
        let mut shown = program.to_string_lossy().into_owned();
        for arg in self.command.get_args() {
            let arg = arg.to_string_lossy();
            shown.push(' ');
            let quote = if arg.contains(' ') { "'" } else { "" };
            shown.extend([quote, &arg, quote]);
        }
        shown
    }

    fn not_started(&self) -> String {
        format!("{}: could not start `{}`", self.name, self.shown())
    }
}

/// Where the UI's package stands.
pub(crate) fn ui_dir() -> PathBuf {
    crate::root().join("ui")
}

/// How npm is called on this system.
pub(crate) fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// The steps that ran, with their times and results.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    rows: Vec<Row>,
    left_out: Vec<String>,
}

#[derive(Debug)]
struct Row {
    name: String,
    took: Duration,
    passed: bool,
    counts: Counts,
}

impl Steps {
    /// Runs a step and notes how it went. An error only when it could not be started.
    pub(crate) fn run(&mut self, mut step: Step) -> Result<bool> {
        let since = announce(&step);
        let status = step.command.status().with_context(|| step.not_started())?;
        Ok(self.note(step.name, since, status.success(), Counts::default()))
    }

    /// Runs a step of tests: what it prints is shown and read for how many passed and failed.
    pub(crate) fn run_tests(
        &mut self,
        mut step: Step,
        read: impl FnOnce(&str) -> Counts,
    ) -> Result<bool> {
        let since = announce(&step);
        let mut child = step
            .command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| step.not_started())?;
        let err = child.stderr.take().map(|err| shown(err, std::io::stderr()));
        let out = child.stdout.take().map(|out| shown(out, std::io::stdout()));
        let status = child.wait()?;
        let text: String = [out, err].into_iter().flatten().map(joined).collect();
        let counts = read(&counts::without_colour(&text));
        Ok(self.note(step.name, since, status.success(), counts))
    }

    /// Notes work that this program did itself.
    pub(crate) fn run_own(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        println!("\n── {name}");
        let since = Instant::now();
        let result = work();
        self.note(name.to_owned(), since, result.is_ok(), Counts::default());
        result
    }

    /// Notes what was not run, and why; it is said again at the end.
    pub(crate) fn leave_out(&mut self, what: &str, why: &str) {
        let line = format!("{what}: left out, {why}");
        println!("\n── {line}");
        self.left_out.push(line);
    }

    /// The names of the steps that failed.
    pub(crate) fn failed(&self) -> Vec<&str> {
        let failed = self.rows.iter().filter(|row| !row.passed);
        failed.map(|row| row.name.as_str()).collect()
    }

    /// All tests of all steps.
    pub(crate) fn counts(&self) -> Counts {
        self.rows.iter().map(|row| row.counts).sum()
    }

    /// Prints each step with its time.
    pub(crate) fn print_summary(&self) {
        println!();
        for row in &self.rows {
            let mark = if row.passed { "ok    " } else { "FAILED" };
            println!("{mark} {:>7.1} s  {}", row.took.as_secs_f64(), row.name);
        }
        let total: Duration = self.rows.iter().map(|row| row.took).sum();
        println!("       {:>7.1} s  in all", total.as_secs_f64());
        for line in &self.left_out {
            println!("{line}");
        }
    }

    fn note(&mut self, name: String, since: Instant, passed: bool, counts: Counts) -> bool {
        let took = since.elapsed();
        let mark = if passed { "ok" } else { "FAILED" };
        println!("── {name}: {mark}, {:.1} s", took.as_secs_f64());
        self.rows.push(Row {
            name,
            took,
            passed,
            counts: counts::of_step(counts, passed),
        });
        passed
    }
}

fn announce(step: &Step) -> Instant {
    println!("\n── {}\n$ {}", step.name, step.shown());
    // Rust's standard output keeps a line back only until its end; a child's goes around it.
    let _ = std::io::stdout().flush();
    Instant::now()
}

type Shown = std::thread::JoinHandle<String>;

/// Passes a child's stream on, line by line, and keeps it.
fn shown(from: impl Read + Send + 'static, mut to: impl Write + Send + 'static) -> Shown {
    std::thread::spawn(move || {
        let mut kept = String::new();
        let mut reader = BufReader::new(from);
        let mut line = Vec::new();
        while reader
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            // A closed terminal must not stop the tests half-way.
            let _ = to.write_all(&line).and_then(|()| to.flush());
            kept.push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
        kept
    })
}

fn joined(stream: Shown) -> String {
    stream.join().unwrap_or_default()
}
