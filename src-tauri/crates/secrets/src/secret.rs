//! A value that must not be seen.

use std::fmt;

use zeroize::Zeroize;

/// A value that does not print and is wiped from memory when dropped.
///
/// It has no `Display` and no `Serialize`; the only way to the value is [`Secret::expose`], so a
/// search for that word finds every place where a secret is used.
#[derive(Clone)]
pub struct Secret<T: Zeroize>(T);

impl<T: Zeroize> Secret<T> {
    /// Takes `value` in.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself. Use it at the last moment and copy it nowhere.
    pub fn expose(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("<redacted>")
    }
}

impl<T: Zeroize> Drop for Secret<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl From<&str> for Secret<String> {
    fn from(value: &str) -> Self {
        Self::new(value.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[derive(Clone)]
    struct Watched(Arc<AtomicBool>);

    impl Zeroize for Watched {
        fn zeroize(&mut self) {
            self.0.store(true, Ordering::SeqCst);
        }
    }

    #[test]
    fn debug_shows_nothing() {
        let secret = Secret::from("sk-very-secret");
        assert_eq!(
            format!("{secret:?} {:#?}", Some(&secret)),
            "<redacted> Some(\n    <redacted>,\n)"
        );
        assert_eq!(secret.expose(), "sk-very-secret");
    }

    #[test]
    fn every_copy_is_wiped_when_dropped() {
        let wiped = Arc::new(AtomicBool::new(false));
        let secret = Secret::new(Watched(wiped.clone()));
        drop(secret.clone());
        assert!(
            wiped.swap(false, Ordering::SeqCst),
            "the copy was not wiped"
        );
        drop(secret);
        assert!(wiped.load(Ordering::SeqCst), "the original was not wiped");
    }
}
