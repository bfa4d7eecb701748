//! `conditional` (reference A.3).

use super::field::{Field, Holds};
use super::{Category, Kind, Need, Output, summary};

pub(super) static KIND: Kind = Kind {
    name: "conditional",
    title: "Condition",
    doc: "Goes on with the first branch whose condition holds.",
    category: Category::Flow,
    glyph: "split",
    needs_browser: Need::Never,
    needs_model: Need::Sometimes,
    legacy: false,
    fields: &[Field::new(
        "branch_conditions",
        Holds::Branches,
        "The branches, in the order in which they are tried.",
    )
    .or_empty_list()],
    output: Output::object(&[
        "branch_taken",
        "branch_index",
        "branch_id",
        "branch_description",
        "criteria_type",
        "criteria_expression",
        "next_block_label",
        "evaluations",
        "llm_response",
        "llm_prompt",
    ]),
    summary: |block| summary::condition(block),
};
