//! The system's keychain: how to reach it, what it is called, and what its errors mean.

use std::sync::Arc;

use keyring::Error;
use keyring_core::CredentialStore;

use crate::fault::VaultFault;
use crate::vault::Backing;

#[cfg(target_os = "linux")]
mod linux;

/// Opens the system's keychain anew.
pub(crate) fn connect() -> keyring::Result<Arc<CredentialStore>> {
    #[cfg(target_os = "linux")]
    let store = zbus_secret_service_keyring_store::Store::new()?;
    #[cfg(target_os = "macos")]
    let store = apple_native_keyring_store::keychain::Store::new()?;
    #[cfg(target_os = "windows")]
    let store = windows_native_keyring_store::Store::new()?;
    Ok(store)
}

/// What the keychain is.
pub(crate) fn backing() -> Backing {
    #[cfg(target_os = "linux")]
    return linux::backing();
    #[cfg(target_os = "macos")]
    return Backing::MacosKeychain;
    #[cfg(target_os = "windows")]
    return Backing::WindowsCredentialManager;
}

/// What an error of the keychain means for a person.
pub(crate) fn fault(error: Error) -> VaultFault {
    match error {
        Error::PlatformFailure(source) | Error::NoStorageAccess(source) => source_fault(&*source),
        // These two carry the secret's bytes; nothing of them may get into a text.
        Error::BadEncoding(mut bytes) | Error::BadDataFormat(mut bytes, _) => {
            zeroize::Zeroize::zeroize(&mut bytes);
            VaultFault::Other {
                detail: "the entry does not hold a text".to_owned(),
            }
        }
        Error::Ambiguous(entries) => VaultFault::Other {
            detail: format!("{} entries have the same name", entries.len()),
        },
        other => VaultFault::Other {
            detail: other.to_string(),
        },
    }
}

#[cfg(target_os = "linux")]
fn source_fault(source: &(dyn std::error::Error + Send + Sync + 'static)) -> VaultFault {
    linux::fault(source)
}

/// The stores of macOS and Windows report a closed keychain and a refusal alike.
#[cfg(not(target_os = "linux"))]
fn source_fault(source: &(dyn std::error::Error + Send + Sync + 'static)) -> VaultFault {
    VaultFault::Refused {
        detail: source.to_string(),
    }
}
