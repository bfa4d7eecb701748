//! The address of a server, from whatever a person pasted.

use std::net::IpAddr;

use url::{Host, Url};

use crate::Error;

/// Why a text is no server address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AddressFault {
    /// Nothing was given.
    Empty,
    /// Not the form of an address.
    Malformed,
    /// A scheme that is neither `http` nor `https`.
    Scheme,
    /// A user name or a password in the address; Skyvern takes only an API key.
    Credentials,
}

impl std::fmt::Display for AddressFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "it is empty",
            Self::Malformed => "it is not of the form https://host:port",
            Self::Scheme => "it must begin with http:// or https://",
            Self::Credentials => "it must not contain a user name or password",
        })
    }
}

/// The root address of a Skyvern server, e.g. `https://api.skyvern.com` or `http://localhost:8000`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// Brings a pasted address into shape.
    ///
    /// - A trailing `/`, `/v1` or `/api/v1` goes, as do query and fragment: calls bring their own (reference B.0).
    ///   Any other path stays, for servers behind a path of a proxy.
    /// - Without a scheme, `http` is taken for this machine and private networks (`localhost`, `*.local`, names without
    ///   a dot, private and loopback addresses), `https` for everything else.
    ///
    /// # Errors
    /// [`Error::InvalidBaseUrl`] with the reason.
    ///
    /// ```
    /// # use skyvern_api::BaseUrl;
    /// let url = BaseUrl::parse(" localhost:8000/api/v1/ ")?;
    /// assert_eq!(url.as_str(), "http://localhost:8000");
    /// assert_eq!(BaseUrl::parse("api.skyvern.com")?.as_str(), "https://api.skyvern.com");
    /// # Ok::<(), skyvern_api::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::shape(text.trim()).map_err(|fault| Error::InvalidBaseUrl { fault })
    }

    /// The address without a trailing slash.
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// The host as a person writes it, without scheme, port and path.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whether the server is on this machine. Such servers are never asked through a proxy.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// The same server with another scheme (the port stays if one was named).
    pub(crate) fn with_scheme(&self, scheme: &str) -> Self {
        let mut url = self.0.clone();
        // Between two special schemes this cannot fail.
        let _ = url.set_scheme(scheme);
        Self(url)
    }

    /// The same host at another port.
    pub(crate) fn with_port(&self, port: u16) -> Self {
        let mut url = self.0.clone();
        // An http(s) address has a host, so a port can be set.
        let _ = url.set_port(Some(port));
        url.set_path("");
        Self(url)
    }

    pub(crate) fn scheme(&self) -> &str {
        self.0.scheme()
    }

    /// The address of a route: `template` is its path, each `{}` in it takes one id, percent-encoded as one segment.
    pub(crate) fn route(&self, template: &str, ids: &[&str]) -> Url {
        let mut url = self.0.clone();
        let mut ids = ids.iter();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty();
            for segment in template.split('/') {
                segments.push(if segment == "{}" {
                    ids.next().copied().unwrap_or_default()
                } else {
                    segment
                });
            }
        }
        url
    }

    fn shape(text: &str) -> Result<Self, AddressFault> {
        if text.is_empty() {
            return Err(AddressFault::Empty);
        }
        let full = if text.contains("://") {
            text.to_owned()
        } else {
            with_guessed_scheme(text)?
        };
        let mut url = Url::parse(&full).map_err(|_| AddressFault::Malformed)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(AddressFault::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressFault::Credentials);
        }
        url.set_query(None);
        url.set_fragment(None);
        let path = stripped_path(url.path()).to_owned();
        url.set_path(&path);
        Ok(Self(url))
    }
}

impl std::fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether `url` points at this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn with_guessed_scheme(text: &str) -> Result<String, AddressFault> {
    let url = Url::parse(&format!("http://{text}")).map_err(|_| AddressFault::Malformed)?;
    let near = match url.host().ok_or(AddressFault::Malformed)? {
        Host::Domain(name) => {
            !name.contains('.') || is_loopback(&url) || name.rsplit('.').next() == Some("local")
        }
        Host::Ipv4(address) => address.is_private() || is_near(address.into()),
        Host::Ipv6(address) => address.is_unique_local() || is_near(address.into()),
    };
    let scheme = if near && url.port() != Some(443) {
        "http"
    } else {
        "https"
    };
    Ok(format!("{scheme}://{text}"))
}

fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            address.is_loopback() || address.is_link_local() || address.is_unspecified()
        }
        IpAddr::V6(address) => address.is_loopback() || address.is_unicast_link_local(),
    }
}

fn stripped_path(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    path.strip_suffix("/api/v1")
        .or_else(|| path.strip_suffix("/v1"))
        .unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, AddressFault>) {
        let actual = BaseUrl::shape(text.trim()).map(|url| url.as_str().to_owned());
        assert_eq!(actual, expected.map(str::to_owned), "for {text:?}");
    }

    #[test]
    fn addresses_as_people_paste_them() {
        check("https://api.skyvern.com", Ok("https://api.skyvern.com"));
        check("https://api.skyvern.com/", Ok("https://api.skyvern.com"));
        check("https://api.skyvern.com/v1", Ok("https://api.skyvern.com"));
        check(
            "https://api.skyvern.com/api/v1/",
            Ok("https://api.skyvern.com"),
        );
        check("http://localhost:8000/?a=b#c", Ok("http://localhost:8000"));
        check(
            "https://robots.example.org/skyvern/v1",
            Ok("https://robots.example.org/skyvern"),
        );
        check("  HTTP://LOCALHOST:8000  ", Ok("http://localhost:8000"));
    }

    #[test]
    fn a_missing_scheme_is_guessed() {
        check("localhost:8000", Ok("http://localhost:8000"));
        check("127.0.0.1:8000/v1", Ok("http://127.0.0.1:8000"));
        check("[::1]:8000", Ok("http://[::1]:8000"));
        check("192.168.1.20:8000", Ok("http://192.168.1.20:8000"));
        check("10.0.0.3", Ok("http://10.0.0.3"));
        check("skyvern:8000", Ok("http://skyvern:8000"));
        check("mac-mini.local:8000", Ok("http://mac-mini.local:8000"));
        check("api.skyvern.com", Ok("https://api.skyvern.com"));
        check("8.8.8.8:8000", Ok("https://8.8.8.8:8000"));
        check("10.0.0.3:443", Ok("https://10.0.0.3"));
    }

    #[test]
    fn what_is_no_address_says_why() {
        check("", Err(AddressFault::Empty));
        check("   ", Err(AddressFault::Empty));
        check("ftp://example.org", Err(AddressFault::Scheme));
        check("file:///etc/passwd", Err(AddressFault::Scheme));
        check(
            "https://me:secret@example.org",
            Err(AddressFault::Credentials),
        );
        check("http://", Err(AddressFault::Malformed));
        check("two words", Err(AddressFault::Malformed));
    }

    #[test]
    fn ids_are_one_segment_whatever_they_hold() {
        let base = BaseUrl::parse("http://h:1/base").unwrap();
        let url = base.route("v1/workflows/{}/runs", &["a/../b?c"]);
        assert_eq!(
            url.as_str(),
            "http://h:1/base/v1/workflows/a%2F..%2Fb%3Fc/runs"
        );
    }
}
