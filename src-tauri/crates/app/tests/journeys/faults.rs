//! Bad luck: for each kind a clear message, nothing lost, no crash, no busy loop.

use std::time::Duration;

use app::event::Event;
use app::ids::{ConnectionId, RunId};
use app::views::connections::ConnectionStatus;
use app::views::recordings::RunMedia;
use app::views::runs::{Freshness, RunStatus};
use chrono::TimeDelta;
use serde_json::json;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;

use crate::desk::Desk;
use crate::replaying::film;
use crate::skyvern::{Fault, Skyvern};
use crate::watching::{launched, next_change, until_status};

/// A run under way that a window shows.
struct Scene {
    server: Skyvern,
    desk: Desk,
    id: ConnectionId,
    run: RunId,
}

async fn scene() -> Scene {
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&["demo10", "wait1"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let run = launched(&desk, &id, &workflow).await;
    desk.app.watch_run(&id, &run).await.unwrap();
    tokio::time::sleep(Duration::from_secs(10)).await;
    desk.forget_events();
    server.asked();
    Scene {
        server,
        desk,
        id,
        run,
    }
}

impl Scene {
    /// Everything that is shown is still shown.
    async fn nothing_is_lost(&self) {
        let titles = self.desk.titles(&self.id).await;
        assert_eq!(titles, ["Order lamps (demo)", "run-wait"]);
        let view = self.desk.app.watch_run(&self.id, &self.run).await.unwrap();
        self.desk.app.unwatch_run(&self.id, &self.run);
        assert!(view.nodes.len() >= 9, "{}", view.nodes.len());
    }

    async fn message(&self) -> String {
        match self.desk.status(&self.id).await {
            ConnectionStatus::Unreachable { message, .. } => message,
            other => panic!("{other:?}"),
        }
    }

    async fn freshness(&self) -> Freshness {
        let view = self.desk.app.watch_run(&self.id, &self.run).await.unwrap();
        self.desk.app.unwatch_run(&self.id, &self.run);
        view.head.freshness
    }

    /// Why the last synchronisation failed.
    async fn sync_error(&mut self) -> String {
        let failed = self
            .desk
            .until_connection(&self.id, |view| view.sync.error.is_some())
            .await;
        failed.sync.error.unwrap()
    }

    /// The server does right again: the window sees the run go on by itself, to its end.
    async fn all_is_well_again(mut self) {
        self.server.recover();
        self.desk.forget_events();
        loop {
            let change = next_change(&mut self.desk, &self.run).await;
            if change
                .head
                .is_some_and(|head| head.freshness == Freshness::Live)
            {
                break;
            }
        }
        self.server.world().run(self.run.as_str()).end();
        until_status(&mut self.desk, &self.run, RunStatus::Completed).await;
        tokio::time::sleep(Duration::from_mins(6)).await;
        let view = self.desk.view(&self.id).await;
        assert_eq!(
            (view.status, view.sync.error),
            (ConnectionStatus::Connected, None)
        );
        self.nothing_is_lost().await;
    }
}

/// The window's freshness while the server is in trouble: since when, and why.
fn retrying(freshness: Freshness) -> String {
    match freshness {
        Freshness::Retrying { message, .. } => message,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_stops_in_mid_run() {
    let mut scene = scene().await;
    scene.server.stop().await;
    let change = next_change(&mut scene.desk, &scene.run).await;
    let message = "127.0.0.1 cannot be reached: nothing listens at that port.";
    assert_eq!(retrying(change.head.unwrap().freshness), message);
    tokio::time::sleep(Duration::from_mins(3)).await;
    assert_eq!(scene.message().await, message);
    let since = |status: ConnectionStatus| match status {
        ConnectionStatus::Unreachable { since, .. } => since,
        other => panic!("{other:?}"),
    };
    let first = since(scene.desk.status(&scene.id).await);
    // A look by hand changes nothing about since when.
    let checked = scene.desk.app.check_connection(&scene.id).await.unwrap();
    assert_eq!(since(checked.status), first);
    scene.nothing_is_lost().await;
    assert_eq!(scene.desk.app.running_count().await, 1);

    // Eyrie is quit and started while the server is away: all that was seen is there, and marked as kept.
    scene.desk = scene.desk.restart().await;
    let (id, run) = (scene.id.clone(), scene.run.clone());
    scene
        .desk
        .until_connection(&id, |view| {
            matches!(view.status, ConnectionStatus::Unreachable { .. })
        })
        .await;
    let view = scene.desk.app.watch_run(&id, &run).await.unwrap();
    assert!(matches!(
        view.head.freshness,
        Freshness::Kept { .. } | Freshness::Retrying { .. }
    ));
    scene.nothing_is_lost().await;
    scene.server.start_again().await;
    scene.all_is_well_again().await;
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_away_is_asked_less_and_less() {
    let mut scene = scene().await;
    scene.server.stop().await;
    tokio::time::sleep(Duration::from_mins(5)).await;
    // What nobody listens to cannot be counted; so it listens and breaks off.
    scene.server.start_again().await;
    scene.server.break_down(" ", Fault::Unanswered);
    tokio::time::sleep(Duration::from_mins(2)).await;
    scene.server.asked();
    tokio::time::sleep(Duration::from_mins(10)).await;
    let asked = scene.server.asked();
    // Each try is a request and its three repetitions: one of the connection a minute, one of the run each 15 seconds.
    let health = asked.iter().filter(|line| line.contains("organizations"));
    let health = health.count();
    assert!((36..=44).contains(&health), "{health}");
    assert!(asked.len() <= 44 + 4 * 41, "{}", asked.len());
    scene.all_is_well_again().await;
}

#[tokio::test(start_paused = true)]
async fn a_server_that_fails() {
    let mut scene = scene().await;
    let fault = Fault::Status(500, r#"{"error":"Unexpected error: KeyError"}"#);
    scene.server.break_down(" ", fault);
    let change = next_change(&mut scene.desk, &scene.run).await;
    let message = "The server failed with status 500: Unexpected error: KeyError.";
    assert_eq!(retrying(change.head.unwrap().freshness), message);
    assert_eq!(scene.sync_error().await, message);
    let checked = scene.desk.app.check_connection(&scene.id).await.unwrap();
    let unusable = ConnectionStatus::Unusable {
        message: message.to_owned(),
    };
    assert_eq!(checked.status, unusable);
    scene.nothing_is_lost().await;
    tokio::time::sleep(Duration::from_mins(2)).await;
    scene.server.asked();
    tokio::time::sleep(Duration::from_mins(10)).await;
    let asked = scene.server.asked().len();
    assert!(asked <= 4 * (41 + 10), "{asked} requests in ten minutes");
    scene.all_is_well_again().await;
}

#[tokio::test(start_paused = true)]
async fn a_server_that_asks_to_wait_is_left_alone() {
    let mut scene = scene().await;
    scene.server.break_down(" ", Fault::Busy(300));
    let change = next_change(&mut scene.desk, &scene.run).await;
    let message = "The server asks to wait 300 seconds.";
    assert_eq!(retrying(change.head.unwrap().freshness), message);
    tokio::time::sleep(Duration::from_secs(30)).await;
    scene.server.asked();
    tokio::time::sleep(Duration::from_secs(200)).await;
    assert_eq!(scene.server.asked(), Vec::<String>::new());
    scene.nothing_is_lost().await;
    // Whoever asks by hand is answered.
    scene.desk.app.templates(&scene.id).await.unwrap_err();
    assert_eq!(scene.server.count("templates"), 1);
    scene.all_is_well_again().await;
}

#[tokio::test(start_paused = true)]
async fn answers_that_end_in_the_middle() {
    let mut scene = scene().await;
    scene
        .server
        .break_down("GET /v1/workflows", Fault::Truncated);
    scene.server.break_down("/timeline", Fault::Truncated);
    let change = next_change(&mut scene.desk, &scene.run).await;
    let message = retrying(change.head.unwrap().freshness);
    assert!(
        message.starts_with(
            "The answer to GET /v1/runs/{}/timeline cannot be read: no valid JSON (EOF"
        ),
        "{message}"
    );
    let message = scene.sync_error().await;
    assert!(
        message.starts_with("The answer to GET /v1/workflows cannot be read: no valid JSON (EOF"),
        "{message}"
    );
    scene.nothing_is_lost().await;
    scene.all_is_well_again().await;
}

#[tokio::test(start_paused = true)]
async fn connections_that_break_in_the_middle() {
    let mut scene = scene().await;
    scene.server.break_down("/timeline", Fault::BrokenOff);
    let change = next_change(&mut scene.desk, &scene.run).await;
    assert_eq!(
        retrying(change.head.unwrap().freshness),
        "127.0.0.1 cannot be reached: the connection broke off."
    );
    scene.nothing_is_lost().await;
    scene.all_is_well_again().await;
}

#[tokio::test(start_paused = true)]
async fn a_web_page_in_the_place_of_json() {
    let mut scene = scene().await;
    scene.server.break_down("GET ", Fault::Html);
    let change = next_change(&mut scene.desk, &scene.run).await;
    let message = "A web page answers here (“Sign in”), not Skyvern's API.";
    assert_eq!(retrying(change.head.unwrap().freshness), message);
    assert_eq!(scene.sync_error().await, message);
    let checked = scene.desk.app.check_connection(&scene.id).await.unwrap();
    assert_eq!(
        checked.status,
        ConnectionStatus::Unusable {
            message: message.to_owned()
        }
    );
    scene.nothing_is_lost().await;
    scene.all_is_well_again().await;
}

#[tokio::test(start_paused = true)]
async fn a_server_that_says_nothing_for_a_minute() {
    let mut scene = scene().await;
    scene.server.break_down(" ", Fault::Silent);
    let began = Instant::now();
    let change = next_change(&mut scene.desk, &scene.run).await;
    let message = "127.0.0.1 cannot be reached: it does not answer in time.";
    assert_eq!(retrying(change.head.unwrap().freshness), message);
    assert!(
        began.elapsed() < Duration::from_secs(36),
        "{:?}",
        began.elapsed()
    );
    // What is kept is there at once all the while.
    let began = Instant::now();
    scene.nothing_is_lost().await;
    assert!(
        began.elapsed() < Duration::from_secs(1),
        "{:?}",
        began.elapsed()
    );
    tokio::time::sleep(Duration::from_mins(1)).await;
    assert_eq!(scene.message().await, message);
    let asked = scene.server.asked().len();
    assert!(asked < 12, "{asked}");
    scene.all_is_well_again().await;
}

#[tokio::test(start_paused = true)]
async fn a_key_that_is_refused_for_a_while() {
    let mut scene = scene().await;
    "sk-other".clone_into(&mut scene.server.world().key);
    let change = next_change(&mut scene.desk, &scene.run).await;
    let Freshness::Kept { reason, .. } = change.head.unwrap().freshness else {
        panic!("it is not asked again");
    };
    assert_eq!(
        reason,
        "The server does not accept the API key (Invalid credentials)."
    );
    scene.nothing_is_lost().await;
    tokio::time::sleep(Duration::from_mins(2)).await;
    assert!(matches!(scene.freshness().await, Freshness::Kept { .. }));
    crate::skyvern::KEY.clone_into(&mut scene.server.world().key);
    scene.all_is_well_again().await;
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_an_hour_off() {
    for hours in [1, -1] {
        let server = Skyvern::start().await;
        server.world().ahead = TimeDelta::hours(hours);
        server.world().is_now = true;
        let workflow = server.world().stage(&["wait1"]);
        let mut desk = Desk::new().await;
        let id = desk.connect(&server).await;
        // A launch whose answer is lost is found by the server's clock.
        server.break_down("POST /v1/run/workflows", Fault::Unanswered);
        let run = launched(&desk, &id, &workflow).await;
        server.recover();
        server.world().run(run.as_str()).end();
        let view = desk.app.watch_run(&id, &run).await.unwrap();
        let seconds: Vec<Option<f64>> = view.nodes.iter().map(|node| node.seconds).collect();
        assert!(
            matches!(seconds[..], [Some(seconds)] if (1.0..2.0).contains(&seconds)),
            "{seconds:?}"
        );
        tokio::time::sleep(Duration::from_mins(1)).await;
        let row = desk.app.workflows(&id).await.unwrap().remove(0);
        assert_eq!(row.last_seconds, Some(2));
        // What this computer says is by its own clock.
        let now = chrono::Utc::now();
        let view = desk.view(&id).await;
        let synchronised = view.sync.last_finished_at.unwrap();
        assert!(
            (now - synchronised).num_minutes().abs() < 2,
            "{synchronised}"
        );
        let mut server = server;
        server.stop().await;
        let checked = desk.app.check_connection(&id).await.unwrap();
        let ConnectionStatus::Unreachable { since, .. } = checked.status else {
            panic!("{checked:?}");
        };
        assert!((now - since).num_minutes().abs() < 2, "{since}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_workflow_of_50_megabytes() {
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&["wait1"]);
    server.world().stage(&["demo10"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let line = "All work and no play makes Jack a dull boy. ";
    server.world().save(&workflow, |it| {
        it["title"] = json!("Huge");
        it["workflow_definition"]["blocks"] = json!([
            { "label": "w", "block_type": "wait", "wait_sec": 1 },
            { "label": "huge", "block_type": "text_prompt", "prompt": line.repeat(50_000_000 / line.len()) },
        ]);
    });
    let changed = desk
        .until(|event| match event {
            Event::WorkflowsChanged(change) => change.changed.first().cloned(),
            _ => None,
        })
        .await;
    assert_eq!((changed.title.as_str(), changed.block_count), ("Huge", 2));
    assert_eq!(desk.titles(&id).await, ["Huge", "Order lamps (demo)"]);
    let hits = desk.app.search_workflows(&id, "dull boy").await.unwrap();
    assert_eq!(hits[0].id, changed.id);
    assert!(hits[0].place.as_ref().unwrap().snippet.len() < 500);
    let detail = desk.app.workflow(&id, &changed.id, None).await.unwrap();
    assert!(detail.outline.nodes[1].summary.len() < 1000);
    assert_eq!(desk.status(&id).await, ConnectionStatus::Connected);
}

#[tokio::test(start_paused = true)]
async fn a_recording_of_zero_bytes() {
    let mut scene = scene().await;
    {
        let mut world = scene.server.world();
        world.run(scene.run.as_str()).end();
        let id = world.leave(
            scene.run.as_str(),
            "recording",
            "recording.mp4",
            &film("film.mp4"),
        );
        world.contents.get_mut(&id).unwrap().1.clear();
    }
    let run = scene.run.clone();
    scene
        .desk
        .until(|event| {
            matches!(event, Event::MediaChanged { run: of, .. } if of == &run).then_some(())
        })
        .await;
    let media = scene
        .desk
        .app
        .run_media(&scene.id, &scene.run)
        .await
        .unwrap();
    assert_eq!(
        media,
        RunMedia::None {
            reason: "The file has no content, so it was not kept.".to_owned()
        }
    );
    scene.nothing_is_lost().await;
}

#[tokio::test(start_paused = true)]
async fn a_window_that_is_too_slow_for_the_events() {
    let scene = scene().await;
    let mut slow = scene.desk.app.events();
    let settings = scene.desk.app.settings();
    for percent in 0..5000 {
        let settings = app::views::settings::Settings {
            text_percent: percent,
            ..settings.clone()
        };
        scene.desk.app.update_settings(settings).await.unwrap();
    }
    let missed = match slow.recv().await {
        Err(RecvError::Lagged(missed)) => missed,
        other => panic!("{other:?}"),
    };
    assert!(missed >= 5000 - 1024, "{missed}");
    // The newest are there, and asking gives the truth.
    let mut last = None;
    while let Ok(event) = slow.try_recv() {
        if let Event::SettingsChanged(settings) = event {
            last = Some(settings.text_percent);
        }
    }
    assert_eq!(last, Some(4999));
    assert_eq!(scene.desk.app.settings().text_percent, 4999);
    scene.nothing_is_lost().await;
}
