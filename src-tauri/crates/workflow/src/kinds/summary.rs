//! One-line summaries: what a particular block does.

use serde_json::{Map, Value};

use crate::document::{self, Block};

/// The longest summary, in characters; a row of the outline shows less.
const LONGEST: usize = 160;

/// The first line with text of `text`, cut to the longest summary.
pub(crate) fn one_line(text: &str) -> String {
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        None => line.to_owned(),
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
    }
}

/// The text of the first of `fields` that has one.
pub(super) fn first(block: &Map<String, Value>, fields: &[&str]) -> String {
    fields
        .iter()
        .map(|field| text(block, field))
        .find(|text| !text.is_empty())
        .unwrap_or_default()
        .to_owned()
}

pub(super) fn unknown(block: &Map<String, Value>) -> String {
    first(
        block,
        &[
            "navigation_goal",
            "prompt",
            "query",
            "description",
            "title",
            "url",
            "path",
        ],
    )
}

pub(super) fn download(block: &Map<String, Value>) -> String {
    match text(block, "download_target") {
        "" | "website" => first(block, &["navigation_goal", "url"]),
        target => joined(
            &format!("from {}", storage(target)),
            &storage_place(block),
            " ",
        ),
    }
}

pub(super) fn upload(block: &Map<String, Value>) -> String {
    let target = match text(block, "storage_type") {
        "" => "s3",
        target => target,
    };
    joined(
        &format!("to {}", storage(target)),
        &storage_place(block),
        " ",
    )
}

pub(super) fn validation(block: &Map<String, Value>) -> String {
    match (
        text(block, "complete_criterion"),
        text(block, "terminate_criterion"),
    ) {
        ("", "") => String::new(),
        ("", terminate) => format!("terminate if {terminate}"),
        (complete, _) => complete.to_owned(),
    }
}

pub(super) fn inbox(block: &Map<String, Value>) -> String {
    let mailbox = joined(text(block, "email_client"), text(block, "folder"), ", ");
    joined(
        &mailbox,
        &first(block, &["prompt", "subject", "sender"]),
        ": ",
    )
}

pub(super) fn sheet(block: &Map<String, Value>) -> String {
    let place = joined(text(block, "sheet_name"), text(block, "range"), ", ");
    joined(&place, text(block, "spreadsheet_url"), " of ")
}

/// Code rarely opens with what it is for, except in a comment or the goal kept beside it.
pub(super) fn code(block: &Map<String, Value>) -> String {
    let goal = text(block, "prompt");
    if !goal.is_empty() {
        return goal.to_owned();
    }
    one_line(text(block, "code"))
        .trim_start_matches(['#', ' '])
        .to_owned()
}

pub(super) fn for_each(block: &Map<String, Value>) -> String {
    let reference = text(block, "loop_variable_reference");
    let list = if reference.is_empty() {
        document::loop_key(block)
    } else {
        reference
    };
    if list.is_empty() {
        String::new()
    } else {
        format!("for each {list}")
    }
}

pub(super) fn while_loop(block: &Map<String, Value>) -> String {
    match block
        .get("condition")
        .and_then(|condition| condition.get("expression"))
    {
        Some(Value::String(expression)) => format!("while {}", expression.trim()),
        _ => String::new(),
    }
}

pub(super) fn condition(block: &Map<String, Value>) -> String {
    match block.branches().len() {
        0 => "no branches".to_owned(),
        1 => "1 branch".to_owned(),
        count => format!("{count} branches, first match wins"),
    }
}

pub(super) fn wait(block: &Map<String, Value>) -> String {
    match block.get("wait_sec") {
        Some(Value::String(seconds)) => format!("{seconds} s"),
        Some(seconds @ Value::Number(_)) => format!("{seconds} s"),
        _ => String::new(),
    }
}

pub(super) fn email(block: &Map<String, Value>) -> String {
    let recipients: Vec<&str> = match block.get("recipients") {
        Some(Value::Array(recipients)) => recipients.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(recipient)) => vec![recipient],
        _ => Vec::new(),
    };
    let to = if recipients.is_empty() {
        String::new()
    } else {
        format!("to {}", recipients.join(", "))
    };
    joined(&to, text(block, "subject"), ": ")
}

pub(super) fn request(block: &Map<String, Value>) -> String {
    let method = match text(block, "method") {
        "" => "GET",
        method => method,
    };
    joined(method, text(block, "url"), " ")
}

fn storage(target: &str) -> &str {
    match target {
        "s3" => "S3",
        "azure" => "Azure",
        "google_drive" => "Google Drive",
        "sftp" => "SFTP",
        other => other,
    }
}

fn storage_place(block: &Map<String, Value>) -> String {
    let place = [
        "s3_bucket",
        "azure_blob_container_name",
        "sftp_host",
        "google_drive_folder_id",
    ];
    joined(
        &first(block, &place),
        &first(block, &["path", "sftp_remote_path"]),
        "/",
    )
}

fn joined(left: &str, right: &str, between: &str) -> String {
    match (left, right) {
        ("", right) => right.to_owned(),
        (left, "") => left.to_owned(),
        (left, right) => format!("{left}{between}{}", right.trim_start_matches(between)),
    }
}

fn text<'a>(block: &'a Map<String, Value>, field: &str) -> &'a str {
    block
        .get(field)
        .and_then(Value::as_str)
        .map(str::trim)
        .unwrap_or_default()
}
