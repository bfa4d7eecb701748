//! JSON Schemas: made from a sample, and shown as a list of fields (reference A.3, `data_schema`).
//!
//! A schema that says more than the list of fields can show is left to its text: changing it there
//! must not lose anything.

mod fields;
mod infer;

pub use fields::{FieldKind, SchemaField, fields, from_fields};
pub use infer::infer;
