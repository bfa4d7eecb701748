//! Live pictures: by socket, by screenshots, and their end.

use std::pin::Pin;
use std::time::Duration;

use app::event::Event;
use app::ids::{ConnectionId, RunId};
use app::views::connections::KeyStorage;
use app::views::runs::LiveFrame;
use futures_util::{Stream, StreamExt as _};
use secrets::Secret;

use crate::desk::{Desk, form};
use crate::skyvern::{Scene, Skyvern};
use crate::watching::launched;

type Pictures = Pin<Box<dyn Stream<Item = LiveFrame> + Send>>;

/// A run under way that somebody looks at.
async fn under_way(recording: &'static str) -> (Skyvern, Desk, ConnectionId, RunId) {
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&[recording]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let run = launched(&desk, &id, &workflow).await;
    desk.app.watch_run(&id, &run).await.unwrap();
    (server, desk, id, run)
}

fn pictures(desk: &Desk, id: &ConnectionId, run: &RunId) -> Pictures {
    Box::pin(desk.app.live_view(id, run).unwrap())
}

fn picture(number: u32) -> Scene {
    Scene::Message(format!(
        r#"{{"workflow_run_id":"wr_1","status":"running","screenshot":"cGlj{number}","format":"jpeg","viewport_width":1920,"viewport_height":1080,"url":"http://shop/{number}"}}"#
    ))
}

