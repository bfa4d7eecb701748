//! Importing workflows from files and from pasted text.

use std::path::{Path, PathBuf};

use serde_json::Value;
use skyvern_api::workflows::{CreateWorkflow, Definition};
use workflow::text::ImportFault;

use crate::App;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, FolderId, WorkflowId};
use crate::views::workflows::{ImportFailure, ImportReport, WorkflowRow};

/// A workflow of this size has never been seen; a larger file is something else.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;
/// The name that faults of pasted text carry.
const PASTED: &str = "pasted text";

impl App {
    /// Creates the workflows that the files hold. A file that fails stops no other.
    ///
    /// # Errors
    /// [`Error::Offline`] and [`Error::Unauthorized`] when not a single one could be sent. Later, they stand in the
    /// report.
    pub async fn import_files(
        &self,
        connection: &ConnectionId,
        folder: Option<FolderId>,
        files: Vec<PathBuf>,
    ) -> Result<ImportReport> {
        let mut import = Import::new(self, connection, folder);
        for file in files {
            let name = file
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            match read(&file, &name).await {
                Ok(text) => import.take_in(&text, &name).await?,
                Err(fault) => import.refuse(&name, fault.to_string()),
            }
        }
        Ok(import.report)
    }

    /// Creates the workflows that a pasted text holds.
    ///
    /// # Errors
    /// As [`App::import_files`].
    pub async fn import_text(
        &self,
        connection: &ConnectionId,
        folder: Option<FolderId>,
        text: &str,
    ) -> Result<ImportReport> {
        let mut import = Import::new(self, connection, folder);
        import.take_in(text, PASTED).await?;
        Ok(import.report)
    }

    /// Creates a workflow from a definition in the create shape and keeps it.
    pub(crate) async fn create(
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
}

/// An import as it goes on.
struct Import<'a> {
    app: &'a App,
    connection: &'a ConnectionId,
    folder: Option<FolderId>,
    report: ImportReport,
    /// Why the server takes nothing more.
    broken: Option<Error>,
}

impl<'a> Import<'a> {
    fn new(app: &'a App, connection: &'a ConnectionId, folder: Option<FolderId>) -> Self {
        Self {
            app,
            connection,
            folder,
            report: ImportReport {
                imported: Vec::new(),
                failed: Vec::new(),
            },
            broken: None,
        }
    }

    fn refuse(&mut self, file: &str, message: String) {
        self.report.failed.push(ImportFailure {
            file: file.to_owned(),
            message,
        });
    }

    /// Creates the workflows of one text, which `name` stands for in faults.
    async fn take_in(&mut self, text: &str, name: &str) -> Result<()> {
        let workflows = match workflow::text::import(text, name) {
            Ok(workflows) => workflows,
            Err(fault) => {
                self.refuse(name, fault.to_string());
                return Ok(());
            }
        };
        for one in workflows {
            if let Some(fault) = &self.broken {
                self.refuse(name, format!("“{}”: not sent. {fault}", one.title));
                continue;
            }
            let folder = self.folder.as_ref();
            match self.app.create(self.connection, folder, one.create).await {
                Ok(row) => self.report.imported.push(row),
                // Nothing that follows would fare better.
                Err(fault @ (Error::Offline(_) | Error::Unauthorized(_))) => {
                    if self.report.imported.is_empty() {
                        return Err(fault);
                    }
                    self.refuse(name, format!("“{}”: {fault}", one.title));
                    self.broken = Some(fault);
                }
                Err(fault) => self.refuse(name, format!("“{}”: {fault}", one.title)),
            }
        }
        Ok(())
    }
}

/// Why a file has no text to import.
#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error("It cannot be read: {0}.")]
    Io(#[from] std::io::Error),
    #[error("It has {} MB. A workflow file has at most 64 MB.", .0 / 1_000_000)]
    TooLarge(u64),
    #[error("{0}")]
    NoText(#[from] ImportFault),
}

/// The text of a file, in whatever form of Unicode.
async fn read(file: &Path, name: &str) -> std::result::Result<String, Unreadable> {
    let length = tokio::fs::metadata(file).await?.len();
    if length > LARGEST_FILE {
        return Err(Unreadable::TooLarge(length));
    }
    let bytes = tokio::fs::read(file).await?;
    Ok(workflow::text::decode(&bytes, name)?.into_owned())
}
