//! Merges as pictures: the outline with the fields that matter, then conflicts and notices.

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::compare::{Change, compare};
use workflow::document::every_block;
use workflow::merge::{Choice, Merge, Side, merge};
use workflow::outline::{Body, Node, outline};

use crate::arbitrary::create::create;
use crate::arbitrary::tree;
use crate::compare::document;

/// A list of waits in a v1 workflow: `a b c`, with `x[y z]` for a loop and `x=5` for its seconds.
fn waits(text: &str) -> Value {
    let mut words = text.replace('[', " [ ").replace(']', " ] ");
    words.push(' ');
    let mut stack: Vec<Vec<Value>> = vec![Vec::new()];
    for word in words.split_whitespace() {
        match word {
            "[" => stack.push(Vec::new()),
            "]" => {
                let inside = stack.pop().unwrap();
                let holder = stack.last_mut().unwrap().last_mut().unwrap();
                holder["block_type"] = "for_loop".into();
                holder["loop_blocks"] = inside.into();
                holder.as_object_mut().unwrap().remove("wait_sec");
            }
            word => {
                let (label, seconds) = word.split_once('=').unwrap_or((word, "1"));
                let seconds: u32 = seconds.parse().unwrap();
                let block = json!({"block_type": "wait", "label": label, "wait_sec": seconds});
                stack.last_mut().unwrap().push(block);
            }
        }
    }
    json!({
        "title": "T",
        "workflow_definition": {"version": 1, "parameters": [], "blocks": stack.remove(0)},
    })
}

fn text(document: &Value) -> String {
    let mut out = String::new();
    let blocks = document["workflow_definition"]["blocks"]
        .as_array()
        .unwrap();
    text_of(blocks, &mut out);
    out.trim().to_owned()
}

fn text_of(blocks: &[Value], out: &mut String) {
    for block in blocks {
        write!(out, " {}", block["label"].as_str().unwrap()).unwrap();
        match &block["wait_sec"] {
            Value::Null => {}
            seconds if *seconds == json!(1) => {}
            seconds => write!(out, "={seconds}").unwrap(),
        }
        if let Value::Array(inside) = &block["loop_blocks"] {
            out.push('[');
            let mut within = String::new();
            text_of(inside, &mut within);
            out.push_str(within.trim());
            out.push(']');
        }
    }
}

fn told(merge: &Merge) -> String {
    let mut out = String::new();
    for conflict in &merge.conflicts {
        let value = |it: &Option<Value>| it.as_ref().map_or("-".to_owned(), Value::to_string);
        let Some(field) = &conflict.field else {
            writeln!(out, "{}: {}", conflict.id, conflict.message).unwrap();
            continue;
        };
        let values = [&conflict.base, &conflict.ours, &conflict.theirs]
            .map(value)
            .join(" | ");
        writeln!(out, "{} ({field}): {values}", conflict.id).unwrap();
    }
    for notice in &merge.notices {
        writeln!(out, "! {notice}").unwrap();
    }
    out
}

fn check(base: &str, ours: &str, theirs: &str, expected: &str, conflicts: &str) {
    let merge = merge(&waits(base), &waits(ours), &waits(theirs), &[]);
    assert_eq!(
        text(&merge.document),
        expected,
        "{ours} and {theirs} of {base}"
    );
    assert_eq!(
        told(&merge).trim(),
        conflicts.trim(),
        "{ours} and {theirs} of {base}"
    );
}

#[test]
fn what_one_side_did_is_taken_over() {
    for (base, ours, theirs, expected) in [
        ("a b c", "a b c", "a x b c", "a x b c"),
        ("a b c", "a=2 b c", "a b c=3", "a=2 b c=3"),
        ("a b c", "a x b c", "a b c y", "a x b c y"),
        ("a b c", "a x b c", "a y b c", "a x y b c"),
        ("a b c", "a b c x1 x2", "a b c y1 y2", "a b c x1 x2 y1 y2"),
        ("a b c", "a c", "a b c d", "a c d"),
        ("a b c", "b c", "a b", "b"),
        ("a b c d", "d a b c", "a b c=3 d", "d a b c=3"),
        ("a b c d e", "b a c d e", "a b c e d", "b a c e d"),
        ("a b c d", "d a b c", "d a b c", "d a b c"),
        ("l[a b] c", "l[a b c]", "l[a b=2] c", "l[a b=2 c]"),
        ("l[a b] c", "l[a] b c", "l[a b] c=2", "l[a] b c=2"),
        ("a b c", "l[a b] c", "a=2 b c d", "l[a=2 b] c d"),
        ("l[a b] c", "a b c", "l[a b] c d", "a b c d"),
        ("l[a b] c", "c", "l[a b] c d", "c d"),
        ("l[] c", "l[a] c", "l[b] c", "l[a b] c"),
        ("a b", "a b", "b a", "b a"),
        ("", "a", "b", "a b"),
    ] {
        check(base, ours, theirs, expected, "");
        check(base, ours, ours, ours, "");
        check(base, base, theirs, theirs, "");
        check(base, theirs, base, theirs, "");
    }
}

