//! The way out to Telegram when it does not go smoothly: pauses, errors, blocks, order, workers that die. The clock stands
//! still, so that every pause is the service's own decision.

use bot::{command::TicketCommand, language::Language, private::Private, text};
use gateway::store::{
    conversation,
    message::{self, Author, Body, Kind, NewMessage},
    outbox::{self, NewOutbox, Priority},
};
use jiff::SignedDuration;
use serde_json::{Value, json};
use tests::{App, Engine, Worker, app::Ticket};
use uuid::Uuid;

/// The last outbox row: state, attempts, error, milliseconds from now until it is due.
async fn last_row(app: &App) -> (String, i32, Option<String>, i64) {
    let rows: Vec<(String, i32, Option<String>, i64)> =
        app.rows("SELECT state, attempts, error, due_at FROM outbox ORDER BY message_id DESC LIMIT 1").await;
    let (state, attempts, error, due) = rows[0].clone();
    (state, attempts, error, due - app.clock.now().as_millisecond())
}

/// The outbox looks again, as it does every two seconds; what is due now goes out.
async fn after(app: &App, milliseconds: i64) {
    app.clock.advance(SignedDuration::from_millis(milliseconds));
    app.turns.outbox_filled.send_replace(());
    app.settled().await;
}

/// When somebody else's message has gone out, the outbox has passed over whatever else was due.
async fn outbox_has_looked(app: &App) {
    let mut other = Worker::new(app, 99);
    assert!(!other.says("menu").await.0.is_empty());
}

fn failure(code: u16, description: &str) -> Value {
    json!({"ok": false, "error_code": code, "description": description})
}

/// A worker with an open question to a person.
async fn asked<'a>(app: &'a App, chat: i64) -> (Worker<'a>, Ticket) {
    let mut worker = Worker::at_menu(app, chat, "fr").await;
    worker.presses("person").await;
    worker.says("Bonjour").await;
    let ticket = app.tickets().await.pop().unwrap();
    (worker, ticket)
}

fn answer(words: &str) -> TicketCommand {
    TicketCommand::Answer { text: Private::new(words.to_owned()) }
}

#[tokio::test]
async fn a_pause_that_telegram_names_is_kept() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        let mut slow = failure(429, "Too Many Requests: retry after 30");
        slow["parameters"] = json!({"retry_after": 30});
        app.telegram.fail_next(429, slow);
        assert!(worker.says("menu").await.0.is_empty());
        let tried = app.telegram.attempts(1).len();
        assert_eq!(last_row(&app).await, ("queued".into(), 1, Some("later".into()), 30_000));

        after(&app, 29_999).await;
        outbox_has_looked(&app).await;
        assert_eq!(app.telegram.attempts(1).len(), tried, "not before");
        after(&app, 1).await;
        assert_eq!(worker.reads().await.0.len(), 1);
        assert_eq!(app.telegram.attempts(1).len(), tried + 1);
    }
}

#[tokio::test]
async fn failures_are_tried_again_after_growing_pauses() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        let kinds = [
            (500, failure(500, "Internal Server Error")),
            (502, json!("<html>Bad Gateway</html>")),
            (200, json!({"ok": false})),
        ];
        let (status, kind) = &kinds[0];
        app.telegram.fail_next(*status, kind.clone());
        assert!(worker.says("menu").await.0.is_empty());
        for round in 1..99 {
            let (state, attempts, _, pause) = last_row(&app).await;
            assert_eq!((state.as_str(), attempts), ("queued", round));
            let shortest = 1000 * (1_i64 << (round - 1).min(12)).min(45 * 60);
            assert!((shortest..=shortest * 5 / 4).contains(&pause), "{engine:?} round {round}: {pause} ms");
            let (status, kind) = &kinds[round as usize % kinds.len()];
            app.telegram.fail_next(*status, kind.clone());
            after(&app, pause).await;
        }
        // Three days have passed: given up, and no reason to hold up what comes later.
        app.telegram.fail_next(500, failure(500, "Internal Server Error"));
        let (.., pause) = last_row(&app).await;
        after(&app, pause).await;
        let (state, attempts, error, _) = last_row(&app).await;
        assert_eq!((state.as_str(), attempts, error.as_deref()), ("failed", 100, Some("gave up")));
        // Telegram has failed all the time, so the whole channel rests now; the next message is its probe.
        app.deliver(&app.telegram.text(1, "menu")).await;
        assert_eq!((worker.unread(), app.count("outage").await), (0, 1));
        after(&app, 15 * 60 * 1000).await;
        assert_eq!((worker.reads().await.0.len(), app.count("outage").await), (1, 0));
    }
}

