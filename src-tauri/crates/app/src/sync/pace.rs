//! How often a server is asked, and for what. Pure.

use std::time::Duration;

/// The pause between two rounds of the connection that is looked at, and between two looks at its workflows.
const PAUSE: Duration = Duration::from_secs(15);
/// The pause while runs are under way.
const PAUSE_WHILE_RUNNING: Duration = Duration::from_secs(5);
/// The pause of connections that nobody looks at.
const PAUSE_IN_BACKGROUND: Duration = Duration::from_mins(2);
/// The longest pause between two tries to reach a server.
const LONGEST_RETRY: Duration = Duration::from_mins(1);
/// The longest pause after rounds that broke off, on a server that answers.
const LONGEST_AFTER_FAILURE: Duration = Duration::from_mins(4);
/// After so long the whole list is compared again, which alone shows what was deleted elsewhere.
const FULL_SYNC_AGE: Duration = Duration::from_mins(5);

/// What a round found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Round {
    /// The server did not answer, refused the key, or there is no key.
    Away,
    /// The server is there, but something went wrong.
    Failed,
    Done {
        has_runs_under_way: bool,
    },
}

impl Round {
    pub(super) fn is_good(self) -> bool {
        matches!(self, Self::Done { .. })
    }
}

/// What a round asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// The newest runs only.
    Runs,
    /// Also what is new among the workflows.
    Head,
    /// Also what is gone.
    Whole,
}

/// What is due, given how long ago a comparison with the whole list began and the last look ended. No time: never, or
/// asked for anew.
pub(super) fn due_look(
    last_full: Option<Duration>,
    last_look: Option<Duration>,
    is_active: bool,
) -> Look {
    let head_is_due_after = if is_active {
        PAUSE
    } else {
        PAUSE_IN_BACKGROUND
    };
    if last_full.is_none_or(|age| age >= FULL_SYNC_AGE) {
        Look::Whole
    } else if last_look.is_none_or(|age| age >= head_is_due_after) {
        Look::Head
    } else {
        Look::Runs
    }
}

/// The pause after a round; `failures` counts the rounds in a row that were not good.
pub(super) fn pause(round: Round, failures: u32, is_active: bool) -> Duration {
    let doubled = |first: Duration| first.saturating_mul(1 << failures.saturating_sub(1).min(10));
    match round {
        Round::Away => doubled(Duration::from_secs(2)).min(LONGEST_RETRY),
        Round::Failed => doubled(PAUSE).min(LONGEST_AFTER_FAILURE),
        Round::Done { has_runs_under_way } => match (is_active, has_runs_under_way) {
            (true, true) => PAUSE_WHILE_RUNNING,
            (true, false) | (false, true) => PAUSE,
            (false, false) => PAUSE_IN_BACKGROUND,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_pauses(round: Round, is_active: bool, failures: &[u32], seconds: &[u64]) {
        let pauses = failures
            .iter()
            .map(|count| pause(round, *count, is_active).as_secs());
        assert_eq!(pauses.collect::<Vec<_>>(), seconds, "{round:?}");
    }

    #[test]
    fn what_fails_again_is_asked_less_often() {
        let many = [1, 2, 3, 4, 5, 6, 7, u32::MAX];
        check_pauses(Round::Away, true, &many, &[2, 4, 8, 16, 32, 60, 60, 60]);
        check_pauses(
            Round::Failed,
            true,
            &many,
            &[15, 30, 60, 120, 240, 240, 240, 240],
        );
    }

    #[test]
    fn what_goes_on_is_asked_more_often() {
        let done = |has_runs_under_way| Round::Done { has_runs_under_way };
        check_pauses(done(true), true, &[0], &[5]);
        check_pauses(done(false), true, &[0], &[15]);
        check_pauses(done(true), false, &[0], &[15]);
        check_pauses(done(false), false, &[0], &[120]);
    }

    fn check_look(last_full: Option<u64>, last_look: Option<u64>, is_active: bool, expected: Look) {
        let look = due_look(
            last_full.map(Duration::from_secs),
            last_look.map(Duration::from_secs),
            is_active,
        );
        assert_eq!(look, expected, "{last_full:?} {last_look:?} {is_active}");
    }

    #[test]
    fn workflows_are_looked_at_less_often_than_runs() {
        check_look(None, None, true, Look::Whole);
        check_look(None, Some(1), true, Look::Whole);
        check_look(Some(300), Some(1), true, Look::Whole);
        check_look(Some(299), Some(15), true, Look::Head);
        check_look(Some(299), Some(14), true, Look::Runs);
        check_look(Some(10), None, true, Look::Head);
        check_look(Some(200), Some(119), false, Look::Runs);
        check_look(Some(200), Some(120), false, Look::Head);
    }
}
