//! Moments that nobody should believe: a provider that names years, a clock that was a day ahead. Nothing that waits for a
//! worker may wait for them.

use bot::{command::TicketCommand, private::Private};
use gateway::{jobs::mend, store::outage};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::time::Duration;
use tests::{App, Engine, Worker};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Milliseconds from now until the first message that waits is tried.
async fn waits_for(app: &App) -> i64 {
    let rows: Vec<(i64,)> = app.rows("SELECT MIN(due_at) FROM outbox WHERE state = 'queued'").await;
    rows[0].0 - app.clock.now().as_millisecond()
}

async fn looks(app: &App, milliseconds: i64) {
    app.clock.advance(SignedDuration::from_millis(milliseconds));
    app.turns.outbox_filled.send_replace(());
    app.settled().await;
}

#[tokio::test]
async fn a_provider_that_names_years_is_believed_for_45_minutes() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        for retry_after in [json!(1_000_000_000), json!(u64::MAX)] {
            let answer = json!({"ok": false, "error_code": 429, "description": "Too Many Requests",
                                "parameters": {"retry_after": retry_after}});
            app.telegram.fail_next(429, answer);
            assert!(worker.says("menu").await.0.is_empty());
            assert_eq!(waits_for(&app).await, 45 * 60 * 1000, "{engine:?} {retry_after}");
            looks(&app, 45 * 60 * 1000).await;
            assert_eq!(worker.reads().await.0.len(), 1);
        }
    }
}

/// What an older release has stored: 31 years.
#[tokio::test]
async fn what_was_put_off_for_years_is_brought_back() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        app.telegram.fail_next(500, json!({"ok": false, "error_code": 500, "description": "x"}));
        assert!(worker.says("menu").await.0.is_empty());
        app.deliver(&app.telegram.text(1, "menu")).await;
        app.damage("UPDATE outbox SET due_at = due_at + 1000000000000, ready_at = ready_at + 1000000000000 WHERE state = 'queued'").await;
        app.damage("UPDATE outbox SET claimed_until = due_at WHERE state = 'queued'").await;
        assert!(mend::once(&app.turns).await.unwrap());
        assert!(!mend::once(&app.turns).await.unwrap(), "once is enough");
        looks(&app, 5 * 60 * 1000).await;
        assert_eq!(worker.reads().await.0.len(), 2, "{engine:?}: what waited behind it, too");
    }
}

#[tokio::test]
async fn a_clock_that_was_a_day_ahead_holds_nothing_up() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await;
        worker.says("Bonjour").await;
        let ticket = app.tickets().await.pop().unwrap();

        app.clock.advance(DAY);
        // The channel stops as well, by the wrong clock.
        app.telegram.fail_next(401, json!({"ok": false, "error_code": 401, "description": "Unauthorized"}));
        let act = TicketCommand::Answer { text: Private::new("Voici".to_owned()) };
        app.turns.attend(uuid::Uuid::now_v7(), ticket.id, act).await.unwrap();
        while app.count("outage").await == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        app.clock.advance(-DAY);
        assert!(waits_for(&app).await > DAY.as_millis() as i64);
        assert!(mend::once(&app.turns).await.unwrap());
        looks(&app, 0).await;
        worker.reads().await.has("Voici");
        assert_eq!(app.count("outage").await, 0, "{engine:?}");
    }
}

/// Files and answers as well; what waits for a safe hour may be days ahead.
#[tokio::test]
async fn everything_else_that_waits_is_brought_back() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await;
        worker.says("Bonjour").await;
        let far = (app.clock.now() + DAY * 9).as_millisecond();
        let soon = (app.clock.now() + DAY * 3).as_millisecond();
        let now: Timestamp = app.clock.now();
        let mut tx = app.database.store.begin().await.unwrap();
        let channel = gateway::channel::Channel::Sms;
        outage::begin(&mut tx, channel, "x", now + DAY, now + DAY).await.unwrap();
        tx.commit().await.unwrap();
        for (error, due) in [("safe-hours", soon), ("safe-hours", far), ("stop", far)] {
            let query = format!(
                "INSERT INTO outbox (message_id, conversation_id, channel, state, attempts, due_at, claimed_until, updated_at, error, place)
                 SELECT id, conversation_id, 'sms', 'held', 0, {due}, 0, 0, '{error}', place FROM message
                 WHERE author = 'worker' AND id NOT IN (SELECT message_id FROM outbox) ORDER BY id LIMIT 1"
            );
            app.damage(Box::leak(query.into_boxed_str())).await;
        }
        assert!(mend::once(&app.turns).await.unwrap());
        let outages: Vec<(i64, i64)> = app.rows("SELECT since, retry_at FROM outage").await;
        assert_eq!(outages, [(now.as_millisecond(), now.as_millisecond())]);
        let held: Vec<(i64,)> = app.rows("SELECT due_at FROM outbox WHERE channel = 'sms' ORDER BY due_at").await;
        assert_eq!(held, [(now.as_millisecond(),), (soon,), (far,)], "{engine:?}: within a week it is a safe hour");
    }
}
