//! The block editor from an empty workflow to a run, by mouse alone and by keyboard alone; then all that can come
//! between a draft and its server, and nothing of it lost.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::editor::{Editor, Place};
use crate::journey::no_file_has_the_key;
use crate::session::{Keychain, Session};
use crate::site::Site;
use crate::skyvern::Skyvern;
use crate::window::App;
use crate::{axe, pictures};

const BLOCKS: [&str; 10] = [
    "goto_url",
    "code",
    "for_loop",
    "goto_url_2",
    "wait",
    "conditional",
    "http_request",
    "wait_2",
    "wait_3",
    "http_request_2",
];

/// What two people work on.
fn shared(waits: [u32; 3]) -> Value {
    let wait = |label: &str, seconds: u32| json!({ "block_type": "wait", "label": label, "wait_sec": seconds });
    let [morning, noon, night] = waits;
    json!({ "title": "Shared", "workflow_definition": { "parameters": [], "blocks": [
        wait("morning", morning), wait("noon", noon), wait("night", night)] } })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_editor() {
    let site = Site::start().await;
    let server = Skyvern::start();
    let saved = server.save(None, &shared([1, 2, 3])).await;
    let shared_id = saved["workflow_permanent_id"].as_str().expect("an id");
    let session = Session::start(Keychain::Unlocked);
    let app = App::start(&session).await;
    app.resize(1500, 980).await;
    connect(&app, &server).await;

    build_by_mouse(&app, &site.url).await;
    publish_and_run_by_mouse(&app).await;
    build_by_keyboard(&app, &site.url).await;
    both_are_the_same(&server).await;
    app.click("button", "Back to workflows").await;

    edit_while_somebody_else_saves(&app, &server, shared_id).await;
    restore_and_undo(&app).await;
    turned_off_stays_here(&app, &server).await;
    write_yaml(&app).await;
    app.kill();

    let app = App::start(&session).await;
    app.resize(1500, 980).await;
    undo_all_the_way_and_back(&app).await;
    other_screens_are_open_to_all(&app).await;
    app.quit().await;
    no_file_has_the_key(session.home(), &server.api_key);
}

async fn connect(app: &App, server: &Skyvern) {
    app.click("radio", "A server of your own").await;
    app.type_into("URL", &server.base_url).await;
    app.type_into("API key", &server.api_key).await;
    app.click("button", "Continue").await;
    app.find("row", "Shared").await;
    axe::check(app, "workflows").await;
}

/// Ten blocks, each dragged to its place, one of them by a detour.
async fn build_by_mouse(app: &App, site: &str) {
    app.click("button", "New").await;
    let editor = Editor::of(app);
    editor.fill("Title", "By mouse").await;
    for (kind, place, label) in [
        ("Go to URL", Place::Start, "goto_url"),
        ("Python code", Place::After("goto_url"), "code"),
        ("For each", Place::After("code"), "for_loop"),
        ("Condition", Place::After("for_loop"), "conditional"),
        ("Go to URL", Place::InLoop("for_loop"), "goto_url_2"),
        ("Wait", Place::After("conditional"), "wait"),
        ("HTTP request", Place::InBranch(0), "http_request"),
        ("Wait", Place::After("http_request"), "wait_2"),
        ("Wait", Place::InBranch(1), "wait_3"),
        (
            "HTTP request",
            Place::After("conditional"),
            "http_request_2",
        ),
    ] {
        editor.drag_kind(kind, place, label).await;
    }
    editor.drag_block("wait", Place::After("goto_url_2")).await;
    editor.see_blocks(&BLOCKS).await;
    for (label, field, text) in fields(site) {
        editor.choose(label).await;
        editor.fill(field, &text).await;
    }
    editor.choose("for_loop").await;
    editor.see_no_errors().await;
}

/// What has to be filled in: block, field, text.
fn fields(site: &str) -> [(&'static str, &'static str, String); 10] {
    let text = str::to_owned;
    [
        ("goto_url", "URL", format!("{site}/")),
        ("code", "Code", text("return ['', 'orders']")),
        ("for_loop", "Items", text("{{ code_output }}")),
        (
            "goto_url_2",
            "URL",
            format!("{site}/{{{{ current_value }}}}"),
        ),
        ("wait", "Seconds", text("1")),
        ("conditional", "If", text("{{ code_output | length == 2 }}")),
        ("http_request", "URL", format!("{site}/prices.csv")),
        ("wait_2", "Seconds", text("2")),
        ("wait_3", "Seconds", text("3")),
        ("http_request_2", "URL", format!("{site}/orders")),
    ]
}

async fn publish_and_run_by_mouse(app: &App) {
    let editor = Editor::of(app);
    pictures::take(app, "editor").await;
    axe::check(app, "editor").await;
    app.click("button", "Publish v2").await;
    editor.see_state("In step with v2").await;
    app.click("button", "Run…").await;
    app.find("dialog", "Run By mouse").await;
    axe::check(app, "launch dialog").await;
    let main = app.current_window().await;
    let before = app.windows().await;
    app.click_above("button", "Run").await;
    app.turn_to_new_window(&before).await;
    see_the_run_complete(app).await;
    axe::check(app, "run window").await;
    app.close_window().await;
    app.turn_to(&main).await;
}

async fn see_the_run_complete(app: &App) {
    app.see_css("[role='treeitem'][aria-label*='wait_2'][aria-label*='Completed']")
        .await;
    app.see_css("[role='treeitem'][aria-label*='http_request_2'][aria-label*='Completed']")
        .await;
    app.see("Completed").await;
}

/// The same ten blocks without a mouse: found by typing, wrapped, and one of them lifted into the other branch.
async fn build_by_keyboard(app: &App, site: &str) {
    app.click("button", "Back to workflows").await;
    app.find("row", "By mouse").await;
    app.press(&[Key::Control], 'n').await;
    let editor = Editor::of(app);
    editor.see_state("In step with v1").await;
    let texts = fields(site);
    let fill = async |label: &str| {
        let (_, field, text) = texts
            .iter()
            .find(|(owner, ..)| *owner == label)
            .expect(label);
        editor.fill_by_keys(label, field, text).await;
    };
    for (words, label) in [
        ("go to url", "goto_url"),
        ("python", "code"),
        ("go to url", "goto_url_2"),
        ("wait", "wait"),
    ] {
        editor.add_by_keys(words, label).await;
        fill(label).await;
    }
    app.press(&[Key::Shift], char::from(Key::Up)).await;
    app.press(&[Key::Control], 'g').await;
    editor.see_focus_on("for_loop").await;
    fill("for_loop").await;
    for (words, label) in [("http request", "http_request"), ("wait", "wait_2")] {
        editor.add_by_keys(words, label).await;
        fill(label).await;
    }
    app.press(&[Key::Shift], char::from(Key::Up)).await;
    app.press(&[Key::Control, Key::Shift], 'g').await;
    editor.see_focus_on("conditional").await;
    fill("conditional").await;
    editor.add_by_keys("wait", "wait_3").await;
    fill("wait_3").await;
    lift_into_the_other_branch(app).await;
    app.press_keys(&[Key::Left]).await;
    editor.see_focus_on("conditional").await;
    editor.add_by_keys("http request", "http_request_2").await;
    fill("http_request_2").await;
    editor.see_blocks(&BLOCKS).await;
    editor.see_no_errors().await;
    app.press(&[Key::Control], 's').await;
    editor.see_state("In step with v2").await;
}

async fn lift_into_the_other_branch(app: &App) {
    app.type_keys(" ").await;
    app.see("wait_3 lifted").await;
    app.press_keys(&[Key::Right]).await;
    app.see_css(".drop-slot").await;
    app.type_keys(" ").await;
    app.see_css(".canvas [data-key='wait_3'][aria-level='3']")
        .await;
    Editor::of(app).see_focus_on("wait_3").await;
}

/// On the server there is no telling which was made in which way.
async fn both_are_the_same(server: &Skyvern) {
    let [mouse, keyboard] = [
        server.workflow("By mouse").await,
        server.workflow("Untitled workflow").await,
    ]
    .map(|workflow| without_ids(&workflow["workflow_definition"]));
    assert_eq!(mouse, keyboard);
    assert_eq!(mouse["blocks"].as_array().map(Vec::len), Some(8));
}

/// Without what is new for each workflow.
fn without_ids(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(without_ids).collect(),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| *name != "id" && !name.ends_with("_id") && !name.ends_with("_at"))
            .map(|(name, value)| (name.clone(), without_ids(value)))
            .collect(),
        other => other.clone(),
    }
}

