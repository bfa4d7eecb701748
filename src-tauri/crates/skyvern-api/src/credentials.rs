//! Stored credentials: their names and kinds, never their secrets (reference B.7).

use serde_json::Value;

use crate::call::Call;
use crate::capabilities::Feature;
use crate::client::Client;
use crate::error::Error;
use crate::ids::{BrowserProfileId, CredentialId, FolderId};
use crate::open_enum::open_enum;
use crate::record::record;

/// The calls about credentials. Made by [`Client::credentials`].
#[derive(Clone, Copy, Debug)]
pub struct Credentials<'c> {
    pub(crate) client: &'c Client,
}

open_enum! {
    /// What a credential holds.
    CredentialKind {
        Password = "password",
        CreditCard = "credit_card",
        Secret = "secret",
    }
}

record! {
    /// A stored credential, without its secret.
    Credential {
        /// Its id, the value for a `credential_id` parameter.
        required credential_id: CredentialId,
        /// Its name.
        required name: String,
        /// What it holds.
        required kind: CredentialKind = "credential_type",
        /// What may be shown of it: `{username, totp_type, …}`, `{last_four, brand}` or `{secret_label}`.
        nested shown: Value = "credential",
        /// The vault that keeps the secret, e.g. `skyvern`, `bitwarden`.
        optional vault_type: String,
        /// The saved browser state that belongs to it.
        optional browser_profile_id: BrowserProfileId,
        /// The folder that it is in.
        optional folder_id: FolderId,
        /// The page it was tested on.
        optional tested_url: String,
    }
}

/// Which credentials to list. The default is the server's first page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCredentials {
    /// The page, from 1.
    pub page: Option<u32>,
    /// Credentials a page; the server takes 10 if not told.
    pub page_size: Option<u32>,
    /// Only of this kind.
    pub kind: Option<CredentialKind>,
    /// Only in this vault.
    pub vault_type: Option<String>,
    /// Text to search in names.
    pub search: Option<String>,
    /// Only in this folder.
    pub folder_id: Option<FolderId>,
}

impl Credentials<'_> {
    /// One page of credentials (`GET /v1/credentials`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::credentials::ListCredentials;
    ///
    /// for credential in client.credentials().list(&ListCredentials::default()).await? {
    ///     println!("{} ({})", credential.name, credential.kind);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list(&self, query: &ListCredentials) -> Result<Vec<Credential>, Error> {
        let call = Call::get("v1/credentials", &[])
            .query_if("page", query.page)
            .query_if("page_size", query.page_size)
            .query_if("credential_type", query.kind.as_ref())
            .query_if("vault_type", query.vault_type.as_ref())
            .query_if("search", query.search.as_ref())
            .query_if("folder_id", query.folder_id.as_ref());
        self.client
            .fetch_versioned(call.needs(Feature::Credentials))
            .await
    }

    /// One credential (`GET /v1/credentials/{id}`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let credential = client.credentials().get(&"cred_1".into()).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get(&self, id: &CredentialId) -> Result<Credential, Error> {
        let call = Call::get("v1/credentials/{}", &[id.as_str()]).needs(Feature::Credentials);
        self.client.fetch_versioned(call).await
    }
}
