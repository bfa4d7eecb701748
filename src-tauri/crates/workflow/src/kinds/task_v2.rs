//! `task_v2` (reference A.3).

use super::field::Field;
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "task_v2",
    title: "Autonomous task",
    doc: "An agent plans its own steps towards a goal.",
    category: Category::Act,
    glyph: "waypoints",
    needs_browser: Need::Always,
    needs_model: Need::Always,
    legacy: false,
    fields: &[
        Field::prompt("prompt", "The goal, in words.").required(),
        shared::URL,
        Field::integer("max_steps", 25, "The most steps in all.").advanced(),
        Field::integer("max_iterations", 50, "How often the plan may be made anew.").advanced(),
        shared::TOTP_VERIFICATION_URL,
        shared::TOTP_IDENTIFIER,
        shared::DISABLE_CACHE,
    ],
    output: Output::object(&[
        "task_id",
        "status",
        "summary",
        "extracted_information",
        "failure_reason",
        "failure_category",
        "downloaded_files",
        "downloaded_file_urls",
        "task_screenshot_artifact_ids",
        "workflow_screenshot_artifact_ids",
    ]),
    summary: |block| summary::first(block, &["prompt", "url"]),
};
