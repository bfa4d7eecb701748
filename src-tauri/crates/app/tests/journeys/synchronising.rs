//! What is on the server arrives here, and nothing else stays.

use std::time::Duration;

use app::event::Event;
use app::ids::{ConnectionId, WorkflowId};
use app::views::runs::{RunQuery, RunStatus};
use serde_json::json;

use crate::desk::Desk;
use crate::skyvern::Skyvern;

/// The workflows that were told to have changed and to be gone.
fn changes(events: &[Event]) -> (Vec<String>, Vec<WorkflowId>) {
    let mut titles = Vec::new();
    let mut removed = Vec::new();
    for event in events {
        if let Event::WorkflowsChanged(change) = event {
            titles.extend(change.changed.iter().map(|row| row.title.clone()));
            removed.extend(change.removed.clone());
        }
    }
    (titles, removed)
}

#[tokio::test(start_paused = true)]
async fn all_pages_arrive_with_visible_progress() {
    let server = Skyvern::start().await;
    server.world().fill(250);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    assert_eq!(desk.app.workflows(&id).await.unwrap().len(), 250);
    assert_eq!(server.count("GET /v1/workflows"), 3);

    desk.forget_events();
    desk.app.sync_connection(&id).unwrap();
    let mut progress = vec![0];
    desk.until_connection(&id, |view| view.sync.is_running)
        .await;
    let last = loop {
        let view = desk.until_connection(&id, |_| true).await;
        progress.push(view.sync.workflows_read);
        if !view.sync.is_running {
            break view;
        }
    };
    progress.dedup();
    assert_eq!(progress, [0, 100, 200, 250]);
    assert!(last.sync.last_finished_at.is_some());
}

#[tokio::test(start_paused = true)]
async fn an_unchanged_library_is_not_written_again() {
    let server = Skyvern::start().await;
    server.world().fill(120);
    let recorded = server.world().stage(&["demo10"]);
    assert!(!recorded.is_empty());
    let run = server.world().begin("demo10");
    server.world().run(&run).end();
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let path = desk.folder.path().join("data/library.db-wal");
    let written = || std::fs::metadata(&path).unwrap().len();
    desk.forget_events();
    let before = written();
    for _ in 0..5 {
        desk.synchronise(&id).await;
    }
    tokio::time::sleep(Duration::from_mins(2)).await;
    let told = desk.told();
    let told_of_data = told
        .iter()
        .filter(|event| !matches!(event, Event::ConnectionsChanged(_)));
    assert_eq!(told_of_data.count(), 0, "{told:?}");
    // Only the time of the comparison is noted: a page or two each time.
    let each = (written() - before) / 5;
    assert!(each < 20_000, "{each} bytes were written each time");
}

