//! Two documents that come from the same one, brought together.
//!
//! Whatever only one of them changed is taken over: fields, blocks that were added, removed, moved
//! or renamed, parameters and settings. Where both changed the same thing differently there is a
//! conflict, and until somebody chooses, the document has our side of it. Nothing is left out that
//! is not told as a conflict or a notice.

mod decisions;
mod existence;
mod labels;
mod order;
mod parameters;
pub(crate) mod places;
pub(crate) mod sheet;
mod texts;
mod values;
pub(crate) mod workflow;
pub(crate) mod write;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::lint::Holder;
use decisions::Decisions;
pub(crate) use decisions::Three;

/// What came of a merge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Merge {
    /// The document with both sides' changes, in the create shape.
    #[cfg_attr(feature = "specta", specta(type = specta_typescript::Unknown))]
    pub document: Value,
    /// What both sides changed differently, chosen or not.
    pub conflicts: Vec<Conflict>,
    /// What else a person should know, one sentence each.
    pub notices: Vec<String>,
}

/// Something that both sides changed differently.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Conflict {
    /// Names it in a [`Choice`]; the same whatever was chosen for others.
    pub id: String,
    /// Where it is.
    pub holder: Holder,
    /// The field, with the path inside it as in a comparison; none for the whole.
    pub field: Option<String>,
    /// What it was before both changed it; none if it was not there, or is a secret.
    #[cfg_attr(feature = "specta", specta(type = Option<specta_typescript::Unknown>))]
    pub base: Option<Value>,
    /// What this side has; none if it took it out, or it is a secret.
    #[cfg_attr(feature = "specta", specta(type = Option<specta_typescript::Unknown>))]
    pub ours: Option<Value>,
    /// What the other side has; none if it took it out, or it is a secret.
    #[cfg_attr(feature = "specta", specta(type = Option<specta_typescript::Unknown>))]
    pub theirs: Option<Value>,
    /// Whether the values are secrets, and so not told.
    pub secret: bool,
    /// One sentence on what both did; names stand in backticks.
    pub message: String,
    /// The side that was chosen; none as long as nobody chose, and the document has ours.
    pub taken: Option<Side>,
}

/// One of the two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Side {
    /// The one at hand, such as the draft.
    Ours,
    /// The other one, such as what somebody saved meanwhile.
    Theirs,
}

/// Which side to take in a conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// The conflict's id.
    pub conflict: String,
    /// The side.
    pub take: Side,
}

impl Merge {
    /// The conflicts that nobody has decided yet.
    pub fn open(&self) -> impl Iterator<Item = &Conflict> {
        self.conflicts.iter().filter(|it| it.taken.is_none())
    }

    fn of(document: &Value) -> Self {
        Self {
            document: document.clone(),
            conflicts: Vec::new(),
            notices: Vec::new(),
        }
    }
}

/// Brings `ours` and `theirs` together, which both come from `base`; all in the create shape.
/// Choices for conflicts that do not exist are ignored.
pub fn merge(base: &Value, ours: &Value, theirs: &Value, choices: &[Choice]) -> Merge {
    if ours == base {
        return Merge::of(theirs);
    }
    if theirs == base || ours == theirs {
        return Merge::of(ours);
    }
    let mut decisions = Decisions::new(choices);
    let documents = Three { base, ours, theirs };
    let is_whole = |it: &Value| it.get("workflow_definition").is_some();
    let all = [base, ours, theirs];
    let document = if all
        .iter()
        .all(|it| workflow::is_workflow(it) && is_whole(it) == is_whole(base))
    {
        let aligned = labels::align(documents, &mut decisions);
        let sheets = sheet::read(aligned.as_documents());
        workflow::merge(&aligned, &sheets, &mut decisions)
    } else {
        values::whole_document(documents, &mut decisions)
    };
    decisions.into_merge(document)
}
