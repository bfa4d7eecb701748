//! Moving workflows between folders.

use crate::App;
use crate::error::Result;
use crate::ids::{ConnectionId, FolderId, WorkflowId};

impl App {
    /// Moves workflows into a folder, or out of all folders. Stops at the first that the server refuses; those before
    /// it are moved.
    pub async fn move_workflows(
        &self,
        connection: &ConnectionId,
        ids: &[WorkflowId],
        folder: Option<FolderId>,
    ) -> Result<()> {
        let client = self.client(connection)?;
        let target = folder.as_ref().map(|folder| folder.as_str().into());
        for id in ids {
            let moved = client
                .workflows()
                .set_folder(&id.as_str().into(), target.as_ref())
                .await;
            match moved {
                Ok(workflow) => self.keep_workflow(connection, workflow).await?,
                Err(fault) => return Err(self.fault(connection, fault).await),
            }
        }
        Ok(())
    }
}
