//! Why no answer came: from the error chain of the network stack to an [`Unreachable`].
//!
//! The stack's errors are opaque beyond `std::io::Error`, so names, TLS and protocol faults are told by their texts;
//! those are of OpenSSL (Linux), Security.framework (macOS), `SChannel` (Windows) and hyper.

use std::error::Error as StdError;
use std::io::ErrorKind;

use crate::error::{TlsFault, Unreachable};

/// The kind of a failed request. The error's address, which may hold a key, is not looked at.
pub(crate) fn kind(error: &reqwest::Error) -> Unreachable {
    let links: Vec<&(dyn StdError + 'static)> =
        std::iter::successors(error.source(), |link: &&(dyn StdError + 'static)| {
            (*link).source()
        })
        .collect();
    if error.is_timeout() {
        return Unreachable::Timeout;
    }
    let texts: Vec<String> = links.iter().map(ToString::to_string).collect();
    let whole = texts.join(": ").to_lowercase();
    if whole.contains("dns error") || whole.contains("failed to lookup address") {
        return Unreachable::Dns;
    }
    if let Some(fault) = tls_fault(&whole) {
        return Unreachable::Tls(fault);
    }
    if let Some(kind) = links.iter().rev().find_map(|link| io_kind(*link)) {
        return kind;
    }
    if whole.contains("connection closed before message completed")
        || whole.contains("connection reset")
        || whole.contains("end of file before message length reached")
        || whole.contains("unexpected eof")
    {
        return Unreachable::Reset;
    }
    if whole.contains("invalid http") || whole.contains("http/0.9") {
        return Unreachable::NotHttp;
    }
    Unreachable::Other(crate::answer::one_line(
        texts.last().map_or("no connection", String::as_str),
    ))
}

fn io_kind(error: &(dyn StdError + 'static)) -> Option<Unreachable> {
    let error: &std::io::Error = error.downcast_ref()?;
    match error.kind() {
        ErrorKind::ConnectionRefused => Some(Unreachable::Refused),
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            Some(Unreachable::NoRoute)
        }
        ErrorKind::TimedOut => Some(Unreachable::Timeout),
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof
        | ErrorKind::NotConnected => Some(Unreachable::Reset),
        _ => None,
    }
}

fn tls_fault(text: &str) -> Option<TlsFault> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&[
        "wrong version number",
        "packet length too long",
        "http request",
        "record overflow",
        "bad protocol version",
    ]) || has(&[
        "sec_e_invalid_token",
        "token supplied to the function is invalid",
    ]) {
        return Some(TlsFault::NotTls);
    }
    if has(&["self-signed", "self signed"]) {
        return Some(TlsFault::SelfSigned);
    }
    if has(&[
        "hostname mismatch",
        "ip address mismatch",
        "name mismatch",
        "cn_no_match",
        "host name does not match",
    ]) {
        return Some(TlsFault::WrongHost);
    }
    if has(&[
        "certificate has expired",
        "certificate is not yet valid",
        "cert_e_expired",
        "certificate expired",
    ]) {
        return Some(TlsFault::Expired);
    }
    if has(&[
        "unable to get local issuer",
        "unable to verify the first",
        "untrustedroot",
        "untrusted_root",
    ]) || has(&[
        "not trusted",
        "unknown ca",
        "unknown issuer",
        "terminated in a root",
    ]) {
        return Some(TlsFault::UnknownIssuer);
    }
    if has(&["certificate", "ssl routines", "tls", "handshake fail"]) {
        return Some(TlsFault::Other(crate::answer::one_line(text)));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: impl Into<Option<TlsFault>>) {
        assert_eq!(
            tls_fault(&text.to_lowercase()),
            expected.into(),
            "for {text:?}"
        );
    }

    #[test]
    fn tls_faults_are_told_by_the_texts_of_three_systems() {
        check(
            "error:0A000086:SSL routines::certificate verify failed (self-signed certificate)",
            TlsFault::SelfSigned,
        );
        check(
            "certificate verify failed:../ssl/x.c:1 (unable to get local issuer certificate)",
            TlsFault::UnknownIssuer,
        );
        check(
            "certificate verify failed (hostname mismatch)",
            TlsFault::WrongHost,
        );
        check(
            "certificate verify failed (IP address mismatch)",
            TlsFault::WrongHost,
        );
        check(
            "certificate verify failed (certificate has expired)",
            TlsFault::Expired,
        );
        check(
            "error:0A00010B:SSL routines:ssl3_get_record:wrong version number",
            TlsFault::NotTls,
        );
        check("The certificate was not trusted.", TlsFault::UnknownIssuer);
        check(
            "A certificate chain processed, but terminated in a root certificate which is not trusted",
            TlsFault::UnknownIssuer,
        );
        check("connection refused", None);
    }
}
