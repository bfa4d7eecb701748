//! What the inspector shows and offers.

use app::ids::RunId;
use app::views::editor::{FieldInput, Json, PartialRun, ReferenceOrigin};
use app::views::launch::{LaunchInput, LaunchOptions, LaunchOutcome, LaunchRequest};
use serde_json::json;

use super::{Bench, Front, key};
use crate::desk::Desk;

/// A workflow that ran to its end, opened in the editor, and its run.
async fn ran(recording: &'static str) -> (Bench, RunId) {
    let server = Front::start().await;
    let (id, run) = {
        let mut world = server.behind.world();
        let id = world.stage(&[recording]);
        let run = world.begin(recording);
        world.run(&run).end();
        (id, run)
    };
    let bench = Bench::at(server, id.as_str()).await;
    (bench, run.as_str().into())
}

#[tokio::test(start_paused = true)]
async fn past_outputs_are_shown_and_offered() {
    let (bench, run) = ran("code-params").await;
    let app = &bench.desk.app;
    let view = app.open_editor(&bench.draft).await.unwrap();
    let block = view.nodes[0].key.clone();
    let detail = app.editor_block(&bench.draft, &block).await.unwrap();
    let last = detail.last_output.expect("it ran");
    assert_eq!(last.run, run);
    assert!(!last.value.is_null());

    let names = app.editor_names(&bench.draft, &block).await.unwrap();
    let parameter = names
        .iter()
        .find(|name| name.origin == ReferenceOrigin::Parameter)
        .unwrap();
    assert!(parameter.preview.is_some(), "{parameter:?}");
    let template = format!("It was {{{{ {} }}}} and {{{{ nobody }}}}.", parameter.path);
    let rendered = app
        .render_text(&bench.draft, &template, None)
        .await
        .unwrap();
    assert!(!rendered.text.contains("{{"), "{rendered:?}");
    assert_eq!(rendered.missing, ["nobody"]);
    assert!(
        app.render_text(&bench.draft, "{{ open", None)
            .await
            .is_err()
    );
    assert!(
        app.render_text(&bench.draft, "a", Some("wr_none".into()))
            .await
            .is_err()
    );

    bench.server.behind.asked();
    app.editor_block(&bench.draft, &block).await.unwrap();
    assert_eq!(
        bench.server.behind.count(run.as_str()),
        0,
        "a run is asked for once"
    );
}

#[tokio::test(start_paused = true)]
async fn references_are_found_and_choices_are_offered() {
    let bench = Bench::new().await;
    let app = &bench.desk.app;
    bench
        .type_in(
            "fill",
            "navigation_goal",
            "Go to {{ month }} of {{ open_page_output }}",
        )
        .await;
    let uses = app.reference_uses(&bench.draft, "month").await.unwrap();
    assert!(
        uses.definition.is_some() && uses.uses.len() >= 2,
        "{uses:?}"
    );
    let names = app
        .editor_names(&bench.draft, &key("scrape"))
        .await
        .unwrap();
    let paths: Vec<&str> = names.iter().map(|name| name.path.as_str()).collect();
    assert_eq!(paths[..2], ["current_value", "current_item"]);
    let month = names.iter().find(|name| name.path == "month").unwrap();
    assert_eq!(month.preview.as_deref(), Some("May"));

    let choices = app.editor_choices(&bench.draft.connection).await.unwrap();
    assert_eq!(choices.models.len(), 2);
    assert!(!choices.credentials.is_empty());
    assert_eq!(
        choices.workflows,
        [(bench.id().to_owned(), "Rent book".to_owned())]
    );
    assert_eq!(choices.notes, Vec::<String>::new());
}

#[tokio::test(start_paused = true)]
async fn the_catalogue_names_every_field_for_people() {
    let desk = Desk::new().await;
    let catalogue = desk.app.editor_catalogue();
    assert_eq!(catalogue.kinds.len(), workflow::kinds::KINDS.len());
    let all = catalogue.kinds.iter().flat_map(|kind| &kind.fields);
    for field in all.chain(&catalogue.settings) {
        let first = field.title.chars().next().expect("a title");
        assert!(
            first.is_uppercase() && !field.title.contains('_'),
            "{field:?}"
        );
        assert!(!field.doc.is_empty(), "{field:?}");
    }
    let proxy = catalogue
        .settings
        .iter()
        .find(|field| field.name == "proxy_location")
        .unwrap();
    assert_eq!(proxy.input, FieldInput::Proxy);
    assert!(
        catalogue
            .parameter_types
            .iter()
            .any(|kind| kind.name == "credential")
    );
}

#[tokio::test(start_paused = true)]
async fn schemas_are_rows_and_curl_is_a_request() {
    let desk = Desk::new().await;
    let app = &desk.app;
    let check = |schema: serde_json::Value| {
        let schema = Json(schema);
        let rows = app.schema_rows(&schema).expect("rows");
        assert_eq!(app.schema_of_rows(&schema, &rows), schema);
    };
    check(json!({ "type": "object", "properties": {
        "name": { "type": "string", "description": "Of the tenant", "enum": ["a", "b"] },
        "rents": { "type": "array", "items": { "type": "object", "properties": {
            "amount": { "type": "number" }, "paid": { "type": "boolean" },
        }, "required": ["amount"] } },
        "tags": { "type": "array", "items": { "type": "string" } },
    }, "required": ["name"] }));
    check(
        app.infer_schema(&Json(json!({ "a": 1, "b": [{ "c": "x" }] })))
            .0,
    );
    assert_eq!(app.schema_rows(&Json(json!({ "anyOf": [] }))), None);

    let request = app
        .read_curl("curl -X POST https://example.com -H 'X-A: 1' --compressed")
        .unwrap();
    assert_eq!(request.fields["method"], "POST");
    assert!(app.read_curl("wget https://example.com").is_err());
}

#[tokio::test(start_paused = true)]
async fn a_run_goes_from_one_block_on_with_the_outputs_of_another() {
    let (bench, run) = ran("code-params").await;
    let app = &bench.desk.app;
    let view = app.open_editor(&bench.draft).await.unwrap();
    let past = view.nodes[0].label.clone();
    let form = app
        .launch_form(&bench.draft.connection, &bench.draft.workflow, None)
        .await
        .unwrap();
    let inputs = form.fields.iter().map(|field| LaunchInput {
        key: field.key.clone(),
        text: "1".to_owned(),
    });
    let request = LaunchRequest {
        workflow: bench.draft.workflow.clone(),
        version: None,
        inputs: inputs.collect(),
        options: LaunchOptions::default(),
        partial: Some(PartialRun {
            blocks: vec!["later".to_owned()],
            outputs_of: Some(run),
        }),
    };
    let outcome = app.launch(&bench.draft.connection, &request).await.unwrap();
    assert!(
        matches!(outcome, LaunchOutcome::Started { .. }),
        "{outcome:?}"
    );
    let sent = bench.server.sent("/run/workflows/blocks");
    assert_eq!(sent[0]["block_labels"], json!(["later"]));
    assert!(!sent[0]["block_outputs"][&past].is_null(), "{}", sent[0]);
    assert_eq!(sent[0]["browser_session_id"], "pbs_7");
}
