//! Named sets of inputs, kept on this computer.

use library::Preset;

use crate::App;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, WorkflowId};
use crate::views::launch::{LaunchInput, RememberedInputs};

impl App {
    /// Keeps inputs under a name, in the place of those that had it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a blank name.
    pub async fn save_preset(
        &self,
        connection: &ConnectionId,
        workflow: &WorkflowId,
        name: &str,
        inputs: Vec<LaunchInput>,
    ) -> Result<()> {
        let preset = name.trim().to_owned();
        if preset.is_empty() {
            return Err(Error::invalid("name", "Give the preset a name."));
        }
        let remembered = RememberedInputs {
            name: Some(preset.clone()),
            at: Some(chrono::Utc::now()),
            inputs,
        };
        let preset = Preset {
            name: preset,
            inputs: super::to_json(&remembered)?,
        };
        let (name, workflow) = (connection.clone(), workflow.clone());
        self.keep(connection, move |library| {
            library.save_preset(name.as_str(), workflow.as_str(), &preset)
        })
        .await
    }

    /// Forgets a preset; that it was not there is no fault.
    pub async fn delete_preset(
        &self,
        connection: &ConnectionId,
        workflow: &WorkflowId,
        name: &str,
    ) -> Result<()> {
        let (of, workflow, name) = (connection.clone(), workflow.clone(), name.to_owned());
        self.keep(connection, move |library| {
            library
                .delete_preset(of.as_str(), workflow.as_str(), &name)
                .map(drop)
        })
        .await
    }
}