#[test]
fn what_both_did_differently_is_a_conflict() {
    check(
        "a b",
        "a=2 b",
        "a=3 b",
        "a=2 b",
        "block/a/wait_sec (wait_sec): 1 | 2 | 3",
    );
    check(
        "a b",
        "a",
        "a b=3",
        "a",
        "block/b/removed: This version removed `b`, and the other version changed it.",
    );
    check(
        "a b",
        "a b=3",
        "a",
        "a b=3",
        "block/b/removed: The other version removed `b`, and this version changed it.",
    );
    check(
        "l[a] b",
        "b",
        "l[a c] b",
        "b",
        "block/l/removed: This version removed `l`, and the other version changed it.",
    );
    check(
        "l[] m[] a",
        "l[a] m[]",
        "l[] m[a]",
        "l[a] m[]",
        "block/a/place: Both versions moved `a`, each to another place.",
    );
    check(
        "a b c d e",
        "c a b d e",
        "a b d e c",
        "c a b d e",
        "block/c/order: Both versions moved `c`, each to another place.",
    );
    check(
        "a",
        "a x=2",
        "a x=3",
        "a x=2",
        "block/x/added: Both versions added `x`, each in its own way.",
    );
    check(
        "l[] m[]",
        "m[l[]]",
        "l[m[]]",
        "m[l[]]",
        "block/m/place: Both versions moved `m`, each to another place.",
    );
}

#[test]
fn a_choice_takes_the_other_side() {
    let sides = ["a b=2 l[c]", "a=2 l[c] b", "a=3 b l[c=2] d"];
    let [base, ours, theirs] = sides.map(waits);
    let choose = |conflict: &str| Choice {
        conflict: conflict.to_owned(),
        take: Side::Theirs,
    };
    let open = merge(&base, &ours, &theirs, &[]);
    assert_eq!(text(&open.document), "a=2 l[c=2] d b");
    let ids: Vec<&str> = open.open().map(|it| &*it.id).collect();
    assert_eq!(ids, ["block/a/wait_sec"]);
    let chosen = merge(
        &base,
        &ours,
        &theirs,
        &[choose("block/a/wait_sec"), choose("unknown")],
    );
    assert_eq!(text(&chosen.document), "a=3 l[c=2] d b");
    assert_eq!(chosen.conflicts.len(), 1);
    assert_eq!(chosen.open().count(), 0);
    for (base, ours, theirs, conflict, expected) in [
        ("a b", "a", "a b=3", "block/b/removed", "a b=3"),
        ("a b", "a b=3", "a", "block/b/removed", "a"),
        ("l[a] b", "b", "l[a c] b", "block/l/removed", "l[a c] b"),
        (
            "l[] m[] a",
            "l[a] m[]",
            "l[] m[a]",
            "block/a/place",
            "l[] m[a]",
        ),
        (
            "a b c d e",
            "c a b d e",
            "a b d e c",
            "block/c/order",
            "a b d e c",
        ),
        ("a", "a x=2", "a x=3", "block/x/added", "a x=3"),
        ("l[] m[]", "m[l[]]", "l[m[]]", "block/m/place", "l[m[]]"),
    ] {
        let merge = merge(
            &waits(base),
            &waits(ours),
            &waits(theirs),
            &[choose(conflict)],
        );
        assert_eq!(
            text(&merge.document),
            expected,
            "{ours} and {theirs} of {base}"
        );
        assert_eq!(merge.open().count(), 0);
    }
}

fn fields(block: &str) -> Value {
    document(&format!("\n  - {block}"))
}

