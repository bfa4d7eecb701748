//! Versions are compared, restored, copied and taken to other servers.

use app::views::editor::{CompareSide, DraftId, Promotion, TakeOver};
use serde_json::{Value, json};
use workflow::compare::Change;

use super::{Bench, Front, connect, key, rent_book};

fn version(draft: &DraftId, version: u32) -> CompareSide {
    CompareSide::Version {
        draft: draft.clone(),
        version: Some(version),
    }
}

#[tokio::test(start_paused = true)]
async fn states_are_compared_and_parts_are_taken_over() {
    let bench = Bench::new().await;
    let app = &bench.desk.app;
    bench
        .type_in("fill", "navigation_goal", "Version two")
        .await;
    bench
        .type_in("open_page", "url", "https://example.org")
        .await;
    app.publish(&bench.draft, None).await.unwrap();
    let here = CompareSide::Draft {
        draft: bench.draft.clone(),
    };
    let compared = app.compare(&version(&bench.draft, 1), &here).await.unwrap();
    assert_eq!(
        (
            compared.before_title.as_str(),
            compared.after_title.as_str()
        ),
        ("v1", "Draft")
    );
    let changes: Vec<Change> = compared
        .comparison
        .blocks
        .iter()
        .map(|block| block.change)
        .collect();
    assert_eq!(
        changes,
        [Change::Changed, Change::Same, Change::Same, Change::Changed]
    );

    let take = async |what: TakeOver| {
        app.take_over(&bench.draft, &version(&bench.draft, 1), &what)
            .await
            .unwrap()
    };
    let fields = vec!["navigation_goal".to_owned()];
    let taken = take(TakeOver::Fields {
        key: key("fill"),
        fields,
    })
    .await;
    assert!(taken.head.undo.unwrap().ends_with("from v1"));
    assert_eq!(bench.goal().await, "Fill in the form");
    assert_eq!(
        bench.fields("open_page").await["url"],
        "https://example.org"
    );
    let restored = take(TakeOver::All).await;
    assert_eq!(restored.head.undo.as_deref(), Some("Restore v1"));
    assert_eq!(
        (restored.head.base_version, restored.head.is_changed),
        (2, true)
    );
    assert_eq!(
        bench.fields("open_page").await["url"],
        "https://example.com"
    );
    let nothing = app
        .take_over(&bench.draft, &here, &TakeOver::Block { key: key("fill") })
        .await;
    assert!(nothing.is_err());

    let discarded = app.discard_draft(&bench.draft).await.unwrap();
    assert!(!discarded.head.is_changed);
    assert_eq!(bench.goal().await, "Version two");
    bench.undo().await;
    assert_eq!(bench.goal().await, "Fill in the form");
}

#[tokio::test(start_paused = true)]
async fn a_draft_becomes_a_workflow_of_its_own() {
    let bench = Bench::new().await;
    let app = &bench.desk.app;
    let connection = &bench.draft.connection;
    bench.type_in("fill", "navigation_goal", "Another").await;
    let copy = app
        .publish_copy(&bench.draft, "Rent book, yearly")
        .await
        .unwrap();
    assert_eq!(copy.title, "Rent book, yearly");
    let newest = bench.server.newest(copy.id.as_str());
    assert_eq!(
        newest["workflow_definition"]["blocks"][2]["navigation_goal"],
        "Another"
    );
    assert_eq!(bench.goal_on_server(), "Fill in the form");
    assert!(app.publish_copy(&bench.draft, " ").await.is_err());

    let first = app.new_workflow(connection, None).await.unwrap();
    let second = app.new_workflow(connection, None).await.unwrap();
    assert_eq!(
        (first.title.as_str(), second.title.as_str()),
        ("Untitled workflow", "Untitled workflow 2")
    );
    let draft = DraftId {
        connection: connection.clone(),
        workflow: second.id,
    };
    assert!(app.open_editor(&draft).await.unwrap().nodes.is_empty());
}

const SECRET: &str = "skyvern_enc:aesgcm-v1:only-here";

/// A workflow that needs things of its own server.
fn with_needs(secret: &str) -> Value {
    let mut definition = rent_book();
    let parameters = definition["workflow_definition"]["parameters"]
        .as_array_mut()
        .unwrap();
    parameters.push(json!({
        "parameter_type": "credential", "key": "portal_login", "credential_id": "cred_of_here",
    }));
    let blocks = definition["workflow_definition"]["blocks"]
        .as_array_mut()
        .unwrap();
    blocks.push(json!({
        "block_type": "workflow_trigger", "label": "next", "workflow_permanent_id": "wpid_of_here",
    }));
    blocks.push(json!({
        "block_type": "file_upload", "label": "upload", "storage_type": "sftp", "sftp_password": secret,
    }));
    definition
}

#[tokio::test(start_paused = true)]
async fn a_draft_is_promoted_with_its_credentials() {
    let definition = with_needs(SECRET);
    let mut bench = Bench::with(&definition).await;
    let production = Front::start().await;
    let target = production.put(&json!({
        "title": "Next one", "status": "published",
        "workflow_definition": { "parameters": [], "blocks": [] },
    }));
    let to = connect(&mut bench.desk, &production).await;
    let app = &bench.desk.app;

    let form = app.promotion_form(&bench.draft, &to).await.unwrap();
    assert_eq!(form.existing, None);
    let titles: Vec<&str> = form.needs.iter().map(|need| need.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Credential of parameter portal_login",
            "Workflow of block next",
            "Secret `sftp_password` of `upload`: set it anew there",
        ]
    );
    let offered = form.needs[0].choices[0].0.clone();
    let promotion = Promotion {
        to: to.clone(),
        over: None,
        mapping: vec![
            ("cred_of_here".to_owned(), offered.clone()),
            ("wpid_of_here".to_owned(), target.clone()),
        ],
    };
    let made = app.promote(&bench.draft, &promotion).await.unwrap();
    let there = production.newest(made.id.as_str());
    assert_eq!(
        there["workflow_definition"]["parameters"][1]["credential_id"],
        json!(offered)
    );
    assert_eq!(
        there["workflow_definition"]["blocks"][3]["workflow_permanent_id"],
        json!(target)
    );
    assert!(!there.to_string().contains(SECRET));

    let form = app.promotion_form(&bench.draft, &to).await.unwrap();
    assert_eq!(form.existing, Some(made.id.clone()));
    bench.type_in("fill", "navigation_goal", "Better").await;
    let over = Promotion {
        over: form.existing,
        ..promotion
    };
    let again = app.promote(&bench.draft, &over).await.unwrap();
    assert_eq!((again.id, again.version), (made.id, 2));
    let compared = app
        .compare(
            &CompareSide::Version {
                draft: DraftId {
                    connection: to,
                    workflow: over.over.unwrap(),
                },
                version: None,
            },
            &CompareSide::Draft {
                draft: bench.draft.clone(),
            },
        )
        .await
        .unwrap();
    assert_eq!(compared.before_title, "Rent book v2 on Mine");
}
