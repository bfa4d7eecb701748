//! `email_inbox` (reference A.3).

use super::field::{Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "email_inbox",
    title: "Read mail",
    doc: "Looks for messages in a mailbox.",
    category: Category::Read,
    glyph: "inbox",
    needs_browser: Need::Never,
    needs_model: Need::Sometimes,
    legacy: false,
    fields: &[
        Field::choice(
            "email_client",
            &["gmail", "outlook"],
            "Whose mailbox it is.",
        )
        .required(),
        Field::new("credential_id", Holds::Credential, "The account to use."),
        Field::text("folder", "Folder or label to look in."),
        Field::text("sender", "Only messages from this address."),
        Field::text("subject", "Only messages with this subject."),
        Field::prompt("prompt", "In words, which of the messages to keep."),
        Field::new(
            "newer_than_days",
            Holds::Integer,
            "Only messages of the last days.",
        ),
        Field::integer("max_results", 25, "The most messages to return.").advanced(),
        Field::boolean("include_body", true, "Returns the text of the messages.").advanced(),
        Field::boolean("download_attachments", false, "Saves the attachments.").advanced(),
        shared::PARAMETER_KEYS,
    ],
    output: Output::object(&[
        "email_client",
        "folder",
        "candidate_count",
        "matched_count",
        "emails",
    ]),
    summary: |block| summary::inbox(block),
};
