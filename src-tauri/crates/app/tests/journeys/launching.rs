//! The launch form, what is remembered of it, and what is sent.

use std::time::Duration;

use app::error::Error;
use app::ids::{ConnectionId, RunId};
use app::views::launch::{
    BrowserChoice, CommandLanguage, HeaderRow, LaunchFieldKind, LaunchInput, LaunchOptions,
    LaunchOutcome, LaunchRequest, ProxyChoice, RunWith,
};
use app::views::runs::RunQuery;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::skyvern::{Asked, Fault, Skyvern};

fn input(key: &str, text: &str) -> LaunchInput {
    LaunchInput {
        key: key.to_owned(),
        text: text.to_owned(),
    }
}

/// A server whose one workflow asks for inputs of every kind.
async fn asking() -> (Skyvern, Desk, ConnectionId, LaunchRequest) {
    let server = Skyvern::start().await;
    let workflow = server.world().stage(&["wait1"]);
    let parameter = |key: &str, kind: &str, default: Value| {
        json!({
            "parameter_type": "workflow", "key": key, "workflow_parameter_type": kind,
            "default_value": default, "description": null,
        })
    };
    server.world().save(&workflow, |it| {
        it["workflow_definition"]["parameters"] = json!([
            parameter("n", "integer", Value::Null),
            parameter("name", "string", json!("lamp")),
            parameter("price", "float", json!(1.5)),
            parameter("fast", "boolean", json!(false)),
            parameter("rows", "json", json!([])),
            parameter("file", "file_url", json!("")),
            parameter("login", "credential_id", json!("")),
        ]);
    });
    let mut desk = Desk::new().await;
    let id = desk.connect(&server).await;
    let request = LaunchRequest {
        workflow: workflow.as_str().into(),
        version: None,
        inputs: vec![
            input("n", "2"),
            input("rows", "[1, {\"a\": null}]"),
            input("fast", "true"),
        ],
        options: LaunchOptions::default(),
        partial: None,
    };
    (server, desk, id, request)
}

/// The last launch as it arrived.
fn launch_of(server: &Skyvern) -> Asked {
    let world = server.world();
    let is_launch =
        |asked: &&Asked| asked.method == reqwest::Method::POST && asked.path.contains("/run");
    let mut launches = world.asked.iter().rev().filter(is_launch);
    launches.next().expect("something was launched").clone()
}

#[tokio::test(start_paused = true)]
async fn the_form_has_a_field_for_every_input() {
    let (server, desk, id, request) = asking().await;
    let form = desk
        .app
        .launch_form(&id, &request.workflow, None)
        .await
        .unwrap();
    let fields: Vec<(&str, LaunchFieldKind, bool)> = form
        .fields
        .iter()
        .map(|field| (field.key.as_str(), field.kind, field.is_required))
        .collect();
    assert_eq!(
        fields,
        [
            ("n", LaunchFieldKind::Integer, true),
            ("name", LaunchFieldKind::Text, false),
            ("price", LaunchFieldKind::Float, false),
            ("fast", LaunchFieldKind::Boolean, false),
            ("rows", LaunchFieldKind::Json, false),
            ("file", LaunchFieldKind::File, false),
            ("login", LaunchFieldKind::Credential, false),
        ]
    );
    assert_eq!((form.version, form.versions), (2, vec![2, 1]));
    assert_eq!(
        (
            form.credentials[0].name.as_str(),
            form.browser_sessions.len()
        ),
        ("demo", 1)
    );
    assert_eq!((form.notes, form.last), (Vec::<String>::new(), None));
    // Opened again at once, the lists are not asked for again.
    desk.app
        .launch_form(&id, &request.workflow, None)
        .await
        .unwrap();
    assert_eq!(server.count("credentials"), 1);
}

#[tokio::test(start_paused = true)]
async fn the_form_opens_also_when_the_server_is_in_trouble() {
    let (server, desk, id, request) = asking().await;
    server.break_down("credentials", Fault::Status(500, "{}"));
    server.break_down("browser_sessions", Fault::Html);
    let form = desk
        .app
        .launch_form(&id, &request.workflow, None)
        .await
        .unwrap();
    assert_eq!(
        form.notes,
        [
            "The credentials are not listed: The server failed with status 500: {}.",
            "The browser sessions are not listed: A web page answers here (“Sign in”), not Skyvern's API.",
        ]
    );
    server.recover();
    let form = desk
        .app
        .launch_form(&id, &request.workflow, None)
        .await
        .unwrap();
    assert_eq!((form.notes.len(), form.credentials.len()), (0, 1));
}

