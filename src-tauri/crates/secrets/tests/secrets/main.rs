//! The keychain against the system's real programs, each test in a private session of its own.
//!
//! On Linux: `dbus-run-session` and `gnome-keyring-daemon`. The stores of macOS and Windows cannot
//! be had without touching the keychain of the person who runs the tests; there the unit tests have
//! to do.
#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where it cannot go on"
)]

mod session;

use secrets::{Backing, Keychain, TIME_LIMIT, Vault, VaultFault};
use std::time::Instant;

use session::Session;

fn read(vault: &Keychain, entry: &str) -> Option<String> {
    vault
        .read(entry)
        .unwrap()
        .map(|secret| secret.expose().clone())
}

#[test]
fn gnome_keyring_keeps_secrets() {
    Session::Bus.run("gnome_keyring_keeps_secrets", || {
        session::start_keyring();
        let vault = Keychain::new();
        assert_eq!(vault.health(), Ok(Backing::GnomeKeyring));
        assert_eq!(read(&vault, "one"), None);
        vault.store("one", "sk-ünïcode \"quoted\"".into()).unwrap();
        vault.store("two", "b".into()).unwrap();
        vault.store("one", "a".into()).unwrap();
        assert_eq!(read(&vault, "one").as_deref(), Some("a"));
        // Another start of the app.
        let vault = Keychain::new();
        assert_eq!(read(&vault, "two").as_deref(), Some("b"));
        vault.delete("two").unwrap();
        vault.delete("two").unwrap();
        assert_eq!(read(&vault, "two"), None);
        assert_eq!(read(&vault, "one").as_deref(), Some("a"));
        assert_eq!(vault.health(), Ok(Backing::GnomeKeyring));
    });
}

#[test]
fn without_a_bus_there_is_no_keychain() {
    Session::Nothing.run("without_a_bus_there_is_no_keychain", || {
        let vault = Keychain::new();
        check_no_service(&vault);
    });
}

fn check_no_service(vault: &Keychain) {
    let is_expected = |fault: VaultFault| {
        let text = fault.to_string();
        assert!(matches!(fault, VaultFault::NoService { .. }), "{fault:?}");
        assert!(text.contains("gnome-keyring"), "{text}");
        assert!(
            fault.detail().is_some_and(|detail| !detail.is_empty()),
            "{fault:?}"
        );
    };
    is_expected(vault.health().unwrap_err());
    is_expected(vault.read("one").unwrap_err());
    is_expected(vault.store("one", "a".into()).unwrap_err());
    is_expected(vault.delete("one").unwrap_err());
}

#[test]
fn a_keyring_that_is_started_later_is_found() {
    Session::Bus.run("a_keyring_that_is_started_later_is_found", || {
        let vault = Keychain::new();
        check_no_service(&vault);
        session::start_keyring();
        assert_eq!(vault.health(), Ok(Backing::GnomeKeyring));
        vault.store("one", "a".into()).unwrap();
        assert_eq!(read(&vault, "one").as_deref(), Some("a"));
    });
}

#[test]
fn a_keyring_that_is_started_anew_is_found() {
    Session::Bus.run("a_keyring_that_is_started_anew_is_found", || {
        session::start_keyring();
        let vault = Keychain::new();
        vault.store("one", "a".into()).unwrap();
        session::stop_keyring();
        check_no_service(&vault);
        session::start_keyring();
        assert_eq!(read(&vault, "one").as_deref(), Some("a"));
        // And without anybody noticing in between.
        session::stop_keyring();
        session::start_keyring();
        assert_eq!(vault.health(), Ok(Backing::GnomeKeyring));
        assert_eq!(read(&vault, "one").as_deref(), Some("a"));
    });
}

#[test]
fn a_fresh_user_has_no_collection() {
    Session::Bus.run("a_fresh_user_has_no_collection", || {
        session::start_keyring_without_password();
        let vault = Keychain::new();
        assert_eq!(vault.health(), Err(VaultFault::NoCollection));
        assert_eq!(
            vault.store("one", "a".into()),
            Err(VaultFault::NoCollection)
        );
        // Reading finds nothing wrong, which is why the health check writes.
        assert_eq!(read(&vault, "one"), None);
    });
}

#[test]
fn a_locked_keyring_whose_prompt_is_dismissed_is_told() {
    Session::Bus.run("a_locked_keyring_whose_prompt_is_dismissed_is_told", || {
        session::start_keyring();
        let vault = Keychain::new();
        vault.store("one", "a".into()).unwrap();
        session::lock_keyring();
        // Nothing can show a prompt in this session, so it counts as dismissed at once.
        assert_eq!(vault.health(), Err(VaultFault::Locked));
        assert_eq!(vault.read("one").unwrap_err(), VaultFault::Locked);
    });
}

#[test]
fn a_locked_keyring_whose_prompt_stays_open_lets_the_caller_go() {
    Session::Bus.run(
        "a_locked_keyring_whose_prompt_stays_open_lets_the_caller_go",
        || {
            session::start_keyring();
            let vault = Keychain::new();
            vault.store("one", "a".into()).unwrap();
            session::lock_keyring();
            let _prompter = session::own_the_prompter();
            let begin = Instant::now();
            assert_eq!(vault.read("one").unwrap_err(), VaultFault::Locked);
            let waited = begin.elapsed();
            assert!(
                waited >= TIME_LIMIT && waited < TIME_LIMIT * 2,
                "{waited:?}"
            );
        },
    );
}
