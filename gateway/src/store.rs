//! The store: one SQL text for SQLite and PostgreSQL, one file per noun, each statement beside its function.
//!
//! [`Store`] holds the pools, [`Tx`] an open transaction; [`sql!`](crate::sql) expands a body once per engine, so types
//! stay whole (`Uuid`, `bool`, `FromRow`). On SQLite every transaction takes the one writing connection and begins
//! immediately; on PostgreSQL transactions are its own.

pub mod account_mail;
pub mod account_request;
pub mod alone;
pub mod answer;
pub mod astray;
pub mod audit;
pub mod backup;
mod bulk;
pub mod calendar;
pub mod call;
pub mod callback;
pub mod canned;
pub mod channel_link;
pub mod clock;
pub mod contact;
pub mod conversation;
pub mod deadline_policy;
pub mod desk;
pub mod destroyed_key;
pub mod draft;
pub mod duty;
pub mod erasure;
pub mod feedback;
pub mod group;
pub mod hotline;
pub mod house;
pub mod inbound;
pub mod installation;
pub mod invitation;
pub mod known_browser;
pub mod login_failure;
pub mod macros;
pub mod mailbox;
pub mod media;
pub mod message;
pub mod notification;
pub mod outage;
pub mod outbox;
pub mod quarantine;
pub mod question;
pub mod receipt;
pub mod recovery;
pub mod safe_contact;
pub mod saved_view;
pub mod sealed;
pub mod secret_message;
pub mod service;
pub mod session;
pub mod sight;
mod sqlite;
pub mod staff;
pub mod tally;
pub mod team;
pub mod ticket;
pub mod translation;
pub mod unlock;
pub mod wording;

pub use sqlite::FileGone;

use crate::{files::Files, seal::MasterKey};
use anyhow::Context as _;
use outbox::{Claims, Handover};
use sqlite::{DatabaseFile, Opened};
use sqlx::{
    Database, PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    error::{DatabaseError, ErrorKind},
    migrate::Migrator,
    postgres::{PgConnectOptions, PgDatabaseError, PgPoolOptions},
    sqlite::SqliteError,
};
use std::{
    ops::{Deref, DerefMut},
    str::FromStr,
    sync::Arc,
    time::Duration,
};
use tokio::sync::Notify;

static SQLITE: Migrator = sqlx::migrate!("../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../migrations/postgres");

/// How long a writer waits for another process's lock before the caller is told to come again.
const BUSY: Duration = Duration::from_secs(5);

/// The database and the key to what is sealed in it.
#[derive(Clone, Debug)]
pub struct Store {
    engine: Engine,
    /// The installation's key.
    pub master: MasterKey,
    /// Sealed files.
    pub files: Files,
    /// The services of the directory, as they were last read.
    pub services: service::Known,
    /// A key was destroyed, see [`destroyed_key`].
    key_destroyed: Arc<Notify>,
    /// What commits claim for the loops that send.
    pub handover: Arc<Handover>,
}

#[derive(Clone, Debug)]
enum Engine {
    /// Readers beside the one writer that SQLite allows.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
        file: Arc<DatabaseFile>,
    },
    Postgres(PgPool),
}

/// An open transaction. Dropped without [`Tx::commit`], it is undone.
#[derive(Debug)]
pub enum Tx {
    /// On the one writing connection.
    Sqlite(Open<Sqlite>),
    /// On a connection of its own.
    Postgres(Open<Postgres>),
}

/// A transaction, and what is looked at when it ends.
#[derive(Debug)]
pub struct Open<DB: Database> {
    transaction: Transaction<'static, DB>,
    /// Of SQLite.
    file: Option<Arc<DatabaseFile>>,
    /// Woken by the commit, if a key was destroyed.
    key_destroyed: Arc<Notify>,
    destroys_a_key: bool,
    /// What it has claimed for the loops that send.
    claims: Claims,
}

impl<DB: Database> Deref for Open<DB> {
    type Target = DB::Connection;

    fn deref(&self) -> &DB::Connection {
        &self.transaction
    }
}

impl<DB: Database> DerefMut for Open<DB> {
    fn deref_mut(&mut self) -> &mut DB::Connection {
        &mut self.transaction
    }
}

/// Why nothing can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotReady {
    /// The database does not answer, is locked, or takes nothing.
    #[error("the database cannot be written")]
    Away,
    /// Its file is not the one that was opened.
    #[error(transparent)]
    File(#[from] FileGone),
}

/// A connection to read from outside any transaction.
#[derive(Debug)]
pub enum Reader {
    /// One of the readers.
    Sqlite(sqlx::pool::PoolConnection<Sqlite>),
    /// Any.
    Postgres(sqlx::pool::PoolConnection<Postgres>),
}

/// Runs a body on the connection inside a [`Tx`] or [`Reader`]: `sql!(Tx: tx, connection => sqlx::query("…").execute(connection).await)`.
#[macro_export]
macro_rules! sql {
    ($kind:ident: $on:expr, $connection:ident => $body:expr) => {
        match $on {
            $crate::store::$kind::Sqlite(inner) => {
                let $connection = &mut **inner;
                $body
            }
            $crate::store::$kind::Postgres(inner) => {
                let $connection = &mut **inner;
                $body
            }
        }
    };
}

impl Store {
    /// Opens the database of a URL, `sqlite:…` or `postgres:…`, without migrating it.
    pub async fn open(url: &str, master: MasterKey) -> anyhow::Result<Self> {
        let engine = if url.starts_with("postgres") {
            let options = PgConnectOptions::from_str(url)
                .context("APPRODO_DATABASE_URL")?
                // What waits longer is told to come again, so that no provider waits with it.
                .options([("lock_timeout", "5s")]);
            Engine::Postgres(
                PgPoolOptions::new().max_connections(16).acquire_timeout(BUSY).connect_with(options).await?,
            )
        } else {
            let Opened { write, read, file } = sqlite::open(url).await?;
            Engine::Sqlite { write, read, file }
        };
        Ok(Self {
            engine,
            master,
            files: Files::in_memory(),
            services: service::Known::default(),
            key_destroyed: Arc::default(),
            handover: Arc::default(),
        })
    }

