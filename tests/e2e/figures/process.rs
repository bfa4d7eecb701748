//! What the system knows of the app's processes; Linux only, as these figures are.

use std::fs::read_to_string;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// Ticks of the processor times in `/proc`: a hundred a second on every Linux.
const TICKS_A_SECOND: f64 = 100.0;

/// The processes below this one.
fn below(ancestor: u32) -> Vec<u32> {
    let all: Vec<(u32, u32)> = std::fs::read_dir("/proc")
        .expect("the list of processes")
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|id: u32| Some((id, field(id, 1)? as u32)))
        .collect();
    let mut found = vec![ancestor];
    let mut at = 0;
    while let Some(&parent) = found.get(at) {
        found.extend(all.iter().filter(|(_, of)| *of == parent).map(|(id, _)| id));
        at += 1;
    }
    found
}

/// The process of a program that this one started, by way of others or not.
pub(crate) fn started(program: &str) -> u32 {
    below(std::process::id())
        .into_iter()
        .find(|id| {
            read_to_string(format!("/proc/{id}/comm")).is_ok_and(|name| name.trim() == program)
        })
        .unwrap_or_else(|| panic!("{program} does not run"))
}

/// Ends all processes below this one at once.
pub(crate) fn end_all() {
    let this = std::process::id();
    let others = below(this).into_iter().filter(|id| *id != this);
    let others: Vec<String> = others.map(|id| id.to_string()).collect();
    if !others.is_empty() {
        // One that has ended meanwhile is what is wanted.
        Command::new("kill").arg("-9").args(others).status().ok();
    }
}

/// Memory of a process and all below it, in MB; what several share is counted once.
pub(crate) fn memory(program: u32) -> f64 {
    memory_of(&below(program))
}

/// The same of the process alone.
pub(crate) fn own_memory(program: u32) -> f64 {
    memory_of(&[program])
}

fn memory_of(processes: &[u32]) -> f64 {
    let kilobytes: f64 = processes
        .iter()
        .filter_map(|id| read_to_string(format!("/proc/{id}/smaps_rollup")).ok())
        .filter_map(|text| {
            let line = text.lines().find(|line| line.starts_with("Pss:"))?;
            line.split_whitespace().nth(1)?.parse::<f64>().ok()
        })
        .sum();
    kilobytes / 1024.0
}

/// Seconds of a processor that the process alone has used so far.
pub(crate) fn cpu(process: u32) -> f64 {
    let ticks = |at| field(process, at).expect("the process runs");
    (ticks(11) + ticks(12)) / TICKS_A_SECOND
}

/// The same with all processes below it.
pub(crate) fn cpu_of_all(process: u32) -> f64 {
    below(process).into_iter().map(cpu).sum()
}

/// Bytes that the process has caused to be written to disk so far.
pub(crate) fn written(process: u32) -> u64 {
    let text = read_to_string(format!("/proc/{process}/io")).expect("the process runs");
    let line = text.lines().find(|line| line.starts_with("write_bytes:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok())
        .expect("a number of bytes")
}

/// When the process was started: milliseconds since 1970, exact to ten.
pub(crate) fn start(process: u32) -> f64 {
    let uptime = read_to_string("/proc/uptime").expect("the time since the boot");
    let up: f64 = uptime
        .split_whitespace()
        .next()
        .and_then(|text| text.parse().ok())
        .expect("seconds");
    let started = field(process, 19).expect("the process runs") / TICKS_A_SECOND;
    now() - (up - started) * 1e3
}

/// Milliseconds since 1970.
pub(crate) fn now() -> f64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.expect("a clock after 1970").as_secs_f64() * 1e3
}

/// The machine's load in the last minute: how much else it had to do.
pub(crate) fn load() -> f64 {
    let text = read_to_string("/proc/loadavg").expect("the load");
    text.split_whitespace()
        .next()
        .and_then(|text| text.parse().ok())
        .expect("a number")
}

/// A number of `/proc/PID/stat`, counted from the state of the process, which is 0.
fn field(process: u32, at: usize) -> Option<f64> {
    let text = read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name before it may have spaces and brackets.
    let (_, rest) = text.rsplit_once(") ")?;
    rest.split_whitespace().nth(at)?.parse().ok()
}
