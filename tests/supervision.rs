//! Background tasks that die begin again; `/readyz` names them, and what is next goes on all the same.

use bot::private::Private;
use futures::future::BoxFuture;
use gateway::channel::{Carrier, Channel, Outgoing, SendError};
use reqwest::StatusCode;
use serde_json::json;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tests::{
    App, Engine, Worker,
    app::{OPEN, SECRET},
    process::Installation,
    telegram::StandIn,
};

/// Telegram, with a defect: the first so many sends and fetches panic.
struct Defective {
    telegram: Arc<dyn Carrier>,
    sends: AtomicUsize,
    fetches: AtomicUsize,
}

/// Panics as long as there are some left.
fn stumble(left: &AtomicUsize) {
    let stumbles = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
    assert!(stumbles.is_err(), "a defect of the tests");
}

impl Carrier for Defective {
    fn channel(&self) -> Channel {
        self.telegram.channel()
    }

    fn per_second(&self) -> u32 {
        self.telegram.per_second()
    }

    fn send<'a>(&'a self, message: &'a Outgoing) -> BoxFuture<'a, Result<Option<String>, SendError>> {
        Box::pin(async {
            stumble(&self.sends);
            self.telegram.send(message).await
        })
    }

    fn fetch<'a>(&'a self, source: &'a Private<String>, most: usize) -> BoxFuture<'a, Result<Vec<u8>, SendError>> {
        Box::pin(async move {
            stumble(&self.fetches);
            self.telegram.fetch(source, most).await
        })
    }
}

async fn app(engine: Engine, sends: usize, fetches: usize) -> App {
    App::with_channels(engine, OPEN, false, |_, carriers| {
        let telegram = carriers.remove(0);
        carriers.push(Arc::new(Defective { telegram, sends: sends.into(), fetches: fetches.into() }));
    })
    .await
}

async fn ready(app: &App) -> (StatusCode, String) {
    let answer = app.http.get(format!("{}/readyz", app.url)).send().await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

/// Until `/readyz` says it; an answer is a second old at most.
async fn until_ready_says(app: &App, words: &str) -> StatusCode {
    for _ in 0..600 {
        let (status, said) = ready(app).await;
        if said.contains(words) {
            return status;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("/readyz never says “{words}”: {:?}", ready(app).await);
}

#[tokio::test]
async fn a_send_that_panics_takes_nobody_elses_message_with_it() {
    for engine in Engine::all() {
        let app = app(engine, 1, 0).await;
        assert!(app.deliver(&app.telegram.text(1, "ciao")).await.is_success());
        assert!(app.deliver(&app.telegram.text(2, "ciao")).await.is_success());
        app.telegram.wait_for(2, 1).await;
        while app.telegram.sent_to(1).is_empty() {
            // Its own goes out as well, later.
            app.clock.advance(jiff::SignedDuration::from_secs(120));
            app.turns.outbox_filled.send_replace(());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(app.turns.tasks.restarts("outbox-telegram"), Some(0), "{engine:?}: the loop itself lives");
    }
}

/// At the end of time every sum of moments is a panic.
#[tokio::test]
async fn a_turn_that_panics_ends_nobody_elses_and_the_writer_goes_on() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        let before = app.count("message WHERE author = 'worker'").await;
        let last = jiff::Timestamp::MAX.duration_since(app.clock.now());
        app.clock.advance(last);
        let update = app.telegram.text(1, "effacer mes données");
        let at_the_end = app.deliver(&update).await;
        assert!(matches!(at_the_end, StatusCode::OK | StatusCode::SERVICE_UNAVAILABLE), "{engine:?}: {at_the_end}");
        app.clock.advance(-last);
        let again = app.deliver(&update).await;
        assert_eq!(again, StatusCode::OK, "{engine:?}");
        worker.says("menu").await.has(&bot::text::menu().in_language(bot::language::Language::French));
        let kept = app.count("message WHERE author = 'worker'").await - before + app.count("quarantine").await;
        assert_eq!(kept, 2, "{engine:?}: each is kept, as a turn or for a person");
    }
}

#[tokio::test]
async fn a_task_that_dies_begins_again_and_is_named() {
    for engine in Engine::all() {
        let app = app(engine, 0, 3).await;
        assert_eq!(until_ready_says(&app, "ready").await, StatusCode::OK);
        let photo = |n: u64| {
            let file =
                json!({"file_id": format!("f{n}"), "file_unique_id": "u", "file_size": 100, "width": 9, "height": 6});
            app.telegram.message(1, json!({"photo": [file]}))
        };
        for n in 1..=3 {
            assert!(app.deliver(&photo(n)).await.is_success());
            while app.turns.tasks.restarts("fetch") < Some(n) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
        assert_eq!(until_ready_says(&app, "the task fetch").await, StatusCode::SERVICE_UNAVAILABLE, "{engine:?}");
        app.telegram.keep_file("f4", b"\xFF\xD8\xFF\xE0 JFIF");
        assert!(app.deliver(&photo(4)).await.is_success());
        for kept in 0.. {
            let states: Vec<(String,)> = app.rows("SELECT state FROM media WHERE state = 'kept'").await;
            if !states.is_empty() {
                break;
            }
            assert!(kept < 600, "{engine:?}: the next file is never fetched");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

#[tokio::test]
async fn ready_is_not_asked_of_the_database_each_time() {
    let app = App::start(Engine::Sqlite).await;
    loop {
        let began = Instant::now();
        assert_eq!(until_ready_says(&app, "ready").await, StatusCode::OK);
        // Nobody else can write: a probe would wait.
        let writing = app.database.store.begin().await.unwrap();
        let (status, _) = ready(&app).await;
        drop(writing);
        if began.elapsed() < Duration::from_secs(1) {
            assert_eq!(status, StatusCode::OK);
            return;
        }
        // This machine was too slow to see it; once more.
    }
}

#[tokio::test]
async fn a_log_in_a_file_has_no_colours() {
    let telegram = StandIn::start().await;
    let installation = Installation::new(Engine::Sqlite, &telegram.url).await.with("RUST_LOG", "gateway=trace");
    let process = installation.start().await;
    let update = telegram.text(1, "ciao").to_string();
    let webhook = reqwest::Client::new().post(format!("{}/webhooks/telegram", installation.url));
    let answer = webhook.header("x-telegram-bot-api-secret-token", SECRET).body(update).send().await.unwrap();
    assert!(answer.status().is_success());
    process.kill().await;
    let log = installation.stderr();
    assert!(log.contains("turns committed") && !log.contains('\u{1B}'), "{log}");
}
