//! `goto_url` (reference A.3).

use super::field::{Field, Holds};
use super::{Category, Kind, Need, Output, summary};

pub(super) static KIND: Kind = Kind {
    name: "goto_url",
    title: "Go to URL",
    doc: "Opens an address.",
    category: Category::Act,
    glyph: "link",
    needs_browser: Need::Always,
    needs_model: Need::Never,
    legacy: false,
    fields: &[Field::new("url", Holds::Url, "The address to open.").required()],
    output: Output::TASK,
    summary: |block| summary::first(block, &["url"]),
};