#[tokio::test]
async fn a_wrong_token_pauses_the_channel_and_loses_nothing() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        app.telegram.fail_next(401, failure(401, "Unauthorized"));
        assert!(worker.says("menu").await.0.is_empty());
        assert_eq!(last_row(&app).await.3, 60_000);
        after(&app, 60_000).await;
        worker.reads().await.has(&text::menu().in_language(Language::French));
    }
}

/// What can wait goes after what somebody waits for, though it was there first.
#[tokio::test]
async fn answers_go_before_reminders_and_these_before_broadcasts() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        for chat in 1..=4 {
            Worker::at_menu(&app, chat, "fr").await;
        }
        app.telegram.fail_next(401, failure(401, "Unauthorized"));
        Worker::new(&app, 4).says("menu").await;
        // The channel rests; in the meantime these come, in this order.
        for chat in 1..=3 {
            app.deliver(&app.telegram.text(chat, "menu")).await;
        }
        for (place, priority) in [(2, 2), (1, 1), (0, 0)] {
            let query = format!(
                "UPDATE outbox SET priority = {priority} WHERE message_id IN
                 (SELECT message_id FROM outbox WHERE state = 'queued' ORDER BY message_id DESC LIMIT 1 OFFSET {place})"
            );
            app.damage(Box::leak(query.into_boxed_str())).await;
        }
        let before = app.telegram.calls().len();
        after(&app, 60_000).await;
        let order: Vec<_> = app.telegram.calls()[before..].iter().map(|(_, sent)| sent["chat_id"].clone()).collect();
        let place = |chat: i64| order.iter().position(|to| *to == chat).unwrap();
        assert!(place(3) < place(2) && place(2) < place(1), "{order:?}");
    }
}

#[tokio::test]
async fn who_has_blocked_us_hears_nothing_until_they_write() {
    for engine in Engine::all() {
        for gone in
            [failure(403, "Forbidden: bot was blocked by the user"), failure(400, "Bad Request: chat not found")]
        {
            let app = App::start(engine).await;
            let (mut worker, ticket) = asked(&app, 1).await;
            app.telegram.fail_next(gone["error_code"].as_u64().unwrap() as u16, gone);
            assert!(worker.says("Bonjour").await.0.is_empty());
            let (state, attempts, error, _) = last_row(&app).await;
            assert_eq!((state.as_str(), attempts, error.as_deref()), ("failed", 1, Some("blocked")));
            let tried = app.telegram.attempts(1).len();

            app.attend(ticket.id, answer("Voici")).await;
            after(&app, 24 * 3_600_000).await;
            outbox_has_looked(&app).await;
            assert_eq!(app.telegram.attempts(1).len(), tried, "nobody insists");

            let back = worker.says("menu").await;
            let framed = text::answer_frame("Voici", ticket.reference.as_str()).in_language(Language::French);
            let menu = text::menu().in_language(Language::French);
            assert!(back.text().find(&framed).unwrap() < back.text().find(&menu).unwrap(), "what waited comes first");
        }
    }
}

#[tokio::test]
async fn telegram_says_who_blocks_and_who_comes_back() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, ticket) = asked(&app, 1).await;
        let change = |status: &str| {
            let user = json!({"id": 1, "is_bot": false, "first_name": "Worker"});
            let bot = json!({"id": 9, "is_bot": true, "first_name": "Bot"});
            json!({"update_id": app.telegram.next_id(), "my_chat_member": {
                "chat": {"id": 1, "type": "private", "first_name": "Worker"}, "from": user, "date": 1_795_424_400,
                "old_chat_member": {"user": bot, "status": "member"},
                "new_chat_member": {"user": bot, "status": status, "until_date": 0}}})
        };
        let tried = app.telegram.attempts(1).len();
        worker.does(&change("kicked")).await;
        app.attend(ticket.id, answer("Voici")).await;
        outbox_has_looked(&app).await;
        assert_eq!(app.telegram.attempts(1).len(), tried, "not even tried");
        worker.does(&change("member")).await.has("Voici");
        assert_eq!(app.count("quarantine").await, 0);
    }
}

#[tokio::test]
async fn what_telegram_refuses_is_refused_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        app.telegram.fail_next(400, failure(400, "Bad Request: can't parse entities"));
        assert!(worker.says("menu").await.0.is_empty());
        let (state, attempts, error, _) = last_row(&app).await;
        assert_eq!((state.as_str(), attempts, error.is_some()), ("failed", 1, true));
        let tried = app.telegram.attempts(1).len();
        after(&app, 7 * 24 * 3_600_000).await;
        outbox_has_looked(&app).await;
        assert_eq!(app.telegram.attempts(1).len(), tried);
        assert_eq!(worker.says("menu").await.0.len(), 1, "the person is not blocked by it");
    }
}

