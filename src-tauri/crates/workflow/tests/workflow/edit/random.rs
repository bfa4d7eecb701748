//! Whatever is done to whatever document.

use std::collections::{BTreeMap, HashSet};

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::document::every_block;
use workflow::edit::{
    BlockId, Edit, Gap, OFF, Patch, Scope, TextQuery, Wrapper, apply, gaps, nodes, publishable,
};
use workflow::outline::outline;

use crate::arbitrary::{create, tree, value};

/// The links of every block by label.
fn links(document: &Value) -> BTreeMap<String, Vec<Value>> {
    let of = |block: &serde_json::Map<String, Value>| {
        let branches = block.get("branch_conditions").and_then(Value::as_array);
        let targets = branches
            .into_iter()
            .flatten()
            .map(|it| it["next_block_label"].clone());
        let own = block.get("next_block_label").cloned().unwrap_or_default();
        [own].into_iter().chain(targets).collect::<Vec<_>>()
    };
    let blocks = every_block(document);
    blocks
        .map(|block| (block["label"].to_string(), of(block)))
        .collect()
}

fn labels(document: &Value) -> Vec<String> {
    every_block(document)
        .map(|block| block["label"].to_string())
        .collect()
}

/// A place, picked by numbers out of those that there are.
fn place(document: &Value, number: usize) -> Gap {
    let none = Gap {
        scope: Scope::Workflow,
        after: None,
    };
    let keys = all_keys(document);
    let Some(first) = keys.first() else {
        return none;
    };
    let gaps = gaps(document, std::slice::from_ref(first), true).unwrap();
    gaps.get(number % gaps.len().max(1))
        .map_or(none, |it| it.gap.clone())
}

fn all_keys(document: &Value) -> Vec<BlockId> {
    nodes(document).into_iter().map(|node| node.key).collect()
}

fn pick(document: &Value, number: usize) -> BlockId {
    let keys = all_keys(document);
    keys.get(number % keys.len().max(1))
        .cloned()
        .unwrap_or(BlockId("none".into()))
}

/// An edit made of numbers, so that it fits whatever is there.
fn edit(document: &Value, [what, a, b, c]: [usize; 4]) -> Edit {
    let block = pick(document, a);
    let blocks = vec![block.clone(), pick(document, a + b % 3)];
    let small = u32::try_from(c % 3).unwrap();
    let kinds = [
        "wait",
        "for_loop",
        "conditional",
        "while_loop",
        "goto_url",
        "teleport",
    ];
    match what % 16 {
        0 => Edit::AddKind {
            kind: kinds[c % kinds.len()].into(),
            at: place(document, b),
        },
        1 | 2 => Edit::Move {
            blocks,
            to: place(document, c),
        },
        3 => Edit::Copy {
            blocks,
            to: place(document, c),
        },
        4 => Edit::Delete { blocks },
        5 => Edit::Wrap {
            blocks,
            with: Wrapper::ForLoop,
        },
        6 => Edit::Wrap {
            blocks,
            with: Wrapper::Conditional,
        },
        7 => Edit::Unwrap { block },
        8 => Edit::TurnOff {
            blocks,
            off: c % 2 == 0,
        },
        9 => Edit::AddBranch {
            block,
            at: Some(small),
        },
        10 => Edit::RemoveBranch {
            block,
            branch: small,
        },
        11 => Edit::Rename {
            block,
            to: format!("renamed_{}", b % 5),
        },
        12 => Edit::SetFinally { block: Some(block) },
        13 => Edit::SetField {
            block,
            field: "note".into(),
            value: json!("{{ b1_output }}"),
        },
        14 => Edit::MoveBranch {
            block,
            branch: small,
            to: 0,
        },
        _ => replace(),
    }
}

fn replace() -> Edit {
    Edit::Replace {
        query: TextQuery {
            text: "b1".into(),
            match_case: true,
            whole_words: false,
            regex: false,
        },
        with: "b2".into(),
        only: None,
    }
}

/// Does edits one after another and holds what must hold after each.
fn run(start: &Value, numbers: &[[usize; 4]], is_tree: bool) {
    let mut document = start.clone();
    let mut patches: Vec<Patch> = Vec::new();
    for numbers in numbers {
        let edit = edit(&document, *numbers);
        let before = document.to_string();
        match apply(&mut document, &edit) {
            Err(_) => assert_eq!(
                document.to_string(),
                before,
                "refused is untouched: {edit:?}"
            ),
            Ok(applied) => {
                let mut again: Value = serde_json::from_str(&before).unwrap();
                applied.patch.apply(&mut again).unwrap();
                assert_eq!(again.to_string(), document.to_string(), "{edit:?}");
                patches.push(applied.patch);
                let keys: HashSet<BlockId> = all_keys(&document).into_iter().collect();
                assert!(
                    applied
                        .select
                        .iter()
                        .chain(&applied.changed)
                        .all(|key| keys.contains(key))
                );
            }
        }
        let (all, known) = (labels(&document), labels(&document));
        let unique: HashSet<&String> = known.iter().collect();
        assert_eq!(unique.len(), all.len(), "labels are unique: {edit:?}");
        assert_eq!(nodes(&document).len(), all.len(), "every block is shown");
        if is_tree {
            assert!(
                !outline(&document).unstructured,
                "{edit:?} on {before} gives {document}"
            );
        }
    }
    let published = publishable(&document).unwrap();
    assert!(every_block(&published).all(|block| !block.contains_key(OFF)));
    assert!(!outline(&published).unstructured || !is_tree);
    for patch in patches.iter().rev() {
        patch.revert(&mut document).unwrap();
    }
    assert_eq!(document.to_string(), start.to_string(), "all taken back");
}

