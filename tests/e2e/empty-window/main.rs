//! A window with one line of text, and nothing else: the baseline of `cargo xtask bench start`.

#[expect(clippy::exit, reason = "Tauri's own macro")]
fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}
