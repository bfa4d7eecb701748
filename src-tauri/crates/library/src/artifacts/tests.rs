use std::io::Read;
use std::path::Path;

use super::*;
use crate::Library;
use crate::fixtures::{HOME, library};

fn put(store: &ArtifactStore, artifact: &str, bytes: &[u8]) {
    put_for(store, HOME, artifact, bytes).unwrap();
}

fn put_for(
    store: &ArtifactStore,
    connection: &str,
    artifact: &str,
    bytes: &[u8],
) -> Result<u64, LibraryError> {
    let mut writer = store.begin_write(connection, artifact)?;
    for chunk in bytes.chunks(7) {
        writer.append(chunk)?;
    }
    writer.finish("video/mp4")
}

fn content(store: &ArtifactStore, artifact: &str) -> Option<Vec<u8>> {
    let mut artifact = store.open(HOME, artifact).unwrap()?;
    let mut bytes = Vec::new();
    artifact.file.read_to_end(&mut bytes).unwrap();
    assert_eq!(artifact.len, bytes.len() as u64);
    Some(bytes)
}

/// The artifacts that are here, the last used first.
fn ids(store: &ArtifactStore) -> Vec<String> {
    let list = store.list(HOME).unwrap();
    for artifact in &list {
        let bytes = content(store, &artifact.id).expect("a listed artifact has a file");
        assert_eq!(bytes.len() as u64, artifact.len);
    }
    assert_eq!(
        files(store).len(),
        list.len(),
        "files without a row: {:?}",
        files(store)
    );
    list.into_iter().map(|artifact| artifact.id).collect()
}

