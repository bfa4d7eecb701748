//! How long checking a workflow of 1,000 blocks takes, and comparing two such; prints one line of JSON.
//!
//! `cargo run --release -p workflow --example lint_figures`
#![expect(clippy::print_stdout, reason = "the line is what it is for")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use workflow::edit::BlockId;
use workflow::{compare, lint, names};

const GROUPS: usize = 125;
const ROUNDS: u32 = 50;

fn main() {
    let fine = document("outcome");
    let faulty = document("nobody");
    let last = BlockId(format!("finish_{}", GROUPS - 1));
    let figures = json!({
        "name": "lint",
        "blocks": workflow::outline::block_count(&fine),
        "limits": { "lint_ms": 10, "lint_faulty_ms": 10, "compare_ms": 20 },
        "lint_ms": milliseconds(|| lint::lint(&fine).len()),
        "lint_faulty_ms": milliseconds(|| lint::lint(&faulty).len()),
        "problems": lint::lint(&fine).len(),
        "problems_faulty": lint::lint(&faulty).len(),
        "compare_ms": milliseconds(|| compare::compare(&fine, &faulty).blocks.len()),
        "names_ms": milliseconds(|| names::names(&fine, &last).len()),
        "usages_ms": milliseconds(|| names::usages(&fine, "open_0_output").len()),
        "parameter_keys_ms": milliseconds(|| names::parameter_keys_used(&fine, &last).len()),
    });
    println!("{figures}");
}

/// Groups of eight blocks, with a loop and a condition each; `name` is what their prompts refer to.
fn document(name: &str) -> Value {
    let blocks: Vec<Value> = (0..GROUPS).flat_map(|group| blocks(group, name)).collect();
    json!({
        "title": "A thousand blocks",
        "workflow_definition": {
            "version": 2,
            "parameters": [
                {"key": "outcome", "parameter_type": "workflow", "workflow_parameter_type": "json"},
                {"key": "month", "parameter_type": "workflow", "workflow_parameter_type": "string", "default_value": "May"},
            ],
            "blocks": blocks,
        },
    })
}

fn blocks(group: usize, name: &str) -> Vec<Value> {
    let label = |what: &str| format!("{what}_{group}");
    let next = (group + 1 < GROUPS).then(|| format!("open_{}", group + 1));
    let prompt = format!(
        "Look at {{{{ read_{group}_output.extracted_information.rows }}}} of {{{{ month }}}} and at \
         {{{{ {name} | tojson }}}}. {}",
        "Keep to the house's style and leave out what is not asked for. ".repeat(8)
    );
    vec![
        json!({"block_type": "goto_url", "label": label("open"), "url": "https://shop.example/{{ month }}", "next_block_label": label("read")}),
        json!({"block_type": "extraction", "label": label("read"), "data_extraction_goal": "All rows of {{ month }}.", "parameter_keys": ["month"],
            "data_schema": {"type": "object", "properties": {"rows": {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}}}}}},
            "next_block_label": label("each")}),
        json!({"block_type": "for_loop", "label": label("each"), "loop_variable_reference": format!("{{{{ read_{group}_output.extracted_information.rows }}}}"),
        "next_block_label": label("choose"), "loop_blocks": [
            {"block_type": "code", "label": label("calc"), "code": "rows = [row for row in outcome if row['n'] > 1]\nreturn {'n': len(rows)}", "parameter_keys": ["outcome"], "next_block_label": label("ask")},
            {"block_type": "text_prompt", "label": label("ask"), "prompt": prompt, "next_block_label": null},
        ]}),
        json!({"block_type": "conditional", "label": label("choose"), "next_block_label": label("finish"), "branch_conditions": [
            {"criteria": {"criteria_type": "jinja2_template", "expression": format!("{{{{ read_{group}_output.status == 'completed' }}}}")}, "next_block_label": label("call")},
            {"is_default": true, "next_block_label": label("finish")},
        ]}),
        json!({"block_type": "http_request", "label": label("call"), "method": "POST", "url": "https://api.example/rows",
            "body": {"month": "{{ month }}", "rows": format!("{{{{ read_{group}_output.extracted_information.rows | json }}}}")}, "next_block_label": label("finish")}),
        json!({"block_type": "send_email", "label": label("finish"), "sender": "a@example.com", "recipients": ["b@example.com"],
            "subject": "Rows of {{ month }}", "body": "{{ workflow_run_summary }}", "next_block_label": next}),
    ]
}

/// The time of one round, in milliseconds.
fn milliseconds<T>(mut work: impl FnMut() -> T) -> f64 {
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let started = Instant::now();
        black_box(work());
        best = best.min(started.elapsed());
    }
    (best.as_secs_f64() * 1e5).round() / 100.0
}
