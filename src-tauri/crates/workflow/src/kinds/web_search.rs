//! `web_search` (reference A.3).

use super::field::{Accepts, Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "web_search",
    title: "Search the web",
    doc: "Asks a search engine.",
    category: Category::Read,
    glyph: "search",
    needs_browser: Need::Never,
    needs_model: Need::Sometimes,
    legacy: false,
    fields: &[
        Field::text("query", "What to search for.").required(),
        Field::choice(
            "provider",
            &["auto", "google", "exa"],
            "Which search engine to ask.",
        )
        .or_text("auto"),
        Field::integer("num_results", 10, "How many results to return, 1 to 100."),
        Field::prompt(
            "prompt",
            "In words, which results to keep or what to make of them.",
        ),
        Field::new(
            "json_schema",
            Holds::Schema {
                accepts: Accepts::Object,
            },
            "The shape of the result.",
        ),
        shared::ERROR_CODE_MAPPING,
        Field::text(
            "no_results_error_code",
            "Error code when there is no result; the error codes replace it.",
        )
        .advanced(),
        Field::text(
            "no_match_error_code",
            "Error code when no result fits; the error codes replace it.",
        )
        .advanced(),
        shared::PARAMETER_KEYS,
    ],
    output: Output::ANY,
    summary: |block| summary::first(block, &["query"]),
};
