//! `workflow_trigger` (reference A.3).

use super::field::{Accepts, Field, Holds};
use super::{Category, Kind, Need, Output, shared, summary};

pub(super) static KIND: Kind = Kind {
    name: "workflow_trigger",
    title: "Run a workflow",
    doc: "Starts another workflow.",
    category: Category::Flow,
    glyph: "workflow",
    needs_browser: Need::Sometimes,
    needs_model: Need::Never,
    legacy: false,
    fields: &[
        Field::new(
            "workflow_permanent_id",
            Holds::Workflow,
            "The workflow to start.",
        )
        .required(),
        Field::new(
            "payload",
            Holds::Data {
                accepts: Accepts::Object,
            },
            "Values for its parameters.",
        ),
        Field::boolean("wait_for_completion", true, "Waits until it has ended."),
        Field::boolean(
            "use_parent_browser_session",
            false,
            "Lets it work in this run's browser.",
        )
        .advanced(),
        Field::text("browser_session_id", "Browser session for it to work in.").advanced(),
        shared::PARAMETER_KEYS,
    ],
    output: Output::object(&[
        "workflow_run_id",
        "workflow_permanent_id",
        "status",
        "failure_reason",
        "outputs",
    ]),
    summary: |block| summary::first(block, &["workflow_permanent_id"]),
};
