//! The launch form: fields, what was remembered, choices from the server.

use skyvern_api::Feature;
use skyvern_api::browser_profiles::ListBrowserProfiles;
use workflow::parameters::{Parameter, ParameterKind};

use super::form_cache::Choices;
use super::remembered_options;
use crate::App;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, WorkflowId};
use crate::views::launch::{Choice, LaunchField, LaunchFieldKind, LaunchForm, RememberedInputs};

/// More versions than anybody picks from.
const MOST_VERSIONS: usize = 500;
/// More profiles than anybody picks from.
const MOST_CHOICES: u32 = 100;

impl App {
    /// All that the launch dialog needs. What the server would add is left out when it does not answer, and noted.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a workflow or version that is neither kept nor to be had.
    pub async fn launch_form(
        &self,
        connection: &ConnectionId,
        workflow: &WorkflowId,
        version: Option<u32>,
    ) -> Result<LaunchForm> {
        let row = self.row_of(connection, workflow).await?;
        let body = self.body(connection, workflow, version).await?;
        let fields: Vec<_> = workflow::parameters::parameters(&body)
            .iter()
            .filter_map(field)
            .collect();
        let choices = self.choices(connection).await;
        let (name, id) = (connection.clone(), workflow.clone());
        let (launch, presets) = self
            .library(move |library| {
                Ok((
                    library.launch(name.as_str(), id.as_str())?,
                    library.presets(name.as_str(), id.as_str())?,
                ))
            })
            .await?;
        Ok(LaunchForm {
            workflow: workflow.clone(),
            title: row.title,
            version: version.unwrap_or(row.version),
            versions: (1..=row.version).rev().take(MOST_VERSIONS).collect(),
            fields,
            last: launch.inputs.as_deref().and_then(remembered),
            presets: presets
                .iter()
                .filter_map(|preset| remembered(&preset.inputs))
                .collect(),
            options: remembered_options(launch.options.as_deref()),
            credentials: choices.credentials,
            browser_sessions: choices.sessions,
            browser_profiles: choices.profiles,
            notes: choices.notes,
        })
    }

    /// Credentials, sessions and profiles to choose from; asked for at most once in a while.
    async fn choices(&self, connection: &ConnectionId) -> Choices {
        if let Some(known) = self.state.form_cache.fresh(connection) {
            return known;
        }
        let (credentials, sessions, profiles) = tokio::join!(
            self.credential_choices(connection),
            self.session_choices(connection),
            self.profile_choices(connection),
        );
        let mut notes = Vec::new();
        let mut take = |what: &str, listed: Result<Vec<Choice>>| {
            listed.unwrap_or_else(|fault| {
                if !matches!(fault, Error::NotSupported(_)) {
                    notes.push(format!("The {what} are not listed: {fault}"));
                }
                Vec::new()
            })
        };
        let choices = Choices {
            credentials: take("credentials", credentials),
            sessions: take("browser sessions", sessions),
            profiles: take("browser profiles", profiles),
            notes,
        };
        self.state.form_cache.keep(connection, &choices);
        choices
    }

    async fn credential_choices(&self, connection: &ConnectionId) -> Result<Vec<Choice>> {
        let rows = self.credentials(connection).await?;
        Ok(rows
            .into_iter()
            .map(|row| Choice {
                id: row.id,
                name: row.name,
                detail: row.detail,
            })
            .collect())
    }

    async fn session_choices(&self, connection: &ConnectionId) -> Result<Vec<Choice>> {
        let client = self.client(connection)?;
        if client.capabilities().knows(Feature::BrowserSessions) == Some(false) {
            return Ok(Vec::new());
        }
        let sessions = match client.browser_sessions().list().await {
            Ok(sessions) => sessions,
            Err(fault) => return Err(self.fault(connection, fault).await),
        };
        Ok(sessions
            .into_iter()
            .map(|session| Choice {
                id: session.browser_session_id.as_str().to_owned(),
                name: session.browser_session_id.as_str().to_owned(),
                detail: session.status.map(|status| status.to_string()),
            })
            .collect())
    }

    async fn profile_choices(&self, connection: &ConnectionId) -> Result<Vec<Choice>> {
        let query = ListBrowserProfiles {
            page_size: Some(MOST_CHOICES),
            ..ListBrowserProfiles::default()
        };
        let profiles = match self
            .client(connection)?
            .browser_profiles()
            .list(&query)
            .await
        {
            Ok(profiles) => profiles,
            Err(fault) => return Err(self.fault(connection, fault).await),
        };
        Ok(profiles
            .into_iter()
            .map(|profile| Choice {
                id: profile.browser_profile_id.as_str().to_owned(),
                name: profile.name,
                detail: profile.description.filter(|text| !text.is_empty()),
            })
            .collect())
    }
}

/// The field of a parameter that is asked for at launch.
fn field(parameter: &Parameter) -> Option<LaunchField> {
    let kind = match parameter.kind {
        ParameterKind::String => LaunchFieldKind::Text,
        ParameterKind::Integer => LaunchFieldKind::Integer,
        ParameterKind::Float => LaunchFieldKind::Float,
        ParameterKind::Boolean => LaunchFieldKind::Boolean,
        ParameterKind::Json => LaunchFieldKind::Json,
        ParameterKind::FileUrl => LaunchFieldKind::File,
        ParameterKind::CredentialId => LaunchFieldKind::Credential,
        ParameterKind::Other(_) => return None,
    };
    Some(LaunchField {
        key: parameter.key.clone(),
        kind,
        is_required: parameter.required,
        default: parameter.default.clone(),
        description: parameter.description.clone(),
    })
}

/// Inputs as they were kept; those that cannot be read any more are as good as none.
fn remembered(json: &str) -> Option<RememberedInputs> {
    serde_json::from_str(json).ok()
}
