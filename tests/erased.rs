//! "Everything is deleted", looked for in every file that is left: the sealed key, the sealed words, the sealed address. While
//! the program runs, after SIGTERM, after SIGKILL and a restart, in a backup, and after a backup was put back.
//!
//! On PostgreSQL the sealed key is what is looked for, in all files of the database: what was sealed under it stays in dead
//! rows until their place is needed, and nobody can open it.

use reqwest::StatusCode;
use sqlx::{Connection, PgConnection, SqliteConnection};
use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use tests::{App, Engine, Worker, app::SECRET, dialogue::steps, process::Installation, telegram::StandIn};
use uuid::Uuid;

/// One installation with people in it.
struct Place {
    engine: Engine,
    telegram: StandIn,
    installation: Installation,
    http: reqwest::Client,
}

/// What is known of somebody at rest.
struct Traces {
    reference: String,
    key: Vec<u8>,
    /// Words, state, address.
    sealed: Vec<Vec<u8>>,
}

impl Place {
    async fn new(engine: Engine) -> Self {
        let telegram = StandIn::start().await;
        let installation = Installation::new(engine, &telegram.url).await;
        Self { engine, telegram, installation, http: reqwest::Client::new() }
    }

    /// Somebody reports; returns what is kept of them.
    async fn reports(&self, chat: i64) -> Traces {
        let before = self.references().await;
        for step in steps(true) {
            let update = step.update(chat, self.telegram.next_id(), "x");
            let request = self.http.post(format!("{}/webhooks/telegram", self.installation.url));
            let request = request.header("x-telegram-bot-api-secret-token", SECRET).body(update.to_string());
            assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
        }
        let reference = self.references().await.into_iter().find(|known| !before.contains(known)).expect("a ticket");
        let of =
            format!("WHERE conversation_id = (SELECT conversation_id FROM ticket WHERE reference = '{reference}')");
        let key = format!(
            "SELECT key_sealed FROM contact_key WHERE contact_id = (SELECT contact_id FROM ticket WHERE reference = '{reference}')"
        );
        let mut sealed = self.bytes(&format!("SELECT body_sealed FROM message {of}")).await;
        let one = of.replace("conversation_id = (", "id = (");
        sealed.extend(self.bytes(&format!("SELECT address_sealed FROM conversation {one}")).await);
        sealed.extend(self.bytes(&format!("SELECT state_sealed FROM conversation {one}")).await);
        assert!(sealed.len() > 20);
        Traces { reference, key: self.bytes(&key).await.remove(0), sealed }
    }

    async fn references(&self) -> Vec<String> {
        let references = self.bytes("SELECT CAST(reference AS BYTEA) FROM ticket").await;
        references.into_iter().map(|reference| String::from_utf8(reference).unwrap()).collect()
    }

    /// One column, read beside the program.
    async fn bytes(&self, query: &str) -> Vec<Vec<u8>> {
        let url = &self.installation.database_url;
        match self.engine {
            Engine::Sqlite => {
                let query = query.replace("AS BYTEA", "AS BLOB");
                let mut connection = SqliteConnection::connect(url).await.unwrap();
                let rows = sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_all(&mut connection).await.unwrap();
                connection.close().await.unwrap();
                rows
            }
            Engine::Postgres => {
                let query = query.replace("CAST(reference AS BYTEA)", "convert_to(reference, 'UTF8')");
                let mut connection = PgConnection::connect(url).await.unwrap();
                sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_all(&mut connection).await.unwrap()
            }
        }
    }

    /// Everything that is left on the disk; `None` where PostgreSQL's files cannot be read.
    async fn files(&self) -> Option<Vec<PathBuf>> {
        let mut found = Vec::new();
        match self.engine {
            Engine::Sqlite => collect(&self.installation.data(), &mut found),
            Engine::Postgres => {
                let mut connection = PgConnection::connect(&self.installation.database_url).await.unwrap();
                // What stands in memory only is written.
                sqlx::query("CHECKPOINT").execute(&mut connection).await.ok()?;
                let folder: String = sqlx::query_scalar(
                    "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()",
                )
                .fetch_one(&mut connection)
                .await
                .ok()?;
                fs::read_dir(&folder).ok()?;
                collect(Path::new(&folder), &mut found);
            }
        }
        Some(found)
    }

