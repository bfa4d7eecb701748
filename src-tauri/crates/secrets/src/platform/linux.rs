//! The Secret Service on the session bus.

use std::error::Error as StdError;

use secret_service::Error as SecretServiceError;
use zbus::blocking::{Connection, fdo::DBusProxy};
use zbus::fdo;
use zbus::names::{BusName, OwnedUniqueName};

use crate::fault::VaultFault;
use crate::vault::Backing;

/// The name under which every implementation answers.
const INTERFACE_NAME: &str = "org.freedesktop.secrets";
/// The name that gnome-keyring's daemon has besides.
const GNOME_NAME: &str = "org.gnome.keyring";

/// Who answers as the Secret Service: the owner of its name has a second name that tells.
pub(super) fn backing() -> Backing {
    match is_gnome_keyring() {
        Ok(true) => Backing::GnomeKeyring,
        Ok(false) | Err(_) => Backing::SecretService,
    }
}

fn is_gnome_keyring() -> zbus::Result<bool> {
    let connection = Connection::session()?;
    let bus = DBusProxy::new(&connection)?;
    let owner = |name: &'static str| -> zbus::Result<OwnedUniqueName> {
        Ok(bus.get_name_owner(BusName::try_from(name)?)?)
    };
    Ok(owner(INTERFACE_NAME)? == owner(GNOME_NAME)?)
}

pub(super) fn fault(source: &(dyn StdError + Send + Sync + 'static)) -> VaultFault {
    let detail = source.to_string();
    match source.downcast_ref::<SecretServiceError>() {
        Some(SecretServiceError::NoResult) => VaultFault::NoCollection,
        Some(SecretServiceError::Locked) => VaultFault::Locked,
        // The prompt was closed, by the person or because nothing could show it.
        Some(SecretServiceError::Prompt | SecretServiceError::PromptDisconnected) => {
            VaultFault::Locked
        }
        Some(SecretServiceError::Unavailable) => VaultFault::NoService { detail },
        Some(SecretServiceError::Zbus(error)) => bus_fault(error, detail),
        Some(SecretServiceError::ZbusFdo(error)) => fdo_fault(error, detail),
        _ => VaultFault::Other { detail },
    }
}

fn bus_fault(error: &zbus::Error, detail: String) -> VaultFault {
    match error {
        zbus::Error::FDO(error) => fdo_fault(error, detail),
        zbus::Error::MethodError(name, _, _) => named_fault(name.as_str(), detail),
        // No bus, or one that broke off.
        zbus::Error::Connection(..)
        | zbus::Error::InputOutput(_)
        | zbus::Error::Address(_)
        | zbus::Error::Handshake(_)
        | zbus::Error::Unsupported => VaultFault::NoService { detail },
        _ => VaultFault::Other { detail },
    }
}

fn fdo_fault(error: &fdo::Error, detail: String) -> VaultFault {
    match error {
        fdo::Error::ZBus(error) => bus_fault(error, detail),
        fdo::Error::ServiceUnknown(_)
        | fdo::Error::NameHasNoOwner(_)
        | fdo::Error::NoServer(_)
        | fdo::Error::NoReply(_)
        | fdo::Error::TimedOut(_)
        | fdo::Error::Timeout(_)
        | fdo::Error::Disconnected(_)
        | fdo::Error::SpawnExecFailed(_)
        | fdo::Error::SpawnFailed(_)
        | fdo::Error::SpawnServiceNotFound(_)
        | fdo::Error::SpawnChildExited(_)
        | fdo::Error::SpawnChildSignaled(_) => VaultFault::NoService { detail },
        fdo::Error::AccessDenied(_) | fdo::Error::AuthFailed(_) => VaultFault::Refused { detail },
        _ => VaultFault::Other { detail },
    }
}

/// The same errors by name, as they come from a plain method call.
fn named_fault(name: &str, detail: String) -> VaultFault {
    match name {
        "org.freedesktop.Secret.Error.IsLocked" => VaultFault::Locked,
        "org.freedesktop.DBus.Error.AccessDenied" | "org.freedesktop.DBus.Error.AuthFailed" => {
            VaultFault::Refused { detail }
        }
        _ if name.starts_with("org.freedesktop.DBus.Error.Spawn.") => {
            VaultFault::NoService { detail }
        }
        "org.freedesktop.DBus.Error.ServiceUnknown"
        | "org.freedesktop.DBus.Error.NameHasNoOwner"
        | "org.freedesktop.DBus.Error.NoServer"
        | "org.freedesktop.DBus.Error.NoReply"
        | "org.freedesktop.DBus.Error.TimedOut"
        | "org.freedesktop.DBus.Error.Timeout"
        | "org.freedesktop.DBus.Error.Disconnected" => VaultFault::NoService { detail },
        _ => VaultFault::Other { detail },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_errors_apart() {
        let check = |error: SecretServiceError, is_expected: fn(&VaultFault) -> bool| {
            let text = error.to_string();
            let found = fault(&error);
            assert!(is_expected(&found), "{text}: {found:?}");
            assert!(
                found.detail().is_none_or(|detail| detail == text),
                "{text}: {found:?}"
            );
        };
        let no_service = |fault: &VaultFault| matches!(fault, VaultFault::NoService { .. });
        let refused = |fault: &VaultFault| matches!(fault, VaultFault::Refused { .. });
        let other = |fault: &VaultFault| matches!(fault, VaultFault::Other { .. });
        let locked = |fault: &VaultFault| *fault == VaultFault::Locked;
        let bus = |error| SecretServiceError::Zbus(zbus::Error::FDO(Box::new(error)));

        check(SecretServiceError::NoResult, |fault| {
            *fault == VaultFault::NoCollection
        });
        check(SecretServiceError::Locked, locked);
        check(SecretServiceError::Prompt, locked);
        check(SecretServiceError::PromptDisconnected, locked);
        check(SecretServiceError::Unavailable, no_service);
        check(SecretServiceError::Crypto("bad key"), other);
        check(
            SecretServiceError::Zbus(zbus::Error::Address("x".to_owned())),
            no_service,
        );
        check(SecretServiceError::Zbus(zbus::Error::InvalidReply), other);
        check(
            SecretServiceError::ZbusFdo(fdo::Error::ServiceUnknown("x".to_owned())),
            no_service,
        );
        check(bus(fdo::Error::NoReply("x".to_owned())), no_service);
        check(bus(fdo::Error::AccessDenied("x".to_owned())), refused);
        check(bus(fdo::Error::InvalidArgs("x".to_owned())), other);
    }

    #[test]
    fn tells_named_errors_apart() {
        let check = |name: &str, expected: &str| {
            let found = format!("{:?}", named_fault(name, String::new()));
            assert!(found.starts_with(expected), "{name}: {found}");
        };
        check("org.freedesktop.Secret.Error.IsLocked", "Locked");
        check("org.freedesktop.DBus.Error.AccessDenied", "Refused");
        check("org.freedesktop.DBus.Error.ServiceUnknown", "NoService");
        check("org.freedesktop.DBus.Error.Spawn.ExecFailed", "NoService");
        check("org.freedesktop.DBus.Error.Disconnected", "NoService");
        check("org.freedesktop.Secret.Error.NoSession", "Other");
    }
}
