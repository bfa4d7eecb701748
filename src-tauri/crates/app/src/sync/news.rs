//! Which runs of a connection are under way, and what is new about them that a person should hear of.

use std::collections::HashMap;

use crate::ids::RunId;
use crate::views::runs::RunStatus;

/// The runs of a connection that were under way when its list was last read.
#[derive(Debug, Default)]
pub(crate) struct RunsUnderWay(HashMap<RunId, RunStatus>);

impl RunsUnderWay {
    /// A run was started from here.
    pub(crate) fn begin(&mut self, run: RunId) {
        self.0.insert(run, RunStatus::Created);
    }

    pub(super) fn has(&self, run: &RunId) -> bool {
        self.0.contains_key(run)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes in the list as it is now. Returns the runs to look at: they ended, began to wait for a person, or went too
    /// far down the list to be seen. What had ended before it was seen under way is no news.
    pub(super) fn take_in(&mut self, listed: &[(RunId, RunStatus)]) -> Vec<RunId> {
        let mut before = std::mem::take(&mut self.0);
        let mut news = Vec::new();
        for (run, status) in listed {
            let known = before.remove(run);
            let is_over = status.is_final();
            let waits = *status == RunStatus::Paused && known != Some(RunStatus::Paused);
            if waits || (is_over && known.is_some()) {
                news.push(run.clone());
            }
            if !is_over {
                self.0.insert(run.clone(), *status);
            }
        }
        let mut unseen: Vec<RunId> = before.into_keys().collect();
        unseen.sort();
        news.extend(unseen);
        news
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<(RunId, RunStatus)> {
        let entries = text.split_whitespace();
        let entries = entries.map(|entry| entry.split_once(':').expect("run:status"));
        entries
            .map(|(run, status)| (run.into(), RunStatus::of_word(status)))
            .collect()
    }

    /// Each step is a list, and the runs that are news in it.
    fn check(steps: &[(&str, &str)]) {
        let mut runs = RunsUnderWay::default();
        for (listed, expected) in steps {
            let news: Vec<String> = runs
                .take_in(&list(listed))
                .into_iter()
                .map(|run| run.0)
                .collect();
            assert_eq!(news.join(" "), *expected, "{listed}");
        }
    }

    #[test]
    fn ends_and_questions_are_news_once() {
        check(&[
            ("a:running b:completed", ""),
            ("a:running b:completed", ""),
            ("a:completed b:completed", "a"),
            ("a:completed b:completed", ""),
        ]);
        check(&[
            ("a:queued", ""),
            ("a:paused", "a"),
            ("a:paused", ""),
            ("a:running", ""),
            ("a:paused", "a"),
            ("a:canceled", "a"),
        ]);
        check(&[("a:paused", "a")]);
        check(&[("", ""), ("a:failed", "")]);
    }

    #[test]
    fn a_run_that_is_no_longer_listed_is_looked_at() {
        check(&[
            ("a:running b:running", ""),
            ("c:running", "a b"),
            ("c:timed_out", "c"),
        ]);
    }

    #[test]
    fn a_run_from_here_may_end_before_it_is_listed() {
        let mut runs = RunsUnderWay::default();
        runs.begin("a".into());
        assert!(!runs.is_empty());
        assert_eq!(runs.take_in(&list("a:completed")), ["a".into()]);
        assert!(runs.is_empty());
    }
}
