//! "Test connection": what is wrong, and what to do about it.

use secrets::Secret;
use skyvern_api::Error as Api;
use skyvern_api::server::{KeyCheck, Probe};
use skyvern_api::{Client, ForeignAnswer, ServerVersion, TlsFault, Unreachable};

use super::{keys, limits};
use crate::App;
use crate::error::{Error, Result, sentence};
use crate::ids::ConnectionId;
use crate::views::connections::{
    ConnectionForm, ConnectionKind, ConnectionProblem as Problem, ConnectionReport,
};

/// Older servers lack the calls that everything here is built on (reference B.10: get by id and versions).
const OLDEST: ServerVersion = ServerVersion {
    major: 0,
    minor: 2,
    patch: 1,
};

impl App {
    /// Probes an address. Without `key` the kept key of `existing` is used.
    ///
    /// # Errors
    /// [`Error::Keychain`] when the kept key cannot be read. What is wrong with the server is no error but the report.
    pub async fn test_connection(
        &self,
        form: ConnectionForm,
        key: Option<Secret<String>>,
        existing: Option<ConnectionId>,
    ) -> Result<ConnectionReport> {
        let key = match (key, existing) {
            (Some(key), _) => key,
            (None, Some(id)) => {
                let saved = self.saved(&id)?;
                let kept = self.kept_key(&id, saved.key_in_keychain).await?;
                kept.ok_or_else(|| Error::invalid("key", "Paste the API key."))?
                    .0
            }
            (None, None) => return Err(Error::invalid("key", "Paste the API key.")),
        };
        if form.base_url.trim().is_empty() {
            return Err(Error::invalid("baseUrl", "Type the address of the server."));
        }
        let client = match keys::client(&form.base_url, &key, None) {
            Ok(client) => client,
            Err(fault) => return Ok(failed(&fault, form.kind)),
        };
        Ok(match client.server().probe().await {
            Ok(probe) => told(&client, probe, form.kind),
            Err(fault) => failed(&fault, form.kind),
        })
    }
}

fn told(client: &Client, probe: Probe, kind: ConnectionKind) -> ConnectionReport {
    if let Some(release) = probe.release().filter(|release| *release < OLDEST) {
        return ConnectionReport::Failed {
            problem: Problem::TooOld,
            message: format!("This server is Skyvern {release}, which is too old for Eyrie."),
            advice: format!("Update it to Skyvern {OLDEST} or newer."),
            suggested_url: None,
        };
    }
    match probe.key {
        KeyCheck::Refused { message } => ConnectionReport::Failed {
            problem: Problem::WrongKey,
            message: sentence(&format!(
                "the server does not accept the API key ({message})"
            )),
            advice: key_advice(kind).to_owned(),
            suggested_url: None,
        },
        KeyCheck::Accepted { organization } => ConnectionReport::Connected {
            latency_ms: u32::try_from(probe.latency.as_millis()).unwrap_or(u32::MAX),
            base_url: probe.base_url.trim_end_matches('/').to_owned(),
            server_version: probe.version,
            organization: organization.and_then(|organization| organization.name),
            limits: limits::sentences(&client.capabilities()),
        },
    }
}

fn key_advice(kind: ConnectionKind) -> &'static str {
    match kind {
        ConnectionKind::Cloud => {
            "Copy the key from app.skyvern.com, under Settings, and paste it whole."
        }
        ConnectionKind::OwnServer => {
            "It stands in the server's .env file as SKYVERN_API_KEY, and in its web interface under Settings. Paste it whole."
        }
    }
}

fn failed(fault: &Api, kind: ConnectionKind) -> ConnectionReport {
    let (problem, advice, suggested_url) = reading(fault, kind);
    ConnectionReport::Failed {
        problem,
        message: sentence(&fault.to_string()),
        advice: advice.to_owned(),
        suggested_url,
    }
}

/// What a fault means for the form: which field, what to do, what would probably work.
fn reading(fault: &Api, kind: ConnectionKind) -> (Problem, &'static str, Option<String>) {
    match fault {
        Api::InvalidBaseUrl { .. } => (
            Problem::Address,
            "Type the address as http://host:port, e.g. http://localhost:8000.",
            None,
        ),
        Api::InvalidKey | Api::BadKey { .. } | Api::Forbidden { .. } => {
            (Problem::WrongKey, key_advice(kind), None)
        }
        Api::Unreachable { kind: reason, .. } => {
            let (problem, advice) = unreachable(reason);
            (problem, advice, None)
        }
        Api::WrongScheme { suggestion } => {
            let (problem, advice) = if suggestion.starts_with("https") {
                (Problem::HttpsExpected, "Use https:// instead of http://.")
            } else {
                (Problem::HttpExpected, USE_HTTP)
            };
            (problem, advice, Some(suggestion.clone()))
        }
        Api::NotSkyvern {
            answer: ForeignAnswer::Html { .. },
            suggestion,
        } => (
            Problem::WebInterface,
            "This is probably the web interface. Use the address of the API, usually port 8000 of the same host.",
            suggestion.clone(),
        ),
        Api::NotSkyvern { suggestion, .. } => (
            Problem::NotSkyvern,
            "Check host and port.",
            suggestion.clone(),
        ),
        _ => (
            Problem::ServerFault,
            "Look into the server's log, then try again.",
            None,
        ),
    }
}

const USE_HTTP: &str = "Use http:// instead of https://.";

fn unreachable(reason: &Unreachable) -> (Problem, &'static str) {
    match reason {
        Unreachable::Dns => (
            Problem::NameNotFound,
            "Check the spelling, and whether this computer is in the right network.",
        ),
        Unreachable::Timeout | Unreachable::NoRoute => (
            Problem::Timeout,
            "Check the address, the VPN and the firewall.",
        ),
        Unreachable::Tls(TlsFault::SelfSigned | TlsFault::UnknownIssuer) => (
            Problem::SelfSigned,
            "Add the server's certificate, or the authority that made it, to the trusted certificates of this computer.",
        ),
        Unreachable::Tls(TlsFault::NotTls) => (Problem::HttpExpected, USE_HTTP),
        Unreachable::Tls(_) => (
            Problem::Tls,
            "The certificate has to be mended on the server; check the host name too.",
        ),
        _ => (
            Problem::Refused,
            "Check the port: Skyvern's API usually listens on 8000. Check that the server is running.",
        ),
    }
}