fn check_fields(base: &str, ours: &str, theirs: &str, expected: &str, conflicts: &str) {
    let merge = merge(&fields(base), &fields(ours), &fields(theirs), &[]);
    assert_eq!(merge.document, fields(expected));
    assert_eq!(told(&merge).trim(), conflicts.trim());
}

#[test]
fn fields_are_merged_one_by_one() {
    check_fields(
        "{block_type: http_request, label: a, url: u, headers: {A: '1', B: '2'}}",
        "{block_type: http_request, label: a, url: v, headers: {A: '1', B: '3'}}",
        "{block_type: http_request, label: a, url: u, headers: {A: '1', B: '2', C: '4'}, timeout: 5}",
        "{block_type: http_request, label: a, url: v, headers: {A: '1', B: '3', C: '4'}, timeout: 5}",
        "",
    );
    check_fields(
        "{block_type: http_request, label: a, headers: {A: '1', Authorization: old}}",
        "{block_type: http_request, label: a, headers: {A: '2', Authorization: mine}}",
        "{block_type: http_request, label: a, headers: {A: '3', Authorization: yours}}",
        "{block_type: http_request, label: a, headers: {A: '2', Authorization: mine}}",
        r#"
block/a/headers.A (headers.A): "1" | "2" | "3"
block/a/headers.Authorization (headers.Authorization): - | - | -
"#,
    );
    check_fields(
        "{block_type: navigation, label: a, navigation_goal: Go to the page and wait., parameter_keys: [x, y]}",
        "{block_type: navigation, label: a, navigation_goal: Go to the first page and wait., parameter_keys: [x, y, z]}",
        "{block_type: navigation, label: a, navigation_goal: Go to the page and wait a bit., parameter_keys: [y, w], max_retries: 0}",
        "{block_type: navigation, label: a, navigation_goal: Go to the first page and wait a bit., parameter_keys: [y, z, w], max_retries: 0}",
        "",
    );
    check_fields(
        "{block_type: text_prompt, label: a, prompt: Say yes.}",
        "{block_type: text_prompt, label: a, prompt: Say no.}",
        "{block_type: text_prompt, label: a, prompt: Say maybe.}",
        "{block_type: text_prompt, label: a, prompt: Say no.}",
        r#"block/a/prompt (prompt): "Say yes." | "Say no." | "Say maybe.""#,
    );
    check_fields(
        "{block_type: code, label: a, code: \"a = 1\\nb = 2\\nc = 3\\n\"}",
        "{block_type: code, label: a, code: \"a = 9\\nb = 2\\nc = 3\\n\"}",
        "{block_type: code, label: a, code: \"a = 1\\nb = 2\\nc = 4\\n\"}",
        "{block_type: code, label: a, code: \"a = 9\\nb = 2\\nc = 4\\n\"}",
        "",
    );
    check_fields(
        "{block_type: text_prompt, label: a, prompt: p}",
        "{block_type: code, label: a, code: c}",
        "{block_type: text_prompt, label: a, prompt: q}",
        "{block_type: code, label: a, code: c}",
        "block/a/block_type: Both versions changed `a`, and its kind.",
    );
}

