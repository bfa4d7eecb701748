//! `login` (reference A.3).

use super::field::{Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "login",
    title: "Log in",
    doc: "An agent signs in with a stored credential.",
    category: Category::Act,
    glyph: "log-in",
    needs_browser: Need::Always,
    needs_model: Need::Always,
    legacy: false,
    fields: &[
        shared::URL,
        Field::prompt("navigation_goal", "What to do in the page, in words."),
        Field::new(
            "parameter_keys",
            Holds::ParameterKeys,
            "Must name the parameter that holds the credential.",
        ),
        shared::TITLE,
        shared::ENGINE,
        shared::ENGINE_PINNED,
        shared::ERROR_CODE_MAPPING,
        shared::MAX_RETRIES,
        shared::MAX_STEPS_PER_RUN,
        shared::TOTP_VERIFICATION_URL,
        shared::TOTP_IDENTIFIER,
        shared::DISABLE_CACHE,
        shared::COMPLETE_CRITERION,
        shared::TERMINATE_CRITERION,
        shared::COMPLETE_VERIFICATION,
        shared::INCLUDE_ACTION_HISTORY,
        Field::boolean(
            "skip_saved_profile",
            false,
            "Starts without the browser profile kept with the credential.",
        )
        .advanced(),
    ],
    output: Output::TASK,
    summary: |block| summary::first(block, &["url", "navigation_goal"]),
};
