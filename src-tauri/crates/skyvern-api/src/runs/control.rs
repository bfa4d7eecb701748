//! The calls that change something: launch, cancel, retry, approve (reference B.2 and B.3). Each is sent once.

use std::time::Instant;

use serde_json::json;

use crate::call::Call;
use crate::capabilities::Feature;
use crate::error::Error;
use crate::ids::RunId;
use crate::record::record;
use crate::runs::{CancelOutcome, LaunchRun, Run, Runs, WebhookReplay, recovery};

/// A run that was started.
#[derive(Clone, Debug, PartialEq)]
pub struct Launched {
    /// The id of the run.
    pub run_id: RunId,
    /// The run as it began; `None` where the server tells only the id (older versions of a workflow) or the answer was
    /// lost and the run found in the list.
    pub run: Option<Run>,
}

impl Runs<'_> {
    /// Starts a run (`POST /v1/run/workflows`, or the legacy route for an older version).
    ///
    /// The launch is sent once. If its answer is lost, the run is looked for in the workflow's list of runs: found, it
    /// is returned as if nothing had happened; not found for certain, the outcome is reported as unknown.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] for inputs that are missing or of the wrong type, [`Error::NotFound`] for an unknown
    /// workflow or browser session, [`Error::OutcomeUnknown`].
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use serde_json::json;
    /// use skyvern_api::runs::{LaunchRun, Proxy, ProxyLocation};
    ///
    /// let mut launch = LaunchRun::new("wpid_1");
    /// launch.parameters.insert("order".into(), json!(4711));
    /// launch.proxy_location = Proxy::At(ProxyLocation::Named("RESIDENTIAL_DE".into()));
    /// launch.max_steps_override = Some(20);
    /// let launched = client.runs().launch(&launch).await?;
    /// println!("{}", launched.run_id);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn launch(&self, launch: &LaunchRun) -> Result<Launched, Error> {
        let call = launch.call();
        let sent = Instant::now();
        let cause = match self.client.exchange(&call).await {
            Ok(answer) => match self.client.decode::<LaunchAnswer>(&call, &answer) {
                Ok(answer) => return Ok(answer.into()),
                Err(unreadable) => unreadable,
            },
            Err(failure) if failure.may_be_done => failure.error,
            Err(failure) => return Err(failure.error),
        };
        recovery::find(self, launch, sent, cause).await
    }

    /// Cancels a run (`POST /v1/runs/{id}/cancel`). The block under way goes on to its end; none follows. Cancelling a
    /// run that has ended changes nothing and succeeds.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// client.runs().cancel(&"wr_1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn cancel(&self, id: &RunId) -> Result<(), Error> {
        let ids = [id.as_str()];
        let older = Call::post("api/v1/workflows/runs/{}/cancel", &ids);
        let call = Call::post("v1/runs/{}/cancel", &ids).or_older(Feature::CancelRun, older);
        self.client.fetch_versioned(call).await
    }

    /// Cancels up to a hundred runs (`POST /v1/runs/cancel`); before Skyvern 1.0.37 one after the other.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] for more than a hundred. Runs that cannot be cancelled are no error: see
    /// [`CancelOutcome::failed`].
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let outcome = client.runs().cancel_many(&["wr_1".into(), "wr_2".into()]).await?;
    /// println!("{} cancelled", outcome.cancelled.len());
    /// # Ok(())
    /// # }
    /// ```
    pub async fn cancel_many(&self, ids: &[RunId]) -> Result<CancelOutcome, Error> {
        let call = Call::post("v1/runs/cancel", &[]).json(json!({ "run_ids": ids }));
        if self.client.lacks(Feature::BulkCancel) {
            return self.cancel_one_by_one(ids).await;
        }
        match self
            .client
            .fetch_versioned(call.needs(Feature::BulkCancel))
            .await
        {
            Err(Error::NotSupported { .. }) => self.cancel_one_by_one(ids).await,
            outcome => outcome,
        }
    }

    /// Runs again what a finished run ran: same version, same inputs (`POST /v1/workflows/runs/{id}/retry`). Before
    /// Skyvern 1.0.37 the newest version is launched with the same inputs. Sent once, as a launch is.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] while the run has not ended, [`Error::OutcomeUnknown`].
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let launched = client.runs().retry(&"wr_1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn retry(&self, id: &RunId) -> Result<Launched, Error> {
        if self.client.lacks(Feature::RetryRun) {
            return self.launch_again(id).await;
        }
        let call =
            Call::post("v1/workflows/runs/{}/retry", &[id.as_str()]).needs(Feature::RetryRun);
        let cause = match self.client.exchange_versioned(call).await {
            Ok((call, answer)) => match self.client.decode::<LaunchAnswer>(&call, &answer) {
                Ok(answer) => return Ok(answer.into()),
                Err(unreadable) => unreadable,
            },
            Err(failure) if failure.may_be_done => failure.error,
            Err(failure) => match failure.error {
                Error::NotSupported { .. } => return self.launch_again(id).await,
                error => return Err(error),
            },
        };
        // The old run names the one that retries it.
        let old = self.get_rich(id).await.map_err(|_| cause.clone())?;
        match old.retried_by {
            Some(run_id) => Ok(Launched { run_id, run: None }),
            None => Err(Error::OutcomeUnknown {
                workflow_id: old.workflow_id,
                candidates: Vec::new(),
                cause: Box::new(cause),
            }),
        }
    }

    /// Lets a run go on that waits for a person's approval (`POST /v1/workflows/runs/{id}/continue`). To reject,
    /// [`cancel`](Self::cancel) it.
    ///
    /// # Errors
    /// [`Error::NotSupported`] before Skyvern 0.2.19.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// client.runs().approve(&"wr_1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn approve(&self, id: &RunId) -> Result<(), Error> {
        let call =
            Call::post("v1/workflows/runs/{}/continue", &[id.as_str()]).needs(Feature::ContinueRun);
        self.client.fetch_versioned(call).await
    }

    /// Sends the webhook of a finished run again, to another address if one is given
    /// (`POST /v1/runs/{id}/retry_webhook`).
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if there is no address.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let replay = client.runs().retry_webhook(&"wr_1".into(), None).await?;
    /// println!("{:?} in {:?} ms", replay.status_code, replay.latency_ms);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn retry_webhook(
        &self,
        id: &RunId,
        url: Option<&str>,
    ) -> Result<WebhookReplay, Error> {
        let mut call = Call::post("v1/runs/{}/retry_webhook", &[id.as_str()]);
        if let Some(url) = url {
            call = call.json(json!({ "webhook_url": url }));
        }
        self.client
            .fetch_versioned(call.needs(Feature::RetryWebhook))
            .await
    }

    async fn cancel_one_by_one(&self, ids: &[RunId]) -> Result<CancelOutcome, Error> {
        let (mut cancelled, mut failed) = (Vec::new(), Vec::new());
        for id in ids {
            match self.cancel(id).await {
                Ok(()) => cancelled.push(id.clone()),
                Err(Error::NotFound { .. } | Error::InvalidRequest { .. }) => {
                    failed.push(id.clone());
                }
                Err(error) => return Err(error),
            }
        }
        Ok(CancelOutcome::new(cancelled, failed))
    }

    async fn launch_again(&self, id: &RunId) -> Result<Launched, Error> {
        let run = self.get(id).await?;
        let launch = run.run_request.as_ref().and_then(LaunchRun::again);
        if let Some(launch) = launch {
            return self.launch(&launch).await;
        }
        // Servers that do not tell the request tell its inputs.
        let run = self.get_rich(id).await?;
        let parameters = run.parameters.as_object().cloned().unwrap_or_default();
        self.launch(&LaunchRun {
            parameters,
            ..LaunchRun::new(run.workflow_id)
        })
        .await
    }
}

record! {
    /// What a launch is answered with: the run, or by the legacy route only its id.
    LaunchAnswer {
        /// The id of the run.
        required run_id: RunId = "run_id" | "workflow_run_id",
    }
}

impl From<LaunchAnswer> for Launched {
    fn from(answer: LaunchAnswer) -> Self {
        let run_id = answer.run_id.clone();
        Self {
            run_id,
            run: crate::decode::Part::decode(answer.into_value()).ok(),
        }
    }
}