fn status(word: &str) -> Scene {
    Scene::Message(format!(r#"{{"workflow_run_id":"wr_1","status":"{word}"}}"#))
}

/// The next frame in words.
async fn next(pictures: &mut Pictures) -> String {
    let next = tokio::time::timeout(Duration::from_mins(10), pictures.next());
    match next.await.expect("something comes") {
        None => "end".to_owned(),
        Some(LiveFrame::Starting) => "starting".to_owned(),
        Some(LiveFrame::Frame { image, url, .. }) => {
            assert!(image.starts_with("data:image/jpeg;base64,cGlj"), "{image}");
            format!("picture of {}", url.unwrap_or_default())
        }
        Some(LiveFrame::Screenshot { reason, .. }) => format!("screenshot: {reason}"),
        Some(LiveFrame::Lost { message }) => format!("lost: {message}"),
        Some(LiveFrame::NoBrowser) => "no browser".to_owned(),
        Some(LiveFrame::Ended) => "ended".to_owned(),
    }
}

async fn check(pictures: &mut Pictures, expected: &[&str]) {
    for expected in expected {
        assert_eq!(next(pictures).await, *expected);
    }
}

#[tokio::test(start_paused = true)]
async fn pictures_come_until_the_run_ends() {
    let (server, desk, id, run) = under_way("demo10").await;
    let script = vec![
        status("running"),
        picture(1),
        picture(2),
        status("completed"),
    ];
    server.world().live.push_back(script);
    let mut pictures = pictures(&desk, &id, &run);
    let expected = [
        "starting",
        "picture of http://shop/1",
        "picture of http://shop/2",
        "ended",
        "end",
    ];
    check(&mut pictures, &expected).await;
}

#[tokio::test(start_paused = true)]
async fn a_broken_connection_is_made_again() {
    let (server, desk, id, run) = under_way("demo10").await;
    let scripts = [
        vec![picture(1), Scene::Break],
        vec![
            Scene::Message("Invalid credential provided".to_owned()),
            Scene::Close(1000, ""),
        ],
        // Five minutes without a change: the run goes on.
        vec![picture(2), status("timeout"), Scene::Close(1000, "")],
        vec![picture(3), Scene::Silence],
    ];
    server.world().live.extend(scripts);
    let mut pictures = pictures(&desk, &id, &run);
    let expected = [
        "starting",
        "picture of http://shop/1",
        "lost: The connection broke off.",
        "lost: Invalid credential provided.",
        "picture of http://shop/2",
        "lost: The server stopped sending pictures.",
        "picture of http://shop/3",
    ];
    check(&mut pictures, &expected).await;
    // The end of the run is known from watching it.
    server.world().run(run.as_str()).end();
    server.world().live.push_back(vec![Scene::Break]);
    let last = loop {
        match next(&mut pictures).await {
            frame if frame.starts_with("lost") => {}
            frame => break frame,
        }
    };
    assert_eq!(last, "ended");
}

#[tokio::test(start_paused = true)]
async fn nobody_looks_nobody_asks() {
    let (server, desk, id, run) = under_way("demo10").await;
    server
        .world()
        .live
        .push_back(vec![picture(1), Scene::Break]);
    let mut watched = pictures(&desk, &id, &run);
    check(&mut watched, &["starting", "picture of http://shop/1"]).await;
    drop(watched);
    tokio::time::sleep(Duration::from_mins(5)).await;
    assert_eq!(server.world().live_views, 1);

    let unknown = desk.app.live_view(&"con_ghost".into(), &run);
    assert!(unknown.is_err());
}

#[tokio::test(start_paused = true)]
async fn screenshots_stand_in_where_there_are_no_pictures() {
    let (server, desk, id, run) = under_way("demo10").await;
    let leave = |bytes: &[u8]| {
        let mut world = server.world();
        world.leave(run.as_str(), "screenshot_llm", "1.png", bytes)
    };
    leave(b"\x89PNG 1");
    server
        .world()
        .live
        .push_back(vec![Scene::Close(4001, "use-vnc-streaming")]);
    let mut pictures = pictures(&desk, &id, &run);
    let reason = "screenshot: This server shows browsers through VNC only.";
    check(&mut pictures, &["starting", reason]).await;
    tokio::time::sleep(Duration::from_mins(1)).await;
    server.world().artifacts.clear();
    leave(b"\x89PNG 2");
    check(&mut pictures, &[reason]).await;
    server.world().run(run.as_str()).end();
    check(&mut pictures, &["ended", "end"]).await;
}

#[tokio::test(start_paused = true)]
async fn a_late_picture_is_waited_for() {
    let (server, desk, id, run) = under_way("demo10").await;
    {
        let mut world = server.world();
        world.leave(run.as_str(), "screenshot_llm", "1.png", b"\x89PNG");
        let silence = vec![status("running"), Scene::Silence];
        world.live.push_back(silence);
    }
    let mut pictures = pictures(&desk, &id, &run);
    let bridge = "screenshot: No live picture has come from the server yet.";
    check(&mut pictures, &["starting", bridge]).await;
}

#[tokio::test(start_paused = true)]
async fn a_run_without_a_browser_says_so() {
    let (server, desk, id, run) = under_way("wait1").await;
    server
        .world()
        .live
        .push_back(vec![status("running"), Scene::Silence]);
    let mut pictures = pictures(&desk, &id, &run);
    check(&mut pictures, &["starting", "no browser"]).await;
}

#[tokio::test(start_paused = true)]
async fn another_key_opens_another_socket_and_no_connection_none() {
    let (server, mut desk, id, run) = under_way("demo10").await;
    server.world().live.extend([
        vec![picture(1), Scene::Silence],
        vec![picture(2), Scene::Silence],
    ]);
    let mut watched = pictures(&desk, &id, &run);
    check(&mut watched, &["starting", "picture of http://shop/1"]).await;
    "sk-new".clone_into(&mut server.world().key);
    desk.app
        .update_connection(
            &id,
            form(&server.base_url()),
            Some(Secret::from("sk-new")),
            KeyStorage::Keychain,
        )
        .await
        .unwrap();
    let expected = [
        "lost: The connection was changed.",
        "picture of http://shop/2",
    ];
    check(&mut watched, &expected).await;
    desk.app.delete_connection(&id).await.unwrap();
    let expected = ["lost: The connection was changed.", "ended", "end"];
    check(&mut watched, &expected).await;
    let told = desk.told();
    assert!(told.iter().any(
        |event| matches!(event, Event::ConnectionsChanged(view) if view.connections.is_empty())
    ));
}
