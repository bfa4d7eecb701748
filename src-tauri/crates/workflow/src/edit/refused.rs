//! Why an edit cannot be done.

use serde_json::Value;
use thiserror::Error;

use super::BlockId;

/// Why an edit was refused; the document is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// There is no workflow to edit.
    #[error(
        "This is no workflow: {found} stands where {expected} should; open its YAML to mend it"
    )]
    NoWorkflow {
        /// What should be there.
        expected: &'static str,
        /// What is there.
        found: &'static str,
    },
    /// A block that is not there.
    #[error("There is no block `{}` any more; choose another one", block.0)]
    NoSuchBlock {
        /// The block.
        block: BlockId,
    },
    /// A place between blocks that is not there.
    #[error("`{}` does not stand there any more; choose another place", after.0)]
    NoSuchGap {
        /// The block after which the place should be.
        after: BlockId,
    },
    /// A branch that is not there.
    #[error("`{}` has no branch {}; choose one that it has", block.0, branch + 1)]
    NoSuchBranch {
        /// The condition.
        block: BlockId,
        /// The branch, from 0.
        branch: usize,
    },
    /// A block that holds no blocks.
    #[error("`{}` is no loop and can hold no blocks; put them before or after it", block.0)]
    NoLoop {
        /// The block.
        block: BlockId,
    },
    /// A block that nothing decides on.
    #[error("`{}` is neither a condition nor a while loop; wrap it in one first", block.0)]
    NoCriterion {
        /// The block.
        block: BlockId,
    },
    /// A block that has no branches.
    #[error("`{}` is no condition; wrap it in one to have branches", block.0)]
    NoCondition {
        /// The block.
        block: BlockId,
    },
    /// No block was named.
    #[error("No block is selected; select at least one")]
    Nothing,
    /// A label that another block has.
    #[error("Another block is called `{label}`; choose another name")]
    LabelTaken {
        /// The label.
        label: String,
    },
    /// A label that a parameter or its value has.
    #[error("`{label}` is the name of a parameter; choose another name")]
    NameOfParameter {
        /// The label, or its output.
        label: String,
    },
    /// A name that templates could not refer to.
    #[error("`{name}` cannot be a name: use letters, digits and underscores, and no digit first")]
    NotAnIdentifier {
        /// The name.
        name: String,
    },
    /// A container into itself.
    #[error("`{}` cannot be put into itself; choose a place outside it", block.0)]
    IntoItself {
        /// The container.
        block: BlockId,
    },
    /// The finally block can stand only at the end.
    #[error("`{}` runs at the end of the workflow and stays there; let another block, or none, run at the end first", block.0)]
    StaysLast {
        /// The finally block.
        block: BlockId,
    },
    /// A block that cannot run at the end.
    #[error("`{}` cannot run at the end: {reason}", block.0)]
    CannotBeLast {
        /// The block.
        block: BlockId,
        /// Why, and what to do.
        reason: &'static str,
    },
    /// Blocks that are no neighbours.
    #[error("These blocks do not follow one another; select neighbours in one list")]
    NotNeighbours,
    /// A list in which the place of a block means nothing.
    #[error("The blocks around `{}` go on by links that form no sequence; change where they go instead", block.0)]
    Unstructured {
        /// The block, or the loop around the list.
        block: BlockId,
    },
    /// Links of a list that is ordered by places.
    #[error("`{}` goes on with the block below it; move it instead", block.0)]
    Structured {
        /// The block.
        block: BlockId,
    },
    /// A link to a block that is not in the same list.
    #[error("`{}` cannot go to `{to}`, which is not in the same list; choose a block beside it", block.0)]
    NoSuchTarget {
        /// The block.
        block: BlockId,
        /// The label.
        to: String,
    },
    /// A list that needs links, with labels that cannot be linked to.
    #[error("Links are needed here, but {} in the same list; rename it first", if label.is_empty() { "a block has no label".to_owned() } else { format!("two blocks are called `{label}`") })]
    CannotLink {
        /// The label.
        label: String,
    },
    /// Too many loops and branches around each other.
    #[error(
        "More than {most} loops or branches cannot stand inside one another; move some of the blocks out first"
    )]
    TooDeep {
        /// How many can.
        most: usize,
    },
    /// A block that holds none to be taken out.
    #[error("`{}` is neither a loop nor a condition, so there is nothing to take out of it", block.0)]
    NothingInside {
        /// The block.
        block: BlockId,
    },
    /// The one branch with a condition.
    #[error("This is the only branch of `{}` with a condition; unwrap or delete the block instead", block.0)]
    OnlyBranch {
        /// The condition.
        block: BlockId,
    },
    /// A branch whose blocks would be left without a place.
    #[error("The new definition of `{}` has no place for the blocks of branch {}; move them out first", block.0, branch + 1)]
    BranchHasBlocks {
        /// The condition.
        block: BlockId,
        /// The branch, from 0.
        branch: usize,
    },
    /// A field that has an edit of its own.
    #[error("`{field}` of `{}` is not set like other fields; {instead}", block.0)]
    NotAField {
        /// The block.
        block: BlockId,
        /// The field.
        field: String,
        /// What to do.
        instead: &'static str,
    },
    /// A setting that has edits of its own, or must stay.
    #[error("`{key}` cannot be set like this; {instead}")]
    NotASetting {
        /// The setting.
        key: String,
        /// What to do.
        instead: &'static str,
    },
    /// A definition of the wrong form.
    #[error("{what} must be an object with keys and values, not {}", form(found))]
    NotAnObject {
        /// What was to be set.
        what: &'static str,
        /// What was given.
        found: Value,
    },
    /// A parameter that is not there.
    #[error("There is no parameter `{key}` any more; choose another one")]
    NoSuchParameter {
        /// Its key.
        key: String,
    },
    /// A key that another parameter has.
    #[error("There is a parameter `{key}` already; choose another name")]
    KeyTaken {
        /// The key.
        key: String,
    },
    /// A key that means something to the server.
    #[error("`{key}` has a meaning of its own in every workflow; choose another name")]
    KeyReserved {
        /// The key.
        key: String,
    },
    /// A regular expression that cannot be read.
    #[error("The pattern cannot be read: {reason}")]
    BadPattern {
        /// Why.
        reason: String,
    },
    /// A hit that is not there.
    #[error("The text has changed since it was searched; search again")]
    NoSuchHit {
        /// Its number.
        hit: u32,
    },
    /// A label or a key is no text to replace something in.
    #[error("`{name}` is a name that others refer to; rename the {what} instead")]
    RenameInstead {
        /// The label or key.
        name: String,
        /// `block` or `parameter`.
        what: &'static str,
    },
}

/// What a value is, in words.
pub(super) fn form(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "yes or no",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
