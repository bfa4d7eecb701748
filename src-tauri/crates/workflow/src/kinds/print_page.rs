//! `print_page` (reference A.3).

use super::field::Field;
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "print_page",
    title: "Print page",
    doc: "Saves the page as a PDF file.",
    category: Category::Act,
    glyph: "printer",
    needs_browser: Need::Always,
    needs_model: Need::Never,
    legacy: false,
    fields: &[
        Field::text("custom_filename", "Name of the file."),
        Field::choice(
            "format",
            &["A4", "Letter", "Legal", "Tabloid"],
            "Size of the paper.",
        )
        .or_text("A4"),
        Field::boolean("landscape", false, "Turns the paper sideways."),
        Field::boolean(
            "print_background",
            true,
            "Prints background colours and pictures.",
        )
        .advanced(),
        Field::boolean(
            "include_timestamp",
            true,
            "Prints the time at the top of the page.",
        )
        .advanced(),
        shared::PARAMETER_KEYS,
    ],
    output: Output::object(&[
        "filename",
        "file_path",
        "size_bytes",
        "artifact_uri",
        "artifact_url",
        "downloaded_files",
    ]),
    summary: |block| summary::first(block, &["custom_filename", "format"]),
};
