//! The block editor: how its cards, the places between them and its fields are found and worked with.

use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::json;

use crate::hands::Point;
use crate::window::App;

/// Pixels between the upper edge of a lifted card and the place that it is dropped at.
const ABOVE: f64 = 10.0;

/// A place for blocks on the canvas.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place<'a> {
    /// Before all others.
    Start,
    After(&'a str),
    /// In a loop without blocks.
    InLoop(&'a str),
    /// In a branch without blocks, of the only condition.
    InBranch(usize),
}

impl Place<'_> {
    /// A JavaScript expression for the middle of the place.
    fn middle(self) -> String {
        match self {
            Self::Start => middle_of(".canvas-plus[aria-label='Add a block here']"),
            Self::After(label) => middle_of(&format!(
                ".canvas-plus[aria-label='Add a block after {label}']"
            )),
            Self::InLoop(label) => below(&format!(".canvas [data-key='{label}']"), 0),
            Self::InBranch(branch) => below(".branch-pill", branch),
        }
    }
}

fn middle_of(selector: &str) -> String {
    format!(
        "(() => {{ const box = document.querySelector({}).getBoundingClientRect(); \
         return [box.x + box.width / 2, box.y + box.height / 2]; }})()",
        json!(selector)
    )
}

/// The nearest empty list below an element.
fn below(selector: &str, index: usize) -> String {
    format!(
        "(() => {{ const head = document.querySelectorAll({})[{index}].getBoundingClientRect(); \
         const middle = head.x + head.width / 2; \
         const boxes = [...document.querySelectorAll('.empty-place')].map((empty) => empty.getBoundingClientRect()); \
         const box = boxes.filter((box) => box.y >= head.bottom - 2 && box.left < middle && middle < box.right) \
           .sort((one, other) => one.y - other.y)[0]; \
         return [box.x + box.width / 2, box.y + box.height / 2]; }})()",
        json!(selector)
    )
}

/// The editor in the window of `app`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Editor<'a> {
    app: &'a App,
}

impl<'a> Editor<'a> {
    pub(crate) const fn of(app: &'a App) -> Self {
        Self { app }
    }

    /// The card of a block, once it is on the canvas.
    pub(crate) async fn card(&self, label: &str) -> Element {
        let selector = format!(".canvas [data-key='{label}']");
        self.app.see_css(&selector).await
    }

    /// Waits until a card says this.
    pub(crate) async fn see_on_card(&self, label: &str, words: &str) {
        self.app
            .wait_for_value(&format!(
                "!!document.querySelector({})?.textContent.includes({})",
                json!(format!(".canvas [data-key='{label}']")),
                json!(words)
            ))
            .await;
    }

    /// Waits until the blocks are these, in the order in which they are read.
    pub(crate) async fn see_blocks(&self, labels: &[&str]) {
        let keys =
            "[...document.querySelectorAll('.canvas [data-key]')].map((card) => card.dataset.key)";
        self.app
            .wait_for_value(&format!(
                "JSON.stringify({keys}) === {}",
                json!(json!(labels).to_string())
            ))
            .await;
    }

    /// Drags a kind of block from the library to a place.
    pub(crate) async fn drag_kind(&self, title: &str, to: Place<'_>, label: &str) {
        let row = format!(
            "[...document.querySelectorAll('.library-row')].find((row) => row.textContent.trim() === {})",
            json!(title)
        );
        self.app
            .wait_for_value(&format!("{row} !== undefined"))
            .await;
        self.drag(&row, to, &format!("Add {title} here")).await;
        self.card(label).await;
        self.rest().await;
    }

    /// Drags a block to another place.
    pub(crate) async fn drag_block(&self, label: &str, to: Place<'_>) {
        let card = format!("document.querySelector(\".canvas [data-key='{label}']\")");
        self.drag(&card, to, &format!("Move {label} here")).await;
        self.rest().await;
    }

    async fn drag(&self, source: &str, to: Place<'_>, words: &str) {
        // As the wheel of the mouse would.
        self.app
            .value(&format!("{source}.scrollIntoView({{ block: 'nearest' }})"))
            .await;
        let pressed = format!(
            "(() => {{ const box = {source}.getBoundingClientRect(); const grab = Math.min(box.height / 2, 40); \
             return [box.x + Math.min(box.width / 2, 100), box.y + grab, grab]; }})()"
        );
        let pressed = self.app.value(&pressed).await;
        let grab = pressed[2].as_f64().expect("a number");
        let middle = Point::of(&self.app.value(&to.middle()).await);
        let over = middle.moved(0.0, grab + ABOVE);
        self.app.press_and_lead(Point::of(&pressed), over).await;
        // The place opens once the pointer rests over it.
        self.app
            .wait_for_value(&format!(
                "(() => {{ const slot = document.querySelector('.drop-slot'); if (!slot) return false; \
                 const box = slot.getBoundingClientRect(); \
                 return slot.innerText.startsWith({}) && Math.abs(box.x + box.width / 2 - {}) < 40 \
                   && Math.abs(box.y + box.height / 2 - {}) < 30; }})()",
                json!(words),
                middle.x,
                middle.y
            ))
            .await;
        self.app.let_go().await;
    }

