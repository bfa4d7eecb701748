//! Importing workflows from files and from pasted text.

use std::path::{Path, PathBuf};

use serde_json::Value;
use skyvern_api::workflows::{CreateWorkflow, Definition};

use crate::App;
use crate::error::{Error, Result, sentence};
use crate::ids::{ConnectionId, FolderId, WorkflowId};
use crate::views::workflows::{ImportFailure, ImportReport, WorkflowRow};

/// A workflow of this size has never been seen; a larger file is something else.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;
/// The name that faults of pasted text carry.
const PASTED: &str = "pasted text";

impl App {
    /// Creates the workflows that the files hold. A file that fails stops no other.
    pub async fn import_files(
        &self,
        connection: &ConnectionId,
        folder: Option<FolderId>,
        files: Vec<PathBuf>,
    ) -> Result<ImportReport> {
        let mut report = ImportReport {
            imported: Vec::new(),
            failed: Vec::new(),
        };
        for file in files {
            let name = file
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            match read(&file).await {
                Ok(text) => {
                    self.import_into(connection, folder.as_ref(), &text, &name, &mut report)
                        .await?;
                }
                Err(message) => report.failed.push(ImportFailure {
                    file: name,
                    message,
                }),
            }
        }
        Ok(report)
    }

    /// Creates the workflows that a pasted text holds.
    pub async fn import_text(
        &self,
        connection: &ConnectionId,
        folder: Option<FolderId>,
        text: &str,
    ) -> Result<ImportReport> {
        let mut report = ImportReport {
            imported: Vec::new(),
            failed: Vec::new(),
        };
        self.import_into(connection, folder.as_ref(), text, PASTED, &mut report)
            .await?;
        Ok(report)
    }

    /// Creates a workflow from a definition in the create shape and keeps it.
    pub(super) async fn create(
        &self,
        connection: &ConnectionId,
        folder: Option<&FolderId>,
        definition: Value,
    ) -> Result<WorkflowRow> {
        let new = CreateWorkflow {
            definition: Definition::Json(definition),
            folder_id: folder.map(|folder| folder.as_str().into()),
            idempotency_key: Some(uuid::Uuid::new_v4().to_string()),
        };
        let made = match self.client(connection)?.workflows().create(&new).await {
            Ok(made) => made,
            Err(fault) => return Err(self.fault(connection, fault).await),
        };
        let id = WorkflowId(made.workflow_id.as_str().to_owned());
        self.keep_workflow(connection, made).await?;
        self.count_workflows(connection).await?;
        self.row_of(connection, &id).await
    }

    async fn import_into(
        &self,
        connection: &ConnectionId,
        folder: Option<&FolderId>,
        text: &str,
        name: &str,
        report: &mut ImportReport,
    ) -> Result<()> {
        let workflows = match workflow::text::import(text, name) {
            Ok(workflows) => workflows,
            Err(fault) => {
                report.failed.push(ImportFailure {
                    file: name.to_owned(),
                    message: fault.to_string(),
                });
                return Ok(());
            }
        };
        for one in workflows {
            match self.create(connection, folder, one.create).await {
                Ok(row) => report.imported.push(row),
                // Nothing that follows would fare better.
                Err(fault @ (Error::Offline(_) | Error::Unauthorized(_))) => return Err(fault),
                Err(fault) => report.failed.push(ImportFailure {
                    file: name.to_owned(),
                    message: format!("“{}”: {fault}", one.title),
                }),
            }
        }
        Ok(())
    }
}

/// The text of a file, or a sentence on why there is none.
async fn read(file: &Path) -> std::result::Result<String, String> {
    let unreadable = |fault: std::io::Error| sentence(&format!("it cannot be read: {fault}"));
    let length = tokio::fs::metadata(file).await.map_err(unreadable)?.len();
    if length > LARGEST_FILE {
        return Err(format!(
            "It has {} MB. A workflow file has at most 64 MB.",
            length / 1_000_000
        ));
    }
    let bytes = tokio::fs::read(file).await.map_err(unreadable)?;
    String::from_utf8(bytes)
        .map_err(|_| "It is not a text file. Import YAML or JSON in UTF-8.".to_owned())
}