#[tokio::test(start_paused = true)]
async fn bad_input_is_told_at_its_field_before_anything_is_sent() {
    let (server, desk, id, request) = asking().await;
    let bad = LaunchRequest {
        inputs: vec![
            input("name", "lamp"),
            input("price", "much"),
            input("rows", "[1,"),
            input("fast", "perhaps"),
        ],
        options: LaunchOptions {
            max_steps: Some(0),
            ..LaunchOptions::default()
        },
        ..request.clone()
    };
    let LaunchOutcome::Invalid { faults } = desk.app.launch(&id, &bad).await.unwrap() else {
        panic!("it is not valid");
    };
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["options.maxSteps", "n", "price", "fast", "rows"]);
    assert_eq!(desk.app.check_launch(&id, &bad).await.unwrap(), faults);
    assert_eq!(server.count("POST "), 0);

    // What only the server can know arrives at its field, too.
    server.break_down(
        "run/workflows",
        Fault::Status(
            400,
            r#"{"detail":"Missing value for parameter n in workflow wpid_1"}"#,
        ),
    );
    let refused = desk.app.launch(&id, &request).await.unwrap_err();
    let Error::Invalid(fault) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(fault.field, "n");
}

#[tokio::test(start_paused = true)]
async fn what_was_typed_is_remembered_without_secrets() {
    let (server, desk, id, request) = asking().await;
    let header = |name: &str, value: &str| HeaderRow {
        name: name.to_owned(),
        value: value.to_owned(),
    };
    let request = LaunchRequest {
        options: LaunchOptions {
            headers: vec![
                header("Authorization", "Bearer hunter2"),
                header("Accept", "text/html"),
            ],
            proxy: ProxyChoice::Custom {
                url: "http://me:hunter2@proxy.example.com".to_owned(),
            },
            title: "Nightly".to_owned(),
            ..LaunchOptions::default()
        },
        ..request
    };
    desk.app.launch(&id, &request).await.unwrap();
    let sent = launch_of(&server);
    assert_eq!(
        sent.body["extra_http_headers"]["Authorization"],
        "Bearer hunter2"
    );
    let desk = desk.restart().await;
    let form = desk
        .app
        .launch_form(&id, &request.workflow, None)
        .await
        .unwrap();
    assert_eq!(form.last.unwrap().inputs, request.inputs);
    assert_eq!(form.options.title, "Nightly");
    assert_eq!(
        form.options.headers,
        [header("Authorization", ""), header("Accept", "text/html")]
    );
    assert!(!format!("{:?}", form.options).contains("hunter2"));
}

#[tokio::test(start_paused = true)]
async fn presets_are_kept_by_name() {
    let (_server, desk, id, request) = asking().await;
    let name = desk
        .app
        .save_preset(&id, &request.workflow, " ", Vec::new())
        .await;
    assert_eq!(name.unwrap_err().to_string(), "Give the preset a name.");
    let save = async |name: &str, n: &str| {
        let inputs = vec![input("n", n)];
        let saved = desk.app.save_preset(&id, &request.workflow, name, inputs);
        saved.await.unwrap();
    };
    save(" January ", "1").await;
    save("February", "2").await;
    save("January", "3").await;

    let desk = desk.restart().await;
    let form = desk
        .app
        .launch_form(&id, &request.workflow, None)
        .await
        .unwrap();
    let presets: Vec<(&str, &str)> = form
        .presets
        .iter()
        .map(|preset| {
            (
                preset.name.as_deref().unwrap(),
                preset.inputs[0].text.as_str(),
            )
        })
        .collect();
    assert_eq!(presets, [("February", "2"), ("January", "3")]);
    desk.app
        .delete_preset(&id, &request.workflow, "January")
        .await
        .unwrap();
    desk.app
        .delete_preset(&id, &request.workflow, "January")
        .await
        .unwrap();
    let form = desk
        .app
        .launch_form(&id, &request.workflow, None)
        .await
        .unwrap();
    assert_eq!(form.presets.len(), 1);
}

fn every_option() -> LaunchOptions {
    LaunchOptions {
        run_with: Some(RunWith::Code),
        ai_fallback: Some(true),
        proxy: ProxyChoice::Place {
            country: "de".to_owned(),
            subdivision: Some("BY".to_owned()),
            city: None,
        },
        browser: BrowserChoice::Profile {
            id: "bp_1".to_owned(),
        },
        max_steps: Some(7),
        webhook_url: "https://example.com/hook".to_owned(),
        totp_identifier: "me".to_owned(),
        totp_url: "https://example.com/code".to_owned(),
        headers: vec![HeaderRow {
            name: "Accept".to_owned(),
            value: "text/html".to_owned(),
        }],
        max_screenshot_scrolls: Some(3),
        max_elapsed_minutes: Some(60),
        title: "Nightly".to_owned(),
        is_template: true,
    }
}

