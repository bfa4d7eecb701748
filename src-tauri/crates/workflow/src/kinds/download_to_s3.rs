//! `download_to_s3` (reference A.3).

use super::field::{Field, Holds};
use super::{Category, Kind, Need, Output, summary};

pub(super) static KIND: Kind = Kind {
    name: "download_to_s3",
    title: "Save a file to Skyvern",
    doc: "Fetches a file into the storage of the Skyvern server.",
    category: Category::Send,
    glyph: "cloud-download",
    needs_browser: Need::Never,
    needs_model: Need::Never,
    legacy: true,
    fields: &[Field::new("url", Holds::Url, "Address of the file.").required()],
    output: Output::TEXT,
    summary: |block| summary::first(block, &["url"]),
};
