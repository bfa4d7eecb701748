//! What is wrong with a document, while it is being written (reference A.6, A.9).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::edit::{BlockId, Edit};

mod context;
mod graph;
mod nearest;
mod report;
mod rules;
mod values;

pub use rules::{RULES, Rule};

use context::Context;
use report::Report;

/// All problems of `document`, a workflow in the create shape, in its order: what concerns the
/// whole, then the parameters, then the blocks; on the same one the worst first.
///
/// Blocks that are turned off are checked for their labels only. Kinds and fields that this
/// version does not know give no alarm.
pub fn lint(document: &Value) -> Vec<Problem> {
    let context = Context::of(document);
    let mut report = Report::default();
    for rule in RULES {
        report.begin(rule.code);
        (rule.check)(&context, &mut report);
    }
    report.into_problems()
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// The server refuses to save or run it, or the run must fail.
    Error,
    /// A run can start, but it will hardly do what was meant.
    Warning,
    /// Worth knowing.
    Hint,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// The rule that found it, such as `unknown-reference`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence on what is wrong, without the name of the block. Names and templates stand in
    /// backticks.
    pub message: String,
    /// Where it stands.
    pub place: Place,
    /// Ways to mend it, the likeliest first.
    pub fixes: Vec<Fix>,
}

/// Where in a document something stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// What holds it.
    pub holder: Holder,
    /// The field, setting or part of the parameter; none for the whole.
    pub field: Option<String>,
    /// Keys and numbers that lead further into the field's value: `["0", "criteria", "expression"]`.
    pub path: Vec<String>,
    /// The part of that text, as start and end in UTF-16 code units, which is how the window counts.
    pub range: Option<(u32, u32)>,
}

/// What in a document has texts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Holder {
    /// The workflow and its settings.
    Workflow,
    /// A parameter.
    Parameter {
        /// Its key.
        key: String,
    },
    /// A block.
    Block {
        /// Which one.
        block: BlockId,
    },
}

/// One way to mend a problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// What the button says, such as "Use `rows_output`".
    pub title: String,
    /// What it does.
    pub edit: Edit,
}
