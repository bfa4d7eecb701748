//! Launching a run: checking, sending once, remembering.

use library::LibraryError;
use serde_json::{Map, Value};
use skyvern_api::Error as Api;
use workflow::parameters::{Parameter, check_inputs, parameters};

use crate::App;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, RunId, WorkflowId};
use crate::views::launch::{
    FieldFault, LaunchInput, LaunchOptions, LaunchOutcome, LaunchRequest, RememberedInputs,
};

mod command;
mod form;
pub(crate) mod form_cache;
mod options;
mod partial;
mod presets;
mod upload;

impl App {
    /// Checks without sending. Faults carry the key of the parameter or `options.<name>`.
    pub async fn check_launch(
        &self,
        connection: &ConnectionId,
        request: &LaunchRequest,
    ) -> Result<Vec<FieldFault>> {
        let asked = self
            .asked(connection, &request.workflow, request.version)
            .await?;
        let mut faults = options::faults(&request.options);
        if let Err(more) = values(&asked, &request.inputs) {
            faults.extend(more);
        }
        Ok(faults)
    }

    /// Checks, sends once, remembers inputs and options.
    ///
    /// # Errors
    /// What the server refuses; a refused parameter arrives as [`Error::Invalid`] with its key.
    pub async fn launch(
        &self,
        connection: &ConnectionId,
        request: &LaunchRequest,
    ) -> Result<LaunchOutcome> {
        let faults = self.check_launch(connection, request).await?;
        if !faults.is_empty() {
            return Ok(LaunchOutcome::Invalid { faults });
        }
        let asked = self
            .asked(connection, &request.workflow, request.version)
            .await?;
        let values = values(&asked, &request.inputs).unwrap_or_default();
        // A full disk does not keep anybody from running a workflow.
        if let Err(fault) = self.remember(connection, request).await {
            tracing::warn!(%fault, "the inputs of a launch are not remembered");
        }
        let mut launch = options::launch_run(request, values);
        if let Some(partial) = &request.partial {
            // Rare, and large beside the rest of a launch.
            Box::pin(self.narrow(connection, request, partial, &mut launch)).await?;
        }
        match self.client(connection)?.runs().launch(&launch).await {
            Ok(launched) => {
                let run = RunId(launched.run_id.as_str().to_owned());
                self.change(connection, |entry| entry.under_way.begin(run.clone()));
                self.wake_sync(connection, false);
                Ok(LaunchOutcome::Started { run })
            }
            Err(Api::OutcomeUnknown {
                candidates, cause, ..
            }) => {
                self.wake_sync(connection, false);
                Ok(LaunchOutcome::Unknown {
                    message: format!(
                        "The connection broke while the run was being started ({cause}). It may be under way."
                    ),
                    candidates: candidates
                        .iter()
                        .map(|run| RunId(run.run_id.as_str().to_owned()))
                        .collect(),
                })
            }
            Err(Api::NotFound { message })
                if request.partial.is_some() && message.contains("no such route") =>
            {
                Err(Error::NotSupported(
                    "This server cannot run some blocks by themselves.".to_owned(),
                ))
            }
            Err(fault) => Err(named_after_parameter(
                self.fault(connection, fault).await,
                &asked,
            )),
        }
    }

    /// What the workflow asks for at launch, in the version that would run.
    async fn asked(
        &self,
        connection: &ConnectionId,
        workflow: &WorkflowId,
        version: Option<u32>,
    ) -> Result<Vec<Parameter>> {
        let body = self.body(connection, workflow, version).await?;
        Ok(parameters(&body)
            .into_iter()
            .filter(Parameter::is_input)
            .collect())
    }

    async fn remember(&self, connection: &ConnectionId, request: &LaunchRequest) -> Result<()> {
        let inputs = to_json(&RememberedInputs {
            name: None,
            at: Some(chrono::Utc::now()),
            inputs: request.inputs.clone(),
        })?;
        // A password in a proxy's address or in a header does not belong on the disk.
        let options = to_json(&options::without_secrets(&request.options))?;
        let (name, workflow) = (connection.clone(), request.workflow.clone());
        self.keep(connection, move |library| {
            library.set_last_inputs(name.as_str(), workflow.as_str(), &inputs)?;
            library.set_launch_options(name.as_str(), workflow.as_str(), &options)?;
            Ok::<(), LibraryError>(())
        })
        .await
    }
}

/// The values to send, or a fault for each field that has to be mended.
fn values(
    asked: &[Parameter],
    inputs: &[LaunchInput],
) -> std::result::Result<Map<String, Value>, Vec<FieldFault>> {
    let typed = inputs
        .iter()
        .map(|input| (input.key.clone(), Value::String(input.text.clone())))
        .collect();
    check_inputs(asked, &typed).map_err(|faults| {
        faults
            .into_iter()
            .map(|(field, fault)| FieldFault {
                field,
                message: fault.to_string(),
            })
            .collect()
    })
}

/// The server names the parameter in its sentence only.
fn named_after_parameter(fault: Error, asked: &[Parameter]) -> Error {
    let Error::Invalid(FieldFault { field, message }) = fault else {
        return fault;
    };
    let named = asked.iter().find(|one| {
        message.contains(&format!("parameter {} ", one.key))
            || message.contains(&format!("'{}'", one.key))
    });
    let field = named.map_or(field, |parameter| parameter.key.clone());
    Error::Invalid(FieldFault { field, message })
}

fn to_json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|fault| Error::Library(format!("The inputs cannot be remembered: {fault}.")))
}

/// Options that were remembered by this or an older version; what is missing takes its default.
fn remembered_options(json: Option<&str>) -> LaunchOptions {
    let Some(json) = json else {
        return LaunchOptions::default();
    };
    let Ok(Value::Object(kept)) = serde_json::from_str(json) else {
        return LaunchOptions::default();
    };
    let Ok(Value::Object(mut merged)) = serde_json::to_value(LaunchOptions::default()) else {
        return LaunchOptions::default();
    };
    merged.extend(kept);
    serde_json::from_value(Value::Object(merged)).unwrap_or_default()
}
