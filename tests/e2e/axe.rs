//! axe-core in the window: what it finds keeps people out.

use serde_json::Value;

use crate::window::App;

/// Two rules are set aside. The names of cards and rows begin with what they are called, as the design says; what
/// else stands on them is content and no label. And the movable edge between two panels is in none of the landmarks
/// beside it.
const RUN: &str = "const [done] = arguments;
    axe.configure({ rules: [{ id: 'region', selector: 'body *:not([role=separator])' }] });
    axe.run(document, { resultTypes: ['violations'], rules: { 'label-content-name-mismatch': { enabled: false } } }).then(
      ({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target}: ${failureSummary}`))),
      (fault) => done([`axe failed: ${fault}`]));";

/// Asserts that axe finds no violation in the window as it stands, in the light and in the dark theme.
pub(crate) async fn check(app: &App, screen: &str) {
    if app.value("typeof axe").await != "object" {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../ui/node_modules/axe-core/axe.min.js"
        );
        let script = std::fs::read_to_string(path).expect("axe-core is installed with the UI");
        let run = app.client().execute(&script, Vec::new()).await;
        run.expect("axe can be read");
    }
    for theme in ["dark", "light"] {
        app.value(&format!(
            "document.documentElement.dataset.theme = '{theme}'"
        ))
        .await;
        app.wait_for_frames().await;
        app.wait_for_value(
            "!document.getAnimations().some((animation) => animation instanceof CSSTransition)",
        )
        .await;
        let found = app.client().execute_async(RUN, Vec::new()).await;
        let found = found.expect("axe runs");
        let found: Vec<&str> = found
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert!(
            found.is_empty(),
            "{screen}, {theme}: {} violations\n{}",
            found.len(),
            found.join("\n")
        );
    }
}
