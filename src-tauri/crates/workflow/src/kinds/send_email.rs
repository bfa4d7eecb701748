//! `send_email` (reference A.3).

use super::field::{Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "send_email",
    title: "Send email",
    doc: "Sends a mail.",
    category: Category::Send,
    glyph: "mail",
    needs_browser: Need::Never,
    needs_model: Need::Never,
    legacy: false,
    fields: &[
        Field::new(
            "recipients",
            Holds::TextList,
            "Addresses, or keys of parameters that hold them.",
        )
        .required(),
        Field::text("subject", "Subject of the mail.").required(),
        Field::prompt("body", "Text of the mail.").required(),
        shared::BODY_FORMAT,
        Field::text("sender", "Address the mail comes from.").or_text(""),
        Field::new(
            "file_attachments",
            Holds::TextList,
            "Files to attach: paths, addresses or references.",
        ),
        Field::new("cc", Holds::TextList, "Who gets a copy.")
            .or_empty_list()
            .advanced(),
        Field::new("bcc", Holds::TextList, "Who gets a hidden copy.")
            .or_empty_list()
            .advanced(),
        Field::choice(
            "transport",
            &["smtp", "gmail"],
            "How the mail is sent. Left empty, by SMTP.",
        )
        .advanced(),
        Field::new(
            "credential_id",
            Holds::Credential,
            "The Gmail account to send from.",
        )
        .advanced(),
        Field::text(
            "custom_smtp_host",
            "Name of an SMTP server of one's own. It wins over the secret parameters.",
        )
        .advanced(),
        Field::new("custom_smtp_port", Holds::Integer, "Port of that server.").advanced(),
        Field::text("custom_smtp_username", "Name of the user at that server.").advanced(),
        Field::text("custom_smtp_password", "Password at that server.")
            .secret()
            .advanced(),
        Field::new(
            "smtp_host_secret_parameter_key",
            Holds::ParameterKey,
            "Secret parameter with the SMTP server's name.",
        )
        .advanced(),
        Field::new(
            "smtp_port_secret_parameter_key",
            Holds::ParameterKey,
            "Secret parameter with its port.",
        )
        .advanced(),
        Field::new(
            "smtp_username_secret_parameter_key",
            Holds::ParameterKey,
            "Secret parameter with the user's name.",
        )
        .advanced(),
        Field::new(
            "smtp_password_secret_parameter_key",
            Holds::ParameterKey,
            "Secret parameter with the password.",
        )
        .advanced(),
    ],
    output: Output::object(&["success", "error"]),
    summary: |block| summary::email(block),
};
