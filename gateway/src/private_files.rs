//! Folders and files that nobody but their owner enters or reads: 0700 and 0600.

use anyhow::{Context, ensure};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A folder that only its owner enters. One that is there and open to others is closed to them; one that belongs to everybody
/// is refused.
pub fn folder(path: &Path) -> anyhow::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).with_context(|| path.display().to_string())?;
    ensure!(
        mode(path)? & 0o1000 == 0,
        "{} is a folder of everybody: choose one that only Approdo uses",
        path.display()
    );
    close(path, 0o700).with_context(|| {
        format!("{0} can be entered by others, and its owner is another: chmod 700 {0}", path.display())
    })
}

/// Makes a file that only its owner reads, empty, unless it is there; one that others can read is closed to them.
pub fn file(path: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    close(path, 0o600)
}

/// Closes a file or folder to others, if it is there and open to them.
pub fn close(path: &Path, to: u32) -> io::Result<()> {
    match is_open_to_others(path) {
        Ok(true) => {}
        Ok(false) => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    }
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(to))?;
    tracing::warn!(path = %path.display(), "others could read this: it is closed to them now ({to:o})");
    Ok(())
}

/// Whether the group or others may do anything with it.
pub fn is_open_to_others(path: &Path) -> io::Result<bool> {
    Ok(mode(path)? & 0o077 != 0)
}

/// A folder that does not exist yet, or in which there is nothing.
pub fn is_empty(path: &Path) -> io::Result<bool> {
    match fs::read_dir(path) {
        Ok(mut found) => Ok(found.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// A name beside another: `approdo.db-wal`.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

#[cfg(unix)]
fn mode(path: &Path) -> io::Result<u32> {
    Ok(std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path)?.permissions()))
}

#[cfg(not(unix))]
fn mode(path: &Path) -> io::Result<u32> {
    fs::metadata(path).map(|_| 0)
}
