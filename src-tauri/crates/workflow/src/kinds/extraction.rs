//! `extraction` (reference A.3).

use super::field::{Accepts, Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "extraction",
    title: "Extract data",
    doc: "Reads data from the page into a shape of your choice.",
    category: Category::Read,
    glyph: "scan-text",
    needs_browser: Need::Always,
    needs_model: Need::Always,
    legacy: false,
    fields: &[
        Field::prompt(
            "data_extraction_goal",
            "What to read from the page, in words.",
        )
        .required(),
        Field::new(
            "data_schema",
            Holds::Schema {
                accepts: Accepts::ObjectListOrText,
            },
            "The shape of the result.",
        ),
        shared::URL,
        shared::TITLE,
        shared::ENGINE,
        shared::ENGINE_PINNED,
        shared::MAX_RETRIES,
        shared::MAX_STEPS_PER_RUN,
        shared::PARAMETER_KEYS,
        shared::DISABLE_CACHE,
        Field::boolean("export_enabled", false, "Also writes the data to a file.").advanced(),
        Field::new(
            "export_data_schema",
            Holds::Schema {
                accepts: Accepts::Object,
            },
            "The shape of a record in that file.",
        )
        .advanced(),
        Field::text("export_file_name", "Name of that file.").advanced(),
        Field::text(
            "export_records",
            "Which part of the result holds the records.",
        )
        .advanced(),
    ],
    output: Output::TASK,
    summary: |block| summary::first(block, &["data_extraction_goal", "url"]),
};
