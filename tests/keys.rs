//! The master key is known: one that is missing or foreign, or that others can read, starts nothing and changes nothing; and
//! what lies in the data folder is for its owner only.

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt, symlink},
    path::Path,
};
use tests::{App, Engine, app::SECRET, dialogue::steps, process::Installation, telegram::StandIn};

/// An installation with somebody in it, to whom an answer is queued; stopped.
async fn in_use(engine: Engine) -> (Installation, StandIn) {
    let telegram = StandIn::start().await;
    let installation = Installation::new(engine, &telegram.url).await;
    let process = installation.start().await;
    telegram.fail_next(500, serde_json::json!({"ok": false, "error_code": 500, "description": "away"}));
    let update = steps(true).next().unwrap().update(1, telegram.next_id(), "x");
    let request = reqwest::Client::new().post(format!("{}/webhooks/telegram", installation.url));
    let request = request.header("x-telegram-bot-api-secret-token", SECRET).body(update.to_string());
    assert_eq!(request.send().await.unwrap().status(), 200);
    process.kill().await;
    (installation, telegram)
}

#[track_caller]
fn one_line(said: &str, cure: &str) {
    let line = said.lines().last().unwrap_or_default();
    assert!(line.starts_with("approdo: APPRODO_MASTER_KEY_FILE: ") && line.contains(cure), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_missing_or_foreign_starts_nothing() {
    for engine in Engine::all() {
        let (installation, _telegram) = in_use(engine).await;
        let key = installation.data().join("master.key");
        let right = fs::read(&key).unwrap();
        let outbox = || async {
            let store = installation.store().await;
            let mut reader = store.reader().await.unwrap();
            let rows: Vec<(String, i64)> = gateway::sql!(Reader: &mut reader, c => sqlx::query_as(
                "SELECT state, CAST(attempts AS BIGINT) FROM outbox ORDER BY message_id").fetch_all(c).await)
            .unwrap();
            rows
        };
        let before = outbox().await;

        fs::remove_file(&key).unwrap();
        for command in ["serve", "check", "migrate"] {
            one_line(&installation.refuses(&[command]).await, "put it back");
            assert!(!key.exists(), "no other key is made");
        }
        fs::write(&key, "ab".repeat(32)).unwrap();
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
        for command in ["serve", "check"] {
            one_line(&installation.refuses(&[command]).await, "not the master key");
        }
        fs::write(&key, &right).unwrap();
        assert_eq!(outbox().await, before, "nothing that was queued has failed");
        installation.run(&["check"]).await;
        installation.start().await.kill().await;
    }
}

/// A database of a release that kept no check value: it gets one when its contacts open.
#[tokio::test(flavor = "multi_thread")]
async fn an_older_database_learns_its_key_and_refuses_others() {
    for engine in Engine::all() {
        let (installation, _telegram) = in_use(engine).await;
        let key = installation.data().join("master.key");
        let right = fs::read(&key).unwrap();
        let forgets = || async {
            let mut tx = installation.store().await.begin().await.unwrap();
            gateway::sql!(Tx: &mut tx, c => sqlx::query("DELETE FROM installation WHERE name = 'key-check'").execute(c).await.map(|_| ())).unwrap();
            tx.commit().await.unwrap();
        };
        forgets().await;
        fs::write(&key, "ab".repeat(32)).unwrap();
        one_line(&installation.refuses(&["check"]).await, "not the master key");
        fs::remove_file(&key).unwrap();
        one_line(&installation.refuses(&["check"]).await, "put it back");
        fs::write(&key, &right).unwrap();
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
        installation.run(&["check"]).await;
        fs::remove_file(&key).unwrap();
        one_line(&installation.refuses(&["check"]).await, "put it back");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_without_their_keys_start_nothing() {
    for engine in Engine::all() {
        let (installation, _telegram) = in_use(engine).await;
        let mut tx = installation.store().await.begin().await.unwrap();
        gateway::sql!(Tx: &mut tx, c => sqlx::query("DELETE FROM contact_key").execute(c).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        let said = installation.refuses(&["check"]).await;
        assert!(
            said.lines().last().unwrap().contains("APPRODO_DATABASE_URL: contacts are there without their keys"),
            "{said}"
        );
        // Nor are all of them erased because somebody forgot the other half of a backup.
        assert!(
            installation.fails(&["erase", "--without-key"]).await.contains("put the keys of the backup back first")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_data_folder_is_for_its_owner_only() {
    let (installation, _telegram) = in_use(Engine::Sqlite).await;
    let data = installation.data();
    let rights = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
    let all_private = || {
        assert_eq!(rights(&data), 0o700);
        assert_eq!(rights(&data.join("files")), 0o700);
        for name in ["approdo.db", "approdo.db-wal", "approdo.db-shm", "master.key", "push.key"] {
            assert_eq!(rights(&data.join(name)), 0o600, "{name}");
        }
    };
    all_private();

    // As an older release has made it.
    for (name, mode) in
        [("", 0o755), ("files", 0o755), ("approdo.db", 0o644), ("approdo.db-wal", 0o644), ("push.key", 0o640)]
    {
        fs::set_permissions(data.join(name), fs::Permissions::from_mode(mode)).unwrap();
    }
    let process = installation.start().await;
    all_private();
    process.kill().await;

    for mode in [0o640, 0o604] {
        fs::set_permissions(data.join("master.key"), fs::Permissions::from_mode(mode)).unwrap();
        one_line(&installation.refuses(&["check"]).await, "chmod 600 ");
    }
    fs::set_permissions(data.join("master.key"), fs::Permissions::from_mode(0o600)).unwrap();

    // A folder of everybody is nobody's.
    fs::set_permissions(&data, fs::Permissions::from_mode(0o1777)).unwrap();
    let said = installation.refuses(&["check"]).await;
    assert!(said.contains("APPRODO_DATA_DIR") && said.contains("a folder of everybody"), "{said}");
    fs::set_permissions(&data, fs::Permissions::from_mode(0o700)).unwrap();
    // A link to the folder is as good as the folder.
    let aside = data.with_file_name("elsewhere");
    fs::rename(&data, &aside).unwrap();
    symlink(&aside, &data).unwrap();
    installation.run(&["check"]).await;
}

/// In this process, too, a new database is nobody else's.
#[tokio::test]
async fn a_database_is_made_for_its_owner_only() {
    let app = App::start(Engine::Sqlite).await;
    for name in ["approdo.db", "approdo.db-wal", "master.key"] {
        assert_eq!(fs::metadata(app.database.folder.path().join(name)).unwrap().mode() & 0o777, 0o600, "{name}");
    }
}
