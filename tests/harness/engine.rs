//! A fresh database for each test, on SQLite and, where `APPRODO_TEST_POSTGRES` names a server, on PostgreSQL.

use gateway::{files::Files, seal::MasterKey, store::Store};
use sqlx::{Connection, PgConnection};
use std::{env, io::Write, sync::Once};
use tempfile::TempDir;

/// Set by `tests/run`: `postgres://user@host:port`, without a database; one is made for each test.
pub const POSTGRES: &str = "APPRODO_TEST_POSTGRES";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// Every engine that this machine has. What is left out is said once.
    pub fn all() -> Vec<Self> {
        static SAID: Once = Once::new();
        if env::var_os(POSTGRES).is_some() {
            return vec![Self::Sqlite, Self::Postgres];
        }
        SAID.call_once(|| {
            // Straight to the terminal: what a passing test prints is not shown.
            let _ =
                writeln!(std::io::stderr(), "LEFT OUT: PostgreSQL, because {POSTGRES} is not set; tests/run sets it");
        });
        vec![Self::Sqlite]
    }
}

/// A migrated store; dropped with its folder.
pub struct Database {
    pub store: Store,
    pub url: String,
    pub master: MasterKey,
    pub folder: TempDir,
}

impl Database {
    pub async fn new(engine: Engine) -> Self {
        Self::in_folder(engine, tempfile::tempdir().unwrap()).await
    }

    /// The same in a folder that is there.
    pub async fn in_folder(engine: Engine, folder: TempDir) -> Self {
        let url = match engine {
            Engine::Sqlite => format!("sqlite://{}", folder.path().join("approdo.db").display()),
            Engine::Postgres => new_postgres().await,
        };
        let master = MasterKey::read_or_create(&folder.path().join("master.key")).unwrap();
        let files = Files::in_folder(&folder.path().join("files")).unwrap();
        let store = Store::open(&url, master.clone()).await.unwrap().with_files(files);
        store.migrate().await.unwrap();
        Self { store, url, master, folder }
    }

    /// How many sealed files are kept.
    pub fn kept_files(&self) -> usize {
        fn count(folder: &std::path::Path) -> usize {
            let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
        }
        count(&self.folder.path().join("files"))
    }
}

/// The URL of a new database, with nothing in it.
pub async fn new_postgres() -> String {
    let server = env::var(POSTGRES).unwrap();
    let name = format!("test_{}", uuid::Uuid::now_v7().simple());
    let mut admin = PgConnection::connect(&format!("{server}/postgres")).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut admin).await.unwrap();
    format!("{server}/{name}")
}
