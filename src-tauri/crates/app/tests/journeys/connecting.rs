//! Adding, changing and forgetting servers, and their keys.

use std::sync::atomic::Ordering;

use app::error::Error;
use app::ids::ConnectionId;
use app::views::connections::{
    ConnectionForm, ConnectionKind, ConnectionProblem, ConnectionReport, ConnectionStatus,
    KeyPlace, KeyStorage, KeychainView,
};
use secrets::Secret;
use serde_json::json;

use crate::desk::{Desk, form};
use crate::skyvern::{Fault, KEY, Skyvern};

#[tokio::test(start_paused = true)]
async fn a_server_is_tested_added_and_synchronised() {
    let server = Skyvern::start().await;
    server.world().stage(&["demo10", "wait1"]);
    let mut desk = Desk::new().await;
    let typed = ConnectionForm {
        base_url: format!(" {}/v1/ ", server.base_url()),
        ..form("")
    };
    let tested = desk
        .app
        .test_connection(typed.clone(), Some(Secret::from(KEY)), None)
        .await
        .unwrap();
    let ConnectionReport::Connected {
        server_version,
        base_url,
        organization,
        limits,
        ..
    } = tested
    else {
        panic!("{tested:?}");
    };
    assert_eq!(server_version.as_deref(), Some("1.0.56"));
    assert_eq!(organization.as_deref(), Some("Skyvern-local"));
    assert_eq!((base_url, limits), (server.base_url(), Vec::new()));

    let added = desk
        .app
        .add_connection(typed, Secret::from(KEY), KeyStorage::Keychain)
        .await
        .unwrap();
    assert_eq!(added.status, ConnectionStatus::Connected);
    assert_eq!(added.base_url, server.base_url());
    desk.synchronised(&added.id).await;
    let view = desk.view(&added.id).await;
    assert_eq!((view.key, view.workflow_count), (KeyPlace::Keychain, 2));
    assert_eq!(
        desk.titles(&added.id).await,
        ["Order lamps (demo)", "run-wait"]
    );
    assert_eq!(desk.ring.key(&added.id).as_deref(), Some(KEY));
    assert_eq!(desk.app.settings().active_connection, Some(added.id));
}

/// What "Test connection" says: the problem, the sentence, the advice.
async fn check_test(
    base_url: &str,
    key: &str,
    problem: ConnectionProblem,
    message: &str,
    advice: &str,
) {
    let desk = Desk::new().await;
    let report = desk
        .app
        .test_connection(form(base_url), Some(Secret::from(key)), None)
        .await
        .unwrap();
    let ConnectionReport::Failed {
        problem: found,
        message: said,
        advice: advised,
        ..
    } = report
    else {
        panic!("{report:?}");
    };
    assert_eq!((found, said.as_str()), (problem, message));
    assert_eq!(advised, advice);
}

#[tokio::test(start_paused = true)]
async fn what_is_wrong_with_a_server_is_said() {
    let mut server = Skyvern::start().await;
    let base_url = server.base_url();
    check_test(
        &base_url,
        "sk-another",
        ConnectionProblem::WrongKey,
        "The server does not accept the API key (Invalid credentials).",
        "It stands in the server's .env file as SKYVERN_API_KEY, and in its web interface under Settings. Paste it whole.",
    )
    .await;
    server.break_down("GET ", Fault::Html);
    check_test(
        &base_url,
        KEY,
        ConnectionProblem::WebInterface,
        "A web page answers here (“Sign in”), not Skyvern's API.",
        "This is probably the web interface. Use the address of the API, usually port 8000 of the same host.",
    )
    .await;
    server.recover();
    server.break_down("organizations", Fault::Status(500, "{}"));
    check_test(
        &base_url,
        KEY,
        ConnectionProblem::ServerFault,
        "The server failed with status 500: {}.",
        "Look into the server's log, then try again.",
    )
    .await;
    server.recover();
    "0.1.9".clone_into(&mut server.world().version);
    check_test(
        &base_url,
        KEY,
        ConnectionProblem::TooOld,
        "This server is Skyvern 0.1.9, which is too old for Eyrie.",
        "Update it to Skyvern 0.2.1 or newer.",
    )
    .await;
    server.stop().await;
    check_test(
        &base_url,
        KEY,
        ConnectionProblem::Refused,
        "127.0.0.1 cannot be reached: nothing listens at that port.",
        "Check the port: Skyvern's API usually listens on 8000. Check that the server is running.",
    )
    .await;
    check_test(
        "ftp://example.com",
        KEY,
        ConnectionProblem::Address,
        "This is no server address: it must begin with http:// or https://.",
        "Type the address as http://host:port, e.g. http://localhost:8000.",
    )
    .await;
}

