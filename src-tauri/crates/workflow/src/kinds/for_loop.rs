//! `for_loop` (reference A.3).

use super::field::{Accepts, Field, Holds};
use super::{Category, Kind, Need, Output, summary};

pub(super) static KIND: Kind = Kind {
    name: "for_loop",
    title: "For each",
    doc: "Repeats its blocks for each item of a list.",
    category: Category::Flow,
    glyph: "repeat",
    needs_browser: Need::Never,
    needs_model: Need::Sometimes,
    legacy: false,
    fields: &[
        Field::text(
            "loop_variable_reference",
            "The list: a reference, or in words which items to find.",
        ),
        Field::new(
            "loop_over_parameter_key",
            Holds::ParameterKey,
            "The parameter or output that holds the list, where there is no reference.",
        )
        .or_text(""),
        Field::new(
            "loop_blocks",
            Holds::Blocks,
            "The blocks that are repeated.",
        )
        .required(),
        Field::boolean(
            "complete_if_empty",
            false,
            "Counts it as success when the list is empty.",
        ),
        Field::new(
            "data_schema",
            Holds::Schema {
                accepts: Accepts::ObjectOrText,
            },
            "The shape of the items, when they are described in words.",
        )
        .advanced(),
    ],
    output: Output::LIST,
    summary: |block| summary::for_each(block),
};
