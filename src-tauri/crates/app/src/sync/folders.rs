//! Folders, where the server has them.

use library::FolderRecord;
use skyvern_api::Error as Api;
use skyvern_api::folders::{Folder, ListFolders};

use crate::App;
use crate::error::Result;
use crate::event::Event;
use crate::ids::ConnectionId;

/// The most that one page may have (reference B.6).
const PAGE_SIZE: u32 = 500;
/// More folders than anybody has; a server that does not know pages would have no end.
const MOST_PAGES: u32 = 20;

impl App {
    /// Takes over the server's folders. A server without folders has an empty list.
    pub(crate) async fn sync_folders(&self, id: &ConnectionId) -> Result<()> {
        let client = self.client(id)?;
        let mut records = Vec::new();
        for page in 1..=MOST_PAGES {
            let query = ListFolders {
                page: Some(page),
                page_size: Some(PAGE_SIZE),
                ..ListFolders::default()
            };
            let folders = match client.folders().list(&query).await {
                Ok(folders) => folders,
                Err(Api::NotSupported { .. }) => break,
                Err(fault) => return Err(self.fault(id, fault).await),
            };
            let is_last = folders.len() < PAGE_SIZE as usize;
            records.extend(folders.into_iter().map(record));
            if is_last {
                break;
            }
        }
        let name = id.clone();
        let differs = self
            .keep(id, move |library| {
                library.replace_folders(name.as_str(), &records)
            })
            .await?;
        if differs {
            self.emit(Event::FoldersChanged {
                connection: id.clone(),
            });
        }
        Ok(())
    }
}

fn record(folder: Folder) -> FolderRecord {
    FolderRecord {
        id: folder.folder_id.as_str().to_owned(),
        title: folder.title,
        description: folder.description.unwrap_or_default(),
        workflow_count: u32::try_from(folder.workflow_count).unwrap_or(u32::MAX),
    }
}
