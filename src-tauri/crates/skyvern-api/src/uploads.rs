//! Files sent to the server, for parameters of type `file_url` (reference B.4).

use bytes::Bytes;
use chrono::{DateTime, Utc};

use crate::call::{Call, Content};
use crate::capabilities::Feature;
use crate::client::Client;
use crate::error::Error;
use crate::ids::FileId;
use crate::record::record;

/// The calls about uploads. Made by [`Client::uploads`].
#[derive(Clone, Copy, Debug)]
pub struct Uploads<'c> {
    pub(crate) client: &'c Client,
}

/// A file to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadFile {
    /// Its name, without a path.
    pub name: String,
    /// Its media type, e.g. `text/csv`.
    pub media_type: String,
    /// Its bytes. Servers take 10 MB unless they are told otherwise.
    pub bytes: Bytes,
}

record! {
    /// A file that was sent.
    Upload {
        /// The value for a `file_url` parameter. On self-hosted servers a `file://` address of the server's own disk.
        required file_url: String = "s3_uri",
        /// An address for a browser; may be a `file://` address too.
        optional presigned_url: String,
        /// The id under which it can be deleted (newer servers).
        optional file_id: FileId,
        /// When the server will delete it by itself.
        optional expires_at: DateTime<Utc>,
    }
}

impl Uploads<'_> {
    /// Sends a file (`POST /v1/upload_file`).
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if it is too big for the server.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::uploads::UploadFile;
    ///
    /// let upload = client
    ///     .uploads()
    ///     .send(UploadFile {
    ///         name: "orders.csv".into(),
    ///         media_type: "text/csv".into(),
    ///         bytes: "id\n4711\n".into(),
    ///     })
    ///     .await?;
    /// println!("{}", upload.file_url);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn send(&self, file: UploadFile) -> Result<Upload, Error> {
        let with_file = |mut call: Call| {
            let UploadFile {
                name,
                media_type,
                bytes,
            } = file.clone();
            call.content = Content::File {
                name,
                media_type,
                bytes,
            };
            call
        };
        let call = with_file(Call::post("v1/upload_file", &[])).or_older(
            Feature::Upload,
            with_file(Call::post("api/v1/upload_file", &[])),
        );
        self.client.fetch_versioned(call).await
    }

    /// Deletes a file that was sent (`DELETE /v1/files/{id}`).
    ///
    /// # Errors
    /// [`Error::NotSupported`] on older servers, which keep files for as long as they keep files.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// client.uploads().delete(&"file_1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete(&self, id: &FileId) -> Result<(), Error> {
        let call = Call::delete("v1/files/{}", &[id.as_str()]).needs(Feature::DeleteUpload);
        self.client.fetch_versioned(call).await
    }
}