/// Two people change different blocks; both changes are in what is published in the end.
async fn edit_while_somebody_else_saves(app: &App, server: &Skyvern, id: &str) {
    let editor = Editor::of(app);
    open_shared(app).await;
    editor.choose("morning").await;
    editor.fill("Seconds", "10").await;
    editor.see_on_card("morning", "10 s").await;
    server.save(Some(id), &shared([1, 20, 3])).await;
    app.click("button", "Publish v2").await;
    app.find("dialog", "v2 was saved").await;
    app.click_above("button", "Compare").await;
    app.see("2 changed").await;
    app.find("row", "1").await;
    axe::check(app, "comparison").await;
    app.click("button", "Close the comparison").await;
    app.click("button", "Publish v3").await;
    app.click_above("button", "Merge…").await;
    app.see("No conflicts").await;
    axe::check(app, "merge").await;
    app.click_above("button", "Merge and publish").await;
    editor.see_state("In step with v3").await;
    assert_eq!(
        waits(server).await,
        [("morning", 10), ("noon", 20), ("night", 3)].map(owned)
    );
}

async fn open_shared(app: &App) {
    app.click("row", "Shared").await;
    app.click("button", "Edit").await;
    Editor::of(app)
        .see_blocks(&["morning", "noon", "night"])
        .await;
}

