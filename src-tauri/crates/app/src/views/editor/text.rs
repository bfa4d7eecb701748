//! The draft as YAML, and what is found in its texts.

use serde::{Deserialize, Serialize};
use specta::Type;
use workflow::edit::BlockId;
use workflow::lint::Place;

use super::draft::EditorChange;

/// One place where find found the words; numbered from 0 by its place in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FoundText {
    pub place: Place,
    /// Field or setting in plain words.
    pub field: String,
    pub before: String,
    pub found: String,
    pub after: String,
}

/// The draft, or one block of it, as YAML.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct YamlView {
    pub revision: u32,
    pub text: String,
    pub file_name: String,
    /// For each block its first line and the line after its last, from 1.
    pub blocks: Vec<(BlockId, u32, u32)>,
    /// For each problem of the draft, by its place in the list, where it stands in the text.
    pub problems: Vec<Option<TextRange>>,
}

/// A range of a text: lines from 1, columns in UTF-16 code units from 1, the end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TextRange {
    pub start_line: u32,
    pub start_column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

/// What became of a text that was typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "type"
)]
pub enum YamlOutcome {
    /// The draft follows the text. The view says where things stand in the text as typed.
    Taken {
        change: Box<EditorChange>,
        view: YamlView,
    },
    /// The text cannot be read; the draft keeps its last good state.
    Fault {
        line: u32,
        column: u32,
        message: String,
    },
}
