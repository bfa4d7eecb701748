//! Copies of workflows, with every field that the server keeps.

use serde_json::Value;

use crate::App;
use crate::error::Result;
use crate::ids::{ConnectionId, WorkflowId};
use crate::views::workflows::WorkflowRow;

impl App {
    /// Copies workflows beside the originals.
    ///
    /// # Errors
    /// What the server refuses; copies made before that stay.
    pub async fn duplicate_workflows(
        &self,
        connection: &ConnectionId,
        ids: &[WorkflowId],
    ) -> Result<Vec<WorkflowRow>> {
        let mut copies = Vec::new();
        for id in ids {
            let original = self.row_of(connection, id).await?;
            let body = self.body(connection, id, None).await?;
            let copy = renamed(workflow::convert::to_create(&body), &original.title);
            copies.push(
                self.create(connection, original.folder.as_ref(), copy)
                    .await?,
            );
        }
        Ok(copies)
    }
}

fn renamed(mut definition: Value, title: &str) -> Value {
    if let Some(fields) = definition.as_object_mut() {
        // The folder is an argument of the call; a body that names an unknown one is a fault of the server.
        fields.remove("folder_id");
        fields.insert("title".to_owned(), Value::String(format!("{title} (copy)")));
    }
    definition
}
