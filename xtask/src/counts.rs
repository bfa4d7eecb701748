//! How many tests passed and failed, read from what the test runners print.

use std::iter::Sum;
use std::path::Path;

use serde_json::Value;

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(each: I) -> Self {
        each.fold(Self::default(), |sum, one| Self {
            passed: sum.passed + one.passed,
            failed: sum.failed + one.failed,
        })
    }
}

/// The counts of a whole step: one that failed without a failed test (it did not compile, its
/// runner crashed) counts as one failure, so that the last line never says "0 failed" of it.
pub(crate) fn of_step(counts: Counts, succeeded: bool) -> Counts {
    let failed = if succeeded {
        counts.failed
    } else {
        counts.failed.max(1)
    };
    Counts { failed, ..counts }
}

/// Reads the closing lines of `cargo nextest` or `cargo test`.
pub(crate) fn from_cargo(text: &str) -> Counts {
    // nextest repeats what a failed test printed, with the closing line of that one test.
    let is_nextest = text.lines().any(|line| nextest_tail(line).is_some());
    let tail = if is_nextest {
        nextest_tail
    } else {
        libtest_tail
    };
    text.lines().filter_map(tail).map(counted).sum()
}

/// Reads the report that Vitest's JSON reporter wrote. A file whose tests could not even be
/// collected counts as one failure.
pub(crate) fn from_vitest(report: &Path) -> Counts {
    let report = std::fs::read(report).ok();
    let report: Option<Value> = report.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    report.map_or_else(Counts::default, |report| vitest_counts(&report))
}

/// Takes terminal colours out of a text.
pub(crate) fn without_colour(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split("\u{1b}[");
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let end = part.find(|c: char| c.is_ascii_alphabetic());
        plain.push_str(end.map_or("", |end| &part[end + 1..]));
    }
    plain
}

/// The counts in `Summary [ 0.1s] 3 tests run: 2 passed, 1 failed, 0 skipped`.
fn nextest_tail(line: &str) -> Option<&str> {
    let rest = line.trim().strip_prefix("Summary [")?;
    rest.split_once(" run: ").map(|(_, tail)| tail)
}

/// The counts in `test result: ok. 2 passed; 0 failed; 0 ignored`.
fn libtest_tail(line: &str) -> Option<&str> {
    let rest = line.trim().strip_prefix("test result: ")?;
    rest.split_once(". ").map(|(_, tail)| tail)
}

fn counted(tail: &str) -> Counts {
    let mut counts = Counts::default();
    for part in tail.split([',', ';']) {
        let (number, what) = part.trim().split_once(' ').unwrap_or_default();
        let number: u64 = number.parse().unwrap_or(0);
        if what.starts_with("passed") {
            counts.passed += number;
        } else if matches!(what, "failed" | "timed out" | "exec failed") {
            counts.failed += number;
        }
    }
    counts
}

fn vitest_counts(report: &Value) -> Counts {
    let number = |name: &str| report[name].as_u64().unwrap_or(0);
    let files = report["testResults"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let uncollected = files.iter().filter(|file| {
        file["status"] == "failed"
            && file["assertionResults"]
                .as_array()
                .is_none_or(Vec::is_empty)
    });
    Counts {
        passed: number("numPassedTests"),
        failed: number("numFailedTests") + u64::try_from(uncollected.count()).unwrap_or(u64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, passed: u64, failed: u64) {
        let counts = from_cargo(&without_colour(text));
        assert_eq!(counts, Counts { passed, failed }, "{text}");
    }

    #[test]
    fn closing_lines_of_cargo_are_read() {
        check(
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out; finished in 0.01s",
            3,
            0,
        );
        check(
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured",
            3,
            2,
        );
        check(
            "     Summary [   0.123s] 12 tests run: 12 passed, 0 skipped",
            12,
            0,
        );
        check(
            "     Summary [   9.9s] 12 tests run: 8 passed (1 slow), 3 failed, 1 timed out, 0 skipped",
            8,
            4,
        );
        check(
            "     Summary [   0.1s] 1/4 tests run: 0 passed, 1 failed, 0 skipped",
            0,
            1,
        );
        check(
            "\u{1b}[32;1m     Summary\u{1b}[0m [   0.1s] \u{1b}[1m2\u{1b}[0m tests run: \u{1b}[1m2\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, \u{1b}[1m0\u{1b}[0m skipped",
            2,
            0,
        );
        check(
            "test result: ok. 3 passed; 0 failed\nnoise, 7 failed\ntest result: ok. 4 passed; 0 failed",
            7,
            0,
        );
        check(
            "    test result: FAILED. 0 passed; 1 failed\n     Summary [ 1s] 9 tests run: 8 passed, 1 failed, 0 skipped",
            8,
            1,
        );
        check("no tests here", 0, 0);
    }

    #[test]
    fn a_step_that_fails_without_a_failed_test_counts_as_one() {
        let none = Counts::default();
        assert_eq!(of_step(none, false).failed, 1);
        assert_eq!(of_step(none, true).failed, 0);
        assert_eq!(
            of_step(
                Counts {
                    passed: 1,
                    failed: 3
                },
                false
            )
            .failed,
            3
        );
    }

    #[test]
    fn vitest_counts_files_that_could_not_be_collected() {
        let report = serde_json::json!({
            "numPassedTests": 5, "numFailedTests": 1,
            "testResults": [
                { "status": "failed", "assertionResults": [] },
                { "status": "failed", "assertionResults": [{ "status": "failed" }] },
                { "status": "passed", "assertionResults": [{ "status": "passed" }] },
            ],
        });
        assert_eq!(
            vitest_counts(&report),
            Counts {
                passed: 5,
                failed: 2
            }
        );
    }
}
