//! The way back.

use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::edit::{Edit, Misfit, Patch, apply};

use super::{after, done, key, keys, listings};
use crate::arbitrary::value;

fn check(old: &Value, new: &Value) -> Patch {
    let patch = Patch::between(old, new);
    let (mut forth, mut back) = (old.clone(), new.clone());
    patch.apply(&mut forth).unwrap();
    assert_eq!(forth.to_string(), new.to_string(), "{patch:?}");
    patch.revert(&mut back).unwrap();
    assert_eq!(back.to_string(), old.to_string(), "{patch:?}");
    let kept: Patch = serde_json::from_str(&serde_json::to_string(&patch).unwrap()).unwrap();
    assert_eq!(kept, patch);
    patch
}

fn size(patch: &Patch) -> usize {
    serde_json::to_string(patch).unwrap().len()
}

fn set(block: &str, field: &str, value: impl Into<Value>) -> Edit {
    Edit::SetField {
        block: key(block),
        field: field.to_owned(),
        value: value.into(),
    }
}

#[test]
fn only_what_differs_is_kept() {
    assert!(check(&json!({"a": 1}), &json!({"a": 1})).is_empty());
    check(
        &json!({"a": 1, "b": 2, "c": 3}),
        &json!({"c": 3, "d": 4, "a": [1]}),
    );
    check(&json!(["a", "b", "c"]), &json!(["c", "a", "x", "b"]));
    check(&json!("größe"), &json!("grüße"));
    check(&json!("aa"), &json!("aaa"));
    check(&json!([1, 1.0, null]), &json!([1.0, 1]));
}

#[test]
fn a_block_that_moves_costs_two_numbers() {
    let prompt = "Read the page. ".repeat(1000);
    let block = |label: usize| json!({"block_type": "extraction", "label": format!("b{label}"), "data_extraction_goal": prompt});
    let blocks: Vec<Value> = (0..200).map(block).collect();
    let old = json!({"workflow_definition": {"version": 1, "parameters": [], "blocks": blocks}});
    let to = after("b199");
    let (_, applied) = done(
        &old,
        &Edit::Move {
            blocks: keys(&["b0"]),
            to,
        },
    );
    assert!(size(&applied.patch) < 100, "{:?}", applied.patch);
    let rename = Edit::Rename {
        block: key("b7"),
        to: "seven".into(),
    };
    let (_, applied) = done(&old, &rename);
    assert!(size(&applied.patch) < 200, "{:?}", applied.patch);
}

#[test]
fn a_typed_character_costs_no_prompt() {
    let mut document = listings();
    let long = "Read the page. ".repeat(10_000);
    apply(
        &mut document,
        &set("scrape", "data_extraction_goal", long.clone()),
    )
    .unwrap();
    let applied = apply(
        &mut document,
        &set("scrape", "data_extraction_goal", format!("{long}x")),
    )
    .unwrap();
    assert!(size(&applied.patch) < 200, "{}", size(&applied.patch));
    assert_eq!(applied.name, "Change data_extraction_goal of scrape");
    assert_eq!(applied.changed, keys(&["scrape"]));
}

#[test]
fn ten_thousand_typed_characters_stay_small() {
    let mut document = listings();
    let mut text = "Read the page. ".repeat(100);
    let (mut on_disk, mut steps) = (0, Vec::new());
    for step in 0..10_000_u32 {
        text.push(char::from_digit(step % 10, 10).unwrap());
        let applied = apply(&mut document, &set("open", "note", text.clone())).unwrap();
        on_disk += size(&applied.patch);
        steps.push(applied.patch);
    }
    assert!(on_disk < 5_000_000, "{on_disk} bytes on disk");
    for patch in steps.iter().rev() {
        patch.revert(&mut document).unwrap();
    }
    assert_eq!(document.to_string(), listings().to_string());
}

#[test]
fn what_is_typed_one_after_another_can_be_one_step() {
    let texts = ["", "H", "He", "Hxe", "Hxe.", "He.", "Hello", ""];
    let mut document = listings();
    let start = document.clone();
    apply(&mut document, &set("mail", "subject", "")).unwrap();
    let before = document.clone();
    let mut whole = Patch::default();
    for text in texts {
        let next = apply(&mut document, &set("mail", "subject", text))
            .unwrap()
            .patch;
        whole = whole.then(next).unwrap();
        let mut back = document.clone();
        whole.revert(&mut back).unwrap();
        assert_eq!(back, before, "{text}");
        let mut forth = before.clone();
        whole.apply(&mut forth).unwrap();
        assert_eq!(forth, document, "{text}");
    }
    assert!(whole.is_empty(), "back where it was");
    assert_ne!(start, document);
    let first = apply(&mut document, &set("mail", "subject", "a"))
        .unwrap()
        .patch;
    let other = apply(&mut document, &set("mail", "body", "b"))
        .unwrap()
        .patch;
    assert_eq!(
        first.clone().then(other),
        None,
        "another field is another step"
    );
    let new = apply(&mut document, &set("mail", "sender", "c"))
        .unwrap()
        .patch;
    let typed = apply(&mut document, &set("mail", "sender", "cd"))
        .unwrap()
        .patch;
    assert!(
        new.then(typed).is_some(),
        "a field that came stays one that came"
    );
    let other = apply(&mut document, &set("open", "url", "c"))
        .unwrap()
        .patch;
    assert_eq!(first.then(other), None, "another block is another step");
}

#[test]
fn a_patch_fits_only_its_own_documents() {
    let patch = Patch::between(&json!({"a": "one"}), &json!({"a": "two"}));
    let misfit = |mut document: Value| patch.apply(&mut document);
    assert_eq!(misfit(json!({"a": "xxx"})), Err(Misfit));
    assert_eq!(misfit(json!({"b": "one"})), Err(Misfit));
    assert_eq!(misfit(json!([])), Err(Misfit));
}

proptest! {
    #[test]
    fn there_and_back(old in value::value(), new in value::value()) {
        check(&old, &new);
        check(&json!({"x": [old, new]}), &json!({"x": [new, 1, old]}));
    }

    #[test]
    fn merged_texts_lead_there_and_back(texts in prop::collection::vec("[abé]{0,6}", 3)) {
        let [a, b, c] = [0, 1, 2].map(|at: usize| json!({"t": texts[at]}));
        if let Some(both) = Patch::between(&a, &b).then(Patch::between(&b, &c)) {
            let (mut forth, mut back) = (a.clone(), c.clone());
            both.apply(&mut forth).unwrap();
            both.revert(&mut back).unwrap();
            prop_assert_eq!(forth, c);
            prop_assert_eq!(back, a);
        }
    }
}
