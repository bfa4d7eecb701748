//! `google_sheets_write` (reference A.3).

use super::field::{Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "google_sheets_write",
    title: "Write Google Sheets",
    doc: "Adds or changes rows in a Google spreadsheet.",
    category: Category::Send,
    glyph: "table-2",
    needs_browser: Need::Never,
    needs_model: Need::Never,
    legacy: false,
    fields: &[
        shared::SHEET_URL,
        shared::SHEET_NAME,
        Field::text("range", "The cells; with `update`, the first one."),
        Field::choice(
            "write_mode",
            &["append", "update"],
            "Adds rows at the end, or writes over cells.",
        )
        .or_text("append"),
        Field::prompt(
            "values",
            "The rows: a reference to a list, or a text that renders to one.",
        )
        .or_text(""),
        Field::new(
            "column_mapping",
            Holds::TextMap,
            "Which key goes to which column letter. Needed when the rows are objects.",
        ),
        Field::boolean(
            "create_sheet_if_missing",
            false,
            "Makes the tab when it is not there.",
        )
        .advanced(),
        shared::GOOGLE_ACCOUNT,
        shared::PARAMETER_KEYS,
    ],
    output: Output::object(&[
        "spreadsheet_id",
        "write_mode",
        "requested_destination",
        "range_sent",
        "updated_range",
        "updated_range_source",
        "destination_anchor_source",
        "rows_written",
        "response",
    ]),
    summary: |block| summary::sheet(block),
};
