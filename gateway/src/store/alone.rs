//! One process serves a SQLite file: a lock beside it, which the system takes back when its holder dies, however it dies. So
//! whoever holds it knows that what is still claimed belongs to the dead.

use anyhow::{Context, bail};
use sqlx::sqlite::SqliteConnectOptions;
use std::{
    fs::{File, OpenOptions, TryLockError},
    os::unix::fs::OpenOptionsExt,
    str::FromStr,
};

/// Held for as long as this lives.
#[derive(Debug)]
pub struct Alone(#[expect(dead_code, reason = "the lock goes with the file")] File);

impl Alone {
    /// Takes the lock; `None` on PostgreSQL, which several gateways serve beside each other.
    ///
    /// # Errors
    /// Another process serves this file, or the lock's file cannot be made.
    pub fn take(url: &str) -> anyhow::Result<Option<Self>> {
        if url.starts_with("postgres") {
            return Ok(None);
        }
        let mut path = SqliteConnectOptions::from_str(url)?.get_filename().as_os_str().to_owned();
        path.push(".lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path);
        let file = file.with_context(|| path.display().to_string())?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => {
                bail!("another process serves this database ({} is locked): stop it first", path.display())
            }
            Err(TryLockError::Error(error)) => Err(error).with_context(|| path.display().to_string()),
        }
    }
}
