//! Running only some blocks: from one on, or a single one, with what the others gave in a past run (reference B.2).

use serde_json::Map;
use skyvern_api::browser_sessions::CreateBrowserSession;
use skyvern_api::runs::{LaunchRun, PartialLaunch};

use crate::App;
use crate::error::{Error, Result};
use crate::ids::ConnectionId;
use crate::views::editor::{DraftId, PartialRun};
use crate::views::launch::LaunchRequest;

/// How long a browser lives that was opened for such a run, in minutes.
const LIFETIME: u32 = 60;

impl App {
    /// Makes a launch one of some blocks.
    pub(super) async fn narrow(
        &self,
        connection: &ConnectionId,
        request: &LaunchRequest,
        partial: &PartialRun,
        launch: &mut LaunchRun,
    ) -> Result<()> {
        if partial.blocks.is_empty() {
            return Err(Error::invalid("partial", "Choose the blocks to run."));
        }
        let mut outputs = Map::new();
        if let Some(run) = &partial.outputs_of {
            let draft = DraftId {
                connection: connection.clone(),
                workflow: request.workflow.clone(),
            };
            outputs = self.outputs_of_run(&draft, run).await?;
            outputs.retain(|label, _| !partial.blocks.contains(label));
        }
        // Only the newest version can run in parts.
        launch.version = None;
        launch.partial = Some(PartialLaunch {
            block_labels: partial.blocks.clone(),
            block_outputs: outputs,
        });
        // The server runs blocks in a browser session only.
        if launch.browser_session_id.is_none() && launch.browser_address.is_none() {
            let new = CreateBrowserSession {
                timeout: Some(LIFETIME),
                browser_profile_id: launch.browser_profile_id.clone(),
                ..CreateBrowserSession::default()
            };
            let client = self.client(connection)?;
            launch.browser_session_id = match client.browser_sessions().create(&new).await {
                Ok(session) => Some(session.browser_session_id),
                Err(fault) => return Err(self.fault(connection, fault).await),
            };
            launch.browser_profile_id = None;
        }
        Ok(())
    }
}
