//! Talking to a person: when somebody will answer, who is spoken to, and what the bot still does meanwhile.

use super::{fr, reported, words};
use bot::{command::TicketCommand, text};
use jiff::SignedDuration;
use serde_json::json;
use tests::{App, Engine, Worker};

/// A Sunday, 11:00 in Rome.
const SUNDAY: &str = "2026-11-22T10:00:00Z";

#[tokio::test]
async fn a_person_outside_the_hours() {
    for engine in Engine::all() {
        let app = App::start_at(engine, SUNDAY, false).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await.has(&fr(&text::person_ask()));
        let kept = worker.says("Je voudrais une explication").await;
        let [ticket] = &app.tickets().await[..] else { panic!("one ticket") };
        let reference = ticket.reference.as_str();
        kept.has(&fr(&text::person_closed("23/11", reference, "9:30")));
        assert_eq!((ticket.kind.as_str(), ticket.queue.as_str()), ("question", "front-office"));
        worker.says("C'est pour la paie").await.has(&fr(&text::person_added(reference)));

        app.clock.advance(SignedDuration::from_hours(24));
        app.attend(ticket.id, TicketCommand::Answer { text: words("Voici") }).await;
        worker.reads().await.has(&fr(&text::answer_frame("Voici", reference)));
        app.attend(ticket.id, TicketCommand::Close).await;
        worker.reads().await.has(&fr(&text::news_closed(reference)));
        worker.says("Encore une chose").await.has(&fr(&text::person_added(reference)));
        let [ticket] = &app.tickets().await[..] else { panic!("the same ticket") };
        assert_eq!(ticket.state, "open", "a new message opens it again");

        let mut later = Worker::at_menu(&app, 2, "fr").await;
        later.presses("person").await;
        let open = later.says("Bonjour").await;
        open.has(&fr(&text::person_open(app.tickets().await[1].reference.as_str())));
    }
}

#[tokio::test]
async fn while_a_person_is_in_charge() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, ticket) = reported(&app, 1).await;
        app.attend(ticket.id, TicketCommand::TakeOver).await;
        worker.reads().await.has(&fr(&text::person_here()));
        let of_ticket =
            async || app.rows::<(i64,)>("SELECT COUNT(*) FROM message WHERE ticket_id IS NOT NULL").await[0].0;
        let before = of_ticket().await;

        let voice = json!({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3, "mime_type": "audio/ogg"}});
        assert!(worker.does(&app.telegram.message(1, voice)).await.0.is_empty(), "the voice is for the person");
        for silent in ["2", "oui", "🙂", "retour", "plus tard"] {
            assert!(worker.says(silent).await.0.is_empty(), "{silent} is for the person");
        }
        let old = app.telegram.press_data(1, "1|report.danger|yes");
        assert!(worker.does(&old).await.0.is_empty());
        assert_eq!(of_ticket().await, before + 7);

        assert!(!app.tickets().await[0].urgent);
        let danger = worker.says("danger").await;
        danger.has(&fr(&text::emergency("112", "800 290 290")));
        let [ticket] = &app.tickets().await[..] else { panic!("no other ticket") };
        assert!(ticket.urgent);

        worker.says("menu").await.has(&fr(&text::person_gone()));
        worker.says("2").await.has(&fr(&text::report_start()));
    }
}

/// Fifty requests of one contact are more than a turn loads.
#[tokio::test]
async fn an_old_ticket_of_many_can_be_answered() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        for _ in 0..51 {
            worker.says("parler").await;
            worker.says("Bonjour").await;
        }
        let tickets = app.tickets().await;
        assert_eq!(tickets.len(), 51);
        app.attend(tickets[0].id, TicketCommand::Answer { text: words("Voici") }).await;
        worker.reads().await.has("Voici");
    }
}
