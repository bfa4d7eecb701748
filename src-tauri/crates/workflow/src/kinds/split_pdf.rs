//! `split_pdf` (reference A.3).

use super::field::{Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "split_pdf",
    title: "Split PDF",
    doc: "A model divides a PDF file into documents.",
    category: Category::Read,
    glyph: "scissors",
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
        Field::prompt("prompt", "How to divide it, in words.").required(),
        shared::LLM_KEY,
        shared::PARAMETER_KEYS,
    ],
    output: Output::object(&[
        "documents",
        "document_count",
        "skipped",
        "source_page_count",
        "downloaded_files",
    ]),
    summary: |block| summary::first(block, &["prompt", "file_url"]),
};
