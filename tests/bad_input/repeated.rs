//! Deliveries that come twice, at the same time, or in another order than they were written.

use super::fr;
use bot::{language::Language, text};
use futures::future::join_all;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tests::{App, Engine, Worker};

async fn worker_messages(app: &App) -> i64 {
    app.rows::<(i64,)>("SELECT COUNT(*) FROM message WHERE author = 'worker'").await[0].0
}

#[tokio::test]
async fn the_same_update_has_one_effect() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await;
        let before = worker_messages(&app).await;
        let mut update = app.telegram.text(1, "Bonjour");
        let first = worker.does(&update).await;
        first.has(&fr(&text::person_open(app.tickets().await[0].reference.as_str())));
        assert!(worker.does(&update).await.0.is_empty());
        // After a week of silence Telegram counts updates from another number: it is the same message all the same.
        update["update_id"] = app.telegram.next_id().into();
        assert!(worker.does(&update).await.0.is_empty());
        assert_eq!((worker_messages(&app).await, app.count("ticket").await), (before + 1, 1));
    }
}

/// Both stand in the same answer to getUpdates, so on SQLite both come into the same commit.
#[tokio::test]
async fn the_same_update_twice_in_one_poll() {
    for engine in Engine::all() {
        let app = App::polling(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await;
        let before = worker_messages(&app).await;
        let update = app.telegram.text(1, "Bonjour");
        app.telegram.push(update.clone());
        app.telegram.push(update.clone());
        assert_eq!(worker.does(&update).await.0.len(), 1);
        assert_eq!((worker_messages(&app).await, app.count("ticket").await), (before + 1, 1));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_update_twenty_times_at_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::new(&app, 1);
        // By somebody new, then in the conversation, then as a button.
        let all_at_once = async |update: Value| {
            let statuses = join_all((0..20).map(|_| app.deliver(&update))).await;
            assert!(statuses.iter().all(|status| *status == StatusCode::OK), "{engine:?} {statuses:?}");
        };
        all_at_once(app.telegram.text(1, "hello")).await;
        assert_eq!(worker.reads().await.0.len(), 1);
        all_at_once(app.telegram.press_data(1, "1|language|fr")).await;
        worker.reads().await.has(&fr(&text::menu()));
        worker.presses("person").await;
        all_at_once(app.telegram.text(1, "Bonjour")).await;
        assert_eq!(worker.reads().await.0.len(), 1);
        assert_eq!((app.count("ticket").await, worker_messages(&app).await), (1, 4));
        assert_eq!((app.count("conversation").await, app.count("contact").await), (1, 1));
        assert_eq!(app.count("quarantine").await, 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_devices_at_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let everything_at_once = async |updates: Vec<Value>| {
            let statuses = join_all(updates.iter().map(|update| app.deliver(update))).await;
            assert!(statuses.iter().all(|status| *status == StatusCode::OK), "{engine:?} {statuses:?}");
        };
        // Somebody nobody knows yet, twenty different messages.
        let mut worker = Worker::new(&app, 1);
        everything_at_once((0..20).map(|i| app.telegram.text(1, &format!("hello {i}"))).collect()).await;
        assert_eq!(worker.reads().await.0.len(), 20, "{engine:?}: every one is answered");
        worker.presses("fr").await;

        // Each sees what the one before has left: the first words open a ticket, the other nineteen join it.
        worker.presses("person").await;
        everything_at_once((0..20).map(|i| app.telegram.text(1, &format!("Bonjour {i}"))).collect()).await;
        assert_eq!(worker.reads().await.0.len(), 20, "{engine:?}");
        let joined: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM message WHERE ticket_id IS NOT NULL").await;
        assert_eq!((app.count("ticket").await, joined[0].0), (1, 20), "{engine:?}");

        let devices = ["menu", "2", "oui", "1", "retour", "stop", "danger", "parler", "🙂", "langue"];
        let presses = ["1|menu|report", "1|consent|yes", "1|report.danger|no", "1|report.about|me", "1|menu|requests"];
        let said = devices.iter().map(|text| app.telegram.text(1, text));
        let pressed = presses.iter().chain(&presses).map(|data| app.telegram.press_data(1, data));
        everything_at_once(said.chain(pressed).collect()).await;
        assert!(worker.reads().await.0.len() >= 20, "{engine:?}: every one is answered");

        assert_eq!((app.count("conversation").await, worker_messages(&app).await), (1, 62));
        assert_eq!(app.count("quarantine").await, 0);
        let after = worker.says("/start").await;
        after.has_not(&text::restarted().in_language(Language::French));
        assert!(
            worker.offered().iter().any(|(_, data)| data == "1|menu|report"),
            "the conversation goes on: {}",
            after.text()
        );
    }
}

#[tokio::test]
async fn updates_in_another_order() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        let first = app.telegram.text(1, "menu");
        let edited = |message: &Value, date: i64| {
            let mut edited = message["message"].clone();
            edited["edit_date"] = date.into();
            edited["text"] = "retour".into();
            json!({"update_id": app.telegram.next_id(), "edited_message": edited})
        };
        let changed = edited(&first, 1_763_889_700);
        let second = app.telegram.press_data(1, "1|menu|report");
        worker.does(&second).await.has(&fr(&text::consent_ask()));
        let heard = worker.does(&changed).await;
        heard.has(&fr(&text::edited_note()));
        heard.has(&fr(&text::consent_ask()));
        worker.does(&first).await.has(&fr(&text::menu()));
        // A second edit of the same message is news, the same edit again is not.
        assert!(worker.does(&changed).await.0.is_empty());
        worker.does(&edited(&first, 1_763_889_701)).await.has(&fr(&text::edited_note()));
    }
}
