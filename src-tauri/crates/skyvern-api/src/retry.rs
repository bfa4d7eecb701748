//! When a read is tried again, and after how long. Writes never are.

use std::time::Duration;

use crate::error::{Error, Unreachable};

/// How often and how soon a failed read is tried again.
///
/// Only reads (`GET`) are: a launch, a creation or a cancellation is sent once. The wait doubles from `base` to `cap`
/// and is drawn at random from its upper half, so that many clients do not come back together. A server that names its
/// own wait (`Retry-After`) gets it, if it is not longer than `patience`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// How many times a read is tried again; 0 switches retries off.
    pub retries: u32,
    /// The first wait.
    pub base: Duration,
    /// The longest wait of our own.
    pub cap: Duration,
    /// The longest wait on the server's wish.
    pub patience: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            retries: 3,
            base: Duration::from_millis(250),
            cap: Duration::from_secs(4),
            patience: Duration::from_secs(20),
        }
    }
}

impl RetryPolicy {
    /// No retries at all.
    pub const NEVER: Self = Self {
        retries: 0,
        base: Duration::ZERO,
        cap: Duration::ZERO,
        patience: Duration::ZERO,
    };

    /// How long to wait before the next try after `error`; `None` if there is to be none.
    /// `asked` is the wait that the server asked for, `tried` counts the retries so far, `random` is in `0.0..1.0`.
    pub(crate) fn wait(
        &self,
        error: &Error,
        asked: Option<Duration>,
        tried: u32,
        random: f64,
    ) -> Option<Duration> {
        // A timeout has cost its time already; names, routes and certificates do not mend in seconds.
        let may_pass = matches!(
            error,
            Error::RateLimited { .. }
                | Error::ServerFault {
                    status: 500 | 502..=504,
                    ..
                }
                | Error::Unreachable {
                    kind: Unreachable::Refused | Unreachable::Reset,
                    ..
                }
        );
        if tried >= self.retries || !may_pass {
            return None;
        }
        match asked {
            Some(asked) => (asked <= self.patience).then_some(asked),
            None => Some(self.backoff(tried, random)),
        }
    }

    pub(crate) fn backoff(&self, tried: u32, random: f64) -> Duration {
        let doubled = self.base.saturating_mul(2_u32.saturating_pow(tried));
        doubled.min(self.cap).mul_f64(0.5 + random / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millis(policy: &RetryPolicy, tried: u32, random: f64) -> u128 {
        policy.backoff(tried, random).as_millis()
    }

    #[test]
    fn waits_double_up_to_the_cap_and_are_spread_over_their_upper_half() {
        let policy = RetryPolicy::default();
        assert_eq!(
            [0, 1, 2, 9].map(|tried| millis(&policy, tried, 1.0)),
            [250, 500, 1000, 4000]
        );
        assert_eq!(
            [0, 1, 2, 9].map(|tried| millis(&policy, tried, 0.0)),
            [125, 250, 500, 2000]
        );
    }

    #[track_caller]
    fn check(error: &Error, asked: Option<u64>, expected: Option<u64>) {
        let asked = asked.map(Duration::from_secs);
        let wait = RetryPolicy::default().wait(error, asked, 0, 1.0);
        assert_eq!(wait, expected.map(Duration::from_millis), "after {error:?}");
    }

    fn fault(status: u16) -> Error {
        Error::ServerFault {
            status,
            body: String::new(),
        }
    }

    fn unreachable(kind: Unreachable) -> Error {
        Error::Unreachable {
            host: "h".into(),
            kind,
        }
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        check(&fault(500), None, Some(250));
        check(&fault(503), None, Some(250));
        check(&fault(501), None, None);
        check(&unreachable(Unreachable::Reset), None, Some(250));
        check(&unreachable(Unreachable::Refused), None, Some(250));
        check(&unreachable(Unreachable::Timeout), None, None);
        check(&unreachable(Unreachable::Dns), None, None);
        check(
            &Error::NotFound {
                message: String::new(),
            },
            None,
            None,
        );
        check(
            &Error::BadKey {
                message: String::new(),
            },
            None,
            None,
        );
    }

    #[test]
    fn the_server_may_ask_for_a_wait_within_reason() {
        let limited = Error::RateLimited { retry_after: None };
        check(&limited, None, Some(250));
        check(&limited, Some(2), Some(2000));
        check(&limited, Some(60), None);
        check(&fault(503), Some(2), Some(2000));
    }

    #[test]
    fn the_number_of_retries_is_limited() {
        let policy = RetryPolicy::default();
        assert!(policy.wait(&fault(503), None, 2, 0.5).is_some());
        assert_eq!(policy.wait(&fault(503), None, 3, 0.5), None);
        assert_eq!(RetryPolicy::NEVER.wait(&fault(503), None, 0, 0.5), None);
    }
}
