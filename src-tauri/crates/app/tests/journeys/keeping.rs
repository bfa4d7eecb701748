//! What a person does with workflows: find, file, copy, exchange, delete.

use std::path::PathBuf;
use std::time::Duration;

use app::error::Error;
use app::event::Event;
use app::ids::{ConnectionId, FolderId, WorkflowId};
use app::views::workflows::{TextFormat, WorkflowRow};
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::skyvern::{Fault, Skyvern};

fn fixture(name: &str) -> String {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../tests/fixtures/workflows"
    );
    std::fs::read_to_string(format!("{folder}/{name}")).expect(name)
}

/// A server with the workflow that has a block of every kind, and a desk that knows it.
async fn with_every_kind() -> (Skyvern, Desk, ConnectionId, WorkflowId) {
    let server = Skyvern::start().await;
    let stored: Value = serde_json::from_str(&fixture("every-kind.stored.json")).unwrap();
    let id = stored["workflow_permanent_id"].as_str().unwrap().to_owned();
    server.world().workflows.push(stored);
    server.world().stage(&["demo10"]);
    let mut desk = Desk::new().await;
    let connection = desk.connect(&server).await;
    (server, desk, connection, WorkflowId(id))
}

#[tokio::test(start_paused = true)]
async fn a_word_in_a_prompt_finds_the_workflow() {
    let server = Skyvern::start().await;
    server.world().stage(&["demo10", "wait1", "extraction-llm"]);
    let run = server.world().begin("demo10");
    server.world().run(&run).end();
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let check = async |words: &str, title: &str, field: &str| {
        let hits = desk.app.search_workflows(&id, words).await.unwrap();
        let rows = desk.app.workflows(&id).await.unwrap();
        let titles = hits.iter().map(|hit| {
            let mut rows = rows.iter();
            let row = rows.find(|row| row.id == hit.id).unwrap();
            row.title.clone()
        });
        assert_eq!(titles.collect::<Vec<_>>(), [title], "{words}");
        let place = hits[0].place.as_ref().map(|place| place.field.as_str());
        assert_eq!(place.unwrap_or_default(), field, "{words}");
    };
    check("order lamps", "Order lamps (demo)", "").await;
    assert!(
        desk.app
            .search_workflows(&id, "zeppelin")
            .await
            .unwrap()
            .is_empty()
    );
    let found = desk.app.search_everything(&id, "each_item").await.unwrap();
    let block = &found.blocks[0];
    assert_eq!(
        (block.label.as_str(), block.kind.as_str()),
        ("each_item", "for_loop")
    );
    let found = desk.app.search_everything(&id, "lamps").await.unwrap();
    assert_eq!((found.workflows.len(), found.runs.len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn workflows_are_filed_in_folders() {
    let (server, mut desk, id, workflow) = with_every_kind().await;
    desk.forget_events();
    let bills = desk.app.create_folder(&id, " Bills ").await.unwrap();
    assert_eq!(bills.title, "Bills");
    let refused = desk.app.create_folder(&id, "  ").await.unwrap_err();
    assert_eq!(refused.to_string(), "Give the folder a name.");
    let moved = desk
        .app
        .move_workflows(&id, std::slice::from_ref(&workflow), Some(bills.id.clone()))
        .await;
    moved.unwrap();
    let app = desk.app.clone();
    let row = async || {
        let rows = app.workflows(&id).await.unwrap();
        rows.into_iter().find(|row| row.id == workflow)
    };
    assert_eq!(row().await.unwrap().folder, Some(bills.id.clone()));
    let renamed = desk.app.rename_folder(&id, &bills.id, "Invoices").await;
    assert_eq!(renamed.unwrap().title, "Invoices");
    assert_eq!(desk.app.folders(&id).await.unwrap()[0].title, "Invoices");

    desk.app.delete_folder(&id, &bills.id, false).await.unwrap();
    desk.synchronised(&id).await;
    assert_eq!(row().await.unwrap().folder, None);
    let gone = desk.app.delete_folder(&id, &bills.id, false).await;
    assert!(
        matches!(gone, Err(Error::NotSupported(_) | Error::NotFound(_))),
        "{gone:?}"
    );

    let again = desk.app.create_folder(&id, "Again").await.unwrap();
    let into = Some(again.id.clone());
    desk.app
        .move_workflows(&id, std::slice::from_ref(&workflow), into)
        .await
        .unwrap();
    desk.forget_events();
    desk.app.delete_folder(&id, &again.id, true).await.unwrap();
    desk.synchronised(&id).await;
    assert_eq!(row().await, None);
    assert_eq!(server.world().workflows.len(), 1);
}

/// The definition that was sent, without what belongs to one place.
fn sent(server: &Skyvern) -> Value {
    let world = server.world();
    let mut creations = world.asked.iter().rev();
    let creation = creations
        .find(|asked| asked.line() == "POST /v1/workflows")
        .expect("something was created");
    let mut definition = creation.body["json_definition"].clone();
    let fields = definition.as_object_mut().unwrap();
    fields.remove("title");
    fields.remove("folder_id");
    definition
}

#[tokio::test(start_paused = true)]
async fn a_copy_has_every_field_and_stands_beside_the_original() {
    let (server, desk, id, workflow) = with_every_kind().await;
    let copies = desk
        .app
        .duplicate_workflows(&id, std::slice::from_ref(&workflow))
        .await
        .unwrap();
    let stored: Value = serde_json::from_str(&fixture("every-kind.stored.json")).unwrap();
    let title = stored["title"].as_str().unwrap();
    assert_eq!(copies[0].title, format!("{title} (copy)"));
    assert_ne!(copies[0].id, workflow);
    let mut expected = workflow::convert::to_create(&stored);
    let fields = expected.as_object_mut().unwrap();
    fields.remove("title");
    fields.remove("folder_id");
    assert_eq!(sent(&server), expected);
    let key = {
        let world = server.world();
        let creation = world
            .asked
            .iter()
            .find(|asked| asked.line() == "POST /v1/workflows");
        creation.unwrap().headers.get("idempotency-key").cloned()
    };
    assert!(key.is_some(), "it is made once, whatever the network does");
    assert_eq!(desk.titles(&id).await.len(), 3);
}

#[tokio::test(start_paused = true)]
async fn what_was_exported_can_be_imported_elsewhere() {
    let (server, desk, id, workflow) = with_every_kind().await;
    let folder = desk.folder.path().join("exported");
    std::fs::create_dir(&folder).unwrap();
    let stored: Value = serde_json::from_str(&fixture("every-kind.stored.json")).unwrap();
    let mut expected = workflow::convert::to_create(&stored);
    let fields = expected.as_object_mut().unwrap();
    fields.remove("title");
    fields.remove("folder_id");
    // The server answers with them in plain text; whoever exports is told.
    let secrets: Vec<String> = workflow::texts::open_secrets(&stored)
        .iter()
        .map(|place| {
            let label = place.block.unwrap();
            let title = stored["title"].as_str().unwrap();
            format!("{} of {label} in “{title}”", place.field)
        })
        .collect();
    assert!(secrets.len() > 4, "{secrets:?}");
    let secrets = [secrets.clone(), secrets].concat();
    for format in [TextFormat::Yaml, TextFormat::Json] {
        let report = desk
            .app
            .export_workflows(
                &id,
                &[workflow.clone(), workflow.clone()],
                format,
                folder.clone(),
            )
            .await
            .unwrap();
        assert_eq!(report.files.len(), 2, "nothing is overwritten");
        assert_eq!(report.open_secrets, secrets, "each in both files");
        let file = PathBuf::from(&report.files[0]);
        let report = desk.app.import_files(&id, None, vec![file]).await.unwrap();
        assert!(report.failed.is_empty(), "{report:?}");
        assert_eq!(report.imported.len(), 1);
        let mut arrived = sent(&server);
        // The server's own default; it is said, not left out.
        arrived
            .as_object_mut()
            .unwrap()
            .retain(|name, _| expected.get(name).is_some());
        assert_eq!(arrived, expected, "{format:?}");
    }
    let to = desk.folder.path().join("nowhere");
    let refused = desk
        .app
        .export_workflows(&id, &[workflow], TextFormat::Json, to)
        .await;
    assert!(matches!(refused, Err(Error::File(_))), "{refused:?}");
}

#[expect(
    clippy::too_many_lines,
    reason = "one file after the other, each with its sentence"
)]
#[tokio::test(start_paused = true)]
async fn a_file_that_cannot_be_imported_stops_no_other() {
    let (server, desk, id, _) = with_every_kind().await;
    let folder = desk.folder.path();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let linear = fixture("linear.yaml");
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(linear.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let large = folder.join("large.yaml");
    let sparse = std::fs::File::create(&large).unwrap();
    sparse.set_len(65 * 1024 * 1024).unwrap();
    let files = vec![
        write("picture.png", b"\x89PNG\r\n\x1a\n"),
        write("list.json", b"[1, 2]"),
        write(
            "refused.yaml",
            linear.replacen("title:", "title: refused #", 1).as_bytes(),
        ),
        folder.join("missing.yaml"),
        large,
        write("wide.yaml", &wide),
        write("several.yaml", fixture("several-documents.yaml").as_bytes()),
    ];
    let report = desk
        .app
        .import_files(&id, Some(FolderId("fld_1".to_owned())), files)
        .await
        .unwrap();
    let failed: Vec<(&str, &str)> = report
        .failed
        .iter()
        .map(|failure| (failure.file.as_str(), failure.message.as_str()))
        .collect();
    let (names, messages): (Vec<&str>, Vec<&str>) = failed.into_iter().unzip();
    assert_eq!(
        names,
        [
            "picture.png",
            "list.json",
            "refused.yaml",
            "missing.yaml",
            "large.yaml"
        ]
    );
    assert!(messages[0].contains("no text in UTF-8"), "{messages:?}");
    assert!(messages[1].starts_with("list.json, line 1"), "{messages:?}");
    assert_eq!(
        messages[2],
        "“refused”: The workflow is not valid: title: this title is refused."
    );
    assert!(
        messages[3].starts_with("It cannot be read: "),
        "{messages:?}"
    );
    assert_eq!(
        messages[4],
        "It has 68 MB. A workflow file has at most 64 MB."
    );
    assert!(report.imported.len() >= 3, "{:?}", report.imported);
    let of_folder = |row: &WorkflowRow| row.folder == Some(FolderId("fld_1".to_owned()));
    assert!(report.imported.iter().all(of_folder));

    // The server goes away in the middle: what arrived is told, and what did not.
    let both = format!("{linear}---\n{linear}---\n{linear}");
    server.world().faults_after = Some((1, Fault::Unanswered));
    let report = desk.app.import_text(&id, None, &both).await.unwrap();
    assert_eq!((report.imported.len(), report.failed.len()), (1, 2));
    assert!(
        report.failed[1].message.contains("not sent"),
        "{:?}",
        report.failed
    );
    let refused = desk.app.import_text(&id, None, &linear).await;
    assert!(matches!(refused, Err(Error::Offline(_))), "{refused:?}");
}

#[tokio::test(start_paused = true)]
async fn a_deletion_can_be_taken_back() {
    let server = Skyvern::start().await;
    server.world().stage(&["demo10", "wait1"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let rows = desk.app.workflows(&id).await.unwrap();
    let ids: Vec<WorkflowId> = rows.iter().map(|row| row.id.clone()).collect();
    desk.forget_events();
    let deletion = desk.app.delete_workflows(&id, &ids[..1]).await.unwrap();
    assert_eq!(desk.titles(&id).await.len(), 1);
    assert!(
        desk.app
            .search_workflows(&id, &rows[0].title)
            .await
            .unwrap()
            .is_empty()
    );
    // A comparison in between does not show it again.
    desk.synchronise(&id).await;
    assert_eq!(desk.titles(&id).await.len(), 1);
    assert!(desk.app.undo_deletion(&deletion.id).await.unwrap());
    assert_eq!(desk.titles(&id).await.len(), 2);
    tokio::time::sleep(Duration::from_mins(1)).await;
    assert_eq!(server.world().workflows.len(), 2);
    assert!(!desk.app.undo_deletion(&deletion.id).await.unwrap());

    let deletion = desk.app.delete_workflows(&id, &ids[..1]).await.unwrap();
    tokio::time::sleep(Duration::from_secs(9)).await;
    assert_eq!(server.world().workflows.len(), 1);
    assert!(
        !desk.app.undo_deletion(&deletion.id).await.unwrap(),
        "too late"
    );
    assert_eq!(desk.view(&id).await.workflow_count, 1);
}

#[tokio::test(start_paused = true)]
async fn what_is_deleted_when_eyrie_quits_is_deleted() {
    let mut server = Skyvern::start().await;
    server.world().stage(&["demo10", "wait1"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let row = desk.app.workflows(&id).await.unwrap().remove(0);
    desk.app.delete_workflows(&id, &[row.id]).await.unwrap();
    let mut desk = desk.restart().await;
    assert_eq!(server.world().workflows.len(), 1);
    desk.synchronised(&id).await;

    // A server that says nothing does not keep anybody from quitting, and loses nothing.
    let row = desk.app.workflows(&id).await.unwrap().remove(0);
    desk.app.delete_workflows(&id, &[row.id]).await.unwrap();
    server.break_down("/delete", Fault::Silent);
    let began = tokio::time::Instant::now();
    let desk = desk.restart().await;
    assert!(
        began.elapsed() <= Duration::from_secs(11),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(desk.titles(&id).await.len(), 1);
    server.stop().await;
}

#[tokio::test(start_paused = true)]
async fn what_could_not_be_deleted_is_shown_again() {
    let server = Skyvern::start().await;
    server.world().stage(&["demo10", "wait1"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let rows = desk.app.workflows(&id).await.unwrap();
    let ids: Vec<WorkflowId> = rows.into_iter().map(|row| row.id).collect();
    server.break_down(
        "/delete",
        Fault::Status(500, r#"{"error":"Database temporarily unavailable"}"#),
    );
    desk.forget_events();
    desk.app.delete_workflows(&id, &ids).await.unwrap();
    let notice = desk
        .until(|event| match event {
            Event::Notice(notice) => Some(notice.clone()),
            _ => None,
        })
        .await;
    assert_eq!(notice.title, "2 workflows were not deleted");
    assert_eq!(
        notice.body,
        "The server failed with status 500: Database temporarily unavailable."
    );
    assert_eq!(desk.titles(&id).await.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn older_versions_can_be_looked_at_also_offline() {
    let mut server = Skyvern::start().await;
    let workflow = server.world().stage(&["wait1"]);
    server
        .world()
        .save(&workflow, |it| it["title"] = json!("Second"));
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let workflow = WorkflowId(workflow);
    let versions = desk.app.workflow_versions(&id, &workflow).await.unwrap();
    let told: Vec<(u32, &str, bool)> = versions
        .iter()
        .map(|one| (one.version, one.title.as_str(), one.is_latest))
        .collect();
    assert_eq!(told, [(2, "Second", true), (1, "run-wait", false)]);
    server.stop().await;
    let old = desk.app.workflow(&id, &workflow, Some(1)).await.unwrap();
    assert_eq!((old.row.title.as_str(), old.row.version), ("run-wait", 1));
    let text = desk
        .app
        .workflow_text(&id, &workflow, Some(1), TextFormat::Yaml)
        .await
        .unwrap();
    assert!(text.contains("title: run-wait"), "{text}");
    let unknown = desk.app.workflow(&id, &workflow, Some(9)).await;
    assert!(matches!(unknown, Err(Error::Offline(_))), "{unknown:?}");
}
