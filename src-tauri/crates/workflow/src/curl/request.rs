//! The words of a command as a request.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Serialize;
use serde_json::{Map, Value};

use super::encoding::{encode, form, short};
use super::{CurlFault, words};

/// More than any browser copies.
const LONGEST: usize = 2 * 1024 * 1024;

/// What a command asks for, as far as the block can do it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct CurlRequest {
    /// The fields of an `http_request` block in the create shape, only those that the command
    /// says something about.
    #[cfg_attr(feature = "specta", specta(type = specta_typescript::Unknown))]
    pub fields: Map<String, Value>,
    /// What was not taken over and why, one sentence each.
    pub left_out: Vec<String>,
}

/// Options whose value says nothing about the request, or something that the block cannot do.
const WITH_VALUE: &[&str] = &[
    "-o",
    "--output",
    "-w",
    "--write-out",
    "-x",
    "--proxy",
    "--connect-timeout",
    "--retry",
    "--retry-delay",
    "--cacert",
    "--capath",
    "-E",
    "--cert",
    "--key",
    "--resolve",
    "--interface",
    "-c",
    "--cookie-jar",
    "-D",
    "--dump-header",
    "--limit-rate",
    "--max-redirs",
    "-T",
    "--upload-file",
    "-r",
    "--range",
    "-z",
    "--time-cond",
    "--ciphers",
    "-U",
    "--proxy-user",
    "--cert-type",
    "--key-type",
    "--pass",
    "-K",
    "--config",
    "--aws-sigv4",
    "--oauth2-bearer",
    "-t",
    "-C",
    "-y",
    "-Y",
    "-Q",
    "-P",
    "-h",
    "--trace",
    "--trace-ascii",
    "--stderr",
    "--tls-max",
    "--unix-socket",
    "--dns-servers",
    "--noproxy",
    "--socks5",
    "--socks5-hostname",
    "--referer",
];

/// Options that only say how the command itself behaves.
const QUIET: &[&str] = &[
    "-s",
    "--silent",
    "-S",
    "--show-error",
    "-v",
    "--verbose",
    "-i",
    "--include",
    "--compressed",
    "-#",
    "--progress-bar",
    "-f",
    "--fail",
    "--fail-with-body",
    "-N",
    "--no-buffer",
    "--http1.1",
    "--http2",
    "--http3",
    "-0",
    "--globoff",
    "-g",
    "--no-progress-meter",
    "-4",
    "-6",
    "--path-as-is",
    "--tlsv1.2",
    "--tlsv1.3",
];

/// The fields of an `http_request` block that do what `command` does.
pub fn parse(command: &str) -> Result<CurlRequest, CurlFault> {
    if command.len() > LONGEST {
        return Err(CurlFault::TooLong);
    }
    let words = words::split(command.trim_start_matches(|c: char| c.is_whitespace() || c == '$'))?;
    let mut words = words.into_iter();
    let program = words.next().unwrap_or_default();
    if !matches!(program.to_ascii_lowercase().as_str(), "curl" | "curl.exe") {
        return Err(CurlFault::NotCurl);
    }
    let mut request = Request::default();
    while let Some(word) = words.next() {
        let Some((option, attached)) = option(&word) else {
            request.url(word);
            continue;
        };
        // Short options without a value may stand together: -sSL.
        let mut option = option;
        let mut attached = attached;
        while let Some(together) = attached
            .clone()
            .filter(|_| !takes_value(&option) && option.len() == 2)
        {
            request.flag(&option);
            let Some(next) = together.chars().next() else {
                break;
            };
            option = format!("-{next}");
            attached = Some(together[next.len_utf8()..].to_owned()).filter(|rest| !rest.is_empty());
        }
        if !takes_value(&option) {
            request.flag(&option);
            continue;
        }
        let value = match attached {
            Some(value) => value,
            None => words.next().ok_or(CurlFault::NoValue {
                option: option.clone(),
            })?,
        };
        request.option(&option, value);
    }
    request.finish()
}