    /// The same with files that outlive the process.
    pub fn with_files(self, files: Files) -> Self {
        Self { files, ..self }
    }

    /// Brings the schema up to date.
    pub async fn migrate(&self) -> anyhow::Result<()> {
        match &self.engine {
            Engine::Sqlite { write, .. } => SQLITE.run(write).await?,
            Engine::Postgres(pool) => POSTGRES.run(pool).await?,
        }
        // Before anything is sealed: what stands there already tells of which release the database is.
        sealed::settle(self).await
    }

    /// Whether turns share one writer.
    pub const fn has_one_writer(&self) -> bool {
        matches!(self.engine, Engine::Sqlite { .. })
    }

    /// The pool of PostgreSQL, for what only it can do: tell other processes.
    pub(crate) const fn postgres(&self) -> Option<&PgPool> {
        match &self.engine {
            Engine::Sqlite { .. } => None,
            Engine::Postgres(pool) => Some(pool),
        }
    }

    /// Begins a transaction that will write.
    pub async fn begin(&self) -> sqlx::Result<Tx> {
        match &self.engine {
            Engine::Sqlite { write, file, .. } => {
                file.check()?;
                let begun = write.begin_with("BEGIN IMMEDIATE").await;
                let transaction = begun.inspect_err(|_| file.writer_is_unwell())?;
                Ok(Tx::Sqlite(self.opened(transaction, Some(file.clone()))))
            }
            Engine::Postgres(pool) => Ok(Tx::Postgres(self.opened(pool.begin().await?, None))),
        }
    }

    fn opened<DB: Database>(&self, transaction: Transaction<'static, DB>, file: Option<Arc<DatabaseFile>>) -> Open<DB> {
        let (key_destroyed, claims) = (self.key_destroyed.clone(), Claims::new(self.handover.clone()));
        Open { transaction, file, key_destroyed, destroys_a_key: false, claims }
    }

    /// Returns when a key was destroyed since the last time.
    pub async fn key_destroyed(&self) {
        self.key_destroyed.notified().await;
    }

    /// A connection for reading.
    pub async fn reader(&self) -> sqlx::Result<Reader> {
        Ok(match &self.engine {
            Engine::Sqlite { read, .. } => Reader::Sqlite(read.acquire().await?),
            Engine::Postgres(pool) => Reader::Postgres(pool.acquire().await?),
        })
    }

    /// Whether the database answers and may be written: what `/readyz` says.
    pub async fn readiness(&self) -> Result<(), NotReady> {
        if let Engine::Sqlite { file, .. } = &self.engine {
            file.check()?;
        }
        let probe = async {
            let mut tx = self.begin().await?;
            sql!(Tx: &mut tx, c => sqlx::query("UPDATE hotline SET updated_at = updated_at WHERE name = 'emergency'").execute(c).await.map(|_| ()))
        };
        let Ok(Ok(())) = tokio::time::timeout(BUSY, probe).await else { return Err(NotReady::Away) };
        // The log is there as long as somebody writes.
        if let Engine::Sqlite { file, .. } = &self.engine {
            file.check_committed()?;
        }
        Ok(())
    }
}

impl Tx {
    /// Makes it durable. On SQLite an error, too, when the file that took it has no name any more.
    pub async fn commit(self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(open) => open.commit().await,
            Self::Postgres(open) => open.commit().await,
        }
    }

    /// What it has claimed so far.
    const fn claims(&mut self) -> &mut Claims {
        match self {
            Self::Sqlite(open) => &mut open.claims,
            Self::Postgres(open) => &mut open.claims,
        }
    }

    /// After the commit somebody has to look after what is left of a key.
    fn wake_settling(&mut self) {
        match self {
            Self::Sqlite(open) => open.destroys_a_key = true,
            Self::Postgres(open) => open.destroys_a_key = true,
        }
    }
}

impl<DB: Database> Open<DB> {
    async fn commit(self) -> sqlx::Result<()> {
        let committed = self.transaction.commit().await;
        if let Some(file) = &self.file {
            committed.inspect_err(|_| file.writer_is_unwell())?;
            file.check_committed()?;
        } else {
            committed?;
        }
        self.claims.hand_over();
        if self.destroys_a_key {
            self.key_destroyed.notify_one();
        }
        Ok(())
    }
}

/// Whether an error says that the database is away, locked, full or out of order, so that the same will go through later.
/// The cause is looked for in the whole chain.
pub fn is_away(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<sqlx::Error>() {
            return match error {
                sqlx::Error::Database(error) => is_engine_away(error.as_ref()),
                sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::RowNotFound => false,
                _ => true,
            };
        }
        // Where the error of sqlx itself was boxed away, the engine's is the next in the chain.
        if let Some(error) = error.downcast_ref::<SqliteError>() {
            return is_engine_away(error);
        }
        if let Some(error) = error.downcast_ref::<PgDatabaseError>() {
            return is_engine_away(error);
        }
        cause = error.source();
    }
    false
}

fn is_engine_away(error: &dyn DatabaseError) -> bool {
    // SQLSTATE class 22: what was to be written cannot be, however often it comes.
    let is_of_the_data = error.code().is_some_and(|code| code.starts_with("22"));
    !is_of_the_data && matches!(error.kind(), ErrorKind::Other)
}
