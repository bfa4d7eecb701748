//! Disks that are full or must not be written.

use std::fs;
#[cfg(unix)]
use std::path::Path;
#[cfg(target_os = "linux")]
use std::process::Command;

use library::{Library, LibraryError};
use tempfile::TempDir;

#[cfg(target_os = "linux")]
use crate::shelf::HOME;
#[cfg(unix)]
use crate::shelf::{check, keep, open};
#[cfg(target_os = "linux")]
use crate::sub_process::{child_folder, child_of};

/// Runs a test again with its folder on a file system of its own, mounted for the child alone with
/// these options. False where this user may not mount anything.
#[cfg(target_os = "linux")]
fn on_own_file_system(test: &str, options: &str) -> bool {
    let folder = TempDir::new().unwrap();
    let mount = format!("mount -t tmpfs -o {options} tmpfs \"$0\" && exec \"$@\"");
    // As root, or as a user who may be root of a namespace.
    for flags in [&["--mount"][..], &["--mount", "--map-root-user"]] {
        let starter = || {
            let mut starter = Command::new("unshare");
            starter
                .args(flags)
                .args(["sh", "-c", &mount])
                .arg(folder.path());
            starter
        };
        if starter()
            .arg("true")
            .output()
            .is_ok_and(|probe| probe.status.success())
        {
            run(child_of(starter(), test, folder.path()));
            return true;
        }
    }
    false
}

/// Runs a test again with its files limited to `kib`, which is nearly a disk of that size.
#[cfg(target_os = "linux")]
fn with_small_files(test: &str, kib: u32) {
    let folder = TempDir::new().unwrap();
    let mut starter = Command::new("bash");
    // Without the trap the first byte too many kills the process.
    starter.args([
        "-c",
        &format!("trap '' XFSZ; ulimit -f {kib}; exec \"$@\""),
        "-",
    ]);
    run(child_of(starter, test, folder.path()));
}

#[cfg(target_os = "linux")]
fn run(mut child: Command) {
    let output = child.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told_and_loses_nothing() {
    const NAME: &str = "disk::a_full_disk_is_told_and_loses_nothing";
    let Some(folder) = child_folder() else {
        if !on_own_file_system(NAME, "size=6m") {
            with_small_files(NAME, 2048);
        }
        return;
    };
    let library = open(&folder);
    let kept = fill(&library);
    assert!(kept > 5, "{kept}");
    // Still full, and still readable.
    assert!(matches!(keep(&library, kept), Err(LibraryError::DiskFull)));
    assert_eq!(
        library.rows(HOME).unwrap().len(),
        library.workflow_count(HOME).unwrap()
    );
    drop(library);

    // Opened on the full disk, and room made from there.
    let library = open(&folder);
    (0..kept / 2).for_each(|number| {
        assert!(
            library
                .artifacts()
                .remove(HOME, &format!("a_{number}"))
                .unwrap()
        );
    });
    keep(&library, kept).unwrap();
    drop(library);
    check(&folder, kept / 2..kept + 1);
}

/// Keeps numbers until the disk is full; how many were kept.
#[cfg(target_os = "linux")]
fn fill(library: &Library) -> usize {
    for number in 0.. {
        match keep(library, number) {
            Ok(()) => {}
            Err(LibraryError::DiskFull) => return number,
            Err(error) => panic!("not told as a full disk: {error:?}"),
        }
    }
    unreachable!("no disk is so large")
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_is_full_from_the_start_is_told() {
    const NAME: &str = "disk::a_disk_that_is_full_from_the_start_is_told";
    let Some(folder) = child_folder() else {
        if !on_own_file_system(NAME, "size=64k") {
            with_small_files(NAME, 16);
        }
        return;
    };
    for left in [0, 1, 4096, 20_000] {
        let ballast = folder.join("ballast");
        // On a disk that is only simulated there is nothing to fill up.
        let free = usize::try_from(free_bytes(&folder)).unwrap().min(65_536);
        fs::write(&ballast, vec![1; free - left]).ok();
        let refused = Library::open(&folder.join("data")).unwrap_err();
        assert!(
            matches!(refused, LibraryError::DiskFull),
            "{left} bytes left: {refused:?}"
        );
        fs::remove_file(&ballast).unwrap();
        fs::remove_dir_all(folder.join("data")).ok();
    }
}

#[cfg(target_os = "linux")]
fn free_bytes(folder: &Path) -> u64 {
    let output = Command::new("df")
        .args(["--output=avail", "-B1"])
        .arg(folder)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().last().unwrap().trim().parse().unwrap()
}

#[cfg(unix)]
fn check_refused(folder: &Path) {
    let refused = Library::open(folder).unwrap_err();
    assert!(
        matches!(refused, LibraryError::NotWritable { .. }),
        "{refused:?}"
    );
    assert!(refused.to_string().contains("may not write"), "{refused}");
}

#[test]
#[cfg(unix)]
fn a_folder_that_must_not_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let (new, old) = (folder.path().join("new"), folder.path().join("old"));
    keep(&open(&old), 0).unwrap();
    let allow = |mode: u32| {
        for path in [folder.path(), &old] {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    allow(0o555);
    let is_root = fs::write(folder.path().join("probe"), "").is_ok();
    if !is_root {
        check_refused(&new);
        check_refused(&old);
    }
    allow(0o755);
    check(&old, 0..1);
    // Permissions do not bind root; a disk that is mounted for reading only does (the next test).
    assert!(
        !is_root || cfg!(target_os = "linux"),
        "run this test as a normal user"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_read_only_disk_is_told() {
    let Some(folder) = child_folder() else {
        let is_mounted = on_own_file_system("disk::a_read_only_disk_is_told", "size=8m");
        let may_write_anywhere = fs::metadata("/root").is_ok_and(|_| fs::read_dir("/root").is_ok());
        assert!(
            is_mounted || !may_write_anywhere,
            "root needs a file system of its own for this test, and may not mount one here"
        );
        return;
    };
    let remount = |flag: &str| {
        let options = format!("remount,{flag}");
        let status = Command::new("mount")
            .args(["-o", &options])
            .arg(&folder)
            .status()
            .unwrap();
        assert!(status.success());
    };
    let (new, old) = (folder.join("new"), folder.join("old"));
    keep(&open(&old), 0).unwrap();
    remount("ro");
    check_refused(&new);
    check_refused(&old);
    remount("rw");
    check(&old, 0..1);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_told() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("data");
    fs::write(&file, "").unwrap();
    let refused = Library::open(&file).unwrap_err();
    assert!(
        refused.to_string().contains(&file.display().to_string()),
        "{refused}"
    );
    assert!(matches!(refused, LibraryError::Io { .. }), "{refused:?}");
}