/// The option in `word` and the value attached to it; `None` if it is no option.
fn option(word: &str) -> Option<(String, Option<String>)> {
    if word.starts_with("--") && word.len() > 2 {
        return Some(match word.split_once('=') {
            Some((option, value)) if takes_value(option) => {
                (option.to_owned(), Some(value.to_owned()))
            }
            _ => (word.to_owned(), None),
        });
    }
    let letter = word.strip_prefix('-')?.chars().next()?;
    let (option, value) = word.split_at(1 + letter.len_utf8());
    Some((
        option.to_owned(),
        Some(value.to_owned()).filter(|value| !value.is_empty()),
    ))
}

fn takes_value(option: &str) -> bool {
    WITH_VALUE.contains(&option)
        || matches!(
            option,
            "-X" | "--request"
                | "-H"
                | "--header"
                | "-d"
                | "--data"
                | "--data-raw"
                | "--data-ascii"
                | "--data-binary"
                | "--data-urlencode"
                | "--json"
                | "-F"
                | "--form"
                | "--form-string"
                | "-u"
                | "--user"
                | "--url"
                | "-m"
                | "--max-time"
                | "-A"
                | "--user-agent"
                | "-e"
                | "-b"
                | "--cookie"
        )
}

#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command"
)]
struct Request {
    method: Option<String>,
    url: Option<String>,
    headers: Map<String, Value>,
    data: Vec<String>,
    json: bool,
    in_url: bool,
    head: bool,
    body: Map<String, Value>,
    files: Map<String, Value>,
    redirects: bool,
    timeout: Option<u64>,
    left_out: Vec<String>,
}

impl Request {
    fn url(&mut self, url: String) {
        if self.url.is_some() {
            self.leave(format!("The address {url}: a block calls one"));
        } else {
            self.url = Some(url);
        }
    }

    fn leave(&mut self, what: String) {
        if !self.left_out.contains(&what) {
            self.left_out.push(what);
        }
    }

    fn flag(&mut self, option: &str) {
        match option {
            "-L" | "--location" | "--location-trusted" => self.redirects = true,
            "-G" | "--get" => self.in_url = true,
            "-I" | "--head" => self.head = true,
            "-k" | "--insecure" => {
                self.leave(format!("{option}: the server always checks certificates"));
            }
            option if QUIET.contains(&option) => {}
            option => self.leave(format!("{option}: the block has nothing like it")),
        }
    }

