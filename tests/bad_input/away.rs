//! A database that is locked, and turns that cannot be made: the one comes again, the others wait for a person.

use super::{fr, ready};
use bot::{language::Language, text};
use gateway::store::conversation;
use reqwest::StatusCode;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};
use std::time::Duration;
use tests::{App, Engine, Worker};
use uuid::Uuid;

#[tokio::test]
async fn a_locked_database_is_told_to_the_provider() {
    let app = App::start(Engine::Sqlite).await;
    let mut worker = Worker::at_menu(&app, 1, "fr").await;
    assert_eq!(ready(&app).await, StatusCode::OK);
    let before = app.count("message").await;
    let update = app.telegram.text(1, "menu");

    let mut other = SqliteConnection::connect(&app.database.url).await.unwrap();
    other.execute("BEGIN IMMEDIATE").await.unwrap();
    let (delivered, ()) = futures::join!(app.deliver(&update), becomes(&app, StatusCode::SERVICE_UNAVAILABLE));
    assert_eq!(delivered, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(app.http.get(format!("{}/healthz", app.url)).send().await.unwrap().status(), StatusCode::OK);
    other.execute("ROLLBACK").await.unwrap();

    assert_eq!((app.count("message").await, app.count("quarantine").await), (before, 0));
    worker.does(&update).await.has(&fr(&text::menu()));
    becomes(&app, StatusCode::OK).await;
}

/// `/readyz` says so, if not at once: its answer holds for a second.
async fn becomes(app: &App, expected: StatusCode) {
    let said = async {
        while ready(app).await != expected {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), said).await.expect("/readyz says what is");
}

/// PostgreSQL closes the door and throws everybody out, as it does for a restart or a restore.
#[tokio::test]
async fn a_database_that_is_away_is_told_to_the_provider() {
    for engine in Engine::all().into_iter().filter(|engine| *engine == Engine::Postgres) {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        let update = app.telegram.text(1, "menu");
        let (server, name) = app.database.url.rsplit_once('/').unwrap();
        let mut admin = PgConnection::connect(&format!("{server}/postgres")).await.unwrap();
        let mut run = async |query: String| admin.execute(AssertSqlSafe(query)).await.map(|_| ()).unwrap();
        run(format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false")).await;
        run(format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")).await;
        assert_eq!(app.deliver(&update).await, StatusCode::SERVICE_UNAVAILABLE);
        becomes(&app, StatusCode::SERVICE_UNAVAILABLE).await;
        run(format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true")).await;
        becomes(&app, StatusCode::OK).await;
        worker.does(&update).await.has(&fr(&text::menu()));
    }
}

#[tokio::test]
async fn a_locked_postgres_is_told_to_the_provider() {
    for engine in Engine::all().into_iter().filter(|engine| *engine == Engine::Postgres) {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        let update = app.telegram.text(1, "menu");
        let mut other = PgConnection::connect(&app.database.url).await.unwrap();
        other.execute("BEGIN; LOCK TABLE conversation IN ACCESS EXCLUSIVE MODE").await.unwrap();
        let delivered = tokio::time::timeout(Duration::from_secs(20), app.deliver(&update)).await;
        assert_eq!(delivered.expect("an answer in the time of SQLite's"), StatusCode::SERVICE_UNAVAILABLE);
        other.execute("ROLLBACK").await.unwrap();
        worker.does(&update).await.has(&fr(&text::menu()));
    }
}

/// What fails for itself alone, here because the key of its contact cannot be opened, must not hold up anybody else.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn poison_is_kept_and_blocks_nobody() {
    for engine in Engine::all() {
        for polling in [false, true] {
            let app = if polling { App::polling(engine).await } else { App::start(engine).await };
            let _damaged = Worker::at_menu(&app, 1, "fr").await;
            app.damage("UPDATE contact_key SET key_sealed = (SELECT address_hash FROM conversation v WHERE v.contact_id = contact_key.contact_id)").await;
            let mut whole = Worker::at_menu(&app, 2, "fr").await;
            let updates: Vec<Value> = (0..12).map(|i| app.telegram.text(1 + i % 2, "menu")).collect();
            for again in [false, true] {
                if polling {
                    updates.iter().for_each(|update| app.telegram.push(update.clone()));
                    app.telegram.wait_until_confirmed().await;
                } else {
                    let statuses = futures::future::join_all(updates.iter().map(|update| app.deliver(update))).await;
                    assert!(statuses.iter().all(|status| *status == StatusCode::OK), "{statuses:?}");
                }
                assert_eq!(whole.reads().await.0.len(), if again { 0 } else { 6 });
                let kept: Vec<(String, String)> = app.rows("SELECT channel, cause FROM quarantine").await;
                assert_eq!(kept.len(), 6, "each of the damaged one once");
                assert!(
                    kept.iter().all(|(channel, cause)| channel == "telegram" && cause.contains("cannot be opened")),
                    "{kept:?}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_damaged_state_begins_again_in_the_same_language() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        app.damage("UPDATE conversation SET state_sealed = address_hash").await;
        let restarted = worker.says("menu").await;
        restarted.has(&fr(&text::restarted()));
        restarted.has(&fr(&text::menu()));
    }
}

/// A state that opens but is not what this release wrote.
#[tokio::test]
async fn a_state_of_another_release_restarts_politely() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        let store = &app.database.store;
        let of: Vec<(Uuid,)> = app.rows("SELECT id FROM conversation").await;
        let mut tx = store.begin().await.unwrap();
        let loaded = conversation::load_one(store, &mut tx, of[0].0).await.unwrap().unwrap();
        let sealed = loaded.key.seal(conversation::STATE.of(loaded.id), b"of another release");
        gateway::sql!(Tx: &mut tx, c => sqlx::query("UPDATE conversation SET state_sealed = $1")
            .bind(sealed).execute(c).await.map(|_| ()))
        .unwrap();
        tx.commit().await.unwrap();
        let restarted = worker.says("menu").await;
        restarted.has(&text::restarted().in_language(Language::Arabic));
        assert_eq!(worker.offered().len(), Language::ALL.len());
        worker.presses("fr").await.has_not(&fr(&text::restarted()));
        assert_eq!(app.count("quarantine").await, 0);
    }
}
