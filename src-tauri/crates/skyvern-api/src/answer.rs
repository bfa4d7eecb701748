//! From an answer that is no success to an [`Error`]: statuses, and the body shapes of reference A.9 and server.md.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::StatusCode;
use reqwest::header::{self, HeaderMap};
use serde_json::Value;

use crate::call::{Call, Subject};
use crate::error::{Error, ForeignAnswer, Problem};

/// An answer of the server, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: bytes::Bytes,
}

impl Answer {
    /// Whether the server says that it has no such route (not: no such thing under it). `FastAPI` answers an unknown
    /// path with 404 `{"detail":"Not Found"}` and an unknown method with 405.
    pub(crate) fn is_missing_route(&self) -> bool {
        if self.is_html() {
            return false;
        }
        match self.status {
            StatusCode::METHOD_NOT_ALLOWED => true,
            StatusCode::NOT_FOUND => {
                let body: Option<Value> = serde_json::from_slice(&self.body).ok();
                body.is_some_and(|body| body == serde_json::json!({ "detail": "Not Found" }))
            }
            _ => false,
        }
    }

    pub(crate) fn is_html(&self) -> bool {
        let declared = self
            .header(&header::CONTENT_TYPE)
            .is_some_and(|kind| kind.contains("text/html"));
        let start = self.body.trim_ascii_start();
        let start = &start[..start.len().min(14)].to_ascii_lowercase();
        declared || start.starts_with(b"<!doctype html") || start.starts_with(b"<html")
    }

