use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use keyring_core::api::{CredentialApi, CredentialStoreApi};
use keyring_core::{Credential, mock};

use super::*;

const LONG: Duration = Duration::from_secs(30);
const SHORT: Duration = Duration::from_millis(50);

fn keychain_on(store: &Arc<mock::Store>) -> Keychain {
    let store = Arc::clone(store);
    Keychain::with(
        move || Ok(Arc::clone(&store) as Arc<CredentialStore>),
        || Backing::GnomeKeyring,
        LONG,
    )
}

/// Makes the next use of an entry fail.
fn fail_next(store: &mock::Store, entry: &str, error: Error) {
    let entry = store.build(KEYCHAIN_NAME, entry, None).unwrap();
    let credential: &mock::Cred = entry.as_any().downcast_ref().unwrap();
    credential.set_error(error);
}

fn refused(text: &'static str) -> Box<dyn std::error::Error + Send + Sync> {
    std::io::Error::other(text).into()
}

#[test]
fn keeps_replaces_and_forgets() {
    let keychain = keychain_on(&mock::Store::new().unwrap());
    let check = |entry: &str, value: Option<&str>| {
        let found = keychain.read(entry).unwrap();
        assert_eq!(found.as_ref().map(|secret| secret.expose().as_str()), value);
    };
    check("one", None);
    keychain.store("one", "a".into()).unwrap();
    keychain.store("one", "b".into()).unwrap();
    keychain.store("two", "c".into()).unwrap();
    check("one", Some("b"));
    keychain.delete("one").unwrap();
    keychain.delete("one").unwrap();
    check("one", None);
    check("two", Some("c"));
}

#[test]
fn the_health_check_writes_and_leaves_nothing() {
    let store = mock::Store::new().unwrap();
    let keychain = keychain_on(&store);
    assert_eq!(keychain.health(), Ok(Backing::GnomeKeyring));
    let probe = store.build(KEYCHAIN_NAME, PROBE_ENTRY, None).unwrap();
    assert!(matches!(probe.get_password(), Err(Error::NoEntry)));
    // Reading would have said "no such entry", which is no fault.
    fail_next(
        &store,
        PROBE_ENTRY,
        Error::NotSupportedByStore("read only".to_owned()),
    );
    let expected = VaultFault::Other {
        detail: "Unsupported: read only".to_owned(),
    };
    assert_eq!(keychain.health(), Err(expected));
}

#[test]
fn a_fault_never_shows_the_secret() {
    let store = mock::Store::new().unwrap();
    let keychain = keychain_on(&store);
    let bytes = || b"sk-very-secret".to_vec();
    for error in [
        Error::BadEncoding(bytes()),
        Error::BadDataFormat(bytes(), refused("odd")),
    ] {
        fail_next(&store, "one", error);
        let fault = keychain.read("one").unwrap_err();
        let text = format!("{fault} {fault:?}");
        assert!(text.contains("does not hold a text"), "{text}");
        assert!(
            !text.contains("very-secret") && !text.contains("118, 101"),
            "{text}"
        );
    }
}

#[test]
fn a_failed_first_contact_does_not_stick() {
    let attempts = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&attempts);
    let store = mock::Store::new().unwrap();
    let keychain = Keychain::with(
        move || match counted.fetch_add(1, Ordering::SeqCst) {
            0 => Err(Error::NotSupportedByStore("nobody there".to_owned())),
            _ => Ok(Arc::clone(&store) as Arc<CredentialStore>),
        },
        || Backing::SecretService,
        LONG,
    );
    assert!(keychain.store("one", "a".into()).is_err());
    keychain.store("one", "a".into()).unwrap();
    assert_eq!(keychain.read("one").unwrap().unwrap().expose(), "a");
    assert_eq!(
        attempts.load(Ordering::SeqCst),
        2,
        "a contact that works is kept"
    );
}

#[test]
fn a_contact_that_died_is_made_anew_once() {
    let attempts = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&attempts);
    let store = mock::Store::new().unwrap();
    let shared = Arc::clone(&store);
    let keychain = Keychain::with(
        move || {
            counted.fetch_add(1, Ordering::SeqCst);
            Ok(Arc::clone(&shared) as Arc<CredentialStore>)
        },
        || Backing::SecretService,
        LONG,
    );
    keychain.store("one", "a".into()).unwrap();
    fail_next(
        &store,
        "one",
        Error::PlatformFailure(refused("broken pipe")),
    );
    assert_eq!(keychain.read("one").unwrap().unwrap().expose(), "a");
    assert_eq!(attempts.load(Ordering::SeqCst), 2);
    // What the keychain says, other than that it is gone, is an answer.
    fail_next(&store, "one", Error::NotSupportedByStore("no".to_owned()));
    assert!(keychain.read("one").is_err());
    assert_eq!(attempts.load(Ordering::SeqCst), 2);
}