/// Gives every block a label of its own, those of unknown kinds too.
fn number(blocks: &mut [Value], count: &mut usize) {
    for block in blocks {
        *count += 1;
        block["label"] = format!("b{count}").into();
        if let Some(Value::Array(inside)) = block.get_mut("loop_blocks") {
            number(inside, count);
        }
    }
}

fn numbers() -> impl Strategy<Value = Vec<[usize; 4]>> {
    vec(prop::array::uniform4(0..1000_usize), 0..12)
}

fn document(blocks: &[Value]) -> Value {
    json!({"title": "t", "workflow_definition": {"version": 2, "parameters": [], "blocks": blocks}})
}

proptest! {
    #[test]
    fn trees_stay_trees(tree in tree::tree(), numbers in numbers()) {
        run(&document(&tree.to_blocks()), &numbers, true);
    }

    #[test]
    fn lists_of_version_1_stay_trees(count in 0..6_usize, numbers in numbers()) {
        let block = |number| json!({"block_type": "wait", "label": format!("b{number}"), "wait_sec": 1});
        let mut start = document(&(0..count).map(block).collect::<Vec<_>>());
        start["workflow_definition"]["version"] = json!(1);
        run(&start, &numbers, true);
    }

    #[test]
    fn any_links_survive(blocks in tree::linked_blocks(), numbers in numbers()) {
        run(&document(&blocks), &numbers, false);
    }

    #[test]
    fn unknown_fields_survive(start in create::create(), numbers in numbers()) {
        let mut start = start;
        let blocks = &mut start["workflow_definition"]["blocks"];
        number(blocks.as_array_mut().unwrap(), &mut 0);
        run(&start, &numbers, false);
        let mut document = start.clone();
        for numbers in numbers.iter().filter(|it| [1, 2, 5, 9].contains(&(it[0] % 16))) {
            let edit = edit(&document, *numbers);
            let _ = apply(&mut document, &edit);
        }
        let known = |document: &Value| -> BTreeMap<String, Value> {
            let blocks = every_block(document);
            blocks.filter_map(|it| Some((it["label"].to_string(), it.get("future_field")?.clone()))).collect()
        };
        prop_assert_eq!(known(&document), known(&start));
        prop_assert_eq!(&document["future_setting"], &start["future_setting"]);
    }

    /// A list written anew has the very links it had.
    #[test]
    fn tree_to_links_to_tree_is_the_identity(tree in tree::tree()) {
        let start = document(&tree.to_blocks());
        let mut document = start.clone();
        let before = outline(&start);
        for node in nodes(&start) {
            let scope = match (node.parent, node.branch) {
                (None, _) => Scope::Workflow,
                (Some(block), Some(branch)) => Scope::Branch { block, branch },
                (Some(block), None) => Scope::Loop { block },
            };
            let siblings: Vec<BlockId> = nodes(&document).into_iter().map(|it| it.key).collect();
            prop_assert!(siblings.contains(&node.key));
            // To the beginning of its list and back to where it was.
            let gap = gaps(&document, std::slice::from_ref(&node.key), false).unwrap();
            let here = gap.into_iter().find(|it| it.gap.scope == scope && it.gap.after.as_ref() == Some(&node.key));
            let to = here.unwrap().gap;
            apply(&mut document, &Edit::Move { blocks: vec![node.key], to }).unwrap();
        }
        prop_assert_eq!(links(&document), links(&start));
        prop_assert_eq!(outline(&document), before);
    }

    #[test]
    fn any_json_is_edited_or_refused(value in value::value(), numbers in numbers()) {
        let mut document = json!({"workflow_definition": {"blocks": [value, {"label": "a", "loop_blocks": [value]}]}});
        for numbers in numbers {
            let edit = edit(&document, numbers);
            let _ = apply(&mut document, &edit);
        }
        let _ = apply(&mut value.clone(), &edit(&document, [0, 1, 2, 3]));
    }
}

#[test]
fn a_thousand_levels_are_edited_without_a_fall() {
    let mut blocks = json!([{"block_type": "wait", "label": "inner"}]);
    for level in 0..1000 {
        // Not inside `json!`, which would go down through all of it.
        let mut block = json!({"block_type": "for_loop", "label": format!("l{level}")});
        block["loop_blocks"] = blocks;
        blocks = Value::Array(vec![block]);
    }
    let mut document = json!({"workflow_definition": {"version": 1, "parameters": []}});
    document["workflow_definition"]["blocks"] = blocks;
    assert_eq!(nodes(&document).len(), 1001);
    let inner = BlockId("inner".into());
    let set = Edit::SetField {
        block: inner.clone(),
        field: "wait_sec".into(),
        value: json!(2),
    };
    let out = Edit::Move {
        blocks: vec![inner],
        to: Gap {
            scope: Scope::Workflow,
            after: None,
        },
    };
    for edit in [set, out] {
        let refused = apply(&mut document, &edit).unwrap_err().to_string();
        assert!(refused.starts_with("More than 100 loops"), "{refused}");
    }
}
