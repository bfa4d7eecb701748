//! The edits, as values.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Names one block of a document: its label, or where that is not unique or blank, the label with
/// `#` and its number among the blocks of that label in the order of the document, counted from 2
/// (`step`, `step#2`). Anew after each edit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
// The window calls it a key; in Rust, types of that name hold secrets.
#[serde(transparent, rename = "Key")]
pub struct BlockId(pub String);

/// A list of blocks that can take more.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "in", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Scope {
    /// The workflow itself.
    Workflow,
    /// The blocks that a loop repeats.
    Loop {
        /// The loop.
        block: BlockId,
    },
    /// One branch of a condition.
    Branch {
        /// The condition.
        block: BlockId,
        /// Which branch, from 0.
        branch: u32,
    },
}

/// A place between two blocks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Gap {
    /// The list it is in.
    pub scope: Scope,
    /// The block of that list that stands before it; none at the beginning.
    pub after: Option<BlockId>,
}

/// What blocks can be wrapped in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub enum Wrapper {
    /// A `for_loop` around them.
    ForLoop,
    /// A `while_loop` around them.
    WhileLoop,
    /// A condition whose first branch holds them.
    Conditional,
}

/// What to look for in the texts of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct TextQuery {
    /// The words, or the pattern.
    pub text: String,
    /// Whether capitals count.
    pub match_case: bool,
    /// Whether only whole words count.
    pub whole_words: bool,
    /// Whether `text` is a regular expression.
    pub regex: bool,
}

