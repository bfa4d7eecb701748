//! How long the work for a library of 10,000 workflows takes, and that on one YAML text of 1 MB
//! while it is being edited; prints one line of JSON.
//!
//! `cargo run --release -p workflow --example figures`
#![expect(clippy::print_stdout, reason = "the line is what it is for")]

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use serde_json::{Value, json};
use workflow::{compare, convert, outline, text, texts};

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
        "large": large(workflow)?,
    });
    println!("{figures}");
    Ok(())
}

/// The work on a text of 1 MB, each the median of several times.
fn large(mut workflow: Value) -> Result<Value, Box<dyn Error>> {
    let definition = "/workflow_definition/blocks";
    let blocks = workflow
        .pointer(definition)
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let size = text::export_yaml(&workflow).len().max(1);
    let copies = 1_200_000_usize.div_ceil(size);
    let many: Vec<Value> = (0..copies)
        .flat_map(|copy| {
            blocks.iter().cloned().map(move |mut block| {
                let label = block["label"].as_str().unwrap_or_default().to_owned();
                block["label"] = format!("{label}_{copy}").into();
                block
            })
        })
        .collect();
    let count = many.len();
    if let Some(blocks) = workflow.pointer_mut(definition) {
        *blocks = Value::Array(many);
    }
    let yaml = text::export_yaml(&workflow);
    let mut edited = text::read(&yaml)?;
    if let Some(Value::Array(blocks)) = edited.pointer_mut(definition) {
        blocks[count / 2]["continue_on_failure"] = json!(true);
        blocks.swap(0, 1);
    }
    Ok(json!({
        "bytes": yaml.len(),
        "blocks": count,
        "limits": { "read_ms": 50, "compare_ms": 20 },
        "read_ms": median(|| text::read(&yaml).is_ok()),
        "locate_ms": median(|| text::locate(&yaml).map_or(0, |located| located.spots().len())),
        "rewrite_ms": median(|| text::rewrite(&yaml, &edited).len()),
        "compare_ms": median(|| compare::compare(&workflow, &edited).blocks.len()),
    }))
}

/// The median time of 21, in milliseconds.
fn median<T>(mut work: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..21)
        .map(|_| {
            let started = Instant::now();
            black_box(work());
            started.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The time for all workflows, in milliseconds.
fn milliseconds<T>(mut work: impl FnMut() -> T) -> u128 {
    let started = Instant::now();
    for _ in 0..WORKFLOWS {
        black_box(work());
    }
    started.elapsed().as_millis()
}