/// What a copied command would send: the address, the body, the limit of steps.
fn of_command(command: &str) -> (String, Value, Option<String>) {
    let url = command.split('\'').nth(1).unwrap().to_owned();
    let body = command.split("-d '").nth(1).unwrap().trim_end_matches('\'');
    let steps = command.split("x-max-steps-override: ").nth(1);
    let steps = steps.map(|rest| rest.split('\'').next().unwrap().to_owned());
    (url, serde_json::from_str(body).unwrap(), steps)
}

#[tokio::test(start_paused = true)]
async fn a_copied_command_sends_what_a_launch_sends() {
    let (server, desk, id, request) = asking().await;
    let proxies = [
        ProxyChoice::Workflow,
        ProxyChoice::Named {
            location: "NONE".to_owned(),
        },
        every_option().proxy,
        ProxyChoice::Custom {
            url: "http://proxy.example.com:8080/".to_owned(),
        },
    ];
    for version in [None, Some(1)] {
        for proxy in proxies.clone() {
            let request = LaunchRequest {
                version,
                options: LaunchOptions {
                    proxy,
                    ..every_option()
                },
                ..request.clone()
            };
            let launched = desk.app.launch(&id, &request).await.unwrap();
            assert!(
                matches!(launched, LaunchOutcome::Started { .. }),
                "{launched:?}"
            );
            let sent = launch_of(&server);
            let query: Vec<String> = sent
                .query
                .iter()
                .map(|(key, value)| format!("{key}={value}"))
                .collect();
            let address = format!("{}{}?{}", server.base_url(), sent.path, query.join("&"));
            let steps = sent.headers["x-max-steps-override"]
                .to_str()
                .unwrap()
                .to_owned();
            let command = desk
                .app
                .launch_command(&id, &request, CommandLanguage::Curl)
                .await
                .unwrap();
            assert_eq!(of_command(&command), (address, sent.body, Some(steps)));
        }
    }
    // What cannot be sent yet stands in the command as it was typed.
    let unfinished = LaunchRequest {
        inputs: vec![input("n", "two")],
        ..request
    };
    let command = desk
        .app
        .launch_command(&id, &unfinished, CommandLanguage::Curl)
        .await;
    assert_eq!(
        of_command(&command.unwrap()).1["parameters"],
        json!({ "n": "two" })
    );
}

#[tokio::test(start_paused = true)]
async fn a_launch_whose_answer_was_lost_is_found_not_sent_again() {
    let (server, desk, id, request) = asking().await;
    server.world().is_now = true;
    server.break_down("POST /v1/run/workflows", Fault::Unanswered);
    let launched = desk.app.launch(&id, &request).await.unwrap();
    let LaunchOutcome::Started { run } = launched else {
        panic!("{launched:?}");
    };
    assert_eq!(server.world().runs.len(), 1);
    assert_eq!(run, RunId(server.world().runs[0].id.clone()));

    // Two that fit: a person has to say which it is.
    let twin = server.world().begin("wait1");
    server.world().run(&twin).inputs = json!({ "n": 2 });
    let launched = desk.app.launch(&id, &request).await.unwrap();
    let LaunchOutcome::Unknown {
        message,
        candidates,
    } = launched
    else {
        panic!("{launched:?}");
    };
    assert!(candidates.len() >= 2, "{candidates:?}");
    assert_eq!(
        message,
        "The connection broke while the run was being started (127.0.0.1 cannot be reached: the connection broke off). It may be under way."
    );
    assert_eq!(server.count("POST /v1/run/workflows"), 2);
    // The list has them all the same.
    server.recover();
    tokio::time::sleep(Duration::from_secs(30)).await;
    let query = RunQuery {
        limit: 10,
        ..RunQuery::default()
    };
    assert_eq!(desk.app.runs(&id, &query).await.unwrap().total, 3);
}

#[tokio::test(start_paused = true)]
async fn files_are_uploaded_for_their_field() {
    let (_server, desk, id, _) = asking().await;
    let path = desk.folder.path().join("rows.csv");
    std::fs::write(&path, "a,b\n1,2\n").unwrap();
    let uploaded = desk.app.upload_file(&id, path).await.unwrap();
    assert_eq!(uploaded.name, "rows.csv");
    assert!(uploaded.uri.ends_with("_a.txt"), "{uploaded:?}");
    let missing = desk.folder.path().join("missing.csv");
    let refused = desk.app.upload_file(&id, missing).await.unwrap_err();
    assert!(
        refused.to_string().contains("missing.csv cannot be read"),
        "{refused}"
    );
}
