//! Steps are kept as they are made, and can be taken back however long ago.

use app::error::Error;
use app::views::editor::{Edit, Gap, Scope};
use serde_json::json;

use super::{Bench, key, next_change, set};

#[tokio::test(start_paused = true)]
async fn an_edit_tells_only_what_it_changed() {
    let mut bench = Bench::new().await;
    let view = bench.desk.app.open_editor(&bench.draft).await.unwrap();
    let keys: Vec<&str> = view.nodes.iter().map(|node| node.key.0.as_str()).collect();
    assert_eq!(keys, ["open_page", "each", "scrape", "fill"]);
    assert_eq!((view.head.base_version, view.head.is_changed), (1, false));
    assert_eq!(view.head.title, "Rent book");

    bench.desk.forget_events();
    let change = bench
        .type_in("fill", "navigation_goal", "Fill in the form of May")
        .await;
    assert_eq!(change.revision, view.revision + 1);
    let changed: Vec<&str> = change
        .nodes
        .iter()
        .map(|node| node.key.0.as_str())
        .collect();
    assert_eq!(
        (changed.as_slice(), change.touched.as_slice()),
        (["fill"].as_slice(), [key("fill")].as_slice())
    );
    assert_eq!((change.order.clone(), change.head.is_changed), (None, true));
    assert!(change.head.undo.is_some());
    assert_eq!(
        next_change(&mut bench.desk).await,
        change,
        "all windows follow"
    );

    let to = Gap {
        scope: Scope::Workflow,
        after: None,
    };
    let moved = bench
        .edit(Edit::Move {
            blocks: vec![key("fill")],
            to,
        })
        .await;
    let order = moved.order.expect("the order changed");
    assert_eq!(
        order,
        [key("fill"), key("open_page"), key("each"), key("scrape")]
    );

    let refused = Edit::Rename {
        block: key("fill"),
        to: "each".to_owned(),
    };
    let fault = bench
        .desk
        .app
        .edit(&bench.draft, &refused)
        .await
        .unwrap_err();
    assert!(
        matches!(&fault, Error::Invalid(fault) if fault.field == "label"),
        "{fault:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_killed_process_loses_nothing_and_undo_goes_all_the_way_back() {
    let bench = Bench::new().await;
    for number in 1..=5 {
        bench
            .edit(set(
                "open_page",
                "url",
                json!(format!("https://example.com/{number}")),
            ))
            .await;
        bench.edit(set("fill", "max_retries", json!(number))).await;
    }
    bench.undo().await;

    let bench = bench.killed().await;
    bench.server.set_away(true);
    let view = bench.desk.app.open_editor(&bench.draft).await.unwrap();
    assert!(view.head.is_changed && view.head.redo.is_some());
    assert_eq!(bench.fields("fill").await["max_retries"], json!(4));
    let again = bench.desk.app.redo_edit(&bench.draft).await.unwrap();
    assert_eq!((again.touched, again.head.redo), (vec![key("fill")], None));
    assert_eq!(bench.fields("fill").await["max_retries"], json!(5));

    let bench = bench.killed().await;
    let mut last = bench.undo().await;
    while last.head.undo.is_some() {
        last = bench.undo().await;
    }
    assert!(!last.head.is_changed, "the draft is as it began");
    assert_eq!(
        bench.fields("open_page").await["url"],
        json!("https://example.com")
    );
    let nothing = bench.undo().await;
    assert_eq!(
        (nothing.revision, nothing.nodes),
        (last.revision, Vec::new())
    );
}

#[tokio::test(start_paused = true)]
async fn typing_is_one_step_until_something_else_happens() {
    let bench = Bench::new().await;
    for text in ["G", "Go", "Go t", "Go to {{ month }}"] {
        bench.type_in("fill", "navigation_goal", text).await;
    }
    bench.edit(set("fill", "max_retries", json!(1))).await;
    for text in ["Go to {{ month }} n", "Go to {{ month }} now"] {
        bench.type_in("fill", "navigation_goal", text).await;
    }
    assert_eq!(bench.goal().await, "Go to {{ month }} now");
    bench.undo().await;
    assert_eq!(bench.goal().await, "Go to {{ month }}");
    bench.undo().await;
    let first = bench.undo().await;
    assert_eq!(
        (first.head.undo, bench.goal().await),
        (None, "Fill in the form".to_owned())
    );
}

#[tokio::test(start_paused = true)]
async fn parameter_keys_follow_the_texts_and_leave_what_a_person_chose() {
    let bench = Bench::new().await;
    let check = async |expected: serde_json::Value| {
        assert_eq!(bench.fields("fill").await["parameter_keys"], expected);
    };
    bench
        .edit(Edit::AddParameter {
            parameter: json!({ "parameter_type": "workflow", "key": "year", "workflow_parameter_type": "string" }),
        })
        .await;
    check(json!(null)).await;
    bench
        .type_in("fill", "navigation_goal", "Go to {{ month }}")
        .await;
    check(json!(["month"])).await;
    bench
        .edit(set("fill", "parameter_keys", json!(["month", "year"])))
        .await;
    bench.type_in("fill", "navigation_goal", "Go on").await;
    check(json!(["year"])).await;
    bench
        .edit(set(
            "open_page",
            "url",
            json!("https://example.com/{{ month }}"),
        ))
        .await;
    check(json!(["year"])).await;
    let renamed = Edit::RenameParameter {
        key: "year".to_owned(),
        to: "y".to_owned(),
    };
    bench.edit(renamed).await;
    check(json!(["y"])).await;
}

#[tokio::test(start_paused = true)]
async fn a_draft_goes_on_without_the_server() {
    let bench = Bench::new().await;
    bench.server.set_away(true);
    let bench = bench.killed().await;
    let view = bench.desk.app.open_editor(&bench.draft).await.unwrap();
    assert_eq!(view.nodes.len(), 4);
    bench.type_in("fill", "navigation_goal", "Offline").await;
    let fault = bench
        .desk
        .app
        .publish(&bench.draft, None)
        .await
        .unwrap_err();
    assert!(matches!(fault, Error::Offline(_)), "{fault:?}");
    assert_eq!(bench.goal().await, "Offline");
    bench.desk.app.close_editor(&bench.draft).await.unwrap();
    let again = bench.desk.app.open_editor(&bench.draft).await.unwrap();
    assert!(again.head.is_changed);
}

#[tokio::test(start_paused = true)]
async fn a_draft_without_changes_follows_the_server() {
    let mut bench = Bench::new().await;
    bench.server.save(bench.id(), |workflow| {
        workflow["title"] = json!("Rent ledger");
    });
    bench.desk.forget_events();
    bench.desk.app.open_editor(&bench.draft).await.unwrap();
    let change = next_change(&mut bench.desk).await;
    assert_eq!(
        (change.head.title.as_str(), change.head.base_version),
        ("Rent ledger", 2)
    );

    bench.type_in("fill", "navigation_goal", "Mine").await;
    bench.server.save(bench.id(), |workflow| {
        workflow["title"] = json!("Rent roll");
    });
    bench.desk.forget_events();
    bench.desk.app.open_editor(&bench.draft).await.unwrap();
    let change = next_change(&mut bench.desk).await;
    assert_eq!(
        (change.head.title.as_str(), change.head.base_version),
        ("Rent ledger", 2)
    );
    assert_eq!(change.head.server_version, 3);
}
