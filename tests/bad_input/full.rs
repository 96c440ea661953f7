//! A disk without room, and a database file that is gone: told to the provider, nothing acknowledged that is not kept, and
//! well again without a restart.

use super::fr;
use bot::text;
use reqwest::StatusCode;
use std::{fs, path::Path, time::Duration};
use tests::{App, Engine, Worker, app::OPEN, disk::SmallDisk, engine::Database};

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_passes_without_a_restart() {
    let Some(disk) = SmallDisk::mount() else { return };
    let folder = disk.folder();
    let app = App::on(Database::in_folder(Engine::Sqlite, folder).await, OPEN, false, |_, _| {}).await;
    let mut worker = Worker::at_menu(&app, 1, "fr").await;
    let mut said = app.count("message WHERE author = 'worker'").await;
    disk.fill();
    let mut refused = Vec::new();
    for i in 0..400 {
        let update = app.telegram.text(1, &format!("{i} {}", "parole ".repeat(400)));
        match app.deliver(&update).await {
            StatusCode::OK => said += 1,
            StatusCode::SERVICE_UNAVAILABLE => refused.push(update),
            other => panic!("{other}"),
        }
        if refused.len() == 3 {
            break;
        }
        disk.fill();
    }
    assert_eq!(refused.len(), 3, "the disk was never full");
    disk.free();
    says(&app, "200 ready").await;
    for update in &refused {
        assert_eq!(app.deliver(update).await, StatusCode::OK);
        assert_eq!(app.deliver(update).await, StatusCode::OK, "a repetition");
        said += 1;
    }
    worker.says("menu").await.has(&fr(&text::menu()));
    assert_eq!(app.count("message WHERE author = 'worker'").await, said + 1, "each once");
    assert_eq!(app.count("inbound").await, said + 1);
    assert_eq!(app.count("quarantine").await, 0);
}

/// The same on any machine: SQLite itself says that there is no room.
#[tokio::test]
async fn a_connection_that_sqlite_has_rolled_back_is_not_used_again() {
    let app = App::start(Engine::Sqlite).await;
    let mut worker = Worker::at_menu(&app, 1, "fr").await;
    app.damage("PRAGMA max_page_count = 1").await;
    // On the same connection: no page may be added. Some messages still find room in those that are there.
    let mut refused = None;
    for i in 0..200 {
        let update = app.telegram.text(1, &format!("{i} {}", "parole ".repeat(400)));
        match app.deliver(&update).await {
            StatusCode::OK => {}
            StatusCode::SERVICE_UNAVAILABLE => {
                refused = Some(update);
                break;
            }
            other => panic!("{other}"),
        }
    }
    let refused = refused.expect("the database was never full");
    let before = app.count("message WHERE author = 'worker'").await;

    // A statement of one row has no journal of its own: the whole transaction is rolled back, and nobody tells sqlx.
    let mut tx = app.database.store.begin().await.unwrap();
    let mut insert = async || {
        let query = "INSERT INTO litter (media_id, at) VALUES (randomblob(3000), 1)";
        gateway::sql!(Tx: &mut tx, c => sqlx::query(query).execute(c).await.map(|_| ()))
    };
    while insert().await.is_ok() {}
    drop(tx);
    for _ in 0..2 {
        assert_eq!(app.deliver(&refused).await, StatusCode::OK, "a new connection, which has room");
    }
    says(&app, "200 ready").await;
    worker.says("menu").await.has(&fr(&text::menu()));
    assert_eq!(app.count("message WHERE author = 'worker'").await, before + 2);
    assert_eq!((app.count("litter").await, app.count("quarantine").await), (0, 0));
}

#[tokio::test]
async fn nothing_is_acknowledged_into_a_file_that_is_gone_or_another() {
    let app = App::start(Engine::Sqlite).await;
    let mut worker = Worker::at_menu(&app, 1, "fr").await;
    let file = app.database.folder.path().join("approdo.db");
    let aside = app.database.folder.path().join("aside.db");
    let update = app.telegram.text(1, "menu");

    fs::rename(&file, &aside).unwrap();
    assert_eq!(app.deliver(&update).await, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!file.exists(), "no empty database takes its place");
    says(&app, "503 the database file was removed").await;

    fs::copy(&aside, &file).unwrap();
    assert_eq!(app.deliver(&update).await, StatusCode::SERVICE_UNAVAILABLE);
    says(&app, "503 another database file").await;

    fs::rename(&aside, &file).unwrap();
    says(&app, "200 ready").await;
    worker.does(&update).await.has(&fr(&text::menu()));
    assert_eq!(app.count("inbound").await, 3);

    // The log beside it holds what was committed last.
    fs::remove_file(Path::new(&format!("{}-wal", file.display()))).unwrap();
    let update = app.telegram.text(1, "menu");
    assert_eq!(app.deliver(&update).await, StatusCode::SERVICE_UNAVAILABLE);
}

/// What `/readyz` says holds for a second.
async fn says(app: &App, cause: &str) {
    let mut said = String::new();
    for _ in 0..200 {
        let answer = app.http.get(format!("{}/readyz", app.url)).send().await.unwrap();
        said = format!("{} {}", answer.status().as_u16(), answer.text().await.unwrap());
        if said.contains(cause) {
            assert_eq!(said.lines().count(), 1, "{said}");
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{said}");
}
