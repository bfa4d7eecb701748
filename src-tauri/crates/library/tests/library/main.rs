//! What bad luck does to the library: crashes, damage, full and read-only disks, other processes.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where it cannot go on"
)]

mod crash;
mod damage;
mod disk;
mod shelf;
mod sub_process;
