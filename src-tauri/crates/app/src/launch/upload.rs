//! Files for parameters: sent to the server, which answers with the address to put into the field.

use std::path::PathBuf;

use skyvern_api::uploads::UploadFile;

use crate::App;
use crate::error::{Error, Result};
use crate::ids::ConnectionId;
use crate::views::launch::UploadedFile;

/// Servers refuse more unless they are told otherwise (reference B.4), and say so; this keeps memory in bounds.
const LARGEST: u64 = 512 * 1024 * 1024;

impl App {
    /// Uploads a file of this computer.
    ///
    /// # Errors
    /// [`Error::File`] when it cannot be read, and what the server refuses (10 MB is its usual limit).
    pub async fn upload_file(
        &self,
        connection: &ConnectionId,
        path: PathBuf,
    ) -> Result<UploadedFile> {
        let name = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let unreadable =
            |fault| Error::File(format!("{} cannot be read: {fault}.", path.display()));
        let length = tokio::fs::metadata(&path).await.map_err(unreadable)?.len();
        if length > LARGEST {
            return Err(Error::File(format!("{name} has more than 512 MB.")));
        }
        let bytes = tokio::fs::read(&path).await.map_err(unreadable)?;
        #[expect(
            clippy::cast_precision_loss,
            reason = "sizes are shown, not counted with"
        )]
        let size = length as f64;
        let file = UploadFile {
            name: name.clone(),
            media_type: media_type(&name).to_owned(),
            bytes: bytes.into(),
        };
        match self.client(connection)?.uploads().send(file).await {
            Ok(upload) => Ok(UploadedFile {
                name,
                bytes: size,
                uri: upload.file_url,
            }),
            Err(fault) => Err(self.fault(connection, fault).await),
        }
    }
}

/// The server keeps what it is told; the usual kinds are enough for it.
fn media_type(name: &str) -> &'static str {
    let extension = name
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    match extension.as_str() {
        "csv" => "text/csv",
        "txt" => "text/plain",
        "json" => "application/json",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "zip" => "application/zip",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    }
}