#[tokio::test]
async fn a_person_reads_things_in_their_order() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, ticket) = asked(&app, 1).await;
        app.telegram.fail_next(500, failure(500, "Internal Server Error"));
        for words in ["Un", "Deux", "Trois"] {
            app.attend(ticket.id, answer(words)).await;
        }
        outbox_has_looked(&app).await;
        assert!(worker.reads().await.0.is_empty(), "the second does not overtake the first");
        after(&app, 2000).await;
        let read = worker.reads().await;
        let order: Vec<_> = ["Un", "Deux", "Trois"]
            .map(|words| {
                read.0.iter().position(|message| message["text"].as_str().unwrap().contains(&format!(": {words}")))
            })
            .into_iter()
            .collect();
        assert_eq!(order, [Some(0), Some(1), Some(2)]);
        assert_eq!(read.0.len(), 3, "each once");
    }
}

/// Words of the staff, as a gateway writes them whose clock is far ahead: its ids are greater than all others.
async fn said_by_a_clock_ahead(app: &App, ticket: Uuid, words: &str) {
    let (store, now) = (&app.database.store, app.clock.now());
    let mut tx = store.begin().await.unwrap();
    let loaded = conversation::load_of_ticket(store, &mut tx, ticket).await.unwrap().unwrap();
    let (id, conversation_id) = (Uuid::from_u128(0xfe << 120 | Uuid::now_v7().as_u128() >> 8), loaded.id);
    let body_sealed = Body::new(Kind::Text, words.to_owned()).seal(&loaded.key, id);
    let author = Author::Staff(Uuid::now_v7());
    let said = NewMessage { id, conversation_id, ticket_id: None, author, body_sealed };
    message::insert(&mut tx, &[said], now).await.unwrap();
    let (channel, priority) = (loaded.channel, Priority::Answer);
    let row = NewOutbox { message_id: id, conversation_id, channel, held: None, priority, despite: false };
    outbox::insert(&mut tx, &[row], now).await.unwrap();
    tx.commit().await.unwrap();
}

/// Two gateways queue for one person, and the clock of the first is far ahead.
#[tokio::test]
async fn what_two_gateways_queue_goes_in_the_order_in_which_it_was_said() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, ticket) = asked(&app, 1).await;
        app.telegram.fail_next(500, failure(500, "Internal Server Error"));
        said_by_a_clock_ahead(&app, ticket.id, "Un").await;
        app.turns.outbox_filled.send_replace(());
        app.settled().await;
        app.attend(ticket.id, answer("Deux")).await;
        outbox_has_looked(&app).await;
        assert!(worker.reads().await.0.is_empty(), "the second does not overtake the first");
        after(&app, 2000).await;
        let read = worker.reads().await.text();
        assert!(read.find("Un").unwrap() < read.find(": Deux").unwrap(), "{engine:?}: {read}");
    }
}

/// A worker process died after claiming a message: its claim runs out and somebody else sends it.
#[tokio::test]
async fn a_dead_workers_claim_runs_out() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        let sent = app.telegram.attempts(1);
        app.damage(
            "UPDATE outbox SET state = 'queued', attempts = 0, claimed_until = updated_at + 90000, ready_at = updated_at + 90000
                    WHERE message_id IN (SELECT message_id FROM outbox ORDER BY message_id DESC LIMIT 1)",
        )
        .await;
        let other = app.telegram.text(2, "hello");
        app.deliver(&other).await;
        app.telegram.wait_for(2, 1).await;
        assert_eq!(app.telegram.attempts(1), sent, "it may still be at work");
        after(&app, 90_000).await;
        let again = app.telegram.attempts(1);
        assert_eq!(again.last(), sent.last());
        assert_eq!((again.len(), worker.reads().await.0.len()), (sent.len() + 1, sent.len() + 1 - 2 - 1));
    }
}

#[tokio::test]
async fn a_damaged_row_holds_up_nobody_else() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_damaged, ticket) = asked(&app, 1).await;
        app.damage("UPDATE conversation SET address_sealed = address_hash").await;
        let mut whole = Worker::at_menu(&app, 2, "fr").await;
        app.turns.attend(uuid::Uuid::now_v7(), ticket.id, answer("Voici")).await.unwrap();
        let before = app.telegram.sent_to(2).len();
        app.deliver(&app.telegram.text(2, "menu")).await;
        app.telegram.wait_for(2, before + 1).await;
        whole.reads().await;
    }
}
