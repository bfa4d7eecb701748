//! `navigation` (reference A.3).

use super::field::Field;
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "navigation",
    title: "Navigation",
    doc: "An agent works in the page until a goal is reached.",
    category: Category::Act,
    glyph: "compass",
    needs_browser: Need::Always,
    needs_model: Need::Always,
    legacy: false,
    fields: &[
        Field::prompt("navigation_goal", "What to do in the page, in words.").required(),
        shared::URL,
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
        shared::COMPLETE_CRITERION_IS_UNTRUSTED,
        shared::TERMINATE_CRITERION,
        shared::COMPLETE_VERIFICATION,
        shared::INCLUDE_ACTION_HISTORY,
    ],
    output: Output::TASK,
    summary: |block| summary::first(block, &["navigation_goal", "url"]),
};
