//! Where blocks stand.

use serde_json::{Value, json};
use workflow::edit::{Edit, Gap, Wrapper, publishable};

use super::{
    LISTINGS, after, block, check, done, graph, in_branch, in_loop, key, keys, listings, messages,
    picture, refused, start, trimmed, waits,
};

fn shift(labels: &[&str], to: Gap) -> Edit {
    Edit::Move {
        blocks: keys(labels),
        to,
    }
}

fn add(kind: &str, at: Gap) -> Edit {
    let kind = kind.to_owned();
    Edit::AddKind { kind, at }
}

fn wrap(labels: &[&str], with: Wrapper) -> Edit {
    let blocks = keys(labels);
    Edit::Wrap { blocks, with }
}

fn version(document: &Value) -> &Value {
    &document["workflow_definition"]["version"]
}

#[test]
fn blocks_move_within_and_across_lists() {
    let listings = listings();
    assert_eq!(picture(&listings), trimmed(LISTINGS));
    check(
        &listings,
        &shift(&["mail"], start()),
        "
mail
open_board
scrape
each
  open
  is_match
   | Remote
    summarize
   | Otherwise
    log
  append
",
    );
    check(
        &listings,
        &shift(&["scrape", "append"], in_branch("is_match", 1, Some("log"))),
        "
open_board
each
  open
  is_match
   | Remote
    summarize
   | Otherwise
    log
    scrape
    append
mail
",
    );
    check(
        &listings,
        &shift(&["is_match"], after("mail")),
        "
open_board
scrape
each
  open
  append
mail
is_match
 | Remote
  summarize
 | Otherwise
  log
",
    );
    check(
        &listings,
        &shift(&["summarize"], in_branch("is_match", 1, None)),
        "
open_board
scrape
each
  open
  is_match
   | Otherwise
    summarize
    log
  append
mail
",
    );
}

#[test]
fn links_follow_the_writer_rule() {
    let (edited, _) = done(
        &listings(),
        &shift(&["summarize"], in_loop("each", Some("open"))),
    );
    let link = |label: &str| block(&edited, label)["next_block_label"].clone();
    assert_eq!(link("open"), "summarize");
    assert_eq!(link("summarize"), "is_match");
    assert_eq!(link("is_match"), "append");
    assert_eq!(link("log"), "append");
    assert_eq!(link("append"), Value::Null);
    let branches = &block(&edited, "is_match")["branch_conditions"];
    assert_eq!(
        branches[0]["next_block_label"], "append",
        "an empty branch joins at once"
    );
    assert_eq!(branches[1]["next_block_label"], "log");
    assert_eq!(
        edited["workflow_definition"]["blocks"].as_array().unwrap()[..2],
        listings()["workflow_definition"]["blocks"]
            .as_array()
            .unwrap()[..2],
        "the list above is not touched"
    );
}

#[test]
fn version_1_stays_until_a_condition_enters() {
    let waits = waits(&["a", "b"]);
    let (edited, _) = done(&waits, &shift(&["b"], start()));
    assert_eq!(version(&edited), 1);
    assert_eq!(block(&edited, "b").get("next_block_label"), None);
    let (looped, _) = done(&edited, &wrap(&["a"], Wrapper::ForLoop));
    assert_eq!(version(&looped), 1);
    let (inside, _) = done(&looped, &wrap(&["a"], Wrapper::Conditional));
    assert_eq!(version(&inside), 1, "loops have links of their own");
    assert_eq!(
        block(&inside, "conditional")["branch_conditions"][0]["next_block_label"],
        "a"
    );
    let (two, _) = done(&looped, &add("wait", in_loop("for_loop", Some("a"))));
    let (upgraded, _) = done(&two, &add("conditional", after("b")));
    assert_eq!(version(&upgraded), 2);
    assert_eq!(block(&upgraded, "b")["next_block_label"], "conditional");
    assert_eq!(
        block(&upgraded, "a")["next_block_label"],
        "wait",
        "loops need links then"
    );
    let (without, _) = done(
        &upgraded,
        &Edit::Delete {
            blocks: keys(&["conditional"]),
        },
    );
    assert_eq!(version(&without), 2, "never back");
}

#[test]
fn new_blocks_have_what_they_must_have_and_free_labels() {
    let (edited, applied) = done(
        &waits(&["goto_url", "goto_url_3"]),
        &add("goto_url", start()),
    );
    assert_eq!(applied.select, keys(&["goto_url_2"]));
    assert_eq!(applied.changed, keys(&["goto_url_2"]));
    assert_eq!(applied.name, "Add goto_url_2");
    assert_eq!(
        Value::Object(block(&edited, "goto_url_2").clone()),
        json!({"block_type": "goto_url", "label": "goto_url_2", "url": ""})
    );
    for kind in workflow::kinds::KINDS {
        let (edited, applied) = done(&waits(&["a"]), &add(kind.name, after("a")));
        let new = block(&edited, &applied.select[0].0);
        let missing = kind
            .fields
            .iter()
            .find(|it| it.required && !new.contains_key(it.name));
        assert!(missing.is_none(), "{}: {missing:?}", kind.name);
    }
    check(&waits(&["a"]), &add("teleport", after("a")), "a\nteleport");
}

