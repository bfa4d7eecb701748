//! Fails when `ui/src/ipc/bindings.ts` does not match the commands. `UPDATE_BINDINGS=1` rewrites it.

use std::path::Path;

#[test]
fn bindings_are_up_to_date() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/ipc/bindings.ts");
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        eyrie_lib::bindings::export(&file).unwrap();
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("bindings.ts");
    eyrie_lib::bindings::export(&fresh).unwrap();
    let want = std::fs::read_to_string(&fresh).unwrap();
    let have = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        want == have,
        "ui/src/ipc/bindings.ts is stale: run UPDATE_BINDINGS=1 cargo test --test bindings"
    );
}
