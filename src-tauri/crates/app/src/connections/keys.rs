//! API keys: from the input to the vault, from the vault to the client, and nowhere else.

use secrets::{Secret, Vault, VaultFault};
use skyvern_api::{ApiKey, Client};

use crate::App;
use crate::error::{Error, Result};
use crate::ids::ConnectionId;
use crate::open::{blocking, lock};
use crate::views::connections::{KeyPlace, KeyStorage, KeychainView};

impl App {
    /// Keeps `key` where the person chose, and nowhere else.
    pub(super) async fn keep_key(
        &self,
        id: &ConnectionId,
        key: Secret<String>,
        storage: KeyStorage,
    ) -> Result<KeyPlace> {
        match storage {
            KeyStorage::Memory => {
                self.state.memory.store(id.as_str(), key)?;
                // An older copy in the keychain would come back at the next start.
                if let Err(fault) = self
                    .with_keychain(id, |vault, entry| vault.delete(entry))
                    .await
                {
                    tracing::info!(%fault, "no older key was removed from the keychain");
                }
                Ok(KeyPlace::Memory)
            }
            KeyStorage::Keychain => {
                self.with_keychain(id, move |vault, entry| vault.store(entry, key))
                    .await?;
                self.state.memory.delete(id.as_str())?;
                Ok(KeyPlace::Keychain)
            }
        }
    }

    /// The key of a connection and where it was found.
    pub(super) async fn kept_key(
        &self,
        id: &ConnectionId,
        is_in_keychain: bool,
    ) -> Result<Option<(Secret<String>, KeyPlace)>> {
        if let Some(key) = self.state.memory.read(id.as_str())? {
            return Ok(Some((key, KeyPlace::Memory)));
        }
        if !is_in_keychain {
            return Ok(None);
        }
        let key = self
            .with_keychain(id, |vault, entry| vault.read(entry))
            .await?;
        Ok(key.map(|key| (key, KeyPlace::Keychain)))
    }

    /// Deletes the key of a connection wherever it is.
    pub(super) async fn forget_key(&self, id: &ConnectionId, is_in_keychain: bool) -> Result<()> {
        self.state.memory.delete(id.as_str())?;
        if is_in_keychain {
            self.with_keychain(id, |vault, entry| vault.delete(entry))
                .await?;
        }
        Ok(())
    }

    /// What the last check found; the first one is made when it is asked for.
    pub(super) async fn known_keychain(&self) -> KeychainView {
        let known = lock(&self.state.keychain).clone();
        match known {
            Some(known) => known,
            None => self.check_keychain().await,
        }
    }

    /// Whether keys can be kept in the keychain now; proved by keeping one.
    pub async fn check_keychain(&self) -> KeychainView {
        let found = self.probe_keychain().await;
        *lock(&self.state.keychain) = Some(found.clone());
        found
    }

    async fn probe_keychain(&self) -> KeychainView {
        let vault = self.state.ports.vault.clone();
        match blocking(move || vault.health()).await {
            Ok(Ok(backing)) => KeychainView::Usable {
                name: backing.name().to_owned(),
            },
            Ok(Err(fault)) => {
                let (problem, advice) = sentences(&fault);
                KeychainView::Unusable { problem, advice }
            }
            Err(fault) => KeychainView::Unusable {
                problem: fault.to_string(),
                advice: String::new(),
            },
        }
    }

    async fn with_keychain<T: Send + 'static>(
        &self,
        id: &ConnectionId,
        work: impl FnOnce(&dyn Vault, &str) -> std::result::Result<T, VaultFault> + Send + 'static,
    ) -> Result<T> {
        let vault = self.state.ports.vault.clone();
        let entry = id.as_str().to_owned();
        Ok(blocking(move || work(vault.as_ref(), &entry)).await??)
    }
}

impl From<VaultFault> for Error {
    fn from(fault: VaultFault) -> Self {
        if let Some(detail) = fault.detail() {
            tracing::warn!(detail, "the keychain failed");
        }
        let (problem, advice) = sentences(&fault);
        Self::Keychain { problem, advice }
    }
}

/// The fault's text is "problem: advice".
fn sentences(fault: &VaultFault) -> (String, String) {
    let text = fault.to_string();
    match text.split_once(": ") {
        Some((problem, advice)) => {
            let mut letters = advice.chars();
            let advice = letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect()
            });
            (format!("{problem}."), advice)
        }
        None => (text, String::new()),
    }
}

/// A client with `key`, remembering what an earlier one learnt about the server.
pub(super) fn client(
    base_url: &str,
    key: &Secret<String>,
    known: Option<&str>,
) -> std::result::Result<Client, skyvern_api::Error> {
    let known = known
        .and_then(|json| serde_json::from_str(json).ok())
        .unwrap_or_default();
    Client::builder(base_url, ApiKey::new(key.expose().clone()))
        .user_agent(concat!("eyrie/", env!("CARGO_PKG_VERSION")))
        .capabilities(known)
        .build()
}