fn owned((label, seconds): (&str, u64)) -> (String, u64) {
    (label.to_owned(), seconds)
}

/// What the server has, block by block.
async fn waits(server: &Skyvern) -> Vec<(String, u64)> {
    let workflow = server.workflow("Shared").await;
    let blocks = workflow["workflow_definition"]["blocks"].as_array();
    let blocks = blocks.expect("blocks").iter();
    let read = blocks.map(|block| (block["label"].as_str(), block["wait_sec"].as_u64()));
    read.map(|(label, seconds)| owned((label.expect("a label"), seconds.expect("a number"))))
        .collect()
}

async fn restore_and_undo(app: &App) {
    let editor = Editor::of(app);
    app.press(&[Key::Control], 'h').await;
    app.click("button", "Restore v1").await;
    editor.see_on_card("morning", "1 s").await;
    editor.see_on_card("noon", "2 s").await;
    editor.see_state("Draft kept on this computer").await;
    app.press(&[Key::Control], 'z').await;
    editor.see_on_card("morning", "10 s").await;
    editor.see_state("In step with v3").await;
}

/// A block that is turned off is in the draft only.
async fn turned_off_stays_here(app: &App, server: &Skyvern) {
    let editor = Editor::of(app);
    editor.choose("noon").await;
    app.press(&[Key::Control], '/').await;
    editor.see_on_card("noon", "Turned off").await;
    editor.choose("night").await;
    editor.fill("Seconds", "30").await;
    editor.see_on_card("night", "30 s").await;
    app.press(&[Key::Control], 's').await;
    editor.see_state("In step with v4").await;
    assert_eq!(
        waits(server).await,
        [("morning", 10), ("night", 30)].map(owned)
    );
    editor.see_blocks(&["morning", "noon", "night"]).await;
}

/// The blocks follow what is written; while it cannot be read they stay as they were.
async fn write_yaml(app: &App) {
    let editor = Editor::of(app);
    app.press(&[Key::Control], 'y').await;
    app.see("In step with the blocks").await;
    axe::check(app, "YAML").await;
    let line = "//*[contains(@class, 'cm-line')][normalize-space(.)='wait_sec: 30']";
    app.click_at(line).await;
    app.press_keys(&[Key::End]).await;
    app.type_keys("0").await;
    editor.see_on_card("night", "300 s").await;
    app.see("In step with the blocks").await;
    app.type_keys(": [").await;
    app.see_css(".yaml-word[data-tone='danger']").await;
    editor.see_on_card("night", "300 s").await;
    app.press_keys(&[Key::Backspace, Key::Backspace, Key::Backspace])
        .await;
    app.see("In step with the blocks").await;
    editor.see_on_card("night", "300 s").await;
}

/// The app was killed: the draft is there with its history, back to the beginning and forth again.
async fn undo_all_the_way_and_back(app: &App) {
    let editor = Editor::of(app);
    open_shared(app).await;
    editor.see_on_card("night", "300 s").await;
    editor.see_on_card("noon", "Turned off").await;
    editor.see_state("Draft kept on this computer").await;
    let steps = editor
        .press_until(&[Key::Control], 'z', "Nothing to undo")
        .await;
    for (label, words) in [("morning", "1 s"), ("noon", "2 s"), ("night", "3 s")] {
        editor.see_on_card(label, words).await;
    }
    let forth = editor
        .press_until(&[Key::Control, Key::Shift], 'z', "Nothing to redo")
        .await;
    assert_eq!(forth, steps);
    editor.see_on_card("night", "300 s").await;
    editor.see_on_card("noon", "Turned off").await;
    app.click("button", "Back to workflows").await;
}

async fn other_screens_are_open_to_all(app: &App) {
    app.press(&[Key::Control], ',').await;
    app.see("Keys stay in the keychain").await;
    axe::check(app, "settings").await;
}
