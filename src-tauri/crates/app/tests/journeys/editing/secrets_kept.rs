//! Secrets of a workflow go back to the server unchanged and never to a window.

use app::event::Event;
use app::views::editor::{Edit, Gap, PublishOutcome, Scope, YamlOutcome};
use serde_json::{Value, json};

use super::{Bench, key, set};

/// Stands in every secret of these journeys.
const MARK: &str = "quetzalcoatl";
const SECRET: &str = "skyvern_enc:aesgcm-v1:quetzalcoatl";
const SET: &str = "•••••• (set)";

fn upload() -> Value {
    json!({
        "title": "Upload", "status": "published",
        "cdp_connect_headers": { "Authorization": "quet***quetzalcoatl" },
        "proxy_location": { "url": "http://me:quetzalcoatl@proxy.example.com:8080" },
        "extra_http_headers": { "X-Trace": SECRET, "X-Plain": "open" },
        "workflow_definition": {
            "version": 1, "parameters": [],
            "blocks": [
                { "block_type": "file_upload", "label": "upload", "storage_type": "sftp",
                  "sftp_host": "files.example.com", "sftp_username": "me", "sftp_password": SECRET },
                { "block_type": "http_request", "label": "tell", "url": "https://example.com",
                  "headers": { "X-Key": SECRET } },
                { "block_type": "send_email", "label": "mail", "sender": "a@example.com",
                  "recipients": ["b@example.com"], "subject": "s", "body": "b",
                  "custom_smtp_host": "smtp.example.com", "custom_smtp_password": "quetzalcoatl-open" },
            ],
        },
    })
}

/// Everything that windows were told and shown.
async fn told(bench: &mut Bench) -> String {
    let app = &bench.desk.app;
    let draft = bench.draft.clone();
    let mut told = json!(app.open_editor(&draft).await.unwrap()).to_string();
    for label in ["upload", "tell", "mail"] {
        told += &json!(app.editor_block(&draft, &key(label)).await.unwrap()).to_string();
        told += &json!(app.editor_yaml(&draft, Some(&key(label))).await.unwrap()).to_string();
    }
    told += &app.editor_yaml(&draft, None).await.unwrap().text;
    told += &app
        .copy_blocks(&draft, &["upload", "tell", "mail"].map(key))
        .await
        .unwrap();
    let merge = app.merge_view(&draft).await.unwrap();
    told += &json!(merge).to_string();
    for event in bench.desk.told() {
        if let Event::EditorChanged(change) = event {
            told += &json!(change).to_string();
        }
    }
    told
}

#[tokio::test(start_paused = true)]
async fn secrets_are_never_told() {
    let mut bench = Bench::with(&upload()).await;
    bench
        .type_in("upload", "sftp_host", "new.example.com")
        .await;
    bench
        .edit(Edit::Copy {
            blocks: vec![key("upload")],
            to: Gap {
                scope: Scope::Workflow,
                after: Some(key("mail")),
            },
        })
        .await;
    let told = told(&mut bench).await;
    assert!(told.contains("new.example.com") && told.contains(SET));
    let around = told
        .find(MARK)
        .map(|at| told[at.saturating_sub(200)..at + 20].to_owned());
    assert_eq!(around, None);

    let view = bench.desk.app.open_editor(&bench.draft).await.unwrap();
    assert_eq!(
        view.head.secret_settings,
        ["cdp_connect_headers", "proxy_location"]
    );
    assert_eq!(view.head.settings["extra_http_headers"]["X-Plain"], "open");
    let detail = bench
        .desk
        .app
        .editor_block(&bench.draft, &key("upload"))
        .await
        .unwrap();
    assert_eq!(detail.secrets, ["sftp_password"]);
    assert_eq!(detail.fields["sftp_password"], Value::Null);
}

#[tokio::test(start_paused = true)]
async fn secrets_go_back_unchanged_unless_they_are_typed_anew() {
    let bench = Bench::with(&upload()).await;
    let text = bench
        .desk
        .app
        .editor_yaml(&bench.draft, None)
        .await
        .unwrap()
        .text;
    let text = text.replace("files.example.com", "other.example.com");
    let outcome = bench
        .desk
        .app
        .edit_yaml(&bench.draft, None, &text)
        .await
        .unwrap();
    assert!(matches!(outcome, YamlOutcome::Taken { .. }), "{outcome:?}");
    // The window sends whole fields back.
    bench
        .edit(set(
            "tell",
            "headers",
            json!({ "X-Key": SET, "X-New": "1" }),
        ))
        .await;
    bench
        .edit(set("mail", "custom_smtp_password", json!("typed")))
        .await;
    let outcome = bench.desk.app.publish(&bench.draft, None).await.unwrap();
    assert!(
        matches!(outcome, PublishOutcome::Published { .. }),
        "{outcome:?}"
    );

    let newest = bench.server.newest(bench.id());
    let blocks = &newest["workflow_definition"]["blocks"];
    assert_eq!(blocks[0]["sftp_host"], "other.example.com");
    assert_eq!(blocks[0]["sftp_password"], SECRET);
    assert_eq!(
        blocks[1]["headers"],
        json!({ "X-Key": SECRET, "X-New": "1" })
    );
    assert_eq!(blocks[2]["custom_smtp_password"], "typed");
    for setting in [
        "cdp_connect_headers",
        "proxy_location",
        "extra_http_headers",
    ] {
        assert_eq!(newest[setting], upload()[setting], "{setting}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_secret_that_is_not_known_is_asked_for() {
    let bench = Bench::with(&upload()).await;
    let text = format!(
        "- block_type: file_upload\n  label: strange\n  storage_type: s3\n  aws_secret_access_key: '{SET}'\n"
    );
    let at = Gap {
        scope: Scope::Workflow,
        after: None,
    };
    let fault = bench
        .desk
        .app
        .paste_blocks(&bench.draft, &text, &at)
        .await
        .unwrap_err();
    assert_eq!(
        fault.to_string(),
        "The secret `aws_secret_access_key` is not known here; type it anew."
    );
    let copied = bench
        .desk
        .app
        .copy_blocks(&bench.draft, &[key("upload")])
        .await
        .unwrap();
    bench
        .desk
        .app
        .paste_blocks(&bench.draft, &copied, &at)
        .await
        .unwrap();
    bench.desk.app.publish(&bench.draft, None).await.unwrap();
    let newest = bench.server.newest(bench.id());
    assert_eq!(
        newest["workflow_definition"]["blocks"][0]["sftp_password"],
        SECRET
    );
}