#[test]
fn pasted_blocks_get_labels_and_keep_their_references() {
    let blocks = vec![
        json!({"block_type": "code", "label": "a", "code": "return 1", "next_block_label": "gone"}),
        json!({"block_type": "wait", "label": "", "note": "{{ a_output }} {{ b_output }}"}),
    ];
    let at = after("a");
    let (edited, applied) = done(&waits(&["a", "b"]), &Edit::Add { blocks, at });
    assert_eq!(picture(&edited), "a\na_2\nwait\nb");
    assert_eq!(applied.name, "Add 2 blocks");
    assert_eq!(
        block(&edited, "wait")["note"],
        "{{ a_2_output }} {{ b_output }}"
    );
}

#[test]
fn copies_have_labels_of_their_own() {
    let edit = Edit::Copy {
        blocks: keys(&["each"]),
        to: after("each"),
    };
    let (edited, applied) = done(&listings(), &edit);
    assert_eq!(
        picture(&edited),
        trimmed(
            "
open_board
scrape
each
  open
  is_match
   | Remote
    summarize
   | Otherwise
    log
  append
each_2
  open_2
  is_match_2
   | Remote
    summarize_2
   | Otherwise
    log_2
  append_2
mail
"
        )
    );
    assert_eq!(applied.select, keys(&["each_2"]));
    assert_eq!(applied.name, "Copy each");
    assert_eq!(block(&edited, "mail")["body"], "{{ each_output }}");
    let condition = Edit::Copy {
        blocks: keys(&["is_match"]),
        to: start(),
    };
    let (edited, _) = done(&listings(), &condition);
    assert!(
        picture(&edited)
            .starts_with("is_match_2\n | Remote\n  summarize_2\n | Otherwise\n  log_2\nopen_board")
    );
}

#[test]
fn deleted_blocks_leave_no_keys_behind() {
    let delete = |labels: &[&str]| Edit::Delete {
        blocks: keys(labels),
    };
    let (edited, applied) = done(&listings(), &delete(&["scrape"]));
    assert_eq!(applied.select, keys(&["each"]), "the neighbour is selected");
    assert_eq!(
        messages(&applied),
        [
            "`each` still refers to `scrape_output`, which is gone",
            "`summarize` still refers to `scrape_output`, which is gone",
        ]
    );
    assert_eq!(block(&edited, "open_board")["next_block_label"], "each");
    let (edited, applied) = done(&listings(), &delete(&["is_match", "each", "summarize"]));
    assert_eq!(picture(&edited), "open_board\nscrape\nmail");
    assert_eq!(applied.name, "Delete each");
    let (edited, _) = done(&listings(), &delete(&["append"]));
    assert_eq!(block(&edited, "log")["next_block_label"], Value::Null);
    assert_eq!(
        refused(&listings(), &delete(&["nobody"])),
        "There is no block `nobody` any more; choose another one"
    );
    assert_eq!(
        refused(&listings(), &delete(&[])),
        "No block is selected; select at least one"
    );
}

#[test]
fn neighbours_are_wrapped() {
    let listings = listings();
    check(
        &listings,
        &wrap(&["scrape", "each"], Wrapper::ForLoop),
        "
open_board
for_loop
  scrape
  each
    open
    is_match
     | Remote
      summarize
     | Otherwise
      log
    append
mail
",
    );
    check(
        &listings,
        &wrap(&["open", "is_match"], Wrapper::Conditional),
        "
open_board
scrape
each
  conditional
   | No condition yet
    open
    is_match
     | Remote
      summarize
     | Otherwise
      log
  append
mail
",
    );
    let (_, applied) = done(&listings, &wrap(&["mail"], Wrapper::WhileLoop));
    assert_eq!(applied.name, "Wrap mail in a while loop");
    assert_eq!(
        refused(&listings, &wrap(&["open_board", "each"], Wrapper::ForLoop)),
        "These blocks do not follow one another; select neighbours in one list"
    );
}

