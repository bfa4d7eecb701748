//! One call at a time, each with a time limit.
//!
//! A keychain call cannot be cancelled: one that waits for a person's password waits as long as the
//! person does. So each call runs on a thread of its own and the caller leaves when the time is
//! up. Only one such thread exists at a time: the next caller waits for it within its own limit.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Why a call brought no result.
#[derive(Debug)]
pub(crate) enum NoResult {
    /// The time was up, and what the call was doing then.
    TimedOut(Stage),
    /// The thread ended without a result.
    Died,
    /// No thread could be started.
    NoThread(io::Error),
}

/// How far a call had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Still looking for somebody who answers.
    Connecting,
    /// Somebody answered and is busy.
    Working,
}

/// What a job knows about the caller that waits for it.
#[derive(Debug, Default)]
pub(crate) struct Caller {
    decided: AtomicBool,
    connected: AtomicBool,
}

impl Caller {
    /// Notes that the connection stands.
    pub(crate) fn connected(&self) {
        self.connected.store(true, Ordering::SeqCst);
    }

    /// Claims the outcome for the job. False when the caller has left: it was told that nothing
    /// was done, so the job has to undo what it did. Never both sides win.
    pub(crate) fn still_waits(&self) -> bool {
        !self.decided.swap(true, Ordering::SeqCst)
    }

    fn leaves(&self) -> bool {
        self.still_waits()
    }

    fn stage(&self) -> Stage {
        if self.connected.load(Ordering::SeqCst) {
            Stage::Working
        } else {
            Stage::Connecting
        }
    }
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Lane {
    busy: Mutex<bool>,
    freed: Condvar,
}

impl Lane {
    /// Runs `job` on a thread of its own and waits at most `limit` for its result, the wait for an
    /// earlier job included.
    pub(crate) fn run<T: Send + 'static>(
        self: &Arc<Self>,
        limit: Duration,
        job: impl FnOnce(&Caller) -> T + Send + 'static,
    ) -> Result<T, NoResult> {
        let deadline = Instant::now() + limit;
        let turn = self
            .take_turn(limit)
            .ok_or(NoResult::TimedOut(Stage::Working))?;
        let caller = Arc::new(Caller::default());
        let (sender, receiver) = mpsc::sync_channel(1);
        let seen_by_job = Arc::clone(&caller);
        thread::Builder::new()
            .name("keychain".to_owned())
            .spawn(move || {
                let result = job(&seen_by_job);
                drop(turn);
                // The caller may be gone; then nobody wants the result.
                sender.send(result).ok();
            })
            .map_err(NoResult::NoThread)?;
        match receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(result) => Ok(result),
            Err(RecvTimeoutError::Disconnected) => Err(NoResult::Died),
            Err(RecvTimeoutError::Timeout) if caller.leaves() => {
                Err(NoResult::TimedOut(caller.stage()))
            }
            // The job claimed the outcome in this very moment, so its result is on the way.
            Err(RecvTimeoutError::Timeout) => receiver.recv().map_err(|_| NoResult::Died),
        }
    }

    fn take_turn(self: &Arc<Self>, limit: Duration) -> Option<Turn> {
        let busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut busy, _) = self
            .freed
            .wait_timeout_while(busy, limit, |busy| *busy)
            .unwrap_or_else(PoisonError::into_inner);
        if *busy {
            return None;
        }
        *busy = true;
        Some(Turn(Arc::clone(self)))
    }
}

/// Held by the thread that is at work; given back even when it panics.
#[derive(Debug)]
struct Turn(Arc<Lane>);

impl Drop for Turn {
    fn drop(&mut self) {
        *self.0.busy.lock().unwrap_or_else(PoisonError::into_inner) = false;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    const SHORT: Duration = Duration::from_millis(50);
    const LONG: Duration = Duration::from_secs(30);

    #[test]
    fn brings_the_result() {
        let lane = Arc::new(Lane::default());
        assert_eq!(
            lane.run(LONG, |caller| (7, caller.still_waits())).unwrap(),
            (7, true)
        );
        assert_eq!(lane.run(LONG, |_| 8).unwrap(), 8);
    }

    #[test]
    fn a_stuck_job_lets_its_caller_go_and_learns_that_it_left() {
        let lane = Arc::new(Lane::default());
        let (answer, prompt) = channel::<()>();
        let (tell, told) = channel();
        let outcome = lane.run(SHORT, move |caller| {
            caller.connected();
            prompt.recv().unwrap();
            tell.send(caller.still_waits()).unwrap();
        });
        assert!(
            matches!(outcome, Err(NoResult::TimedOut(Stage::Working))),
            "{outcome:?}"
        );

        let second = lane.run(SHORT, |_| panic!("must not run beside the stuck one"));
        assert!(
            matches!(second, Err(NoResult::TimedOut(Stage::Working))),
            "{second:?}"
        );

        answer.send(()).unwrap();
        assert!(
            !told.recv().unwrap(),
            "the job must know that its caller left"
        );
        assert_eq!(lane.run(LONG, |_| 9).unwrap(), 9);
    }

    #[test]
    fn a_job_that_never_connected_says_so() {
        let lane = Arc::new(Lane::default());
        let (answer, silence) = channel::<()>();
        let outcome = lane.run(SHORT, move |_| silence.recv().ok());
        assert!(
            matches!(outcome, Err(NoResult::TimedOut(Stage::Connecting))),
            "{outcome:?}"
        );
        drop(answer);
    }

    #[test]
    fn a_panic_frees_the_lane() {
        let lane = Arc::new(Lane::default());
        let outcome = lane.run(LONG, |_| panic!("on purpose"));
        assert!(matches!(outcome, Err::<(), _>(NoResult::Died)));
        assert_eq!(lane.run(LONG, |_| 1).unwrap(), 1);
    }
}
