//! `task` (reference A.3).

use super::field::{Accepts, Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "task",
    title: "Browser task",
    doc: "The older block that navigates and extracts in one.",
    category: Category::Act,
    glyph: "app-window",
    needs_browser: Need::Always,
    needs_model: Need::Always,
    legacy: true,
    fields: &[
        shared::URL,
        Field::prompt("navigation_goal", "What to do in the page, in words."),
        Field::prompt(
            "data_extraction_goal",
            "What to read from the page, in words.",
        ),
        Field::new(
            "data_schema",
            Holds::Schema {
                accepts: Accepts::ObjectListOrText,
            },
            "The shape of the result.",
        ),
        shared::TITLE,
        shared::ENGINE,
        shared::ENGINE_PINNED,
        shared::ERROR_CODE_MAPPING,
        shared::MAX_RETRIES,
        shared::MAX_STEPS_PER_RUN,
        shared::PARAMETER_KEYS,
        shared::COMPLETE_ON_DOWNLOAD,
        shared::DOWNLOAD_SUFFIX,
        shared::TOTP_VERIFICATION_URL,
        shared::TOTP_IDENTIFIER,
        shared::DISABLE_CACHE,
        shared::COMPLETE_CRITERION,
        shared::TERMINATE_CRITERION,
        shared::COMPLETE_VERIFICATION,
        shared::INCLUDE_ACTION_HISTORY,
    ],
    output: Output::TASK,
    summary: |block| summary::first(block, &["navigation_goal", "data_extraction_goal", "url"]),
};
