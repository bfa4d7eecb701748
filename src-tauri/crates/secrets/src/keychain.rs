//! The system's keychain as a vault.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use keyring::Error;
use keyring_core::{CredentialStore, Entry};

use crate::fault::VaultFault;
use crate::lane::{Caller, Lane, NoResult, Stage};
use crate::platform;
use crate::secret::Secret;
use crate::vault::{Backing, Vault};

/// The name under which all entries of the app stand in the keychain.
pub const KEYCHAIN_NAME: &str = "dev.eyrie.desktop";

/// How long a call waits: long enough for a slow keychain, short enough for a person who looks at
/// a spinner. A prompt for the keychain's password stays open beyond it.
pub const TIME_LIMIT: Duration = Duration::from_secs(5);

/// What the health check writes and deletes.
const PROBE_ENTRY: &str = "health-check";

type Connect = dyn Fn() -> keyring::Result<Arc<CredentialStore>> + Send + Sync;

/// The keychain of the operating system: macOS Keychain, Windows Credential Manager, or the Secret
/// Service (GNOME Keyring, KDE Wallet …) on Linux.
///
/// Contact is made at the first call, and anew after it was lost or failed, so a keychain that is
/// started later is found without a restart of the app.
#[derive(Clone)]
pub struct Keychain {
    contact: Arc<Contact>,
    lane: Arc<Lane>,
    limit: Duration,
}

impl Keychain {
    /// The keychain of this computer. Touches nothing yet.
    pub fn new() -> Self {
        Self::with(platform::connect, platform::backing, TIME_LIMIT)
    }

    fn with(
        connect: impl Fn() -> keyring::Result<Arc<CredentialStore>> + Send + Sync + 'static,
        backing: fn() -> Backing,
        limit: Duration,
    ) -> Self {
        let contact = Contact {
            connect: Box::new(connect),
            backing,
            store: Mutex::new(None),
        };
        Self {
            contact: Arc::new(contact),
            lane: Arc::default(),
            limit,
        }
    }

    /// Runs `job` beside, within the time limit.
    fn call<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Contact, &Caller) -> keyring::Result<T> + Send + 'static,
    ) -> Result<T, VaultFault> {
        let contact = Arc::clone(&self.contact);
        match self
            .lane
            .run(self.limit, move |caller| job(&contact, caller))
        {
            Ok(result) => result.map_err(platform::fault),
            Err(no_result) => Err(self.no_result_fault(&no_result)),
        }
    }

    fn no_result_fault(&self, no_result: &NoResult) -> VaultFault {
        match no_result {
            NoResult::TimedOut(Stage::Working) => VaultFault::Locked,
            NoResult::TimedOut(Stage::Connecting) => VaultFault::NoService {
                detail: format!("no answer within {} s", self.limit.as_secs()),
            },
            NoResult::Died => VaultFault::Other {
                detail: "its client stopped unexpectedly".to_owned(),
            },
            NoResult::NoThread(error) => VaultFault::Other {
                detail: error.to_string(),
            },
        }
    }
}

impl Default for Keychain {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Keychain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Keychain")
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

impl Vault for Keychain {
    fn store(&self, entry: &str, secret: Secret<String>) -> Result<(), VaultFault> {
        let name = entry.to_owned();
        self.call(move |contact, caller| {
            contact.with_entry(&name, caller, |entry| keep(entry, &secret, caller))
        })
    }

    fn read(&self, entry: &str) -> Result<Option<Secret<String>>, VaultFault> {
        let name = entry.to_owned();
        self.call(move |contact, caller| {
            let found = contact.with_entry(&name, caller, |entry| {
                // Into the secret at once, so that the bytes are wiped whatever comes next.
                entry.get_password().map(Secret::new)
            });
            none_if_absent(found)
        })
    }

    fn delete(&self, entry: &str) -> Result<(), VaultFault> {
        let name = entry.to_owned();
        self.call(move |contact, caller| {
            let gone = contact.with_entry(&name, caller, Entry::delete_credential);
            none_if_absent(gone).map(drop)
        })
    }

    /// Reading proves nothing: a keychain without any usable collection says "no such entry". So a
    /// probe is written and deleted.
    fn health(&self) -> Result<Backing, VaultFault> {
        self.call(|contact, caller| {
            contact.with_entry(PROBE_ENTRY, caller, |entry| {
                entry.set_password("probe")?;
                entry.delete_credential()
            })?;
            Ok((contact.backing)())
        })
    }
}

/// Writes the secret. A caller who left was told that it failed, so an entry that is new is then
/// taken back; one that was there before has the newer value, which is no loss.
fn keep(entry: &Entry, secret: &Secret<String>, caller: &Caller) -> keyring::Result<()> {
    let is_new = matches!(entry.get_credential(), Err(Error::NoEntry));
    entry.set_password(secret.expose())?;
    if !caller.still_waits() && is_new {
        entry.delete_credential()?;
    }
    Ok(())
}

fn none_if_absent<T>(result: keyring::Result<T>) -> keyring::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The connection to the keychain, as long as it works.
struct Contact {
    connect: Box<Connect>,
    backing: fn() -> Backing,
    store: Mutex<Option<Arc<CredentialStore>>>,
}

impl Contact {
    /// Does `work` on the entry `name`. A connection from an earlier call may have died with the
    /// keychain's process; then a new one is made, once.
    fn with_entry<T>(
        &self,
        name: &str,
        caller: &Caller,
        work: impl Fn(&Entry) -> keyring::Result<T>,
    ) -> keyring::Result<T> {
        let known = self.store().clone();
        if let Some(store) = known {
            caller.connected();
            match work(&store.build(KEYCHAIN_NAME, name, None)?) {
                Err(Error::PlatformFailure(_)) => *self.store() = None,
                outcome => return outcome,
            }
        }
        let store = (self.connect)()?;
        caller.connected();
        let outcome = work(&store.build(KEYCHAIN_NAME, name, None)?);
        if !matches!(outcome, Err(Error::PlatformFailure(_))) {
            *self.store() = Some(store);
        }
        outcome
    }

    fn store(&self) -> MutexGuard<'_, Option<Arc<CredentialStore>>> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
