//! Outlines as pictures: indent is what stands inside, `->` is where an unstructured block goes.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::outline::{Body, Node, Outline, block_count, kinds_of, outline};

use crate::arbitrary::tree::{self, Tree};
use crate::fixtures;

fn check(name: &str, expected: &str) {
    assert_eq!(
        picture(&outline(&fixtures::workflow(name))),
        expected.trim_start_matches('\n')
    );
}

fn picture(outline: &Outline) -> String {
    let mut out = String::new();
    if outline.unstructured {
        out.push_str("(unstructured)\n");
    }
    draw(&outline.roots, 0, &mut out);
    out
}

fn draw(nodes: &[Node], depth: usize, out: &mut String) {
    let pad = "  ".repeat(depth);
    for node in nodes {
        let finally = if node.is_finally { " [finally]" } else { "" };
        let goes_on = if node.continue_on_failure {
            " [goes on]"
        } else {
            ""
        };
        write!(out, "{pad}{} ({}){finally}{goes_on}", node.label, node.kind).unwrap();
        if !node.summary.is_empty() {
            write!(out, " {}", node.summary).unwrap();
        }
        out.push('\n');
        for link in &node.goes_to {
            let caption = link
                .caption
                .as_deref()
                .map(|it| format!("{it} "))
                .unwrap_or_default();
            writeln!(out, "{pad}  {caption}-> {}", link.label).unwrap();
        }
        match &node.children {
            Body::None => {}
            Body::Loop(nodes) => draw(nodes, depth + 1, out),
            Body::Branches(branches) => {
                for branch in branches {
                    writeln!(out, "{pad}  | {}", branch.caption).unwrap();
                    draw(&branch.nodes, depth + 2, out);
                }
            }
        }
    }
}

#[test]
fn version_1_is_the_order_of_the_list() {
    check(
        "linear.yaml",
        r"
login_portal (login) https://portal.example.com/login
open_invoices (navigation) Open the list of invoices.
download_pdf (file_download) Download the newest invoice as PDF.
parse_invoice (file_url_parser) {{ download_pdf_output.downloaded_files[0].url }}
send_summary (send_email) [goes on] to books@example.com: Invoice of {{ month }}
",
    );
}

#[test]
fn version_2_follows_the_links() {
    check(
        "shuffled.yaml",
        r"
first (wait) 1 s
second (wait) 2 s
third (wait) 3 s
",
    );
}

#[test]
fn loops_hold_their_blocks() {
    check(
        "nested-loops.yaml",
        r"
each_board (for_loop) for each boards
  open_board (goto_url) {{ current_value }}
  scrape_listings (extraction) All job listings with their address.
  each_listing (for_loop) for each {{ scrape_listings_output.extracted_information }}
    open_listing (goto_url) {{ current_value.url }}
    until_shown (while_loop) while {{ current_index < 3 }}
      breathe (wait) 5 s
count (code) How many were found
",
    );
}

#[test]
fn branches_stand_inside_their_condition() {
    check(
        "conditions-in-loop.yaml",
        r"
process_each (for_loop) for each {{ listings }}
  open_listing (goto_url) {{ current_value.url }}
  is_match (conditional) 3 branches, first match wins
    | Remote or in the EU
      summarize (text_prompt) Summarize it.
    | The salary is named
    | Otherwise
      log_rejected (http_request) POST https://example.com/rejected
  append_row (google_sheets_write) Listings of sheet-1
send_digest (send_email) to b@example.com, c@example.com: Digest
",
    );
}

#[test]
fn branches_join_where_they_say_or_where_they_meet() {
    check(
        "merge-points.yaml",
        r"
outer (conditional) 3 branches, first match wins
  | {{ a }}
    inner (conditional) 2 branches, first match wins
      | {{ c }}
        left (wait) 1 s
      | Otherwise
        right (wait) 2 s
    joined (wait) 3 s
  | {{ b }}
  | Otherwise
    other (wait) 4 s
after (wait) 5 s
last (conditional) 2 branches, first match wins
  | {{ d }}
    end_one (terminate) Nothing to do
  | Otherwise
",
    );
}

