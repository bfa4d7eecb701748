//! What every Tauri app does before it is compiled.

fn main() {
    tauri_build::build();
}
