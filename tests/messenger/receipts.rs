//! What the platforms tell of our own messages: echoes, delivered, read. And a crash between "sent" and "recorded".

use super::{BOTH, last_row};
use gateway::channel::Channel;
use jiff::SignedDuration;
use serde_json::{Value, json};
use tests::{
    App, Engine,
    messenger::{Failure, Meta, Person},
};

async fn state(app: &App) -> String {
    last_row(app).await.0
}

#[tokio::test]
async fn delivered_and_read_go_up_the_ladder() {
    for engine in Engine::all() {
        let (app, meta) = Meta::with_app(engine).await;
        let mut person = Person::at_menu(&app, &meta, Channel::Messenger, 1).await;
        assert_eq!(state(&app).await, "sent");
        let id = person.sent().last().unwrap().id.clone();
        let delivered = person.delivery(json!({"delivery": {"mids": ["m_of-somebody-else", id], "watermark": 1}}));
        person.does(&delivered).await;
        assert_eq!(state(&app).await, "delivered");
        // A watermark names a moment: one before the message says nothing of it.
        let now = app.clock.now().as_millisecond();
        for (watermark, expected) in [(now - 1, "delivered"), (now, "read")] {
            let read = person.delivery(json!({"read": {"watermark": watermark}}));
            person.does(&read).await;
            assert_eq!(state(&app).await, expected);
        }

        let mut person = Person::at_menu(&app, &meta, Channel::Instagram, 2).await;
        let id = person.sent().last().unwrap().id.clone();
        let read = person.delivery(json!({"read": {"mid": id}}));
        person.does(&read).await;
        assert_eq!(state(&app).await, "read");
        let late = person.delivery(json!({"delivery": {"mids": [id]}}));
        person.does(&late).await;
        assert_eq!(state(&app).await, "read", "never down");
        // The same words on the other platform are another message's.
        assert_eq!(app.count("quarantine").await, 0);
    }
}

#[tokio::test]
async fn echoes_are_no_messages() {
    for engine in Engine::all() {
        for channel in BOTH {
            let (app, meta) = Meta::with_app(engine).await;
            let mut person = Person::at_menu(&app, &meta, channel, 1).await;
            let before = (app.count("message").await, app.count("conversation").await);
            for call in person.sent() {
                let ours = call.json["message"]["metadata"].as_str().map(str::to_owned);
                for metadata in [None, ours.as_deref(), Some("of another app")] {
                    let echo = person.echo(&call, metadata);
                    assert!(person.does(&echo).await.0.is_empty());
                }
            }
            assert_eq!((app.count("message").await, app.count("conversation").await), before);
            assert_eq!((state(&app).await.as_str(), app.count("quarantine").await), ("sent", 0));
        }
    }
}

/// The message went out, and the answer was lost on the way: its echo says so, and it does not go twice.
#[tokio::test]
async fn an_echo_settles_what_was_not_recorded() {
    for engine in Engine::all() {
        for channel in BOTH {
            let (app, meta) = Meta::with_app(engine).await;
            let mut person = Person::at_menu(&app, &meta, channel, 1).await;
            meta.fail_next(Failure::HalfAnswer);
            assert_eq!(person.says("menu").await.0.len(), 1, "it has reached the person");
            assert_eq!(state(&app).await, "queued", "which nobody knows");
            let call = person.sent().pop().unwrap();
            let ours = call.json["message"]["metadata"].as_str().unwrap().to_owned();
            let echo = person.echo(&call, Some(&ours));
            person.does(&echo).await;
            assert_eq!(state(&app).await, "sent");
            app.clock.advance(SignedDuration::from_hours(1));
            app.turns.outbox_filled.send_replace(());
            let other = Person::at_menu(&app, &meta, channel, 2).await;
            assert!(!other.sent().is_empty());
            assert!(person.reads().await.0.is_empty(), "once");
            let delivered = person.delivery(json!({"delivery": {"mids": [call.id]}}));
            person.does(&delivered).await;
            assert_eq!(states(&app, &ours).await, "delivered", "by the id that the echo told");
        }
    }
}

async fn states(app: &App, message: &str) -> String {
    let rows: Vec<(uuid::Uuid, String)> = app.rows("SELECT message_id, state FROM outbox").await;
    rows.into_iter().find(|(id, _)| id.to_string() == message).unwrap().1
}

/// Without an echo it goes again: twice is better than never.
#[tokio::test]
async fn without_an_echo_it_goes_again() {
    for engine in Engine::all() {
        let (app, meta) = Meta::with_app(engine).await;
        let mut person = Person::at_menu(&app, &meta, Channel::Messenger, 1).await;
        meta.fail_next(Failure::HalfAnswer);
        person.says("menu").await;
        // Its echo has a minute.
        app.clock.advance(SignedDuration::from_secs(59));
        app.turns.outbox_filled.send_replace(());
        assert_eq!(person.reads().await.0.len(), 0);
        app.clock.advance(SignedDuration::from_secs(1));
        app.turns.outbox_filled.send_replace(());
        assert_eq!(person.reads().await.0.len(), 1);
        let metadata: Vec<Value> =
            person.sent().iter().rev().take(2).map(|call| call.json["message"]["metadata"].clone()).collect();
        assert_eq!(metadata[0], metadata[1], "under the same id");
        assert_eq!(state(&app).await, "sent");
    }
}
