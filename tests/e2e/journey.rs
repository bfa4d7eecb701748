//! The main job from beginning to end: connect, import, find, launch, watch, replay, cancel, delete, and all of it
//! again without the server.

use std::path::Path;
use std::time::Duration;

use fantoccini::key::Key;

use crate::pictures;
use crate::session::{Keychain, Session};
use crate::site::Site;
use crate::skyvern::{Skyvern, program};
use crate::window::App;

/// Opens two pages with pauses in a loop, so that there is something to watch, and keeps a file.
fn price_watch(site: &str) -> String {
    format!(
        r#"{{"title": "Price watch", "workflow_definition": {{"parameters": [
            {{"parameter_type": "workflow", "workflow_parameter_type": "json", "key": "pages",
              "default_value": ["", "orders"], "description": "Pages to look at"}},
            {{"parameter_type": "workflow", "workflow_parameter_type": "integer", "key": "limit",
              "description": "Highest price"}}],
          "blocks": [
            {{"block_type": "goto_url", "label": "open_shop", "url": "{site}/"}},
            {{"block_type": "for_loop", "label": "each_page", "loop_over_parameter_key": "pages", "loop_blocks": [
              {{"block_type": "goto_url", "label": "open_page", "url": "{site}/{{{{ current_value }}}}"}},
              {{"block_type": "wait", "label": "settle", "wait_sec": 2}}]}},
            {{"block_type": "http_request", "label": "save_prices", "method": "GET", "url": "{site}/prices.csv",
              "save_response_as_file": true, "download_filename": "prices.csv"}}]}}}}"#
    )
}

fn prompt_only(title: &str, prompt: &str) -> String {
    format!(
        r#"{{"title": "{title}", "workflow_definition": {{"parameters": [], "blocks": [
            {{"block_type": "text_prompt", "label": "ask_model", "prompt": "{prompt}"}}]}}}}"#
    )
}

fn long_wait() -> String {
    r#"{"title": "Night shift", "workflow_definition": {"parameters": [], "blocks": [
        {"block_type": "wait", "label": "wait_long", "wait_sec": 600}]}}"#
        .to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_job_from_welcome_to_offline() {
    let site = Site::start().await;
    let mut server = Skyvern::start();
    let session = Session::start(Keychain::Unlocked);
    let app = App::start(&session).await;
    app.resize(1280, 800).await;

    connect(&app, &server).await;
    import(&app, &price_watch(&site.url), "Price watch").await;
    import(
        &app,
        &prompt_only("Letter writer", "Write a letter about lighthouses"),
        "Letter writer",
    )
    .await;
    import(&app, &long_wait(), "Night shift").await;
    find_by_a_word_in_a_prompt(&app).await;
    a_second_start_leaves_it_to_the_first(&app, &session).await;
    let main = app.current_window().await;
    launch_and_watch(&app).await;
    replay(&app).await;
    app.close_window().await;
    app.turn_to(&main).await;
    cancel_a_second_run(&app).await;
    delete_and_undo(&app).await;
    app.quit().await;
    assert!(
        session.data_folder().join("library.db").exists(),
        "the library is where the README says"
    );
    without_a_keychain(&server).await;

    server.stop();
    everything_seen_is_still_there(&session).await;
    no_file_has_the_key(session.home(), &server.api_key);
}

async fn connect(app: &App, server: &Skyvern) {
    app.see("Where should your workflows run?").await;
    app.click("radio", "A server of your own").await;
    app.type_into("URL", &server.base_url).await;
    app.type_into("API key", "not-the-key").await;
    app.click("button", "Test connection").await;
    app.see("does not accept the API key").await;
    app.type_into("API key", &server.api_key).await;
    app.click("button", "Test connection").await;
    app.see("Connected").await;
    pictures::take(app, "connect").await;
    app.click("button", "Continue").await;
    app.see("No workflows on").await;
}

/// The second copy ends at once, opens no window and takes nothing away from the first.
async fn a_second_start_leaves_it_to_the_first(app: &App, session: &Session) {
    let mut second = std::process::Command::new(program("eyrie"));
    session.dress(&mut second);
    let mut second = tokio::process::Command::from(second).spawn().unwrap();
    let ended = tokio::time::timeout(Duration::from_mins(1), second.wait()).await;
    assert!(ended.expect("the second copy ends").unwrap().success());
    assert_eq!(app.windows().await.len(), 1);
    app.find("row", "Price watch").await;
}

async fn import(app: &App, definition: &str, title: &str) {
    app.click("button", "Other ways to add workflows").await;
    app.click_above("menuitem", "Paste YAML…").await;
    app.type_into("Definition", definition).await;
    app.click_above("button", "Import").await;
    app.see_gone("dialog", "Paste a workflow").await;
    app.find("row", title).await;
}

async fn find_by_a_word_in_a_prompt(app: &App) {
    app.type_into("Search workflows", "lighthouses").await;
    app.see_gone("row", "Night shift").await;
    app.find("row", "Letter writer").await;
    app.see("Write a letter about lighthouses").await;
    open_the_palette(app).await;
    app.type_into("Search workflows", "price").await;
    app.click("row", "Price watch").await;
    app.see("open_shop").await;
    app.see("limit").await;
}

async fn open_the_palette(app: &App) {
    app.press(&[Key::Control], 'k').await;
    app.find("field", "Search or type a command").await;
    app.press(&[], char::from(Key::Escape)).await;
    app.see_gone("field", "Search or type a command").await;
}

