//! `code` (reference A.3).

use super::field::{Accepts, Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "code",
    title: "Python code",
    doc: "Runs Python with the page at hand.",
    category: Category::Think,
    glyph: "code-xml",
    needs_browser: Need::Always,
    needs_model: Need::Never,
    legacy: false,
    fields: &[
        Field::new(
            "code",
            Holds::Code,
            "The body of an async function. `page` and the parameters handed over are in scope.",
        )
        .required(),
        Field::new(
            "parameter_keys",
            Holds::ParameterKeys,
            "Parameters and outputs that the code may use as variables.",
        ),
        Field::prompt("prompt", "What the code is for, in words.")
            .plain()
            .advanced(),
        Field::new(
            "steps",
            Holds::CodeSteps,
            "What the lines do, for the display of a run.",
        )
        .advanced(),
        Field::new(
            "data_schema",
            Holds::Schema {
                accepts: Accepts::ObjectListOrText,
            },
            "The shape of the result.",
        )
        .advanced(),
        shared::ERROR_CODE_MAPPING,
        Field::new(
            "user_owned_goal",
            Holds::Boolean,
            "Set when a person wrote the goal.",
        )
        .advanced(),
        Field::new(
            "goal_needs_regeneration",
            Holds::Boolean,
            "Set when the goal no longer fits the code.",
        )
        .advanced(),
        Field::new(
            "code_edited_by_hand",
            Holds::Boolean,
            "Set when a person changed the code.",
        )
        .advanced(),
    ],
    output: Output::ANY,
    summary: |block| summary::code(block),
};
