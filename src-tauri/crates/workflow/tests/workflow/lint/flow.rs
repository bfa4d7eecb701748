//! Links, loops and conditions.

use serde_json::{Value, json};

use super::{check, check_blocks};

fn wait(label: &str, next: &Value) -> Value {
    json!({"block_type": "wait", "label": label, "wait_sec": 1, "next_block_label": next})
}

fn choose(next: &Value, branches: &[(Option<&str>, Value)]) -> Value {
    let branches = branches.iter().map(|(expression, next)| match expression {
        Some(text) => json!({"criteria": {"expression": text}, "next_block_label": next}),
        None => json!({"is_default": true, "next_block_label": next}),
    });
    let branches: Vec<Value> = branches.collect();
    json!({"block_type": "conditional", "label": "choose", "next_block_label": next, "branch_conditions": branches})
}

const YES: Option<&str> = Some("{{ current_date }}");

#[test]
fn links() {
    check_blocks(
        &json!([wait("a", &json!("b")), wait("b", &json!(null))]),
        &[],
    );
    check_blocks(
        &json!([
            wait("a", &json!("b")),
            wait("b", &json!(null)),
            wait("c", &json!("b"))
        ]),
        &["error unreachable c: No block leads here, and the run begins elsewhere"],
    );
    check_blocks(
        &json!([
            wait("a", &json!("b")),
            wait("b", &json!("c")),
            wait("c", &json!("b"))
        ]),
        &["error link-cycle b.next_block_label: The links lead in a circle: `b` → `c` → `b`"],
    );
    check_blocks(
        &json!([wait("a", &json!("a"))]),
        &["error link-cycle a.next_block_label: The links lead in a circle: `a` → `a`"],
    );
    check_blocks(
        &json!([wait("a", &json!("inside")), {
            "block_type": "for_loop", "label": "each", "loop_variable_reference": "{{ [1] }}",
            "loop_blocks": [wait("inside", &json!(null))],
        }]),
        &[
            "error unknown-link a.next_block_label: `inside` is not in the same list of blocks → End here",
            "error unreachable each: No block leads here, and the run begins elsewhere",
        ],
    );
}

#[test]
fn conditions_and_where_their_branches_join() {
    let joined = json!([
        choose(&json!("z"), &[(YES, json!("x")), (None, json!("z"))]),
        wait("x", &json!(null)),
        wait("z", &json!(null)),
    ]);
    check_blocks(&joined, &[]);
    // Only branches lead on from a condition, so what follows must be named by one.
    let lost = json!([
        choose(&json!("z"), &[(YES, json!(null)), (None, json!(null))]),
        wait("z", &json!(null)),
    ]);
    check_blocks(
        &lost,
        &["error unreachable z: No block leads here, and the run begins elsewhere"],
    );
}

#[test]
fn versions() {
    let mut document = super::workflow(
        &json!([]),
        &json!([wait("a", &json!("b")), wait("b", &json!(null))]),
    );
    document["workflow_definition"]["version"] = json!(1);
    check(
        &document,
        &["error link-version workflow.version: Conditions and links need `version` 2"],
    );
    document["workflow_definition"]["blocks"] =
        json!([wait("a", &json!(null)), wait("b", &json!(null))]);
    check(&document, &[]);
    document["workflow_definition"]["version"] = json!(2);
    check(
        &document,
        &["error unreachable b: No block leads here, and the run begins elsewhere"],
    );
}

#[test]
fn the_block_at_the_end() {
    let with = |label: &str, last: Value| {
        let mut document = super::workflow(&json!([]), &json!([wait("a", &json!("last")), last]));
        document["workflow_definition"]["finally_block_label"] = json!(label);
        document
    };
    check(&with("last", wait("last", &json!(null))), &[]);
    check(
        &with("nobody", wait("last", &json!(null))),
        &[
            "error finally-block workflow.finally_block_label: There is no block `nobody` to run at the end \
           → Run none at the end",
        ],
    );
    check(
        &with("last", wait("last", &json!("a"))),
        &[
            "error finally-block last.next_block_label: This block runs at the end, so it cannot lead to another one \
           → End here",
        ],
    );
}

#[test]
fn loops() {
    check_blocks(
        &json!([
            {"block_type": "for_loop", "label": "a", "loop_blocks": []},
            {"block_type": "for_loop", "label": "b", "loop_over_parameter_key": "nobody", "loop_blocks": [wait("c", &json!(null))]},
            {"block_type": "while_loop", "label": "d", "loop_blocks": [wait("e", &json!(null))], "condition": {"expression": " "}},
            {"block_type": "while_loop", "label": "f"},
            {"block_type": "for_loop", "label": "g", "loop_variable_reference": "all invoices on the page",
             "loop_blocks": [wait("h", &json!("i")), wait("i", &json!(null)), wait("j", &json!(null))]},
        ]),
        &[
            "error loop-list a.loop_variable_reference: The loop does not say which list it goes over",
            "error loop-empty a.loop_blocks: The loop has no blocks",
            "error unknown-parameter-key b.loop_over_parameter_key: There is no parameter `nobody`",
            "error loop-condition d.condition.expression: The condition is empty",
            "error missing-field f.condition: `condition` is missing",
            "error missing-field f.loop_blocks: `loop_blocks` is missing",
        ],
    );
}

#[test]
fn branches() {
    check_blocks(
        &json!([{"block_type": "conditional", "label": "choose", "branch_conditions": [
            {"criteria": {"expression": ""}, "next_block_label": "a"},
            {"criteria": null, "next_block_label": "a", "description": "why"},
            {"criteria": {"expression": "x", "criteria_type": "coin"}, "is_default": false, "next_block_label": "a"},
            {"is_default": true, "next_block_label": "a"},
            {"is_default": true, "criteria": {"expression": "x"}},
        ]}, wait("a", &json!(null))]),
        &[
            "error branch-criterion choose.branch_conditions.0.criteria.expression: The condition is empty",
            "error branch-criterion choose.branch_conditions.1: The branch has no condition and is not the default \
             → Make it the default",
            "error branch-criterion choose.branch_conditions.2.criteria.criteria_type: `criteria_type` must be one of \
             `jinja2_template` and `prompt`",
            "error branch-criterion choose.branch_conditions.4: The default branch can have no condition",
            "error default-branch choose.branch_conditions.4: There can be one default branch only",
        ],
    );
    check_blocks(
        &json!([choose(&json!(null), &[(YES, json!(null))])]),
        &[
            "warning branch-empty choose.branch_conditions: No branch has blocks, and nothing follows: \
             the condition decides nothing",
            "hint default-branch choose.branch_conditions: There is no default branch: if no branch matches, the block fails",
        ],
    );
}