#[tokio::test(start_paused = true)]
async fn forms_that_cannot_be_used_are_refused_at_their_field() {
    let desk = Desk::new().await;
    let add = async |form: ConnectionForm, key: &str| {
        let added = desk
            .app
            .add_connection(form, Secret::from(key), KeyStorage::Memory)
            .await;
        match added.unwrap_err() {
            Error::Invalid(fault) => format!("{}: {}", fault.field, fault.message),
            other => panic!("{other:?}"),
        }
    };
    let good = form("http://localhost:1");
    let nameless = ConnectionForm {
        name: "  ".to_owned(),
        ..good.clone()
    };
    assert_eq!(add(nameless, KEY).await, "name: Give the server a name.");
    assert_eq!(add(good.clone(), "").await, "key: Paste the API key.");
    let no_address = ConnectionForm {
        base_url: "http://".to_owned(),
        ..good.clone()
    };
    assert!(add(no_address, KEY).await.starts_with("baseUrl: "));
    let tested = desk.app.test_connection(good, None, None).await;
    assert_eq!(tested.unwrap_err().to_string(), "Paste the API key.");
    assert!(desk.app.connections().await.unwrap().connections.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_key_in_memory_is_asked_for_again_after_a_restart() {
    let server = Skyvern::start().await;
    server.world().stage(&["wait1"]);
    let mut desk = Desk::new().await;
    let added = desk
        .app
        .add_connection(
            form(&server.base_url()),
            Secret::from(KEY),
            KeyStorage::Memory,
        )
        .await
        .unwrap();
    let id = added.id;
    assert_eq!(added.key, KeyPlace::Memory);
    desk.synchronised(&id).await;
    assert_eq!(desk.ring.key(&id), None);

    let mut desk = desk.restart().await;
    let missing = |view: &app::views::connections::ConnectionView| {
        matches!(view.status, ConnectionStatus::KeyMissing { .. })
    };
    let view = desk.until_connection(&id, missing).await;
    assert_eq!(view.key, KeyPlace::Missing);
    assert_eq!(
        view.status,
        ConnectionStatus::KeyMissing {
            message:
                "The API key was kept in memory only and is gone since Eyrie quit. Type it again."
                    .to_owned()
        }
    );
    // What was seen before is there all the same.
    assert_eq!(desk.titles(&id).await, ["run-wait"]);
    let refused = desk.app.templates(&id).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "The API key of “Mine” is missing. Type it again in Settings, under Servers."
    );

    desk.app
        .update_connection(
            &id,
            form(&server.base_url()),
            Some(Secret::from(KEY)),
            KeyStorage::Keychain,
        )
        .await
        .unwrap();
    desk.synchronised(&id).await;
    assert_eq!(desk.status(&id).await, ConnectionStatus::Connected);
    assert_eq!(desk.ring.key(&id).as_deref(), Some(KEY));
}

#[tokio::test(start_paused = true)]
async fn a_locked_keychain_is_told_and_asked_again() {
    let server = Skyvern::start().await;
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    desk.ring.is_locked.store(true, Ordering::SeqCst);
    let mut desk = desk.restart().await;
    let view = desk
        .until_connection(&id, |view| view.status != ConnectionStatus::Checking)
        .await;
    let ConnectionStatus::KeyMissing { message } = view.status else {
        panic!("{view:?}");
    };
    assert!(message.starts_with("The keychain is locked."), "{message}");
    let keychain = desk.app.connections().await.unwrap().keychain;
    assert!(
        matches!(keychain, KeychainView::Unusable { .. }),
        "{keychain:?}"
    );

    // A new key cannot be kept, and nothing is half changed.
    let refused = desk
        .app
        .add_connection(
            form(&server.base_url()),
            Secret::from(KEY),
            KeyStorage::Keychain,
        )
        .await;
    assert!(
        matches!(refused, Err(Error::Keychain { .. })),
        "{refused:?}"
    );
    assert_eq!(desk.app.connections().await.unwrap().connections.len(), 1);

    desk.ring.is_locked.store(false, Ordering::SeqCst);
    let view = desk.app.check_connection(&id).await.unwrap();
    assert_eq!(view.status, ConnectionStatus::Connected);
    assert!(matches!(
        desk.app.check_keychain().await,
        KeychainView::Usable { .. }
    ));
}

#[tokio::test(start_paused = true)]
async fn forgetting_a_server_leaves_nothing_of_it() {
    let (first, second) = (Skyvern::start().await, Skyvern::start().await);
    first.world().stage(&["demo10"]);
    second.world().stage(&["wait1"]);
    let mut desk = Desk::new().await;
    let (gone, stays) = (desk.connect(&first).await, desk.connect(&second).await);
    desk.app.select_connection(&gone).await.unwrap();
    desk.app.delete_connection(&gone).await.unwrap();
    assert_eq!(desk.ring.key(&gone), None);
    assert_eq!(desk.app.settings().active_connection, Some(stays.clone()));
    let unknown = desk.app.check_connection(&gone).await.unwrap_err();
    assert_eq!(unknown.to_string(), "This connection is no longer there.");
    assert!(desk.titles(&gone).await.is_empty());
    assert_eq!(desk.titles(&stays).await, ["run-wait"]);
    // Nobody asks that server any more.
    first.asked();
    tokio::time::sleep(std::time::Duration::from_mins(30)).await;
    assert_eq!(first.asked(), Vec::<String>::new());

    let desk = desk.restart().await;
    let left = desk.app.connections().await.unwrap().connections;
    let ids: Vec<&ConnectionId> = left.iter().map(|view| &view.id).collect();
    assert_eq!(ids, [&stays]);
    assert_eq!(desk.ring.key(&stays).as_deref(), Some(KEY));
    desk.app.delete_connection(&stays).await.unwrap();
    assert_eq!(desk.app.settings().active_connection, None);
}

#[tokio::test(start_paused = true)]
async fn what_arrives_while_a_server_is_forgotten_is_forgotten_too() {
    let server = Skyvern::start().await;
    server.world().fill(350);
    let mut desk = Desk::new().await;
    let id = desk.add(&server).await;
    // In the middle of the first comparison.
    desk.until_connection(&id, |view| view.sync.workflows_read >= 100)
        .await;
    desk.app.delete_connection(&id).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_mins(1)).await;
    assert!(desk.titles(&id).await.is_empty());
    let data = desk.folder.path().join("data");
    desk.app.close().await;
    let reopened = library::Library::open(&data).unwrap().library;
    assert_eq!(reopened.workflow_count(id.as_str()).unwrap(), 0);
    assert_eq!(
        reopened.sync_state(id.as_str()).unwrap(),
        library::SyncState::default()
    );
}

