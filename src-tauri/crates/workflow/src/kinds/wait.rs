//! `wait` (reference A.3).

use super::field::Field;
use super::{Category, Kind, Need, Output, summary};

pub(super) static KIND: Kind = Kind {
    name: "wait",
    title: "Wait",
    doc: "Waits for some seconds.",
    category: Category::Flow,
    glyph: "timer",
    needs_browser: Need::Never,
    needs_model: Need::Never,
    legacy: false,
    fields: &[Field::integer(
        "wait_sec",
        0,
        "How long, in seconds: 1 to 1800. The default of 0 is refused.",
    )],
    output: Output::object(&["success"]),
    summary: |block| summary::wait(block),
};
