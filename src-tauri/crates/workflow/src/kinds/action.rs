//! `action` (reference A.3).

use super::field::Field;
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "action",
    title: "Single action",
    doc: "An agent does one thing in the page, such as a click or an input.",
    category: Category::Act,
    glyph: "mouse-pointer-click",
    needs_browser: Need::Always,
    needs_model: Need::Sometimes,
    legacy: false,
    fields: &[
        Field::prompt("navigation_goal", "What to do in the page, in words."),
        Field::text(
            "selector",
            "CSS or XPath selector of the element. It is tried first, without the model.",
        ),
        Field::choice(
            "ai_fallback",
            &["fallback", "proactive"],
            "`fallback` asks the model only when the selector fails; `proactive` always does.",
        )
        .or_text("fallback"),
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
    ],
    output: Output::TASK,
    summary: |block| summary::first(block, &["navigation_goal", "selector", "url"]),
};
