//! What can be wrong with a text, in words for the person who gave it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why nothing could be read from a text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}, line {line}, column {column}: {message}")]
pub struct ImportFault {
    /// The name of the file, as it was given.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The character in the line, counted from 1.
    pub column: usize,
    /// What is wrong, and what to do about it.
    pub message: String,
}

/// Why a text that is being written says no workflow or no block yet.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[error("Line {line}, column {column}: {message}")]
pub struct TextFault {
    /// The line, counted from 1.
    pub line: usize,
    /// The place in the line in UTF-16 code units, counted from 1.
    pub column: usize,
    /// What is wrong, and what to do about it.
    pub message: String,
}

/// Something that was read otherwise than it was written, or that a server will not take.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{problem}")]
pub struct Diagnostic {
    /// What it is.
    pub problem: Problem,
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
}

/// What a [`Diagnostic`] is about.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    /// A key stands twice in one object.
    #[error("“{key}” stands twice; the last one counts")]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A YAML tag that is not one of the common ones.
    #[error("The tag {tag} is left out")]
    TagLeftOut {
        /// The tag as written.
        tag: String,
    },
    /// There is no title.
    #[error("There is no title; the name of the file is used")]
    NoTitle,
    /// The workflow stood in a folder, and folders belong to a server.
    #[error("The folder {folder} belongs to the server that the file comes from")]
    FolderOfElsewhere {
        /// Its id.
        folder: String,
    },
    /// A kind of block that this version does not know.
    #[error("“{label}” is a {kind} block, which this version does not know; it is kept as it is")]
    UnknownKind {
        /// The label of the block.
        label: String,
        /// Its kind.
        kind: String,
    },
    /// A block label that is no identifier. A server takes it only in YAML, where it renames it.
    #[error("“{label}” is no name for a block: use letters, digits and underscores")]
    UnusableLabel {
        /// The label.
        label: String,
    },
}

/// A fault at a place, before the name of the file is known. Lines and columns from 1.
#[derive(Debug)]
pub(super) struct FaultAt {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) message: String,
}

impl FaultAt {
    pub(super) fn start(message: impl Into<String>) -> Self {
        Self {
            line: 1,
            column: 1,
            message: message.into(),
        }
    }

    /// The fault in `text`, with its column as the window counts.
    pub(super) fn in_text(self, text: &str) -> TextFault {
        let line = text
            .lines()
            .nth(self.line.saturating_sub(1))
            .unwrap_or_default();
        let before = line.chars().take(self.column.saturating_sub(1));
        TextFault {
            line: self.line,
            column: before.map(char::len_utf16).sum::<usize>() + 1,
            message: self.message,
        }
    }

    pub(super) fn in_file(self, file: &str) -> ImportFault {
        let Self {
            line,
            column,
            message,
        } = self;
        ImportFault {
            file: file.to_owned(),
            line,
            column,
            message,
        }
    }
}
