//! A worker's way through the whole service on WhatsApp, with the staff on the other side.

use super::{WORKER, answer, has};
use bot::{language::Language, text};
use serde_json::json;
use tests::{
    Engine,
    dialogue::steps,
    whatsapp::{Graph, Person, deliver, delivery, status, value},
};

#[tokio::test]
async fn from_the_first_message_to_the_answer_that_was_read() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let mut person = Person::new(&app, &graph, WORKER);
        let (mut buttons, mut lists) = (0, 0);
        for step in steps(true) {
            let heard = person.step(step).await;
            assert!(!heard.is_empty(), "{step:?} is answered");
            match person.got().last().unwrap().body["interactive"]["type"].as_str() {
                Some("button") => buttons += 1,
                Some("list") => lists += 1,
                _ => {}
            }
            if step.sends() {
                let reference = &app.tickets().await[0].reference;
                has(&heard, &text::report_sent(reference.as_str()).in_language(Language::Italian));
            }
        }
        assert!(buttons > 0 && lists > 0, "both kinds of choices were shown: {buttons} and {lists}");
        type Entry = (String, String, Option<i32>, Option<String>);
        let queue: Vec<Entry> = app.rows("SELECT queue, state, proposed_case, region FROM assessment").await;
        assert_eq!(queue, [("focal-point".into(), "proposed".into(), Some(2), Some("puglia".into()))]);

        let [ticket] = &app.tickets().await[..] else { panic!("one ticket") };
        app.attend(ticket.id, answer("Venga domani in ufficio.")).await;
        let framed = text::answer_frame("Venga domani in ufficio.", ticket.reference.as_str());
        has(&person.reads().await, &framed.in_language(Language::Italian));
        let sent = person.got().pop().unwrap();
        for state in ["sent", "delivered", "read"] {
            let told = value(&sent.number, &json!({"statuses": [status(&sent, state)]}));
            assert_eq!(deliver(&app, &delivery(&[told])).await, 200);
            let states: Vec<(String,)> = app.rows("SELECT state FROM outbox ORDER BY message_id DESC LIMIT 1").await;
            assert_eq!(states[0].0, state);
        }
        assert_eq!((app.count("quarantine").await, app.tickets().await[0].state.as_str()), (0, "answered"));
    }
}

/// What cannot be read is answered as on the other channels; a place answers a question.
#[tokio::test]
async fn what_is_no_text_is_answered() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let mut person = Person::at_menu(&app, &graph, WORKER).await;
        let fr = super::fr;
        let card = json!({"type": "contacts", "contacts": [{"name": {"formatted_name": "Somebody"}, "phones": []}]});
        let edited = json!({"type": "edit", "edit": {"original_message_id": "wamid.1", "message": {"type": "text", "text": {"body": "non"}}}});
        let revoked = json!({"type": "revoke", "revoke": {"original_message_id": "wamid.1"}});
        for (content, told) in [
            (json!({"type": "audio", "audio": {"id": "1", "voice": true}}), text::voice_kept()),
            (json!({"type": "image", "image": {"id": "1"}}), text::picture_kept()),
            (json!({"type": "sticker", "sticker": {"id": "1"}}), text::picture_kept()),
            (card, text::picture_kept()),
            (edited, text::edited_note()),
            (revoked, text::edited_note()),
            (json!({"type": "location", "location": {"latitude": 41.46, "longitude": 15.54}}), text::not_understood()),
            (json!({"type": "button", "button": {"payload": "Lire", "text": "menu"}}), text::menu()),
        ] {
            has(&person.does(&content).await, &fr(&told));
        }
        person.presses("report").await;
        person.presses("yes").await;
        person.presses("no").await;
        person.presses("me").await;
        let place = json!({"type": "location", "location": {"latitude": 41.46, "longitude": 15.54}});
        has(&person.does(&place).await, &fr(&text::place_found("Foggia (Puglia)")));
    }
}
