//! How long the work for a library of 10,000 workflows takes; prints one line of JSON.
//!
//! `cargo run --release -p workflow --example figures`
#![expect(clippy::print_stdout, reason = "the line is what it is for")]

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use serde_json::{Value, json};
use workflow::{convert, outline, text, texts};

const WORKFLOWS: u32 = 10_000;
const BLOCKS: usize = 20;
const FIXTURE: &str = "/../../../tests/fixtures/workflows/every-kind.stored.json";

fn main() -> Result<(), Box<dyn Error>> {
    let stored = fs::read_to_string(format!("{}{FIXTURE}", env!("CARGO_MANIFEST_DIR")))?;
    let mut workflow: Value = serde_json::from_str(&stored)?;
    workflow["workflow_definition"]["version"] = json!(1);
    if let Some(Value::Array(blocks)) = workflow.pointer_mut("/workflow_definition/blocks") {
        blocks.retain(|block| block["block_type"] != "conditional");
        blocks.truncate(BLOCKS);
    }
    let yaml = text::export_yaml(&workflow);
    let figures = json!({
        "name": "workflow",
        "workflows": WORKFLOWS,
        "blocks": outline::block_count(&workflow),
        "texts_ms": milliseconds(|| texts::texts(&workflow).len()),
        "outline_ms": milliseconds(|| outline::outline(&workflow).roots.len()),
        "kinds_ms": milliseconds(|| outline::kinds_of(&workflow).len()),
        "to_create_ms": milliseconds(|| convert::to_create(&workflow).is_object()),
        "export_yaml_ms": milliseconds(|| text::export_yaml(&workflow).len()),
        "import_yaml_ms": milliseconds(|| text::import(&yaml, "a.yaml").is_ok()),
        "yaml_bytes": yaml.len(),
    });
    println!("{figures}");
    Ok(())
}

/// The time for all workflows, in milliseconds.
fn milliseconds<T>(mut work: impl FnMut() -> T) -> u128 {
    let started = Instant::now();
    for _ in 0..WORKFLOWS {
        black_box(work());
    }
    started.elapsed().as_millis()
}
