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
pub mod calendar;
pub mod call;
pub mod callback;
pub mod canned;
pub mod clock;
pub mod contact;
pub mod conversation;
pub mod deadline_policy;
pub mod desk;
pub mod draft;
pub mod duty;
pub mod feedback;
pub mod group;
pub mod hotline;
pub mod house;
pub mod inbound;
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
pub mod service;
pub mod session;
pub mod sight;
pub mod staff;
pub mod tally;
pub mod team;
pub mod ticket;
pub mod translation;
pub mod unlock;
pub mod wording;

use crate::{files::Files, seal::MasterKey};
use anyhow::Context as _;
use sqlx::{
    PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{str::FromStr, time::Duration};

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
}

#[derive(Clone, Debug)]
enum Engine {
    /// Readers beside the one writer that SQLite allows.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

/// An open transaction. Dropped without [`Tx::commit`], it is undone.
#[derive(Debug)]
pub enum Tx {
    /// On the one writing connection.
    Sqlite(Transaction<'static, Sqlite>),
    /// On a connection of its own.
    Postgres(Transaction<'static, Postgres>),
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
            let options = SqliteConnectOptions::from_str(url)
                .context("APPRODO_DATABASE_URL")?
                .create_if_missing(true)
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                // A message is acknowledged only when it would survive a power cut.
                .synchronous(SqliteSynchronous::Full)
                // What is deleted is overwritten: an erased key must not linger in a free page.
                .pragma("secure_delete", "ON")
                .busy_timeout(BUSY);
            let write = SqlitePoolOptions::new()
                .max_connections(1)
                .acquire_timeout(BUSY * 2)
                .connect_with(options.clone())
                .await?;
            let read = SqlitePoolOptions::new()
                .max_connections(4)
                .acquire_timeout(BUSY)
                .connect_with(options.read_only(true))
                .await?;
            Engine::Sqlite { write, read }
        };
        Ok(Self { engine, master, files: Files::in_memory(), services: service::Known::default() })
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
        Ok(match &self.engine {
            Engine::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Engine::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// A connection for reading.
    pub async fn reader(&self) -> sqlx::Result<Reader> {
        Ok(match &self.engine {
            Engine::Sqlite { read, .. } => Reader::Sqlite(read.acquire().await?),
            Engine::Postgres(pool) => Reader::Postgres(pool.acquire().await?),
        })
    }

    /// Whether the database answers and may be written: what `/readyz` says.
    pub async fn is_ready(&self) -> bool {
        let probe = async {
            let mut tx = self.begin().await?;
            sql!(Tx: &mut tx, c => sqlx::query("UPDATE hotline SET updated_at = updated_at WHERE name = 'emergency'").execute(c).await.map(|_| ()))
        };
        matches!(tokio::time::timeout(BUSY, probe).await, Ok(Ok(())))
    }
}

impl Tx {
    /// Makes it durable.
    pub async fn commit(self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        }
    }
}
