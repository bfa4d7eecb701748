//! What a place for secrets can do.

use std::fmt;

use crate::fault::VaultFault;
use crate::secret::Secret;

/// A place that keeps secrets by name. Every call may block, up to [`crate::TIME_LIMIT`].
pub trait Vault: Send + Sync {
    /// Keeps `secret` under `entry`, in the place of one that was there.
    fn store(&self, entry: &str, secret: Secret<String>) -> Result<(), VaultFault>;

    /// The secret kept under `entry`; none when there is no such entry.
    fn read(&self, entry: &str) -> Result<Option<Secret<String>>, VaultFault>;

    /// Forgets `entry`. That it was not there is no fault.
    fn delete(&self, entry: &str) -> Result<(), VaultFault>;

    /// Whether a secret could be kept right now, proved by keeping one, and where.
    fn health(&self) -> Result<Backing, VaultFault>;
}

/// What keeps the secrets, for words like "Kept in GNOME Keyring".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backing {
    /// gnome-keyring, through the Secret Service interface.
    GnomeKeyring,
    /// Another Secret Service: KDE Wallet, `KeePassXC` and others.
    SecretService,
    /// The login keychain of macOS.
    MacosKeychain,
    /// The Credential Manager of Windows.
    WindowsCredentialManager,
    /// The memory of this process, until it ends.
    Memory,
}

impl Backing {
    /// The name people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::GnomeKeyring => "GNOME Keyring",
            Self::SecretService => "Secret Service",
            Self::MacosKeychain => "macOS Keychain",
            Self::WindowsCredentialManager => "Windows Credential Manager",
            Self::Memory => "memory",
        }
    }
}

impl fmt::Display for Backing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
