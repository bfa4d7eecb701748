//! `validation` (reference A.3).

use super::field::Field;
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "validation",
    title: "Validate",
    doc: "A model checks a condition; if it is not met, the run is terminated.",
    category: Category::Read,
    glyph: "badge-check",
    needs_browser: Need::Sometimes,
    needs_model: Need::Always,
    legacy: false,
    fields: &[
        Field::prompt(
            "complete_criterion",
            "In words, what must hold for the run to go on.",
        ),
        Field::prompt(
            "terminate_criterion",
            "In words, when the run is to be terminated.",
        ),
        Field::boolean(
            "without_page_information",
            false,
            "Judges by the parameters alone, without looking at the page.",
        )
        .advanced(),
        shared::ENGINE,
        shared::ENGINE_PINNED,
        shared::ERROR_CODE_MAPPING,
        shared::MAX_STEPS_PER_RUN,
        shared::PARAMETER_KEYS,
        shared::DISABLE_CACHE,
    ],
    output: Output::TASK,
    summary: |block| summary::validation(block),
};
