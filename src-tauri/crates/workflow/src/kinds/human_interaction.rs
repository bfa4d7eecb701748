//! `human_interaction` (reference A.3).

use super::field::{Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "human_interaction",
    title: "Ask a person",
    doc: "Sends a mail and pauses the run until somebody approves or rejects.",
    category: Category::Flow,
    glyph: "user-check",
    needs_browser: Need::Never,
    needs_model: Need::Never,
    legacy: false,
    fields: &[
        Field::prompt("instructions", "What the person is to decide.")
            .or_text("Please review and approve or reject to continue the workflow."),
        Field::new("recipients", Holds::TextList, "Who gets the mail.").required(),
        Field::text(
            "positive_descriptor",
            "Word on the button that lets the run go on.",
        )
        .or_text("Approve"),
        Field::text(
            "negative_descriptor",
            "Word on the button that stops the run.",
        )
        .or_text("Reject"),
        Field::integer("timeout_seconds", 7200, "How long to wait, in seconds."),
        Field::text("sender", "Address the mail comes from.")
            .or_text("hello@skyvern.com")
            .advanced(),
        Field::text("subject", "Subject of the mail.")
            .or_text("Human interaction required for workflow run")
            .advanced(),
        Field::prompt("body", "Text of the mail.")
            .or_text("Your interaction is required for a workflow run!")
            .advanced(),
        shared::BODY_FORMAT,
    ],
    output: Output::object(&["success", "reason"]),
    summary: |block| summary::first(block, &["instructions"]),
};