#[test]
fn the_finally_block_is_the_last() {
    check(
        "finally.yaml",
        r"
lock (http_request) PUT https://example.com/lock
work (task_v2) Do the work
tidy (http_request) [finally] DELETE https://example.com/lock
",
    );
}

#[test]
fn unstructured_blocks_are_flat_and_say_where_they_go() {
    check(
        "unstructured.yaml",
        r"
(unstructured)
choose (conditional) 2 branches, first match wins
  One -> first
  Otherwise -> shared
  -> after
first (wait) 1 s
  -> shared
shared (for_loop) for each {{ items }}
  -> after
  inside (wait) 1 s
after (wait) 2 s
done (wait) [finally] 3 s
",
    );
}

#[test]
fn cycles_and_links_to_nowhere_are_unstructured() {
    check(
        "cyclic.yaml",
        r"
(unstructured)
start (wait) 1 s
  -> again
again (wait) 1 s
  -> back
back (wait) 1 s
  -> again
lost (wait) 1 s
  -> nowhere
",
    );
}

#[test]
fn an_unknown_kind_is_shown_as_it_is() {
    check(
        "unknown-kind.yaml",
        r"
beam_up (teleport) Go to {{ place }}.
recover (wait) 10 s
",
    );
}

#[test]
fn recorded_workflows_with_their_real_links() {
    let demo = fixtures::recorded()
        .into_iter()
        .find(|(_, workflow)| workflow["title"] == "Order lamps (demo)" && workflow["version"] == 1)
        .expect("the demo was recorded");
    let expected = r"
open_shop (goto_url) {{ shop_url }}
fetch_items (http_request) GET http://127.0.0.1:18010/api/items?n=3
each_item (for_loop) for each {{ fetch_items_output.response_body['items'] }}
  lookup (http_request) GET http://127.0.0.1:18010/api/echo?id={{ current_value.id }}
  breathe (wait) 1 s
count_check (conditional) 2 branches, first match wins
  | more than two
    many (code) result = 'many'
  | Otherwise
    few (text_prompt) Write a short apology
search_lamp (navigation) search for 'lamp'
read_results (extraction) all results
check (validation) the list shows a result
notify (http_request) POST http://127.0.0.1:18010/hook2
done (wait) 1 s
";
    assert_eq!(
        picture(&outline(&demo.1)),
        expected.trim_start_matches('\n')
    );
}

#[test]
fn both_shapes_have_the_same_outline() {
    for (name, workflow) in fixtures::recorded() {
        let created = workflow::convert::to_create(&workflow);
        assert_eq!(outline(&workflow), outline(&created), "{name}");
        assert!(
            !outline(&workflow).unstructured || name.starts_with("err-"),
            "{name}"
        );
    }
}

#[test]
fn kinds_are_in_reading_order_and_counted_once() {
    let listings = fixtures::workflow("conditions-in-loop.yaml");
    let expected = [
        "for_loop",
        "goto_url",
        "conditional",
        "text_prompt",
        "http_request",
        "google_sheets_write",
        "send_email",
    ];
    assert_eq!(kinds_of(&listings), expected);
    assert_eq!(block_count(&listings), 7);
    assert_eq!(
        kinds_of(&fixtures::workflow("finally.yaml")),
        ["http_request", "task_v2"]
    );
    assert_eq!(kinds_of(&fixtures::workflow("every-kind.yaml")).len(), 33);
}

#[test]
fn whatever_is_no_workflow_has_an_empty_outline() {
    let odd = [
        json!(null),
        json!([1, 2]),
        json!("title"),
        json!({}),
        json!({"workflow_definition": null}),
        json!({"workflow_definition": {"blocks": "none"}}),
        json!({"workflow_definition": {"blocks": [null, 7, []]}}),
    ];
    for value in odd {
        assert_eq!(outline(&value), Outline::default(), "{value}");
        assert_eq!(block_count(&value), 0);
        assert!(kinds_of(&value).is_empty());
    }
}

