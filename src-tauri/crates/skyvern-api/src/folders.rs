//! Folders of workflows (reference B.6). They are flat: a folder holds no folders.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::call::Call;
use crate::capabilities::Feature;
use crate::client::Client;
use crate::error::Error;
use crate::ids::{FolderId, OrganizationId};
use crate::record::record;

/// The calls about folders; all need Skyvern 0.2.21 ([`Error::NotSupported`] before). Made by [`Client::folders`].
#[derive(Clone, Copy, Debug)]
pub struct Folders<'c> {
    pub(crate) client: &'c Client,
}

/// Which folders to list. The default is the server's first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListFolders {
    /// The page, from 1.
    pub page: Option<u32>,
    /// Folders a page, up to 500; the server takes 100 if not told.
    pub page_size: Option<u32>,
    /// Text to search in titles.
    pub search: Option<String>,
}

record! {
    /// A folder.
    Folder {
        /// Its id.
        required folder_id: FolderId,
        /// Its title; not unique.
        required title: String,
        /// What it is for.
        optional description: String,
        /// The organisation that it belongs to.
        optional organization_id: OrganizationId,
        /// How many workflows are in it.
        default workflow_count: u64,
        /// When it was made.
        required created_at: DateTime<Utc>,
        /// When it was last touched.
        optional modified_at: DateTime<Utc>,
    }
}

impl Folders<'_> {
    /// One page of folders (`GET /v1/folders`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::folders::ListFolders;
    ///
    /// for folder in client.folders().list(&ListFolders::default()).await? {
    ///     println!("{} ({})", folder.title, folder.workflow_count);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list(&self, query: &ListFolders) -> Result<Vec<Folder>, Error> {
        let call = Call::get("v1/folders", &[])
            .query_if("page", query.page)
            .query_if("page_size", query.page_size)
            .query_if("search", query.search.as_ref());
        self.client
            .fetch_versioned(call.needs(Feature::Folders))
            .await
    }

    /// One folder (`GET /v1/folders/{id}`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let folder = client.folders().get(&"fld_1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get(&self, id: &FolderId) -> Result<Folder, Error> {
        let call = Call::get("v1/folders/{}", &[id.as_str()]);
        self.client
            .fetch_versioned(call.needs(Feature::Folders))
            .await
    }

    /// Creates a folder (`POST /v1/folders`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let folder = client.folders().create("Invoices", Some("Monthly downloads")).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create(&self, title: &str, description: Option<&str>) -> Result<Folder, Error> {
        let call = Call::post("v1/folders", &[]).json(body(Some(title), description));
        self.client
            .fetch_versioned(call.needs(Feature::Folders))
            .await
    }

    /// Changes title or description, whichever is given (`PUT /v1/folders/{id}`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let folder = client.folders().update(&"fld_1".into(), Some("Bills"), None).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update(
        &self,
        id: &FolderId,
        title: Option<&str>,
        description: Option<&str>,
    ) -> Result<Folder, Error> {
        let call = Call::put("v1/folders/{}", &[id.as_str()]).json(body(title, description));
        self.client
            .fetch_versioned(call.needs(Feature::Folders))
            .await
    }

    /// Deletes a folder (`DELETE /v1/folders/{id}`). Its workflows stay, outside of all folders, unless
    /// `delete_workflows` is set.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// client.folders().delete(&"fld_1".into(), false).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete(&self, id: &FolderId, delete_workflows: bool) -> Result<(), Error> {
        let call = Call::delete("v1/folders/{}", &[id.as_str()])
            .query_if("delete_workflows", delete_workflows.then_some(true));
        self.client
            .fetch_versioned(call.needs(Feature::Folders))
            .await
    }
}

fn body(title: Option<&str>, description: Option<&str>) -> serde_json::Value {
    let mut body = serde_json::Map::new();
    body.extend(title.map(|title| ("title".to_owned(), json!(title))));
    body.extend(description.map(|description| ("description".to_owned(), json!(description))));
    body.into()
}