    /// The files in which something of somebody is found.
    async fn found(&self, of: &Traces) -> Option<Vec<PathBuf>> {
        let wanted: Vec<&[u8]> = match self.engine {
            Engine::Sqlite => [&of.key].into_iter().chain(&of.sealed).map(Vec::as_slice).collect(),
            Engine::Postgres => vec![&of.key],
        };
        let mut files = self.files().await?;
        // A file may go while it is looked for.
        files.retain(|file| fs::read(file).is_ok_and(|bytes| wanted.iter().any(|part| contains(&bytes, part))));
        Some(files)
    }

    async fn erases(&self, of: &Traces) {
        self.installation.run(&["erase", &of.reference]).await;
    }

    async fn is_clean_soon(&self, of: &Traces, when: &str) {
        let begun = Instant::now();
        loop {
            let Some(found) = self.found(of).await else {
                eprintln!("LEFT OUT: the files of PostgreSQL, because they cannot be read here");
                return;
            };
            if found.is_empty() {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "{:?}, {when}: found in {found:?}", self.engine);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() { collect(&entry.path(), found) } else { found.push(entry.path()) }
    }
}

/// Some bytes out of the middle, so that it is found where its beginning was overwritten.
fn contains(bytes: &[u8], part: &[u8]) -> bool {
    let part = &part[part.len() / 2..][..16];
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_an_erased_person_is_left_in_any_file() {
    for engine in Engine::all() {
        let place = Place::new(engine).await;
        let process = place.installation.start().await;
        let (first, second, third) = (place.reports(1).await, place.reports(2).await, place.reports(3).await);
        if let Some(found) = place.found(&first).await {
            assert!(!found.is_empty(), "the search finds what is there");
        }
        place.erases(&first).await;
        place.is_clean_soon(&first, "while it runs").await;

        place.erases(&second).await;
        assert!(process.stop().await.success(), "{}", place.installation.stderr());
        place.is_clean_soon(&second, "after SIGTERM").await;

        let process = place.installation.start().await;
        place.erases(&third).await;
        process.kill().await;
        let process = place.installation.start().await;
        place.is_clean_soon(&third, "after SIGKILL and a restart").await;
        assert_eq!(place.references().await.len(), 0);
        process.kill().await;
    }
}

/// Whoever erases, and wherever, wakes what removes the rest; a reader that holds the log is waited for.
#[tokio::test]
async fn erasing_wakes_the_job_and_a_reader_is_waited_for() {
    let app = App::start(Engine::Sqlite).await;
    let store = &app.database.store;
    Worker::at_menu(&app, 1, "fr").await;
    let contacts: Vec<(Uuid,)> = app.rows("SELECT id FROM contact").await;
    let keys: Vec<(Vec<u8>,)> = app.rows("SELECT key_sealed FROM contact_key").await;
    let in_files = || {
        let mut found = Vec::new();
        collect(app.database.folder.path(), &mut found);
        found.iter().any(|file| contains(&fs::read(file).unwrap(), &keys[0].0))
    };
    assert!(in_files());
    while !store.settle().await.unwrap() {}

    let mut reading = SqliteConnection::connect(&app.database.url).await.unwrap();
    let mut snapshot = reading.begin().await.unwrap();
    sqlx::query("SELECT * FROM contact").fetch_all(&mut *snapshot).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    gateway::store::conversation::erase(&mut tx, contacts[0].0).await.unwrap();
    tx.commit().await.unwrap();
    tokio::time::timeout(Duration::from_secs(5), store.key_destroyed()).await.expect("woken by the commit");
    assert!(!store.settle().await.unwrap(), "somebody reads what was there before");
    assert_eq!(app.count("installation WHERE name = 'unsettled'").await, 1, "it is not forgotten");
    assert!(in_files());
    // Nobody else waits for the reader.
    Worker::at_menu(&app, 2, "fr").await;
    drop(snapshot);
    reading.close().await.unwrap();
    assert!(store.settle().await.unwrap());
    assert!(!in_files());
    assert_eq!(app.count("installation WHERE name = 'unsettled'").await, 0);
}

/// The database of a backup may be old and kept long: with the newest keys, who was erased since stays erased.
#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_put_back_without_those_who_were_erased_since() {
    let place = Place::new(Engine::Sqlite).await;
    let process = place.installation.start().await;
    let (gone, stays) = (place.reports(1).await, place.reports(2).await);
    let backups = place.installation.data().parent().unwrap().join("backups");
    fs::create_dir(&backups).unwrap();
    let path = |name: &str| backups.join(name).to_str().unwrap().to_owned();
    place.installation.run(&["backup", &path("old")]).await;
    place.erases(&gone).await;
    place.installation.run(&["backup", &path("new")]).await;
    process.stop().await;

    let in_file = |name: &str, part: &[u8]| contains(&fs::read(backups.join(name)).unwrap(), part);
    for traces in [&gone, &stays] {
        assert!(!in_file("old/approdo.db", &traces.key), "the database of a backup holds no key");
        assert!(in_file("old/contact-keys.db", &traces.key));
    }
    assert!(!in_file("new/contact-keys.db", &gone.key));
    assert!(place.installation.fails(&["backup", &path("old")]).await.contains("is not empty"));
    assert!(place.installation.fails(&["restore", &path("old")]).await.contains("move it away"));

    // The disk is lost: the old database, the newest keys.
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(place.installation.data().join(format!("approdo.db{ending}")));
    }
    fs::copy(backups.join("new/contact-keys.db"), backups.join("old/contact-keys.db")).unwrap();
    let said = place.installation.run(&["restore", &path("old")]).await;
    assert!(said.contains("erased for good: 1"), "{said}");
    let process = place.installation.start().await;
    assert_eq!(place.references().await, std::slice::from_ref(&stays.reference));
    assert_eq!(place.bytes("SELECT key_sealed FROM contact_key").await, std::slice::from_ref(&stays.key));
    place.is_clean_soon(&gone, "after a restore").await;
    // They go on where they were.
    let update = steps(false).next().unwrap().update(2, place.telegram.next_id(), "x");
    let request = place.http.post(format!("{}/webhooks/telegram", place.installation.url));
    let request = request.header("x-telegram-bot-api-secret-token", SECRET).body(update.to_string());
    assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(place.bytes("SELECT raw_sealed FROM quarantine").await.len(), 0);
    process.kill().await;
}