/// A store whose writes wait until the person has answered the prompt.
struct Prompting {
    store: Arc<mock::Store>,
    answers: Arc<Mutex<Receiver<()>>>,
}

impl Prompting {
    fn new() -> (Self, Arc<mock::Store>, Sender<()>) {
        let store = mock::Store::new().unwrap();
        let (answer, answers) = channel();
        let prompting = Self {
            store: Arc::clone(&store),
            answers: Arc::new(Mutex::new(answers)),
        };
        (prompting, store, answer)
    }
}

impl CredentialStoreApi for Prompting {
    fn vendor(&self) -> String {
        "prompting".to_owned()
    }

    fn id(&self) -> String {
        "prompting".to_owned()
    }

    fn build(
        &self,
        service: &str,
        user: &str,
        modifiers: Option<&HashMap<&str, &str>>,
    ) -> keyring::Result<Entry> {
        let inner = self.store.build(service, user, modifiers)?;
        let credential = PromptingCredential {
            inner,
            answers: Arc::clone(&self.answers),
        };
        Ok(Entry::new_with_credential(Arc::new(credential)))
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn debug_fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Prompting")
    }
}

struct PromptingCredential {
    inner: Entry,
    answers: Arc<Mutex<Receiver<()>>>,
}

impl CredentialApi for PromptingCredential {
    fn set_secret(&self, secret: &[u8]) -> keyring::Result<()> {
        self.answers.lock().unwrap().recv().unwrap();
        self.inner.set_secret(secret)
    }

    fn get_secret(&self) -> keyring::Result<Vec<u8>> {
        self.inner.get_secret()
    }

    fn delete_credential(&self) -> keyring::Result<()> {
        self.inner.delete_credential()
    }

    fn get_credential(&self) -> keyring::Result<Option<Arc<Credential>>> {
        self.inner.get_credential().map(|_| None)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        self.inner.get_specifiers()
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn debug_fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PromptingCredential")
    }
}

fn prompting(limit: Duration) -> (Keychain, Arc<mock::Store>, Sender<()>) {
    let (prompting, store, answer) = Prompting::new();
    let prompting: Arc<CredentialStore> = Arc::new(prompting);
    let connect = move || Ok(Arc::clone(&prompting));
    (
        Keychain::with(connect, || Backing::SecretService, limit),
        store,
        answer,
    )
}

#[test]
fn a_prompt_that_nobody_answers_is_told_as_locked() {
    let (keychain, _, answer) = prompting(SHORT);
    assert_eq!(keychain.store("one", "a".into()), Err(VaultFault::Locked));
    // The prompt is still there, so nobody gets in.
    assert_eq!(keychain.read("one").unwrap_err(), VaultFault::Locked);
    assert_eq!(keychain.health(), Err(VaultFault::Locked));
    drop(answer);
}

#[test]
fn what_was_told_as_failed_is_not_kept_later() {
    let (keychain, store, answer) = prompting(SHORT);
    assert_eq!(keychain.store("one", "a".into()), Err(VaultFault::Locked));
    answer.send(()).unwrap();
    // Waits for the first call to come to its end.
    let patient = Keychain {
        limit: LONG,
        ..keychain.clone()
    };
    assert!(patient.read("one").unwrap().is_none());

    // A value that was there before is not taken away.
    store
        .build(KEYCHAIN_NAME, "two", None)
        .unwrap()
        .set_password("old")
        .unwrap();
    assert_eq!(keychain.store("two", "new".into()), Err(VaultFault::Locked));
    answer.send(()).unwrap();
    assert_eq!(patient.read("two").unwrap().unwrap().expose(), "new");
}

#[test]
fn a_prompt_answered_in_time_is_no_fault() {
    let (keychain, _, answer) = prompting(LONG);
    answer.send(()).unwrap();
    keychain.store("one", "a".into()).unwrap();
    assert_eq!(keychain.read("one").unwrap().unwrap().expose(), "a");
}

#[test]
fn a_keychain_that_never_answers_is_told_as_missing() {
    let (answer, silence) = channel::<()>();
    let silence = Mutex::new(silence);
    let connect = move || {
        silence.lock().unwrap().recv().ok();
        Err(Error::NoDefaultStore)
    };
    let keychain = Keychain::with(connect, || Backing::SecretService, SHORT);
    let fault = keychain.health().unwrap_err();
    assert!(matches!(fault, VaultFault::NoService { .. }), "{fault:?}");
    drop(answer);
}

#[test]
fn debug_shows_no_secret() {
    let keychain = keychain_on(&mock::Store::new().unwrap());
    keychain.store("one", "sk-very-secret".into()).unwrap();
    assert!(!format!("{keychain:?}").contains("sk-very"));
}
