//! The blocks as the editor shows them: a flat list, from which a window builds the tree.

use serde::{Deserialize, Serialize};

use super::BlockId;

/// One block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing about a block; a window shows each by itself"
)]
pub struct Node {
    /// Names it in edits.
    pub key: BlockId,
    /// Its label as written.
    pub label: String,
    /// Its `block_type` as written, known or not.
    pub kind: String,
    /// What it does, in one line, with its references in double braces; may be empty.
    pub summary: String,
    /// The loop or condition it stands in; none at the top.
    pub parent: Option<BlockId>,
    /// The branch of that condition, from 0; none in a loop or at the top.
    pub branch: Option<u32>,
    /// How many loops and branches stand around it.
    pub depth: u32,
    /// Whether it can hold blocks as a loop does.
    pub is_loop: bool,
    /// The branches of a condition in the order in which they are tried; empty for other blocks.
    pub branches: Vec<BranchHead>,
    /// Where the run goes from here, as pairs of branch (none for its own link) and label. Only in
    /// a list whose links are no tree; such a list stands flat, in the order of the document.
    pub goes_to: Vec<(Option<u32>, Option<String>)>,
    /// Whether its list is such a list.
    pub in_graph: bool,
    /// Whether it is turned off.
    pub is_off: bool,
    /// Whether it runs at the end, whatever happened before.
    pub is_finally: bool,
    /// Whether the run goes on when it fails.
    pub continue_on_failure: bool,
}

/// What decides on one branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct BranchHead {
    /// What to call it: its description, else its condition, else "Otherwise".
    pub caption: String,
    /// The template or the words that decide; none for the default branch.
    pub expression: Option<String>,
    /// Its name for people.
    pub description: Option<String>,
    /// Whether it is taken when no other is.
    pub is_default: bool,
}