#[test]
fn loops_and_conditions_are_unwrapped() {
    let listings = listings();
    let unwrap = |block| Edit::Unwrap { block: key(block) };
    check(
        &listings,
        &unwrap("is_match"),
        "
open_board
scrape
each
  open
  summarize
  log
  append
mail
",
    );
    let (edited, applied) = done(&listings, &unwrap("each"));
    assert!(picture(&edited).starts_with("open_board\nscrape\nopen\nis_match"));
    assert_eq!(
        messages(&applied),
        [
            "`mail` still refers to `each_output`, which is gone",
            "`open` reads `current_value` and would stand outside of loops",
        ]
    );
    assert_eq!(
        refused(&listings, &unwrap("mail")),
        "`mail` is neither a loop nor a condition, so there is nothing to take out of it"
    );
}

#[test]
fn a_move_that_breaks_a_reference_says_so_and_offers_the_repair() {
    let (edited, applied) = done(&listings(), &shift(&["scrape"], after("each")));
    assert_eq!(
        messages(&applied),
        ["`each` refers to `scrape_output`, which would come after it"]
    );
    let fix = applied.notices[0].fix.as_ref().unwrap();
    assert_eq!(fix.title, "Move `each` after `scrape`");
    let (mended, _) = done(&edited, &fix.edit);
    assert!(picture(&mended).starts_with("open_board\nscrape\neach\n"));
    let (edited, applied) = done(&listings(), &shift(&["each"], start()));
    let fix = applied.notices[0].fix.as_ref().unwrap();
    assert_eq!(fix.title, "Move `scrape` before `each`");
    let (mended, _) = done(&edited, &fix.edit);
    assert!(picture(&mended).starts_with("scrape\neach\n"));
}

#[test]
fn what_cannot_be_moved_is_refused() {
    let listings = listings();
    assert_eq!(
        refused(&listings, &shift(&["each"], in_branch("is_match", 0, None))),
        "`each` cannot be put into itself; choose a place outside it"
    );
    assert_eq!(
        refused(&listings, &shift(&["mail"], in_loop("scrape", None))),
        "`scrape` is no loop and can hold no blocks; put them before or after it"
    );
    assert_eq!(
        refused(&listings, &shift(&["mail"], after("append"))),
        "`append` does not stand there any more; choose another place"
    );
    assert_eq!(
        refused(&listings, &shift(&["mail"], in_branch("is_match", 2, None))),
        "`is_match` has no branch 3; choose one that it has"
    );
}

#[test]
fn the_finally_block_stays_last() {
    let finally = |block: Option<&str>| Edit::SetFinally {
        block: block.map(key),
    };
    let (edited, applied) = done(&listings(), &finally(Some("scrape")));
    assert_eq!(applied.name, "Run scrape at the end");
    assert!(picture(&edited).ends_with("mail\nscrape [finally]"));
    assert_eq!(block(&edited, "open_board")["next_block_label"], "each");
    assert_eq!(block(&edited, "mail")["next_block_label"], Value::Null);
    let stays = "`scrape` runs at the end of the workflow and stays there; let another block, or none, run at the end first";
    assert_eq!(refused(&edited, &shift(&["scrape"], start())), stays);
    assert_eq!(refused(&edited, &shift(&["mail"], after("scrape"))), stays);
    let (other, _) = done(&edited, &finally(Some("mail")));
    assert!(picture(&other).ends_with("scrape\nmail [finally]"));
    let (none, _) = done(&edited, &finally(None));
    assert_eq!(
        none["workflow_definition"]["finally_block_label"],
        Value::Null
    );
    assert_eq!(block(&none, "mail")["next_block_label"], "scrape");
    let (gone, _) = done(
        &edited,
        &Edit::Delete {
            blocks: keys(&["scrape"]),
        },
    );
    assert_eq!(
        gone["workflow_definition"]["finally_block_label"],
        Value::Null
    );
    assert_eq!(
        refused(&listings(), &finally(Some("log"))),
        "`log` cannot run at the end: it stands in a branch; move it to the top level first"
    );
}

#[test]
fn branches_come_go_and_move() {
    let listings = listings();
    let (edited, _) = done(
        &listings,
        &Edit::AddBranch {
            block: key("is_match"),
            at: None,
        },
    );
    let branches = block(&edited, "is_match")["branch_conditions"]
        .as_array()
        .unwrap();
    assert_eq!(branches.len(), 3);
    assert_eq!(branches[1]["next_block_label"], "append");
    assert_eq!(branches[2]["is_default"], true);
    let remove = |branch| Edit::RemoveBranch {
        block: key("is_match"),
        branch,
    };
    assert_eq!(
        refused(&listings, &remove(0)),
        "This is the only branch of `is_match` with a condition; unwrap or delete the block instead"
    );
    check(
        &listings,
        &remove(1),
        "
open_board
scrape
each
  open
  is_match
   | Remote
    summarize
  append
mail
",
    );
    let (edited, _) = done(
        &listings,
        &Edit::MoveBranch {
            block: key("is_match"),
            branch: 1,
            to: 0,
        },
    );
    assert!(picture(&edited).contains("| Otherwise\n    log\n   | Remote\n    summarize"));
}

