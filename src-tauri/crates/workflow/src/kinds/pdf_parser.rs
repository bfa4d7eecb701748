//! `pdf_parser` (reference A.3).

use super::field::{Accepts, Field, Holds};
use super::{Category, Kind, Need, Output, summary};

pub(super) static KIND: Kind = Kind {
    name: "pdf_parser",
    title: "Parse PDF",
    doc: "The older block that reads a PDF file; Parse file does the same.",
    category: Category::Read,
    glyph: "file-search",
    needs_browser: Need::Never,
    needs_model: Need::Always,
    legacy: true,
    fields: &[
        Field::new(
            "file_url",
            Holds::Url,
            "The file: an address, a storage link, or the name of a file this run has downloaded.",
        )
        .required(),
        Field::new(
            "json_schema",
            Holds::Schema {
                accepts: Accepts::Object,
            },
            "The shape of the result.",
        ),
    ],
    output: Output::ANY,
    summary: |block| summary::first(block, &["file_url"]),
};
