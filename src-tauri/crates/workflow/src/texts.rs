//! Every text of a workflow that a person may search for, with its place.
//!
//! Whatever is textual is found, fields that this version does not know included. Left out are
//! secrets, and what is no text of the workflow's author: choices from a fixed set, times, and
//! the copies of parameters that stored blocks carry.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::{Map, Value};

use crate::document::{self, Block};
use crate::kinds::{self, Holds, Kind};

/// One text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// Where it stands.
    pub place: Place<'a>,
    /// The text itself, without credentials that an address may carry.
    pub text: Cow<'a, str>,
}

/// Where a text stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The label of the block; none for the workflow's own texts and its parameters.
    pub block: Option<&'a str>,
    /// The field, with the path inside it: `prompt`, `headers.Accept`, `parameters.month.key`.
    pub field: String,
}

/// Fields of a workflow whose texts nobody searches for.
pub(crate) const NO_TEXTS: &[&str] = &[
    "agent_id",
    "organization_id",
    "status",
    "run_with",
    "created_at",
    "modified_at",
    "deleted_at",
    "original_created_at",
    "effective_default_engine",
    "cdp_connect_headers",
    "proxy_location",
    "workflow_definition",
];

/// Fields of a parameter that are either its type or the server's own.
pub(crate) const NO_PARAMETER_TEXTS: &[&str] = &[
    "parameter_type",
    "workflow_parameter_type",
    "workflow_id",
    "source",
    "created_at",
    "modified_at",
    "deleted_at",
];

/// Fields of a block that are structure, or copies of texts that stand elsewhere.
pub(crate) const NO_BLOCK_TEXTS: &[&str] = &[
    "block_type",
    "next_block_label",
    "output_parameter",
    "parameters",
    "parameter_keys",
    "loop_blocks",
    "loop_over",
    "smtp_host",
    "smtp_port",
    "smtp_username",
    "smtp_password",
    "task_type",
];

/// Keys inside branches, criteria and steps that hold an id of the server's, a type or a link.
pub(crate) const NO_NESTED_TEXTS: &[&str] =
    &["id", "criteria_type", "next_block_label", "action_type"];

/// The fields with such keys.
pub(crate) const STRUCTURED: &[&str] = &["branch_conditions", "condition", "steps"];

/// Fields whose keys are the author's words, codes or columns, not names of what they hold.
pub(crate) const WORDS: &[&str] = &[
    "error_code_mapping",
    "column_mapping",
    "data_schema",
    "json_schema",
    "export_data_schema",
];

/// How the server marks a text that it has encrypted.
pub(crate) const ENCRYPTED: &str = "skyvern_enc:";

/// All texts of `workflow`, its own first, then those of its parameters and of its blocks.
pub fn texts(workflow: &Value) -> Vec<Text<'_>> {
    let mut found = Found::default();
    let definition = document::definition(workflow);
    let is_whole = workflow.get("workflow_definition").is_some();
    if let Some(workflow) = workflow.as_object().filter(|_| is_whole) {
        // The title first: it is what a person looks for most.
        found.fields(workflow.iter().filter(|(key, _)| *key == "title"), &[]);
        found.fields(workflow.iter().filter(|(key, _)| *key != "title"), NO_TEXTS);
    }
    if let Some(definition) = definition {
        found.fields(
            definition.iter(),
            &["parameters", "blocks", "finally_block_label", "title"],
        );
        for parameter in document::list(definition, "parameters") {
            found.parameter(parameter);
        }
    }
    for block in document::every_block(workflow) {
        found.block(block);
    }
    found.texts
}

/// The secrets that stand in the blocks of `workflow` as plain text. Servers without encryption
/// answer with them, and an export holds them.
pub fn open_secrets(workflow: &Value) -> Vec<Place<'_>> {
    let of_block = |block| {
        let kind = kinds::of(Block::kind(block));
        let secrets = kind.fields.iter().filter(|field| field.secret);
        let open = secrets.filter(|field| {
            let text = document::text(block, field.name);
            !text.is_empty() && !text.starts_with(ENCRYPTED) && !text.contains("{{")
        });
        open.map(|field| Place {
            block: Some(block.label()),
            field: field.name.to_owned(),
        })
    };
    document::every_block(workflow).flat_map(of_block).collect()
}

