//! `google_sheets_read` (reference A.3).

use super::field::Field;
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "google_sheets_read",
    title: "Read Google Sheets",
    doc: "Reads rows from a Google spreadsheet.",
    category: Category::Read,
    glyph: "table-2",
    needs_browser: Need::Never,
    needs_model: Need::Never,
    legacy: false,
    fields: &[
        shared::SHEET_URL,
        shared::SHEET_NAME,
        Field::text(
            "range",
            "The cells, such as A1:D20. Left empty, the whole tab.",
        ),
        shared::GOOGLE_ACCOUNT,
        Field::boolean(
            "has_header_row",
            true,
            "Takes the first row as the names of the columns.",
        ),
        shared::PARAMETER_KEYS,
    ],
    output: Output::object(&[
        "spreadsheet_id",
        "range",
        "sheet_id",
        "sheet_title",
        "start_row",
        "start_column",
        "values",
        "rows",
        "cells",
        "merges",
    ]),
    summary: |block| summary::sheet(block),
};
