//! Publishing, also while somebody else saves and while the connection breaks.

use app::error::Error;
use app::views::editor::{Edit, MergeChoice, MergeSide, PublishOutcome};
use serde_json::{Value, json};
use workflow::lint::Holder;

use super::{Bench, Mishap, key, set};

async fn publish(bench: &Bench) -> PublishOutcome {
    let outcome = bench.desk.app.publish(&bench.draft, None).await;
    outcome.expect("the server answers")
}

#[track_caller]
fn check(outcome: &PublishOutcome, expected: u32) {
    match outcome {
        PublishOutcome::Published { version, change } => {
            assert_eq!((*version, change.head.is_changed), (expected, false));
        }
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn check_behind(outcome: &PublishOutcome, expected: u32) {
    match outcome {
        PublishOutcome::Behind { version, by, .. } => {
            assert_eq!(
                (*version, by.as_deref()),
                (expected, Some("maria@example.com"))
            );
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn publishing_makes_the_next_version_and_keeps_the_history() {
    let bench = Bench::new().await;
    bench
        .type_in("fill", "navigation_goal", "Version two")
        .await;
    bench
        .edit(Edit::TurnOff {
            blocks: vec![key("each")],
            off: true,
        })
        .await;
    let outcome = bench
        .desk
        .app
        .publish(&bench.draft, Some("Shorter".to_owned()))
        .await
        .unwrap();
    check(&outcome, 2);
    let blocks = bench.server.newest(bench.id())["workflow_definition"]["blocks"].clone();
    let labels: Vec<&Value> = blocks
        .as_array()
        .unwrap()
        .iter()
        .map(|block| &block["label"])
        .collect();
    assert_eq!(labels, ["open_page", "fill"]);
    assert!(!blocks.to_string().contains("eyrie_off"));
    check(&publish(&bench).await, 2);

    let bench = bench.killed().await;
    let view = bench.desk.app.open_editor(&bench.draft).await.unwrap();
    assert_eq!(view.nodes.len(), 4, "what is turned off stays in the draft");
    assert_eq!((view.head.base_version, view.head.is_changed), (2, false));
    let back = bench.undo().await;
    assert!(back.head.is_changed, "undo spans saves");
    bench.undo().await;
    assert_eq!(bench.goal().await, "Fill in the form");
    check(&publish(&bench).await, 3);

    let history = bench.desk.app.workflow_history(&bench.draft).await.unwrap();
    let told: Vec<_> = history
        .iter()
        .map(|entry| (entry.version, entry.note.as_deref(), entry.is_base))
        .collect();
    assert_eq!(
        told,
        [
            (3, None, true),
            (2, Some("Shorter"), false),
            (1, None, false)
        ]
    );
    bench.server.set_away(true);
    assert_eq!(
        bench.desk.app.workflow_history(&bench.draft).await.unwrap(),
        history
    );
}

#[tokio::test(start_paused = true)]
async fn what_somebody_saved_meanwhile_is_merged_and_never_written_over() {
    let bench = Bench::new().await;
    bench.type_in("fill", "navigation_goal", "Mine").await;
    bench.server.save(bench.id(), |workflow| {
        workflow["workflow_definition"]["blocks"][0]["url"] = json!("https://example.org");
    });
    check_behind(&publish(&bench).await, 2);
    assert_eq!(
        bench.goal_on_server(),
        "Fill in the form",
        "nothing was sent"
    );

    let merge = bench.desk.app.merge_view(&bench.draft).await.unwrap();
    assert_eq!(
        (
            merge.base_version,
            merge.server_version,
            merge.conflicts.len()
        ),
        (1, 2, 0)
    );
    let merged = bench.desk.app.merge_draft(&bench.draft, &[]).await.unwrap();
    assert_eq!(
        (merged.head.base_version, merged.touched),
        (2, vec![key("open_page")])
    );
    let undone = bench.undo().await;
    assert_eq!(
        undone.head.base_version, 1,
        "taken back, it would be written over"
    );
    check_behind(&publish(&bench).await, 2);
    bench.desk.app.redo_edit(&bench.draft).await.unwrap();
    check(&publish(&bench).await, 3);
    let newest = bench.server.newest(bench.id());
    assert_eq!(
        newest["workflow_definition"]["blocks"][0]["url"],
        "https://example.org"
    );
    assert_eq!(bench.goal_on_server(), "Mine");
}

#[tokio::test(start_paused = true)]
async fn a_conflict_is_decided_by_a_person() {
    for (side, expected) in [(MergeSide::Ours, "Mine"), (MergeSide::Theirs, "Theirs")] {
        let bench = Bench::new().await;
        bench.type_in("fill", "navigation_goal", "Mine").await;
        bench.server.save(bench.id(), |workflow| {
            workflow["workflow_definition"]["blocks"][2]["navigation_goal"] = json!("Theirs");
        });
        check_behind(&publish(&bench).await, 2);
        let view = bench.desk.app.merge_view(&bench.draft).await.unwrap();
        let [conflict] = view.conflicts.as_slice() else {
            panic!("{view:?}")
        };
        assert_eq!(conflict.holder, Holder::Block { block: key("fill") });
        assert_eq!(
            (&conflict.ours, &conflict.theirs),
            (&Some(json!("Mine")), &Some(json!("Theirs")))
        );
        let choice = MergeChoice {
            conflict: conflict.id.clone(),
            side,
        };
        bench
            .desk
            .app
            .merge_draft(&bench.draft, &[choice])
            .await
            .unwrap();
        assert_eq!(bench.goal().await, expected);
        assert!(matches!(
            publish(&bench).await,
            PublishOutcome::Published { .. }
        ));
        assert_eq!(bench.goal_on_server(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_cleared_up_by_looking() {
    let bench = Bench::new().await;
    bench.type_in("fill", "navigation_goal", "One").await;
    bench.server.next_save(Mishap::LostAnswer);
    check(&publish(&bench).await, 2);
    assert_eq!(bench.server.newest(bench.id())["version"], 2);

    bench.type_in("fill", "navigation_goal", "Two").await;
    bench.server.next_save(Mishap::LostRequest);
    let fault = bench
        .desk
        .app
        .publish(&bench.draft, None)
        .await
        .unwrap_err();
    assert!(
        matches!(fault, Error::Offline(_) | Error::Server(_)),
        "{fault:?}"
    );
    assert_eq!(bench.goal_on_server(), "One");
    check(&publish(&bench).await, 3);

    bench.type_in("fill", "navigation_goal", "Three").await;
    bench.server.next_save(Mishap::OvertakenAnswer);
    check_behind(&publish(&bench).await, 5);
    let merged = bench.desk.app.merge_draft(&bench.draft, &[]).await.unwrap();
    assert_eq!(merged.head.base_version, 5);
    assert_eq!(
        bench.server.sent(bench.id()).len(),
        4,
        "nothing was sent twice"
    );
}

#[tokio::test(start_paused = true)]
async fn what_became_of_a_save_is_found_out_after_a_restart() {
    let bench = Bench::new().await;
    bench.type_in("fill", "navigation_goal", "Sent").await;
    bench.server.next_save(Mishap::Gone);
    let fault = bench
        .desk
        .app
        .publish(&bench.draft, None)
        .await
        .unwrap_err();
    assert!(
        matches!(&fault, Error::Offline(text) if text.contains("publish again")),
        "{fault:?}"
    );
    bench.edit(set("fill", "max_retries", json!(3))).await;

    let bench = bench.killed().await;
    bench.server.set_away(false);
    bench
        .desk
        .app
        .check_connection(&bench.draft.connection)
        .await
        .unwrap();
    check(&publish(&bench).await, 3);
    assert_eq!(bench.goal_on_server(), "Sent");
}

#[tokio::test(start_paused = true)]
async fn a_refusal_stands_at_the_block_that_it_means() {
    let bench = Bench::new().await;
    bench.type_in("fill", "navigation_goal", "Changed").await;
    bench.server.next_save(Mishap::Refused(json!({ "detail": [{
        "type": "value_error", "msg": "Value error, too short",
        "loc": ["body", "json_definition", "workflow_definition", "blocks", 2, "navigation", "navigation_goal"],
    }] })));
    match publish(&bench).await {
        PublishOutcome::Refused { message, problems } => {
            assert_eq!(message, "Too short.");
            assert_eq!(
                problems[0].place.holder,
                Holder::Block { block: key("fill") }
            );
            assert_eq!(problems[0].place.field.as_deref(), Some("navigation_goal"));
        }
        other => panic!("{other:?}"),
    }
    let view = bench.desk.app.open_editor(&bench.draft).await.unwrap();
    assert_eq!((view.head.base_version, view.head.is_changed), (1, true));
}
