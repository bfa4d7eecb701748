//! `upload_to_s3` (reference A.3).

use super::field::Field;
use super::{Category, Kind, Need, Output, summary};

pub(super) static KIND: Kind = Kind {
    name: "upload_to_s3",
    title: "Upload to Skyvern",
    doc: "Puts files into the storage of the Skyvern server.",
    category: Category::Send,
    glyph: "cloud-upload",
    needs_browser: Need::Never,
    needs_model: Need::Never,
    legacy: true,
    fields: &[Field::text(
        "path",
        "The file or folder; `SKYVERN_DOWNLOAD_DIRECTORY` stands for the run's downloads.",
    )],
    output: Output::LIST,
    summary: |block| summary::first(block, &["path"]),
};
