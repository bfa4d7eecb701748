//! `terminate` (reference A.3).

use super::field::Field;
use super::{Category, Kind, Need, Output, summary};

pub(super) static KIND: Kind = Kind {
    name: "terminate",
    title: "Terminate",
    doc: "Ends the run as terminated, with a reason.",
    category: Category::Flow,
    glyph: "octagon-x",
    needs_browser: Need::Never,
    needs_model: Need::Never,
    legacy: false,
    fields: &[
        Field::prompt("reason", "Why the run ends.").required(),
        Field::text("error_code", "Error code to report."),
    ],
    output: Output::ANY,
    summary: |block| summary::first(block, &["reason"]),
};
