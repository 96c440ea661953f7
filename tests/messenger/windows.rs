//! When the platforms let us write: the bot for 24 hours after the person's last message, a person of the staff for 7 days
//! with a tag, nobody later. And what becomes of messages that they refuse.

use super::{BOTH, answer, asked, fr, last_row};
use bot::text;
use gateway::channel::Channel;
use jiff::SignedDuration;
use serde_json::{Value, json};
use tests::{
    App, Engine, Worker,
    messenger::{Failure, Meta, Person},
};

async fn after(app: &App, hours: i64) {
    app.clock.advance(SignedDuration::from_hours(hours));
    app.turns.outbox_filled.send_replace(());
    app.settled().await;
}

fn tag(call: &Value) -> (&str, Option<&str>) {
    (call["messaging_type"].as_str().unwrap(), call["tag"].as_str())
}

#[tokio::test]
async fn a_persons_answer_is_tagged_when_it_is_late() {
    for engine in Engine::all() {
        for channel in BOTH {
            let (app, meta) = Meta::with_app(engine).await;
            let (mut person, ticket) = asked(&app, &meta, channel, 1).await;
            let tags = [
                (23, ("RESPONSE", None)),
                (2, ("MESSAGE_TAG", Some("HUMAN_AGENT"))),
                (6 * 24 - 2, ("MESSAGE_TAG", Some("HUMAN_AGENT"))),
            ];
            for (hours, expected) in tags {
                after(&app, hours).await;
                app.attend(ticket.id, answer("Voici")).await;
                person.reads().await.has("Voici");
                assert_eq!(tag(&person.sent().last().unwrap().json), expected, "{hours} hours later");
            }
            // Seven days are over: it waits, and nobody is told, because nothing may be sent.
            let before = person.sent().len();
            after(&app, 24).await;
            app.attend(ticket.id, answer("Trop tard ?")).await;
            assert!(person.reads().await.0.is_empty());
            assert_eq!(last_row(&app).await, ("held".to_owned(), Some("window".to_owned())));
            assert_eq!(person.sent().len(), before);
            person.says("Je suis là").await.has("Trop tard ?");
            assert_eq!(tag(&person.sent().last().unwrap().json), ("RESPONSE", None), "the window is open again");
        }
    }
}

#[tokio::test]
async fn the_bot_waits_after_a_day() {
    for engine in Engine::all() {
        for channel in BOTH {
            let (app, meta) = Meta::with_app(engine).await;
            let mut person = Person::at_menu(&app, &meta, channel, 1).await;
            let before = person.sent().len();
            meta.fail_next(Failure::Refused(500, json!({"code": 2, "message": "Service temporarily unavailable"})));
            person.says("menu").await;
            assert_eq!(last_row(&app).await, ("queued".to_owned(), Some("later".to_owned())));
            after(&app, 24).await;
            assert_eq!(last_row(&app).await, ("held".to_owned(), Some("window".to_owned())));
            assert_eq!(person.sent().len(), before, "not even tried");
            assert_eq!(app.count("quarantine").await, 0);
            assert_eq!(person.says("menu").await.0.len(), 2, "what waited, and the answer");
        }
    }
}

/// The platform counts for itself: what it finds too late is held; a tag that the app was not granted as well.
#[tokio::test]
async fn what_the_platform_finds_too_late_is_held() {
    for engine in Engine::all() {
        let late = [
            json!({"code": 10, "error_subcode": 2018278, "message": "(#10) This message is sent outside of allowed window."}),
            json!({"code": 10, "error_subcode": 2534022, "message": "(#10) This message is sent outside of allowed window."}),
            json!({"code": 10, "message": "(#10) Application does not have permission for this action"}),
        ];
        for error in late {
            let (app, meta) = Meta::with_app(engine).await;
            let (mut person, ticket) = asked(&app, &meta, Channel::Messenger, 1).await;
            after(&app, 30).await;
            meta.fail_next(Failure::Refused(400, error));
            app.attend(ticket.id, answer("Voici")).await;
            assert!(person.reads().await.0.is_empty());
            assert_eq!(last_row(&app).await.0, "held");
            let (mut other, _) = asked(&app, &meta, Channel::Messenger, 2).await;
            assert!(!other.says("menu").await.0.is_empty(), "the channel works");
            person.says("Je suis là").await.has("Voici");
        }
    }
}

