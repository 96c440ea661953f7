//! A backup in two parts, so that erasing reaches it: the database without the keys of contacts, and the keys. Whoever keeps
//! the keys no longer than a few days keeps nobody longer who had themselves erased, however old the other part grows.
//!
//! Only for SQLite; on PostgreSQL `pg_dump` does the same, the README says how.

use super::{Engine, Store, Tx, conversation, sqlite};
use crate::{private_files, sql};
use anyhow::{Context as _, bail, ensure};
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use std::path::Path;
use uuid::Uuid;

/// Everything but the keys.
const DATABASE: &str = "approdo.db";
/// The keys alone.
const KEYS: &str = "contact-keys.db";
/// People of one transaction.
const AT_ONCE: i64 = 100;

impl Store {
    /// Writes both parts into a folder, as of one moment, while everything goes on.
    pub async fn backup(&self, folder: &Path) -> anyhow::Result<()> {
        let Engine::Sqlite { file, .. } = &self.engine else {
            bail!("on PostgreSQL use pg_dump, the keys apart: see \"Backups\" in the README");
        };
        ensure!(private_files::is_empty(folder)?, "{} is not empty: give a new folder", folder.display());
        private_files::folder(folder)?;
        let (database, keys) = (folder.join(DATABASE), folder.join(KEYS));
        private_files::file(&keys)?;
        // The same schema, by the same migrations, with nothing in it.
        let copy = sqlite::open(&format!("sqlite://{}", database.display())).await?;
        super::SQLITE.run(&copy.write).await?;
        copy.read.close().await;
        copy.write.close().await;

        let options = SqliteConnectOptions::new().filename(file.path()).foreign_keys(false);
        let mut connection = SqliteConnection::connect_with(&options).await?;
        attach(&mut connection, &database, "copy").await?;
        attach(&mut connection, &keys, "keys").await?;
        let mut tx = connection.begin().await?;
        let tables: Vec<String> = sqlx::query_scalar(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
             AND name NOT IN ('_sqlx_migrations', 'contact_key')",
        )
        .fetch_all(&mut *tx)
        .await?;
        for table in tables {
            let columns: Vec<String> = sqlx::query_scalar("SELECT '\"' || name || '\"' FROM pragma_table_info($1)")
                .bind(&table)
                .fetch_all(&mut *tx)
                .await?;
            let columns = columns.join(", ");
            // What migrations put there is in the original as the staff have changed it.
            sqlx::query(AssertSqlSafe(format!("DELETE FROM copy.\"{table}\""))).execute(&mut *tx).await?;
            let query = format!("INSERT INTO copy.\"{table}\" ({columns}) SELECT {columns} FROM main.\"{table}\"");
            sqlx::query(AssertSqlSafe(query)).execute(&mut *tx).await?;
        }
        sqlx::query(
            "CREATE TABLE keys.contact_key (contact_id BLOB PRIMARY KEY, key_sealed BLOB NOT NULL) WITHOUT ROWID",
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query("INSERT INTO keys.contact_key SELECT contact_id, key_sealed FROM main.contact_key")
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        connection.close().await?;
        Ok(())
    }

    /// Puts the keys of a backup back, for contacts that are there and have none. [`copy_back`] comes before.
    pub async fn restore_keys(&self, folder: &Path) -> anyhow::Result<()> {
        let Engine::Sqlite { file, .. } = &self.engine else {
            bail!("on PostgreSQL use psql: see \"Backups\" in the README")
        };
        let mut connection =
            SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(file.path()).foreign_keys(true))
                .await?;
        attach(&mut connection, &folder.join(KEYS), "keys").await?;
        sqlx::query(
            "INSERT INTO main.contact_key (contact_id, key_sealed) SELECT contact_id, key_sealed FROM keys.contact_key
             WHERE contact_id IN (SELECT id FROM main.contact) ON CONFLICT (contact_id) DO NOTHING",
        )
        .execute(&mut connection)
        .await?;
        Ok(connection.close().await?)
    }

    /// Erases everybody whose key is gone: who had themselves erased after an older backup was made is erased again. Returns
    /// how many.
    pub async fn erase_without_key(&self) -> anyhow::Result<usize> {
        let mut tx = self.begin().await?;
        let found: (i64, i64) = sql!(Tx: &mut tx, c => sqlx::query_as(
            "SELECT (SELECT COUNT(*) FROM contact), (SELECT COUNT(*) FROM contact_key)").fetch_one(c).await)?;
        drop(tx);
        ensure!(found.1 > 0 || found.0 == 0, "no contact has a key: put the keys of the backup back first");
        let mut erased = 0;
        loop {
            let mut tx = self.begin().await?;
            let some = without_key(&mut tx).await?;
            for contact in &some {
                conversation::erase(&mut tx, *contact).await?;
            }
            tx.commit().await?;
            erased += some.len();
            if some.is_empty() {
                break;
            }
        }
        // Newer keys than the rest: of people whom the rest does not know yet.
        let mut tx = self.begin().await?;
        sql!(Tx: &mut tx, c => sqlx::query("DELETE FROM contact_key WHERE contact_id NOT IN (SELECT id FROM contact)")
            .execute(c).await.map(|_| ()))?;
        tx.commit().await?;
        // A copy may carry pages that were free when it was made: the file is written anew, with what is there and no more.
        if let Engine::Sqlite { write, .. } = &self.engine {
            sqlx::query("VACUUM").execute(write).await?;
        }
        Ok(erased)
    }
}

/// Copies the database of a backup to where it is served from; there must be none.
pub fn copy_back(folder: &Path, to: &Path) -> anyhow::Result<()> {
    let (database, keys) = (folder.join(DATABASE), folder.join(KEYS));
    for part in [&database, &keys] {
        ensure!(part.is_file(), "{} is missing", part.display());
    }
    let is_there = |file: &Path| file.try_exists();
    ensure!(!is_there(to)?, "{} is there: move it away first", to.display());
    ensure!(!is_there(&private_files::beside(to, "-wal"))?, "{}-wal is there: move it away first", to.display());
    private_files::file(to)?;
    std::fs::copy(&database, to).with_context(|| to.display().to_string())?;
    std::fs::File::open(to)?.sync_all()?;
    Ok(private_files::close(to, 0o600)?)
}

async fn without_key(tx: &mut Tx) -> sqlx::Result<Vec<Uuid>> {
    sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT c.id FROM contact c WHERE NOT EXISTS (SELECT 1 FROM contact_key k WHERE k.contact_id = c.id) LIMIT $1")
        .bind(AT_ONCE).fetch_all(c).await)
}

async fn attach(connection: &mut SqliteConnection, file: &Path, name: &str) -> anyhow::Result<()> {
    let path = file.to_str().context("the path is not UTF-8")?;
    sqlx::query(AssertSqlSafe(format!("ATTACH DATABASE $1 AS {name}"))).bind(path).execute(connection).await?;
    Ok(())
}
