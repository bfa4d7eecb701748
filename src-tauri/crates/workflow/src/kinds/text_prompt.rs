//! `text_prompt` (reference A.3).

use super::field::{Accepts, Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "text_prompt",
    title: "Text prompt",
    doc: "Asks a model, without a page.",
    category: Category::Think,
    glyph: "text-cursor-input",
    needs_browser: Need::Never,
    needs_model: Need::Always,
    legacy: false,
    fields: &[
        Field::prompt("prompt", "The question or instruction.").required(),
        Field::new(
            "json_schema",
            Holds::Schema {
                accepts: Accepts::Object,
            },
            "The shape of the answer. Left empty, `llm_response` holds a text.",
        ),
        shared::LLM_KEY,
        shared::PARAMETER_KEYS,
    ],
    output: Output::object(&["llm_response"]),
    summary: |block| summary::first(block, &["prompt"]),
};