#[tokio::test]
async fn errors_decide_what_follows() {
    for engine in Engine::all() {
        let (app, meta) = Meta::with_app(engine).await;
        let (mut person, ticket) = asked(&app, &meta, Channel::Messenger, 1).await;

        meta.fail_next(Failure::Refused(400, json!({"code": 100, "error_subcode": 2018109})));
        app.attend(ticket.id, answer("Un")).await;
        assert_eq!(last_row(&app).await, ("failed".to_owned(), Some("refused by Meta".to_owned())));

        // Too fast: the whole channel waits for as long as it is told to.
        meta.fail_next(Failure::SlowDown(429, 90));
        app.attend(ticket.id, answer("Deux")).await;
        let tried = meta.attempts(&person.id).len();
        let mut other = Person::new(&app, &meta, Channel::Messenger, 2);
        let mut instagram = Person::new(&app, &meta, Channel::Instagram, 3);
        assert_eq!(instagram.says("hello").await.0.len(), 1, "the other platform is not slowed");
        app.clock.advance(SignedDuration::from_secs(89));
        assert_eq!(meta.attempts(&person.id).len(), tried);
        app.clock.advance(SignedDuration::from_secs(1));
        app.turns.outbox_filled.send_replace(());
        person.reads().await.has("Deux");
        assert_eq!(other.says("hello").await.0.len(), 1);

        // Nobody there: nothing more until they write.
        meta.fail_next(Failure::Refused(400, json!({"code": 551, "error_subcode": 1545041})));
        app.attend(ticket.id, answer("Trois")).await;
        assert_eq!(last_row(&app).await, ("failed".to_owned(), Some("blocked".to_owned())));
        let tried = meta.attempts(&person.id).len();
        app.attend(ticket.id, answer("Quatre")).await;
        other.says("menu").await;
        assert_eq!(meta.attempts(&person.id).len(), tried);
        person.says("menu").await.has("Quatre");

        // A token that expired: nothing is lost, an operator is told, and one message tries again.
        meta.fail_next(Failure::Refused(401, json!({"code": 190, "error_subcode": 463, "type": "OAuthException"})));
        assert!(person.says("menu").await.0.is_empty());
        let causes: Vec<(String,)> = app.rows("SELECT cause FROM outage").await;
        assert!(causes[0].0.contains("APPRODO_MESSENGER__TOKEN"), "{causes:?}");
        app.clock.advance(SignedDuration::from_secs(60));
        app.turns.outbox_filled.send_replace(());
        person.reads().await.has(&fr(&text::menu()));
        assert_eq!(app.count("outage").await, 0);
    }
}

/// An hour of errors, and of limits without a time: afterwards everything arrives once and in order, and nobody else waits.
#[tokio::test]
async fn an_hour_without_the_platform() {
    for engine in Engine::all() {
        for status in [500, 429] {
            let (app, meta) = Meta::with_app(engine).await;
            let (mut person, ticket) = asked(&app, &meta, Channel::Messenger, 1).await;
            let _elsewhere = Worker::at_menu(&app, 1, "fr").await;
            meta.fail_all(Some(status));
            for words in ["Un", "Deux", "Trois"] {
                app.turns.attend(uuid::Uuid::now_v7(), ticket.id, answer(words)).await.unwrap();
            }
            for _ in 0..30 {
                app.clock.advance(SignedDuration::from_mins(2));
                app.turns.outbox_filled.send_replace(());
                let before = app.telegram.sent_to(1).len();
                app.deliver(&app.telegram.text(1, "menu")).await;
                app.telegram.wait_for(1, before + 1).await;
            }
            assert!(person.sent().iter().all(|call| !call.json["message"]["text"].to_string().contains(": Un")));
            meta.fail_all(None);
            for _ in 0..8 {
                app.clock.advance(SignedDuration::from_mins(15));
                app.turns.outbox_filled.send_replace(());
                tokio::time::sleep(std::time::Duration::from_millis(30)).await;
            }
            let heard = person.reads().await.text();
            let at: Vec<_> = ["Un", "Deux", "Trois"].iter().map(|words| heard.find(&format!(": {words}"))).collect();
            assert!(at.is_sorted() && at.iter().all(Option::is_some), "{heard}");
            assert_eq!(heard.matches(": Un").count() + heard.matches(": Trois").count(), 2, "each once");
            assert_eq!(app.count("outage").await, 0);
        }
    }
}
