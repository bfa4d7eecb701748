//! Waiting for the end of a run, by asking again and again.

use std::time::{Duration, Instant};

use crate::error::Error;
use crate::ids::RunId;
use crate::runs::{Run, Runs};

/// How to wait for a run. Skyvern has nothing to wait on, so the client asks: soon at first, then more slowly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitOptions {
    /// When to give up; `None` for never.
    pub timeout: Option<Duration>,
    /// The first pause between two questions; each pause is half as long again as the one before.
    pub first: Duration,
    /// The longest pause.
    pub longest: Duration,
    /// How many questions in a row may fail for a passing reason (connection lost, server restarting).
    pub patience: u32,
}

impl Default for WaitOptions {
    /// Half an hour, as Skyvern's own clients wait; pauses from 1 to 10 s.
    fn default() -> Self {
        Self {
            timeout: Some(Duration::from_mins(30)),
            first: Duration::from_secs(1),
            longest: Duration::from_secs(10),
            patience: 5,
        }
    }
}

impl Runs<'_> {
    /// Waits until a run has ended and returns it. Dropping the future stops the waiting, not the run.
    ///
    /// A run that waits for a person (`paused`) has not ended.
    ///
    /// # Errors
    /// [`Error::WaitTimedOut`], [`Error::NotFound`], or the last of too many failed questions.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::runs::{LaunchRun, WaitOptions};
    ///
    /// let launched = client.runs().launch(&LaunchRun::new("wpid_1")).await?;
    /// let run = client.runs().wait(&launched.run_id, &WaitOptions::default()).await?;
    /// println!("{}: {}", run.status, run.output);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn wait(&self, id: &RunId, options: &WaitOptions) -> Result<Run, Error> {
        let began = Instant::now();
        let mut pause = options.first;
        let mut failed = 0;
        loop {
            match self.get(id).await {
                Ok(run) if run.status.is_final() => return Ok(run),
                Ok(_) => failed = 0,
                Err(error) if error.is_passing() && failed < options.patience => failed += 1,
                Err(error) => return Err(error),
            }
            let waited = began.elapsed();
            let left = options
                .timeout
                .map_or(Duration::MAX, |limit| limit.saturating_sub(waited));
            if left.is_zero() {
                return Err(Error::WaitTimedOut {
                    run_id: id.clone(),
                    waited,
                });
            }
            tokio::time::sleep(pause.min(left)).await;
            pause = (pause * 3 / 2).min(options.longest);
        }
    }
}
