//! "Everything is deleted" is true of the copies, too: what SQLite's log and PostgreSQL's dead rows keep of a key that was
//! destroyed.
//!
//! Whoever destroys a key does it with [`destroy`]. It leaves a mark in the same transaction, the commit wakes
//! [`crate::jobs::settle`], and the mark goes when [`Store::settle`] has come to its end: after a crash it is still there.
//! Blocks that the file system has let go of, PostgreSQL's own log and backups are the administrator's; the README says how.

use super::{BUSY, Engine, Reader, Store, Tx, sqlite::DatabaseFile};
use crate::{seal, sql};
use sqlx::{PgPool, SqlitePool, postgres::PgConnection};
use std::{sync::Arc, time::Duration};
use uuid::Uuid;

/// How long everybody else's writing waits for readers that hold the log; then another time is better.
const PATIENCE: Duration = Duration::from_millis(250);
/// The mark that the migration left.
const FIRST: &[u8] = &[0];
/// What held something of an erased person on PostgreSQL, sealed under the key that is gone: its dead rows go with a plain VACUUM.
const OTHERS: &str =
    "contact, conversation, ticket, message, outbox, report, assessment, media, call, callback, note, draft,
    answer, question, translation, safe_contact, unlock, quarantine, installation";

/// Destroys the key of a contact. The contact cannot be read any more, by nobody, in no copy.
pub async fn destroy(tx: &mut Tx, contact: Uuid) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM contact_key WHERE contact_id = $1").bind(contact).execute(c).await.map(|_| ()))?;
    let mark: [u8; 16] = seal::random();
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO installation (name, value) VALUES ('unsettled', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind(mark.to_vec()).execute(c).await.map(|_| ()))?;
    tx.wake_settling();
    Ok(())
}

/// The mark of keys whose copies were not removed yet.
pub async fn unsettled(reader: &mut Reader) -> sqlx::Result<Option<Vec<u8>>> {
    sql!(Reader: reader, c => sqlx::query_scalar("SELECT value FROM installation WHERE name = 'unsettled'")
        .fetch_optional(c).await)
}

/// Takes the mark away, unless another key was destroyed meanwhile.
async fn settled(tx: &mut Tx, mark: &[u8]) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM installation WHERE name = 'unsettled' AND value = $1")
        .bind(mark.to_vec()).execute(c).await.map(|_| ()))
}

impl Store {
    /// Removes what is left of destroyed keys: at once on SQLite, where it empties the log; on PostgreSQL it writes the table
    /// of keys anew, for which everybody else waits some milliseconds. Returns whether it came to its end: otherwise somebody
    /// is reading, and it is to be done again. To be called at the start, after erasing and at the stop.
    pub async fn settle(&self) -> sqlx::Result<bool> {
        let mark = unsettled(&mut self.reader().await?).await?;
        let is_done = match (&self.engine, &mark) {
            // Without a mark too: what a killed process has left in the log goes into the file.
            (Engine::Sqlite { write, file, .. }, _) => empty_log(write, file).await?,
            (Engine::Postgres(pool), Some(mark)) => write_anew(pool, mark == FIRST).await?,
            (Engine::Postgres(_), None) => true,
        };
        if let Some(mark) = mark.filter(|_| is_done) {
            let mut tx = self.begin().await?;
            settled(&mut tx, &mark).await?;
            tx.commit().await?;
        }
        Ok(is_done)
    }
}

async fn empty_log(write: &SqlitePool, file: &Arc<DatabaseFile>) -> sqlx::Result<bool> {
    file.check()?;
    let mut writer = write.acquire().await?;
    let mut run = async || {
        // Most of the way without stopping anybody.
        sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(&mut *writer).await?;
        let wait = |time: Duration| sqlx::AssertSqlSafe(format!("PRAGMA busy_timeout = {}", time.as_millis()));
        sqlx::query(wait(PATIENCE)).execute(&mut *writer).await?;
        let (busy, ..): (i64, i64, i64) =
            sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *writer).await?;
        sqlx::query(wait(BUSY)).execute(&mut *writer).await?;
        Ok(busy == 0)
    };
    let emptied = run().await;
    emptied.inspect_err(|_| file.writer_is_unwell())
}

async fn write_anew(pool: &PgPool, is_first: bool) -> sqlx::Result<bool> {
    let mut connection = pool.acquire().await?;
    sqlx::query("SET lock_timeout = '2s'").execute(&mut *connection).await?;
    let done = vacuum(&mut connection, is_first).await;
    sqlx::query("RESET lock_timeout").execute(&mut *connection).await?;
    match done {
        Ok(()) => Ok(true),
        // lock_not_available: another time.
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("55P03") => Ok(false),
        Err(error) => Err(error),
    }
}

/// VACUUM alone leaves the bytes of a dead row in its page; FULL writes another file.
async fn vacuum(connection: &mut PgConnection, is_first: bool) -> sqlx::Result<()> {
    sqlx::query("VACUUM (FULL) contact_key").execute(&mut *connection).await?;
    if is_first && let Err(error) = sqlx::query("VACUUM (FULL) pg_catalog.pg_statistic").execute(&mut *connection).await
    {
        tracing::warn!(%error, "what the planner knew of the old column of keys is removed by the owner of the database only");
    }
    let others = sqlx::AssertSqlSafe(format!("VACUUM (SKIP_LOCKED) {OTHERS}"));
    sqlx::query(others).execute(connection).await.map(|_| ())
}