#[test]
fn lists_without_order_keep_their_links() {
    let graph = graph();
    let links = "
a
  0 -> b
  1 -> c
  2 -> e
  -> end
b
  -> d
c
  -> d
d
  -> end
e
  -> end
";
    assert_eq!(picture(&graph), trimmed(links));
    let (edited, _) = done(&graph, &add("wait", start()));
    assert_eq!(
        picture(&edited),
        format!("{}\nwait\n  -> end", trimmed(links))
    );
    check(
        &graph,
        &Edit::Delete {
            blocks: keys(&["b"]),
        },
        "
a
  0 -> d
  1 -> c
  2 -> e
  -> end
c
  -> d
d
  -> end
e
  -> end
",
    );
}

#[test]
fn links_are_changed_where_places_mean_nothing() {
    let graph = graph();
    let reason =
        "The blocks around `b` go on by links that form no sequence; change where they go instead";
    assert_eq!(refused(&graph, &shift(&["b"], start())), reason);
    assert_eq!(refused(&graph, &wrap(&["b"], Wrapper::ForLoop)), reason);
    let link = |to: Option<&str>| Edit::SetLink {
        block: key("c"),
        branch: None,
        to: to.map(str::to_owned),
    };
    let (edited, _) = done(&graph, &link(Some("e")));
    assert!(picture(&edited).contains("c\n  -> e"), "still no tree");
    let (edited, _) = done(
        &edited,
        &Edit::SetLink {
            block: key("d"),
            branch: None,
            to: Some("e".into()),
        },
    );
    assert_eq!(
        picture(&edited),
        "a\n | {{ x }}\n  b\n  d\n | {{ y }}\n  c\ne"
    );
    assert_eq!(
        refused(&graph, &link(Some("z"))),
        "`c` cannot go to `z`, which is not in the same list; choose a block beside it"
    );
    let of_tree = Edit::SetLink {
        block: key("a"),
        branch: None,
        to: None,
    };
    assert_eq!(
        refused(&waits(&["a"]), &of_tree),
        "`a` goes on with the block below it; move it instead"
    );
}

#[test]
fn what_is_turned_off_is_not_published() {
    let turn = |labels: &[&str], off| Edit::TurnOff {
        blocks: keys(labels),
        off,
    };
    let (edited, applied) = done(&listings(), &turn(&["scrape", "is_match"], true));
    assert_eq!(applied.name, "Turn off 2 blocks");
    assert!(picture(&edited).contains("scrape [off]"));
    let published = publishable(&edited).unwrap();
    assert_eq!(
        picture(&published),
        "open_board\neach\n  open\n  append\nmail"
    );
    assert_eq!(block(&published, "open")["next_block_label"], "append");
    assert!(!published.to_string().contains("eyrie_off"));
    let (again, _) = done(&edited, &turn(&["scrape", "is_match"], false));
    assert_eq!(again.to_string(), listings().to_string());
}

#[test]
fn labels_that_stand_twice_have_numbers() {
    let twice = waits(&["a", "a", "", ""]);
    assert_eq!(picture(&twice), "a\na#2\n#1\n#2");
    let (edited, _) = done(&twice, &shift(&["a#2"], start()));
    assert_eq!(picture(&edited), "a\na#2\n#1\n#2");
    let (edited, applied) = done(
        &twice,
        &Edit::Rename {
            block: key("a#2"),
            to: "b".into(),
        },
    );
    assert_eq!(picture(&edited), "a\nb\n#1\n#2");
    assert_eq!(applied.renamed, [(key("a#2"), key("b"))]);
    assert_eq!(
        refused(&twice, &add("conditional", start())),
        "Links are needed here, but two blocks are called `a` in the same list; rename it first"
    );
}

#[test]
fn deep_nesting_has_an_end() {
    let mut document = waits(&["a"]);
    let mut edit = wrap(&["a"], Wrapper::ForLoop);
    for _ in 0..50 {
        workflow::edit::apply(&mut document, &edit).unwrap();
    }
    let reason = refused(&document, &edit);
    assert!(
        reason.starts_with("More than 50 loops or branches"),
        "{reason}"
    );
    edit = wrap(&["for_loop"], Wrapper::ForLoop);
    assert!(
        refused(&document, &edit).starts_with("More than 50"),
        "from outside too"
    );
}

#[test]
fn an_empty_field_of_a_new_block_stays_empty() {
    let (loops, _) = done(&listings(), &add("for_loop", after("mail")));
    assert_eq!(block(&loops, "for_loop")["loop_variable_reference"], "");
}