#[tokio::test(start_paused = true)]
async fn changes_elsewhere_arrive_by_themselves() {
    let server = Skyvern::start().await;
    let ids = server.world().fill(150);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    desk.forget_events();
    server.world().save(&ids[149], |workflow| {
        workflow["title"] = json!("Renamed elsewhere");
    });
    let began = tokio::time::Instant::now();
    let changed = desk
        .until(|event| match event {
            Event::WorkflowsChanged(change) => Some(change.clone()),
            _ => None,
        })
        .await;
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(changed.changed.len(), 1);
    let row = &changed.changed[0];
    assert_eq!((row.title.as_str(), row.version), ("Renamed elsewhere", 2));

    // What was deleted elsewhere is noticed by the next comparison with the whole list.
    server.world().delete(&ids[3]);
    let removed = desk
        .until(|event| match event {
            Event::WorkflowsChanged(change) if !change.removed.is_empty() => {
                Some(change.removed.clone())
            }
            _ => None,
        })
        .await;
    assert_eq!(removed, [WorkflowId(ids[3].clone())]);
    assert!(
        began.elapsed() < Duration::from_mins(6),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(desk.titles(&id).await.len(), 149);
    desk.until_connection(&id, |view| view.workflow_count == 149)
        .await;
}

#[tokio::test(start_paused = true)]
async fn what_slips_to_an_earlier_page_comes_back_soon() {
    let server = Skyvern::start().await;
    let ids = server.world().fill(150);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    // While the list is read, one of the first page is deleted: the first of the second page moves to the first.
    server.world().vanishing = Some(ids[5].clone());
    desk.synchronise(&id).await;
    tokio::time::sleep(Duration::from_secs(30)).await;
    let rows = desk.app.workflows(&id).await.unwrap();
    let expected = ids.iter().filter(|one| **one != ids[5]);
    assert_eq!(rows.len(), expected.count());
    assert!(rows.iter().any(|row| row.id.as_str() == ids[100]));
}

#[tokio::test(start_paused = true)]
async fn a_server_without_pages_is_no_endless_loop() {
    let server = Skyvern::start().await;
    server.world().fill(150);
    server.world().has_no_pages = true;
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    assert_eq!(desk.titles(&id).await.len(), 100);
    assert_eq!(server.count("GET /v1/workflows"), 4);
}

#[tokio::test(start_paused = true)]
async fn folders_and_their_names_arrive() {
    let server = Skyvern::start().await;
    server.world().stage(&["wait1"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    assert!(desk.app.folders(&id).await.unwrap().is_empty());
    server.world().folders.push(json!({
        "folder_id": "fld_1", "title": "Bills", "description": null, "workflow_count": 0,
        "organization_id": "o_1", "created_at": "2026-11-23T00:00:00", "modified_at": "2026-11-23T00:00:00",
    }));
    desk.forget_events();
    desk.until(|event| matches!(event, Event::FoldersChanged { .. }).then_some(()))
        .await;
    let folders = desk.app.folders(&id).await.unwrap();
    assert_eq!(folders[0].title, "Bills");
}

async fn statuses(desk: &Desk, id: &ConnectionId) -> Vec<RunStatus> {
    let query = RunQuery {
        limit: 1000,
        ..RunQuery::default()
    };
    let list = desk.app.runs(id, &query).await.unwrap();
    list.rows.iter().map(|row| row.status).collect()
}

#[tokio::test(start_paused = true)]
async fn a_hundred_runs_at_once_are_two_events() {
    let server = Skyvern::start().await;
    server.world().stage(&["demo10", "wait1"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    desk.forget_events();
    server.asked();
    let runs: Vec<String> = (0..100).map(|_| server.world().begin("demo10")).collect();
    tokio::time::sleep(Duration::from_mins(1)).await;
    assert_eq!(statuses(&desk, &id).await, vec![RunStatus::Created; 100]);
    assert_eq!(desk.app.running_count().await, 100);
    let told = desk.told();
    assert_eq!(changes(&told).0, ["Order lamps (demo)"]);
    let of_runs = told
        .iter()
        .filter(|event| matches!(event, Event::RunsChanged { .. }));
    assert_eq!(of_runs.count(), 1);
    // Nobody looks at them: the list tells enough.
    assert_eq!(server.count("/timeline"), 0);
    let asked = server.asked().len();
    assert!(asked < 30, "{asked} requests in a minute");

    for run in &runs {
        server.world().run(run).end();
    }
    tokio::time::sleep(Duration::from_mins(1)).await;
    assert_eq!(statuses(&desk, &id).await, vec![RunStatus::Completed; 100]);
    assert_eq!(desk.app.running_count().await, 0);
    let notices = desk.told().into_iter();
    let notices = notices.filter(|event| matches!(event, Event::Notice(_)));
    assert_eq!(notices.count(), 100);
}

#[tokio::test(start_paused = true)]
async fn runs_of_the_past_arrive_once_and_completely() {
    let server = Skyvern::start().await;
    server.world().stage(&["wait1"]);
    for _ in 0..330 {
        let run = server.world().begin("wait1");
        server.world().run(&run).end();
    }
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    assert_eq!(statuses(&desk, &id).await.len(), 330);
    let pages = server.world().asked.clone().into_iter();
    let pages = pages.filter(|asked| asked.line() == "GET /v1/runs");
    let older: Vec<usize> = pages
        .map(|asked| asked.number("page", 1))
        .filter(|page| *page > 1)
        .collect();
    assert_eq!(older, [2, 3, 4]);
    // The choice of the connection wakes it once more.
    tokio::time::sleep(Duration::from_secs(1)).await;
    server.asked();
    tokio::time::sleep(Duration::from_secs(46)).await;
    assert_eq!(server.count("GET /v1/runs"), 3, "one page each round");
    let rows = desk.app.workflows(&id).await.unwrap();
    assert_eq!(rows[0].recent.len(), 10);
}

#[tokio::test(start_paused = true)]
async fn runs_that_were_forgotten_do_not_go_on_for_ever() {
    let server = Skyvern::start().await;
    server.world().stage(&["wait1"]);
    let (ends, vanishes) = {
        let mut world = server.world();
        (world.begin("demo10"), world.begin("demo10"))
    };
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    assert_eq!(desk.app.running_count().await, 2);
    // While Eyrie is not running, they end, and many others push them out of sight.
    desk.app.close().await;
    {
        let mut world = server.world();
        world.run(&ends).end();
        world.runs.retain(|run| run.id != vanishes);
        for _ in 0..130 {
            let run = world.begin("wait1");
            world.run(&run).end();
        }
    }
    let mut desk = desk.restart().await;
    desk.synchronised(&id).await;
    assert_eq!(desk.app.running_count().await, 0);
    let told = desk.told();
    let is_notice = |event: &Event| matches!(event, Event::Notice(_));
    assert!(!told.iter().any(is_notice), "they ended before: {told:?}");
}

#[tokio::test(start_paused = true)]
async fn an_idle_hour_costs_few_requests() {
    let (active, other) = (Skyvern::start().await, Skyvern::start().await);
    active.world().stage(&["wait1"]);
    other.world().stage(&["wait1"]);
    let mut desk = Desk::new().await;
    let unseen = desk.connect(&other).await;
    let seen = desk.connect(&active).await;
    assert_ne!(seen, unseen);
    active.asked();
    other.asked();
    tokio::time::sleep(Duration::from_hours(1)).await;
    let (active, other) = (active.asked().len(), other.asked().len());
    // Three requests a round, a round each 15 seconds, or each two minutes where nobody looks.
    assert!((700..800).contains(&active), "{active}");
    assert!((90..130).contains(&other), "{other}");
    assert_eq!(changes(&desk.told()), (Vec::new(), Vec::new()));
}
