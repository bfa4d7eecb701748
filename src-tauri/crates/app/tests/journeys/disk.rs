//! A library that is damaged, a disk that is full, a folder that may not be written.

use std::sync::Arc;
use std::time::Duration;

use app::error::Error;
use app::event::Event;
use app::ids::{ConnectionId, RunId};
use app::views::connections::ConnectionStatus;
use app::views::recordings::RunMedia;
use serde_json::json;

use crate::desk::{Desk, Ring, Store};
use crate::skyvern::Skyvern;
use crate::watching::launched;

#[tokio::test(start_paused = true)]
async fn a_damaged_library_is_kept_aside_built_anew_and_told() {
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&["demo10", "wait1"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    launched(&desk, &id, &workflow).await;
    let Desk {
        folder,
        store,
        ring,
        app,
        ..
    } = desk;
    app.close().await;
    drop(app);
    let path = folder.path().join("data/library.db");
    std::fs::write(&path, "This was a library once. ".repeat(500)).unwrap();

    let mut desk = Desk::open(folder, store, ring).await;
    let notice = desk.app.about().library_notice.unwrap();
    let told = notice.starts_with("The local library was damaged (")
        && notice.contains(") and has been built anew.")
        && notice.contains("Some of your last inputs and presets could not be taken over.");
    assert!(told, "{notice}");
    let kept_aside = notice
        .rsplit("kept at ")
        .next()
        .unwrap()
        .trim_end_matches('.');
    let kept_aside = std::fs::read_to_string(format!("{kept_aside}.db"))
        .or_else(|_| std::fs::read_to_string(kept_aside));
    assert!(kept_aside.unwrap().starts_with("This was a library once."));
    // The connections are elsewhere, and the server has the rest.
    desk.synchronised(&id).await;
    assert_eq!(desk.titles(&id).await, ["Order lamps (demo)", "run-wait"]);
    let desk = desk.restart().await;
    assert_eq!(desk.app.about().library_notice, None, "it is told once");
}

#[tokio::test(start_paused = true)]
async fn a_data_folder_that_cannot_be_used_is_told() {
    let folder = Arc::new(tempfile::TempDir::new().unwrap());
    let (store, ring): (Arc<Store>, Arc<Ring>) = (Arc::default(), Arc::default());
    std::fs::write(folder.path().join("data"), "a file in its place").unwrap();
    let refused = Desk::try_open(folder.path(), &store, &ring).await;
    let Err(Error::Library(message)) = refused else {
        panic!("{refused:?}");
    };
    assert!(
        message.contains(&folder.path().join("data").display().to_string()),
        "{message}"
    );
    // Mended, it opens.
    std::fs::remove_file(folder.path().join("data")).unwrap();
    Desk::try_open(folder.path(), &store, &ring).await.unwrap();
}

#[tokio::test(start_paused = true)]
#[cfg(unix)]
async fn a_data_folder_without_the_right_to_write_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Arc::new(tempfile::TempDir::new().unwrap());
    let (store, ring): (Arc<Store>, Arc<Ring>) = (Arc::default(), Arc::default());
    let locked = |mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(folder.path(), permissions).unwrap();
    };
    locked(0o555);
    // Root may write anyway; the read-only disk of the library's tests says the same for root.
    let may_write = std::fs::write(folder.path().join("probe"), "").is_ok();
    let opened = Desk::try_open(folder.path(), &store, &ring).await;
    locked(0o755);
    match opened {
        Ok(_) => assert!(may_write),
        Err(fault) => {
            let message = fault.to_string();
            assert!(
                !may_write && message.starts_with("Eyrie may not write to its data folder"),
                "{message}"
            );
        }
    }
}

/// Tells the child where its small disk is.
#[cfg(target_os = "linux")]
const SMALL_DISK: &str = "EYRIE_TEST_SMALL_DISK";

