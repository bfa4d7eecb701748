//! The catalogue of block kinds (reference A.3, checked against the server's own schemas).
//!
//! Each kind is one file and one line in [`KINDS`]; conversion, search, summaries and forms are
//! derived from it. How to add one: `docs/adding-a-block.md`.

mod field;
mod shared;
mod storage;
pub(crate) mod summary;

mod action;
mod code;
mod conditional;
mod data_export;
mod download_to_s3;
mod email_inbox;
mod extraction;
mod file_download;
mod file_upload;
mod file_url_parser;
mod for_loop;
mod google_sheets_read;
mod google_sheets_write;
mod goto_url;
mod http_request;
mod human_interaction;
mod login;
mod navigation;
mod pdf_fill;
mod pdf_parser;
mod print_page;
mod send_email;
mod split_pdf;
mod task;
mod task_v2;
mod terminate;
mod text_prompt;
mod upload_to_s3;
mod validation;
mod wait;
mod web_search;
mod while_loop;
mod workflow_trigger;

use serde::Serialize;
use serde_json::{Map, Value};

pub use field::{Accepts, DefaultValue, Field, Group, Holds};

/// A kind of block, as far as it can be said without a particular block.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Kind {
    /// The value of `block_type`.
    pub name: &'static str,
    /// The name in plain words, sentence case.
    pub title: &'static str,
    /// What a block of this kind does, in one sentence.
    pub doc: &'static str,
    /// What it is about; decides its colour.
    pub category: Category,
    /// Its icon, by the name it has in lucide.
    pub glyph: &'static str,
    /// Whether a run needs a browser for it.
    pub needs_browser: Need,
    /// Whether a run needs a language model for it.
    pub needs_model: Need,
    /// Whether newer kinds have taken its place.
    pub legacy: bool,
    /// Its own fields in the create shape, in the order in which to show them; those that every
    /// block has are in [`COMMON_FIELDS`].
    pub fields: &'static [Field],
    /// What its output looks like.
    pub output: Output,
    #[serde(skip)]
    summary: fn(&Map<String, Value>) -> String,
}

/// What a kind is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Acts in the page.
    Act,
    /// Reads and checks.
    Read,
    /// Models and code.
    Think,
    /// Order of the blocks, waiting, people.
    Flow,
    /// Sends and stores.
    Send,
}

/// Whether a block needs something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Never.
    Never,
    /// It depends on the block's fields.
    Sometimes,
    /// Always.
    Always,
}

/// What the output of a kind looks like (reference A.3, A.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Output {
    /// Its JSON form.
    pub form: OutputForm,
    /// Its keys, where it is an object with fixed keys.
    pub keys: &'static [&'static str],
}

/// The JSON form of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum OutputForm {
    /// An object with known keys.
    Object,
    /// A list.
    List,
    /// A text.
    Text,
    /// Anything: it depends on the block.
    Any,
}

/// All kinds, in the order of a library: by category, the usual ones first.
pub static KINDS: &[&Kind] = &[
    &navigation::KIND,
    &action::KIND,
    &login::KIND,
    &goto_url::KIND,
    &file_download::KIND,
    &print_page::KIND,
    &task_v2::KIND,
    &task::KIND,
    &extraction::KIND,
    &validation::KIND,
    &file_url_parser::KIND,
    &pdf_parser::KIND,
    &split_pdf::KIND,
    &email_inbox::KIND,
    &google_sheets_read::KIND,
    &web_search::KIND,
    &text_prompt::KIND,
    &code::KIND,
    &for_loop::KIND,
    &while_loop::KIND,
    &conditional::KIND,
    &wait::KIND,
    &human_interaction::KIND,
    &workflow_trigger::KIND,
    &terminate::KIND,
    &send_email::KIND,
    &http_request::KIND,
    &google_sheets_write::KIND,
    &file_upload::KIND,
    &upload_to_s3::KIND,
    &download_to_s3::KIND,
    &pdf_fill::KIND,
    &data_export::KIND,
];

/// The fields that every block has besides `block_type` (reference A.2).
pub static COMMON_FIELDS: &[Field] = &[
    Field::text(
        "label",
        "Name of the block, unique in the workflow; its output is called `<label>_output`.",
    )
    .required()
    .plain(),
    Field::new(
        "next_block_label",
        Holds::BlockLabel,
        "The block that follows.",
    )
    .advanced(),
    Field::boolean(
        "continue_on_failure",
        false,
        "Goes on with the run when the block fails.",
    )
    .advanced(),
    Field::boolean(
        "next_loop_on_failure",
        false,
        "In a loop: goes on with the next item when the block fails.",
    )
    .advanced(),
    Field::new(
        "model",
        Holds::Model,
        "The model to use instead of the workflow's.",
    )
    .advanced(),
    Field::boolean(
        "ignore_workflow_system_prompt",
        false,
        "Leaves out the instructions that the workflow gives to every block.",
    )
    .advanced(),
];

/// Stands for every kind that this version does not know.
pub static UNKNOWN: Kind = Kind {
    name: "unknown",
    title: "Unknown block",
    doc: "A kind of block that this version does not know. It is kept as it is.",
    category: Category::Flow,
    glyph: "puzzle",
    needs_browser: Need::Sometimes,
    needs_model: Need::Sometimes,
    legacy: false,
    fields: &[],
    output: Output::ANY,
    summary: summary::unknown,
};

/// The kind called `name`, if it is known.
pub fn find(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

/// The kind called `name`, or [`UNKNOWN`].
pub fn of(name: &str) -> &'static Kind {
    find(name).unwrap_or(&UNKNOWN)
}

impl Kind {
    /// Its own fields and then the common ones.
    pub fn all_fields(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().chain(COMMON_FIELDS)
    }

    /// The field called `name`, own or common.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.all_fields().find(|field| field.name == name)
    }

    /// What `block` does, in one line; empty if nothing can be said.
    pub fn summarize(&self, block: &Map<String, Value>) -> String {
        summary::one_line(&(self.summary)(block))
    }
}

impl Output {
    /// The output of the blocks in which an agent works (reference A.4).
    const TASK: Self = Self::object(&[
        "task_id",
        "status",
        "extracted_information",
        "failure_reason",
        "errors",
        "failure_category",
        "downloaded_files",
        "downloaded_file_urls",
        "downloaded_file_artifact_ids",
        "task_screenshots",
        "workflow_screenshots",
        "task_screenshot_artifact_ids",
        "workflow_screenshot_artifact_ids",
    ]);
    const LIST: Self = Self {
        form: OutputForm::List,
        keys: &[],
    };
    const TEXT: Self = Self {
        form: OutputForm::Text,
        keys: &[],
    };
    const ANY: Self = Self {
        form: OutputForm::Any,
        keys: &[],
    };

    const fn object(keys: &'static [&'static str]) -> Self {
        Self {
            form: OutputForm::Object,
            keys,
        }
    }
}
