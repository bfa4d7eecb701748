//! Runs are watched to their end, wherever they were started, and their end is told.

use std::time::Duration;

use app::error::Error;
use app::event::{Event, NoticeKind};
use app::ids::{ConnectionId, RunId};
use app::views::launch::{LaunchOptions, LaunchOutcome, LaunchRequest};
use app::views::runs::{Freshness, RunChange, RunStatus, RunView};

use crate::desk::Desk;
use crate::skyvern::Skyvern;

pub(crate) async fn launched(desk: &Desk, connection: &ConnectionId, workflow: &str) -> RunId {
    let request = LaunchRequest {
        workflow: workflow.into(),
        version: None,
        inputs: Vec::new(),
        options: LaunchOptions::default(),
        partial: None,
    };
    match desk.app.launch(connection, &request).await.unwrap() {
        LaunchOutcome::Started { run } => run,
        other => panic!("{other:?}"),
    }
}

/// The next change of a run.
pub(crate) async fn next_change(desk: &mut Desk, run: &RunId) -> RunChange {
    desk.until(|event| match event {
        Event::RunChanged(change) if &change.run == run => Some(change.as_ref().clone()),
        _ => None,
    })
    .await
}

/// Waits for the run to be told to stand so.
pub(crate) async fn until_status(desk: &mut Desk, run: &RunId, status: RunStatus) {
    loop {
        let change = next_change(desk, run).await;
        if change.head.is_some_and(|head| head.status == status) {
            return;
        }
    }
}

fn notices(events: &[Event]) -> Vec<(NoticeKind, String)> {
    let notices = events.iter().filter_map(|event| match event {
        Event::Notice(notice) => Some((notice.kind, notice.title.clone())),
        _ => None,
    });
    notices.collect()
}

/// What a person sees of a run in words.
fn shown(view: &RunView) -> String {
    let nodes = view.nodes.iter().filter(|node| node.parent.is_none());
    let nodes = nodes.map(|node| format!("{} {:?}", node.label, node.status));
    nodes.collect::<Vec<_>>().join(", ")
}