#[test]
fn fields_of_the_wrong_type_read_as_absent() {
    let broken = json!({"blocks": [
        {"label": 5, "block_type": null, "next_block_label": [], "branch_conditions": {}},
        {"block_type": "for_loop", "loop_blocks": [{"label": "x"}, "y"], "loop_over": 3},
        {"block_type": "conditional", "label": "c", "branch_conditions": [null, {"criteria": "no"}]},
    ]});
    let outline = outline(&broken);
    assert_eq!(outline.roots.len(), 3);
    assert_eq!(block_count(&broken), 4);
}

fn wait(label: usize, next: Option<usize>) -> Value {
    json!({
        "block_type": "wait",
        "label": format!("b{label}"),
        "next_block_label": next.map(|next| format!("b{next}")),
    })
}

/// Conditions whose second branch is the next condition.
fn ladder(length: usize) -> Vec<Value> {
    let condition = |n| {
        let next = (n + 1 < length).then(|| format!("b{}", n + 1));
        json!({"block_type": "conditional", "label": format!("b{n}"), "branch_conditions": [
            {"criteria": {"expression": "{{ x }}"}, "next_block_label": null},
            {"is_default": true, "next_block_label": next},
        ]})
    };
    (0..length).map(condition).collect()
}

#[test]
fn a_thousand_blocks_and_the_deepest_nesting_are_quick() {
    let chain: Vec<Value> = (0..1000)
        .rev()
        .map(|n| wait(n, Some(n + 1).filter(|n| *n < 1000)))
        .collect();
    // As deep as a JSON or YAML text may be nested, with a deep condition in the innermost loop.
    let mut nested = ladder(100);
    for n in 0..60 {
        nested = vec![
            json!({"block_type": "for_loop", "label": format!("l{n}"), "loop_blocks": nested}),
        ];
    }
    let started = Instant::now();
    let chain = outline(&json!({"version": 2, "blocks": chain}));
    assert!(!chain.unstructured);
    assert_eq!(
        chain
            .roots
            .iter()
            .map(|node| &*node.label)
            .take(2)
            .collect::<Vec<_>>(),
        ["b0", "b1"]
    );
    assert_eq!(chain.roots.len(), 1000);
    // A ladder of a thousand conditions is too deep to be a tree for people.
    let ladder = outline(&json!({"version": 2, "blocks": ladder(1000)}));
    assert!(ladder.unstructured);
    assert_eq!(ladder.roots.len(), 1000);
    let nested = json!({"blocks": nested});
    assert_eq!(block_count(&nested), 160);
    assert!(!outline(&nested).unstructured);
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
}

proptest! {
    /// Links written by the writer rule of reference A.5, in any order of the list, read back as
    /// the tree they were written from.
    #[test]
    fn trees_written_as_links_read_back_as_the_same_trees(
        (tree, blocks) in tree::tree().prop_flat_map(|tree| {
            let blocks = Just(tree.to_blocks()).prop_shuffle();
            (Just(tree), blocks)
        }),
    ) {
        let read = outline(&json!({"version": 2, "blocks": blocks}));
        prop_assert!(!read.unstructured, "{}", picture(&read));
        prop_assert_eq!(Tree::of_nodes(&read.roots), tree);
    }

    /// Any links at all end in an outline that holds every block once.
    #[test]
    fn any_links_end_in_an_outline_with_every_block(blocks in tree::linked_blocks()) {
        let definition = json!({"version": 2, "blocks": blocks, "finally_block_label": "b3"});
        let read = outline(&definition);
        let mut labels = Vec::new();
        read.walk(&mut |node| labels.push(node.label.clone()));
        prop_assert_eq!(labels.len(), blocks.len());
        prop_assert_eq!(kinds_of(&definition).len(), kinds_of(&json!({"blocks": blocks})).len());
    }
}
