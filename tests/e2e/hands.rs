//! Mouse and keyboard as such: what a person's hands do, wherever the focus and the pointer are.

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::key::Key;
use serde_json::Value;
use std::time::Duration;

use crate::window::App;

/// A point of the window, in pixels from its top left corner.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Point {
    /// From a JavaScript value `[x, y]`.
    pub(crate) fn of(value: &Value) -> Self {
        let number = |index: usize| value[index].as_f64();
        match (number(0), number(1)) {
            (Some(x), Some(y)) => Self { x, y },
            _ => panic!("no point: {value}"),
        }
    }

    pub(crate) const fn moved(self, x: f64, y: f64) -> Self {
        Self {
            x: self.x + x,
            y: self.y + y,
        }
    }

    fn half_way(self, other: Self) -> Self {
        self.moved((other.x - self.x) / 2.0, (other.y - self.y) / 2.0)
    }
}

impl App {
    /// Presses the button of the mouse at `from` and leads it to `to`, where it stays pressed.
    pub(crate) async fn press_and_lead(&self, from: Point, to: Point) {
        let down = PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        };
        let actions = mouse()
            .then(moved_to(from, 0))
            .then(down)
            .then(moved_to(from.moved(8.0, 0.0), 30))
            .then(moved_to(from.half_way(to), 60))
            .then(moved_to(to, 60));
        let led = self.client().perform_actions(actions).await;
        led.expect("the mouse is led");
    }

    /// Lets go of the button of the mouse.
    pub(crate) async fn let_go(&self) {
        let up = PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        };
        let let_go = self.client().perform_actions(mouse().then(up)).await;
        let_go.expect("the button is let go");
    }

    /// Clicks on the first thing that an `XPath` leads to, once it is shown.
    pub(crate) async fn click_at(&self, path: &str) {
        let element = self.see_at(path).await;
        element.click().await.expect("it can be clicked");
    }

    /// Types a text to whatever has the focus, key by key.
    pub(crate) async fn type_keys(&self, text: &str) {
        let mut actions = KeyActions::new("keys".to_owned());
        for value in text.chars() {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        let typed = self.client().perform_actions(actions).await;
        typed.expect("keys are pressed");
    }

    /// Presses one key after the other.
    pub(crate) async fn press_keys(&self, keys: &[Key]) {
        let text: String = keys.iter().copied().map(char::from).collect();
        self.type_keys(&text).await;
    }
}

fn mouse() -> MouseActions {
    MouseActions::new("mouse".to_owned())
}

fn moved_to(point: Point, milliseconds: u64) -> PointerAction {
    PointerAction::MoveTo {
        duration: Some(Duration::from_millis(milliseconds)),
        x: point.x,
        y: point.y,
    }
}
