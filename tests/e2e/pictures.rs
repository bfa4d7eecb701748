//! Pictures of the windows: for the README, and for whoever looks into a failed test.

use std::path::{Path, PathBuf};

use crate::window::App;

/// Where the README finds them.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/screenshots")
}

/// Takes a picture in the light and one in the dark theme.
pub(crate) async fn take(app: &App, name: &str) {
    for theme in ["light", "dark"] {
        app.value(&format!(
            "document.documentElement.dataset.theme = '{theme}'"
        ))
        .await;
        // Two frames later the new colours are on the screen.
        app.wait_for_frames().await;
        let suffix = if theme == "dark" { "-dark" } else { "" };
        let file = folder().join(format!("{name}{suffix}.png"));
        std::fs::create_dir_all(folder()).expect("a folder for pictures");
        std::fs::write(&file, app.picture().await).expect("the picture is written");
    }
    app.value("document.documentElement.dataset.theme = 'light'")
        .await;
}
