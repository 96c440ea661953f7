//! Receipts go up a ladder in whatever order they come, and settle what a crash has left open.

use super::{after, answer, asked};
use serde_json::json;
use tests::{
    App, Engine,
    whatsapp::{Failure, Graph, Sent, deliver, delivery, status, value},
};

async fn tell(app: &App, sent: &Sent, state: &str) {
    let told = value(&sent.number, &json!({"statuses": [status(sent, state)]}));
    assert_eq!(deliver(app, &delivery(&[told])).await, 200);
}

async fn last_state(app: &App) -> String {
    app.rows::<(String,)>("SELECT state FROM outbox ORDER BY message_id DESC LIMIT 1").await[0].0.clone()
}

#[tokio::test]
async fn states_go_up_in_any_order() {
    for engine in Engine::all() {
        for order in [
            ["sent", "delivered", "read"],
            ["read", "delivered", "sent"],
            ["delivered", "read", "sent"],
            ["read", "read", "delivered"],
        ] {
            let (app, graph) = Graph::with_app(engine).await;
            let (mut person, _) = asked(&app, &graph).await;
            person.reads().await;
            let sent = person.got().pop().unwrap();
            for state in order {
                tell(&app, &sent, state).await;
            }
            assert_eq!(last_state(&app).await, "read", "{order:?}");
            assert!(person.reads().await.is_empty());
        }
    }
}

/// A failure that is faster than the note that the message was sent is not overwritten by it.
#[tokio::test]
async fn a_failure_may_come_before_the_sending_is_noted() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, _) = asked(&app, &graph).await;
        person.reads().await;
        let sent = person.got().pop().unwrap();
        app.damage(
            "UPDATE outbox SET provider_hash = NULL, state = 'queued', claimed_until = due_at + 300000
             WHERE message_id IN (SELECT message_id FROM outbox ORDER BY message_id DESC LIMIT 1)",
        )
        .await;
        let mut failed = status(&sent, "failed");
        failed["errors"] = json!([{"code": 131_026, "title": "Message undeliverable"}]);
        let told = delivery(&[value(&sent.number, &json!({"statuses": [failed]}))]);
        assert_eq!(deliver(&app, &told).await, 200);
        assert_eq!((last_state(&app).await.as_str(), app.count("early_receipt").await), ("queued", 1));
        tell(&app, &sent, "sent").await;
        assert_eq!((last_state(&app).await.as_str(), app.count("early_receipt").await), ("failed", 0));
        assert_eq!(app.rows::<(bool,)>("SELECT blocked_at IS NOT NULL FROM conversation").await, [(true,)]);
    }
}

/// A receipt can be faster than the answer to the call that sent the message; without our id in it, too.
#[tokio::test]
async fn receipts_may_come_before_the_id_is_known() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, _) = asked(&app, &graph).await;
        person.reads().await;
        let sent = person.got().pop().unwrap();
        // As if it had not been noted yet.
        app.damage(
            "UPDATE outbox SET provider_hash = NULL, state = 'queued', claimed_until = due_at + 300000
                    WHERE message_id IN (SELECT message_id FROM outbox ORDER BY message_id DESC LIMIT 1)",
        )
        .await;
        let mut early = sent.clone();
        early.body["biz_opaque_callback_data"] = json!(null);
        tell(&app, &early, "delivered").await;
        assert_eq!((last_state(&app).await.as_str(), app.count("early_receipt").await), ("queued", 1));
        tell(&app, &sent, "sent").await;
        tell(&app, &sent, "read").await;
        assert_eq!(last_state(&app).await, "read");
    }
}

/// A process that dies after the message went out and before it noted so: the receipt, which has our own id, settles it.
#[tokio::test]
async fn a_crash_between_sent_and_recorded_sends_nothing_twice() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, ticket) = asked(&app, &graph).await;
        person.reads().await;
        let sent = person.got().pop().unwrap();
        // What the dead process left: claimed, and nothing known of what became of it.
        app.damage(
            "UPDATE outbox SET provider_hash = NULL, state = 'queued', attempts = 0, claimed_until = due_at + 300000,
                    ready_at = due_at + 300000
                    WHERE message_id IN (SELECT message_id FROM outbox ORDER BY message_id DESC LIMIT 1)",
        )
        .await;
        let attempts = graph.attempts();
        tell(&app, &sent, "sent").await;
        after(&app, 600_000).await;
        assert_eq!((last_state(&app).await.as_str(), graph.attempts()), ("sent", attempts), "not again");
        tell(&app, &sent, "delivered").await;
        assert_eq!(last_state(&app).await, "delivered");
        // What comes after it is not held up.
        app.attend(ticket.id, answer("Voici")).await;
        assert!(!person.reads().await.is_empty());
    }
}

/// The provider took it and hung up in the middle of its answer: it is in doubt until the receipt comes.
#[tokio::test]
async fn half_an_answer_is_settled_by_the_receipt() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, ticket) = asked(&app, &graph).await;
        person.reads().await;
        graph.fail_next(Failure::HalfAnAnswer);
        app.attend(ticket.id, answer("Voici")).await;
        let sent = person.got().pop().unwrap();
        assert_eq!(last_state(&app).await, "queued");
        tell(&app, &sent, "delivered").await;
        let attempts = graph.attempts();
        after(&app, 3_600_000).await;
        assert_eq!((last_state(&app).await.as_str(), graph.attempts()), ("delivered", attempts));
    }
}