/// The same on PostgreSQL, with the commands of the README.
#[tokio::test(flavor = "multi_thread")]
async fn a_dump_is_put_back_without_those_who_were_erased_since() {
    let is_there = |program: &str| std::process::Command::new(program).arg("--version").output().is_ok();
    for engine in Engine::all().into_iter().filter(|engine| *engine == Engine::Postgres) {
        if !is_there("pg_dump") || !is_there("pg_restore") {
            eprintln!("LEFT OUT: dumps of PostgreSQL, because pg_dump is missing");
            return;
        }
        let mut place = Place::new(engine).await;
        let process = place.installation.start().await;
        let (gone, stays) = (place.reports(1).await, place.reports(2).await);
        let folder = place.installation.data();
        let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
        let url = place.installation.database_url.clone();
        let run = |program: &str, arguments: &[&str]| {
            let output = std::process::Command::new(program).args(arguments).output().unwrap();
            assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        };
        run("pg_dump", &["--format=custom", "--exclude-table-data=contact_key", "--file", &path("approdo.dump"), &url]);
        place.erases(&gone).await;
        place.reports(3).await;
        run("pg_dump", &["--format=custom", "--data-only", "--table=contact_key", "--file", &path("keys.dump"), &url]);
        assert!(process.stop().await.success());

        let empty = tests::engine::new_postgres().await;
        run("pg_restore", &["--no-owner", "--dbname", &empty, &path("approdo.dump")]);
        run("pg_restore", &["--no-owner", "--data-only", "--dbname", &empty, &path("keys.dump")]);
        place.installation = place.installation.with("APPRODO_DATABASE_URL", &empty);
        place.installation.database_url = empty;
        let said = place.installation.refuses(&["check"]).await;
        assert!(said.contains("contacts are there without their keys"), "{said}");
        let said = place.installation.run(&["erase", "--without-key"]).await;
        assert!(said.contains("erased for good: 1"), "{said}");
        place.installation.run(&["check"]).await;
        assert_eq!(place.references().await, std::slice::from_ref(&stays.reference));
        assert_eq!(place.bytes("SELECT key_sealed FROM contact_key").await, std::slice::from_ref(&stays.key));
    }
}
