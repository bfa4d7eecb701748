//! A vault that lasts as long as the process.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::fault::VaultFault;
use crate::secret::Secret;
use crate::vault::{Backing, Vault};

/// Keeps secrets in memory only: the choice of a person without a keychain. Everything is gone
/// when it is dropped.
#[derive(Debug, Default)]
pub struct MemoryVault {
    entries: Mutex<HashMap<String, Secret<String>>>,
}

impl MemoryVault {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<String, Secret<String>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Vault for MemoryVault {
    fn store(&self, entry: &str, secret: Secret<String>) -> Result<(), VaultFault> {
        self.entries().insert(entry.to_owned(), secret);
        Ok(())
    }

    fn read(&self, entry: &str) -> Result<Option<Secret<String>>, VaultFault> {
        Ok(self.entries().get(entry).cloned())
    }

    fn delete(&self, entry: &str) -> Result<(), VaultFault> {
        self.entries().remove(entry);
        Ok(())
    }

    fn health(&self) -> Result<Backing, VaultFault> {
        Ok(Backing::Memory)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_replaces_and_forgets() {
        let vault = MemoryVault::new();
        assert!(vault.read("one").unwrap().is_none());
        vault.store("one", "a".into()).unwrap();
        vault.store("one", "b".into()).unwrap();
        vault.store("two", "c".into()).unwrap();
        assert_eq!(vault.read("one").unwrap().unwrap().expose(), "b");
        vault.delete("one").unwrap();
        vault.delete("one").unwrap();
        assert!(vault.read("one").unwrap().is_none());
        assert_eq!(vault.read("two").unwrap().unwrap().expose(), "c");
        assert_eq!(vault.health(), Ok(Backing::Memory));
    }

    #[test]
    fn debug_shows_no_secret() {
        let vault = MemoryVault::new();
        vault.store("one", "sk-very-secret".into()).unwrap();
        assert!(!format!("{vault:?}").contains("sk-very"));
    }
}
