//! `http_request` (reference A.3).

use super::field::{Accepts, Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "http_request",
    title: "HTTP request",
    doc: "Calls an address over HTTP.",
    category: Category::Send,
    glyph: "globe",
    needs_browser: Need::Never,
    needs_model: Need::Never,
    legacy: false,
    fields: &[
        Field::text("method", "GET, POST, PUT, PATCH, DELETE or another.").or_text("GET"),
        Field::new("url", Holds::Url, "The address to call."),
        Field::new("headers", Holds::TextMap, "Headers to send."),
        Field::new(
            "body",
            Holds::Data {
                accepts: Accepts::Object,
            },
            "JSON to send.",
        ),
        Field::new(
            "files",
            Holds::TextMap,
            "Files to send: form field and path or address.",
        )
        .advanced(),
        Field::integer(
            "timeout",
            30,
            "How long to wait for the answer, in seconds.",
        )
        .advanced(),
        Field::boolean(
            "follow_redirects",
            true,
            "Goes where the server redirects to.",
        )
        .advanced(),
        Field::boolean(
            "save_response_as_file",
            false,
            "Saves the answer among the run's downloads.",
        )
        .advanced(),
        Field::text("download_filename", "Name of that file.").advanced(),
        Field::new(
            "secret_response_paths",
            Holds::TextList,
            "Parts of the answer to keep out of sight.",
        )
        .advanced(),
        shared::PARAMETER_KEYS,
    ],
    output: Output::object(&[
        "status_code",
        "response_headers",
        "response_body",
        "request_method",
        "request_url",
        "request_headers",
        "request_body",
        "headers",
        "body",
        "url",
        "error",
        "error_type",
        "file_path",
        "file_name",
        "file_size",
    ]),
    summary: |block| summary::request(block),
};