#[tokio::test(start_paused = true)]
async fn a_server_stays_when_its_key_cannot_be_deleted() {
    let server = Skyvern::start().await;
    server.world().stage(&["wait1"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    desk.ring.is_locked.store(true, Ordering::SeqCst);
    let refused = desk.app.delete_connection(&id).await.unwrap_err();
    assert!(
        refused.to_string().starts_with("The keychain is locked."),
        "{refused}"
    );
    assert_eq!(desk.titles(&id).await, ["run-wait"]);
    assert_eq!(desk.status(&id).await, ConnectionStatus::Connected);
    desk.ring.is_locked.store(false, Ordering::SeqCst);
    desk.app.delete_connection(&id).await.unwrap();
    assert_eq!(desk.ring.key(&id), None);
}

#[tokio::test(start_paused = true)]
async fn a_new_key_takes_the_place_of_the_old_one_everywhere() {
    let server = Skyvern::start().await;
    server.world().stage(&["wait1"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    "sk-new".clone_into(&mut server.world().key);
    let view = desk
        .until_connection(&id, |view| view.status != ConnectionStatus::Connected)
        .await;
    assert_eq!(
        view.status,
        ConnectionStatus::KeyRefused {
            message: "The server does not accept the API key (Invalid credentials).".to_owned()
        }
    );
    desk.forget_events();
    server.asked();
    desk.app
        .update_connection(
            &id,
            form(&server.base_url()),
            Some(Secret::from("sk-new")),
            KeyStorage::Keychain,
        )
        .await
        .unwrap();
    desk.synchronised(&id).await;
    tokio::time::sleep(std::time::Duration::from_mins(10)).await;
    let keys = server.world().asked.clone();
    let old = keys.iter().filter(|asked| {
        let key = asked.headers.get("x-api-key");
        key.is_some_and(|key| key.as_bytes() != b"sk-new")
    });
    assert_eq!(old.count(), 0, "the old key is not used any more");
    assert_eq!(desk.ring.key(&id).as_deref(), Some("sk-new"));
}

#[tokio::test(start_paused = true)]
async fn another_address_brings_another_servers_workflows() {
    let (first, second) = (Skyvern::start().await, Skyvern::start().await);
    first.world().stage(&["demo10"]);
    second.world().stage(&["wait1"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&first).await;
    desk.forget_events();
    let renamed = ConnectionForm {
        name: "Ours".to_owned(),
        kind: ConnectionKind::OwnServer,
        ..form(&second.base_url())
    };
    let view = desk
        .app
        .update_connection(&id, renamed, None, KeyStorage::Keychain)
        .await
        .unwrap();
    assert_eq!((view.name.as_str(), view.key), ("Ours", KeyPlace::Keychain));
    desk.synchronised(&id).await;
    assert_eq!(desk.titles(&id).await, ["run-wait"]);
    first.asked();
    tokio::time::sleep(std::time::Duration::from_mins(10)).await;
    assert_eq!(first.asked(), Vec::<String>::new());
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_written_is_not_half_done() {
    let server = Skyvern::start().await;
    server.world().stage(&["wait1"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let before = desk.view(&id).await;
    desk.store.is_full.store(true, Ordering::SeqCst);

    let key = Secret::from("sk-second");
    let added = desk
        .app
        .add_connection(form("http://localhost:1"), key, KeyStorage::Keychain)
        .await;
    assert_eq!(
        added.unwrap_err().to_string(),
        "The settings could not be written."
    );
    assert_eq!(desk.app.connections().await.unwrap().connections.len(), 1);

    let changed = desk
        .app
        .update_connection(
            &id,
            form("http://localhost:1"),
            Some(Secret::from("sk-second")),
            KeyStorage::Keychain,
        )
        .await;
    assert!(matches!(changed, Err(Error::File(_))), "{changed:?}");
    assert_eq!(desk.ring.key(&id).as_deref(), Some(KEY));
    assert_eq!(desk.view(&id).await.base_url, before.base_url);
    assert_eq!(desk.status(&id).await, ConnectionStatus::Connected);

    // Its key is gone by then, which is said; the rest can be tried again.
    let deleted = desk.app.delete_connection(&id).await;
    assert!(matches!(deleted, Err(Error::File(_))), "{deleted:?}");
    let view = desk.view(&id).await;
    assert!(
        matches!(view.status, ConnectionStatus::KeyMissing { .. }),
        "{view:?}"
    );
    assert_eq!(desk.titles(&id).await, ["run-wait"]);
    desk.store.is_full.store(false, Ordering::SeqCst);
    desk.app.delete_connection(&id).await.unwrap();
    assert!(desk.app.connections().await.unwrap().connections.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_new_key_that_cannot_be_kept_changes_nothing() {
    let server = Skyvern::start().await;
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    desk.ring.is_locked.store(true, Ordering::SeqCst);
    let changed = desk
        .app
        .update_connection(
            &id,
            ConnectionForm {
                name: "Other".to_owned(),
                ..form("http://localhost:1")
            },
            Some(Secret::from("sk-second")),
            KeyStorage::Keychain,
        )
        .await;
    assert!(
        matches!(changed, Err(Error::Keychain { .. })),
        "{changed:?}"
    );
    let view = desk.view(&id).await;
    assert_eq!(
        (view.name.as_str(), view.base_url),
        ("Mine", server.base_url())
    );
    let kept = desk.store.get("connections").unwrap();
    assert_eq!(kept[0]["name"], "Mine");
}

#[tokio::test(start_paused = true)]
async fn a_damaged_list_is_kept_aside_and_told() {
    let server = Skyvern::start().await;
    server.world().stage(&["wait1"]);
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let whole = desk.store.get("connections").unwrap();
    let damaged = json!([whole[0], { "id": "con_x", "name": 7 }]);
    desk.store.put("connections", damaged.clone());

    let mut desk = desk.restart().await;
    desk.synchronised(&id).await;
    assert_eq!(desk.titles(&id).await, ["run-wait"]);
    assert_eq!(desk.store.get("connections-damaged"), Some(damaged));
    assert_eq!(desk.store.get("connections"), Some(whole));
    let notice = desk.app.about().library_notice;
    assert_eq!(
        notice.as_deref(),
        Some(
            "The list of servers was damaged. One server could be read; add the others again. What stood there is kept in settings.json under “connections-damaged”."
        )
    );

    // Damaged a second time; the first list stays where it is.
    desk.store.put("connections", json!("rubbish"));
    let desk = desk.restart().await;
    assert!(desk.app.connections().await.unwrap().connections.is_empty());
    assert_eq!(
        desk.store.get("connections-damaged-2"),
        Some(json!("rubbish"))
    );
    let desk = desk.restart().await;
    assert_eq!(desk.app.about().library_notice, None);
}