    /// Waits until nothing is lifted and all cards have come to their places.
    pub(crate) async fn rest(&self) {
        self.app
            .wait_for_value(
                "!document.querySelector('.drop-slot') && document.documentElement.dataset.dragging === undefined \
                 && document.querySelector('.canvas-world').getAnimations({ subtree: true }).length === 0",
            )
            .await;
    }

    /// Chooses a block by a click on its card, and waits for its fields.
    pub(crate) async fn choose(&self, label: &str) {
        let card = self.card(label).await;
        card.click().await.expect("the card can be clicked");
        self.see_fields_of(label).await;
    }

    /// Waits until the inspector shows this block.
    pub(crate) async fn see_fields_of(&self, label: &str) {
        self.app
            .wait_for_value(&format!(
                "document.querySelector('.editor-side .label-input input, .editor-side input.label-input')?.value === {}",
                json!(label)
            ))
            .await;
    }

    /// Clicks into a field of the inspector and types over what is in it.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        self.app.click("field", label).await;
        self.app.press(&[Key::Control], 'a').await;
        self.app.type_keys(text).await;
    }

    /// How the draft stands to the server: "In step with v2".
    pub(crate) async fn see_state(&self, words: &str) {
        self.app
            .wait_for_value(&format!(
                "document.querySelector('.save-state')?.textContent.startsWith({}) === true",
                json!(words)
            ))
            .await;
    }

    /// Waits until no problem is an error.
    pub(crate) async fn see_no_errors(&self) {
        self.app
            .wait_for_value("document.querySelector(\".canvas [data-severity='error']\") === null")
            .await;
    }

    /// Adds a block behind the chosen one: B, a word of its name, Enter.
    pub(crate) async fn add_by_keys(&self, words: &str, label: &str) {
        self.app.type_keys("b").await;
        self.app
            .wait_for_value("document.activeElement.getAttribute('role') === 'combobox'")
            .await;
        self.app.type_keys(words).await;
        self.app.press_keys(&[Key::Enter]).await;
        self.see_focus_on(label).await;
    }

    /// Goes from a card to a field of its block with Enter and Tab, types over what is in it, and comes back with Escape.
    pub(crate) async fn fill_by_keys(&self, label: &str, field: &str, text: &str) {
        self.app.press_keys(&[Key::Enter]).await;
        self.app.wait_for_value(&focused_field("Label")).await;
        self.see_fields_of(label).await;
        self.app
            .wait_for_value(&format!(
                "[...document.querySelectorAll('.editor-side label')].some((label) => \
                 label.textContent === {} && document.getElementById(label.htmlFor))",
                json!(field)
            ))
            .await;
        let mut tabs = 0;
        while self.app.value(&focused_field(field)).await != true {
            assert!(tabs < 20, "Tab does not lead to {field} of {label}");
            tabs += 1;
            self.app.press_keys(&[Key::Tab]).await;
        }
        self.app.press(&[Key::Control], 'a').await;
        self.app.type_keys(text).await;
        // The first closes the list of names, where it is open.
        let is_back = format!("document.activeElement.dataset.key === {}", json!(label));
        self.app.press_keys(&[Key::Escape]).await;
        if self.app.value(&is_back).await != true {
            self.app.press_keys(&[Key::Escape]).await;
        }
        self.see_focus_on(label).await;
    }

    /// Waits until the card of this block has the focus.
    pub(crate) async fn see_focus_on(&self, label: &str) {
        self.app
            .wait_for_value(&format!(
                "document.activeElement.closest('.canvas') !== null && document.activeElement.dataset.key === {}",
                json!(label)
            ))
            .await;
    }

    /// Presses keys again and again until a button is called this; answers how often.
    pub(crate) async fn press_until(&self, keys: &[Key], last: char, name: &str) -> usize {
        let is_there = format!("!!document.querySelector('button[aria-label=\"{name}\"]')");
        let names = "[...document.querySelectorAll('.editor-bar button')].map((button) => button.ariaLabel).join()";
        let mut times = 0;
        while self.app.value(&is_there).await != true {
            assert!(times < 200, "there is no end to it");
            times += 1;
            let before = self.app.value(names).await;
            self.app.press(keys, last).await;
            self.app
                .wait_for_value(&format!("{names} !== {before}"))
                .await;
        }
        times
    }
}

fn focused_field(label: &str) -> String {
    format!(
        "(() => {{ const field = document.activeElement; \
         const name = field.getAttribute('aria-labelledby') ?? ''; \
         const label = document.getElementById(name) ?? document.querySelector(`label[for='${{field.id}}']`); \
         return label?.textContent === {}; }})()",
        json!(label)
    )
}