    pub(crate) fn header(&self, name: &header::HeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    pub(crate) fn html_title(&self) -> Option<String> {
        let text = String::from_utf8_lossy(&self.body);
        let start = text.find("<title")?;
        let text = text[start..].split_once('>')?.1;
        let title = one_line(text.split_once('<')?.0);
        (!title.is_empty()).then_some(title)
    }

    /// The error that this answer to `call` means. The status is not a success.
    pub(crate) fn into_error(self, call: &Call) -> Error {
        let status = self.status.as_u16();
        if self.status.is_redirection() {
            return self.redirect();
        }
        if self.is_html() && !self.status.is_server_error() && status != 429 {
            let answer = ForeignAnswer::Html {
                title: self.html_title(),
            };
            return Error::NotSkyvern {
                answer,
                suggestion: None,
            };
        }
        match status {
            401 => Error::BadKey {
                message: self.message(),
            },
            403 if self.is_about_credentials() => Error::BadKey {
                message: self.message(),
            },
            402 | 403 => Error::Forbidden {
                message: self.message(),
            },
            404 if self.body.trim_ascii().is_empty() => missing("nothing is there", call),
            404 if !self.is_missing_route() => Error::NotFound {
                message: self.message(),
            },
            404 | 405 => missing("the server has no such route", call),
            409 => Error::Conflict {
                message: self.message(),
            },
            416 => Error::RangeNotSatisfiable {
                total: self.total_length(),
            },
            429 => Error::RateLimited {
                retry_after: self.retry_after(Utc::now()),
            },
            400 | 422 if call.subject == Subject::Definition => Error::InvalidDefinition {
                problems: self.problems(),
            },
            400..=499 => Error::InvalidRequest {
                status,
                problems: self.problems(),
            },
            _ => Error::ServerFault {
                status,
                body: self.short_body(),
            },
        }
    }

    fn redirect(&self) -> Error {
        let location = self.header(&header::LOCATION).unwrap_or_default();
        let location = location
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .to_owned();
        Error::NotSkyvern {
            answer: ForeignAnswer::Redirect { location },
            suggestion: None,
        }
    }

    /// Skyvern's three texts for a bad key (server.md, Auth) all speak of credentials or authentication. An empty 403
    /// comes from a gate in front of the server, which looks at the key as well.
    fn is_about_credentials(&self) -> bool {
        let message = self.message().to_lowercase();
        ["credential", "authentication", "api key", "token"]
            .iter()
            .any(|word| message.contains(word))
            || self.body.is_empty()
    }

    /// What the server says in one line: `detail` or `error` of a JSON body, or the body.
    fn message(&self) -> String {
        let problems = self.problems();
        problems
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// The problems that a refusal lists; at least one.
    fn problems(&self) -> Vec<Problem> {
        let body: Option<Value> = serde_json::from_slice(&self.body).ok();
        let told = body
            .as_ref()
            .and_then(|body| body.get("detail").or_else(|| body.get("error")));
        match told {
            Some(Value::Array(items)) if !items.is_empty() => items.iter().map(listed).collect(),
            Some(Value::String(text)) => vec![in_words(text)],
            Some(other) => vec![Problem {
                field: None,
                message: one_line(&other.to_string()),
            }],
            None => vec![Problem {
                field: None,
                message: self.short_body_or_status(),
            }],
        }
    }

    fn short_body(&self) -> String {
        if self.is_html() {
            return self.html_title().unwrap_or_default();
        }
        let body: Option<Value> = serde_json::from_slice(&self.body).ok();
        let told = body
            .as_ref()
            .and_then(|body| body.get("detail").or_else(|| body.get("error")));
        match told.and_then(Value::as_str) {
            Some(text) => one_line(text),
            None => one_line(&String::from_utf8_lossy(&self.body)),
        }
    }

    fn short_body_or_status(&self) -> String {
        let body = self.short_body();
        if body.is_empty() || body == "null" {
            self.status.to_string()
        } else {
            body
        }
    }

    /// `Retry-After` in seconds or as a date.
    pub(crate) fn retry_after(&self, now: DateTime<Utc>) -> Option<Duration> {
        let value = self.header(&header::RETRY_AFTER)?.trim();
        if let Ok(seconds) = value.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let at = DateTime::parse_from_rfc2822(value)
            .ok()?
            .with_timezone(&Utc);
        Some((at - now).to_std().unwrap_or_default())
    }

    fn total_length(&self) -> Option<u64> {
        self.header(&header::CONTENT_RANGE)?
            .rsplit_once('/')?
            .1
            .parse()
            .ok()
    }
}

/// A 404 that says nothing itself.
fn missing(message: &str, call: &Call) -> Error {
    Error::NotFound {
        message: format!("{message} ({})", call.endpoint()),
    }
}

/// One entry of a pydantic list: `{loc, msg, type, …}`.
fn listed(item: &Value) -> Problem {
    let message = item
        .get("msg")
        .and_then(Value::as_str)
        .map_or_else(|| item.to_string(), str::to_owned);
    let message = message.strip_prefix("Value error, ").unwrap_or(&message);
    let place = item
        .get("loc")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let steps: Vec<String> = place
        .iter()
        .map(|step| {
            step.as_str()
                .map_or_else(|| step.to_string(), str::to_owned)
        })
        .collect();
    Problem {
        field: field_path(&steps),
        message: one_line(message),
    }
}

/// A refusal as text. Some name the field first: `title: Field required`, or, with the place inside the definition,
/// `workflow_definition -> blocks -> 0 -> goto_url -> label: Value error, …`.
fn in_words(text: &str) -> Problem {
    let whole = Problem {
        field: None,
        message: one_line(text),
    };
    let Some((place, message)) = text.split_once(": ") else {
        return whole;
    };
    let steps: Vec<String> = place.split(" -> ").map(str::to_owned).collect();
    let is_name = |step: &String| {
        step.bytes()
            .all(|b| b == b'_' || b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    if !steps.iter().all(is_name) {
        return whole;
    }
    let message = message.strip_prefix("Value error, ").unwrap_or(message);
    Problem {
        field: field_path(&steps),
        message: one_line(message),
    }
}

/// The place of a problem as a path into the definition or the arguments, e.g. `workflow_definition.blocks[0].label`.
/// What is not part of it goes: where the text came from (`body`, `json_definition`) and the kind that follows the
/// index of a block or parameter.
fn field_path(steps: &[String]) -> Option<String> {
    const WRAPPERS: [&str; 5] = ["body", "query", "header", "path", "json_definition"];
    let wrapped = steps
        .iter()
        .take(2)
        .take_while(|step| WRAPPERS.contains(&step.as_str()))
        .count();
    let steps = &steps[wrapped..];
    let is_index = |step: &str| step.bytes().all(|b| b.is_ascii_digit());
    let mut path = String::new();
    for (position, step) in steps.iter().enumerate() {
        let before = |back: usize| {
            position
                .checked_sub(back)
                .map_or("", |at| steps[at].as_str())
        };
        if is_index(step) {
            path.extend(["[", step, "]"]);
        } else if !(is_index(before(1))
            && ["blocks", "loop_blocks", "parameters"].contains(&before(2)))
        {
            let dot = if path.is_empty() { "" } else { "." };
            path.extend([dot, step]);
        }
    }
    (!path.is_empty()).then_some(path)
}

/// At most 300 characters of `text` in one line.
pub(crate) fn one_line(text: &str) -> String {
    const LIMIT: usize = 300;
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(LIMIT) {
        line.truncate(end);
        line.push('…');
    }
    line
}
