//! Folders.

use crate::App;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, FolderId};
use crate::views::workflows::FolderView;

impl App {
    /// The folders of a connection in the server's order, as kept on this computer.
    pub async fn folders(&self, connection: &ConnectionId) -> Result<Vec<FolderView>> {
        let name = connection.clone();
        let folders = self
            .library(move |library| library.folders(name.as_str()))
            .await?;
        Ok(folders
            .into_iter()
            .map(|folder| FolderView {
                id: FolderId(folder.id),
                title: folder.title,
                description: Some(folder.description).filter(|text| !text.is_empty()),
            })
            .collect())
    }

    /// Makes a folder on the server.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a blank title, [`Error::NotSupported`] on servers without folders.
    pub async fn create_folder(
        &self,
        connection: &ConnectionId,
        title: &str,
    ) -> Result<FolderView> {
        let made = self
            .client(connection)?
            .folders()
            .create(&checked(title)?, None)
            .await;
        let made = match made {
            Ok(made) => made,
            Err(fault) => return Err(self.fault(connection, fault).await),
        };
        self.sync_folders(connection).await?;
        Ok(FolderView {
            id: FolderId(made.folder_id.as_str().to_owned()),
            title: made.title,
            description: made.description,
        })
    }

    /// Renames a folder on the server.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a blank title, [`Error::NotFound`] when it is gone.
    pub async fn rename_folder(
        &self,
        connection: &ConnectionId,
        folder: &FolderId,
        title: &str,
    ) -> Result<FolderView> {
        let before = self
            .folders(connection)
            .await?
            .into_iter()
            .find(|one| &one.id == folder);
        let description = before.and_then(|one| one.description);
        let client = self.client(connection)?;
        let id = folder.as_str().into();
        let made = client
            .folders()
            .update(&id, Some(&checked(title)?), description.as_deref())
            .await;
        let made = match made {
            Ok(made) => made,
            Err(fault) => return Err(self.fault(connection, fault).await),
        };
        self.sync_folders(connection).await?;
        Ok(FolderView {
            id: folder.clone(),
            title: made.title,
            description: made.description,
        })
    }

    /// Deletes a folder; its workflows go with it, or to "No folder".
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is gone.
    pub async fn delete_folder(
        &self,
        connection: &ConnectionId,
        folder: &FolderId,
        with_workflows: bool,
    ) -> Result<()> {
        let client = self.client(connection)?;
        let deleted = client
            .folders()
            .delete(&folder.as_str().into(), with_workflows)
            .await;
        if let Err(fault) = deleted {
            return Err(self.fault(connection, fault).await);
        }
        self.sync_folders(connection).await?;
        self.wake_sync(connection, true);
        Ok(())
    }
}

fn checked(title: &str) -> Result<String> {
    match title.trim() {
        "" => Err(Error::invalid("title", "Give the folder a name.")),
        title => Ok(title.to_owned()),
    }
}
