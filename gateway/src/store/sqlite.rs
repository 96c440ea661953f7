//! The database file of SQLite: its one writing connection, which is closed when it is unwell, and whether the file is
//! still the one that was opened.
//!
//! When the disk is full, on an I/O error or without memory SQLite rolls back by itself, while sqlx still counts an open
//! transaction; such a connection would refuse every further one. And a file that was removed or replaced goes on taking
//! commits that nobody will ever see again.

use super::BUSY;
use crate::private_files::{self, beside};
use anyhow::Context as _;
use sqlx::{
    Connection as _, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    io,
    path::{Path, PathBuf},
    str::FromStr,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
};

/// Pages that the writer keeps, in KiB (negative, as SQLite wants it): the upper levels of all indexes and what some hundred
/// people who write at once have in them, also beside a million messages. Not mapped into memory: a file that somebody
/// truncates would end the process.
const CACHE: &str = "-16384";
/// Statements that the writer keeps ready; all that a turn can need, in each length of [`super::bulk`].
const STATEMENTS: usize = 400;

/// The readers, the one writer, and what is known about their file.
pub(super) struct Opened {
    pub write: SqlitePool,
    pub read: SqlitePool,
    pub file: Arc<DatabaseFile>,
}

/// Opens the database of a URL, `sqlite:…`, and makes its file on the first start.
pub(super) async fn open(url: &str) -> anyhow::Result<Opened> {
    let options = SqliteConnectOptions::from_str(url)
        .context("APPRODO_DATABASE_URL")?
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // A message is acknowledged only when it would survive a power cut.
        .synchronous(SqliteSynchronous::Full)
        // What is deleted is overwritten: an erased key must not linger in a free page.
        .pragma("secure_delete", "ON")
        // No temporary files: what a statement puts aside, in case it has to be undone, is small.
        .pragma("temp_store", "MEMORY")
        .busy_timeout(BUSY);
    let file = Arc::new(DatabaseFile::new(options.get_filename()));
    if !url.contains(":memory:") && !url.contains("mode=memory") {
        // SQLite gives what it makes beside the file the rights of the file.
        for (ending, make) in [("", true), ("-wal", false), ("-shm", false)] {
            let path = beside(file.path(), ending);
            let private = if make { private_files::file(&path) } else { private_files::close(&path, 0o600) };
            private.with_context(|| path.display().to_string())?;
        }
    }

    let (of_writer, known) = (file.clone(), file.clone());
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(BUSY * 2)
        .after_connect(move |_, _| {
            let same = known.check();
            Box::pin(async move { Ok(same?) })
        })
        .before_acquire(move |connection, _| {
            let is_well = of_writer.is_writer_well(connection);
            Box::pin(async move { Ok(is_well) })
        })
        // A thread of this process does not go away; asking costs as much as a statement.
        .test_before_acquire(false)
        .connect_with(of_writer_only(options.clone()))
        .await?;
    file.remember()?;
    // From here on a missing file is an error, not a reason to begin an empty one.
    let options = options.create_if_missing(false);
    write.set_connect_options(of_writer_only(options.clone()));

    let known = file.clone();
    let read = SqlitePoolOptions::new()
        .max_connections(4)
        .acquire_timeout(BUSY)
        .after_connect(move |_, _| {
            let same = known.check();
            Box::pin(async move { Ok(same?) })
        })
        .test_before_acquire(false)
        .connect_with(options.read_only(true))
        .await?;
    Ok(Opened { write, read, file })
}

/// What the connection needs that every turn goes through.
fn of_writer_only(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options.pragma("cache_size", CACHE).statement_cache_capacity(STATEMENTS)
}

/// The file that was opened, and whether its writer goes on being used.
#[derive(Debug)]
pub(super) struct DatabaseFile {
    path: PathBuf,
    /// Device and inode; none for a database in memory, and until the file was opened.
    identity: OnceLock<(u64, u64)>,
    /// It was said in the log.
    was_said: AtomicBool,
    /// A transaction did not begin or did not commit: the connection is closed before the next.
    is_writer_unwell: AtomicBool,
}

/// The file at the database's path is not the one that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileGone {
    /// Nothing is there.
    #[error(
        "the database file was removed: nothing is taken until it is back under its name, or Approdo is started again"
    )]
    Removed,
    /// Another one is there.
    #[error(
        "another database file was put in the place of the open one: start Approdo again to use it, or put the first one back"
    )]
    Replaced,
    /// The file is there, what was last committed to it is not.
    #[error(
        "the write-ahead log beside the database file was removed: stop Approdo with SIGTERM, which saves what was in it, and start it again"
    )]
    LogRemoved,
}

impl From<FileGone> for sqlx::Error {
    fn from(gone: FileGone) -> Self {
        Self::Io(io::Error::new(io::ErrorKind::NotFound, gone))
    }
}

impl DatabaseFile {
    fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            identity: OnceLock::new(),
            was_said: AtomicBool::new(false),
            is_writer_unwell: AtomicBool::new(false),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes down which file was opened. A database in memory has none.
    fn remember(&self) -> io::Result<()> {
        match identity(&self.path) {
            Ok(identity) => {
                self.identity.get_or_init(|| identity);
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Whether the file that was opened is still the one under its name. Two looks at the file system, some microseconds
    /// beside the milliseconds of a commit.
    pub fn check(&self) -> Result<(), FileGone> {
        let Some(opened) = self.identity.get() else { return Ok(()) };
        let found = match identity(&self.path) {
            Ok(identity) if identity == *opened => Ok(()),
            Ok(_) => Err(FileGone::Replaced),
            Err(_) => Err(FileGone::Removed),
        };
        found.inspect_err(|gone| self.say(*gone))
    }

    /// The same for the log that the last commit was written to.
    pub fn check_committed(&self) -> Result<(), FileGone> {
        self.check()?;
        if self.identity.get().is_some() && identity(&beside(&self.path, "-wal")).is_err() {
            self.say(FileGone::LogRemoved);
            return Err(FileGone::LogRemoved);
        }
        if self.was_said.swap(false, SeqCst) {
            tracing::warn!("the database file is back");
        }
        Ok(())
    }

    /// Once, not with each message that is refused.
    fn say(&self, gone: FileGone) {
        if !self.was_said.swap(true, SeqCst) {
            tracing::error!(file = %self.path.display(), "{gone}");
        }
    }

    /// Has the writing connection closed before it is used again.
    pub fn writer_is_unwell(&self) {
        self.is_writer_unwell.store(true, SeqCst);
    }

    fn is_writer_well(&self, connection: &SqliteConnection) -> bool {
        let is_unwell = self.is_writer_unwell.swap(false, SeqCst);
        !is_unwell && !connection.is_in_transaction()
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> io::Result<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).map(|file| (file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> io::Result<(u64, u64)> {
    std::fs::metadata(path).map(|_| (0, 0))
}
