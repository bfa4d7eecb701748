//! A key is seen by the keychain and by the server it belongs to, and by nothing else.

use std::fmt::{self, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::event::Event;
use app::ids::{ConnectionId, RunId};
use app::views::connections::{KeyStorage, TypedKey};
use app::views::launch::{CommandLanguage, LaunchOptions, LaunchRequest};
use app::views::workflows::TextFormat;
use futures_util::StreamExt as _;
use secrets::Secret;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};

use crate::desk::{Desk, form};
use crate::replaying::film;
use crate::skyvern::{Fault, KEY, Scene, Skyvern};
use crate::watching::launched;

/// The second key, which takes the place of the first.
const OTHER_KEY: &str = "sk-marker-other-8a0d3e";
/// What both keys begin with; nothing else does.
const MARKER: &str = "sk-marker";

/// Everything that was logged, whatever its level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Log {
    fn note(&self, record: impl FnOnce(&mut dyn Visit)) {
        let mut line = Line(String::new());
        record(&mut line);
        let mut log = self.0.lock().unwrap();
        log.push_str(&line.0);
        log.push('\n');
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, "{field}={value:?} ").expect("a text grows");
    }
}

impl tracing::Subscriber for Log {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.note(|line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.note(|line| values.record(line));
    }

    fn event(&self, event: &tracing::Event<'_>) {
        self.note(|line| event.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// What was said to the person: views, events, errors.
#[derive(Default)]
struct Said(String);

impl Said {
    fn note(&mut self, what: &impl fmt::Debug) {
        writeln!(self.0, "{what:?}").expect("a text grows");
    }

    fn note_view(&mut self, view: &(impl fmt::Debug + serde::Serialize)) {
        self.note(view);
        self.0.push_str(&serde_json::to_string(view).unwrap());
    }

    /// An outcome that may be an error, as text, too.
    fn note_outcome<T: fmt::Debug>(&mut self, outcome: &app::error::Result<T>) {
        self.note(outcome);
        if let Err(fault) = outcome {
            writeln!(self.0, "{fault}").expect("a text grows");
        }
    }

    fn note_events(&mut self, events: &[Event]) {
        for event in events {
            self.note(event);
            let json = match event {
                Event::ConnectionsChanged(view) => serde_json::to_string(view),
                Event::WorkflowsChanged(change) => serde_json::to_string(change),
                Event::RunChanged(change) => serde_json::to_string(change),
                Event::SettingsChanged(settings) => serde_json::to_string(settings),
                Event::EditorChanged(change) => serde_json::to_string(change),
                Event::Notice(notice) => serde_json::to_string(notice),
                Event::FoldersChanged { .. }
                | Event::RunsChanged { .. }
                | Event::MediaChanged { .. } => continue,
            };
            self.0.push_str(&json.unwrap());
        }
    }
}

/// The files below `folder` that have the marker in them.
fn files_with_marker(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with_marker(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            let marker = MARKER.as_bytes();
            if bytes.windows(marker.len()).any(|part| part == marker) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

/// Uses everything that uses the key, while all is well and while all goes wrong.
async fn use_everything(server: &Skyvern, desk: &mut Desk, id: &ConnectionId, said: &mut Said) {
    let app = desk.app.clone();
    let workflow = app.workflows(id).await.unwrap().remove(0).id;
    let request = LaunchRequest {
        workflow: workflow.clone(),
        version: None,
        inputs: Vec::new(),
        options: LaunchOptions::default(),
        partial: None,
    };
    let languages = [
        CommandLanguage::Curl,
        CommandLanguage::Python,
        CommandLanguage::Typescript,
    ];
    let faults = [
        None,
        // Servers may repeat what they were sent.
        Some(Fault::Status(
            500,
            r#"{"error":"bad key sk-marker-4f1d7c9e2b"}"#,
        )),
        Some(Fault::Status(
            403,
            r#"{"detail":"Invalid credentials sk-marker-4f1d7c9e2b"}"#,
        )),
        Some(Fault::Status(
            422,
            r#"{"detail":[{"loc":["body"],"msg":"sk-marker-4f1d7c9e2b"}]}"#,
        )),
        Some(Fault::Status(200, r#"{"sk-marker-4f1d7c9e2b": "#)),
        Some(Fault::Status(200, r#"["sk-marker-4f1d7c9e2b"]"#)),
        Some(Fault::Html),
        Some(Fault::BrokenOff),
        Some(Fault::Silent),
    ];
    for fault in faults {
        server.recover();
        if let Some(fault) = fault {
            server.break_down(" ", fault);
        }
        said.note_outcome(
            &app.test_connection(form(&server.base_url()), None, Some(id.clone()))
                .await,
        );
        said.note_outcome(&app.check_connection(id).await);
        said.note_outcome(&app.launch(id, &request).await);
        for language in languages {
            said.note_outcome(&app.launch_command(id, &request, language).await);
        }
        said.note_outcome(&app.launch_form(id, &workflow, None).await);
        said.note_outcome(&app.watch_run(id, &RunId("wr_ghost".to_owned())).await);
        said.note_outcome(&app.workflow_versions(id, &workflow).await);
        said.note_outcome(
            &app.workflow_text(id, &workflow, None, TextFormat::Yaml)
                .await,
        );
        said.note_outcome(&app.credentials(id).await);
        said.note_outcome(&app.schedules(id).await);
        said.note_outcome(&app.media_base(id));
        said.note_outcome(&app.create_folder(id, "Bills").await);
        said.note_outcome(&app.import_text(id, None, "title: x").await);
        said.note(&app);
        tokio::time::sleep(Duration::from_mins(1)).await;
        said.note_events(&desk.told());
    }
    server.recover();
}

/// A run with its live view, its timeline and its recording.
async fn watch_and_replay(
    server: &Skyvern,
    desk: &Desk,
    id: &ConnectionId,
    workflow: &str,
    said: &mut Said,
) {
    let run = launched(desk, id, workflow).await;
    server.world().live.push_back(vec![
        Scene::Message("Invalid credential provided: sk-marker-4f1d7c9e2b".to_owned()),
        Scene::Break,
    ]);
    let mut live = Box::pin(desk.app.live_view(id, &run).unwrap());
    for _ in 0..2 {
        said.note(&live.next().await);
    }
    drop(live);
    said.note_view(&desk.app.watch_run(id, &run).await.unwrap());
    {
        let mut world = server.world();
        world.run(run.as_str()).end();
        world.leave(
            run.as_str(),
            "recording",
            "recording.mp4",
            &film("film.mp4"),
        );
    }
    tokio::time::sleep(Duration::from_mins(1)).await;
    said.note_view(&desk.app.run_media(id, &run).await.unwrap());
}

fn both_keys_were_used(server: &Skyvern) {
    let used = server.world().asked.clone();
    for (key, at_least) in [(KEY, 50), (OTHER_KEY, 3)] {
        let keys = used
            .iter()
            .filter_map(|asked| asked.headers.get("x-api-key"));
        let count = keys
            .filter(|sent| sent.as_bytes() == key.as_bytes())
            .count();
        assert!(count > at_least, "{count}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_key_leaves_no_trace() {
    let log = Log::default();
    // For all threads; only this test does so.
    tracing::subscriber::set_global_default(log.clone()).unwrap();
    let mut said = Said::default();
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&["demo10"]);
    let mut desk = Desk::new().await;

    // As it comes from the window.
    let typed: TypedKey = serde_json::from_value(serde_json::json!(format!(" {KEY}\n"))).unwrap();
    said.note(&typed);
    let refused = desk
        .app
        .add_connection(form("nonsense://"), Secret::from(KEY), KeyStorage::Keychain)
        .await;
    said.note_outcome(&refused);
    let added = desk
        .app
        .add_connection(
            form(&server.base_url()),
            typed.into_secret(),
            KeyStorage::Keychain,
        )
        .await
        .unwrap();
    said.note_view(&added);
    let id = added.id;
    desk.synchronised(&id).await;
    assert_eq!(desk.ring.key(&id).as_deref(), Some(KEY));

    watch_and_replay(&server, &desk, &id, &workflow, &mut said).await;
    use_everything(&server, &mut desk, &id, &mut said).await;

    OTHER_KEY.clone_into(&mut server.world().key);
    let changed = desk.app.update_connection(
        &id,
        form(&server.base_url()),
        Some(Secret::from(OTHER_KEY)),
        KeyStorage::Memory,
    );
    said.note_outcome(&changed.await);
    tokio::time::sleep(Duration::from_mins(1)).await;
    said.note_view(&desk.app.connections().await.unwrap());
    said.note_view(&desk.app.settings());
    said.note_view(&desk.app.about());
    said.note_events(&desk.told());
    assert_eq!(desk.ring.key(&id), None, "the first key is gone");
    both_keys_were_used(&server);
    desk.app.close().await;

    let log = log.0.lock().unwrap().clone();
    assert!(log.lines().count() > 50, "the log is captured");
    assert!(said.0.len() > 10_000, "what is said is captured");
    let places = |text: &str| {
        let lines = text.lines().filter(|line| line.contains(MARKER));
        lines
            .map(|line| line.chars().take(300).collect::<String>())
            .collect::<Vec<_>>()
    };
    assert_eq!(places(&log), Vec::<String>::new(), "in the log");
    assert_eq!(places(&said.0), Vec::<String>::new(), "said");
    assert_eq!(
        files_with_marker(desk.folder.path()),
        Vec::<String>::new(),
        "on the disk"
    );
    assert!(!format!("{:?}", desk.store.get("connections")).contains(MARKER));
    assert!(!format!("{:?}", desk.store.get("settings")).contains(MARKER));
}