    fn option(&mut self, option: &str, value: String) {
        match option {
            "-X" | "--request" => self.method = Some(value.to_ascii_uppercase()),
            "--url" => self.url(value),
            "-H" | "--header" => self.header(&value),
            "-d" | "--data" | "--data-ascii" | "--data-binary" if value.starts_with('@') => {
                self.leave(format!(
                    "{option} {value}: what is in the file; put it into the body"
                ));
            }
            "-d" | "--data" | "--data-ascii" => self.data.push(value.replace(['\r', '\n'], "")),
            "--data-raw" | "--data-binary" => self.data.push(value),
            "--data-urlencode" => self.url_encoded(&value),
            "--json" => {
                self.json = true;
                self.data.push(value);
            }
            "-F" | "--form" | "--form-string" => self.form(option, &value),
            "-u" | "--user" => self.set_header(
                "Authorization",
                &format!("Basic {}", BASE64_STANDARD.encode(&value)),
            ),
            "-A" | "--user-agent" => self.set_header("User-Agent", &value),
            "-e" | "--referer" => self.set_header("Referer", &value),
            "-b" | "--cookie" if value.contains('=') => self.set_header("Cookie", &value),
            "-m" | "--max-time" => match value.parse::<f64>() {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a float beyond the range becomes its end"
                )]
                Ok(seconds) if seconds > 0.0 => self.timeout = Some(seconds.ceil() as u64),
                _ => self.leave(format!("{option} {value}: no number of seconds")),
            },
            option => self.leave(format!("{option} {value}: the block has nothing like it")),
        }
    }

    fn header(&mut self, header: &str) {
        match header.split_once(':') {
            Some((name, value)) if !value.trim().is_empty() => {
                self.set_header(name.trim(), value.trim());
            }
            // “Name;” sends it empty, “Name:” takes out one that cURL would send.
            None if header.ends_with(';') => {
                self.set_header(header.trim_end_matches(';').trim(), "");
            }
            _ => self.leave(format!(
                "-H {header}: it takes out a header that is not sent anyway"
            )),
        }
    }

    fn set_header(&mut self, name: &str, value: &str) {
        let known = self
            .headers
            .keys()
            .find(|key| key.eq_ignore_ascii_case(name))
            .cloned();
        self.headers
            .insert(known.unwrap_or_else(|| name.to_owned()), value.into());
    }

    fn url_encoded(&mut self, value: &str) {
        match value.split_once('=') {
            Some(("", value)) => self.data.push(encode(value)),
            Some((name, value)) => self.data.push(format!("{name}={}", encode(value))),
            None if value.contains('@') => {
                self.leave(format!(
                    "--data-urlencode {value}: what is in the file; put it into the body"
                ));
            }
            None => self.data.push(encode(value)),
        }
    }

    fn form(&mut self, option: &str, value: &str) {
        let Some((name, value)) = value.split_once('=') else {
            self.leave(format!("{option} {value}: no name and value"));
            return;
        };
        let file = value
            .strip_prefix(['@', '<'])
            .filter(|_| option != "--form-string");
        match file {
            Some(file) => {
                let path = file.split(';').next().unwrap_or(file).trim_matches('"');
                self.files.insert(name.to_owned(), path.into());
                self.leave(format!(
                    "{option} {name}: the file {path} must be one that the run can reach"
                ));
            }
            None => {
                self.body.insert(name.to_owned(), value.into());
            }
        }
    }

    fn finish(mut self) -> Result<CurlRequest, CurlFault> {
        let mut url = self
            .url
            .take()
            .filter(|url| !url.is_empty())
            .ok_or(CurlFault::NoUrl)?;
        if !url.contains("://") && !url.starts_with("{{") {
            url = format!("http://{url}");
        }
        let data = self.data.join(if self.json { "" } else { "&" });
        let has_body = !self.data.is_empty() || !self.body.is_empty() || !self.files.is_empty();
        if self.in_url && !data.is_empty() {
            let sign = if url.contains('?') { '&' } else { '?' };
            url = format!("{url}{sign}{data}");
        } else if !data.is_empty() {
            self.data_as_body(&data);
        }
        let default = match () {
            () if self.head => "HEAD",
            () if has_body && !self.in_url => "POST",
            () => "GET",
        };
        if !self.body.is_empty() && self.files.is_empty() && self.data.is_empty() {
            self.leave("-F: without a file the form is sent URL-encoded, not in parts".to_owned());
        }
        let mut fields = Map::new();
        let method = self.method.take().unwrap_or_else(|| default.to_owned());
        fields.insert("method".to_owned(), method.into());
        fields.insert("url".to_owned(), url.into());
        for (name, map) in [
            ("headers", self.headers),
            ("body", self.body),
            ("files", self.files),
        ] {
            if !map.is_empty() {
                fields.insert(name.to_owned(), Value::Object(map));
            }
        }
        fields.extend(
            self.timeout
                .map(|seconds| ("timeout".to_owned(), seconds.into())),
        );
        // cURL follows no redirects unless told; the block does unless told.
        fields.insert("follow_redirects".to_owned(), self.redirects.into());
        Ok(CurlRequest {
            fields,
            left_out: self.left_out,
        })
    }

    /// The block's body is an object, sent as JSON or, under a form's content type, as a form.
    fn data_as_body(&mut self, data: &str) {
        let content_type = self
            .headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case("content-type"))
            .and_then(|(_, value)| value.as_str())
            .unwrap_or_default()
            .to_ascii_lowercase();
        if let Ok(Value::Object(object)) = serde_json::from_str(data) {
            if self.json || content_type.is_empty() {
                self.set_header("Content-Type", "application/json");
            }
            self.body.extend(object);
        } else if self.json || content_type.contains("json") {
            self.leave(format!(
                "The body {}: the block sends only JSON objects",
                short(data)
            ));
        } else if let Some(form) = form(data)
            .filter(|_| content_type.is_empty() || content_type.contains("form-urlencoded"))
        {
            self.set_header("Content-Type", "application/x-www-form-urlencoded");
            self.body.extend(form);
        } else {
            self.leave(format!(
                "The body {}: the block sends only JSON objects and forms",
                short(data)
            ));
        }
    }
}
