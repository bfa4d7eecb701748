//! The app in its window, by way of `WebKit`'s driver: what a person sees and does.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::{Capabilities, WindowHandle};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::session::Session;
use crate::skyvern::program;

/// So long may anything take, a run on a busy machine included. A test that passes never waits it out.
const PATIENCE: Duration = Duration::from_mins(2);

/// So long may the app take to end by itself.
const LEFT: Duration = Duration::from_secs(3);

/// The running app. Quits when [`App::quit`] is called or it is dropped.
#[derive(Debug)]
pub(crate) struct App {
    driver: Child,
    client: Client,
}

impl App {
    /// Starts the app in `session` and waits for its first window.
    pub(crate) async fn start(session: &Session) -> Self {
        Self::start_program(session, "eyrie").await
    }

    /// The same for another program of this workspace with a window like Eyrie's.
    pub(crate) async fn start_program(session: &Session, name: &str) -> Self {
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        session.dress(&mut command);
        let driver = command
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is installed");
        wait_for_port(port).await;
        let mut capabilities = Capabilities::new();
        let browser = json!({ "binary": program(name), "args": [] });
        capabilities.insert("webkitgtk:browserOptions".to_owned(), browser);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the app opens a window");
        let app = Self { driver, client };
        app.see_css("#root > :not(.starting)").await;
        app
    }

