//! Why a vault did not do what it was asked.

use thiserror::Error;

#[cfg(target_os = "linux")]
const START_ONE: &str = "install and start gnome-keyring (or KDE Wallet, or KeePassXC with its \
                         Secret Service switched on)";
#[cfg(not(target_os = "linux"))]
const START_ONE: &str = "sign in to this computer again";

#[cfg(target_os = "linux")]
const UNLOCK: &str = "answer its password prompt, or unlock it in the keyring app";
#[cfg(target_os = "macos")]
const UNLOCK: &str = "unlock the login keychain in Keychain Access";
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
const UNLOCK: &str = "sign in to this computer again";

/// Why a vault did not do what it was asked. Each text says what a person can do about it; none
/// holds a secret.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum VaultFault {
    /// Nothing on this computer keeps secrets, or it does not answer.
    #[error("This computer has no keychain that Eyrie can reach: {START_ONE}, then try again.")]
    NoService {
        /// The system's own words, for the log and the "details" line.
        detail: String,
    },
    /// The keychain runs, but has no place for new entries yet.
    #[error(
        "The keychain is running but was never set up: create a default keyring in the keyring app \
         (Passwords and Keys: New, Password keyring, Set as default), then try again."
    )]
    NoCollection,
    /// The keychain is locked, and was not unlocked in time.
    #[error("The keychain is locked: {UNLOCK}, then try again.")]
    Locked,
    /// The system or the person said no.
    #[error("The keychain refused Eyrie: allow it when the system asks, then try again.")]
    Refused {
        /// The system's own words.
        detail: String,
    },
    /// Anything else.
    #[error(
        "The keychain failed ({detail}): try again, or keep the key in memory until Eyrie quits."
    )]
    Other {
        /// The system's own words.
        detail: String,
    },
}

impl VaultFault {
    /// What the system said, where that adds to the text.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::NoService { detail } | Self::Refused { detail } | Self::Other { detail } => {
                Some(detail)
            }
            Self::NoCollection | Self::Locked => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_says_what_to_do() {
        let detail = || "zbus error: x".to_owned();
        let faults = [
            VaultFault::NoService { detail: detail() },
            VaultFault::NoCollection,
            VaultFault::Locked,
            VaultFault::Refused { detail: detail() },
            VaultFault::Other { detail: detail() },
        ];
        for fault in faults {
            let text = fault.to_string();
            assert!(text.contains("try again") && text.ends_with('.'), "{text}");
            assert_eq!(text.lines().count(), 1, "{text}");
        }
    }
}
