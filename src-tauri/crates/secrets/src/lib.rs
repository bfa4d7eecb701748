//! Secret values and the places that keep them.
//!
//! A key is a [`Secret`] from the moment it is typed: it does not print, does not serialise and is
//! wiped when dropped. It is kept in a [`Vault`]: [`Keychain`] is the system's own,
//! [`MemoryVault`] forgets everything when the app quits. What went wrong is a [`VaultFault`]
//! whose text says what to do about it.
//!
//! Nothing here is async: a keychain may wait for a person. Call it from a thread that may block.
#![warn(missing_docs)]

mod fault;
mod keychain;
mod lane;
mod memory;
mod platform;
mod secret;
mod vault;

pub use fault::VaultFault;
pub use keychain::{KEYCHAIN_NAME, Keychain, TIME_LIMIT};
pub use memory::MemoryVault;
pub use secret::Secret;
pub use vault::{Backing, Vault};
