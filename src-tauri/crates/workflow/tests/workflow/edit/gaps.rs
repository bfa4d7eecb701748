//! Where blocks may be put.

use std::fmt::Write as _;

use serde_json::{Value, json};
use workflow::edit::{Edit, GapVerdict, Scope, apply, gaps, gaps_for_new};

use super::{graph, keys, listings, trimmed};

fn check(document: &Value, blocks: &[&str], copy: bool, expected: &str) {
    let verdicts = gaps(document, &keys(blocks), copy).unwrap();
    assert_eq!(picture(&verdicts), trimmed(expected));
    for verdict in verdicts {
        let (blocks, to) = (keys(blocks), verdict.gap);
        let edit = if copy {
            Edit::Copy { blocks, to }
        } else {
            Edit::Move { blocks, to }
        };
        let outcome = apply(&mut document.clone(), &edit);
        assert_eq!(outcome.is_err(), verdict.refused.is_some(), "{edit:?}");
        if let (Ok(applied), false) = (outcome, copy) {
            let told = applied.notices.first().map(|notice| notice.message.clone());
            assert_eq!(told, verdict.warning, "{edit:?}");
        }
    }
}

fn picture(verdicts: &[GapVerdict]) -> String {
    let mut out = String::new();
    for verdict in verdicts {
        let scope = match &verdict.gap.scope {
            Scope::Workflow => String::new(),
            Scope::Loop { block } => format!("{}/", block.0),
            Scope::Branch { block, branch } => format!("{}/{branch}/", block.0),
        };
        let after = verdict.gap.after.as_ref().map_or("", |key| &key.0);
        write!(out, "{scope}{after}_").unwrap();
        if let Some(reason) = &verdict.refused {
            write!(out, " NO {reason}").unwrap();
        }
        if let Some(reason) = &verdict.warning {
            write!(out, " ? {reason}").unwrap();
        }
        out.push('\n');
    }
    trimmed(&out)
}

#[test]
fn a_loop_cannot_go_into_itself_nor_before_what_it_reads() {
    check(
        &listings(),
        &["each"],
        false,
        "
_ ? `each` refers to `scrape_output`, which would come after it
open_board_ ? `each` refers to `scrape_output`, which would come after it
scrape_
each/_ NO A loop cannot be moved into itself
each/open_ NO A loop cannot be moved into itself
is_match/0/_ NO A loop cannot be moved into itself
is_match/0/summarize_ NO A loop cannot be moved into itself
is_match/1/_ NO A loop cannot be moved into itself
is_match/1/log_ NO A loop cannot be moved into itself
each/is_match_ NO A loop cannot be moved into itself
each/append_ NO A loop cannot be moved into itself
each_
mail_ ? `mail` refers to `each_output`, which would come after it
",
    );
}

#[test]
fn the_value_of_a_loop_is_read_inside_it() {
    check(
        &listings(),
        &["open"],
        false,
        "
_ ? `open` reads `current_value` of `each` and would stand outside it
open_board_ ? `open` reads `current_value` of `each` and would stand outside it
scrape_ ? `open` reads `current_value` of `each` and would stand outside it
each/_
each/open_
is_match/0/_
is_match/0/summarize_
is_match/1/_
is_match/1/log_
each/is_match_
each/append_
each_ ? `open` reads `current_value` of `each` and would stand outside it
mail_ ? `open` reads `current_value` of `each` and would stand outside it
",
    );
}

#[test]
fn another_branch_never_ran() {
    let document = json!({"workflow_definition": {"version": 2, "parameters": [], "blocks": [
        {"block_type": "wait", "label": "make", "next_block_label": "choose"},
        {"block_type": "conditional", "label": "choose", "next_block_label": null, "branch_conditions": [
            {"criteria": {"expression": "{{ x }}"}, "next_block_label": "use", "is_default": false},
            {"criteria": null, "next_block_label": null, "is_default": true},
        ]},
        {"block_type": "text_prompt", "label": "use", "prompt": "{{ make_output }}", "next_block_label": null},
    ]}});
    check(
        &document,
        &["make"],
        false,
        "
_
make_
choose/0/_
choose/0/use_ ? `use` refers to `make_output`, which would come after it
choose/1/_ ? `use` refers to `make_output`, which would come after it
choose_ ? `use` refers to `make_output`, which would come after it
",
    );
    check(
        &document,
        &["use"],
        true,
        "
_ ? `use` refers to `make_output`, which would come after it
make_
choose/0/_
choose/0/use_
choose/1/_
choose_
",
    );
}

#[test]
fn a_list_without_order_has_one_place() {
    check(
        &graph(),
        &["b"],
        false,
        "e_ NO The blocks around `b` go on by links that form no sequence; change where they go instead",
    );
    check(&graph(), &["b"], true, "e_");
}

#[test]
fn the_finally_block_has_no_place_after_it() {
    let mut document = listings();
    document["workflow_definition"]["finally_block_label"] = json!("mail");
    let verdicts = gaps(&document, &keys(&["mail"]), false).unwrap();
    assert!(verdicts.iter().all(|verdict| verdict.refused.is_some()));
    let verdicts = gaps(&document, &keys(&["scrape"]), false).unwrap();
    assert_eq!(verdicts.last().unwrap().gap.after, Some(super::key("each")));
}

#[test]
fn blocks_from_elsewhere_are_judged_too() {
    let new = [
        json!({"block_type": "text_prompt", "label": "n", "prompt": "{{ scrape_output }} {{ current_index }}"}),
    ];
    let verdicts = picture(&gaps_for_new(&listings(), &new));
    assert!(verdicts.starts_with("_ ? `n` refers to `scrape_output`, which would come after it"));
    assert!(verdicts.contains(
        "\nscrape_ ? `n` reads `current_index` and would stand outside of loops\neach/_\n"
    ));
}
