//! Workflows as text: YAML and JSON, out and in, and beside the blocks while both are edited.

mod decode;
mod fault;
mod import;
mod json;
mod locate;
mod order;
mod read;
mod rewrite;
mod scalar;
mod tree;
mod yaml_reader;
mod yaml_writer;

use serde_json::Value;

use crate::convert;

pub use decode::decode;
pub use fault::{Diagnostic, ImportFault, Problem, TextFault};
pub use import::{Form, Format, Imported, Syntax, import};
pub use locate::{Located, Spot, TextRange, locate, locate_block};
pub use read::{read, read_block, read_value};
pub use rewrite::rewrite;

/// `workflow`, stored or not, in the create shape as YAML.
///
/// Loss-free for YAML 1.1 and 1.2 readers: everything is written out, defaults included, and what
/// a reader may take for a number, a time or a boolean is quoted. Texts of several lines are
/// literal blocks. Well-known keys come first: what a block is before what it does, the settings
/// of a workflow before its blocks.
pub fn export_yaml(workflow: &Value) -> String {
    yaml_writer::write(&order::natural(convert::to_create(workflow)))
}

/// `workflow`, stored or not, in the create shape as JSON with an indent of two.
pub fn export_json(workflow: &Value) -> String {
    let mut text = format!("{:#}", order::natural(convert::to_create(workflow)));
    text.push('\n');
    text
}

/// A list of blocks in the create shape as YAML, written as [`export_yaml`] writes them.
pub(crate) fn export_blocks(blocks: &[Value]) -> String {
    let definition = serde_json::json!({ "blocks": blocks });
    match order::natural(definition) {
        Value::Object(mut map) => yaml_writer::write(&map.remove("blocks").unwrap_or_default()),
        other => yaml_writer::write(&other),
    }
}
