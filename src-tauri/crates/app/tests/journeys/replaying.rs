//! Recordings, pictures and downloads: fetched when they are finished, kept, served to the windows.

use std::time::Duration;

use app::error::Error;
use app::event::Event;
use app::ids::{ArtifactId, ConnectionId, RunId};
use app::views::recordings::{RecordingMedia, RunMedia};
use reqwest::StatusCode;
use reqwest::header::{CONTENT_RANGE, CONTENT_TYPE, HOST, RANGE};

use crate::desk::Desk;
use crate::skyvern::{Fault, Skyvern};
use crate::watching::launched;

pub(crate) fn film(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/media");
    std::fs::read(format!("{folder}/{name}")).expect(name)
}

/// A run that has just ended, with its recording as the server has it at that moment: empty.
struct Ended {
    server: Skyvern,
    desk: Desk,
    id: ConnectionId,
    run: RunId,
    recording: String,
}

async fn ended() -> Ended {
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&["demo10"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let run = launched(&desk, &id, &workflow).await;
    desk.app.watch_run(&id, &run).await.unwrap();
    assert_eq!(
        desk.app.run_media(&id, &run).await.unwrap(),
        RunMedia::Preparing,
        "the run goes on"
    );
    let recording = {
        let mut world = server.world();
        world.run(run.as_str()).end();
        world.leave(run.as_str(), "recording", "recording.webm", b"")
    };
    Ended {
        server,
        desk,
        id,
        run,
        recording,
    }
}

impl Ended {
    async fn until_media_changed(&mut self) {
        let run = self.run.clone();
        self.desk
            .until(|event| match event {
                Event::MediaChanged { run: of, .. } if of == &run => Some(()),
                _ => None,
            })
            .await;
    }

    async fn media(&self) -> RunMedia {
        self.desk.app.run_media(&self.id, &self.run).await.unwrap()
    }

    /// The one recording of the run.
    async fn ready(&self) -> RecordingMedia {
        match self.media().await {
            RunMedia::Ready { mut recordings } => {
                assert_eq!(recordings.len(), 1);
                recordings.remove(0)
            }
            other => panic!("{other:?}"),
        }
    }

    fn finish(&self, name: &str, bytes: &[u8]) {
        let run = self.run.as_str();
        self.server
            .world()
            .finish(run, &self.recording, name, bytes);
    }
}

#[tokio::test(start_paused = true)]
async fn a_recording_is_fetched_once_it_is_finished() {
    let mut ended = ended().await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(ended.media().await, RunMedia::Preparing);
    assert_eq!(
        ended.server.count("/content"),
        0,
        "nothing is fetched empty"
    );
    ended.finish("recording.mp4", &film("film.mp4"));
    ended.until_media_changed().await;
    let ready = ended.ready().await;
    assert_eq!((ready.mime.as_str(), ready.is_kept), ("video/mp4", true));
    assert_eq!(
        ready.seconds.map(|seconds| (seconds * 10.0).round()),
        Some(24.0)
    );
    // It ended with the run, so it began so much earlier.
    let began = ready.starts_at.unwrap().to_rfc3339();
    assert!(began.starts_with("2026-11-23T00:12:"), "{began}");
    assert_eq!(ended.server.count("/content"), 1);

    // Without the server, and after a restart.
    let Ended {
        mut server,
        desk,
        id,
        run,
        ..
    } = ended;
    server.stop().await;
    let desk = desk.restart().await;
    let media = desk.app.run_media(&id, &run).await.unwrap();
    let RunMedia::Ready { recordings } = media else {
        panic!("{media:?}");
    };
    let bytes = reqwest::get(&recordings[0].url).await.unwrap();
    assert_eq!(bytes.headers()[CONTENT_TYPE], "video/mp4");
    assert_eq!(bytes.bytes().await.unwrap(), film("film.mp4"));
}

#[tokio::test(start_paused = true)]
async fn a_recording_may_stay_as_playwright_wrote_it() {
    let mut ended = ended().await;
    ended.finish("recording.webm", &film("as-playwright-writes-it.webm"));
    ended.until_media_changed().await;
    let ready = ended.ready().await;
    assert_eq!(ready.mime, "video/webm");
    assert_eq!(
        ready.seconds.map(|seconds| (seconds * 10.0).round()),
        Some(24.0)
    );
}

#[tokio::test(start_paused = true)]
async fn a_recording_that_stays_empty_is_given_up_and_tried_again() {
    let mut ended = ended().await;
    ended.until_media_changed().await;
    let none = RunMedia::None {
        reason: "The server's recording is empty; it did not finish writing it.".to_owned(),
    };
    assert_eq!(ended.media().await, none);
    let looks = ended.server.count("/artifacts");
    assert!((30..=45).contains(&looks), "{looks} looks in 40 seconds");
    // Whoever asks again starts a new try.
    assert_eq!(ended.media().await, RunMedia::Preparing);
    ended.finish("recording.mp4", &film("film.mp4"));
    ended.until_media_changed().await;
    ended.ready().await;
}

#[tokio::test(start_paused = true)]
async fn why_there_is_nothing_to_play_is_said() {
    let check = async |prepare: &dyn Fn(&Ended), reason: &str| {
        let mut ended = ended().await;
        prepare(&ended);
        ended.until_media_changed().await;
        let none = RunMedia::None {
            reason: reason.to_owned(),
        };
        assert_eq!(ended.media().await, none);
    };
    check(
        &|ended| {
            ended.server.world().artifacts.clear();
        },
        "This run has no recording: no browser was opened, or the server does not record.",
    )
    .await;
    check(
        &|ended| {
            ended.finish("recording.mp4", &film("film.mp4"));
            let mut world = ended.server.world();
            let files = world.artifacts.get_mut(ended.run.as_str()).unwrap();
            files[0]["archived"] = serde_json::json!(true);
        },
        "The server has archived this recording.",
    )
    .await;
    check(
        &|ended| {
            ended.finish("recording.mp4", &film("film.mp4"));
            ended.server.break_down("/content", Fault::Empty);
        },
        "The file has no content, so it was not kept.",
    )
    .await;
    check(
        &|ended| {
            ended.finish("recording.mp4", &film("film.mp4"));
            ended.server.break_down("/content", Fault::BrokenOff);
        },
        "127.0.0.1 cannot be reached: the connection broke off.",
    )
    .await;
    check(
        &|ended| {
            ended.finish("recording.mp4", &film("film.mp4"));
            ended.server.break_down(
                "/content",
                Fault::Status(404, r#"{"detail":"Artifact not found"}"#),
            );
        },
        "Not found: Artifact not found.",
    )
    .await;
}

async fn get(url: &str, headers: &[(reqwest::header::HeaderName, &str)]) -> reqwest::Response {
    let mut request = reqwest::Client::new().get(url);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    request.send().await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn the_window_gets_parts_of_a_film_and_strangers_get_nothing() {
    let mut ended = ended().await;
    ended.finish("recording.mp4", &film("film.mp4"));
    ended.until_media_changed().await;
    let (film, url) = (film("film.mp4"), ended.ready().await.url);
    let length = film.len();
    let whole = get(&url, &[]).await;
    assert_eq!(whole.status(), StatusCode::OK);
    assert_eq!(whole.bytes().await.unwrap(), film);

    let part = async |range: &str, expected: std::ops::Range<usize>| {
        let part = get(&url, &[(RANGE, range)]).await;
        assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT, "{range}");
        let told = format!("bytes {}-{}/{length}", expected.start, expected.end - 1);
        assert_eq!(part.headers()[CONTENT_RANGE], told.as_str());
        assert_eq!(part.bytes().await.unwrap(), film[expected]);
    };
    part("bytes=0-1", 0..2).await;
    part("bytes=100-", 100..length).await;
    part("bytes=-10", length - 10..length).await;
    part("bytes=10-999999", 10..length).await;
    let beyond = get(&url, &[(RANGE, "bytes=999999-")]).await;
    assert_eq!(beyond.status(), StatusCode::RANGE_NOT_SATISFIABLE);

    // A page of the web that found the port: another name for this computer, another token.
    let port = url.split(':').nth(2).unwrap().split('/').next().unwrap();
    let rebound = get(&url, &[(HOST, "attacker.example.com")]).await;
    assert_eq!(rebound.status(), StatusCode::NOT_FOUND);
    let rebound = get(&url, &[(HOST, &format!("localhost:{port}"))]).await;
    assert_eq!(rebound.status(), StatusCode::NOT_FOUND);
    let token = url.split('/').nth(3).unwrap();
    assert_eq!(token.len(), 32);
    let guessed = get(&url.replace(token, &"0".repeat(32)), &[]).await;
    assert_eq!(guessed.status(), StatusCode::NOT_FOUND);
    assert_eq!(guessed.text().await.unwrap(), "");
    // A connection that is not there, and a file that is not.
    let stranger = get(&url.replace(ended.id.as_str(), "con_ghost"), &[]).await;
    assert_eq!(stranger.status(), StatusCode::BAD_GATEWAY);
    assert_eq!(
        stranger.text().await.unwrap(),
        "This connection is no longer there."
    );
    let missing = get(&url.replace(&ended.recording, "a_ghost"), &[]).await;
    assert_eq!(missing.status(), StatusCode::BAD_GATEWAY);
    assert_eq!(
        missing.text().await.unwrap(),
        "Not found: Artifact not found a_ghost."
    );
    let outside = get(&url.replace(&ended.recording, "..%2F..%2Flibrary.db"), &[]).await;
    assert_eq!(outside.status(), StatusCode::BAD_GATEWAY);
}

#[tokio::test(start_paused = true)]
async fn what_several_want_is_fetched_once() {
    let ended = ended().await;
    let picture = ended.server.world().leave(
        ended.run.as_str(),
        "screenshot_llm",
        "1.png",
        b"\x89PNG\r\n\x1a\n...",
    );
    let base = ended.desk.app.media_base(&ended.id).unwrap();
    let url = format!("{base}{picture}");
    let (one, two, three) = tokio::join!(get(&url, &[]), get(&url, &[]), get(&url, &[]));
    for answer in [one, two, three] {
        assert_eq!(answer.headers()[CONTENT_TYPE], "image/png");
        assert_eq!(answer.bytes().await.unwrap().len(), 11);
    }
    assert_eq!(ended.server.count("/content"), 1);
    let pictures = ended
        .desk
        .app
        .screenshots(&ended.id, &ended.run)
        .await
        .unwrap();
    assert_eq!(pictures.len(), 1);
    assert_eq!(pictures[0].url, url);
}

#[tokio::test(start_paused = true)]
async fn recordings_give_way_unless_they_are_pinned() {
    let mut ended = ended().await;
    ended.finish("recording.mp4", &film("film.mp4"));
    ended.until_media_changed().await;
    let app = ended.desk.app.clone();
    let (id, run) = (ended.id.clone(), ended.run.clone());
    let row = async || app.recordings(&id).await.unwrap().remove(0);
    assert!(row().await.is_kept && !row().await.is_pinned);
    app.pin_recording(&id, &run, true).await.unwrap();
    let limit = async |bytes: f64| {
        let settings = app.settings();
        app.update_settings(app::views::settings::Settings {
            storage_limit_bytes: bytes,
            ..settings
        })
        .await
        .unwrap();
    };
    limit(100.0).await;
    assert!(row().await.is_kept && row().await.is_pinned);
    let usage = app.storage_usage().await.unwrap();
    let kept = u32::try_from(film("film.mp4").len()).unwrap();
    assert!(
        (usage.recordings_bytes - f64::from(kept)).abs() < 0.5,
        "{usage:?}"
    );

    app.pin_recording(&id, &run, false).await.unwrap();
    limit(99.0).await;
    assert!(!row().await.is_kept && row().await.is_available);
    // It does not fit any more, which is said.
    ended.desk.forget_events();
    assert_eq!(ended.media().await, RunMedia::Preparing);
    ended.until_media_changed().await;
    let RunMedia::None { reason } = ended.media().await else {
        panic!("it does not fit");
    };
    assert!(
        reason.starts_with("The file (")
            && reason.ends_with("Allow more space in the settings to keep it."),
        "{reason}"
    );
    // More room, and it is there again.
    limit(1e6).await;
    assert_eq!(ended.media().await, RunMedia::Preparing);
    ended.until_media_changed().await;
    ended.ready().await;
    app.remove_recording(&id, &run).await.unwrap();
    assert!(!row().await.is_kept);
}

#[tokio::test(start_paused = true)]
async fn downloads_are_saved_under_their_names() {
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&["http-save-file"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let run = launched(&desk, &id, &workflow).await;
    server.world().run(run.as_str()).end();
    let view = desk.app.watch_run(&id, &run).await.unwrap();
    let download = view.head.downloads[0].clone();
    let artifact = download.artifact.unwrap();
    let file = (
        "application/json".to_owned(),
        axum::body::Bytes::from_static(b"{}"),
    );
    server
        .world()
        .contents
        .insert(artifact.as_str().to_owned(), file);
    let opened = desk.app.artifact_file(&id, &run, &artifact).await.unwrap();
    assert_eq!(opened.file_name().unwrap().to_str().unwrap(), download.name);
    assert_eq!(std::fs::read(&opened).unwrap(), b"{}");
    let to = desk.folder.path().join("saved.json");
    desk.app
        .save_artifact(&id, &run, &artifact, &to)
        .await
        .unwrap();
    assert_eq!(std::fs::read(&to).unwrap(), b"{}");
    assert_eq!(server.count("/content"), 1);

    let nowhere = desk.folder.path().join("nowhere/saved.json");
    let refused = desk.app.save_artifact(&id, &run, &artifact, &nowhere).await;
    assert!(matches!(refused, Err(Error::File(_))), "{refused:?}");
    let ghost = ArtifactId("../../a_ghost".to_owned());
    let missing = desk.app.artifact_file(&id, &run, &ghost).await;
    assert!(matches!(missing, Err(Error::NotFound(_))), "{missing:?}");
    assert!(!desk.folder.path().join("a_ghost").exists());
    // Copies for other programs do not pile up.
    let desk = desk.restart().await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(!opened.exists());
    drop(desk);
}