fn files(store: &ArtifactStore) -> Vec<PathBuf> {
    let Ok(folder) = fs::read_dir(store.inner.artifact_folder.join(Place::folder_of(HOME))) else {
        return Vec::new();
    };
    folder.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn what_is_written_is_read() {
    let (_folder, library) = library();
    let store = library.artifacts();
    assert!(store.open(HOME, "a_1").unwrap().is_none());
    put(&store, "a_1", b"first content");
    put(&store, "a_1", b"second");
    put(&store, "../odd/ID ü", b"odd");
    assert_eq!(content(&store, "a_1").unwrap(), b"second");
    assert_eq!(content(&store, "../odd/ID ü").unwrap(), b"odd");
    assert_eq!(ids(&store), ["../odd/ID ü", "a_1"]);
    assert_eq!(store.open(HOME, "a_1").unwrap().unwrap().mime, "video/mp4");
    assert_eq!(
        store.usage().unwrap(),
        Usage {
            bytes: 9,
            kept_bytes: 0,
            count: 2
        }
    );
    assert!(store.open("elsewhere", "a_1").unwrap().is_none());

    assert!(store.remove(HOME, "a_1").unwrap());
    assert!(!store.remove(HOME, "a_1").unwrap());
    assert_eq!(ids(&store), ["../odd/ID ü"]);
}

#[test]
fn what_is_not_finished_leaves_nothing() {
    let (_folder, library) = library();
    let store = library.artifacts();
    put(&store, "a_1", b"whole");
    let mut writer = store.begin_write(HOME, "a_1").unwrap();
    writer.append(b"half").unwrap();
    assert_eq!(files(&store).len(), 2);
    assert_eq!(
        content(&store, "a_1").unwrap(),
        b"whole",
        "the old one stays until the end"
    );
    drop(writer);
    assert_eq!(ids(&store), ["a_1"]);
}

#[test]
fn an_empty_artifact_is_refused() {
    let (_folder, library) = library();
    let store = library.artifacts();
    put(&store, "a_1", b"whole");
    for artifact in ["a_1", "a_2"] {
        let mut writer = store.begin_write(HOME, artifact).unwrap();
        writer.append(b"").unwrap();
        assert!(matches!(
            writer.finish("video/webm"),
            Err(LibraryError::EmptyArtifact)
        ));
    }
    assert_eq!(
        (ids(&store), content(&store, "a_1").unwrap()),
        (vec!["a_1".to_owned()], b"whole".to_vec())
    );
}

#[test]
fn the_least_recently_used_gives_way() {
    let (_folder, library) = library();
    let store = library.artifacts();
    assert_eq!(store.set_limit(Some(30)).unwrap(), 0);
    for id in ["a_1", "a_2", "a_3"] {
        put(&store, id, &[1; 10]);
    }
    assert_eq!(ids(&store), ["a_3", "a_2", "a_1"]);
    store.touch(HOME, "a_1").unwrap();
    put(&store, "a_4", &[1; 10]);
    assert_eq!(ids(&store), ["a_4", "a_1", "a_3"]);
    assert!(store.set_kept(HOME, "a_3", true).unwrap());
    assert!(!store.set_kept(HOME, "a_2", true).unwrap());
    put(&store, "a_5", &[1; 20]);
    assert_eq!(ids(&store), ["a_5", "a_3"]);
    // In its own place it needs no other room.
    put(&store, "a_5", &[2; 20]);
    assert_eq!(ids(&store), ["a_5", "a_3"]);
    assert_eq!(
        store.usage().unwrap(),
        Usage {
            bytes: 30,
            kept_bytes: 10,
            count: 2
        }
    );
    // A lower limit takes effect at once, but not on what is kept.
    assert_eq!(store.set_limit(Some(5)).unwrap(), 20);
    assert_eq!(ids(&store), ["a_3"]);
    assert!(store.set_kept(HOME, "a_3", false).unwrap());
    assert_eq!(store.set_limit(Some(5)).unwrap(), 10);
    assert_eq!(store.set_limit(None).unwrap(), 0);
    put(&store, "a_6", &[1; 1000]);
    assert_eq!(ids(&store), ["a_6"]);
}

#[test]
fn what_cannot_fit_is_refused_and_nothing_gives_way_for_it() {
    let (_folder, library) = library();
    let store = library.artifacts();
    store.set_limit(Some(30)).unwrap();
    put(&store, "a_1", &[1; 15]);
    put(&store, "a_2", &[1; 10]);
    store.set_kept(HOME, "a_1", true).unwrap();
    let check = |size: usize| {
        let refused = put_for(&store, HOME, "a_3", &vec![1; size]);
        assert!(
            matches!(refused, Err(LibraryError::OverLimit { limit: 30, .. })),
            "{refused:?}"
        );
        assert_eq!(ids(&store), ["a_2", "a_1"]);
    };
    check(16);
    check(31);
    put(&store, "a_3", &[1; 15]);
    assert_eq!(ids(&store), ["a_3", "a_1"]);
}

#[test]
fn an_open_artifact_outlives_its_removal() {
    let (_folder, library) = library();
    let store = library.artifacts();
    put(&store, "a_1", b"content");
    let mut open = store.open(HOME, "a_1").unwrap().unwrap();
    store.set_limit(Some(0)).unwrap();
    // Windows cannot delete an open file; it goes at the next start.
    assert!(store.open(HOME, "a_1").unwrap().is_none());
    let mut bytes = Vec::new();
    open.file.read_to_end(&mut bytes).unwrap();
    assert_eq!(bytes, b"content");
}

#[test]
fn opening_tidies_up() {
    let (folder, library) = library();
    let store = library.artifacts();
    put(&store, "a_kept", b"kept");
    store.set_kept(HOME, "a_kept", true).unwrap();
    put(&store, "a_lost", b"lost");
    put(&store, "a_cut", b"\x1a\x45\xdf\xa3 a longer film");
    let path = |name: &str| {
        store.path(&Place {
            folder: Place::folder_of(HOME),
            name: name.to_owned(),
        })
    };
    fs::remove_file(path("a_lost")).unwrap();
    fs::write(path("a_cut"), b"\x1a\x45\xdf\xa3 a film").unwrap();
    fs::write(path("a_half.1-1.part"), b"half").unwrap();
    fs::write(path("a_empty"), b"").unwrap();
    fs::write(path("a_film"), b"\0\0\0\x18ftypisom").unwrap();
    fs::write(path("a_text"), b"text").unwrap();
    drop((library, store));

    let library = reopen(folder.path());
    let store = library.artifacts();
    let mut list = store.list(HOME).unwrap();
    list.sort_by(|one, other| one.id.cmp(&other.id));
    let artifact = |id: &str, mime: &str, len, is_kept| KeptArtifact {
        id: id.to_owned(),
        mime: mime.to_owned(),
        len,
        is_kept,
    };
    let expected = [
        artifact("a_cut", "video/webm", 11, false),
        artifact("a_film", "video/mp4", 12, false),
        artifact("a_kept", "video/mp4", 4, true),
        artifact("a_text", "application/octet-stream", 4, false),
    ];
    assert_eq!(list, expected);
    assert_eq!(files(&store).len(), 4);
}

fn reopen(folder: &Path) -> Library {
    let opened = Library::open(folder).unwrap();
    assert_eq!(opened.repaired, None);
    opened.library
}

#[test]
fn a_second_library_leaves_the_firsts_files_alone() {
    let (folder, library) = library();
    let mut writer = library.artifacts().begin_write(HOME, "a_1").unwrap();
    writer.append(b"begin ").unwrap();
    let second = reopen(folder.path());
    writer.append(b"end").unwrap();
    assert_eq!(writer.finish("text/plain").unwrap(), 9);
    assert_eq!(content(&second.artifacts(), "a_1").unwrap(), b"begin end");
}