#[test]
fn references_follow_a_block_that_one_side_renamed() {
    let of = |text: &str| document(text);
    let base = of("
  - {block_type: goto_url, label: open, url: https://a.example/items}
  - {block_type: text_prompt, label: sum_up, prompt: 'Sum up {{ open_output }}.'}
");
    let ours = of("
  - {block_type: goto_url, label: open_items, url: https://a.example/items}
  - {block_type: text_prompt, label: sum_up, prompt: 'Sum up {{ open_items_output }}.'}
");
    let theirs = of("
  - {block_type: goto_url, label: open, url: https://a.example/items?all}
  - {block_type: text_prompt, label: sum_up, prompt: 'Sum up {{ open_output }} in two lines.'}
  - {block_type: text_prompt, label: count, prompt: 'Count {{ open_output }}.'}
");
    let merged = merge(&base, &ours, &theirs, &[]);
    assert_eq!(told(&merged), "");
    assert_eq!(
        merged.document,
        of("
  - {block_type: goto_url, label: open_items, url: https://a.example/items?all}
  - {block_type: text_prompt, label: sum_up, prompt: 'Sum up {{ open_items_output }} in two lines.'}
  - {block_type: text_prompt, label: count, prompt: 'Count {{ open_items_output }}.'}
")
    );
    let theirs = of("
  - {block_type: goto_url, label: open_list, url: https://a.example/items}
  - {block_type: text_prompt, label: sum_up, prompt: 'Sum up {{ open_list_output }}.'}
  - {block_type: goto_url, label: open_items, url: https://b.example/else}
");
    let merged = merge(&base, &ours, &theirs, &[]);
    assert_eq!(
        told(&merged),
        r#"block/open/label (label): "open" | "open_items" | "open_list"
! Both versions gave the label `open_items` to a block; the other version's is now `open_items_2`.
"#
    );
    assert_eq!(
        merged.document,
        of("
  - {block_type: goto_url, label: open_items, url: https://a.example/items}
  - {block_type: text_prompt, label: sum_up, prompt: 'Sum up {{ open_items_output }}.'}
  - {block_type: goto_url, label: open_items_2, url: https://b.example/else}
")
    );
}

fn shape(document: &Value) -> String {
    fn draw(nodes: &[Node], out: &mut String) {
        for node in nodes {
            write!(out, " {}", node.label).unwrap();
            match &node.children {
                Body::None => {}
                Body::Loop(nodes) => {
                    out.push('[');
                    draw(nodes, out);
                    out.push_str(" ]");
                }
                Body::Branches(branches) => {
                    for branch in branches {
                        write!(out, " ({}:", branch.caption).unwrap();
                        draw(&branch.nodes, out);
                        out.push(')');
                    }
                }
            }
        }
    }
    let outline = outline(document);
    let mut out = String::new();
    draw(&outline.roots, &mut out);
    if outline.unstructured {
        out.push_str(" (unstructured)");
    }
    out.trim().to_owned()
}

#[test]
fn branches_are_merged_like_blocks() {
    let of = |branches: &[(&str, &str)], blocks: &str| {
        let mut text =
            "\n  - {block_type: conditional, label: c, next_block_label: end, branch_conditions: ["
                .to_owned();
        for (expression, target) in branches {
            write!(
                text,
                "{{criteria: {{expression: {expression}}}, next_block_label: {target}}}, "
            )
            .unwrap();
        }
        text.push_str("]}");
        for block in blocks.split_whitespace() {
            let (label, next) = block.split_once('>').unwrap();
            write!(
                text,
                "\n  - {{block_type: wait, label: {label}, next_block_label: {next}}}"
            )
            .unwrap();
        }
        text.push_str("\n  - {block_type: wait, label: end}");
        document(&text)
    };
    let base = of(&[("A", "a"), ("B", "b")], "a>end b>end");
    let ours = of(&[("A", "a"), ("N", "n"), ("B", "b")], "a>end n>end b>end");
    let theirs = of(&[("B", "b"), ("M", "end")], "b>b2 b2>end");
    let merged = merge(&base, &ours, &theirs, &[]);
    assert_eq!(told(&merged), "");
    assert_eq!(shape(&merged.document), "c (N: n) (B: b b2) (M:) end");
    let theirs = of(&[("A2", "a"), ("B", "b")], "a>end b>end");
    let ours = of(&[("A3", "a")], "a>end");
    let merged = merge(&base, &ours, &theirs, &[]);
    assert_eq!(
        told(&merged),
        "block/c/branch_conditions.0.criteria.expression (branch_conditions.0.criteria.expression): \"A\" | \"A3\" | \"A2\"\n"
    );
    assert_eq!(shape(&merged.document), "c (A3: a) end");
}

#[test]
fn a_condition_makes_a_workflow_run_by_its_links() {
    let base = waits("a b");
    let ours = waits("a b c");
    let mut theirs = waits("a b");
    let blocks = theirs["workflow_definition"]["blocks"]
        .as_array_mut()
        .unwrap();
    blocks[0]["next_block_label"] = "if".into();
    blocks.insert(
        1,
        json!({
            "block_type": "conditional", "label": "if", "next_block_label": null,
            "branch_conditions": [{"is_default": true, "next_block_label": "b"}],
        }),
    );
    theirs["workflow_definition"]["version"] = 2.into();
    let merged = merge(&base, &ours, &theirs, &[]);
    assert_eq!(told(&merged), "");
    assert_eq!(shape(&merged.document), "a c if (Otherwise: b)");
    assert_eq!(merged.document["workflow_definition"]["version"], 2);
}

#[test]
fn a_list_that_is_no_tree_is_merged_as_a_whole() {
    let tangle = |seconds: u32, more: &str| {
        document(&format!(
            "
  - {{block_type: wait, label: a, wait_sec: {seconds}, next_block_label: b}}
  - {{block_type: wait, label: b, next_block_label: a}}{more}"
        ))
    };
    let base = tangle(1, "");
    let merged = merge(
        &base,
        &tangle(2, ""),
        &tangle(1, "\n  - {block_type: wait, label: x}"),
        &[],
    );
    assert_eq!(merged.document, tangle(2, ""));
    let ids: Vec<&str> = merged.conflicts.iter().map(|it| &*it.id).collect();
    assert_eq!(ids, ["workflow//blocks"]);
    let mut theirs = base.clone();
    theirs["title"] = "New".into();
    let merged = merge(&base, &tangle(2, ""), &theirs, &[]);
    assert_eq!(told(&merged), "");
    let mut expected = tangle(2, "");
    expected["title"] = "New".into();
    assert_eq!(merged.document, expected);
}

#[test]
fn settings_and_parameters_are_merged_too() {
    let of = |title: &str, prompt: &str, keys: &str, last: Value| {
        let parameters: Vec<Value> = keys
            .split_whitespace()
            .map(|key| {
                let (key, default) = key.split_once('=').unwrap_or((key, ""));
                json!({"parameter_type": "workflow", "key": key, "default_value": default})
            })
            .collect();
        json!({
            "title": title,
            "workflow_definition": {
                "parameters": parameters,
                "blocks": waits("a b")["workflow_definition"]["blocks"],
                "workflow_system_prompt": prompt,
                "finally_block_label": last,
            },
        })
    };
    let base = of("T", "Be kind and brief.", "a b", json!(null));
    let ours = of("O", "Be very kind and brief.", "a=1 b x=1", json!("b"));
    let theirs = of("T", "Be kind and short.", "b a=2 y x=2", json!(null));
    let merged = merge(&base, &ours, &theirs, &[]);
    assert_eq!(
        merged.document,
        of("O", "Be very kind and short.", "b a=1 y x=1", json!("b"))
    );
    assert_eq!(
        told(&merged),
        "parameter/a/default_value (default_value): \"\" | \"1\" | \"2\"
parameter/x/added: Both versions added parameter `x`, each in its own way.
"
    );
    let gone = of("T", "Be kind and brief.", "b", json!("a"));
    let changed = of("T", "Be kind and brief.", "a=3 b", json!("b"));
    let merged = merge(&base, &gone, &changed, &[]);
    let expected = "workflow//finally_block_label (finally_block_label): null | \"a\" | \"b\"
parameter/a/removed: This version removed parameter `a`, and the other version changed it.
";
    let mut told: Vec<String> = told(&merged).lines().map(|it| format!("{it}\n")).collect();
    told.sort_by_key(|it| !it.starts_with("workflow"));
    assert_eq!(told.concat(), expected);
}

#[test]
fn what_is_no_workflow_is_merged_as_a_whole() {
    let merged = merge(&waits("a"), &json!([1]), &waits("b"), &[]);
    assert_eq!(merged.document, json!([1]));
    assert_eq!(merged.conflicts.len(), 1);
}

fn is_same(before: &Value, after: &Value) -> bool {
    let comparison = compare(before, after);
    comparison.settings.is_empty()
        && comparison.parameters.is_empty()
        && comparison.blocks.iter().all(|it| it.change == Change::Same)
}

fn labels(document: &Value) -> Vec<&str> {
    let mut labels: Vec<&str> = every_block(document)
        .map(|it| it["label"].as_str().unwrap())
        .collect();
    labels.sort_unstable();
    labels
}

fn of_tree(tree: &tree::Tree, add: &str) -> Value {
    let mut blocks = Value::from(tree.to_blocks());
    relabel(&mut blocks, add);
    json!({"title": "T", "workflow_definition": {"version": 2, "blocks": blocks}})
}

/// Puts `add` before all labels that a tree has and the others have not.
fn relabel(value: &mut Value, add: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|it| relabel(it, add)),
        Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), &*value) {
                    ("label" | "next_block_label", Value::String(label)) if label.len() > 2 => {
                        *value = format!("{add}{label}").into();
                    }
                    _ => relabel(value, add),
                }
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn one_side_alone_is_taken_as_it_is(base in create(), other in create()) {
        // A title of its own, so that no side is left out before anything is merged.
        let mut ours = base.clone();
        ours["title"] = "Mine".into();
        let mut expected = other.clone();
        expected["title"] = "Mine".into();
        let mut theirs = other.clone();
        theirs["title"] = base["title"].clone();
        let merged = merge(&base, &ours, &theirs, &[]);
        prop_assert!(merged.conflicts.is_empty(), "{}", told(&merged));
        prop_assert!(is_same(&merged.document, &expected), "{:?}", compare(&merged.document, &expected));
        let merged = merge(&base, &theirs, &ours, &[]);
        prop_assert!(is_same(&merged.document, &expected), "{:?}", compare(&merged.document, &expected));
        prop_assert_eq!(merge(&base, &base, &other, &[]).document, other.clone());
        prop_assert_eq!(merge(&base, &other, &base, &[]).document, other);
    }

    #[test]
    fn every_merge_of_trees_is_a_tree(base in tree::tree(), ours in tree::tree(), theirs in tree::tree(), take_theirs in any::<bool>()) {
        let (base, ours, theirs) = (of_tree(&base, ""), of_tree(&ours, "o"), of_tree(&theirs, "t"));
        let mut merged = merge(&base, &ours, &theirs, &[]);
        let mut choices: Vec<Choice> = Vec::new();
        // New choices can bring new conflicts.
        while merged.open().next().is_some() && choices.len() < 200 {
            choices.extend(merged.open().map(|it| Choice {
                conflict: it.id.clone(),
                take: if take_theirs { Side::Theirs } else { Side::Ours },
            }).collect::<Vec<_>>());
            merged = merge(&base, &ours, &theirs, &choices);
        }
        prop_assert_eq!(merged.open().count(), 0);
        let labels = labels(&merged.document);
        let mut unique = labels.clone();
        unique.dedup();
        prop_assert_eq!(&labels, &unique);
        prop_assert!(!outline(&merged.document).unstructured, "{}", merged.document);
        let shown = compare(&merged.document, &merged.document).blocks.len();
        prop_assert_eq!(shown, labels.len());
    }

    #[test]
    fn no_links_are_too_tangled_to_merge(base in tree::linked_blocks(), ours in tree::linked_blocks(), theirs in tree::linked_blocks()) {
        let [base, ours, theirs] = [base, ours, theirs].map(|blocks| {
            json!({"workflow_definition": {"version": 2, "blocks": blocks}})
        });
        let merged = merge(&base, &ours, &theirs, &[]);
        prop_assert!(merged.document["workflow_definition"]["blocks"].is_array());
    }

    #[test]
    fn independent_additions_are_both_there(base in tree::tree(), at in any::<prop::sample::Index>(), their_place in any::<prop::sample::Index>()) {
        let base = of_tree(&base, "");
        let block = |label: &str| json!({"block_type": "wait", "label": label});
        let with = |label: &str, place: &prop::sample::Index| {
            let mut blocks = base["workflow_definition"]["blocks"].as_array().unwrap().clone();
            let mut new = block(label);
            if blocks.is_empty() {
                blocks.push(new);
            } else {
                // After a block, and before what follows it.
                let place = place.index(blocks.len());
                if blocks[place]["block_type"] == "conditional" {
                    blocks[place]["label"] = blocks[place]["label"].clone();
                } else {
                    new["next_block_label"] = blocks[place]["next_block_label"].clone();
                    blocks[place]["next_block_label"] = label.into();
                    blocks.push(new);
                }
            }
            let mut document = base.clone();
            document["workflow_definition"]["blocks"] = blocks.into();
            document
        };
        let (ours, theirs) = (with("mine", &at), with("yours", &their_place));
        let merged = merge(&base, &ours, &theirs, &[]);
        prop_assert!(merged.conflicts.is_empty(), "{}", told(&merged));
        let mut expected = labels(&ours);
        expected.extend(labels(&theirs).iter().filter(|it| **it == "yours"));
        expected.sort_unstable();
        prop_assert_eq!(labels(&merged.document), expected);
        let back = compare(&base, &merged.document);
        let others = back.blocks.iter().filter(|it| it.change != Change::Added);
        prop_assert!(others.into_iter().all(|it| it.change == Change::Same));
    }
}