#[tokio::test(start_paused = true)]
async fn a_launched_run_is_watched_to_its_end() {
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&["loop-cond-true"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let run = launched(&desk, &id, &workflow).await;
    let first = desk.app.watch_run(&id, &run).await.unwrap();
    assert_eq!(first.head.freshness, Freshness::Live);
    assert_eq!(
        shown(&first),
        "items Waiting, each Waiting, cond Waiting, last Waiting"
    );
    assert_eq!(first.log.len(), 1);

    desk.forget_events();
    while server.world().run(run.as_str()).step() {
        tokio::time::sleep(Duration::from_secs(6)).await;
    }
    tokio::time::sleep(Duration::from_secs(6)).await;
    let mut told = desk.told();
    let mut seen = vec![first.head.status];
    for event in &told {
        if let Event::RunChanged(change) = event {
            assert_eq!(change.connection, id);
            seen.extend(change.head.as_ref().map(|head| head.status));
        }
    }
    seen.dedup();
    let expected = [RunStatus::Created, RunStatus::Running, RunStatus::Completed];
    assert_eq!(seen, expected);
    let last = desk.app.watch_run(&id, &run).await.unwrap();
    assert_eq!(
        shown(&last),
        "items Completed, each Completed, cond Completed, last Completed"
    );
    assert!(last.head.is_final && last.head.can_retry);

    // Nobody asks about it any more, and its end was told once.
    tokio::time::sleep(Duration::from_secs(20)).await;
    server.asked();
    tokio::time::sleep(Duration::from_mins(10)).await;
    assert_eq!(server.count("/timeline"), 0);
    told.extend(desk.told());
    assert_eq!(
        notices(&told),
        [(NoticeKind::RunCompleted, "cond+loop completed".to_owned())]
    );
}

#[tokio::test(start_paused = true)]
async fn any_number_of_windows_share_one_watcher() {
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&["demo10"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let run = launched(&desk, &id, &workflow).await;
    let watch = || desk.app.watch_run(&id, &run);
    let (one, two, three) = tokio::join!(watch(), watch(), watch());
    assert_eq!(one.unwrap(), two.unwrap());
    three.unwrap();
    tokio::time::sleep(Duration::from_secs(10)).await;
    server.asked();
    tokio::time::sleep(Duration::from_mins(1)).await;
    let asked = server.count("/timeline");
    assert!(
        (10..=14).contains(&asked),
        "{asked} in a minute without change"
    );

    desk.app.unwatch_run(&id, &run);
    desk.app.unwatch_run(&id, &run);
    server.asked();
    tokio::time::sleep(Duration::from_mins(1)).await;
    assert!(server.count("/timeline") >= 10, "one still looks");
    desk.app.unwatch_run(&id, &run);
    // One more than there were looks is no harm.
    desk.app.unwatch_run(&id, &run);
    tokio::time::sleep(Duration::from_secs(1)).await;
    server.asked();
    tokio::time::sleep(Duration::from_mins(1)).await;
    assert_eq!(server.count("/timeline"), 0, "nobody looks");

    // Its end is told all the same, from the list.
    desk.forget_events();
    server.world().run(run.as_str()).end();
    let notice = desk
        .until(|event| match event {
            Event::Notice(notice) => Some(notice.clone()),
            _ => None,
        })
        .await;
    assert_eq!(notice.kind, NoticeKind::RunCompleted);
    assert_eq!(notice.run, Some(run));
}

#[tokio::test(start_paused = true)]
async fn a_window_that_gives_up_costs_nothing() {
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&["demo10"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let run = launched(&desk, &id, &workflow).await;
    server.break_down("/timeline", crate::skyvern::Fault::Silent);
    let look = desk.app.watch_run(&id, &run);
    let gave_up = tokio::time::timeout(Duration::from_secs(5), look).await;
    assert!(gave_up.is_err());
    server.recover();
    tokio::time::sleep(Duration::from_mins(2)).await;
    server.asked();
    tokio::time::sleep(Duration::from_mins(2)).await;
    assert_eq!(server.count("/timeline"), 0);
}

#[tokio::test(start_paused = true)]
async fn runs_from_elsewhere_are_told_of_when_they_end() {
    let server = Skyvern::start().await;
    server.world().stage(&["http-500", "wait1", "cancelled"]);
    let before = server.world().begin("wait1");
    server.world().run(&before).end();
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let (fails, canceled) = {
        let mut world = server.world();
        (world.begin("http-500"), world.begin("cancelled"))
    };
    tokio::time::sleep(Duration::from_secs(30)).await;
    assert_eq!(notices(&desk.told()), []);
    server.world().run(&fails).end();
    server.world().run(&canceled).end();
    tokio::time::sleep(Duration::from_secs(30)).await;
    let told = desk.told();
    assert_eq!(
        notices(&told),
        [(NoticeKind::RunFailed, "fail-http failed".to_owned())]
    );
    // It can be opened without the server now.
    drop(server);
    let view = desk.app.watch_run(&id, &RunId(fails)).await.unwrap();
    assert_eq!(
        view.head.failure.unwrap().reason,
        "HTTP 500: {'status': 'x'}."
    );
}

#[tokio::test(start_paused = true)]
async fn a_question_is_told_and_answered() {
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&["cancelled"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let run = launched(&desk, &id, &workflow).await;
    server.world().run(run.as_str()).ask("Is the amount right?");
    let notice = desk
        .until(|event| match event {
            Event::Notice(notice) => Some(notice.clone()),
            _ => None,
        })
        .await;
    assert_eq!(notice.kind, NoticeKind::NeedsPerson);
    assert_eq!(notice.body, "Is the amount right?");
    let view = desk.app.watch_run(&id, &run).await.unwrap();
    assert_eq!(view.head.status, RunStatus::Paused);
    let approval = view.head.approval.unwrap();
    assert_eq!(approval.instructions, "Is the amount right?");

    desk.forget_events();
    desk.app.approve_run(&id, &run).await.unwrap();
    let change = next_change(&mut desk, &run).await;
    assert_eq!(change.head.unwrap().approval, None);

    server.world().run(run.as_str()).ask("Really?");
    until_status(&mut desk, &run, RunStatus::Paused).await;
    desk.app.reject_run(&id, &run).await.unwrap();
    until_status(&mut desk, &run, RunStatus::Canceled).await;
}

#[tokio::test(start_paused = true)]
async fn runs_are_canceled_and_started_again() {
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&["demo10"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let run = launched(&desk, &id, &workflow).await;
    desk.app.watch_run(&id, &run).await.unwrap();
    desk.forget_events();
    let ghost = RunId("wr_ghost".to_owned());
    let report = desk
        .app
        .cancel_runs(&id, &[run.clone(), ghost.clone()])
        .await
        .unwrap();
    assert_eq!(report.done, std::slice::from_ref(&run));
    assert_eq!(report.failed[0].run, ghost);
    assert_eq!(
        report.failed[0].message,
        "The server did not cancel this run; it may have ended before."
    );
    until_status(&mut desk, &run, RunStatus::Canceled).await;
    let view = desk.app.watch_run(&id, &run).await.unwrap();
    assert!(
        view.nodes
            .iter()
            .all(|node| node.status != RunStatus::Running)
    );

    let report = desk
        .app
        .retry_runs(&id, std::slice::from_ref(&run))
        .await
        .unwrap();
    assert_eq!(report.done.len(), 1);
    assert_ne!(report.done[0], run);
    let again = desk.app.watch_run(&id, &report.done[0]).await.unwrap();
    assert_eq!(again.head.status, RunStatus::Created);
}

#[tokio::test(start_paused = true)]
async fn the_list_does_not_undo_what_was_read_whole() {
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&["http-500"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let run = launched(&desk, &id, &workflow).await;
    desk.app.watch_run(&id, &run).await.unwrap();
    server.world().run(run.as_str()).end();
    until_status(&mut desk, &run, RunStatus::Failed).await;
    tokio::time::sleep(Duration::from_secs(30)).await;
    desk.forget_events();
    tokio::time::sleep(Duration::from_mins(10)).await;
    let told = desk.told();
    let again = told
        .iter()
        .filter(|event| !matches!(event, Event::ConnectionsChanged(_)));
    assert_eq!(again.count(), 0, "{told:?}");
    let query = app::views::runs::RunQuery {
        limit: 10,
        ..Default::default()
    };
    let list = desk.app.runs(&id, &query);
    let row = list.await.unwrap().rows.remove(0);
    assert!(row.failure.unwrap().contains("HTTP 500"));
    assert_eq!(row.trigger.as_deref(), Some("api"));
}

#[tokio::test(start_paused = true)]
async fn a_run_that_is_not_there_is_told() {
    let server = Skyvern::start().await;
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let ghost = RunId("wr_ghost".to_owned());
    let watched = desk.app.watch_run(&id, &ghost).await;
    assert!(matches!(watched, Err(Error::NotFound(_))), "{watched:?}");
    let stranger = ConnectionId("con_ghost".to_owned());
    let watched = desk.app.watch_run(&stranger, &ghost).await;
    assert_eq!(
        watched.unwrap_err().to_string(),
        "This connection is no longer there."
    );
    server.asked();
    tokio::time::sleep(Duration::from_mins(1)).await;
    assert_eq!(server.count("wr_ghost"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_window_sees_what_went_into_a_block_and_what_came_out() {
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&["demo10"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let run = launched(&desk, &id, &workflow).await;
    server.world().run(run.as_str()).end();
    let view = desk.app.watch_run(&id, &run).await.unwrap();
    let node = |label: &str| {
        let mut nodes = view.nodes.iter();
        nodes.find(|node| node.label == label).unwrap().id.clone()
    };
    let detail = desk
        .app
        .node_detail(&id, &run, &node("each_item"))
        .await
        .unwrap();
    assert_eq!(detail.inputs["values"].as_array().unwrap().len(), 3);
    let detail = desk
        .app
        .node_detail(&id, &run, &node("fetch_items"))
        .await
        .unwrap();
    assert_eq!(detail.output["status_code"], 200);
    let unknown = desk.app.node_detail(&id, &run, &"plan::later".into()).await;
    assert_eq!(unknown.unwrap_err().to_string(), "This block has not run.");
    desk.forget_events();
}
