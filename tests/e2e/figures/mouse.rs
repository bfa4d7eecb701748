//! The mouse: pressed, led along a way, let go.

use std::time::Duration;

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use serde_json::Value;

use crate::window::App;

/// Between two moves of a mouse, and between two keys of somebody who types fast.
const MOVE: Duration = Duration::from_millis(8);
const KEY: Duration = Duration::from_millis(60);
/// So near to the lower edge a view scrolls by itself.
const EDGE: f64 = 16.0;

/// A point of the window, in pixels from its top left corner.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Point {
    /// From a JavaScript value `[x, y]`.
    pub(crate) fn of(value: &Value) -> Self {
        Self {
            x: value[0].as_f64().expect("a number"),
            y: value[1].as_f64().expect("a number"),
        }
    }
}

/// Where the pointer goes.
#[derive(Debug)]
pub(crate) struct Way {
    pub(crate) from: Point,
    points: Vec<Point>,
}

impl Way {
    /// In waves down over a place, given as `[left, top, right, bottom]`, and for the last third along its lower edge.
    pub(crate) fn over(from: Point, place: &Value, moves: usize) -> Self {
        let side = |at: usize| place[at].as_f64().expect("a number");
        let (width, lowest) = (side(2) - side(0), side(3) - EDGE);
        let middle = f64::midpoint(side(0), side(2));
        let points = (1..=moves).map(|at| {
            let share = at as f64 / moves as f64;
            let down = (share * 1.5).min(1.0);
            Point {
                x: middle + width * 0.2 * (share * 40.0).sin(),
                y: from.y + (lowest - from.y) * down,
            }
        });
        Self {
            from,
            points: points.collect(),
        }
    }

    /// Straight, in some moves.
    pub(crate) fn straight(from: Point, down: f64) -> Self {
        let points = (1..=20).map(|at| Point {
            x: from.x,
            y: from.y + down * f64::from(at) / 20.0,
        });
        Self {
            from,
            points: points.collect(),
        }
    }
}

impl App {
    /// Presses the button of the mouse.
    pub(crate) async fn hold(&self, at: Point) {
        let button = MOUSE_BUTTON_LEFT;
        let down = PointerAction::Down { button };
        self.act(mouse().then(to(at)).then(down)).await;
    }

    pub(crate) async fn lead(&self, way: &Way) {
        let moves = way.points.iter().copied().map(to);
        self.act(moves.fold(mouse(), InputSource::then)).await;
    }

    pub(crate) async fn let_go(&self) {
        let button = MOUSE_BUTTON_LEFT;
        self.act(mouse().then(PointerAction::Up { button })).await;
    }

    async fn act(&self, actions: MouseActions) {
        let done = self.client().perform_actions(actions).await;
        done.expect("the mouse is moved");
    }

    /// Types key by key without waiting for what comes of it, as people do.
    pub(crate) async fn type_on(&self, text: &str) {
        let mut actions = KeyActions::new("keys".to_owned());
        for value in text.chars() {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value })
                .then(KeyAction::Pause { duration: KEY });
        }
        let typed = self.client().perform_actions(actions).await;
        typed.expect("keys are pressed");
    }
}

fn mouse() -> MouseActions {
    MouseActions::new("mouse".to_owned())
}

fn to(Point { x, y }: Point) -> PointerAction {
    let duration = Some(MOVE);
    PointerAction::MoveTo { duration, x, y }
}
