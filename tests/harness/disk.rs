//! A disk without room.

use std::{fs, path::PathBuf, process::Command};
use tempfile::TempDir;

/// A file system of 16 MB of its own, where this user may mount one.
pub struct SmallDisk {
    place: TempDir,
}

impl SmallDisk {
    /// `None` where it may not: the test is left out, and says so.
    pub fn mount() -> Option<Self> {
        let place = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=16m", "tmpfs"]).arg(place.path()).output();
        if mounted.is_ok_and(|mount| mount.status.success()) {
            return Some(Self { place });
        }
        eprintln!("LEFT OUT: a real full disk, because nothing can be mounted here");
        None
    }

    /// Not one block is left.
    pub fn fill(&self) {
        let mut size = 1 << 20;
        let mut filler = fs::OpenOptions::new().create(true).append(true).open(self.filler()).unwrap();
        while size > 0 {
            if std::io::Write::write_all(&mut filler, &vec![7; size]).is_err() {
                size /= 2;
            }
        }
    }

    /// There is room again.
    pub fn free(&self) {
        fs::remove_file(self.filler()).unwrap();
    }

    /// A new folder on it.
    pub fn folder(&self) -> TempDir {
        tempfile::tempdir_in(self.place.path()).unwrap()
    }

    fn filler(&self) -> PathBuf {
        self.place.path().join("filler")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.place.path()).status();
    }
}
