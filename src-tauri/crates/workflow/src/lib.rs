//! The language of Skyvern workflows: what a workflow document says, without a server.
//!
//! Documents are [`serde_json::Value`]s as the server sends or takes them, so nothing that this
//! version does not know can be lost. Everything here is pure: no input or output, no clock, no
//! randomness. Reading a document never fails (docs/architecture.md, rule 3).
//!
//! In suggested reading order:
//! * [`document`]: where things stand in a document;
//! * [`kinds`]: the catalogue of block kinds;
//! * [`outline`]: the blocks as a tree;
//! * [`convert`]: from the stored shape (what GET answers) to the create shape (what POST takes);
//! * [`text`]: YAML and JSON, in and out;
//! * [`parameters`] and [`settings`]: the launch form, and the catalogues of both;
//! * [`schema`] and [`curl`]: JSON schemas as fields, and cURL commands as requests;
//! * [`edit`], [`lint`], [`compare`] and [`merge`]: what the editor does;
//! * [`texts`] and [`references`]: what can be searched, and what is referred to.
#![warn(missing_docs)]

pub mod compare;
pub mod convert;
pub mod curl;
pub mod document;
pub mod edit;
pub mod kinds;
pub mod lint;
pub mod merge;
pub mod names;
pub mod outline;
pub mod parameters;
pub mod references;
pub mod schema;
pub mod settings;
pub mod template;
pub mod text;
pub mod texts;

mod flow;
mod python;