    /// Closes the window and ends the app.
    pub(crate) async fn quit(mut self) {
        let app = self.started();
        self.client.clone().close().await.expect("the app quits");
        // The driver answers before it has ended the app. One that is left would take the next start for its own.
        let began = Instant::now();
        let is_left = |id: &&String| Path::new("/proc").join(id).exists();
        while app.iter().any(|id| is_left(&id)) && began.elapsed() < LEFT {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let left: Vec<&String> = app.iter().filter(is_left).collect();
        if !left.is_empty() {
            Command::new("kill").arg("-9").args(left).status().ok();
        }
        self.driver.kill().ok();
        self.driver.wait().ok();
    }

    /// Ends the app at once, as when the power fails: it is told nothing and saves nothing.
    pub(crate) fn kill(mut self) {
        let app = self.started();
        let status = Command::new("kill")
            .arg("-9")
            .args(&app)
            .status()
            .expect("kill is there");
        assert!(status.success(), "the app was running: {app:?}");
        self.driver.kill().ok();
        self.driver.wait().ok();
    }

    /// The ids of the processes that the driver started.
    fn started(&self) -> Vec<String> {
        let driver = self.driver.id();
        let children = format!("/proc/{driver}/task/{driver}/children");
        let children = std::fs::read_to_string(children).expect("what the driver started");
        children.split_whitespace().map(str::to_owned).collect()
    }

    /// The connection to the driver, for hands and eyes of other kinds.
    pub(crate) const fn client(&self) -> &Client {
        &self.client
    }

    /// The first element with this role and name, once it is there and shown.
    pub(crate) async fn find(&self, role: &str, name: &str) -> Element {
        let paths = by_role(role, name);
        let places = paths.each_ref().map(|path| Locator::XPath(path));
        self.wait_for(&format!("{role} “{name}”"), &places).await
    }

    pub(crate) async fn click(&self, role: &str, name: &str) {
        self.find(role, name)
            .await
            .click()
            .await
            .unwrap_or_else(|fault| panic!("{role} “{name}”: {fault}"));
    }

    /// Clicks in a dialog, a popover or a menu, once it is there.
    pub(crate) async fn click_above(&self, role: &str, name: &str) {
        let paths = by_role(role, name);
        let places = [Locator::XPath(&paths[0]), Locator::XPath(&paths[1])];
        let element = self
            .wait_for(&format!("{role} “{name}” above the window"), &places)
            .await;
        element
            .click()
            .await
            .unwrap_or_else(|fault| panic!("{role} “{name}”: {fault}"));
    }

    /// Types into the field with this label, in the place of what was in it.
    pub(crate) async fn type_into(&self, label: &str, text: &str) {
        let field = self.find("field", label).await;
        field.clear().await.ok();
        field
            .send_keys(text)
            .await
            .unwrap_or_else(|fault| panic!("{label}: {fault}"));
    }

    /// Presses keys together, e.g. Control and k.
    pub(crate) async fn press(&self, keys: &[Key], last: char) {
        let mut actions = KeyActions::new("keys".to_owned());
        for key in keys {
            actions = actions.then(KeyAction::Down {
                value: char::from(*key),
            });
        }
        actions = actions
            .then(KeyAction::Down { value: last })
            .then(KeyAction::Up { value: last });
        for key in keys.iter().rev() {
            actions = actions.then(KeyAction::Up {
                value: char::from(*key),
            });
        }
        self.client
            .perform_actions(actions)
            .await
            .expect("keys are pressed");
    }

    /// Waits until a text stands somewhere in the window.
    pub(crate) async fn see(&self, text: &str) {
        let path = format!("//*[contains(normalize-space(.), {})]", quoted(text));
        self.wait_for(&format!("“{text}”"), &[Locator::XPath(&path)])
            .await;
    }

    /// Waits until no element with this role and name is left.
    pub(crate) async fn see_gone(&self, role: &str, name: &str) {
        let [.., path] = by_role(role, name);
        self.wait_until(&format!("{role} “{name}” is gone"), async || {
            self.client.find(Locator::XPath(&path)).await.is_err()
        })
        .await;
    }

    pub(crate) async fn see_css(&self, selector: &str) -> Element {
        self.wait_for(selector, &[Locator::Css(selector)]).await
    }

    pub(crate) async fn see_at(&self, path: &str) -> Element {
        self.wait_for(path, &[Locator::XPath(path)]).await
    }

    /// The value of a JavaScript expression in the window.
    pub(crate) async fn value(&self, expression: &str) -> Value {
        let script = format!("return ({expression});");
        self.client
            .execute(&script, Vec::new())
            .await
            .expect("the expression can be read")
    }

    /// Waits until a JavaScript expression is true.
    pub(crate) async fn wait_for_value(&self, expression: &str) {
        self.wait_until(expression, async || {
            self.value(expression).await == Value::Bool(true)
        })
        .await;
    }

    pub(crate) async fn windows(&self) -> Vec<WindowHandle> {
        self.client.windows().await.expect("the windows")
    }

    pub(crate) async fn current_window(&self) -> WindowHandle {
        self.client.window().await.expect("a window")
    }

    /// Turns to the window that was not there in `before`, once it is.
    pub(crate) async fn turn_to_new_window(&self, before: &[WindowHandle]) -> WindowHandle {
        let began = Instant::now();
        loop {
            let new = self
                .windows()
                .await
                .into_iter()
                .find(|window| !before.contains(window));
            if let Some(window) = new {
                self.turn_to(&window).await;
                self.see_css("#root > :not(.starting)").await;
                return window;
            }
            assert!(began.elapsed() < PATIENCE, "no new window opened");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub(crate) async fn turn_to(&self, window: &WindowHandle) {
        self.client
            .switch_to_window(window.clone())
            .await
            .expect("the window is there");
    }

    pub(crate) async fn close_window(&self) {
        self.client.close_window().await.expect("the window closes");
    }

    /// Waits until the engine has drawn twice.
    pub(crate) async fn wait_for_frames(&self) {
        let script = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        self.client
            .execute_async(script, Vec::new())
            .await
            .expect("the window draws");
    }

    pub(crate) async fn double_click(&self, element: &Element) {
        let place = PointerAction::MoveToElement {
            element: element.clone(),
            duration: None,
            x: 0.0,
            y: 0.0,
        };
        let down = PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        };
        let up = PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        };
        let actions = MouseActions::new("mouse".to_owned())
            .then(place)
            .then(down.clone())
            .then(up.clone())
            .then(down)
            .then(up);
        self.client
            .perform_actions(actions)
            .await
            .expect("a double click");
    }

    pub(crate) async fn resize(&self, width: u32, height: u32) {
        self.client
            .set_window_size(width, height)
            .await
            .expect("the window takes a size");
    }

    /// The picture of the window as PNG.
    pub(crate) async fn picture(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("a picture")
    }

    async fn wait_for(&self, what: &str, places: &[Locator<'_>]) -> Element {
        let began = Instant::now();
        loop {
            for place in places {
                for element in self.client.find_all(*place).await.unwrap_or_default() {
                    if element.is_displayed().await.unwrap_or(false) {
                        return element;
                    }
                }
            }
            if began.elapsed() > PATIENCE {
                let shown = self.value("document.body.innerText").await;
                panic!("{what} did not appear in {PATIENCE:?}; the window shows: {shown}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn wait_until(&self, what: &str, mut is_so: impl AsyncFnMut() -> bool) {
        let began = Instant::now();
        while !is_so().await {
            if began.elapsed() > PATIENCE {
                let shown = self.value("document.body.innerText").await;
                panic!("not in {PATIENCE:?}: {what}; the window shows: {shown}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.driver.kill().ok();
        self.driver.wait().ok();
    }
}

/// Where an element with a role and a name can stand, best first: with just that name, then with a name that begins
/// so, as where a key or a count follows. `field` is anything that is typed into.
fn by_role(role: &str, name: &str) -> [String; 4] {
    let name = quoted(name);
    let elements = match role {
        "button" => "(self::button or @role='button')".to_owned(),
        "field" => "(self::input or self::textarea or @contenteditable='true')".to_owned(),
        role => format!("@role='{role}'"),
    };
    let labelled =
        |test: &str| format!("@id=//label[{test}]/@for or @aria-labelledby=//*[{test}]/@id");
    let is_name = format!("normalize-space(.)={name}");
    let begins = format!("starts-with(normalize-space(.), {name})");
    let exact = format!(
        "//*[{elements} and (@aria-label={name} or {is_name} or {})]",
        labelled(&is_name)
    );
    let begins = format!(
        "//*[{elements} and (@aria-label={name} or {begins} or {})]",
        labelled(&begins)
    );
    // What lies above the window comes first: the rest cannot be reached then.
    let above = "//*[@role='dialog' or @role='alertdialog' or @role='menu']";
    [
        format!("{above}{exact}"),
        format!("{above}{begins}"),
        exact,
        begins,
    ]
}

/// A text as an expression of `XPath`.
fn quoted(text: &str) -> String {
    if text.contains('\'') {
        format!("\"{text}\"")
    } else {
        format!("'{text}'")
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("the port").port()
}

async fn wait_for_port(port: u16) {
    let began = Instant::now();
    while tokio::net::TcpStream::connect(("127.0.0.1", port))
        .await
        .is_err()
    {
        assert!(began.elapsed() < PATIENCE, "the driver does not answer");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
