//! `data_export` (reference A.3).

use super::field::{Accepts, Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "data_export",
    title: "Export data",
    doc: "Writes data to a file.",
    category: Category::Send,
    glyph: "file-spreadsheet",
    needs_browser: Need::Never,
    needs_model: Need::Never,
    legacy: false,
    fields: &[
        Field::text("data", "The data: a reference to a list or object.").required(),
        Field::new(
            "data_schema",
            Holds::Schema {
                accepts: Accepts::Object,
            },
            "The shape of a record.",
        )
        .required(),
        Field::text("file_name", "Name of the file."),
        shared::PARAMETER_KEYS,
    ],
    output: Output::ANY,
    summary: |block| summary::first(block, &["file_name", "data"]),
};