#[derive(Default)]
struct Found<'a> {
    texts: Vec<Text<'a>>,
    block: Option<&'a str>,
}

impl<'a> Found<'a> {
    fn parameter(&mut self, parameter: &'a Value) {
        let Some(parameter) = parameter.as_object() else {
            return;
        };
        if document::text(parameter, "parameter_type") == "output" {
            return;
        }
        let path = format!("parameters.{}", document::text(parameter, "key"));
        for (key, value) in parameter {
            let is_id = key.ends_with("_parameter_id");
            if !is_id && !NO_PARAMETER_TEXTS.contains(&key.as_str()) && !is_secret(key) {
                self.value(&format!("{path}.{key}"), value);
            }
        }
    }

    fn block(&mut self, block: &'a Map<String, Value>) {
        self.block = Some(block.label());
        let kind = kinds::find(block.kind());
        for (key, value) in block {
            if !NO_BLOCK_TEXTS.contains(&key.as_str()) && is_searched(kind, key) {
                self.value(key, value);
            }
        }
    }

    fn fields(&mut self, fields: impl Iterator<Item = (&'a String, &'a Value)>, without: &[&str]) {
        for (key, value) in fields {
            if !without.contains(&key.as_str()) && !is_secret(key) {
                self.value(key, value);
            }
        }
    }

    fn value(&mut self, path: &str, value: &'a Value) {
        match value {
            Value::String(text) => self.text(path, text),
            Value::Array(items) => items.iter().for_each(|item| self.value(path, item)),
            Value::Object(map) => {
                let is_in = |fields: &[&str]| fields.iter().any(|field| path.starts_with(field));
                let (structured, words) = (is_in(STRUCTURED), is_in(WORDS));
                for (key, value) in map {
                    let is_text = !structured || !NO_NESTED_TEXTS.contains(&key.as_str());
                    if is_text && (words || !is_secret(key)) {
                        self.value(&format!("{path}.{key}"), value);
                    }
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, path: &str, text: &'a str) {
        if !text.trim().is_empty() && !text.starts_with(ENCRYPTED) {
            let place = Place {
                block: self.block,
                field: path.to_owned(),
            };
            self.texts.push(Text {
                place,
                text: without_user(text),
            });
        }
    }
}

pub(crate) fn is_searched(kind: Option<&Kind>, key: &str) -> bool {
    match kind.and_then(|kind| kind.field(key)) {
        Some(field) => {
            !field.secret && !matches!(field.holds, Holds::Choice { .. } | Holds::BlockLabel)
        }
        None => !is_secret(key),
    }
}

/// Whether a field or header of this name is likely to hold a secret.
pub(crate) fn is_secret(key: &str) -> bool {
    const SECRET: &[&str] = &[
        "password",
        "passphrase",
        "secret",
        "token",
        "cookie",
        "authorization",
    ];
    const KEYS: &[&str] = &[
        "api-key",
        "api_key",
        "apikey",
        "access_key",
        "private_key",
        "account_key",
    ];
    // Names of secrets that are kept elsewhere.
    let is_name = key.ends_with("_parameter_key") || key.ends_with("_secret_key");
    let key = key.to_ascii_lowercase();
    !is_name
        && SECRET.iter().chain(KEYS).any(|word| key.contains(word))
        && key != "aws_access_key_id"
}

/// `text` without the user and password of an address it may be or hold.
fn without_user(text: &str) -> Cow<'_, str> {
    let users = users(text);
    if users.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut done = 0;
    for user in users {
        clean.push_str(&text[done..user.start]);
        done = user.end;
    }
    clean.push_str(&text[done..]);
    Cow::Owned(clean)
}

/// Where users and passwords stand in addresses that `text` may be or hold, each with its `@`.
pub(crate) fn users(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("://").map(|found| from + found + 3) {
        let rest = &text[start..];
        let end = rest.find(|c: char| "/?#\"'<>".contains(c) || c.is_whitespace());
        let at = rest[..end.unwrap_or(rest.len())].rfind('@');
        from = start;
        if let Some(at) = at {
            from = start + at + 1;
            found.push(start..from);
        }
    }
    found
}