/// Starts the run with a wrong input first, then watches it to its end in a window of its own.
async fn launch_and_watch(app: &App) {
    app.click("button", "Run…").await;
    app.type_into("limit", "many").await;
    app.click_above("button", "Run").await;
    app.see("A whole number").await;
    app.type_into("limit", "40").await;
    pictures::take(app, "launch").await;
    let before = app.windows().await;
    app.click_above("button", "Run").await;
    app.turn_to_new_window(&before).await;
    app.resize(1100, 720).await;
    app.see("open_shop").await;
    app.see_css("[role='treeitem'][aria-label*='each_page'][aria-label*='Running']")
        .await;
    app.see_css(".stage img").await;
    pictures::take(app, "run-live").await;
    app.see_css("[role='treeitem'][aria-label*='open_shop'][aria-label*='Completed']")
        .await;
    app.see("Completed").await;
}

/// Plays the recording; a click on a block moves it to that block, exactly.
async fn replay(app: &App) {
    app.see_css("video").await;
    app.wait_for_value("document.querySelector('video').readyState >= 2")
        .await;
    app.wait_for_value("document.querySelector('video').videoWidth > 0")
        .await;
    let block = app
        .see_css("[role='treeitem'][aria-label*='save_prices']")
        .await;
    block.click().await.expect("the block can be clicked");
    app.wait_for_value("document.querySelector('video').currentTime > 1")
        .await;
    let later = app
        .value("document.querySelector('video').currentTime")
        .await;
    let first = app
        .see_css("[role='treeitem'][aria-label*='open_shop']")
        .await;
    first.click().await.expect("the block can be clicked");
    let later = later.as_f64().expect("a time");
    app.wait_for_value(&format!(
        "document.querySelector('video').currentTime < {later}"
    ))
    .await;
    exact_seek(app).await;
    app.click("tab", "Output").await;
    app.see("prices.csv").await;
    app.wait_for_value("[...document.images].some(image => image.naturalWidth > 0)")
        .await;
    pictures::take(app, "run-replay").await;
}

/// The picture that is shown after a seek is the one of that time, within 0.2 s.
async fn exact_seek(app: &App) {
    let script = "(() => { const video = document.querySelector('video'); video.pause(); window.seekTo = video.duration / 2; \
                  video.currentTime = window.seekTo; return true; })()";
    app.value(script).await;
    app.wait_for_value("!document.querySelector('video').seeking")
        .await;
    app.wait_for_value(
        "Math.abs(document.querySelector('video').currentTime - window.seekTo) <= 0.2",
    )
    .await;
}

async fn cancel_a_second_run(app: &App) {
    app.type_into("Search workflows", "night").await;
    app.click("row", "Night shift").await;
    let main = app.current_window().await;
    app.click("button", "Run…").await;
    let before = app.windows().await;
    app.click_above("button", "Run").await;
    app.turn_to_new_window(&before).await;
    app.see_css("[role='treeitem'][aria-label*='wait_long'][aria-label*='Running']")
        .await;
    app.click("button", "Cancel run").await;
    // Asked once more, in place.
    app.click_above("button", "Cancel run").await;
    app.see("Canceled").await;
    app.close_window().await;
    app.turn_to(&main).await;
}

async fn delete_and_undo(app: &App) {
    app.type_into("Search workflows", "letter").await;
    app.click("row", "Letter writer").await;
    app.click("button", "More actions").await;
    app.click_above("menuitem", "Delete").await;
    app.see_gone("row", "Letter writer").await;
    app.click("button", "Undo").await;
    app.find("row", "Letter writer").await;
    app.click("button", "Clear search").await;
    app.click("row", "Price watch").await;
    app.see("open_shop").await;
    app.find("row", "Price watch").await;
    pictures::take(app, "workflows").await;
}

/// No Secret Service on the bus: the app says so and keeps the key in memory only.
async fn without_a_keychain(server: &Skyvern) {
    let session = Session::start(Keychain::None);
    let app = App::start(&session).await;
    app.click("radio", "A server of your own").await;
    app.see("no keychain that Eyrie can reach").await;
    app.see("Keep the key in memory until Eyrie quits").await;
    app.type_into("URL", &server.base_url).await;
    app.type_into("API key", &server.api_key).await;
    app.click("radio", "Keep the key in memory until Eyrie quits")
        .await;
    app.click("button", "Continue").await;
    app.find("row", "Price watch").await;
    app.quit().await;
    no_file_has_the_key(session.home(), &server.api_key);

    let app = App::start(&session).await;
    app.see("gone since Eyrie quit").await;
    app.find("row", "Price watch").await;
    app.quit().await;
}

async fn everything_seen_is_still_there(session: &Session) {
    let app = App::start(session).await;
    app.resize(1280, 800).await;
    app.find("row", "Price watch").await;
    app.see("does not answer").await;
    app.click("row", "Price watch").await;
    app.see("open_shop").await;
    let before = app.windows().await;
    app.click("button", "Runs").await;
    let run = app.find("row", "Price watch").await;
    app.double_click(&run).await;
    app.turn_to_new_window(&before).await;
    app.see("save_prices").await;
    app.wait_for_value("document.querySelector('video')?.readyState >= 2")
        .await;
    app.quit().await;
}

/// The key must be in the keyring's file only, where it is encrypted.
pub(crate) fn no_file_has_the_key(folder: &Path, key: &str) {
    for entry in std::fs::read_dir(folder)
        .expect("the session's home")
        .flatten()
    {
        let path = entry.path();
        let kind = entry.file_type().expect("the kind of the file");
        if kind.is_dir() {
            no_file_has_the_key(&path, key);
        } else if kind.is_file() {
            let bytes = std::fs::read(&path).unwrap_or_default();
            let has_key = bytes.windows(key.len()).any(|part| part == key.as_bytes());
            assert!(!has_key, "the API key stands in {}", path.display());
        }
    }
}
