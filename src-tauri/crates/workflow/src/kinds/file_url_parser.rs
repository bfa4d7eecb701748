//! `file_url_parser` (reference A.3).

use super::field::{Accepts, Field, Holds};
use super::{Category, Kind, Need, Output, summary};

pub(super) static KIND: Kind = Kind {
    name: "file_url_parser",
    title: "Parse file",
    doc: "Reads a table, document or picture into text or data.",
    category: Category::Read,
    glyph: "file-text",
    needs_browser: Need::Never,
    needs_model: Need::Sometimes,
    legacy: false,
    fields: &[
        Field::new(
            "file_url",
            Holds::Url,
            "The file: an address, a storage link, or the name of a file this run has downloaded.",
        )
        .required(),
        Field::choice(
            "file_type",
            &["auto_detect", "csv", "excel", "pdf", "image", "docx", "zip"],
            "What kind of file it is.",
        )
        .or_text("auto_detect"),
        Field::new(
            "json_schema",
            Holds::Schema {
                accepts: Accepts::Object,
            },
            "The shape of the result. With it, a model reads the file.",
        ),
        Field::text("worksheet", "Name of the sheet, for a workbook.").advanced(),
        Field::boolean(
            "force_ocr",
            false,
            "Reads the pages as pictures even where they hold text.",
        )
        .advanced(),
    ],
    output: Output::ANY,
    summary: |block| summary::first(block, &["file_url"]),
};
