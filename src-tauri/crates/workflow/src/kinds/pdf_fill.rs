//! `pdf_fill` (reference A.3).

use super::field::{Accepts, Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "pdf_fill",
    title: "Fill in PDF",
    doc: "A model fills in a PDF form.",
    category: Category::Send,
    glyph: "file-pen",
    needs_browser: Need::Never,
    needs_model: Need::Always,
    legacy: false,
    fields: &[
        Field::new(
            "file_url",
            Holds::Url,
            "The file: an address, a storage link, or the name of a file this run has downloaded.",
        )
        .required(),
        Field::prompt("prompt", "How to fill it in, in words.").required(),
        Field::new(
            "payload",
            Holds::Data {
                accepts: Accepts::ObjectListOrText,
            },
            "The data to fill in.",
        ),
        shared::LLM_KEY,
        shared::PARAMETER_KEYS,
    ],
    output: Output::object(&[
        "fill_mode",
        "fields",
        "skipped_fields",
        "overflowed_placements",
        "file_path",
        "file_name",
        "file_size",
        "artifact_uri",
        "artifact_url",
        "downloaded_files",
    ]),
    summary: |block| summary::first(block, &["prompt", "file_url"]),
};
