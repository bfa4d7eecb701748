//! `while_loop` (reference A.3).

use super::field::{Field, Holds};
use super::{Category, Kind, Need, Output, summary};

pub(super) static KIND: Kind = Kind {
    name: "while_loop",
    title: "While",
    doc: "Repeats its blocks while a condition holds.",
    category: Category::Flow,
    glyph: "rotate-cw",
    needs_browser: Need::Never,
    needs_model: Need::Sometimes,
    legacy: false,
    fields: &[
        Field::new("condition", Holds::Criterion, "Checked before each round.").required(),
        Field::new(
            "loop_blocks",
            Holds::Blocks,
            "The blocks that are repeated.",
        )
        .required(),
    ],
    output: Output::LIST,
    summary: |block| summary::while_loop(block),
};