/// Runs a test again in a process of its own, with a disk of 12 MB mounted for it alone.
#[cfg(target_os = "linux")]
fn on_a_small_disk(test: &str) {
    let folder = tempfile::TempDir::new().unwrap();
    let mount = "mount -t tmpfs -o size=12m tmpfs \"$0\" && exec \"$@\"";
    let mut failures = Vec::new();
    // As root, or as a user who may be root of a namespace.
    for flags in [&["--mount"][..], &["--mount", "--map-root-user"]] {
        let start = || {
            let mut start = std::process::Command::new("unshare");
            start
                .args(flags)
                .args(["sh", "-c", mount])
                .arg(folder.path());
            start
        };
        match start().arg("true").output() {
            Ok(probe) if probe.status.success() => {
                let child = start()
                    .arg(std::env::current_exe().unwrap())
                    .args(["--exact", test, "--nocapture"])
                    .env(SMALL_DISK, folder.path())
                    .output()
                    .unwrap();
                let said = String::from_utf8_lossy(&child.stderr).into_owned();
                assert!(child.status.success(), "{said}");
                return;
            }
            Ok(probe) => failures.push(String::from_utf8_lossy(&probe.stderr).into_owned()),
            Err(fault) => failures.push(fault.to_string()),
        }
    }
    panic!(
        "this test needs a disk of its own: run it as root or allow user namespaces {failures:?}"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told_and_loses_nothing() {
    let Some(disk) = std::env::var_os(SMALL_DISK) else {
        return on_a_small_disk("disk::a_full_disk_is_told_and_loses_nothing");
    };
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap()
        .block_on(on_the_small_disk(std::path::Path::new(&disk)));
}

#[cfg(target_os = "linux")]
async fn on_the_small_disk(disk: &std::path::Path) {
    const FULL: &str = "The disk is full or takes no more data, so nothing more can be kept in the local library. Free some space and try again; nothing that was kept before is lost.";
    let server = Skyvern::start().await;
    let ids = server.world().fill(50);
    let workflow = server.world().stage(&["demo10"]);
    let folder = tempfile::TempDir::new_in(disk).unwrap();
    let mut desk = Desk::open(Arc::new(folder), Arc::default(), Arc::default()).await;
    let id = desk.connect(&server).await;
    let before = desk.titles(&id).await;
    assert_eq!(before.len(), 51);

    let ballast = disk.join("ballast");
    fill(&ballast);
    for workflow in &ids {
        server.world().save(workflow, |it| {
            it["title"] = json!(format!("{} again", it["title"]));
        });
    }
    desk.forget_events();
    let failed = desk
        .until_connection(&id, |view| view.sync.error.is_some())
        .await;
    assert_eq!(failed.sync.error.as_deref(), Some(FULL));
    assert_eq!(failed.status, ConnectionStatus::Connected);
    assert_eq!(desk.titles(&id).await, before, "all that was kept is there");
    // It is not tried at once again and again.
    server.asked();
    tokio::time::sleep(Duration::from_mins(30)).await;
    let asked = server.asked().len();
    assert!(asked < 60, "{asked} requests in half an hour");

    // Work goes on without the disk.
    let run = recorded(&server, &mut desk, &id, &workflow).await;
    let none = RunMedia::None {
        reason: FULL.to_owned(),
    };
    assert_eq!(desk.app.run_media(&id, &run).await.unwrap(), none);

    // With room again, everything arrives.
    std::fs::remove_file(&ballast).unwrap();
    desk.synchronise(&id).await;
    let after = desk.titles(&id).await;
    assert_eq!(
        after
            .iter()
            .filter(|title| title.ends_with("again"))
            .count(),
        50
    );
    assert_eq!(
        desk.app.run_media(&id, &run).await.unwrap(),
        RunMedia::Preparing
    );
    desk.app.close().await;
}

/// A run that was watched to its end and has left a recording.
#[cfg(target_os = "linux")]
async fn recorded(server: &Skyvern, desk: &mut Desk, id: &ConnectionId, workflow: &str) -> RunId {
    let run = launched(desk, id, workflow).await;
    desk.app.watch_run(id, &run).await.unwrap();
    {
        let mut world = server.world();
        world.run(run.as_str()).end();
        let film = vec![7; 300_000];
        world.leave(run.as_str(), "recording", "recording.mp4", &film);
    }
    desk.until(|event| {
        matches!(event, Event::MediaChanged { run: of, .. } if of == &run).then_some(())
    })
    .await;
    run
}

/// Leaves no byte free.
#[cfg(target_os = "linux")]
fn fill(ballast: &std::path::Path) {
    use std::io::Write as _;
    let mut file = std::fs::File::create(ballast).unwrap();
    for size in [1 << 20, 1 << 12, 1] {
        while file.write_all(&vec![1; size]).is_ok() {}
    }
}