/// One thing that a person does to a workflow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(
    tag = "edit",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Edit {
    /// Gives a field of a block its value. The label is not set here but by [`Edit::Rename`].
    SetField {
        /// The block.
        block: BlockId,
        /// The field's name in YAML.
        field: String,
        /// Its value, any JSON; null is written as null.
        #[cfg_attr(feature = "specta", specta(type = specta_typescript::Unknown))]
        value: Value,
    },
    /// Takes fields out of a block, so that the server's defaults count.
    ResetFields {
        /// The block.
        block: BlockId,
        /// Their names.
        fields: Vec<String>,
    },
    /// Gives a block another label and rewrites all references to it.
    Rename {
        /// The block.
        block: BlockId,
        /// The new label: an identifier that no other block has.
        to: String,
    },
    /// Adds an empty block.
    AddKind {
        /// The `block_type`.
        kind: String,
        /// Where.
        at: Gap,
    },
    /// Adds blocks in the create shape, given as items of a list that runs from top to bottom or
    /// by its own links. Labels that are taken get a number; references among them follow.
    Add {
        /// The blocks.
        #[cfg_attr(feature = "specta", specta(type = Vec<specta_typescript::Unknown>))]
        blocks: Vec<Value>,
        /// Where.
        at: Gap,
    },
    /// Moves blocks with all that is in them; they keep their order.
    Move {
        /// The blocks.
        blocks: Vec<BlockId>,
        /// Where to.
        to: Gap,
    },
    /// Copies blocks with all that is in them; the copies get labels of their own.
    Copy {
        /// The blocks.
        blocks: Vec<BlockId>,
        /// Where to.
        to: Gap,
    },
    /// Deletes blocks with all that is in them.
    Delete {
        /// The blocks.
        blocks: Vec<BlockId>,
    },
    /// Puts neighbouring blocks into a new loop or condition.
    Wrap {
        /// The blocks.
        blocks: Vec<BlockId>,
        /// What goes around them.
        with: Wrapper,
    },
    /// Puts the blocks of a loop, or of all branches of a condition one after another, in its place.
    Unwrap {
        /// The loop or the condition.
        block: BlockId,
    },
    /// Turns blocks off or on again. A block that is off stays in the draft and is left out of what
    /// the server gets.
    TurnOff {
        /// The blocks.
        blocks: Vec<BlockId>,
        /// Off or on.
        off: bool,
    },
    /// Adds an empty branch to a condition, before its default branch if `at` is none.
    AddBranch {
        /// The condition.
        block: BlockId,
        /// Its place among the branches, from 0.
        at: Option<u32>,
    },
    /// Takes a branch out of a condition with all its blocks.
    RemoveBranch {
        /// The condition.
        block: BlockId,
        /// Which branch, from 0.
        branch: u32,
    },
    /// Moves a branch with its blocks to another place: the order in which they are tried.
    MoveBranch {
        /// The condition.
        block: BlockId,
        /// Which branch, from 0.
        branch: u32,
        /// Its new place, from 0, counted without it.
        to: u32,
    },
    /// Changes what decides on a branch, or on the next round of a while loop.
    SetCriterion {
        /// The condition or the while loop.
        block: BlockId,
        /// Which branch; none for a while loop.
        branch: Option<u32>,
        /// The template (`{{ … }}`) or the words that decide; none makes the branch the default.
        expression: Option<String>,
        /// Its name for people; none takes it away.
        description: Option<String>,
    },
    /// In a list whose links are no tree: where the run goes from a block.
    SetLink {
        /// The block.
        block: BlockId,
        /// Which branch, from 0; none for the block's own link.
        branch: Option<u32>,
        /// The label of a block of the same list; none ends there.
        to: Option<String>,
    },
    /// Makes a top-level block the one that runs at the end whatever happened, or none.
    SetFinally {
        /// The block.
        block: Option<BlockId>,
    },
    /// Gives a setting of the workflow (reference A.7) its value; `workflow_system_prompt` and
    /// `error_code_mapping` stand in its definition.
    SetSetting {
        /// Its name in YAML.
        key: String,
        /// Its value, any JSON.
        #[cfg_attr(feature = "specta", specta(type = specta_typescript::Unknown))]
        value: Value,
    },
    /// Takes settings out, so that the server's defaults count.
    ResetSettings {
        /// Their names.
        keys: Vec<String>,
    },
    /// Adds a parameter in the create shape.
    AddParameter {
        /// The parameter with its key.
        #[cfg_attr(feature = "specta", specta(type = specta_typescript::Unknown))]
        parameter: Value,
    },
    /// Puts another definition in the place of a parameter's, the key excepted.
    SetParameter {
        /// Its key.
        key: String,
        /// The definition in the create shape.
        #[cfg_attr(feature = "specta", specta(type = specta_typescript::Unknown))]
        parameter: Value,
    },
    /// Gives a parameter another key and rewrites all references to it.
    RenameParameter {
        /// Its key.
        key: String,
        /// The new key.
        to: String,
    },
    /// Takes a parameter out.
    RemoveParameter {
        /// Its key.
        key: String,
    },
    /// Moves a parameter in the list.
    MoveParameter {
        /// Its key.
        key: String,
        /// Its new place, from 0, counted without it.
        to: u32,
    },
    /// Replaces what a query finds in the texts.
    Replace {
        /// What to find.
        query: TextQuery,
        /// What to put in its place; `$1` … with a regular expression.
        with: String,
        /// Which of the hits, numbered from 0 in the order of `find`; none for all.
        only: Option<Vec<u32>>,
    },
    /// Puts another definition in the place of a block with all that is in it.
    SetBlock {
        /// The block.
        block: BlockId,
        /// The block in the create shape.
        #[cfg_attr(feature = "specta", specta(type = specta_typescript::Unknown))]
        value: Value,
    },
    /// Puts another document in the place of this one.
    SetDocument {
        /// A workflow in the create shape.
        #[cfg_attr(feature = "specta", specta(type = specta_typescript::Unknown))]
        value: Value,
    },
    /// Several edits as one step.
    Several {
        /// What the step is called, such as "Rename and repair".
        name: String,
        /// The edits, each on what the one before it left.
        edits: Vec<Edit>,
    },
}
